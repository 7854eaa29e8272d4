"""A quantity as an interval in base units, so that two quantities can be compared."""

import math
from typing import NamedTuple

from targetlint.targets.model import Part


class Interval(NamedTuple):
    """What a quantity allows, in the base unit of its dimension; a bound may be open."""

    dimension: str | None
    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @property
    def empty(self) -> bool:
        """Whether no value lies in it."""
        return self.low > self.high or (self.low == self.high and (self.low_open or self.high_open))

    def meet(self, other: "Interval") -> "Interval":
        """Give what lies in both."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(self.dimension, low, high, low_open, not closed)


def interval(part: Part) -> Interval | None:
    """Give the interval of a part, None where it has no number (a date, words)."""
    value, scale = part.value, part.scale
    if part.comparator == "range":
        low, high = part.lower, part.upper
        if isinstance(low, int | float) and isinstance(high, int | float):
            return Interval(part.dimension, low * scale, high * scale)
        return None
    if not isinstance(value, int | float):
        return None
    number = value * scale
    match part.comparator:
        case ">=" | ">":
            return Interval(part.dimension, number, math.inf, part.comparator == ">")
        case "<=" | "<":
            return Interval(part.dimension, -math.inf, number, high_open=part.comparator == "<")
        case _:
            return Interval(part.dimension, number, number)


def comparable(one: Part, other: Part) -> bool:
    """Tell whether two parts measure the same dimension, per the same thing if per anything."""
    if one.dimension != other.dimension or one.per != other.per:
        return False
    if one.dimension in (None, "count"):
        return one.unit == other.unit
    return _denominator(one.unit) == _denominator(other.unit)


def _denominator(unit: str | None) -> str:
    return unit.partition("/")[2] if unit else ""


def compare(one: Part, other: Part) -> int | None:
    """Give -1, 0 or 1 as the first figure is less than, equal to or more than the second.

    None where the two cannot be compared.
    """
    if not comparable(one, other):
        return None
    first, second = one.value, other.value
    if not isinstance(first, int | float) or not isinstance(second, int | float):
        return None
    left, right = first * one.scale, second * other.scale
    if math.isclose(left, right, rel_tol=1e-9):
        return 0
    return -1 if left < right else 1


def contradict(one: Part, other: Part) -> bool:
    """Tell whether no value can satisfy both parts, which must speak of the same thing."""
    if one.about != other.about or not comparable(one, other):
        return False
    first, second = interval(one), interval(other)
    return first is not None and second is not None and first.meet(second).empty


def outside_period(part: Part, start: str, end: str, year: int | None = None) -> bool:
    """Tell whether a deadline lies before the start or after the end of a period (ISO dates).

    A deadline without a year takes the given one; without either nothing can be said.
    """
    for date in (part.upper, part.value):
        if not isinstance(date, str):
            continue
        day = _dated(date, year)
        if day is None:
            return False
        first, last = start[: len(day)], end[: len(day)]
        return bool((start and day < first) or (end and day > last))
    return False


def _dated(date: str, year: int | None) -> str | None:
    """Give a date with its year; None where neither the date nor anything else names one."""
    if date[:4].isdigit():
        return date
    return None if year is None else f"{year}-{date.lstrip('-')}"
