"""Forms of other regions, filed in every format, are read field by field and row by row."""

import pytest
from tests.readers.documents.filed import FORMATS, as_pdf
from tests.readers.documents.layouts import LAYOUTS
from tests.readers.documents.same import plain_forms


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_form_is_read_whole(layout: str, kind: str) -> None:
    blocks, says = LAYOUTS[layout]

    (form,) = plain_forms(FORMATS[kind](blocks), f"form.{kind}")

    assert form.rows == says.rows
    assert form.fields == says.fields


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_turned_page_is_read_upright(layout: str) -> None:
    blocks, says = LAYOUTS[layout]

    (form,) = plain_forms(as_pdf(blocks, turned=True), "form.pdf")

    assert form.rows == says.rows


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_cut_by_page_ends_loses_no_row(layout: str) -> None:
    blocks, says = LAYOUTS[layout]

    (form,) = plain_forms(as_pdf(blocks, bottom=520), "form.pdf")

    assert form.rows == says.rows


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_page_without_ruling_lines_is_read_by_its_gaps(layout: str) -> None:
    blocks, says = LAYOUTS[layout]

    (form,) = plain_forms(as_pdf(blocks, ruled=False), "form.pdf")

    assert form.rows == says.rows
    assert form.fields == says.fields
