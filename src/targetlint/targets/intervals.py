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


def contradict(one: Part, other: Part) -> bool:
    """Tell whether no value can satisfy both parts, which must speak of the same thing."""
    if one.about != other.about or not comparable(one, other):
        return False
    first, second = interval(one), interval(other)
    return first is not None and second is not None and first.meet(second).empty
