"""What single cells may hold: check boxes, numbers, dates, formulas, numbering."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from tests.readers.documents.filed import FORMATS, Blocks, Cell, Table, ticked
from tests.readers.documents.same import Plain, forms, plain_forms, read


def _workbook(rows: list[list[Any]], formats: dict[str, str] | None = None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cell, style in (formats or {}).items():
        sheet[cell].number_format = style
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _form(kind: str, *rows: list[str]) -> Plain:
    table: Table = [["项目名称", "河道保洁"]]
    table += [list[Cell](row) for row in rows]
    blocks: Blocks = ["项目支出绩效目标表", table]
    (form,) = plain_forms(FORMATS[kind](blocks), f"form.{kind}")
    return form


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("□是 ☑否", "否"),
        ("是□ 否√", "否"),
        ("是（√）否（ ）", "是"),
        ("☐是   ☒否", "否"),
        ("■延续项目 □新增项目", "延续项目"),
        ("□是 □否", ""),
        ("□基本建设类 ☑信息化建设类 ☑资产购置类", "信息化建设类 资产购置类"),
        ("否", "否"),
    ],
)
def test_a_check_box_says_what_is_ticked(written: str, meant: str) -> None:
    form = _form("html", ["是否含有政府购买服务", written])

    assert form.fields["project.government_procurement"] == meant


def test_a_ticked_option_is_located_in_its_cell() -> None:
    blocks: Blocks = ["项目支出绩效目标表", [["项目名称", "河道保洁"], ["项目属性", "□新增 ☑延续"]]]
    document = read(FORMATS["xlsx"](blocks), "form.xlsx")
    value = forms(document)[0].fields["project.nature"].value

    assert document.source.slice(value.part(0, 2)) == "延续"
    assert document.source.place(value.span.start) == "绩效目标!B3"


def test_check_boxes_that_are_content_controls_are_seen() -> None:
    (form,) = plain_forms(ticked("项目属性", {"新增项目": False, "延续项目": True}), "form.docx")

    assert form.fields["project.nature"] == "延续项目"


def test_numbers_and_dates_stand_as_the_sheet_shows_them() -> None:
    data = _workbook(
        [
            ["项目名称", "河道保洁", "项目总预算（元）", 500000],
            ["计划开始日期", date(2026, 1, 1), "计划完成日期", "2026-12-31"],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "质量指标", "合格率", 0.95],
            ["产出指标", "数量指标", "保洁河道", 30.5],
            ["产出指标", "成本指标", "单价", 0.1 + 0.2],
        ],
        {"D4": "0%"},
    )

    (form,) = plain_forms(data, "form.xlsx")

    assert form.fields["budget.total"] == "500000"
    assert form.fields["project.start_date"] == "2026-01-01"
    assert form.fields["project.end_date"] == "2026-12-31"
    assert [row["target"] for row in form.rows] == ["95%", "30.5", "0.3"]


def test_a_target_typed_as_a_formula_is_what_was_typed() -> None:
    data = _workbook(
        [
            ["项目名称", "河道保洁", "", ""],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "质量指标", "合格率", "=100%"],
        ]
    )

    (form,) = plain_forms(data, "form.xlsx")

    assert [row["target"] for row in form.rows] == ["=100%"]


def test_hidden_rows_are_read() -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(
            _workbook(
                [
                    ["项目名称", "河道保洁", "", ""],
                    ["一级指标", "二级指标", "三级指标", "指标值"],
                    ["产出指标", "数量指标", "保洁河道", "≥30公里"],
                    ["产出指标", "质量指标", "合格率", "≥95%"],
                ]
            )
        )
    )
    sheet = book.active
    assert sheet is not None
    sheet.row_dimensions[4].hidden = True
    stream = io.BytesIO()
    book.save(stream)

    (form,) = plain_forms(stream.getvalue(), "form.xlsx")

    assert [row["level3"] for row in form.rows] == ["保洁河道", "合格率"]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_value_left_blank_is_a_blank_field(kind: str) -> None:
    form = _form(kind, ["立项依据", ""], ["项目概况", "保洁河道30公里。"])

    assert form.fields["narrative.basis"] == ""
    assert form.fields["narrative.overview"] == "保洁河道30公里。"


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_label_and_value_may_share_a_cell(kind: str) -> None:
    form = _form(kind, ["主管部门：城管局", "实施单位：环卫所"], ["项目期：3年", ""])

    assert form.fields["department"] == "城管局"
    assert form.fields["applicant"] == "环卫所"
    assert form.fields["project.period"] == "3年"


def test_what_could_not_be_placed_is_reported_with_its_place() -> None:
    blocks: Blocks = [
        "项目支出绩效目标表",
        [["项目名称", ("河道保洁", 2)], ["", "见另册，共三本，已送。", ""]],
    ]

    document = read(FORMATS["xlsx"](blocks), "form.xlsx")

    (remark,) = document.remarks
    assert remark.code == "unplaced-text"
    assert remark.values == {"text": "见另册，共三本，已送。"}
    assert document.source.place(remark.span.start) == "绩效目标!B3"


def test_a_csv_export_in_gb18030_is_read() -> None:
    text = (
        "项目名称,河道保洁\n一级指标,二级指标,三级指标,指标性质,指标值,度量单位,权重\n"
        '产出指标,数量指标,"保洁河道,含支流",≥,30,公里,20\n,质量指标,合格率,≥,95,%,10\n'
    )

    (form,) = plain_forms(text.encode("gb18030"), "export.csv")

    assert form.fields["project.name"] == "河道保洁"
    assert [(row["level3"], row["target"], row["weight"]) for row in form.rows] == [
        ("保洁河道,含支流", "≥30公里", "20"),
        ("合格率", "≥95%", "10"),
    ]


@pytest.mark.parametrize("mark", [";", "\t"])
def test_the_separator_of_an_export_is_found(mark: str) -> None:
    text = f"项目名称{mark}保洁\n" + "\n".join(
        mark.join(row)
        for row in (
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出", "数量", "次数", "≥3次"],
        )
    )

    (form,) = plain_forms(text.encode(), "export.csv")

    assert form.rows == [
        {"level1": "产出", "level2": "数量", "level3": "次数", "target": "≥3次"},
    ]
