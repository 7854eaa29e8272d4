"""The reviewer's working list as a table: one row a finding, the same in every spreadsheet."""

from typing import NamedTuple

from targetlint.findings import FileReport, Finding, FormSummary, Suppression, Unreadable
from targetlint.phrases import say
from targetlint.reports.words import field_name, label, short_place

Cell = str | int


class Column(NamedTuple):
    """A column: the key of its heading, and its width in a spreadsheet."""

    key: str
    width: int


COLUMNS = (
    Column("severity", 8),
    Column("path", 22),
    Column("form", 6),
    Column("project", 18),
    Column("department", 14),
    Column("place", 10),
    Column("level1", 9),
    Column("level2", 10),
    Column("level3", 16),
    Column("message", 34),
    Column("found", 16),
    Column("expected", 12),
    Column("advice", 30),
    Column("rule", 7),
    Column("name", 16),
    Column("source", 16),
    Column("outcome", 9),
    Column("waived", 12),
    Column("decision", 10),
    Column("remark", 14),
)


def headings(lang: str) -> list[str]:
    """Give the headings of the columns."""
    return [say(f"report-column-{column.key}", lang) for column in COLUMNS]


def rows(file: FileReport, lang: str) -> list[list[Cell]]:
    """Give a row for each finding, those set aside included, and each unreadable input.

    The last two columns are the reviewer's own.
    """
    forms = {form.form: form for form in file.forms}
    made = [_row(finding, forms.get(finding.form), lang) for finding in file.findings]
    return made + [_unreadable(entry, lang) for entry in file.unreadable]


def _row(finding: Finding, form: FormSummary | None, lang: str) -> list[Cell]:
    levels = finding.row or ("", "", field_name(finding.pointer, lang))
    return [
        label("severity", finding.severity.value, lang),
        finding.path,
        finding.form,
        form.project if form is not None else "",
        (form.department or form.applicant) if form is not None else "",
        short_place(finding.where),
        *levels,
        finding.message,
        finding.found or "",
        finding.expected or "",
        finding.advice,
        finding.rule,
        finding.name,
        finding.source,
        label("outcome", finding.outcome.value, lang),
        waiver(finding.suppressed) if finding.suppressed is not None else "",
        "",
        "",
    ]


def _unreadable(entry: Unreadable, lang: str) -> list[Cell]:
    made: list[Cell] = [""] * len(COLUMNS)
    known: dict[str, Cell] = {
        "severity": label("severity", "error", lang),
        "path": entry.path,
        "place": "" if entry.line is None else f"{entry.line}:{entry.column or 1}",
        "message": entry.message,
        "outcome": label("outcome", "unreadable", lang),
    }
    for index, column in enumerate(COLUMNS):
        made[index] = known.get(column.key, "")
    return made


def waiver(suppressed: Suppression) -> str:
    """Give a waiver with who gave it and until when."""
    told = (suppressed.reason, suppressed.who, suppressed.until)
    return " · ".join(filter(None, told)) or suppressed.by
