"""Forms and rules → findings.

The engine chooses the subjects of each rule, calls its check on them one by one, and turns
hits into findings with place, words and fingerprint. Because the engine chooses, it knows a rule
that did not apply from one that was met.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from targetlint.checks.check import Hit, Unknown
from targetlint.checks.rows import groups
from targetlint.findings import (
    Edit,
    FileReport,
    Finding,
    Fix,
    FormSummary,
    NotEvaluated,
    Outcome,
    OutcomeNote,
    Place,
    Related,
    Row,
    Severity,
)
from targetlint.fingerprints import fingerprint
from targetlint.forms.model import Form, Indicator
from targetlint.phrases import fill, say
from targetlint.rowplan import Planned, RowPlan
from targetlint.rulebook import OFF, Rule
from targetlint.source import SourceText, Span

_SHOWN_LINES = 3
_SHOWN_VALUE = 60


class Seen(NamedTuple):
    """A hit with the rule that it belongs to and the row it is about."""

    planned: Planned
    hit: Hit
    form: Form
    row: Indicator | None
    subject_pointer: str


class Linter:
    """Rules made ready for many forms, in one language.

    ``severities`` overrides the severity of single rules by id (``off`` switches one off).
    """

    def __init__(
        self, rules: Sequence[Rule], lang: str, severities: dict[str, str] | None = None
    ) -> None:
        """Take the rules of a run."""
        self.rules = rules
        self.lang = lang
        self._severities = severities or {}
        self._plans: dict[str, dict[str, list[Planned]]] = {}
        self._row_plans: dict[str, RowPlan] = {}

    def lint(self, forms: list[Form], path: str) -> FileReport:
        """Check the forms of one file."""
        report = FileReport(path)
        seen: list[Seen] = []
        for form in forms:
            seen += self._one_form(form, report)
            report.forms.append(_summary(form, path))
        if forms:
            seen += self._several_forms(forms, report)
        ordinals: Counter[str] = Counter()
        for entry in _without_yielding(seen):
            report.findings.append(_finding(entry, path, self.lang, ordinals))
        report.findings.sort(key=lambda finding: finding.sort_key)
        return report

    def plan(self, form: Form) -> dict[str, list[Planned]]:
        """Give the rules that speak of a form's layout, by subject."""
        template = form.template
        plan = self._plans.get(template.id)
        if plan is None:
            plan = {}
            for rule in self.rules:
                chosen = self._severities.get(rule.id)
                severity = chosen or rule.severity_for(template.id, template.family)
                if severity != OFF:
                    planned = Planned(rule, Severity(severity), fixed=chosen is not None)
                    plan.setdefault(rule.subject, []).append(planned)
            self._plans[template.id] = plan
        return plan

    def _one_form(self, form: Form, report: FileReport) -> list[Seen]:
        plan = self.plan(form)
        seen: list[Seen] = []
        for planned in plan.get("form", ()):
            seen += self._apply(planned, (form,), form, report)
        for planned in plan.get("field", ()):
            seen += self._apply(planned, form.fields.values(), form, report)
        seen += self._rows(form, report)
        for planned in plan.get("group", ()):
            seen += self._apply(planned, groups(form, planned.rule.group_by), form, report)
        return seen

    def _row_plan(self, form: Form) -> RowPlan:
        known = self._row_plans.get(form.template.id)
        if known is None:
            known = RowPlan(self.plan(form).get("indicator", ()))
            self._row_plans[form.template.id] = known
        return known

    def _rows(self, form: Form, report: FileReport) -> list[Seen]:
        """Run the rules on single rows; bits tell which rules spoke, found or could not look."""
        plan = self._row_plan(form)
        seen: list[Seen] = []
        applied = failed = 0
        unknown: dict[int, Unknown] = {}
        for row in form.indicators:
            entry = plan.entry(row, form)
            applied |= entry.applied
            for bit, _, late in entry.ask:
                if not applied & bit and late is not None and late(row, form):
                    applied |= bit
            for bit, planned, late in entry.look:
                if late is not None and not late(row, form):
                    continue
                applied |= bit
                rule = planned.rule
                result = rule.check.run(row, rule.params, form)
                if result is None:
                    continue
                if isinstance(result, Unknown):
                    unknown[bit] = result
                    continue
                weighed = _weighed(planned, row, form) if rule.severity_if else planned
                if weighed is not None:
                    for hit in result:
                        failed |= bit
                        seen.append(_seen(weighed, hit, form, row))
        bit = 1
        for planned in plan.planned:
            self._note(
                planned.rule,
                form,
                report,
                applied=bool(applied & bit),
                failed=bool(failed & bit),
                unknown=unknown.get(bit),
            )
            bit <<= 1
        return seen

    def lint_waivers(self, forms: list[Form], waivers: Iterable[Any], report: FileReport) -> None:
        """Check the waivers of a file, each in the form that it stands in."""
        starts = [form.node.span.start for form in forms]
        shares: dict[int, list[Any]] = {}
        for waiver in waivers:
            owner = max(sum(start <= waiver.span.start for start in starts) - 1, 0)
            shares.setdefault(owner, []).append(waiver)
        ordinals: Counter[str] = Counter()
        for owner, share in sorted(shares.items()):
            form = forms[owner]
            for planned in self.plan(form).get("waiver", ()):
                for entry in self._apply(planned, share, form, report):
                    report.findings.append(_finding(entry, report.path, self.lang, ordinals))
        report.findings.sort(key=lambda finding: finding.sort_key)

    def _several_forms(self, forms: list[Form], report: FileReport) -> list[Seen]:
        seen: list[Seen] = []
        for planned in self.plan(forms[0]).get("forms", ()):
            seen += self._apply(planned, [forms], forms[0], report)
        return seen

    def _apply(
        self, planned: Planned, subjects: Iterable[Any], form: Form, report: FileReport
    ) -> list[Seen]:
        """Run one rule over its subjects, and note what became of it."""
        rule = planned.rule
        run, params, where = rule.check.run, rule.params, rule.where
        seen: list[Seen] = []
        applied = False
        unknown: Unknown | None = None
        for subject in subjects:
            if where is not None and not where(subject, form):
                continue
            applied = True
            result = run(subject, params, form)
            if result is None:
                continue
            if isinstance(result, Unknown):
                unknown = result
                continue
            weighed = _weighed(planned, subject, form) if rule.severity_if else planned
            if weighed is not None:
                seen += (_seen(weighed, hit, form, subject) for hit in result)
        self._note(rule, form, report, applied=applied, failed=bool(seen), unknown=unknown)
        return seen

    def _note(  # noqa: PLR0913 - the parts of one note
        self,
        rule: Rule,
        form: Form,
        report: FileReport,
        *,
        applied: bool,
        failed: bool,
        unknown: Unknown | None,
    ) -> None:
        reason = ""
        if failed:
            outcome = Outcome.REVIEW if rule.outcome == "review" else Outcome.FAIL
        elif unknown is not None:
            outcome = Outcome.NOT_EVALUATED
            reason = rule.notes.get(unknown.reason, {}).get(self.lang) or unknown.reason
            report.not_evaluated.append(NotEvaluated(rule.id, report.path, form.number, reason))
        elif applied:
            outcome = Outcome.PASS
            report.passed += 1
        else:
            outcome = Outcome.NOT_APPLICABLE
            reason = say("outcome-no-subject", self.lang)
        report.outcomes.append(OutcomeNote(rule.id, report.path, form.number, outcome, reason))


