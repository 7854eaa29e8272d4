"""What holds for every wording, whoever writes it."""

from itertools import pairwise

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from targetlint.targets.model import Kind, Target
from targetlint.targets.parser import parse

# the first example loads the language, and the machine may be busy
_patient = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_any_text = st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60)
_numbers = st.integers(0, 10**7).map(str) | st.decimals(
    0, 10000, places=2, allow_nan=False, allow_infinity=False
).map(str)
_units = st.sampled_from(
    [
        "%",
        "个",
        "人",
        "人次",
        "万元",
        "元/人",
        "平方米",
        "亩",
        "天",
        "个工作日",
        "年",
        "次/年",
        "分",
        "",
        "公里",
        "㎡",
        "百分比",
    ]
)
_before = st.sampled_from(
    [
        "",
        "≥",
        ">=",
        "＞＝",
        "不低于",
        "至少",
        "≤",
        "不超过",
        "控制在",
        ">",
        "低于",
        "=",
        "约",
        "达到",
    ]
)
_after = st.sampled_from(["", "以上", "及以上", "以内", "以下", "左右"])
quantities = st.builds("{}{}{}{}".format, _before, _numbers, _units, _after)
intervals = st.builds("{}{}{}{}".format, _numbers, st.sampled_from("-~至—"), _numbers, _units)
dates = st.builds(
    "{}年{}月{}日{}".format,
    st.integers(2000, 2040),
    st.integers(1, 12),
    st.integers(1, 31),
    st.sampled_from(["", "前", "之前", "前完成"]),
)
changes = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["较上年", "同比", "比2020年", ""]),
    st.sampled_from(["增长", "提高", "下降", "减少"]),
    _numbers,
    st.sampled_from(["%", "个百分点"]),
)
promises = quantities | intervals | dates | changes
_states = st.lists(
    st.sampled_from(["健全", "合规", "完整", "规范", "及时", "齐全", "到位"]),
    min_size=2,
    max_size=5,
    unique=True,
)


@given(_any_text | st.lists(promises, max_size=6).map("，".join))
@_patient
def test_every_text_is_read_and_every_place_lies_inside_it(text: str) -> None:
    target = parse(text)
    for part in target.parts:
        assert 0 <= part.start < part.end <= len(text)
    for word in target.words:
        assert 0 <= word.start < word.end <= len(text)
    for notation in target.notations:
        assert 0 <= notation.start < notation.end <= len(text)
    assert isinstance(target.kind, Kind)


@given(st.lists(promises, min_size=1, max_size=5).map("；".join))
@_patient
def test_parts_follow_one_another_without_overlap(text: str) -> None:
    parts = parse(text).parts
    for one, two in pairwise(parts):
        assert one.end <= two.start


def _figures(target: Target) -> list[float]:
    return [n for n in (target.lower, target.upper) if isinstance(n, (int, float))]


def _like_a_year(target: Target) -> bool:
    """Tell figures that are a date as soon as they are written another way: 2068年, 1931.40."""
    return any(1900 <= n < 2100 for n in _figures(target))


def _meaning(target: Target) -> tuple[object, ...]:
    return target.kind, target.comparator, target.value, target.unit


@given(promises)
@_patient
def test_the_normalised_form_means_the_same(text: str) -> None:
    target = parse(text)
    assume(target.kind is not Kind.MALFORMED)
    assume(not _like_a_year(target))
    assert _meaning(parse(target.normalised)) == _meaning(target)


@given(promises)
@_patient
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    target = parse(text)
    assume(not _like_a_year(target))
    assert parse(target.normalised).normalised == target.normalised


@given(_states, st.randoms(use_true_random=False))
@_patient
def test_the_order_of_a_list_does_not_change_what_it_is(states: list[str], random: object) -> None:
    shuffled = list(states)
    random.shuffle(shuffled)  # type: ignore[attr-defined] # hypothesis gives a Random
    assert parse("、".join(states)).kind is parse("、".join(shuffled)).kind


@given(quantities)
@_patient
def test_width_does_not_change_the_meaning(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert _meaning(parse(wide)) == _meaning(parse(text))
