"""Forms and rules → findings.

The engine chooses the subjects of each rule, calls its check on them one by one, and turns
hits into findings with place, words and fingerprint. Because the engine chooses, it knows a rule
that did not apply from one that was met.
"""

from _thread import get_ident
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from targetlint.checks.check import NO_SUBJECT, Hit, Unknown
from targetlint.checks.rows import groups
from targetlint.findings import (
    FileReport,
    FormSummary,
    IndicatorSummary,
    NotEvaluated,
    Outcome,
    OutcomeNote,
    Severity,
)
from targetlint.forms.model import Form, Indicator, Remark
from targetlint.hits import Seen, finding_of
from targetlint.overtime import OvertimeError
from targetlint.overtime import asked as watches
from targetlint.overtime import engine as _engine
from targetlint.phrases import say
from targetlint.rowplan import Look, Planned, RowPlan, planned_for
from targetlint.rulebook import OFF, Part, Rule, outcome
from targetlint.targets.model import Reading

# What a check said: hits in a list, that it could not look, or nothing.
Answer = list[Hit] | Unknown | None
RULE_FAILED = "rule-failed"
RULE_TOO_SLOW = "rule-too-slow"


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
        self._outcomes = True
        self._no_subject = say("outcome-no-subject", lang)

    def lint(self, forms: list[Form], path: str, *, outcomes: bool = True) -> FileReport:
        """Check the forms of one file; ``outcomes`` notes what became of each rule."""
        self._outcomes = outcomes
        report = FileReport(path)
        seen: list[Seen] = []
        for form in forms:
            seen += self._one_form(form, report)
            report.forms.append(_summary(form, path))
        if forms:
            seen += self._several_forms(forms, report)
            seen += self._failures(forms, report)
        ordinals: Counter[str] = Counter()
        for entry in _without_yielding(seen):
            report.findings.append(finding_of(entry, path, self.lang, ordinals))
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
                    fixed = chosen is not None
                    planned = planned_for(rule, Severity(severity), form, fixed=fixed)
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
            if entry.ask:
                applied |= _speaking_of(entry.ask, row, form)
            for look in entry.look:
                if look.late is not None and not look.late(row, form):
                    continue
                applied |= look.bit
                clean = look.clean
                if clean is not None and (key := clean.key(row)) in clean.known:
                    continue
                result = _result(look.planned.rule, look.parts, row, form)
                if result is None:
                    if clean is not None:
                        clean.learn(key)
                    continue
                if isinstance(result, Unknown):
                    unknown[look.bit] = result
                elif found := _heard(look.planned, result, form, row):
                    failed |= look.bit
                    seen += found
        self._note_rows(plan, form, report, applied, failed, unknown)
        return seen

    def _note_rows(  # noqa: PLR0913, PLR0917 - the parts of many notes
        self,
        plan: RowPlan,
        form: Form,
        report: FileReport,
        applied: int,
        failed: int,
        unknown: dict[int, Unknown],
    ) -> None:
        """Note what became of each rule on single rows; only count them where nobody asks."""
        if not unknown and not self._outcomes:
            report.passed += (applied & ~failed).bit_count()
            return
        for number, planned in enumerate(plan.planned):
            bit = 1 << number
            self._note(
                planned.rule,
                form,
                report,
                applied=bool(applied & bit),
                failed=bool(failed & bit),
                unknown=unknown.get(bit),
            )

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
                    report.findings.append(finding_of(entry, report.path, self.lang, ordinals))
        report.findings.sort(key=lambda finding: finding.sort_key)

    def _several_forms(self, forms: list[Form], report: FileReport) -> list[Seen]:
        seen: list[Seen] = []
        for planned in self.plan(forms[0]).get("forms", ()):
            seen += self._apply(planned, [forms], forms[0], report)
        return seen

    def _failures(self, forms: list[Form], report: FileReport) -> list[Seen]:
        """Say which rules failed, once all have run."""
        seen: list[Seen] = []
        for form in forms:
            for planned in self.plan(form).get("failure", ()):
                seen += self._apply(planned, (form,), form, report)
        return seen

    def _apply(
        self, planned: Planned, subjects: Iterable[Any], form: Form, report: FileReport
    ) -> list[Seen]:
        """Run one rule over its subjects, and note what became of it."""
        rule = planned.rule
        where, needs = planned.where, planned.needs
        seen: list[Seen] = []
        applied = False
        unknown: Unknown | None = None
        for subject in subjects if planned.speaks else ():
            if where is not None and not where(subject, form):
                continue
            if needs is not None and not needs(subject, rule.params):
                applied = True
                continue
            result = _result(rule, rule.parts, subject, form)
            if result is NO_SUBJECT:
                continue
            applied = True
            if result is None:
                continue
            if isinstance(result, Unknown):
                unknown = result
                continue
            seen += _heard(planned, result, form, subject)
        if not self._outcomes and not seen and unknown is None:
            report.passed += applied
            return seen
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
            met = Outcome.REVIEW if rule.outcome == "review" else Outcome.FAIL
        elif unknown is not None:
            met = Outcome.NOT_EVALUATED
            reason = rule.notes.get(unknown.reason, {}).get(self.lang) or unknown.reason
            report.not_evaluated.append(NotEvaluated(rule.id, report.path, form.number, reason))
        elif applied:
            met = Outcome.PASS
            report.passed += 1
        else:
            met = Outcome.NOT_APPLICABLE
            reason = self._no_subject
        if not self._outcomes:
            return
        report.outcomes.append(OutcomeNote(rule.id, report.path, form.number, met, reason))


