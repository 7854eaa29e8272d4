"""Files forms as offices do: one description, written as docx, xlsx, html, pdf and text.

A form is a list of blocks: a string is a paragraph, a list is a table. A table is a list of rows,
a row a list of cells: text, or text with how many columns and rows it covers, ``("甲", 2, 3)``.
"""

import html
import io
from collections.abc import Callable

import docx
import openpyxl
from docx.oxml import parse_xml
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

Cell = str | tuple[str, int] | tuple[str, int, int]
Table = list[list[Cell]]
Blocks = list[str | Table]
Placed = tuple[str, int, int, int, int]  # text, row, column, rows, columns


def placed(table: Table) -> tuple[list[Placed], int]:
    """Give every cell with its row, column and extent, and how many columns there are."""
    taken: set[tuple[int, int]] = set()
    cells: list[Placed] = []
    for row, line in enumerate(table):
        column = 0
        for cell in line:
            text, columns, rows = (cell, 1, 1) if isinstance(cell, str) else (*cell, 1)[:3]
            while (row, column) in taken:
                column += 1
            taken |= {(row + r, column + c) for r in range(rows) for c in range(columns)}
            cells.append((text, row, column, rows, columns))
            column += columns
    return cells, max(column for _, column in taken) + 1


def as_html(blocks: Blocks) -> bytes:
    parts = ['<!DOCTYPE html><html><head><meta charset="utf-8"><title>公开</title></head><body>']
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"<p>{html.escape(block)}</p>")
            continue
        parts.append("<table>")
        cells, _ = placed(block)
        for row in range(len(block)):
            inside = "".join(
                f'<td rowspan="{rows}" colspan="{columns}">'
                + html.escape(text).replace("\n", "<br>")
                + "</td>"
                for text, at, _, rows, columns in cells
                if at == row
            )
            parts.append(f"<tr>{inside}</tr>")
        parts.append("</table>")
    return "".join([*parts, "</body></html>"]).encode()


def as_docx(blocks: Blocks) -> bytes:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
            continue
        cells, width = placed(block)
        table = document.add_table(len(block), width)
        for text, row, column, rows, columns in cells:
            cell = table.cell(row, column)
            if rows * columns > 1:
                cell = cell.merge(table.cell(row + rows - 1, column + columns - 1))
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_xlsx(blocks: Blocks) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "绩效目标"
    width = max(placed(block)[1] for block in blocks if not isinstance(block, str))
    at = 1
    for block in blocks:
        if isinstance(block, str):
            sheet.cell(at, 1, block)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
            at += 1
            continue
        for text, row, column, rows, columns in placed(block)[0]:
            cell = sheet.cell(at + row, column + 1)
            cell.value = text or None
            cell.data_type = "s" if text.startswith("=") else cell.data_type
            if rows * columns > 1:
                sheet.merge_cells(
                    start_row=at + row,
                    end_row=at + row + rows - 1,
                    start_column=column + 1,
                    end_column=column + columns,
                )
        at += len(block)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_text(blocks: Blocks) -> bytes:
    """Write what a text layer keeps: the words of a row, columns lost, pages numbered."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        cells, _ = placed(block)
        for row in range(len(block)):
            texts = [text.replace("\n", " ") for text, at, _, _, _ in cells if at == row and text]
            lines.append(" ".join(texts))
            if row % 12 == 11:
                lines += ["", f"- {row} -", "\f"]
    return "\n".join(lines).encode()


_FONT, _SIZE, _LEADING, _PAD, _MARGIN = "STSong-Light", 9, 12, 4, 40


def as_pdf(
    blocks: Blocks, *, ruled: bool = True, turned: bool = False, bottom: float = _MARGIN
) -> bytes:
    """Draw the form on A4, cells wrapped and cut at page ends; ``turned`` sets /Rotate 90."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    stream = io.BytesIO()
    size = landscape(A4) if turned else A4
    canvas = Canvas(stream, pagesize=A4 if turned else size, invariant=True)
    sheet = _Sheet(canvas, size, ruled=ruled, turned=turned, bottom=bottom)
    for block in blocks:
        if isinstance(block, str):
            sheet.paragraph(block)
        else:
            sheet.table(block)
    sheet.end()
    canvas.save()
    return stream.getvalue()


