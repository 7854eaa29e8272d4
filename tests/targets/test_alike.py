"""A target that differs from an earlier one in its figure only is read as if it stood alone."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targetlint.targets.model import Kind, Target
from targetlint.targets.parser import forget, parse

BEFORE = st.sampled_from(
    ["", "≥", ">=", "<", "＝", "不低于", "不超过", "约", "每年", "较上年增长", "全年培训", "满意度达到",
     "截至", "第", "不少于 ", "每月≥", "2024年", "-", "降低", "0", "3-", "≥1."]
)  # fmt: skip
AFTER = st.sampled_from(
    ["", "%", "个", "人次", "万元", "元/人", "年", "月", "日", "天", "年底前", "月底前", "个工作日", "以上",
     "余个", "左右", "%以上", "万", "个百分点", "次/年", "人，合格", "分钟", "号", "%（含）", "件/万人", "亿元", "倍",
     "起，无投诉", "-9", ".5", "±2", "个；0", "套2台"]
)  # fmt: skip
FIGURES = st.integers(0, 10**6).map(str) | st.from_regex(r"[0-9]{1,3}\.[0-9]{1,2}", fullmatch=True)


def alone(text: str) -> Target:
    forget()
    return parse(text)


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(before=BEFORE, after=AFTER, figures=st.lists(FIGURES, min_size=2, max_size=6))
def test_a_target_means_the_same_after_others_of_its_kind(
    before: str, after: str, figures: list[str]
) -> None:
    texts = [f"{before}{figure}{after}" for figure in figures]
    wanted = [alone(text) for text in texts]
    forget()
    assert [parse(text) for text in texts] == wanted


@pytest.mark.parametrize(
    ("first", "then"),
    [("3024年", "2024年"), ("≥45月", "≥12月"), ("20个", "00个"), ("≥10%", "≥0.%"), ("5起", "0起")],
)
def test_what_the_grammar_reads_differently_is_not_taken_for_alike(first: str, then: str) -> None:
    wanted = alone(then)
    forget()
    parse(first)
    assert parse(then) == wanted


def test_the_figure_of_the_second_target_is_put_in_everywhere() -> None:
    forget()
    parse("不低于85%")
    found = parse("不低于92%")
    assert (found.kind, found.value, found.lower, found.upper) == (Kind.THRESHOLD, 92, 92, None)
    assert found.normalised == ">=92%"
    assert found.parts[0]._replace(value=None) == parse("不低于85%").parts[0]._replace(
        value=None, lower=92
    )
