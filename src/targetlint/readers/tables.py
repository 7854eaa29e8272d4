"""What all document formats have in common: rows of cells, in reading order.

A cell knows from where to where it reaches across the page (``left``, ``right``: column
numbers, or tens of points in a PDF), so that a table that goes on after a page break, or whose
header is merged otherwise than its rows, still lines up. A paragraph is a row of one cell.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import joined, trimmed
from targetlint.readers.document import ReadError
from targetlint.source import Span

# Columns are one unit wide or more; edges that differ by less are the same edge.
_TOUCH = 0.3


@dataclass(slots=True)
class Cell:
    """A cell: its text, where that stands, its first row and how many rows it covers."""

    text: str
    span: Span
    left: float
    right: float
    row: int = 0
    rows: int = 1

    @property
    def blank(self) -> bool:
        """Whether nothing is written in it."""
        return not self.text.strip()

    def overlap(self, left: float, right: float) -> float:
        """Give how much of left..right the cell covers."""
        return min(self.right, right) - max(self.left, left)

    def meets(self, left: float, right: float) -> bool:
        """Say whether the cell stands over or under left..right, not only beside it."""
        return self.overlap(left, right) > _TOUCH


@dataclass(slots=True)
class Row:
    """One row: the cells that begin in it and those that reach into it from above.

    ``table`` tells tables apart; 0 is running text. ``number`` is what ``Cell.row`` counts.
    """

    table: int
    number: int
    cells: list[Cell]

    @property
    def own(self) -> list[Cell]:
        """The cells that begin in this row, left to right."""
        return [cell for cell in self.cells if cell.row == self.number]

    @property
    def covered(self) -> list[Cell]:
        """The cells that reach into this row from above."""
        return [cell for cell in self.cells if cell.row < self.number]

    @property
    def filled(self) -> list[Cell]:
        """The cells that begin in this row and are not blank."""
        return [cell for cell in self.cells if cell.row == self.number and cell.text.strip()]


def paragraph(text: str, span: Span) -> Row:
    """Make a row of running text."""
    return Row(0, 0, [Cell(text, span, 0, 1)])


def reach(written: str | None, limit: str, least: int = 1) -> int:
    """Read how many rows or columns a cell covers; what is no plain number counts as nothing."""
    digits = (written or "").strip()
    if not digits.isascii() or not digits.isdigit():
        return least
    most = cues.limit(limit)
    return min(max(int(digits[: len(str(most)) + 1]), least), most)


def rows_of(table: int, cells: Iterable[Cell]) -> list[Row]:
    """Arrange the cells of one table in rows, those that span several rows in each of them."""
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        for number in range(cell.row, cell.row + cell.rows):
            by_row.setdefault(number, []).append(cell)
    most = cues.limit("columns")
    if any(len(row) > most for row in by_row.values()):
        raise ReadError("document-too-many-columns", {"limit": f"{most:,}"})
    return [
        Row(table, number, sorted(by_row[number], key=lambda cell: cell.left))
        for number in sorted(by_row)
        if any(cell.row == number for cell in by_row[number])
    ]


def text_of(cell: Cell) -> Scalar:
    """Give the text of a cell as a node, without the blanks around it."""
    return trimmed(cell.text, cell.span.start)


def joined_text(cells: list[Cell]) -> Scalar:
    """Give the text of several cells as one node."""
    parts = [part for part in (text_of(cell) for cell in cells) if part.text]
    return joined(parts, [" "] * len(parts)) if parts else text_of(cells[0])
