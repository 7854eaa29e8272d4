"""Figures held against each other: fields, texts and rows, dates and the period."""

from typing import Any

SUM = """
check: sum
params:
  total: [budget.total, budget.current_year]
  parts: [budget.fiscal, budget.superior, budget.other]
  inside: [budget.superior]
  tolerance: 1000
  share: 0.01
variants: {no-unit: {severity: info}}
notes: {absent: 没有分项, no-unit: 没有单位}
"""


def test_parts_that_are_counted_inside_another_may_be_listed(apply: Any) -> None:
    form = "project: {name: 甲}\nbudget: {total: %s, fiscal: 900000, superior: 300000, other: 100000}\n"

    assert apply(SUM, form % 1000000).pointers == []
    assert apply(SUM, form % 1300000).pointers == []
    assert apply(SUM, form % 1100000).pointers == ["/budget/total"]


def test_a_thousand_yuan_of_rounding_is_let_pass(apply: Any) -> None:
    form = "project: {name: 甲}\nbudget: {unit: 万元, total: %s, fiscal: 90.05, other: 10}\n"

    assert apply(SUM, form % 100.1).pointers == []
    assert apply(SUM, form % 100.3).pointers == ["/budget/total"]


def test_labels_as_keys_of_our_format_are_in_yuan_too(apply: Any) -> None:
    form = "项目名称: 甲\n项目总预算: %s\n其中：财政拨款: 4000000\n其他资金: 460000\n"

    assert apply(SUM, form % 4460000).pointers == []
    assert apply(SUM, form % 4560000).pointers == ["/budget/total"]
    assert apply(SUM, form % 4560000).severities == ["warning"]


PRINTED = "项目支出绩效目标表\n项目名称：甲\n项目总预算：%s\n其中：财政拨款：90\n其他资金：10%s\n"


def test_printed_amounts_that_all_lack_a_unit_are_added_up(apply: Any) -> None:
    assert apply(SUM, PRINTED % (100.5, ""), "a.txt").pointers == []
    said = apply(SUM, PRINTED % (120, ""), "a.txt")

    assert (said.pointers, said.severities) == (["/budget/total"], ["info"])


def test_printed_amounts_of_which_some_lack_a_unit_are_not_added_up(apply: Any) -> None:
    said = apply(SUM, PRINTED % (120, "万元"), "a.txt")

    assert (said.pointers, said.not_evaluated) == ([], ["没有单位"])


AGREE = r"""
check: figures-agree
params:
  fields: {any: [narrative.annual_goal, narrative.goals], annual: [narrative.annual_goal], overall: [narrative.goals]}
  sentences: "。；;"
  clause: '(?:\A|(?<=[。；，,]))([^。；，,\d]*)\d[^。；，,]*'
  stages: [上半年, 其中]
  suffixes: [次数, 人数, 数量, 率]
  overlap: 0.75
variants: {stricter: {severity: info}}
"""
VISITS = """\
year: 2020
project: {name: 甲}
narrative: {goals: "%s"}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 接待来访团组次数, target: "≥60次"}
"""


def test_the_figure_in_the_goals_is_pointed_at(apply: Any) -> None:
    said = apply(AGREE, VISITS % "全年接待来访团组80次，满意度90%以上。")

    assert (said.pointers, said.texts) == (["/narrative/goals"], ["80次"])


def test_a_row_that_asks_for_more_than_the_text_is_a_hint(apply: Any) -> None:
    assert apply(AGREE, VISITS % "全年接待来访团组50次。").severities == ["info"]


def test_figures_of_a_stage_another_year_or_another_thing_are_not_compared(apply: Any) -> None:
    for text in (
        "上半年接待来访团组30次",
        "2019年接待来访团组90次",
        "组织业务培训20次",
        "接待来访团组60次",
    ):
        assert apply(AGREE, VISITS % text).pointers == [], text


def test_the_overall_goal_of_several_years_is_not_held_against_annual_rows(apply: Any) -> None:
    form = VISITS.replace("{name: 甲}", "{name: 甲, start_date: 2019-01-01, end_date: 2021-12-31}")

    assert apply(AGREE, form % "三年共接待来访团组180次。").pointers == []


PARTS = """
subject: indicator
check: unit-cost-within-total
params:
  unit_names: 单价|人均
  total_names: 总成本
  budget: [budget.current_year]
  tolerance: 0.01
also:
  - {check: parts-within-whole, params: {openings: [其中]}}
"""


def test_unit_cost_times_number_is_held_against_the_budget_where_no_total_stands(
    apply: Any,
) -> None:
    form = """\
project: {name: 甲}
budget: {current_year: 2140600}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 充电站数量, target: "10个"}
  - {level1: 产出指标, level2: 成本指标, level3: 充电站单价, target: "%s"}
"""

    assert apply(PARTS, form % "23万元/个").pointers == ["/indicators/1/target"]
    assert apply(PARTS, form % "21万元/个").pointers == []


