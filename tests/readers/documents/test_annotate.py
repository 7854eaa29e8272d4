"""The annotated copy: comments at the place, the original content untouched."""

import ctypes
import io
import zipfile
from typing import Any

import docx
import openpyxl
import pypdfium2
import pytest
from openpyxl.comments import Comment
from pypdfium2 import raw
from tests.readers.documents.filed import as_pdf
from tests.readers.documents.layouts import HUNAN
from tests.readers.documents.same import SAMPLES, plain_forms

from targetlint.annotate import annotate, notes
from targetlint.findings import Finding
from targetlint.readers import read
from targetlint.readers.document import ReadError
from targetlint.rulebook import shipped
from targetlint.session import Request, Session


def _findings(data: bytes, name: str) -> list[Finding]:
    report = Session(shipped(), Request("zh")).check(data, name)
    assert report is not None
    return report.findings


def _annotated(kind: str) -> tuple[bytes, bytes, list[Finding]]:
    data = (SAMPLES / f"xining-2020.{kind}").read_bytes()
    findings = _findings(data, f"form.{kind}")
    return data, annotate(data, f"form.{kind}", findings), findings


def test_findings_are_comments_on_their_cells() -> None:
    _, marked, findings = _annotated("xlsx")
    book = openpyxl.load_workbook(io.BytesIO(marked))

    comment = book["绩效目标表1"]["D25"].comment

    assert comment is not None
    assert "支撑作用明显" in comment.text or "明显" in comment.text
    assert comment.author == "targetlint"
    cells = {f.where.place for f in findings if f.suppressed is None}
    assert cells == {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.comment is not None
    }


def test_the_parts_of_a_workbook_stay_byte_for_byte() -> None:
    data, marked, _ = _annotated("xlsx")

    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(marked)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed == {
        "[Content_Types].xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
    }


def test_a_comment_that_was_there_stays() -> None:
    book = openpyxl.load_workbook(SAMPLES / "xining-2020.xlsx")
    sheet = book["绩效目标表1"]
    for cell in ("D25", "A1"):
        sheet[cell].comment = Comment("领导已阅", "reviewer")
    stream = io.BytesIO()
    book.save(stream)
    data = stream.getvalue()

    marked = annotate(data, "form.xlsx", _findings(data, "form.xlsx"))

    after = openpyxl.load_workbook(io.BytesIO(marked))["绩效目标表1"]
    assert after["A1"].comment.text.startswith("领导已阅")
    assert after["D25"].comment.text.startswith("领导已阅")
    assert "[TL" in after["D25"].comment.text


def test_findings_are_word_comments_at_their_paragraph() -> None:
    data, marked, findings = _annotated("docx")
    document = docx.Document(io.BytesIO(marked))

    texts = [comment.text for comment in document.comments]

    assert len(texts) == len(notes(findings, "zh"))
    cell = document.tables[1].cell(8, 3)
    assert "commentReference" in cell._tc.xml  # noqa: SLF001 - where the comment hangs
    assert plain_forms(marked, "form.docx") == plain_forms(data, "form.docx")


@pytest.mark.parametrize("turned", [False, True])
def test_findings_are_pdf_notes_over_their_cell(*, turned: bool) -> None:
    data = as_pdf(HUNAN, turned=turned)
    findings = _findings(data, "form.pdf")

    marked = annotate(data, "form.pdf", findings)

    assert marked.startswith(data)
    found = _notes(marked)
    assert len(found) == len(notes(findings, "zh"))
    document = pypdfium2.PdfDocument(marked)
    (spot,) = [box for text, box in found if "[TL206]" in text and "10辆" in text][:1]
    page = document[0].get_textpage()
    assert "10辆" in page.get_text_bounded(*spot)


def _notes(data: bytes) -> list[tuple[str, tuple[float, float, float, float]]]:
    found = []
    for page in pypdfium2.PdfDocument(data):
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            mark = raw.FPDFPage_GetAnnot(page, index)
            found.append((_contents(mark), _box(mark)))
    return found


def _contents(mark: Any) -> str:
    length = raw.FPDFAnnot_GetStringValue(mark, b"Contents", None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDFAnnot_GetStringValue(
        mark, b"Contents", ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
    )
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _box(mark: Any) -> tuple[float, float, float, float]:
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(mark, rect)
    return rect.left, rect.bottom, rect.right, rect.top


def test_a_text_cannot_carry_comments() -> None:
    data = (SAMPLES / "xining-2020.txt").read_bytes()

    with pytest.raises(ReadError, match="annotate-format"):
        annotate(data, "form.txt", [])


def test_an_annotated_copy_is_judged_as_the_original() -> None:
    for kind in ("xlsx", "docx", "pdf"):
        data, marked, findings = _annotated(kind)

        assert [f.fingerprint for f in _findings(marked, f"form.{kind}")] == [
            f.fingerprint for f in findings
        ]
        assert len(read(marked, "form").nodes) == len(read(data, "form").nodes)
