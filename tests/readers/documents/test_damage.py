"""Damaged, hostile and unreadable documents: a clear reason, and nothing executed or fetched."""

import io
import os
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib import pdfencrypt
from reportlab.pdfgen.canvas import Canvas
from tests.readers.documents.same import SAMPLES, plain_forms

from targetlint.phrases import say
from targetlint.readers import read
from targetlint.readers.document import ReadError
from targetlint.readers.xlsx import shown

OFFICE = ("docx", "xlsx", "pdf")
_SHEET = "xl/worksheets/sheet1.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def _fault(data: bytes, name: str) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data, name)
    return caught.value


def _outcome(data: bytes, name: str) -> str:
    """Give the reason in words, or the number of forms."""
    try:
        return str(len(read(data, name).nodes))
    except ReadError as fault:
        return say(fault.key, "zh", **fault.values)


def _rewritten(kind: str, part: str, old: bytes, new: bytes) -> bytes:
    """Give the sample with a piece of one part changed."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(SAMPLES / f"xining-2020.{kind}") as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            target.writestr(
                info, content.replace(old, new, 1) if info.filename == part else content
            )
    return stream.getvalue()


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_file_cut_off_is_said_to_be_damaged(kind: str, share: float) -> None:
    data = (SAMPLES / f"xining-2020.{kind}").read_bytes()

    fault = _fault(data[: int(len(data) * share)], f"form.{kind}")

    assert fault.key == "document-damaged"


@pytest.mark.parametrize("kind", [*OFFICE, "html", "txt"])
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_damage_ends_in_a_reason_or_a_form(kind: str, data: st.DataObject) -> None:
    content = bytearray((SAMPLES / f"xining-2020.{kind}").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))

    assert _outcome(bytes(content), f"form.{kind}")


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_random_bytes_end_in_a_reason(data: bytes) -> None:
    for head in (b"", b"PK\x03\x04", b"%PDF-1.4\n", _OLE[:8], b"<table>"):
        assert _outcome(head + data, "form")


@pytest.mark.parametrize(
    ("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")]
)
def test_a_zip_bomb_is_refused_before_it_is_unpacked(kind: str, part: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml" if kind == "docx" else "xl/workbook.xml", "<x/>")
        package.writestr(part.replace(".xml", "2.xml"), b" " * 60_000_000)

    assert _fault(stream.getvalue(), f"form.{kind}").key == "document-bomb"


def test_a_part_that_lies_about_its_size_is_stopped() -> None:
    data = bytearray(
        _rewritten("docx", "word/document.xml", b"<w:body>", b"<w:body>" + b" " * 70_000_000)
    )
    at = data.rindex(b"word/document.xml") - 46
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")

    assert _fault(bytes(data), "form.docx").key in ("document-damaged", "document-bomb")


def test_a_sheet_of_a_million_rows_is_refused() -> None:
    rows = b"<row/>" * 1_000_000

    data = _rewritten("xlsx", "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>" + rows)

    fault = _fault(data, "form.xlsx")
    assert fault.key == "document-too-many-rows"
    assert say(fault.key, "en", **fault.values).startswith("a sheet has more than 20,000 rows")


def test_a_sheet_with_one_cell_at_the_far_end_is_read() -> None:
    data = _rewritten(
        "xlsx",
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>',
    )

    assert len(plain_forms(data, "form.xlsx")[0].rows) == 12


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("1e300", "1" + "0" * 300),
        ("-1e300", "-1" + "0" * 300),
        ("1e-300", "0"),
        ("1" * 30, "1" * 30),
        ("1e999", "Infinity"),
    ],
)
def test_a_number_of_any_size_is_shown(number: str, written: str) -> None:
    old = b"<sheetData>"
    new = f'{old.decode()}<row r="900"><c r="A900"><v>{number}</v></c></row>'.encode()

    source = read(_rewritten("xlsx", _SHEET, old, new), "form.xlsx").source

    assert written in source.text.split("\n")


def test_a_style_with_more_places_than_a_sheet_shows_is_no_harm() -> None:
    assert shown(0.5, "0." + "0" * 5000) == "0.5"


@pytest.mark.parametrize("written", ["'A1:XFD1048576'", '"$a$1:xfd1048576"', '"A1:A100001"'])
@pytest.mark.parametrize("what", ["mergeCell", "hyperlink"])
def test_an_area_of_millions_of_cells_is_refused(what: str, written: str) -> None:
    old = b"<mergeCell " if what == "mergeCell" else b"<mergeCells "
    new = f"<{what} ref={written}/>".encode() + old

    assert _fault(_rewritten("xlsx", _SHEET, old, new), "form.xlsx").key == "document-too-large"


def test_an_area_of_millions_of_cells_is_refused_in_another_encoding_and_place() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(SAMPLES / "xining-2020.xlsx") as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            content = source.read(info)
            if info.filename == _SHEET:
                wide = content.replace(
                    b"<mergeCell ", b'<mergeCell ref="A1:XFD1048576"/><mergeCell '
                )
                target.writestr("xl/other.bin", wide.decode().encode("utf-16"))
            else:
                content = content.replace(b"worksheets/sheet1.xml", b"other.bin")
                target.writestr(info.filename, content)

    assert _fault(stream.getvalue(), "form.xlsx").key == "document-too-large"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
def test_a_part_packed_as_no_office_program_does_is_refused(method: int) -> None:
    data = bytearray((SAMPLES / "xining-2020.docx").read_bytes())
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = data.index(mark) + at
        data[place : place + 2] = method.to_bytes(2, "little")

    assert _fault(bytes(data), "form.docx").key == "document-damaged"


@pytest.mark.parametrize("codec", ["unicode_escape", "utf-7", "idna", "rot13", "utf-99"])
def test_a_page_in_what_is_no_encoding_of_pages_is_read(codec: str) -> None:
    page = f'<meta charset="{codec}"><p>\\ud800+2AA-</p>'.encode() + b"\xff"

    assert _fault(page, "form.html").key == "no-form-in-document"


@pytest.mark.parametrize(
    ("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")]
)
def test_entities_are_refused(kind: str, part: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("秘密")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    old = b"<w:document" if kind == "docx" else b"<worksheet"

    assert (
        _fault(_rewritten(kind, part, old, declared + old), f"f.{kind}").key == "document-entities"
    )


def test_macros_are_carried_but_never_run() -> None:
    stream = io.BytesIO((SAMPLES / "xining-2020.docx").read_bytes())
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen()")

    assert len(plain_forms(stream.getvalue(), "form.docm")) == 2


@pytest.mark.parametrize("kind", [*OFFICE, "html"])
@pytest.mark.parametrize("name", ["form.doc", "form.pdf", "form.xlsx", "form", "form.txt"])
def test_the_content_decides_not_the_name(kind: str, name: str) -> None:
    data = (SAMPLES / f"xining-2020.{kind}").read_bytes()

    assert len(plain_forms(data, name)) == 2


def _pdf(pages: int, *, encrypted: bool = False, text: str = "") -> bytes:
    stream = io.BytesIO()
    lock = pdfencrypt.StandardEncryption("geheim", canPrint=0) if encrypted else None
    canvas = Canvas(stream, encrypt=lock)
    for _ in range(pages):
        canvas.drawString(50, 500, text) if text else canvas.rect(10, 10, 50, 50)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def test_a_pdf_of_two_thousand_pages_is_refused() -> None:
    fault = _fault(_pdf(2000, text="x"), "form.pdf")

    assert (fault.key, fault.values["pages"]) == ("document-too-many-pages", "2000")


def test_an_encrypted_pdf_is_named_so() -> None:
    assert _fault(_pdf(1, encrypted=True, text="x"), "form.pdf").key == "document-encrypted"


def test_a_scan_without_text_is_named_so() -> None:
    fault = _fault(_pdf(3), "form.pdf")

    assert (fault.key, fault.values["pages"]) == ("document-scanned", "3")


def test_a_document_without_a_form_is_named_so() -> None:
    assert _fault(_pdf(1, text="hello"), "form.pdf").key == "no-form-in-document"
    assert _fault(b"<html><p>hello</p></html>", "a.html").key == "no-form-in-document"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "document-encrypted"),
        (_OLE, "document-unknown"),
        (b"PK\x05\x06" + b"\x00" * 18, "document-unknown"),
        (b"{\\rtf1\\ansi x}", "document-rtf"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 64, "document-picture"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, key: str) -> None:
    assert _fault(data, "form").key == key


@pytest.mark.parametrize(
    ("stream", "kind", "newer"), [("WordDocument", "doc", "docx"), ("Workbook", "xls", "xlsx")]
)
def test_an_old_file_without_libreoffice_says_what_to_do(
    stream: str, kind: str, newer: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(os.environ, "PATH", str(tmp_path))

    fault = _fault(_OLE + stream.encode("utf-16-le"), f"form.{kind}")

    assert fault.key == "document-office"
    assert f"save it as .{newer}" in say(fault.key, "en", **fault.values)


def test_tables_nested_without_end_are_refused() -> None:
    assert _fault(b"<table><tr><td>" * 5000, "form.html").key == "document-too-deep"


@pytest.mark.parametrize("width", ["²", "①", "٣", "-5", "", "two", "9" * 5000])
@pytest.mark.parametrize("name", ["gridSpan", "gridBefore"])
def test_a_width_that_is_no_number_is_no_harm(name: str, width: str) -> None:
    place = "tcPr" if name == "gridSpan" else "trPr"
    old = b"<w:tcPr>" if name == "gridSpan" else b"<w:tc>"
    said = f'<w:{place}><w:{name} w:val="{width}"/></w:{place}>'.encode()
    new = said.removesuffix(b"</w:tcPr>") if name == "gridSpan" else said + old

    assert plain_forms(_rewritten("docx", "word/document.xml", old, new), "form.docx")[0].rows


def test_a_span_without_end_is_no_harm() -> None:
    page = "<table><tr><td rowspan=999999 colspan=2>项目名称</td><td>甲</td></tr></table>"

    with pytest.raises(ReadError):
        read(("<html>" + page * 500).encode(), "form.html")
