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
