"""What a document holds beyond the limits is listed or refused; nothing of it is lost in silence."""

import io

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from targetlint.phrases import say
from targetlint.readers import read
from targetlint.readers.document import Document, ReadError

HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]
ROW = ["产出指标", "数量指标", "培训人数", "200人"]


def _csv(*rows: list[str]) -> bytes:
    return "".join(",".join(row) + "\n" for row in rows).encode()


def _xlsx(*rows: list[str], sheets: int = 1) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for _ in range(sheets - 1):
        book.create_sheet()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _refusal(data: bytes, name: str) -> str:
    with pytest.raises(ReadError) as caught:
        read(data, name)
    return say(caught.value.key, "en", **caught.value.values)


def _unplaced(document: Document) -> list[tuple[str | None, str]]:
    """Give the place and the text of what could not be placed."""
    return [
        (document.source.place(remark.span.start), remark.values["text"])
        for remark in document.remarks
        if remark.code == "unplaced-text"
    ]


def test_what_stands_far_right_in_a_table_with_separators_is_listed() -> None:
    far = [*ROW, *[""] * 252, "备注一", "", "备注二"]

    document = read(_csv(HEAD, far, ROW), "form.csv")

    assert _unplaced(document) == [("row 2 column 257", "备注一 备注二")]


def test_what_stands_far_right_in_a_sheet_is_listed() -> None:
    far = [*ROW, *[""] * 252, "备注一", "", "备注二"]

    document = read(_xlsx(HEAD, far, ROW), "form.xlsx")

    assert _unplaced(document) == [("Sheet!IW2", "备注一 备注二")]


def test_separators_without_anything_between_them_are_nothing() -> None:
    empty = [*ROW, *[""] * 20_000]

    document = read(_csv(HEAD, *[empty] * 30), "form.csv")

    assert len(document.nodes) == 1
    assert _unplaced(document) == []


@pytest.mark.parametrize("wide", [400_000, 250])
def test_a_table_with_separators_of_half_a_million_cells_is_refused(wide: int) -> None:
    row = [*ROW, *["x"] * wide]

    told = _refusal(_csv(HEAD, *[row] * (500_000 // wide)), "form.csv")

    assert told.startswith("the document has more than 400,000 cells")


def test_a_workbook_of_hundreds_of_sheets_is_refused() -> None:
    told = _refusal(_xlsx(HEAD, ROW, sheets=401), "form.xlsx")

    assert told.startswith("the workbook has more than 400 sheets and is not read")


def test_a_page_of_a_pdf_with_the_letters_of_a_book_is_refused() -> None:
    stream = io.BytesIO()
    page = Canvas(stream)
    page.setFont("Helvetica", 2)
    for number in range(300):
        page.drawString(10, 10 + number * 2, "budget " * 30)
    page.save()

    told = _refusal(stream.getvalue(), "form.pdf")

    assert told.startswith("a page of the PDF has more than 60,000 letters")
