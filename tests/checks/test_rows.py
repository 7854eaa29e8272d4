"""Checks on several rows at once, in a form and in its groups."""

from typing import Any

FORM = """\
template: central-2015
project: {name: 培训经费}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 培训人数, target: "≥200人", weight: 20}
  - {level1: 产出指标, level2: 质量指标, level3: 培训合格率, target: "≥95%", weight: 20}
  - {level1: 产出指标, level2: 时效指标, level3: 培训完成时间, target: 2022年11月底前, weight: 10}
  - {level1: 效益指标, level2: 社会效益指标, level3: 学员持证就业率, target: "≥70%", weight: 30}
  - {level1: 满意度指标, level2: 服务对象满意度指标, level3: 学员满意度, target: "≥90%", weight: 10}
"""


def test_count_bounds_the_rows_of_a_group(apply: Any) -> None:
    rule = """
subject: group
group_by: level1
check: count
params: {max: 2}
message: {zh: "{group}有{count}条", en: "{group} has {count}"}
"""

    assert apply(rule, FORM).messages == ["产出指标 has 3"]


def test_count_looks_only_at_rows_that_meet_a_condition(apply: Any) -> None:
    rule = "subject: form\ncheck: count\nparams: {min: 2, having: {section: quality}}\n"

    assert apply(rule, FORM).pointers == ["/indicators"]
    assert apply(rule.replace("min: 2", "min: 1"), FORM).pointers == []


def test_share_is_silent_where_there_are_few_rows(apply: Any) -> None:
    rule = 'subject: form\ncheck: share\nparams: {having: {unit: "%%"}, min_share: 0.9, min_rows: %d}\n'

    assert apply(rule % 5, FORM).pointers == ["/indicators"]
    assert apply(rule % 6, FORM).pointers == []


def test_a_group_is_asked_by_its_own_facts(apply: Any) -> None:
    rule = 'subject: group\nwhere: {group: 产出指标}\ncheck: share\nparams: {having: {unit: "%"}, min_share: 0.9, min_rows: 1}\n'

    assert len(apply(rule, FORM).pointers) == 1


def test_weights_may_leave_ten_points_for_the_execution_rate(apply: Any) -> None:
    rule = "subject: form\ncheck: column-sum\nparams: {of: weight, totals: [90, 100]}\n"

    assert apply(rule, FORM).pointers == []
    said = apply(rule, FORM.replace("weight: 30", "weight: 35"))
    assert said.pointers == ["/indicators"]


def test_weights_of_two_horizons_add_up_apart(apply: Any) -> None:
    rule = "subject: form\ncheck: column-sum\nparams: {of: weight, totals: [100]}\n"
    form = (
        "project: {name: 甲}\nindicators:\n"
        "  - {level3: 道路长度, target: 9公里, weight: 100, horizon: overall}\n"
        "  - {level3: 道路长度, target: 3公里, weight: 100, horizon: annual}\n"
    )

    assert apply(rule, form).pointers == []


def test_weights_that_are_words_cannot_be_added_up(apply: Any) -> None:
    rule = (
        "subject: form\ncheck: column-sum\nparams: {of: weight, totals: [100]}\n"
        "notes: {not-numbers: {zh: 不是数, en: no numbers}}\n"
    )

    assert apply(rule, FORM.replace("weight: 30", "weight: 高")).not_evaluated == ["no numbers"]


def test_unique_speaks_of_the_second_row(apply: Any) -> None:
    rule = "subject: form\ncheck: unique\nparams: {of: level2}\n"

    assert apply(rule, FORM.replace("时效指标", "质量指标")).pointers == ["/indicators/2/level2"]


def test_the_same_name_in_two_horizons_is_no_duplicate(apply: Any) -> None:
    rule = "subject: form\ncheck: unique\nparams: {}\n"
    form = (
        "project: {name: 甲}\nindicators:\n"
        "  - {level3: 道路长度, target: 9公里, horizon: overall}\n"
        "  - {level3: 道路长度, target: %s, horizon: annual}\n"
    )

    assert apply(rule, form % "9公里").pointers == []
    assert apply(rule, form % "3公里").pointers == []
    assert apply(rule, form % "12公里").pointers == ["/indicators/1/level3"]


def test_uniform_needs_every_target_alike(apply: Any) -> None:
    rule = "subject: form\ncheck: uniform\nparams: {min_count: 3, share: 1.0}\n"
    alike = FORM.replace("≥95%", "≥90%").replace("≥70%", "≥90%")

    assert apply(rule, FORM).pointers == []
    assert apply(rule, alike).pointers == ["/indicators"]
