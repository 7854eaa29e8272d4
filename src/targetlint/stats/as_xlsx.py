"""The portfolio as a workbook, a sheet for each table."""

from collections.abc import Iterator

from targetlint.findings import RunInfo
from targetlint.phrases import say
from targetlint.reports import workbook
from targetlint.reports.workbook import Sheet
from targetlint.stats.portfolio import Portfolio, notes
from targetlint.stats.tables import View, tables


def render(portfolio: Portfolio, view: View, run: RunInfo, _width: int) -> Iterator[bytes]:
    """Give the workbook; notes stand below the sums."""
    lang = view.lang
    sheets = []
    for table in tables(portfolio, view):
        name = say(f"stats-table-{table.key}", lang)
        headings = [say(f"stats-column-{column.key}", lang) for column in table.columns]
        sheet = Sheet(name, headings, [column.width for column in table.columns])
        for row in table.rows:
            if sheet.full:
                break
            sheet.add(row)
        if table.key == "sums":
            for line in (*notes(portfolio, lang), say("stats-note", lang)):
                sheet.add([line, ""])
            sheet.add([f"targetlint {run.version} · {run.rules_hash}", ""])
        if table.rows:
            sheets.append(sheet)
    yield from workbook.write(sheets)
