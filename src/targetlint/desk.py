"""Where a form is judged: a linter, and what becomes of its findings afterwards.

What authors and offices waive, what is known from before and what is only counted is settled
here, after every rule has spoken.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from targetlint.bounds import Said, bounds, use
from targetlint.findings import FileReport, Finding, Severity
from targetlint.forms.model import Form
from targetlint.linter import Linter
from targetlint.overtime import Allowed
from targetlint.phrases import say
from targetlint.rulebook import Rule, shipped

# A step that sets findings of a report aside, given the report and the rules of the run.
Step = Callable[[FileReport], None]


class Choice(NamedTuple):
    """The rules of a desk, and what settings say about findings of theirs.

    ``locked`` are rules that nobody may waive, ``hidden`` pairs of rule and severity that are
    counted and not listed, ``honoured`` is whether waivers in the comments of a form count.
    ``words`` are added to the classes of telling words, ``limits`` are changed by name.
    """

    rules: tuple[Rule, ...]
    known: tuple[Rule, ...] = ()
    locked: frozenset[str] = frozenset()
    hidden: frozenset[tuple[str, str]] = frozenset()
    honoured: bool = True
    template: str = ""
    fail_on: str = "error"
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limits: Said = ()


class Desk:
    """One choice of rules with its linter; ``steps`` follow the waivers of authors."""

    # Whether any desk of this process ever added words, which others must then do without.
    added_words = False

    def __init__(self, choice: Choice, lang: str, steps: Iterable[Step] = ()) -> None:
        """Make everything ready for the first form."""
        self.choice = choice
        self.lang = lang
        self.linter = Linter(choice.rules, lang)
        self.steps = tuple(steps)
        self._names: Any = None
        self._allowed: Allowed | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """Send what it was made of; it is made ready again where it arrives."""
        return Desk, (self.choice, self.lang, self.steps)

    def take_limits(self) -> Allowed:
        """Go by the limits that hold here from now on; give the time that is allowed."""
        use(self.choice.limits)
        if self._allowed is None:
            self._allowed = Allowed(**bounds("time"))
        return self._allowed

    def judge(
        self, forms: list[Form], path: str, *, whole: bool = False, outcomes: bool = True
    ) -> FileReport:
        """Check the forms of a file and set aside what somebody answers for.

        What settings hide is left out and counted, unless the whole is asked for. Without
        ``outcomes`` requirements that are met or do not apply are only counted.
        """
        if self.choice.words or Desk.added_words:
            self._use_words()
        report = self.linter.lint(forms, path, outcomes=outcomes)
        if forms and "targetlint" in forms[0].source.text.lower():
            self._hear_author(forms, report)
        for step in self.steps:
            step(report)
        if self.choice.hidden and not whole:
            self._hide(report)
        return report

    def _use_words(self) -> None:
        from targetlint.targets import extension  # noqa: PLC0415 - only where settings add words

        Desk.added_words = True
        extension.use(self.choice.words)

    def fails(self, report: FileReport) -> bool:
        """Whether what was found makes the command fail."""
        if self.choice.fail_on == "never":
            return False
        limit = Severity(self.choice.fail_on).rank
        return any(
            finding.severity.rank <= limit and finding.suppressed is None
            for finding in report.findings
        )

    def _hear_author(self, forms: list[Form], report: FileReport) -> None:
        from targetlint import waivers  # noqa: PLC0415 - most forms have none

        if self._names is None:
            known = self.choice.known or (*shipped(), *self.choice.rules)
            running = frozenset(rule.id for rule in self.choice.rules)
            self._names = waivers.Names(names_of(known), running, self.choice.locked)
        source = forms[0].source
        found = waivers.read(source, forms, self._names)
        if not found:
            return
        honoured, told = self.choice.honoured, say("waiver-in-vain", self.lang)
        report.findings = waivers.apply(
            report.findings, found, self._names, honoured=honoured, told=told
        )
        waivers.report_unused(found, self._names, source)
        self.linter.lint_waivers(forms, found, report)

    def _hide(self, report: FileReport) -> None:
        """Count what settings ask to count only."""
        listed: list[Finding] = []
        for finding in report.findings:
            if (
                finding.suppressed is None
                and (finding.rule, finding.severity) in self.choice.hidden
            ):
                report.hidden[finding.severity] = report.hidden.get(finding.severity, 0) + 1
            else:
                listed.append(finding)
        report.findings = listed


def names_of(rules: Iterable[Rule]) -> dict[str, str]:
    """Map ids in upper case, and names, to ids."""
    names: dict[str, str] = {}
    for rule in rules:
        names[rule.name] = rule.id
        names |= dict.fromkeys((name.upper() for name in rule.ids), rule.id)
    return names


def plain(rules: Iterable[Rule], lang: str) -> Desk:
    """Give a desk without any settings, for given rules."""
    return Desk(Choice(tuple(rules)), lang)
