"""Forms are built from every spelling that people write."""

import pytest

from targetlint.forms.build import build
from targetlint.forms.model import Form
from targetlint.readers.yaml import read

NORMALISED = """\
title: 财政项目支出绩效目标表
year: 2020
applicant: 某办事处
project:
  name: 合作交流工作业务费
  start_date: 2020-01-01
  end_date: 2020-12-31
budget:
  current_year: 500000
indicators:
  - level1: 产出目标
    level2: 数量
    level3: 接待团组数量
    target: ">=60个"
"""
FLAT = """\
标题: 财政项目支出绩效目标表
年度: 2020
申报单位名称: 某办事处
项目名称: 合作交流工作业务费
计划开始日期: 2020-01-01
计划完成日期: 2020-12-31
项目当年预算（元）: 500,000
绩效指标:
  - 一级目标: 产出目标
    二级目标: 数量
    三级目标: 接待团组数量
    指标目标值: ">=60个"
"""
GROUPED = """\
标题: 财政项目支出绩效目标表
年度: 2020
申报单位名称: 某办事处
项目信息:
  项目名称: 合作交流工作业务费
  计划开始日期: 2020-01-01
  计划完成日期: 2020-12-31
预算:
  项目当年预算（万元）: 50
绩效目标:
  产出目标:
    数量:
      接待团组数量: ">=60个"
"""
SPLIT = NORMALISED.replace('target: ">=60个"', 'comparator: "≥"\n    value: 60\n    unit: 个')


def form_of(text: str) -> Form:
    document = read(text.encode(), "form.yaml")
    return build(document.nodes[0], document.source)


@pytest.mark.parametrize("text", [NORMALISED, FLAT, GROUPED], ids=["keys", "flat", "grouped"])
def test_the_spellings_give_the_same_form(text: str) -> None:
    form = form_of(text)

    assert form.text("applicant") == "某办事处"
    assert form.project == "合作交流工作业务费"
    assert form.year == 2020
    assert form.period == ("2020-01-01", "2020-12-31")
    assert int(form.amounts["budget.current_year"].yuan) == 500_000
    (row,) = form.indicators
    assert (row.level1, row.level2, row.name, row.target) == (
        "产出目标",
        "数量",
        "接待团组数量",
        ">=60个",
    )


def test_a_split_target_is_joined_and_read() -> None:
    (row,) = form_of(SPLIT).indicators

    assert row.target == "≥60个"
    assert row.reading.target.value == 60
    assert row.reading.target.unit == "个"


def test_a_cell_knows_where_it_stands() -> None:
    form = form_of(NORMALISED)
    cell = form.indicators[0].scalar("target")

    assert cell is not None
    assert form.source.slice(cell.part(2, 5)) == "60个"
    assert form.source.position(cell.span.start) == (14, 13)


def test_an_unknown_key_is_kept_with_the_nearest_known_one() -> None:
    form = form_of("project:\n  nmae: 培训经费\n")

    (remark,) = form.remarks
    assert remark.code == "unknown-key"
    assert remark.values == {"key": "nmae", "nearest": "name", "meant": "project.name"}
    assert form.source.slice(remark.span) == "nmae"


def test_a_misspelt_printed_label_is_recognised_as_near() -> None:
    form = form_of("项目名称: 培训经费\n立项依剧: 依据《办法》\n")

    (remark,) = form.remarks
    assert remark.values["nearest"] == "立项依据"


def test_a_level_without_rows_is_an_empty_section() -> None:
    form = form_of(NORMALISED + "  - level1: 效果目标\n")

    ((name, label),) = form.empty_levels
    assert name == "效果目标"
    assert form.source.slice(label.span) == "效果目标"


def test_nested_levels_without_content_are_an_empty_section() -> None:
    form = form_of("绩效目标:\n  产出目标:\n    数量: {课题数: '>=5个'}\n  效果目标:\n")

    assert [name for name, _ in form.empty_levels] == ["效果目标"]
    assert [row.name for row in form.indicators] == ["课题数"]


def test_two_sets_of_indicators_keep_their_horizon() -> None:
    form = form_of(
        "长期绩效指标:\n  - {一级指标: 产出指标, 三级指标: 课题数, 指标值: '≥9个'}\n"
        "年度绩效指标:\n  - {一级指标: 产出指标, 三级指标: 课题数, 指标值: '≥3个'}\n"
    )

    assert [row.text("horizon") for row in form.indicators] == ["overall", "annual"]
    assert [row.target for row in form.indicators] == ["≥9个", "≥3个"]


def test_a_label_names_the_unit_of_its_amount() -> None:
    form = form_of("金额单位: 万元\n项目资金总额: 12.5\n其中：财政拨款（元）: 125000\n")

    assert int(form.amounts["budget.total"].yuan) == 125_000
    assert int(form.amounts["budget.fiscal"].yuan) == 125_000


def test_a_label_with_fields_below_it_is_a_heading_and_lends_them_its_unit() -> None:
    form = form_of(
        "项目资金（万元）:\n  年度资金总额: 320\n  其中：财政拨款: 300\n  其他资金: 20\n"
    )

    amounts = {key: (int(one.yuan), one.declared) for key, one in form.amounts.items()}
    assert amounts == {
        "budget.current_year": (3_200_000, True),
        "budget.fiscal": (3_000_000, True),
        "budget.other": (200_000, True),
    }


def test_a_heading_that_could_be_a_field_is_told_by_what_stands_below_it() -> None:
    form = form_of("项目基本情况:\n  项目名称: 培训经费\n  年度: 2026\n")

    assert (form.project, form.year, form.text("narrative.overview")) == ("培训经费", 2026, "")


def test_a_plan_written_as_a_list_is_one_text() -> None:
    form = form_of("narrative:\n  plan:\n    - 3月 完成采购\n    - 6月 完成验收\n")

    assert form.text("narrative.plan") == "3月 完成采购\n6月 完成验收"


def test_a_single_row_without_its_hyphen_is_reported_and_read() -> None:
    form = form_of("indicators:\n  level1: 产出指标\n  level3: 培训人数\n  target: ≥5人\n")

    (remark,) = form.remarks
    assert (remark.code, remark.pointer) == ("structure-shape", "/indicators")
    assert [(row.level1, row.name, row.target) for row in form.indicators] == [
        ("产出指标", "培训人数", "≥5人")
    ]


def test_a_row_that_is_no_mapping_becomes_a_remark_at_its_place() -> None:
    form = form_of("indicators:\n  - 接待团组数量\n")

    (remark,) = form.remarks
    assert (remark.code, remark.pointer) == ("structure-row", "/indicators/0")
    assert form.source.slice(remark.span) == "接待团组数量"
