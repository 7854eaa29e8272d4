"""Deadlines of a form that prints no dates are held against its budget year."""

import pytest

from targetlint import check
from targetlint.findings import Finding

FORM = """\
项目名称: 安全生产专项
预算年度: 2026
{more}绩效指标:
  - {{一级指标: 产出指标, 二级指标: 时效指标, 三级指标: 任务完成时间, 指标值: {target}}}
"""


def found(target: str, more: str = "") -> list[Finding]:
    (file,) = check(text=FORM.format(target=target, more=more), lang="zh").files
    return [one for one in file.findings if one.rule == "TL603"]


@pytest.mark.parametrize(
    ("target", "severity", "words"),
    [
        ("2025年12月", "warning", "早于预算年度 2026"),
        ("2025年底前", "warning", "早于预算年度 2026"),
        ("2024年3月完成", "warning", "早于预算年度 2026"),
        ("2027年6月30日前", "warning", "晚于预算年度 2026"),
        ("2027年", "warning", "晚于预算年度 2026"),
        ("2027年3月31日前", "info", "在预算年度 2026 之后"),
        ("2027年1月", "info", "在预算年度 2026 之后"),
    ],
)
def test_a_deadline_in_another_year_is_found(target: str, severity: str, words: str) -> None:
    (one,) = found(target)

    assert (one.severity.value, one.where.line, words in one.message) == (severity, 4, True)


@pytest.mark.parametrize("target", ["2026年1月", "2026年12月31日前", "12月底前", "2025-2026年"])
def test_a_deadline_in_the_budget_year_is_left_alone(target: str) -> None:
    assert found(target) == []


@pytest.mark.parametrize(
    "more", ["项目期: 3年\n", "实施期资金总额: 300万元\n年度资金总额: 100万元\n"]
)
def test_a_project_of_several_years_is_not_held_to_one(more: str) -> None:
    assert found("2027年6月30日前", more) == []
    assert found("2027年6月30日前") != []