def _result(rule: Rule, parts: Iterable[Part], subject: Any, form: Form) -> Answer:
    """Run the checks of a rule; one that fails becomes a remark, and the run goes on."""
    try:
        if watches and (watch := watches.get(get_ident())):
            result: Answer = watch.timed(rule.id, outcome, parts, subject, form)
            return result
        return outcome(parts, subject, form)
    except Exception as error:  # noqa: BLE001 - a rule, perhaps a user's, must not end the run
        values = {"rule": rule.id, "error": f"{type(error).__name__}: {error}"}
        form.remarks.append(Remark(RULE_FAILED, form.head, values))
        return Unknown(RULE_FAILED)
    except OvertimeError as over:
        if not over.rule:
            raise
        return _given_up(over, form)


_engine(_result.__code__)


def _given_up(over: OvertimeError, form: Form) -> Unknown:
    """Say, once in a form, that a rule took too long."""
    values = {"rule": over.rule, "limit": f"{over.allowed:g}"}
    told = any(note.code == RULE_TOO_SLOW and note.values == values for note in form.remarks)
    if not told:
        form.remarks.append(Remark(RULE_TOO_SLOW, form.head, values))
    return Unknown(RULE_TOO_SLOW)


def _speaking_of(looks: Iterable[Look], row: Indicator, form: Form) -> int:
    """Give the bits of the rules that speak of a row though they have nothing to find in it."""
    return sum(look.bit for look in looks if look.late is not None and look.late(row, form))


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


def _heard(planned: Planned, result: Iterable[Hit], form: Form, subject: Any) -> list[Seen]:
    """Take the hits of a check, with the severity that the rule has for the subject."""
    weighed = _weighed(planned, subject, form) if planned.rule.severity_if else planned
    return [] if weighed is None else [_seen(weighed, hit, form, subject) for hit in result]


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


def _judged(pointer: str, reading: Reading) -> IndicatorSummary:
    return IndicatorSummary(pointer, reading.kind, reading.measurable, reading.category)


def _summary(form: Form, path: str) -> FormSummary:
    rows = tuple([_judged(row.pointer, row.reading) for row in form.indicators])
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
