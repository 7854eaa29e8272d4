"""One form, filed in six formats, says the same in each of them."""

import pytest
from tests.readers.documents.same import SAMPLES, expected, forms, plain_forms, read

FILES = ("txt", "html", "xlsx", "docx", "pdf")


@pytest.mark.parametrize("kind", FILES)
def test_every_format_says_what_the_yaml_says(kind: str) -> None:
    path = SAMPLES / f"xining-2020.{kind}"

    assert plain_forms(path.read_bytes(), path.name) == expected(SAMPLES / "xining-2020.yaml")


@pytest.mark.parametrize("kind", FILES)
def test_nothing_is_left_without_a_place(kind: str) -> None:
    path = SAMPLES / f"xining-2020.{kind}"
    document = read(path.read_bytes(), path.name)

    assert [remark.values for remark in document.remarks] == []
    assert [form.remarks for form in forms(document)] == [[], []]


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("xlsx", "绩效目标表1!D25"),
        ("docx", "table 2 row 9"),
        ("html", "table 2 row 9"),
        ("pdf", "p2 table 1 row 8"),
        ("txt", None),
    ],
)
def test_a_target_knows_where_it_stands(kind: str, place: str | None) -> None:
    path = SAMPLES / f"xining-2020.{kind}"
    document = read(path.read_bytes(), path.name)
    target = forms(document)[0].indicators[7].cells["target"]

    assert document.source.slice(target.part(4, 6)) == "明显"
    assert document.source.place(target.part(4, 6).start) == place


def test_a_wrapped_target_of_a_text_layer_is_found_letter_by_letter() -> None:
    path = SAMPLES / "xining-2020.txt"
    document = read(path.read_bytes(), path.name)
    target = forms(document)[0].indicators[4].cells["target"]
    at = target.text.index("计划安排")

    assert document.source.slice(target.part(at, at + 4)) == "计划安排"
    assert document.source.position(target.part(at, at + 4).start).line == 69
