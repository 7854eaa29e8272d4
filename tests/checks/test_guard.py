"""Expressions from rule files: what could run wild is refused, the rest sees what it may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetlint.checks.guard import guard
from targetlint.checks.patterns import PatternError, limits, pattern

WILD = [
    "(a+)+$", "(a|a)*b", "(a|aa)+$", "(x?)*y", "((ab)*c)*", "(x+x+)+y", r"(\d+\.?\d*)+%", "(.*)*",
    "(a{0,9}){0,99}b", "(?:a|b|cd)+", "([^,]*,?)*;", r"(.)\1*(.)\2*(.)\3*x", "(a*)*b", "(?:a*b?)*c",
    ".*.*.*.*=", "x{0,200}x{0,200}x{0,200}y",
]  # fmt: skip


@pytest.mark.parametrize("text", WILD)
def test_what_can_explode_is_refused(text: str) -> None:
    with pytest.raises(PatternError) as error:
        guard(text)

    assert error.value.key in ("pattern-nested", "pattern-wild")


@pytest.mark.parametrize("text", ["(", "a{3}{4}", "[z-a]", "(?P<x>a)(?P<x>b)", "*a"])
def test_what_is_no_expression_is_refused_with_the_problem(text: str) -> None:
    with pytest.raises(PatternError) as error:
        guard(text)

    assert error.value.key == "pattern-broken"
    assert error.value.values["problem"]


def test_an_endless_expression_is_refused() -> None:
    with pytest.raises(PatternError) as error:
        guard("a" * (limits()["regex_length"] + 1))

    assert error.value.key == "pattern-too-long"


@pytest.mark.parametrize(
    "text",
    [
        r"\d+年\d+月\d+日",
        "^(合格|达标)率$",
        r"[〔\[]\d{4}[〕\]]第?\d+号",
        "满意度$",
        r"\s*[,，]\s*;",
    ],
)
def test_a_plain_expression_sees_the_whole_text(text: str) -> None:
    guard(text)

    assert pattern(text).window == limits()["regex_text"]


@pytest.mark.parametrize(
    ("text", "most"), [("a*a*b", 400), ("(a*)a*b", 400), ("(?:a*|b)a*c", 400), ("a*a*a*b", 100)]
)
def test_overlapping_repeats_see_a_short_stretch(text: str, most: int) -> None:
    guard(text)

    assert limits()["regex_window"] <= pattern(text).window <= most


def test_a_match_beyond_the_window_is_not_seen() -> None:
    text = "b*b*c"
    guard(text)
    far = "a" * pattern(text).window + "bbc"

    assert pattern(text).search("bbc") is not None
    assert pattern(text).search(far) is None


@given(st.text("ab*+?{}()|.[]^$0,2\\d", max_size=12))
def test_any_text_is_either_refused_or_made_ready(text: str) -> None:
    try:
        guard(text)
    except PatternError:
        return

    pattern(text).search("ab" * 2000)
