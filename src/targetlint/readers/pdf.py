"""PDF files: ruled tables as cells, other pages as text.

pdfium reads the letters and lines; nothing in the file is run or fetched. Tables that go on
on the next page are read as one, and a row that was cut by the page break is put together.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.apart import apart
from targetlint.readers.canvas import Canvas, scalar
from targetlint.readers.document import Document, ReadError
from targetlint.readers.inline import inline
from targetlint.readers.layout import document
from targetlint.readers.packages import missing, too_large
from targetlint.readers.pdf_columns import rows_on
from targetlint.readers.pdf_grid import Box, Grid, grids
from targetlint.readers.pdf_lines import TextLine, text_lines
from targetlint.readers.pdf_page import Letter, Page, look_at
from targetlint.readers.tables import Cell, Row, paragraph, rows_of
from targetlint.readers.wrap import unwrap

_SCALE = 10.0
_EDGE = 3.0
_FULL = 1.6


@dataclass(slots=True)
class _Piece:
    """A cell before it is written: its lines, and which of them reach the edge."""

    box: Box
    lines: list[str] = field(default_factory=list)
    full: list[bool] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = [scalar(line, 0) for line in self.lines]
        return unwrap(parts, full=self.full).text if parts else ""


@dataclass(slots=True)
class _Table:
    """A table, perhaps over several pages: cells with the place each began at."""

    left: float
    right: float
    cells: list[tuple[_Piece, int, str]] = field(default_factory=list)
    rows: int = 0


_Block = TextLine | _Table


def read(data: bytes, name: str) -> Document:
    """Read the forms in a PDF."""
    if len(data) > cues.limit("file_bytes"):
        raise too_large("file_bytes")
    library()
    pages = apart(lambda: _pages(data, name), name)
    if not any(page.letters for page in pages):
        raise ReadError("document-scanned", {"pages": str(len(pages)), "name": name})
    found = [grids(page) for page in pages]
    if not any(found):
        return _unruled(pages, name)
    canvas = Canvas()
    rows = _rows(_blocks(pages, found), canvas)
    return document(canvas, rows, name)


def library() -> tuple[Any, Any]:
    """Give the library for PDF, and its bare interface."""
    try:
        import pypdfium2  # noqa: PLC0415 - only for PDF
        from pypdfium2 import raw  # noqa: PLC0415 - as above
    except ImportError as fault:
        raise missing("pypdfium2") from fault
    return pypdfium2, raw


def _pages(data: bytes, name: str) -> list[Page]:
    pypdfium2, raw = library()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        key = "document-encrypted" if "assword" in str(fault) else "document-damaged"
        raise ReadError(key, {"name": name}) from fault
    try:
        count = len(pdf)
        if count > cues.limit("pages"):
            limit = str(cues.limit("pages"))
            raise ReadError("document-too-many-pages", {"pages": str(count), "limit": limit})
        return [_page(pdf, number, raw, name) for number in range(count)]
    finally:
        pdf.close()


def _page(pdf: Any, number: int, raw: Any, name: str) -> Page:
    import pypdfium2  # noqa: PLC0415 - as above

    try:
        page = pdf[number]
    except pypdfium2.PdfiumError as fault:
        raise ReadError("document-damaged", {"name": name}) from fault
    try:
        return look_at(page, raw)
    finally:
        page.close()


class PlacedCell(NamedTuple):
    """A cell or line as it stands on an upright page; table and row as places count them."""

    table: int
    row: int
    text: str
    left: float
    top: float
    right: float
    bottom: float


def cells_on(page: Page) -> list[PlacedCell]:
    """Give what stands on a page with its edges, for those who write beside it."""
    tables = grids(page)
    cells: list[PlacedCell] = []
    for block in _page_blocks(page, tables):
        if isinstance(block, TextLine):
            cells.append(PlacedCell(0, 0, *block))
            continue
        _, pieces, count = block
        cells += [
            PlacedCell(
                count, p.box.row + 1, p.text, p.box.left, p.box.top, p.box.right, p.box.bottom
            )
            for p in pieces
        ]
    return cells


# Pages to blocks.


def _blocks(pages: list[Page], found: list[list[Grid]]) -> Iterator[tuple[int, _Block]]:
    """Give the tables and lines of all pages in reading order, with their page."""
    open_table: _Table | None = None
    for number, (page, tables) in enumerate(zip(pages, found, strict=True), 1):
        blocks = _page_blocks(page, tables)
        for position, block in enumerate(blocks):
            if isinstance(block, TextLine):
                open_table = None
                yield number, block
                continue
            grid, pieces, count = block
            goes_on = (
                position == 0
                and open_table is not None
                and abs(open_table.left - grid.left) < _EDGE
                and abs(open_table.right - grid.right) < _EDGE
            )
            if open_table is None or not goes_on:
                open_table = _Table(grid.left, grid.right)
                yield number, open_table
            _append(open_table, pieces, f"p{number} table {count}")


def _page_blocks(page: Page, tables: list[Grid]) -> list[TextLine | tuple[Grid, list[_Piece], int]]:
    """Give what stands on a page from top to bottom, page numbers left out."""
    pieces = [[_Piece(box) for box in grid.boxes] for grid in tables]
    loose = _deal_out(page.letters, tables, pieces)
    blocks: list[tuple[float, TextLine | tuple[Grid, list[_Piece], int]]] = [
        (line.top, line) for line in text_lines(loose) if not cues.is_furniture(line.text)
    ]
    for count, (grid, parts) in enumerate(zip(tables, pieces, strict=True), 1):
        blocks.append((grid.top, (grid, parts, count)))
    return [block for _, block in sorted(blocks, key=lambda pair: pair[0])]


def _deal_out(
    letters: list[Letter], tables: list[Grid], pieces: list[list[_Piece]]
) -> list[Letter]:
    """Put each letter into its cell; give those that stand in none."""
    loose: list[Letter] = []
    held: dict[int, list[Letter]] = {}
    by_top = [sorted(parts, key=lambda piece: piece.box.top) for parts in pieces]
    tops = [[piece.box.top for piece in parts] for parts in by_top]
    last: _Piece | None = None
    for letter in letters:
        x, y = (letter.left + letter.right) / 2, (letter.top + letter.bottom) / 2
        if last is not None and _holds(last.box, x, y):
            held[id(last)].append(letter)  # letters come cell by cell
            continue
        for number, grid in enumerate(tables):
            if grid.left <= x < grid.right and grid.top <= y < grid.bottom:
                piece = _holding(by_top[number], bisect_right(tops[number], y), x, y)
                if piece is not None:
                    held.setdefault(id(piece), []).append(letter)
                    last = piece
                break
        else:
            loose.append(letter)
    for parts in pieces:
        for piece in parts:
            for line in text_lines(held.get(id(piece), [])):
                piece.lines.append(line.text)
                piece.full.append(line.right > piece.box.right - _FULL * line.size)
    return loose


def _holding(pieces: list[_Piece], count: int, x: float, y: float) -> _Piece | None:
    for number in range(count - 1, -1, -1):
        if _holds(pieces[number].box, x, y):
            return pieces[number]
    return None


def _holds(box: Box, x: float, y: float) -> bool:
    return box.left <= x < box.right and box.top <= y < box.bottom


# Tables over page breaks.


def _append(table: _Table, pieces: list[_Piece], place: str) -> None:
    """Add the rows of a page to a table; complete a row that the page break has cut."""
    first = [piece for piece in pieces if piece.box.row == 0]
    rest = pieces
    above = _last_row(table)
    if table.cells and _cut(above, first):
        for piece in first:
            if piece.lines:
                whole = _aligned(above, piece)
                if whole is not None:
                    whole.lines += piece.lines
                    whole.full += piece.full
        rest = [piece for piece in pieces if piece.box.row > 0 or piece.box.rows > 1]
    last = max((piece.box.row + piece.box.rows for piece in pieces), default=0)
    for piece in rest:
        row = table.rows + piece.box.row
        table.cells.append((piece, row, f"{place} row {piece.box.row + 1}"))
    table.rows += last


def _last_row(table: _Table) -> list[_Piece]:
    return [piece for piece, row, _ in table.cells if row + piece.box.rows == table.rows]


def _cut(above: list[_Piece], first: list[_Piece]) -> bool:
    """Say whether the first row of a page is the rest of the last row of the page before."""
    filled = [piece for piece in first if piece.lines]
    if not filled:
        return False
    matches = [_aligned(above, piece) for piece in filled]
    if any(match is None or not match.lines or not match.full[-1] for match in matches):
        return False
    if any(_begins(piece.text) for piece in filled):
        return False
    blank = [
        match
        for piece in first
        if not piece.lines and (match := _aligned(above, piece)) is not None and match.lines
    ]
    return bool(blank) or (len(first) == 1 and len(above) == 1 and len(filled) == 1)


def _begins(text: str) -> bool:
    """Say whether a text is the beginning of a row rather than the rest of one."""
    return bool(cues.field_key(text) or cues.column_key(text) or cues.level_like(text))


def _aligned(above: list[_Piece], piece: _Piece) -> _Piece | None:
    for other in above:
        same = abs(other.box.left - piece.box.left) < _EDGE
        if same and abs(other.box.right - piece.box.right) < _EDGE:
            return other
    return None


# Blocks to rows.


def _rows(blocks: Iterator[tuple[int, _Block]], canvas: Canvas) -> list[Row]:
    rows: list[Row] = []
    tables = 0
    loose: list[TextLine] = []
    page = 0
    for number, block in list(blocks):
        if isinstance(block, TextLine):
            if loose and (number != page or not _goes_on(loose[-1], block, loose)):
                rows += _paragraph(loose, page, canvas)
                loose = []
            loose.append(block)
            page = number
            continue
        if loose:
            rows += _paragraph(loose, page, canvas)
            loose = []
        tables += 1
        rows += _table_rows(block, tables, canvas)
    return rows + (_paragraph(loose, page, canvas) if loose else [])


def _goes_on(line: TextLine, following: TextLine, lines: list[TextLine]) -> bool:
    """Say whether running text goes on in the next line."""
    widest = max(one.right for one in lines)
    wraps = line.right > widest - _FULL * line.size and line.right - line.left > _LONG * line.size
    begins = inline(following.text, 0)
    labelled = begins is not None and begins.pairs[0][0].span.start == 0
    return wraps and not labelled and following.left <= line.left + _EDGE


_LONG = 20


def _paragraph(lines: list[TextLine], page: int, canvas: Canvas) -> list[Row]:
    parts: list[Scalar] = [scalar(line.text, 0) for line in lines]
    whole = unwrap(parts).text
    return [paragraph(whole, canvas.write(whole, f"p{page}"))]


def _table_rows(table: _Table, number: int, canvas: Canvas) -> list[Row]:
    cells: list[Cell] = []
    for piece, row, place in sorted(table.cells, key=lambda cell: (cell[1], cell[0].box.left)):
        whole = piece.text
        span = canvas.write(whole, place)
        left, right = round(piece.box.left) / _SCALE, round(piece.box.right) / _SCALE
        cells.append(Cell(whole, span, left, right, row, piece.box.rows))
    return rows_of(number, cells)


# Pages without ruling lines.


def _unruled(pages: list[Page], name: str) -> Document:
    """Read pages that have no lines by the gaps between their columns and rows."""
    canvas = Canvas()
    rows: list[Row] = []
    edges: list[float] = []
    for number, page in enumerate(pages, 1):
        found, edges = rows_on(page.letters, edges)
        for count, pieces in enumerate(found, 1):
            cells: list[Cell] = []
            for piece in pieces:
                whole = piece.text
                span = canvas.write(whole, f"p{number} row {count}")
                left, right = piece.left / _SCALE, piece.right / _SCALE
                cells.append(Cell(whole, span, left, right, len(rows)))
            rows.append(Row(1, len(rows), cells))
    return document(canvas, rows, name)
