"""One finding says that a unit is missing, whichever way the target is written."""

import pytest

from targetlint import check

SPLIT = (
    "{level1: 产出指标, level2: 数量指标, level3: 河道清淤, 计算符号: ≥, 指标值: 18, 度量单位: ''}"
)
JOINED = "{level1: 产出指标, level2: 数量指标, level3: 河道清淤, 指标值: ≥18}"
RULES = {"TL207", "TL704"}


@pytest.mark.parametrize(("row", "rule", "column"), [(SPLIT, "TL704", 72), (JOINED, "TL207", 53)])
def test_a_missing_unit_is_told_once(row: str, rule: str, column: int) -> None:
    text = f"project: {{name: 河道整治}}\nindicators:\n  - {row}\n"

    (file,) = check(text=text).files

    (said,) = [finding for finding in file.findings if finding.rule in RULES]
    assert (said.rule, said.where.line, said.where.column) == (rule, 3, column)


@pytest.mark.parametrize(
    ("name", "sign", "value", "unit"),
    [
        ("路面状况指数（PQI）", "≥", "80", "''"),
        ("路面状况指数（PQI）", "≥", "80", "/"),
        ("路面状况指数（PQI）", "≥", "80", "无"),
        ("沿线群众满意度", "≥", "92%", "''"),
        ("完工时间", "≤", "2026年11月30日", "''"),
        ("完工时间", "≤", "2026-11-30", "''"),
    ],
)
def test_only_the_system_that_asks_for_it_wants_a_bare_figure_and_a_unit(
    name: str, sign: str, value: str, unit: str
) -> None:
    row = f"{{一级指标: 产出指标, 三级指标: {name}, 计算符号: {sign}, 指标值: {value}, 度量单位: {unit}}}"
    text = "template: yth\nproject: {name: 公路养护}\nindicators:\n  - " + row + "\n"

    (anywhere,) = check(text=text.replace("yth", "central-2015")).files
    (system,) = check(text=text).files

    codes = {"TL704", "TL201", "TL207"}
    assert [finding for finding in anywhere.findings if finding.rule in codes] == []
    (said,) = [finding for finding in system.findings if finding.rule in codes]
    assert (said.rule, said.where.line) == ("TL704", 4)