def test_a_ceiling_on_unit_cost_contradicts_nothing(apply: Any) -> None:
    form = """\
project: {name: 甲}
budget: {current_year: 1000000}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 充电站数量, target: "≥10个"}
  - {level1: 产出指标, level2: 成本指标, level3: 充电站单价, target: "≤23万元/个"}
"""

    assert apply(PARTS, form).pointers == []


def test_a_part_is_no_more_than_its_whole(apply: Any) -> None:
    form = """\
project: {name: 甲}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 培训人数, target: "=200人"}
  - {level1: 产出指标, level2: 数量指标, level3: 其中：农民工人数, target: "=%s人"}
"""

    assert apply(PARTS, form % 220).pointers == ["/indicators/1/target"]
    assert apply(PARTS, form % 80).pointers == []


WITHIN = """
subject: indicator
check: deadline-within
params: {}
notes: {no-period: 没有项目期}
"""
PERIOD = """\
year: 2020
project: {name: 甲, start_date: 2020-03-01, end_date: 2020-11-30}
indicators:
  - {level1: 产出指标, level2: 时效指标, level3: 完成时间, target: "%s"}
"""


def test_a_deadline_without_a_year_is_that_of_the_form(apply: Any) -> None:
    assert apply(WITHIN, PERIOD % "12月20日前").pointers == ["/indicators/0/target"]
    assert apply(WITHIN, PERIOD % "10月20日前").pointers == []


def test_a_deadline_before_the_start_is_found_and_the_last_day_is_within(apply: Any) -> None:
    assert apply(WITHIN, PERIOD % "2020年2月15日前").pointers == ["/indicators/0/target"]
    assert apply(WITHIN, PERIOD % "2020年11月30日前").pointers == []


def test_without_a_period_or_a_year_nothing_is_said(apply: Any) -> None:
    form = PERIOD.replace(", start_date: 2020-03-01, end_date: 2020-11-30", "")
    form = form.replace("year: 2020\n", "")

    said = apply(WITHIN, form % "2025年1月前")

    assert (said.pointers, said.not_evaluated) == ([], ["没有项目期"])


SELF = """
check: self-evaluation
params: {executed: budget.executed, whole: [budget.adjusted, budget.current_year], tolerance: 0.1}
"""
SCORED = """\
project: {name: 甲}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 培训期数, target: "%s", actual: %s, weight: 10, score: %s, deviation: "%s"}
"""


def test_scores_are_full_at_the_target_and_pro_rata_below_it(apply: Any) -> None:
    assert apply(SELF, SCORED % ("≥60期", "63期", 10, "")).pointers == []
    assert apply(SELF, SCORED % ("≥60期", "50期", 8.33, "场地维修")).pointers == []
    assert apply(SELF, SCORED % ("≥60期", "50期", 10, "场地维修")).pointers == [
        "/indicators/0/score"
    ]


def test_less_is_better_under_a_ceiling(apply: Any) -> None:
    assert apply(SELF, SCORED % ("≤40期", "38期", 10, "")).pointers == []
    assert apply(SELF, SCORED % ("≤40期", "50期", 10, "增加一班")).pointers == [
        "/indicators/0/score"
    ]


def test_a_miss_without_a_reason_is_found_at_the_actual_value(apply: Any) -> None:
    assert apply(SELF, SCORED % ("≥60期", "50期", 8.33, "")).pointers == ["/indicators/0/actual"]


def test_a_date_that_was_missed_needs_a_reason(apply: Any) -> None:
    late = SCORED % ("2021年11月30日前", "2021年12月18日", 5, "")

    assert apply(SELF, late).pointers == ["/indicators/0/actual"]
    assert apply(SELF, SCORED % ("2021年11月30日前", "2021年11月18日", 10, "")).pointers == []


def test_the_total_counts_the_execution_rate(apply: Any) -> None:
    form = (
        "project: {name: 甲}\nbudget: {current_year: 100, executed: 90}\n"
        'indicators:\n  - {level3: 培训期数, target: "≥60期", actual: 60期, weight: 90, score: 90}\n'
        "evaluation: {execution_rate: %s, execution_weight: 10, score: %s}\n"
    )

    assert apply(SELF, form % ("90%", 99)).pointers == []
    assert apply(SELF, form % ("90%", 95)).pointers == ["/evaluation/score"]
    assert apply(SELF, form % ("95%", 99)).pointers == ["/evaluation/execution_rate"]


def test_figures_beyond_measure_are_no_figures(apply: Any) -> None:
    assert apply(SELF, SCORED % ("≥60期", "50期", "1e999", "场地维修")).pointers == []
    ratio = "check: ratio\nparams: {part: budget.previous_year_executed, whole: budget.previous_year, bands: [{above: 1}]}\n"
    form = (
        f"project: {{name: 甲}}\nbudget: {{previous_year: 1, previous_year_executed: {'9' * 60}}}\n"
    )

    assert apply(ratio, form).pointers == ["/budget/previous_year_executed"]
