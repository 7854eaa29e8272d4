"""A project of several years has the goal and the sum of the whole as well as those of the year."""

import pytest

from targetlint import check
from targetlint.forms.figures import months_of, period_in

FORM = """\
template: {template}
year: 2024
applicant: 某局
project: {{name: 河道整治, {period}}}
narrative: {{{goals}}}
budget: {{{sums}}}
"""
YEAR = "start_date: 2024-01-01, end_date: 2024-12-31"
LONG = "start_date: 2024-01-01, end_date: 2026-12-31"
BOTH_GOALS = "goals: 整治河道30公里, annual_goal: 整治河道10公里"
BOTH_SUMS = "total: 900000, current_year: 300000"


def missing(period: str, goals: str, sums: str, template: str = "central-2015") -> list[str]:
    text = FORM.format(template=template, period=period, goals=goals, sums=sums)
    (file,) = check(text=text, lang="en").files
    return [finding.pointer for finding in file.findings if finding.rule == "TL101"]


@pytest.mark.parametrize("template", ["central-2011", "central-2015", "central-2021"])
@pytest.mark.parametrize("period", [YEAR, "period: 1年", "code: A1"])
@pytest.mark.parametrize("goals", ["goals: 整治河道10公里", "annual_goal: 整治河道10公里"])
@pytest.mark.parametrize("sums", ["total: 300000", "current_year: 300000"])
def test_within_a_year_one_goal_and_one_sum_will_do(
    template: str, period: str, goals: str, sums: str
) -> None:
    assert missing(period, goals, sums, template) == []


@pytest.mark.parametrize("period", [LONG, "period: 3年", "period: 2024-2026年"])
def test_a_longer_project_has_both_goals_and_both_sums(period: str) -> None:
    assert missing(period, BOTH_GOALS, BOTH_SUMS) == []
    assert missing(period, "annual_goal: 整治河道10公里", BOTH_SUMS) == ["/narrative/goals"]
    assert missing(period, "goals: 整治河道30公里", BOTH_SUMS) == ["/narrative/annual_goal"]
    assert missing(period, BOTH_GOALS, "current_year: 300000") == ["/budget/total"]
    assert missing(period, BOTH_GOALS, "total: 900000") == ["/budget/current_year"]


def test_it_is_told_why_more_is_asked_of_a_longer_project() -> None:
    text = FORM.format(
        template="central-2015", period=LONG, goals="goals: 整治河道30公里", sums=BOTH_SUMS
    )
    (file,) = check(text=text, lang="en").files

    (said,) = [finding for finding in file.findings if finding.rule == "TL101"]
    assert said.message.startswith("the project runs for more than a year, and “年度目标”")
    assert (said.where.line, said.where.column) == (4, 17)


def test_without_any_goal_one_is_missed_once() -> None:
    assert missing(YEAR, "overview: 整治河道", BOTH_SUMS) == ["/narrative/goals"]


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2024-01-01", "2024-12-31", 12),
        ("2024-07-15", "2025-07-14", 12),
        ("2023-07-01", "2024-01-31", 7),
        ("2024-01-01", "2026-12-31", 36),
    ],
)
def test_months_are_counted_from_the_first_to_the_last_day(
    first: str, last: str, months: int
) -> None:
    assert months_of((first, last), "") == months


@pytest.mark.parametrize(
    ("said", "months"),
    [("3年", 36), ("三年", 36), ("18个月", 18), ("2024年1月-2025年12月", 24), ("长期", None)],
)
def test_a_period_in_words_tells_the_months(said: str, months: int | None) -> None:
    assert months_of(period_in(said), said) == months


def test_a_deadline_is_held_against_a_period_in_words() -> None:
    row = "{level1: 产出指标, level2: 时效指标, level3: 完工时间, target: 2026年3月底前}"
    text = f"project: {{name: 河道整治, period: 2025年1月至2025年12月}}\nindicators: [{row}]\n"

    (file,) = check(text=text).files

    (late,) = [finding for finding in file.findings if finding.rule == "TL603"]
    assert (late.where.line, late.found) == (2, "2026年3月底前")


@pytest.mark.parametrize(
    ("period", "told"), [("period: 3年", 0), ("period: 1年", 1), ("code: A", 0)]
)
def test_the_whole_of_several_years_may_be_more_than_a_year_of_it(period: str, told: int) -> None:
    rows = "".join(
        f"  - {{level1: 产出指标, level2: 数量指标, level3: 治理河道长度, target: {target},"
        f" horizon: {horizon}}}\n"
        for target, horizon in (("≥90公里", "overall"), ("≥30公里", "annual"))
    )
    text = f"project: {{name: 河道整治, {period}}}\nindicators:\n{rows}"

    (file,) = check(text=text).files

    assert [finding.where.line for finding in file.findings if finding.rule == "TL107"] == [
        4
    ] * told
