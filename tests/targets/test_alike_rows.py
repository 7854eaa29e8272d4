"""A row that differs from an earlier one in its figure only is read as if it stood alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targetlint.checks.traits import traits
from targetlint.forms.model import Indicator
from targetlint.nodes import Mapping, Scalar
from targetlint.source import Span
from targetlint.targets import reading
from targetlint.targets.extension import forget
from targetlint.targets.model import Reading

# name, level 2, level 1, unit
ROWS = st.sampled_from(
    [
        ("培训合格率", "质量指标", "产出指标", ""),
        ("培训合格率", "质量指标", "产出指标", "%"),
        ("培训人次", "数量指标", "产出指标", ""),
        ("培训人次", "数量指标", "产出指标", "人次"),
        ("事故发生率", "社会效益指标", "效益指标", ""),
        ("投诉件数", "质量指标", "产出指标", ""),
        ("财政收入增长率", "经济效益指标", "效益指标", ""),
        ("建成变压器3台", "数量指标", "产出指标", ""),
        ("系统建设", "数量指标", "产出指标", ""),
        ("资金拨付日期", "时效指标", "产出指标", ""),
        ("每月报送日", "时效指标", "产出指标", ""),
        ("培训成本", "成本指标", "产出指标", ""),
        ("服务对象满意度", "满意度指标", "满意度指标", ""),
        ("5A级景区数量", "", "", ""),
        ("", "", "", ""),
    ]
)
BEFORE = st.sampled_from(
    [
        "",
        "≥",
        "≤",
        ">",
        "＝",
        "不低于",
        "约",
        "较上年增长",
        "达到",
        "不少于",
        "-",
        "全年7×",
        "降低",
        "超过",
    ]
)
AFTER = st.sampled_from(
    ["", "%", "个", "人次", "万元", "元/人", "月", "天", "年底前", "月底前", "个工作日", "以上", "个百分点", "次/年",
     "小时值班", "A级", "台", "起", "：00前", "万人次", "%以上"]
)  # fmt: skip
FIGURES = st.one_of(
    st.integers(0, 400).map(str),
    st.sampled_from(["0", "1", "49", "50", "51", "99", "100", "101", "285", "290", "12", "13"]),
    st.from_regex(r"[0-9]{1,3}\.[0-9]{1,2}", fullmatch=True),
)


def alone(target: str, row: tuple[str, str, str, str]) -> Reading:
    forget()
    return read(target, row)


def read(target: str, row: tuple[str, str, str, str]) -> Reading:
    name, level2, level1, unit = row
    return reading.read(target, name, level2, level1, unit=unit)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(row=ROWS, before=BEFORE, after=AFTER, figures=st.lists(FIGURES, min_size=2, max_size=6))
def test_a_row_is_read_the_same_after_others_of_its_kind(
    row: tuple[str, str, str, str], before: str, after: str, figures: list[str]
) -> None:
    targets = [f"{before}{figure}{after}" for figure in figures]
    wanted = [alone(target, row) for target in targets]
    forget()
    found = [read(target, row) for target in targets]
    assert [one._replace(like=None) for one in found] == wanted


@pytest.mark.parametrize(
    ("row", "first", "then"),
    [
        (("培训合格率", "质量指标", "产出指标", ""), "≥90%", "≥40%"),  # a small share
        (("培训合格率", "质量指标", "产出指标", ""), "195%", "295%"),  # ≥95 % as scanned
        (("系统建设", "数量指标", "产出指标", ""), "2个", "1个"),
        (("建成变压器3台", "数量指标", "产出指标", ""), "2", "3"),
        (("每月报送日", "时效指标", "产出指标", ""), "≤45月", "≤12月"),
        (("值班安排", "数量指标", "产出指标", ""), "12小时值班", "24小时值班"),
    ],
)
def test_what_a_figure_has_a_say_in_is_read_anew(
    row: tuple[str, str, str, str], first: str, then: str
) -> None:
    wanted = alone(then, row)
    forget()
    read(first, row)
    assert read(then, row)._replace(like=None) == wanted


def test_a_taken_over_reading_says_by_which_row_it_was_read_and_has_its_traits() -> None:
    forget()
    row = ("培训合格率", "质量指标", "产出指标", "")
    first, second = read("≥85%", row), read("≥92%", row)

    assert second.like is first
    assert second.target.value == 92
    assert traits(_indicator("≥85%")) == traits(_indicator("≥92%"))
    assert traits(_indicator("≥85%")) != traits(_indicator("明显提高"))


def _indicator(target: str) -> Indicator:
    texts = {"level1": "产出指标", "level2": "质量指标", "level3": "培训合格率", "target": target}
    span = Span(0, 0)
    return Indicator(0, Mapping(span), {key: Scalar(text, span) for key, text in texts.items()})
