"""A sum in a unit that nobody knows is named where it stands, and compared with nothing."""

import pytest

from targetlint import check

KEYS = """\
project: {name: 培训经费}
budget:
  unit: 美元
  total: 30000
  fiscal: 9000
  other: 500
"""
LABELS = """\
项目名称: 培训经费
项目资金总额（万美元）: 300
财政拨款: 100欧元
其他资金: 5
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KEYS, [(3, 9, "/budget/unit", "美元")]),
        (LABELS, [(2, 1, "/budget/total", "美元"), (3, 7, "/budget/fiscal", "欧元")]),
    ],
    ids=["unit of all sums", "in a label and in a value"],
)
def test_an_unknown_unit_is_named_once_where_it_stands(
    text: str, expected: list[tuple[int, int, str, str]]
) -> None:
    (file,) = check(text=text, lang="en").files

    said = [finding for finding in file.findings if finding.rule == "TL001"]
    assert [(f.where.line, f.where.column, f.pointer) for f in said] == [e[:3] for e in expected]
    for finding, (*_, unit) in zip(said, expected, strict=True):
        assert f"“{unit}”" in finding.message
        assert "万元" in finding.advice


@pytest.mark.parametrize("text", [KEYS, LABELS])
def test_sums_in_an_unknown_unit_are_not_compared(text: str) -> None:
    (file,) = check(text=text).files

    assert "TL502" not in {finding.rule for finding in file.findings}
    assert "TL502" in {note.rule for note in file.not_evaluated}


@pytest.mark.parametrize("unit", ["元", "万元", "单位：万元", "人民币（万元）"])
def test_a_known_unit_is_not_named(unit: str) -> None:
    (file,) = check(text=KEYS.replace("美元", unit)).files

    assert "TL001" not in {finding.rule for finding in file.findings}
    assert "TL502" in {finding.rule for finding in file.findings}
