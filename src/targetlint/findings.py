"""What a run says: findings, and the report that holds them.

A finding is complete in itself: place, row, words and source lines are resolved when it is
made, so that it can be sent between processes, kept in a cache and written in any format.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from targetlint.records import Record


class Severity(StrEnum):
    """How much a finding weighs: error = would be returned, warning = a comment, info = a hint."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Outcome(StrEnum):
    """What became of a requirement."""

    FAIL = "fail"
    REVIEW = "review"
    PASS = "pass"  # noqa: S105 - no password
    NOT_APPLICABLE = "not-applicable"
    NOT_EVALUATED = "not-evaluated"


_FOUND = frozenset({Outcome.FAIL, Outcome.REVIEW})


class Place(NamedTuple):
    """Where something stands: lines and columns from 1 in code points, end excluded.

    ``place`` is the human place in a document that has no lines (``Sheet1!D25``).
    ``lines`` are the source lines from ``line`` to ``end_line``, shortened to the first few.
    """

    line: int
    column: int
    end_line: int
    end_column: int
    place: str | None = None
    lines: tuple[str, ...] = ()


class Edit(NamedTuple):
    """Replace a stretch of the source by a text. ``start``/``end`` are code point offsets."""

    start: int
    end: int
    text: str
    where: Place


class Fix(NamedTuple):
    """A mend: ``safe`` keeps the meaning, ``suggested`` needs a look, ``advice`` is only told."""

    kind: str
    title: str
    edits: tuple[Edit, ...]


class Related(NamedTuple):
    """The other side of a cross-field or cross-row finding."""

    where: Place
    pointer: str
    message: str
    form: int = 1


class Suppression(NamedTuple):
    """Why a finding is set aside: ``by`` is waiver, baseline or waiver-file."""

    by: str
    reason: str
    who: str = ""
    until: str = ""


class Row(NamedTuple):
    """The indicator a finding is about, by its three levels."""

    level1: str
    level2: str
    level3: str


class Finding(NamedTuple):
    """What a rule says about a place. The words are in the language of the run."""

    rule: str
    name: str
    severity: Severity
    outcome: Outcome
    path: str
    form: int
    pointer: str
    row: Row | None
    where: Place
    message: str
    advice: str
    found: str | None
    expected: str | None
    source: str
    related: tuple[Related, ...]
    fixes: tuple[Fix, ...]
    suppressed: Suppression | None
    fingerprint: str

    @property
    def sort_key(self) -> tuple[int, int, str, str]:
        """Order within a file: by place, then rule."""
        return (self.where.line, self.where.column, self.rule, self.fingerprint)


class NotEvaluated(NamedTuple):
    """A requirement that could not be looked at, and why."""

    rule: str
    path: str
    form: int
    reason: str


class OutcomeNote(NamedTuple):
    """What became of one requirement in one form (listed with ``--outcomes all``)."""

    rule: str
    path: str
    form: int
    outcome: Outcome
    reason: str = ""


class Unreadable(NamedTuple):
    """An input that could not be composed into a form at all."""

    path: str
    message: str
    line: int | None = None
    column: int | None = None
    fixes: tuple[Fix, ...] = ()
    lines: tuple[str, ...] = ()


class IndicatorSummary(NamedTuple):
    """What was made of one row, in words that scripts rely on."""

    pointer: str
    kind: str
    measurable: str
    category: str | None


class FormSummary(NamedTuple):
    """One form as the report lists it, with its rows."""

    path: str
    form: int
    project: str
    template: str
    detected_by: str
    indicators: tuple[IndicatorSummary, ...]
    department: str = ""
    applicant: str = ""
    year: str = ""


class FileReport(Record):
    """What one input gave. ``passed`` counts requirements met, ``outcomes`` has every outcome.

    ``hidden`` counts findings, by severity, that settings ask to count and not to list.
    ``overtime`` is whether something took too long, which another time may be otherwise.
    """

    __slots__ = (
        "findings", "forms", "hidden", "not_evaluated", "outcomes", "overtime", "passed", "path",
        "unreadable",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 - a plain record
        self,
        path: str,
        findings: list[Finding] | None = None,
        forms: list[FormSummary] | None = None,
        not_evaluated: list[NotEvaluated] | None = None,
        unreadable: list[Unreadable] | None = None,
        outcomes: list[OutcomeNote] | None = None,
        passed: int = 0,
        hidden: dict[Severity, int] | None = None,
    ) -> None:
        """Take what is known so far; the rest is empty."""
        self.path = path
        self.findings: list[Finding] = findings or []
        self.forms: list[FormSummary] = forms or []
        self.not_evaluated: list[NotEvaluated] = not_evaluated or []
        self.unreadable: list[Unreadable] = unreadable or []
        self.outcomes: list[OutcomeNote] = outcomes or []
        self.passed = passed
        self.hidden: dict[Severity, int] = hidden or {}
        self.overtime = False

    @property
    def unfound(self) -> list[OutcomeNote]:
        """The outcomes that no finding tells of: met, not applicable, not evaluated."""
        return [note for note in self.outcomes if note.outcome not in _FOUND]

    def without_outcomes(self) -> "FileReport":
        """Give a copy that says nothing of requirements that were met or did not apply."""
        return FileReport(
            self.path,
            self.findings,
            self.forms,
            self.not_evaluated,
            self.unreadable,
            passed=self.passed,
            hidden=self.hidden,
        )