def _weighed(planned: Planned, subject: Any, form: Form) -> Planned | None:
    """Give a rule the severity that it has for a subject; None where it is switched off for it."""
    if planned.fixed:
        return planned
    for holds, severity in planned.rule.severity_if:
        if holds(subject, form):
            return (
                None
                if severity == OFF
                else planned._replace(severity=Severity(severity), fixed=True)
            )
    return planned


def _seen(planned: Planned, hit: Hit, form: Form, subject: Any) -> Seen:
    row = subject if isinstance(subject, Indicator) else hit.row
    owner = hit.row_form or form
    pointer = getattr(subject, "pointer", "")
    return Seen(planned, hit, owner, row, pointer)


def _without_yielding(seen: list[Seen]) -> Iterator[Seen]:
    """Leave out what falls silent because a rule before it speaks of the same place."""
    speaking: dict[tuple[int, str], set[str]] = {}
    for entry in seen:
        speaking.setdefault(_subject(entry), set()).add(entry.planned.rule.id)
    for entry in seen:
        others = speaking[_subject(entry)]
        if not entry.planned.rule.yields_to & others:
            yield entry


def _subject(entry: Seen) -> tuple[int, str]:
    where = entry.row.pointer if entry.row is not None else entry.hit.pointer
    return entry.form.number, where


