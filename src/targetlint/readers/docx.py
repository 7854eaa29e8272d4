"""Word documents: paragraphs and tables, merged and nested cells, check boxes.

The body of the document is read straight from its XML: content controls, which hold the check
boxes and often whole cells, are no obstacle then. Deleted text of tracked changes is left out.
"""

from collections.abc import Iterator
from typing import Any

from targetlint.readers import cues
from targetlint.readers.canvas import Canvas
from targetlint.readers.document import Document, ReadError
from targetlint.readers.layout import document
from targetlint.readers.packages import Package, too_large
from targetlint.readers.tables import Cell, Row, paragraph, reach, rows_of

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
# What another standard calls the same (strict OOXML).
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_INSIDE = frozenset(
    f"{_W}{name}" for name in ("sdt", "sdtContent", "ins", "smartTag", "customXml", "hyperlink")
)
_LEFT_OUT = frozenset(
    f"{_W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText")
)
# Letters of the symbol fonts that stand for boxes.
_SYMBOLS = {
    "F0FE": True, "F0FD": True, "F052": True, "F0FC": True, "F051": True, "F053": True,
    "F0A8": False, "F06F": False, "F0A3": False, "F02A": False, "F071": False,
    "00FE": True, "00FD": True, "0052": True, "00FC": True, "00A8": False, "006F": False,
}  # fmt: skip


def read(data: bytes, name: str) -> Document:
    """Read the forms in a Word document."""
    package = Package(data, name)
    main = next(iter(_main_parts(package)), None)
    if main is None:
        raise ReadError("document-damaged", {"name": name})
    xml = package.part(main)
    if _STRICT[1:-1].encode() in xml:
        xml = xml.replace(_STRICT[1:-1].encode(), _W[1:-1].encode())
    body = package.tree(xml).find(f"{_W}body")
    if body is None:
        raise ReadError("document-damaged", {"name": name})
    return document(*Walk().blocks(body), name)


def _main_parts(package: Package) -> list[str]:
    named = [part for part in package.names() if part == "word/document.xml"]
    return named or [
        part
        for part in package.names()
        if part.startswith("word/document") and part.endswith(".xml")
    ]


class Walk:
    """Goes through the body in reading order.

    ``marks`` says what element stands at each place, for those who write beside it.
    """

    def __init__(self) -> None:
        """Start before the first block."""
        self.marks: list[tuple[str, str, Any]] = []
        self.canvas = Canvas()
        self.rows: list[Row] = []
        self.paragraphs = 0
        self.tables = 0
        self.cells = 0

    def blocks(self, body: Any) -> tuple[Canvas, list[Row]]:
        """Read paragraphs and tables."""
        for block in _children(body):
            if block.tag == f"{_W}p":
                self._paragraph(block)
            elif block.tag == f"{_W}tbl":
                self._table(block, 1)
        return self.canvas, self.rows

    def _paragraph(self, element: Any) -> None:
        self.paragraphs += 1
        for box in _text_boxes(element):
            for inner in _children(box):
                if inner.tag == f"{_W}tbl":
                    self._table(inner, 1)
                elif text := text_of(inner).strip():
                    self._write(text)
        if text := text_of(element).strip():
            self.marks.append((f"paragraph {self.paragraphs}", text, element))
            self._write(text)

    def _write(self, text: str) -> None:
        span = self.canvas.write(text, f"paragraph {self.paragraphs}")
        self.rows.append(paragraph(text, span))

    def _table(self, table: Any, depth: int) -> None:
        if depth > cues.limit("nesting"):
            raise ReadError("document-too-deep", {"limit": str(cues.limit("nesting"))})
        self.tables += 1
        number = self.tables
        cells: list[Cell] = []
        nested: list[Any] = []
        open_cells: dict[int, Cell] = {}
        for row, tr in enumerate(_named(table, "tr")):
            column = _skipped(tr, "gridBefore")
            for tc in _named(tr, "tc"):
                width, merge = _shape(tc)
                above = open_cells.get(column)
                if merge == "continue" and above is not None:
                    above.rows = row - above.row + 1
                else:
                    text = "\n".join(_lines(tc))
                    inner = [child for child in _children(tc) if child.tag == f"{_W}tbl"]
                    nested += inner
                    if not (inner and not text):
                        self.marks.append((f"table {number} row {row + 1}", text, tc))
                        cell = self._cell(text, number, row, column, width)
                        cells.append(cell)
                        open_cells[column] = cell
                    if merge is None:
                        open_cells.pop(column, None)
                column += width
            if row > cues.limit("rows"):
                raise too_large("rows")
        self.rows += rows_of(number, cells)
        for table_inside in nested:
            self._table(table_inside, depth + 1)

    def _cell(self, text: str, table: int, row: int, column: int, width: int) -> Cell:
        self.cells += 1
        if self.cells > cues.limit("cells"):
            raise too_large("cells")
        span = self.canvas.write(text, f"table {table} row {row + 1}")
        return Cell(text, span, column, column + width, row)


