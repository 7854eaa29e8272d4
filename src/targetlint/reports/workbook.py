"""Workbooks of the office format (xlsx), written row by row and never held.

Every text is a cell of the type text, and marked so that it stays text when a person edits it:
nothing that a form says can become a formula. The same rows give the same bytes.
"""

import re
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from targetlint.own import MARK, PROPERTIES
from targetlint.reports.visible import visible, visible_lines
from targetlint.reports.writer import Spool
from targetlint.reports.xml import HEAD, escape, legal

# The looks of cells, in the order of cellXfs in workbook_styles.xml.
PLAIN, HEADING, ERROR, WARNING, INFO, WRAPPED, NUMBER = range(7)

_LONGEST = 32_767
_ROWS = 1_000_000
_LINE, _TALLEST = 14, 25
_CHUNK = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# Says whose the workbook is.
_PROPERTIES = (
    f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties" '
    f'Target="{PROPERTIES}"/>'
)
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


class Cell(NamedTuple):
    """A cell with a look of its own."""

    value: str | int | float | None
    style: int = WRAPPED


class Choice(NamedTuple):
    """A column in which a person picks from a list."""

    column: int
    values: tuple[str, ...]


class Sheet:
    """A sheet in the making: a frozen heading that can be filtered, and rows below it."""

    def __init__(
        self,
        name: str,
        headings: Sequence[str],
        widths: Sequence[int],
        choices: Sequence[Choice] = (),
    ) -> None:
        """Begin with the headings."""
        self.name = _sheet_name(name)
        self.widths = widths
        self.choices = choices
        self.headings = headings
        self.count = 0
        self.body = Spool()
        self.add([Cell(heading, HEADING) for heading in headings])

    @property
    def full(self) -> bool:
        """Tell whether no more rows should go here."""
        return self.count >= _ROWS

    def add(self, row: Sequence[Cell | str | int | float | None]) -> None:
        """Add a row."""
        self.count += 1
        made = [cell if isinstance(cell, Cell) else Cell(cell) for cell in row]
        cells = "".join(
            _cell(f"{_letter(index)}{self.count}", cell) for index, cell in enumerate(made)
        )
        lines = max(
            (_lines(cell.value, width) for cell, width in zip(made, self.widths, strict=False)),
            default=1,
        )
        height = f'ht="{min(lines, _TALLEST) * _LINE + 3}" customHeight="1"'
        self.body.add(f'<row r="{self.count}" {height}>{cells}</row>')

    def pieces(self) -> Iterator[str]:
        """Give the sheet as XML."""
        last = f"{_letter(len(self.widths) - 1)}{self.count}"
        yield (
            f'{HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{last}"/><sheetViews><sheetView workbookViewId="0">'
            '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
            '</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>'
        )
        for index, width in enumerate(self.widths, 1):
            yield f'<col min="{index}" max="{index}" width="{width}" customWidth="1"/>'
        yield "</cols><sheetData>"
        yield from self.body.drain()
        yield f'</sheetData><autoFilter ref="A1:{last}"/>'
        if self.choices and self.count > 1:
            yield f'<dataValidations count="{len(self.choices)}">'
            yield from (self._choice(choice) for choice in self.choices)
            yield "</dataValidations>"
        yield (
            '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="8" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
            "<headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
        )

    def _choice(self, choice: Choice) -> str:
        letter = _letter(choice.column)
        listed = escape(",".join(choice.values))
        return (
            '<dataValidation type="list" allowBlank="1" showErrorMessage="0" '
            f'sqref="{letter}2:{letter}{self.count}">'
            f"<formula1>&quot;{listed}&quot;</formula1></dataValidation>"
        )


def _lines(value: str | float | None, width: int) -> int:
    """Estimate the lines that a text takes in a column, a Chinese character counted double."""
    if not isinstance(value, str) or len(value) * 2 < width:
        return 1
    count = 0
    for line in value.split("\n", _TALLEST):
        cells = (len(line) + len(line.encode("utf-8", "replace"))) // 2
        count += max(-(-cells // max(width - 1, 1)), 1)
    return count


def _cell(place: str, cell: Cell) -> str:
    value, style = cell
    if value is None or value == "":
        return f'<c r="{place}" s="{style}"/>'
    if not isinstance(value, str):
        return f'<c r="{place}" s="{NUMBER}"><v>{value}</v></c>'
    text = escape(_office(value[:_LONGEST])).replace("&#10;", "\n")
    return (
        f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    )


def _office(text: str) -> str:
    """Give the text as the office format takes it: its own escapes are not to be read as such."""
    shown = visible_lines(text)
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", legal(shown))


def _letter(index: int) -> str:
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def _sheet_name(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", visible(name))[:31] or "1"


def write(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """Give the workbook as bytes."""
    with tempfile.TemporaryFile() as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in _frame(sheets).items():
                _put(archive, name, iter([text]))
            for number, sheet in enumerate(sheets, 1):
                _put(archive, f"xl/worksheets/sheet{number}.xml", sheet.pieces())
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _put(archive: zipfile.ZipFile, name: str, pieces: Iterator[str]) -> None:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    stream: IO[bytes]
    with archive.open(entry, "w", force_zip64=True) as stream:
        for piece in pieces:
            stream.write(piece.encode("utf-8", "replace"))


def _frame(sheets: Sequence[Sheet]) -> dict[str, str]:
    """Give the parts around the sheets."""
    numbers = range(1, len(sheets) + 1)
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for n in numbers
    )
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{parts}'
            f'<Override PartName="/{PROPERTIES}" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        ),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")], _PROPERTIES),
        PROPERTIES: (
            f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{MARK}</dc:creator>'
            "</cp:coreProperties>"
        ),
        "xl/workbook.xml": _workbook(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{n}.xml") for n in numbers),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": Path(__file__).with_name("workbook_styles.xml").read_text("utf-8"),
    }


def _relations(targets: Sequence[tuple[str, str]], more: str = "") -> str:
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{told}{more}</Relationships>'


def _workbook(sheets: Sequence[Sheet]) -> str:
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    names = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{n}" hidden="1">'
        f"'{escape(sheet.name)}'!$A$1:${_letter(len(sheet.widths) - 1)}${sheet.count}</definedName>"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="{n}">'
        f"'{escape(sheet.name)}'!$1:$1</definedName>"
        for n, sheet in enumerate(sheets)
    )
    return (
        f'{HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        f"<bookViews><workbookView/></bookViews><sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
    )
