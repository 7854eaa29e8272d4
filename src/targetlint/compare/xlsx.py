"""The comparison as a workbook: indicators, projects, earlier findings."""

from collections.abc import Iterable, Iterator

from targetlint.compare import tables
from targetlint.compare.model import Comparison
from targetlint.compare.tables import Line
from targetlint.phrases import say
from targetlint.reports import workbook
from targetlint.reports.workbook import Cell, Sheet
from targetlint.reports.writer import Options

_LOOKS = {"error": workbook.ERROR, "warning": workbook.WARNING, "info": workbook.INFO}


def render(found: Comparison, _options: Options) -> Iterator[bytes]:
    """Give the workbook."""
    lang = found.lang
    sheets = []
    if found.forms or found.opinions is None:
        lines = [line for form in found.forms for line in tables.changes(form, lang)]
        sheets.append(_sheet("changes", tables.CHANGES, lines, 1, lang))
        projects = [tables.form_line(form, lang) for form in found.forms]
        sheets.append(_sheet("forms", tables.FORMS, projects, 0, lang))
    if found.opinions is not None:
        sheets.append(_sheet("opinions", tables.OPINIONS, tables.opinion_lines(found), 0, lang))
    yield from workbook.write(sheets)


def _sheet(
    key: str, columns: tuple[tuple[str, int], ...], lines: Iterable[Line], marked: int, lang: str
) -> Sheet:
    """Make a sheet; the cell of the column ``marked`` has the look of its severity."""
    widths = [width for _, width in columns]
    sheet = Sheet(say(f"compare-sheet-{key}", lang), tables.headings(columns, lang), widths)
    for mark, values in lines:
        if sheet.full:
            break
        cells: list[Cell | str | float | None] = list(values)
        if mark in _LOOKS:
            cells[marked] = Cell(values[marked], _LOOKS[mark])
        sheet.add(cells)
    return sheet
