"""The reviewer's working list as CSV.

It opens with a byte order mark, since a spreadsheet on a Chinese desk takes anything else for
GBK. A cell that a spreadsheet would take for a formula begins with an apostrophe; so does one that
begins with an apostrophe, and taking the first one away gives back what was written.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from targetlint.findings import FileReport
from targetlint.reports import table
from targetlint.reports.visible import visible_lines
from targetlint.reports.writer import Lines

_FORMULA = "=+-@＝＋－＠'|%"


class Csv(Lines):
    """``--format csv``."""

    def begin(self) -> Iterator[str]:
        """Give the headings."""
        yield "\ufeff" + _line(table.headings(self.run.lang))

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give a row for each finding."""
        for row in table.rows(file, self.run.lang):
            yield _line(row)


def _line(row: list[str] | list[table.Cell]) -> str:
    buffer = StringIO(newline="")
    csv.writer(buffer).writerow([safe(cell) for cell in row])
    return buffer.getvalue()


def safe(cell: table.Cell) -> table.Cell:
    """Give a cell that no spreadsheet takes for a formula."""
    if isinstance(cell, int):
        return cell
    shown = visible_lines(cell)
    return "'" + shown if shown.strip()[:1] and shown.strip()[0] in _FORMULA else shown
