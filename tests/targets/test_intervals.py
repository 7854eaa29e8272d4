"""Quantities as intervals: units are converted before anything is compared."""

import math

import pytest

from targetlint.targets.intervals import contradict, interval
from targetlint.targets.model import Part
from targetlint.targets.parser import parse


def part(text: str) -> Part:
    return parse(text).parts[0]


def test_a_threshold_is_open_to_one_side() -> None:
    found = interval(part("≤90万元"))
    assert found is not None
    assert (found.low, found.high, found.high_open) == (-math.inf, 900_000, False)
    strict = interval(part(">90万元"))
    assert strict is not None
    assert (strict.low, strict.low_open) == (900_000, True)


def test_a_range_has_two_ends() -> None:
    found = interval(part("80%-90%"))
    assert found is not None
    assert (found.low, found.high) == (80, 90)


def test_a_date_is_no_interval_of_numbers() -> None:
    assert interval(part("2025年底前")) is None


@pytest.mark.parametrize(
    ("one", "other", "contrary"),
    [
        ("≥120万元", "≤1100000元", True),
        ("≥120万元", "≤1200000元", False),
        ("≥1亿元", "≤9000万元", True),
        ("≥3公里", "≤3500米", False),
        ("≥0.07万元/人", "≤600元/人", True),
        ("≥700元/人", "≤600元", False),
        ("≥20个", "≤10台", False),
    ],
)
def test_compares_in_base_units(one: str, other: str, contrary: bool) -> None:
    assert contradict(part(one), part(other)) is contrary


def test_contradiction_needs_the_same_thing_and_no_common_value() -> None:
    assert contradict(part("≥1万元"), part("≤5000元"))
    assert contradict(part(">5个"), part("≤5个"))
    assert not contradict(part("≥5个"), part("≤5个"))
    assert not contradict(part("≥5个"), part("≤3人"))
