"""A converted form says what the document says, and is judged as the document is."""

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from tests.readers.documents.filed import FORMATS, Blocks
from tests.readers.documents.layouts import LAYOUTS
from tests.readers.documents.same import SAMPLES, forms, plain

from targetlint.convert import convert, forms_of
from targetlint.nodes import Mapping, Node, Scalar
from targetlint.readers import read
from targetlint.readers.canvas import Canvas
from targetlint.readers.document import Document
from targetlint.rulebook import shipped
from targetlint.session import Request, Session


def _findings(data: bytes, name: str) -> list[tuple[str, int, str, str | None, str]]:
    report = Session(shipped(), Request("zh")).check(data, name)
    assert report is not None
    assert report.unreadable == []
    return sorted(
        (f.rule, f.form, f.pointer, (f.found or "").split(":")[0], f.severity.value)
        for f in report.findings
        if f.rule != "TL009"
    )


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf", "txt"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_yaml_says_what_the_document_says(layout: str, kind: str) -> None:
    document = read(FORMATS[kind](LAYOUTS[layout][0]), f"form.{kind}")
    written = read(convert(document).encode(), "form.yaml")

    (before,) = (plain(form) for form in forms(document))
    (after,) = (plain(form) for form in forms(written))
    assert after.rows == before.rows
    after.fields.pop("template", None)
    after.fields.pop("budget.unit", None)
    before.fields.pop("budget.unit", None)
    assert after.fields == before.fields


@pytest.mark.parametrize("layout", LAYOUTS)
def test_amounts_keep_their_unit(layout: str) -> None:
    document = read(FORMATS["html"](LAYOUTS[layout][0]), "form.html")
    written = read(convert(document).encode(), "form.yaml")

    (before,) = forms(document)
    (after,) = forms(written)
    assert {k: (a.yuan, a.declared) for k, a in after.amounts.items()} == {
        k: (a.yuan, a.declared) for k, a in before.amounts.items()
    }


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf", "txt"])
def test_converting_changes_no_finding(kind: str) -> None:
    path = SAMPLES / f"xining-2020.{kind}"
    document = read(path.read_bytes(), path.name)

    written = convert(document)

    assert _findings(written.encode(), "form.yaml") == _findings(path.read_bytes(), path.name)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_converting_another_layout_changes_no_finding(layout: str) -> None:
    data = FORMATS["docx"](LAYOUTS[layout][0])

    written = convert(read(data, "form.docx"))

    assert _findings(written.encode(), "form.yaml") == _findings(data, "form.docx")


def test_what_has_no_place_stands_in_a_comment() -> None:
    blocks: Blocks = [
        "项目支出绩效目标表",
        [
            ["项目名称", ("河道保洁", 2)],
            ["", "见另册，共三本，已送。", ""],
            ["保密等级", "内部", ""],
        ],
    ]

    written = convert(read(FORMATS["xlsx"](blocks), "form.xlsx"))

    assert written.startswith("# 由 form.xlsx 转换\n")
    assert "# 没有对应栏目（绩效目标!B3）：见另册，共三本，已送。\n" in written
    assert "# 不认识的栏目，按原样保留（绩效目标!A4）：保密等级\n" in written
    assert yaml.safe_load(written)["保密等级"] == "内部"


def test_json_holds_the_same_as_yaml() -> None:
    path = SAMPLES / "xining-2020.docx"
    document = read(path.read_bytes(), path.name)

    as_json = json.loads(convert(document, "json"))

    assert as_json == list(yaml.load_all(convert(document), yaml.BaseLoader))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_text_survives(text: str) -> None:
    canvas = Canvas()
    entries: list[tuple[Scalar, Node]] = []
    for label, value in (("项目名称", "甲"), ("项目概况", text)):
        name = Scalar(label, canvas.write(label, "p1"))
        entries.append((name, Scalar(value, canvas.write(value, "p1"))))
    document = Document(canvas.source("form.pdf"), [Mapping(entries[0][0].span, entries)], [])

    (form,) = forms_of(read(convert(document).encode(), "form.yaml"))

    assert form.text("project.name") == "甲"
    assert form.fields["narrative.overview"].value.text == text


def test_forms_of_a_list_and_under_names_are_all_converted() -> None:
    forms = "".join(
        f"{head}\n    project: {{name: {name}}}\n    indicators: [{{level3: 培训人数, target: 20人}}]\n"
        for head, name in (("甲:", "甲项目"), ("乙:", "乙项目"))
    )
    listed = forms.replace("甲:\n   ", "-  ").replace("乙:\n   ", "-  ")

    for text in (forms, listed):
        converted = convert(read(text.encode(), "forms.yaml"))
        again = forms_of(read(converted.encode(), "again.yaml"))
        assert [form.project for form in again] == ["甲项目", "乙项目"]


def test_a_text_where_a_group_should_stand_is_kept_beside_the_group() -> None:
    data = """\
budget: 五十万元
项目总预算: 500000
indicators: 见附件
指标:
  - {level1: 产出指标, level2: 数量指标, level3: 培训人数, target: "≥200人"}
""".encode()

    written = convert(read(data, "form.yaml"))

    assert yaml.safe_load(written)["budget："] == "五十万元"
    assert yaml.safe_load(written)["indicators："] == "见附件"
    assert _findings(written.encode(), "form.yaml") == _findings(data, "form.yaml")