def _children(element: Any) -> Iterator[Any]:
    """Give the children, seeing through content controls and tracked insertions."""
    for child in element:
        if child.tag in _INSIDE:
            yield from _children(child)
        else:
            yield child


def _named(element: Any, name: str) -> Iterator[Any]:
    return (child for child in _children(element) if child.tag == f"{_W}{name}")


def _text_boxes(element: Any) -> Iterator[Any]:
    """Give the text boxes that hang on a paragraph, without their copies for old programs."""
    for child in element:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif not child.tag.endswith("}Fallback"):
            yield from _text_boxes(child)


def _lines(cell: Any) -> list[str]:
    texts = (text_of(child).strip() for child in _children(cell) if child.tag == f"{_W}p")
    return [text for text in texts if text]


def _shape(cell: Any) -> tuple[int, str | None]:
    """Give how many columns a cell covers and whether it is merged with the one above."""
    properties = cell.find(f"{_W}tcPr")
    if properties is None:
        return 1, None
    span = properties.find(f"{_W}gridSpan")
    width = reach(span.get(f"{_W}val") if span is not None else None, "columns")
    merge = properties.find(f"{_W}vMerge")
    return width, None if merge is None else merge.get(f"{_W}val", "continue")


def _skipped(row: Any, name: str) -> int:
    found = row.find(f"{_W}trPr/{_W}{name}")
    return reach(found.get(f"{_W}val") if found is not None else None, "columns", least=0)


def text_of(element: Any) -> str:
    """Give the text of a paragraph, check boxes as signs."""
    pieces: list[str] = []
    _gather(element, pieces)
    return "".join(pieces)


def _gather(element: Any, pieces: list[str]) -> None:
    for child in element:
        tag = child.tag
        if tag == f"{_W}t":
            pieces.append(child.text or "")
        elif tag in (f"{_W}br", f"{_W}cr"):
            pieces.append("\n")
        elif tag == f"{_W}tab":
            pieces.append("\t")
        elif tag == f"{_W}sym":
            pieces.append(_symbol(child.get(f"{_W}char", "")))
        elif tag == f"{_W}sdt" and (state := _ticked(child)) is not None:
            pieces.append(_box(on=state))
        elif tag == f"{_W}fldChar":
            state = _field_box(child)
            pieces.append("" if state is None else _box(on=state))
        elif tag not in _LEFT_OUT and not tag.endswith(("}txbxContent", "}AlternateContent")):
            _gather(child, pieces)


def _box(*, on: bool) -> str:
    return cues.pattern_text("ticks", "on" if on else "off")[0]


def _symbol(code: str) -> str:
    state = _SYMBOLS.get(code.upper())
    if state is None:
        return ""
    return _box(on=state)


def _ticked(control: Any) -> bool | None:
    """Give the state of a check box that is a content control; None for other controls."""
    checked = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
    if checked is None:
        return None
    return checked.get(f"{_W14}val", "1") in ("1", "true", "on")


def _field_box(field: Any) -> bool | None:
    """Give the state of a check box that is an old form field."""
    box = field.find(f"{_W}ffData/{_W}checkBox")
    if box is None:
        return None
    for name in ("checked", "default"):
        state = box.find(f"{_W}{name}")
        if state is not None:
            return state.get(f"{_W}val", "1") in ("1", "true", "on")
    return False
