"""The opinion as a Word document, laid out as an office hands it in."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from targetlint.own import MARK
from targetlint.phrases import say
from targetlint.reports.errors import ReportError
from targetlint.reports.visible import visible_lines
from targetlint.reports.xml import legal
from targetlint.review.opinion import Opinion
from targetlint.review.parts import Table, conclusion, parts

_BODY, _HEAD = "FangSong", "SimHei"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_SHADE = "E7EEF5"
_MARGIN, _WIDTH = 2.0, 25.7


def render(opinions: Sequence[Opinion]) -> Iterator[bytes]:
    """Give one document, each form on a page of its own."""
    document = _blank()
    for number, opinion in enumerate(opinions):
        if number:
            document.add_page_break()
        _opinion(document, opinion)
    yield _fixed(document)


def _blank() -> Any:
    """Open a document on landscape paper, with Chinese type."""
    try:
        from docx import Document  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ReportError(
            "report-missing-extra", name="docx", package="python-docx", extra="documents"
        ) from error
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = Document()
    document.core_properties.author = MARK
    document.core_properties.comments = ""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    for name, face, size in (
        ("Normal", _BODY, 11),
        ("Title", _HEAD, 20),
        ("Heading 1", _HEAD, 15),
        ("Heading 2", _HEAD, 13),
    ):
        _typeface(document.styles[name], face, Pt(size))
    return document


def _typeface(style: Any, face: str, size: Any) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import RGBColor  # noqa: PLC0415

    style.font.size = size
    style.font.name = face
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), face)


def _opinion(document: Any, opinion: Opinion) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    lang = opinion.lang
    title = document.add_heading(say("review-title", lang), 0)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph().add_run(say("review-note", lang)).italic = True
    _pairs(document, [(name, value) for name, value in opinion.facts if value])
    document.add_paragraph()
    document.add_paragraph(_text(opinion.sum))
    for part in parts(opinion):
        document.add_heading(part.heading, part.level)
        if part.text:
            paragraph = document.add_paragraph(_text(part.text))
            paragraph.paragraph_format.keep_with_next = part.table is not None
        if part.table is not None:
            _table(document, part.table)
    document.add_heading(say("review-part-conclusion", lang), 1)
    _together(_pairs(document, conclusion(opinion)))
    document.add_paragraph()
    document.add_paragraph().add_run(_text(opinion.tool)).italic = True


def _text(text: str) -> str:
    return legal(visible_lines(text))


def _table(document: Any, table: Table) -> None:
    made = document.add_table(rows=1, cols=len(table.headings))
    made.style = "Table Grid"
    made.autofit = False
    for cell, heading in zip(made.rows[0].cells, table.headings, strict=True):
        _fill(cell, heading, head=True)
    _repeat(made.rows[0])
    _with_next(made.rows[0])
    for row in table.rows:
        added = made.add_row()
        _whole(added)
        for cell, text in zip(added.cells, row, strict=True):
            _fill(cell, text)
    _widths(made, table.widths)


def _pairs(document: Any, pairs: Sequence[tuple[str, str]]) -> Any:
    """Add a table of labels and values."""
    made = document.add_table(rows=0, cols=2)
    made.style = "Table Grid"
    made.autofit = False
    for name, value in pairs:
        first, second = made.add_row().cells
        _fill(first, name, head=True)
        _fill(second, value)
    _widths(made, (16, 84))
    return made


def _fill(cell: Any, text: str, *, head: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(_text(text))
    run.font.size = Pt(10)
    if head:
        run.bold = True
        _mark(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=_SHADE)  # noqa: SLF001 - python-docx has no shading


def _repeat(row: Any) -> None:
    """Print the headings again on every page."""
    _mark(row._tr.get_or_add_trPr(), "w:tblHeader", val="true")  # noqa: SLF001 - as above


def _whole(row: Any) -> None:
    """Keep a row on one page."""
    _mark(row._tr.get_or_add_trPr(), "w:cantSplit", val="true")  # noqa: SLF001 - as above


def _with_next(row: Any) -> None:
    """Keep a row on the page of the row below it."""
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _together(table: Any) -> None:
    """Keep a table on one page."""
    for row in table.rows:
        _whole(row)
    for row in table.rows[:-1]:
        _with_next(row)


def _mark(properties: Any, tag: str, **values: str) -> None:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    element = OxmlElement(tag)
    for name, value in values.items():
        element.set(qn(f"w:{name}"), value)
    properties.append(element)


def _widths(table: Any, shares: Sequence[int]) -> None:
    from docx.shared import Cm  # noqa: PLC0415

    for column, share in zip(table.columns, shares, strict=True):
        column.width = Cm(_WIDTH * share / 100)
    for row in table.rows:
        for cell, share in zip(row.cells, shares, strict=True):
            cell.width = Cm(_WIDTH * share / 100)


def _fixed(document: Any) -> bytes:
    """Give the bytes of a document, without the hour at which they were written."""
    written, fixed = BytesIO(), BytesIO()
    document.save(written)
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w") as target:
        for entry in source.infolist():
            kept = zipfile.ZipInfo(entry.filename, _EPOCH)
            kept.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(kept, source.read(entry))
    return fixed.getvalue()