def shortened(text: str, longest: int = _SHOWN_VALUE) -> str:
    """Give a text on one line, cut in the middle where it is long."""
    flat = text if text.isprintable() and "  " not in text else " ".join(text.split())
    if len(flat) <= longest:
        return flat
    half = longest // 2
    return f"{flat[:half]}…{flat[-half + 1 :]}"


def place_of(source: SourceText, span: Span) -> Place:
    """Resolve a span to lines, columns and the human place."""
    line, column = source.position(span.start)
    first = source.line(line)
    human = source.place(span.start) if source.places else None
    length = span.end - span.start
    if column + length <= len(first) + 1:
        return Place(line, column, line, column + max(length, 0), human, (first,))
    end_line, end_column = source.position(span.end)
    last = min(end_line, line + _SHOWN_LINES - 1)
    lines = tuple(source.line(number) for number in range(line, last + 1))
    return Place(line, column, end_line, end_column, human, lines)


def fix_of(source: SourceText, kind: str, title: str, edits: Iterable[tuple[Span, str]]) -> Fix:
    """Resolve edits to a fix."""
    made = tuple(
        Edit(span.start, span.end, text, place_of(source, span)._replace(lines=()))
        for span, text in edits
    )
    return Fix(kind, title, made)


def _finding(entry: Seen, path: str, lang: str, ordinals: Counter[str]) -> Finding:
    planned, hit, form, row, subject_pointer = entry
    rule = planned.rule
    variant = rule.variants.get(hit.variant)
    message, advice = rule.message, rule.advice
    severity = planned.severity
    outcome = rule.outcome
    if variant is not None:
        message, advice = variant.message or message, variant.advice or advice
        outcome = variant.outcome or outcome
        if variant.severity is not None and not planned.fixed:
            severity = Severity(variant.severity)
    values = {key: shortened(value) for key, value in hit.values.items()}
    pointer = hit.pointer or subject_pointer
    source = form.source
    found = hit.found
    if found is None and row is not None:
        found = row.target
    fixes: tuple[Fix, ...] = ()
    if hit.edits and rule.fix and not source.places:
        title = fill(rule.notes["fix"][lang], values) if "fix" in rule.notes else ""
        fixes = (fix_of(source, rule.fix, title, hit.edits),)
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=severity,
        outcome=Outcome(outcome),
        path=path,
        form=form.number,
        pointer=pointer,
        row=Row(row.level1, row.level2, row.name) if row is not None else None,
        where=place_of(source, hit.span),
        message=fill(message[lang], values),
        advice=fill(advice.get(lang, ""), values),
        found=found,
        expected=hit.expected,
        source=rule.source.get(lang, ""),
        related=tuple(_related(other, rule, form, lang, values) for other in hit.others),
        fixes=fixes,
        suppressed=None,
        fingerprint=fingerprint(rule.id, form, row, pointer, found or "", hit.variant, ordinals),
    )


def _related(other: Any, rule: Rule, form: Form, lang: str, values: dict[str, str]) -> Related:
    words = rule.notes.get(other.note, {}).get(lang, "")
    source = (other.of or form).source
    number = (other.of or form).number
    return Related(place_of(source, other.span), other.pointer, fill(words, values), number)


def _summary(form: Form, path: str) -> FormSummary:
    rows = tuple(
        {
            "pointer": row.pointer,
            "kind": row.reading.kind.value,
            "measurable": row.reading.measurable.value,
            "category": row.reading.category,
        }
        for row in form.indicators
    )
    return FormSummary(
        path=path,
        form=form.number,
        project=form.project,
        template=form.template.id,
        detected_by=form.detected_by,
        indicators=rows,
        department=form.text("department"),
        applicant=form.text("applicant"),
        year=str(form.year or ""),
    )
