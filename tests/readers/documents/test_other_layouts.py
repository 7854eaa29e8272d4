"""Older and rarer layouts: two tables of horizons, tasks as a table, last year's values."""

import pytest
from tests.readers.documents.filed import FORMATS, Blocks, Table, as_pages, as_pdf, nested
from tests.readers.documents.same import forms, plain_forms, read

OLD_CENTRAL: Blocks = [
    "财政支出项目绩效目标申报表",
    "（2016年度）",
    [
        ["项目名称", ("农村饮水安全工程", 3)],
        ["项目属性", ("新增项目□    延续项目√", 3)],
        [("项目资金申请\n（万元）", 1, 2), "项目资金总额：", ("320", 2)],
        ["财政拨款：", ("320", 2)],
        [("项目立项情况", 1, 2), "项目立项的依据", ("水利规划（2016）3号", 2)],
        ["项目申报的可行性", ("技术成熟", 2)],
        [("项目实施进度计划", 1, 3), "项目实施内容", "开始时间", "完成时间"],
        ["1.施工", "2016年3月", "2016年8月"],
        ["2.验收", "2016年9月", "2016年10月"],
    ],
    [
        [("长期绩效指标", 1, 3), "一级指标", "二级指标", "指标内容", "指标值"],
        [("产出指标", 1, 2), "数量指标", "管网长度", "12公里"],
        ["质量指标", "水质合格率", "100%"],
        [("年度绩效指标", 1, 2), ("产出指标", 1, 2), "数量指标", "管网长度", "4公里"],
        ["质量指标", "水质合格率", "98%"],
        ["其他说明的问题", ("无", 4)],
    ],
]

OF_HUBEI: Blocks = [
    "2022年市直部门预算项目支出绩效目标表",
    [["项目名称", "城市绿化养护", "起止时间", "2022.1-2022.12"]],
    [
        ["一级指标", "二级指标", "指标名称", ("近两年指标值", 2), "当年预期实现值", "绩效标准"],
        ["", "", "", "前年", "上年", "", ""],
        ["产出指标", "数量指标", "养护面积", "45万平方米", "48万平方米", "≥50万平方米", "计划标准"],
        ["", "质量指标", "成活率", "95%", "96%", "≥96%", "行业标准"],
    ],
]

INPUT_AND_COST: Blocks = [
    "2017年绩效目标评审申报表",
    [
        ["项目名称", ("城市照明", 3)],
        ["一级指标", "二级指标", "三级指标", "目标值"],
        ["投入", "时效目标", "资金到位及时率", "100%"],
        ["", "成本目标", "单灯能耗成本", "≤300元"],
        ["产出", "数量目标", "路灯数", "2000盏"],
    ],
]


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf", "txt"])
def test_long_term_and_annual_indicators_are_told_apart(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](OLD_CENTRAL), f"form.{kind}")

    assert [(r["horizon"], r["level2"], r["level3"], r["target"]) for r in form.rows] == [
        ("overall", "数量指标", "管网长度", "12公里"),
        ("overall", "质量指标", "水质合格率", "100%"),
        ("annual", "数量指标", "管网长度", "4公里"),
        ("annual", "质量指标", "水质合格率", "98%"),
    ]


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf", "txt"])
def test_a_table_of_steps_is_the_plan(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](OLD_CENTRAL), f"form.{kind}")

    assert form.fields["narrative.plan"] == (
        "项目实施内容 开始时间 完成时间\n1.施工 2016年3月 2016年8月\n2.验收 2016年9月 2016年10月"
    )
    assert "project.start_date" not in form.fields


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf"])
def test_a_cell_that_groups_labels_hides_none_of_them(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](OLD_CENTRAL), f"form.{kind}")

    assert form.fields["budget.total"] == "320"
    assert form.fields["budget.fiscal"] == "320"
    assert form.fields["narrative.basis"] == "水利规划（2016）3号"
    assert form.fields["narrative.feasibility"] == "技术成熟"


