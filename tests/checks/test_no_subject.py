"""What is not in a form is not said to be in order."""

import pytest

from targetlint import check

BARE = """\
项目名称: 信号维护
实施单位: 某局
预算年度: 2026
绩效指标:
  - {一级指标: 产出指标, 二级指标: 数量指标, 三级指标: 更换信号机数量, 指标值: "≥30台"}
"""
DATES = "计划开始日期: 2026-01-01\n计划完成日期: 2026-12-31\n"
GOALS = "年度绩效目标: 更换信号机30台\n"


def outcomes(form: str) -> dict[str, str]:
    """Give what became of every rule."""
    (file,) = check(text=form, isolated=True).files
    return {note.rule: note.outcome.value for note in file.outcomes}


LACKING = "TL107 TL306 TL307 TL308 TL601 TL602 TL603 TL604 TL605 TL606 TL607 TL608 TL609"


@pytest.mark.parametrize("rule", LACKING.split())
def test_a_rule_about_what_the_form_lacks_does_not_apply(rule: str) -> None:
    assert outcomes(BARE)[rule] == "not-applicable"


@pytest.mark.parametrize(
    ("rule", "more"),
    [
        ("TL601", DATES),
        ("TL602", DATES),
        ("TL604", "立项依据: 《政府投资条例》\n"),
        ("TL605", "立项依据: 《政府投资条例》\n"),
        ("TL606", "实施计划: 3月完成招标，11月前完成更换\n"),
        ("TL607", GOALS),
        ("TL609", GOALS),
    ],
)
def test_the_same_rule_passes_what_is_there_and_right(rule: str, more: str) -> None:
    assert outcomes(more + BARE)[rule] == "pass"


def test_one_date_alone_has_no_order() -> None:
    assert outcomes(DATES.splitlines()[0] + "\n" + BARE)["TL601"] == "not-evaluated"


def test_dates_the_wrong_way_round_hide_no_figure_that_disagrees() -> None:
    wrong = "计划开始日期: 2026-01-01\n计划完成日期: 2025-12-31\n年度绩效目标: 更换信号机35台\n"

    found = outcomes(wrong + BARE)

    assert (found["TL601"], found["TL609"]) == ("fail", "fail")
