"""Indicator tables exported as text with separators."""

import csv
import io

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.bytestext import decode
from targetlint.readers.canvas import Canvas
from targetlint.readers.document import Document, ReadError
from targetlint.readers.layout import document
from targetlint.readers.packages import too_large
from targetlint.readers.tables import Cell, Row, rows_of, text_of

_SEPARATORS = "\t,;|，"


def read(data: bytes, name: str) -> Document:
    """Read the forms in a table with separators."""
    text = decode(data, name)
    canvas = Canvas()
    cells: list[Cell] = []
    beyond: list[Scalar] = []
    most, widest = cues.limit("cells"), cues.limit("columns")
    try:
        for number, line in enumerate(csv.reader(io.StringIO(text), delimiter=separator(text))):
            if number >= cues.limit("rows"):
                raise too_large("rows")
            while len(line) > widest and not line[-1].strip():
                line.pop()
            if len(cells) + len(beyond) + len(line) > most:
                raise too_large("cells")
            found = _cells(line, number, canvas)
            cells += found[:widest]
            beyond += [text_of(cell) for cell in found[widest:] if not cell.blank]
    except csv.Error as fault:
        raise ReadError("document-damaged", {"name": name}) from fault
    return document(canvas, _spread(rows_of(1, cells)), name, beyond)


def separator(text: str) -> str:
    """Find what divides the columns: the mark that gives the most known headings."""
    lines = text.splitlines()[:40]

    def headings(mark: str) -> int:
        return max(
            (sum(1 for cell in line.split(mark) if cues.column_key(_bare(cell))) for line in lines),
            default=0,
        )

    best = max(_SEPARATORS, key=headings)
    if headings(best) > 1:
        return best
    return max(_SEPARATORS[:-1], key=lambda mark: sum(line.count(mark) for line in lines))


def _bare(cell: str) -> str:
    return cell.strip().strip("\"'")


def _cells(line: list[str], row: int, canvas: Canvas) -> list[Cell]:
    cells: list[Cell] = []
    for column, raw in enumerate(line):
        text = raw.strip().replace("\r\n", "\n")
        span = canvas.write(text, f"row {row + 1} column {column + 1}")
        cells.append(Cell(text, span, column, column + 1, row))
    return cells


def _spread(rows: list[Row]) -> list[Row]:
    """Let a text that stands alone in its row reach over all columns, as a heading does."""
    width = max((row.cells[-1].right for row in rows), default=1)
    for row in rows:
        if len(row.filled) == 1 and row.filled[0] is row.cells[0]:
            row.cells[0].right = width
            del row.cells[1:]
    return rows
