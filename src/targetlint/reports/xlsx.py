"""The reviewer's working list as a workbook: what was found, each form, each rule."""

from collections.abc import Iterable, Iterator

from targetlint.findings import FileReport, FormSummary, RunInfo, Severity, Totals
from targetlint.phrases import say
from targetlint.reports import table, workbook
from targetlint.reports.words import label
from targetlint.reports.workbook import Cell, Choice, Sheet
from targetlint.reports.writer import Options, Writer

_LOOKS = {
    Severity.ERROR: workbook.ERROR,
    Severity.WARNING: workbook.WARNING,
    Severity.INFO: workbook.INFO,
}
_FORM_COLUMNS = (
    ("path", 28),
    ("form", 8),
    ("project", 28),
    ("department", 22),
    ("year", 8),
    ("template", 14),
    ("error", 8),
    ("warning", 8),
    ("info", 8),
    ("indicators", 10),
    ("measurable", 12),
)
_RULE_COLUMNS = (("rule", 9), ("name", 26), ("severity", 10), ("count", 10), ("summary", 70))


class Xlsx(Writer):
    """``--format xlsx=FILE``."""

    binary = True

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Open the sheets; findings go on to a further one where a sheet is full."""
        super().__init__(run, options)
        self.totals = Totals()
        self.lists = [self._list(1)]
        self.forms = self._sheet("forms", _FORM_COLUMNS)
        self.looks = {
            label("severity", severity.value, run.lang): look for severity, look in _LOOKS.items()
        }

    def _list(self, number: int) -> Sheet:
        lang = self.run.lang
        name = say("report-sheet-findings", lang) + (f" {number}" if number > 1 else "")
        keys = [column.key for column in table.COLUMNS]
        decisions = tuple(say(f"report-decision-{value}", lang) for value in ("yes", "no", "open"))
        widths = [column.width for column in table.COLUMNS]
        choice = Choice(keys.index("decision"), decisions)
        return Sheet(name, table.headings(lang), widths, [choice])

    def _sheet(self, key: str, columns: tuple[tuple[str, int], ...]) -> Sheet:
        headings = [say(f"report-column-{name}", self.run.lang) for name, _ in columns]
        return Sheet(
            say(f"report-sheet-{key}", self.run.lang), headings, [width for _, width in columns]
        )

    def file(self, file: FileReport) -> Iterable[bytes]:
        """Add a row for each finding and each form."""
        self.totals.add(file)
        for severity, *rest in table.rows(file, self.run.lang):
            if self.lists[-1].full:
                self.lists.append(self._list(len(self.lists) + 1))
            self.lists[-1].add([Cell(severity, self.looks[str(severity)]), *rest])
        for form in file.forms:
            self._form(file, form)
        return ()

    def _form(self, file: FileReport, form: FormSummary) -> None:
        if self.forms.full:
            return
        counts = dict.fromkeys(Severity, 0)
        for finding in file.findings:
            if finding.form == form.form and finding.suppressed is None:
                counts[finding.severity] += 1
        measurable = sum(row.measurable == "yes" for row in form.indicators)
        department = form.department or form.applicant
        said = (form.path, form.form, form.project, department, form.year, form.template)
        self.forms.add([*said, *counts.values(), len(form.indicators), measurable])

    def end(self) -> Iterator[bytes]:
        """Add the rules and give the workbook."""
        rules = self._sheet("rules", _RULE_COLUMNS)
        ranked = sorted(self.totals.rules.items(), key=lambda entry: (-entry[1], entry[0]))
        for rule, count in ranked:
            info = self.run.rules.get(rule)
            if info is None:
                rules.add([rule, "", "", count, ""])
                continue
            severity = Cell(label("severity", info.severity.value, self.run.lang))
            severity = severity._replace(style=_LOOKS[info.severity])
            rules.add([rule, info.name, severity, count, info.summary])
        yield from workbook.write([*self.lists, self.forms, rules])