def test_the_unit_of_a_group_stands_with_each_amount() -> None:
    (form,) = forms(read(FORMATS["html"](OLD_CENTRAL), "form.html"))

    assert form.fields["budget.fiscal"].label.text == "财政拨款（万元）"


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf", "txt"])
def test_last_year_stands_beside_this_year(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](OF_HUBEI), f"form.{kind}")

    assert [(row["level3"], row["previous"], row["target"]) for row in form.rows] == [
        ("养护面积", "48万平方米", "≥50万平方米"),
        ("成活率", "96%", "≥96%"),
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_a_blank_level_is_that_of_the_row_above(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](INPUT_AND_COST), f"form.{kind}")

    assert [(row["level1"], row["level2"]) for row in form.rows] == [
        ("投入", "时效目标"),
        ("投入", "成本目标"),
        ("产出", "数量目标"),
    ]


def test_two_forms_in_one_file_are_two() -> None:
    document = plain_forms(as_pdf([*OLD_CENTRAL, *INPUT_AND_COST]), "form.pdf")

    assert [form.fields["project.name"] for form in document] == ["农村饮水安全工程", "城市照明"]
    assert [len(form.rows) for form in document] == [4, 3]


def test_a_title_repeated_on_the_next_page_begins_no_form() -> None:
    (head, year, fields, rows) = OLD_CENTRAL

    (form,) = plain_forms(FORMATS["html"]([head, year, fields, head, rows]), "form.html")

    assert len(form.rows) == 4


def test_a_printed_level_without_rows_is_kept_as_empty() -> None:
    blocks: Blocks = [
        "项目支出绩效目标表",
        [
            ["项目名称", ("河道保洁", 3)],
            ["一级指标", "二级指标", "三级指标", "指标值"],
            ["产出指标", "数量指标", "保洁河道", "≥30公里"],
            ["效益指标", "生态效益指标", "指标1：", ""],
        ],
    ]

    (form,) = forms(read(FORMATS["docx"](blocks), "form.docx"))

    assert [row.level1 for row in form.indicators] == ["产出指标"]
    assert [name for name, _ in form.empty_levels] == ["效益指标"]


_TABLE: Table = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "保洁河道", "≥30公里"],
]


def test_a_row_cut_in_the_middle_by_a_page_end_is_one_row() -> None:
    target = "按照河道管护年度工作计划的要求全部完成清漂保洁任务并且通过主管部门组织的联合验收检查"

    (form,) = plain_forms(
        as_pages(
            [
                "项目支出绩效目标表",
                [["项目名称", ("河道保洁", 3)], *_TABLE, ["", "质量指标", "任务完成", target[:26]]],
            ],
            [[["", "", "", target[26:]], ["效益指标", "社会效益指标", "投诉", "≤5次"]]],
        ),
        "form.pdf",
    )

    assert [(row["level3"], row["target"]) for row in form.rows] == [
        ("保洁河道", "≥30公里"),
        ("任务完成", target),
        ("投诉", "≤5次"),
    ]


def test_a_header_repeated_on_the_next_page_is_no_row() -> None:
    (form,) = plain_forms(
        as_pages(
            ["项目支出绩效目标表", [["项目名称", ("河道保洁", 3)], *_TABLE]],
            [[*_TABLE[:1], ["效益指标", "社会效益指标", "投诉", "≤5次"]]],
        ),
        "form.pdf",
    )

    assert [row["level3"] for row in form.rows] == ["保洁河道", "投诉"]


def test_a_table_within_a_cell_is_read() -> None:
    data = nested([["项目名称", "河道保洁"], ["绩效指标", ""]], [list(row) for row in _TABLE])

    (form,) = plain_forms(data, "form.docx")

    assert form.fields["project.name"] == "河道保洁"
    assert [(row["level3"], row["target"]) for row in form.rows] == [("保洁河道", "≥30公里")]


def test_a_page_nested_in_a_layout_table_is_read() -> None:
    inner = FORMATS["html"](OLD_CENTRAL).decode().partition("<body>")[2].partition("</body>")[0]
    page = f"<html><body><table><tr><td>首页</td><td>{inner}</td></tr></table></body></html>"

    (form,) = plain_forms(page.encode(), "form.html")

    assert form.fields["project.name"] == "农村饮水安全工程"
    assert len(form.rows) == 4
