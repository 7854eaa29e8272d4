"""Quantities as intervals: units are converted before anything is compared."""

import math

import pytest

from targetlint.targets.intervals import compare, contradict, interval, outside_period
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
    ("one", "other", "order"),
    [
        ("120万元", "1200000元", 0),
        ("1亿元", "9000万元", 1),
        ("3公里", "3500米", -1),
        ("600元/人", "0.07万元/人", -1),
        ("600元/人", "600元", None),
        ("20个", "20台", None),
        ("20个", "20%", None),
    ],
)
def test_compares_in_base_units(one: str, other: str, order: int | None) -> None:
    assert compare(part(one), part(other)) == order


def test_contradiction_needs_the_same_thing_and_no_common_value() -> None:
    assert contradict(part("≥1万元"), part("≤5000元"))
    assert contradict(part(">5个"), part("≤5个"))
    assert not contradict(part("≥5个"), part("≤5个"))
    assert not contradict(part("≥5个"), part("≤3人"))


@pytest.mark.parametrize(
    ("deadline", "year", "outside"),
    [
        ("2020年12月31日前", None, False),
        ("2021年3月前", None, True),
        ("2019年12月31日前", None, True),
        ("12月底前", 2020, False),
        ("12月底前", 2021, True),
        ("12月底前", None, False),
    ],
)
def test_a_deadline_is_held_against_the_period(
    deadline: str,
    year: int | None,
    outside: bool,
) -> None:
    assert outside_period(part(deadline), "2020-01-01", "2020-12-31", year) is outside
