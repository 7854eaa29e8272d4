"""Web pages: tables with row and column spans, and the text between them."""

from typing import Any

from targetlint.readers import cues
from targetlint.readers.canvas import Canvas
from targetlint.readers.document import Document, ReadError
from targetlint.readers.layout import document
from targetlint.readers.packages import missing, too_large
from targetlint.readers.tables import Cell, Row, paragraph, reach, rows_of

_BLOCKS = frozenset(
    [
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "center",
        "pre",
        "blockquote",
        "form",
        "fieldset",
        "caption",
        "body",
        "html",
        "table",
    ]
)
_SILENT = frozenset(("script", "style", "title", "noscript", "template", "select"))
_BREAKS = frozenset(("br", "hr"))


class _Table:
    """A table being read: where the next cell goes, and which places are taken."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.cells: list[tuple[int, int, int, int, list[str]]] = []
        self.taken: set[tuple[int, int]] = set()
        self.row = -1
        self.column = 0
        self.open: list[str] | None = None

    def next_row(self) -> None:
        self.row += 1
        self.column = 0
        self.open = None

    def next_cell(self, rows: int, columns: int) -> None:
        self.row = max(self.row, 0)
        while (self.row, self.column) in self.taken:
            self.column += 1
        for row in range(self.row, self.row + rows):
            for column in range(self.column, self.column + columns):
                self.taken.add((row, column))
        self.open = []
        self.cells.append((self.row, self.column, rows, columns, self.open))
        self.column += columns


class _Page:
    """Gathers paragraphs and tables in reading order, as the parser comes upon them."""

    def __init__(self) -> None:
        self.blocks: list[str | _Table] = []
        self.tables: list[_Table] = []
        self.text: list[str] = []
        self.silent = 0
        self.count = 0
        self.cells = 0

    def start(self, tag: str, attrs: dict[str, str]) -> None:
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self._open_table()
        elif tag == "tr" and self.tables:
            self.tables[-1].next_row()
        elif tag in ("td", "th") and self.tables:
            self._open_cell(attrs)
        elif tag == "input":
            self._check_box(attrs)
        elif tag in _BREAKS or tag in _BLOCKS:
            self._break()

    def end(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.tables:
            self._close_table()
        elif tag in ("td", "th", "tr") and self.tables:
            self.tables[-1].open = None
        elif tag in _BLOCKS:
            self._break()

    def data(self, data: str) -> None:
        if self.silent:
            return
        if self.tables:
            if self.tables[-1].open is not None:
                self.tables[-1].open.append(_squeezed(data))
        else:
            self.text.append(_squeezed(data))

    def close(self) -> None:
        """Take the text after the last tag."""
        self._break()

    def _open_table(self) -> None:
        self._break()
        if len(self.tables) >= cues.limit("nesting"):
            raise ReadError("document-too-deep", {"limit": str(cues.limit("nesting"))})
        self.count += 1
        table = _Table(self.count)
        self.tables.append(table)
        self.blocks.append(table)

    def _close_table(self) -> None:
        self.tables.pop()
        self._break()

    def _open_cell(self, attrs: dict[str, str]) -> None:
        rows = reach(attrs.get("rowspan"), "span")
        columns = reach(attrs.get("colspan"), "span")
        self.cells += rows * columns
        if self.cells > cues.limit("cells"):
            raise too_large("cells")
        self.tables[-1].next_cell(rows, columns)

    def _check_box(self, attrs: dict[str, str]) -> None:
        if attrs.get("type") in ("checkbox", "radio"):
            ticks = cues.cue("ticks")
            self.data(ticks["on"][0] if "checked" in attrs else ticks["off"][0])
        elif attrs.get("type") in (None, "text") and attrs.get("value"):
            self.data(attrs["value"])

    def _break(self) -> None:
        if self.tables:
            if self.tables[-1].open:
                self.tables[-1].open.append("\n")
            return
        text = _tidy("".join(self.text))
        self.text.clear()
        if text:
            self.blocks.append(text)


def _squeezed(data: str) -> str:
    return (
        " ".join(data.replace("\xa0", " \xa0 ").split(" ")) if "\n" not in data else _oneline(data)
    )


def _oneline(data: str) -> str:
    """Line breaks in the page's source are blanks, and between Chinese letters nothing."""
    lines = [line.strip() for line in data.split("\n")]
    text = lines[0]
    for line in lines[1:]:
        wide = text[-1:] > "\u2e7f" or line[:1] > "\u2e7f"
        text += line if wide or not text or not line else " " + line
    lead = " " if data[:1].isspace() and text else ""
    return lead + text


def _tidy(text: str) -> str:
    lines = (line.replace("\xa0", " ").strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _parser(page: _Page) -> Any:
    """Give a parser that is linear in the length of a page, however broken that is."""
    try:
        from lxml import etree  # noqa: PLC0415 - only for web pages
    except ImportError as fault:
        raise missing("lxml") from fault
    make: Any = etree.HTMLParser
    return make(target=page, no_network=True, remove_comments=True)


def read(data: bytes, name: str) -> Document:
    """Read the forms on a web page."""
    from targetlint.readers.bytestext import decode  # noqa: PLC0415 - only what is needed

    page = _Page()
    parser = _parser(page)
    parser.feed(decode(data, name, html=True))
    parser.close()
    canvas = Canvas()
    rows: list[Row] = []
    for number, block in enumerate(page.blocks, 1):
        if isinstance(block, str):
            span = canvas.write(block, f"block {number}")
            rows.append(paragraph(block, span))
        else:
            rows += _rows(block, canvas)
    return document(canvas, rows, name)


def _rows(table: _Table, canvas: Canvas) -> list[Row]:
    cells: list[Cell] = []
    last = table.row
    for row, column, rows, columns, parts in table.cells:
        text = _tidy("".join(parts))
        span = canvas.write(text, f"table {table.number} row {row + 1}")
        reach = min(rows, last - row + 1)
        cells.append(Cell(text, span, column, column + columns, row, reach))
    return rows_of(table.number, cells)
