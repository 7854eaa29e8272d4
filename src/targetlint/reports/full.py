"""The report for a person at a terminal: each finding with its row, its source and a way out."""

from collections.abc import Iterator

from targetlint.findings import (
    FileReport,
    Finding,
    FormSummary,
    Outcome,
    Place,
    RunInfo,
    Unreadable,
)
from targetlint.phrases import say
from targetlint.reports import closing
from targetlint.reports.concise import headline, unreadable_line
from targetlint.reports.frame import frame
from targetlint.reports.paint import Paint
from targetlint.reports.visible import visible
from targetlint.reports.words import row_name, short_place
from targetlint.reports.writer import Lines, Options


class Full(Lines):
    """``--format full``."""

    for_people = True

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Choose colours."""
        super().__init__(run, options)
        self.paint = Paint(on=options.color)

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give the findings of a file, form by form."""
        by_form: dict[int, list[Finding]] = {}
        for finding in file.findings:
            if finding.suppressed is None:
                by_form.setdefault(finding.form, []).append(finding)
        forms = {form.form: form for form in file.forms}
        for number, findings in by_form.items():
            if number in forms:
                yield self._heading(forms[number])
            yield from self._form(findings)
        if self.run.outcomes:
            yield from self._outcomes(file)
        for entry in file.unreadable:
            yield from self._unreadable(entry)

    def _heading(self, form: FormSummary) -> str:
        number = say("report-form", self.run.lang, n=form.form)
        parts = filter(None, [number, form.project, form.template])
        return self.paint.strong(f"── {visible(' · '.join(parts))} ──") + "\n\n"

    def _form(self, findings: list[Finding]) -> Iterator[str]:
        seen: dict[str, int] = {}
        folded: dict[str, list[Place]] = {}
        for finding in findings:
            seen[finding.rule] = seen.get(finding.rule, 0) + 1
            info = self.run.rules.get(finding.rule)
            if info is not None and info.fold is not None and seen[finding.rule] > info.fold:
                folded.setdefault(finding.rule, []).append(finding.where)
            else:
                yield from self._finding(finding)
        for rule, places in folded.items():
            yield self._folded(rule, places)

    def _folded(self, rule: str, places: list[Place]) -> str:
        comma = say("report-comma", self.run.lang)
        told = visible(comma.join(map(short_place, places)))
        mark = self.paint.faint(f"[{rule}]")
        return f"{say('report-folded', self.run.lang, n=len(places), rule=mark, places=told)}\n\n"

    def _finding(self, finding: Finding) -> Iterator[str]:
        yield headline(finding, self.paint) + "\n"
        gutter = len(str(finding.where.line + len(finding.where.lines)))
        if finding.row is not None:
            row = self.paint.faint(visible(row_name(finding.row)))
            yield f"{' ' * gutter}   {row}\n"
        yield from self._frame(finding.where, gutter, finding)
        for note in self._notes(finding):
            yield f"{' ' * gutter} {self.paint.faint('=')} {visible(note)}\n"
        yield "\n"

    def _frame(self, where: Place, gutter: int, finding: Finding) -> Iterator[str]:
        room = max(self.options.width - gutter - 3, 20)
        bar = self.paint.faint("|")
        for number, line in frame(where, room, wide=self.options.wide):
            yield f"{self.paint.faint(number.rjust(gutter))} {bar} {line.text}\n"
            if line.mark:
                mark = self.paint.mark(finding.severity, "^" * line.mark)
                yield f"{' ' * gutter} {bar} {' ' * line.before}{mark}\n"

    def _notes(self, finding: Finding) -> Iterator[str]:
        lang = self.run.lang
        if finding.outcome is Outcome.REVIEW:
            yield say("report-review", lang)
        if finding.expected:
            yield say("report-expected", lang, text=finding.expected)
        if finding.advice:
            yield say("report-advice", lang, text=finding.advice)
        for other in finding.related:
            yield say("report-related", lang, place=short_place(other.where), text=other.message)
        for fix in finding.fixes:
            yield say(f"report-fix-{fix.kind}", lang, text=fix.title)

    def _outcomes(self, file: FileReport) -> Iterator[str]:
        lang, stop = self.run.lang, say("report-comma", self.run.lang)
        for form in file.forms:
            notes = [note for note in file.outcomes if note.form == form.form]
            for outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.NOT_EVALUATED):
                named = [
                    f"{note.rule} ({note.reason})" if note.reason else note.rule
                    for note in notes
                    if note.outcome is outcome
                ]
                if named:
                    text = visible(stop.join(named))
                    yield say(f"report-outcomes-{outcome.value}", lang, n=form.form, rules=text)
                    yield "\n"
            yield "\n"

    def _unreadable(self, entry: Unreadable) -> Iterator[str]:
        yield unreadable_line(entry, self.paint) + "\n"
        if entry.line is not None and entry.lines:
            column = entry.column or 1
            where = Place(entry.line, column, entry.line, column + 1, None, entry.lines)
            gutter = len(str(entry.line))
            for number, line in frame(where, max(self.options.width - gutter - 3, 20)):
                yield f"{number} | {line.text}\n{' ' * gutter} | {' ' * line.before}"
                yield self.paint.alarm("^" * line.mark) + "\n"
        for fix in entry.fixes:
            text = say(f"report-fix-{fix.kind}", self.run.lang, text=fix.title)
            yield f"  {self.paint.faint('=')} {visible(text)}\n"
        yield "\n"

    def end(self) -> Iterator[str]:
        """Give the sums and the next steps."""
        if self.options.statistics:
            yield from closing.statistics(self.totals, self.run)
            yield "\n"
        yield closing.sums(self.totals, self.run, self.paint) + "\n"
        for hint in closing.hints(self.totals, self.run, self.paint):
            yield hint + "\n"