def as_pages(*pages: Blocks) -> bytes:
    """Draw each part on a page of its own."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, invariant=True)
    sheet = _Sheet(canvas, A4, ruled=True, turned=False, bottom=_MARGIN)
    for number, page in enumerate(pages):
        if number:
            sheet.end()
            sheet.begin()
        for block in page:
            sheet.paragraph(block) if isinstance(block, str) else sheet.table(block)
    sheet.end()
    canvas.save()
    return stream.getvalue()


def nested(outer: Table, inner: Table) -> bytes:
    """Make a Word document in whose last cell another table stands."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效目标表")
    table = document.add_table(len(outer), 2)
    for row, line in enumerate(outer):
        for column, cell in enumerate(line):
            table.cell(row, column).text = cell if isinstance(cell, str) else cell[0]
    last = table.cell(len(outer) - 1, 1)
    within = last.add_table(len(inner), len(inner[0]))
    for row, line in enumerate(inner):
        for column, cell in enumerate(line):
            within.cell(row, column).text = cell if isinstance(cell, str) else cell[0]
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Sheet:
    """Pages being drawn, y counted from the top."""

    def __init__(
        self, canvas: Canvas, size: tuple[float, float], *, ruled: bool, turned: bool, bottom: float
    ) -> None:
        self.canvas, (self.width, self.height) = canvas, size
        self.ruled, self.turned, self.bottom = ruled, turned, bottom
        self.page = 0
        self.begin()

    def begin(self) -> None:
        self.page += 1
        self.y = float(_MARGIN)
        self.canvas.setFont(_FONT, _SIZE)
        if self.turned:
            self.canvas.setPageRotation(90)
            self.canvas.translate(self.height, 0)
            self.canvas.rotate(90)

    def end(self) -> None:
        self.write(f"- {self.page} -", self.width / 2, self.height - 30)
        self.canvas.showPage()

    def write(self, text: str, x: float, y: float) -> None:
        self.canvas.drawString(x, self.height - y, text)

    def room(self, height: float) -> None:
        if self.y + height > self.height - self.bottom:
            self.end()
            self.begin()

    def paragraph(self, text: str) -> None:
        for line in wrapped(text, self.width - 2 * _MARGIN):
            self.room(_LEADING)
            self.write(line, _MARGIN, self.y + _SIZE)
            self.y += _LEADING + 2

    def table(self, table: Table) -> None:
        cells, count = placed(table)
        wide = (self.width - 2 * _MARGIN) / count
        heights = [float(_LEADING + 2 * _PAD)] * len(table)
        for text, row, _, rows, columns in cells:
            lines = wrapped(text, wide * columns - 2 * _PAD)
            need = len(lines) * _LEADING + 2 * _PAD - sum(heights[row : row + rows - 1])
            heights[row + rows - 1] = max(heights[row + rows - 1], need)
        start = 0
        while start < len(table):
            end, used = start, 0.0
            while end < len(table) and self.y + used + heights[end] <= self.height - self.bottom:
                used += heights[end]
                end += 1
            if end == start:
                self.end()
                self.begin()
                continue
            self.rows(cells, heights, wide, (start, end))
            start = end
            if start < len(table):
                self.end()
                self.begin()

    def rows(
        self, cells: list[Placed], heights: list[float], wide: float, part: tuple[int, int]
    ) -> None:
        start, end = part
        tops = [self.y]
        for height in heights[start:end]:
            tops.append(tops[-1] + height)
        for text, row, column, rows, columns in cells:
            first, last = max(row, start), min(row + rows, end)
            if first >= last:
                continue
            left, right = _MARGIN + wide * column, _MARGIN + wide * (column + columns)
            top, bottom = tops[first - start], tops[last - start]
            if self.ruled:
                self.canvas.rect(left, self.height - bottom, right - left, bottom - top)
            if row >= start:
                for number, line in enumerate(wrapped(text, right - left - 2 * _PAD)):
                    y = top + _PAD + _SIZE + number * _LEADING
                    self.write(line, left + _PAD, y)
        self.y = tops[-1]


def wrapped(text: str, width: float) -> list[str]:
    """Break a text into lines that fit."""
    lines: list[str] = []
    for part in text.split("\n"):
        line = ""
        for char in part:
            if line and pdfmetrics.stringWidth(line + char, _FONT, _SIZE) > width:
                lines.append(line)
                line = ""
            line += char
        lines.append(line)
    return lines


def ticked(label: str, options: dict[str, bool]) -> bytes:
    """Make a Word document whose check boxes are content controls."""
    document = docx.Document()
    document.add_paragraph("项目支出绩效目标表")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "项目名称", "河道保洁"
    table.cell(1, 0).text = label
    paragraph = table.cell(1, 1).paragraphs[0]
    for option, on in options.items():
        state, sign = ("1", "☒") if on else ("0", "☐")
        paragraph._p.append(  # noqa: SLF001 - python-docx has no content controls
            parse_xml(
                '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
                'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:sdtPr>'
                f'<w14:checkbox><w14:checked w14:val="{state}"/></w14:checkbox></w:sdtPr>'
                f"<w:sdtContent><w:r><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
            )
        )
        paragraph.add_run(option + " ")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


FORMATS: dict[str, Callable[[Blocks], bytes]] = {
    "html": as_html,
    "docx": as_docx,
    "xlsx": as_xlsx,
    "pdf": as_pdf,
    "txt": as_text,
}

__all__ = [
    "FORMATS",
    "Blocks",
    "Cell",
    "Table",
    "as_pages",
    "as_pdf",
    "as_text",
    "nested",
    "ticked",
]