class RuleInfo(NamedTuple):
    """What a report needs to say about a rule, in the language of the run.

    ``fold`` is the number of findings of one form after which the text report folds the rest.
    ``aspect`` is the heading of a review it belongs to, ``question`` what a person is to ask.
    """

    id: str
    name: str
    severity: Severity
    group: str
    summary: str
    description: str
    advice: str
    source: str
    fixable: bool
    tags: tuple[str, ...] = ()
    fold: int | None = None
    aspect: str = ""
    question: str = ""


class RunInfo(NamedTuple):
    """What holds for a whole run, known before its first file.

    ``outcomes`` asks for every outcome, not only for what failed. ``date`` is the day of the
    run (ISO); only reports that keep a history show it. ``home`` is the address under which the
    page of a rule is published, up to its id; empty where there is none.
    """

    rules: Mapping[str, RuleInfo]
    rules_hash: str
    lang: str
    version: str
    outcomes: bool = False
    date: str = ""
    home: str = ""


class Tally(NamedTuple):
    """What one file adds to the sums of a run; plain numbers under plain names."""

    forms: int
    passed: int
    unreadable: int
    suppressed: int
    fixable: int
    hidden: Mapping[str, int]
    severities: Mapping[str, int]
    outcomes: Mapping[str, int]
    rules: Mapping[str, int]


def tally(file: FileReport) -> Tally:
    """Count what was found in a file; what is set aside is counted apart."""
    severities: dict[str, int] = {}
    rules: dict[str, int] = {}
    outcomes: dict[str, int] = {}
    suppressed = fixable = 0
    for finding in file.findings:
        if finding.suppressed is not None:
            suppressed += 1
            continue
        severity, outcome = finding.severity.value, finding.outcome.value
        severities[severity] = severities.get(severity, 0) + 1
        outcomes[outcome] = outcomes.get(outcome, 0) + 1
        rules[finding.rule] = rules.get(finding.rule, 0) + 1
        if finding.fixes:
            fixable += any(fix.kind == "safe" for fix in finding.fixes)
    none = Outcome.NOT_APPLICABLE
    for key, count in (
        (Outcome.NOT_EVALUATED, len(file.not_evaluated)),
        (Outcome.PASS, file.passed),
        (none, sum(note.outcome is none for note in file.outcomes)),
    ):
        outcomes[key.value] = outcomes.get(key.value, 0) + count
    hidden = {severity.value: count for severity, count in file.hidden.items()}
    return Tally(
        len(file.forms), file.passed, len(file.unreadable), suppressed, fixable,
        hidden, severities, outcomes, rules,
    )  # fmt: skip


# by name: calling the class costs five times as much
_SEVERITIES = {one.value: one for one in Severity}
_OUTCOMES = {one.value: one for one in Outcome}


class Totals:
    """What a run adds up to, counted file by file."""

    __slots__ = (
        "files",
        "fixable",
        "forms",
        "hidden",
        "outcomes",
        "passed",
        "rules",
        "severities",
        "suppressed",
        "unreadable",
    )

    def __init__(self) -> None:
        """Start from nothing."""
        self.files = self.forms = self.passed = 0
        self.suppressed = self.unreadable = self.fixable = 0
        self.severities = dict.fromkeys(Severity, 0)
        self.hidden = dict.fromkeys(Severity, 0)
        self.outcomes = dict.fromkeys(Outcome, 0)
        self.rules: dict[str, int] = {}

    def add(self, file: FileReport) -> None:
        """Count one more file."""
        self.count(tally(file))

    def count(self, file: Tally) -> None:
        """Count one more file of which the numbers are known."""
        self.files += 1
        self.forms += file.forms
        self.passed += file.passed
        self.unreadable += file.unreadable
        self.suppressed += file.suppressed
        self.fixable += file.fixable
        for name, number in file.hidden.items():
            self.hidden[_SEVERITIES[name]] += number
        for name, number in file.severities.items():
            self.severities[_SEVERITIES[name]] += number
        for name, number in file.outcomes.items():
            self.outcomes[_OUTCOMES[name]] += number
        for name, number in file.rules.items():
            self.rules[name] = self.rules.get(name, 0) + number

    def worst(self) -> Severity | None:
        """Give the gravest severity found; None where nothing was."""
        return next((severity for severity, count in self.severities.items() if count), None)


class Report(Record):
    """A run kept whole: its files in order, and what holds for all of them."""

    __slots__ = ("files", "run")

    def __init__(self, files: list[FileReport], run: RunInfo) -> None:
        """Take the files and what holds for all of them."""
        self.files = files
        self.run = run

    @property
    def findings(self) -> list[Finding]:
        """Every finding, in order; those set aside included."""
        return [finding for file in self.files for finding in file.findings]

    @property
    def unreadable(self) -> list[Unreadable]:
        """Every input that could not be read."""
        return [entry for file in self.files for entry in file.unreadable]

    def totals(self) -> Totals:
        """Count what was found; what is set aside is counted apart."""
        totals = Totals()
        for file in self.files:
            totals.add(file)
        return totals

    def count(self, severity: Severity) -> int:
        """Count the findings of a severity that are not set aside."""
        return self.totals().severities[severity]

    def worst(self) -> Severity | None:
        """Give the gravest severity among the findings that are not set aside."""
        return self.totals().worst()
