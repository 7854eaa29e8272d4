"""Notes in a PDF, beside the cell they speak of; the file is only added to."""

import ctypes
import io
import re
from typing import Any, NamedTuple

from targetlint.annotate import AUTHOR, Note
from targetlint.readers.document import ReadError
from targetlint.readers.pdf import cells_on, library
from targetlint.readers.pdf_page import look_at

_PLACE = re.compile(r"p(\d+)(?: table (\d+))?(?: row (\d+))?")
_SIZE = 18.0


class _Spot(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float


def annotate(data: bytes, notes: list[Note]) -> bytes:
    """Give the file with the notes as annotations."""
    pypdfium2, raw = library()
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        raise ReadError("document-damaged") from fault
    by_page: dict[int, list[tuple[Note, re.Match[str]]]] = {}
    for note in notes:
        found = _PLACE.match(note.place)
        if found is not None and int(found[1]) <= len(pdf):
            by_page.setdefault(int(found[1]) - 1, []).append((note, found))
    for number, here in sorted(by_page.items()):
        page = pdf[number]
        for note, spot in zip((note for note, _ in here), _spots(page, raw, here), strict=True):
            _mark(page, raw, spot, note.text)
        page.close()
    stream = io.BytesIO()
    pdf.save(stream, flags=raw.FPDF_INCREMENTAL)
    pdf.close()
    return stream.getvalue()


def _spots(page: Any, raw: Any, here: list[tuple[Note, re.Match[str]]]) -> list[_Spot]:
    """Find where each note belongs on a page, in the page's own coordinates."""
    seen = look_at(page, raw)
    cells = cells_on(seen)
    spots: list[_Spot] = []
    for note, place in here:
        table, row = (int(part) if part else 0 for part in (place[2], place[3]))
        line = note.line.strip()
        same = [cell for cell in cells if (cell.table, cell.row) == (table, row)]
        exact = [cell for cell in same if cell.text.split("\n")[0] == line]
        loose = [cell for cell in cells if line and cell.text.split("\n")[0] == line]
        found = (exact or same or loose)[:1]
        if found:
            x0, y0 = seen.upright.point(found[0].left, found[0].top)
            x1, y1 = seen.upright.point(found[0].right, found[0].bottom)
            spots.append(_Spot(min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)))
        else:
            width, height = page.get_size()
            spots.append(_Spot(_SIZE, height - _SIZE, width / 2, height - 2 * _SIZE))
    return spots


def _mark(page: Any, raw: Any, spot: _Spot, text: str) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    if not annotation:
        return
    rect = raw.FS_RECTF(left=spot.left, top=spot.top, right=spot.right, bottom=spot.bottom)
    raw.FPDFAnnot_SetRect(annotation, rect)
    corners = raw.FS_QUADPOINTSF(
        spot.left, spot.top, spot.right, spot.top, spot.left, spot.bottom, spot.right, spot.bottom
    )
    raw.FPDFAnnot_AppendAttachmentPoints(annotation, corners)
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, 255, 220, 90, 110)
    for key, value in ((b"Contents", text), (b"T", AUTHOR)):
        wide = (value + "\0").encode("utf-16-le")
        buffer = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
        raw.FPDFAnnot_SetStringValue(annotation, key, buffer)
    raw.FPDFPage_CloseAnnot(annotation)
