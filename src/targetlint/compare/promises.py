"""Targets as figures that can be held against each other: one unit, and which way is better."""

from datetime import date
from functools import cache
from typing import Any, NamedTuple

from targetlint import resources
from targetlint.forms.model import Indicator
from targetlint.targets.language import language
from targetlint.targets.model import Kind, Part, Reading
from targetlint.targets.reading import read

_WAYS = {">=": "higher", ">": "higher", "<=": "lower", "<": "lower"}
_DATE_PARTS = 3


class Promise(NamedTuple):
    """One figure of a target, in base units.

    ``better`` says whether more or less is better, ``stated`` whether the target itself says
    so. A deadline is an ISO date (``day``) with its year left open where the cell names none.
    """

    value: float
    better: str
    stated: bool
    comparator: str
    dimension: str | None
    unit: str
    what: str = ""
    day: str = ""


@cache
def table() -> dict[str, Any]:
    """Give what a comparison goes by."""
    loaded: dict[str, Any] = resources.load("rules/compare.yaml")
    return loaded


def promises(row: Indicator) -> list[Promise]:
    """Give the figures that the target of a row promises."""
    return _of(row.reading, row)


def of_text(text: str, row: Indicator) -> list[Promise]:
    """Give the figures of another text that speaks of a row: a result, last year's target."""
    return _of(read(text, row.name, row.level2, row.level1, unit=row.text("unit")), row)


def _of(reading: Reading, row: Indicator) -> list[Promise]:
    made = (_promise(part, reading, row) for part in reading.target.parts)
    return [promise for promise in made if promise is not None]


def _promise(part: Part, reading: Reading, row: Indicator) -> Promise | None:
    comparator = part.comparator
    if comparator is None or part.kind is Kind.MALFORMED:
        return None
    if len(reading.target.parts) == 1:
        comparator = reading.comparator or comparator
    better, stated = _better(part, comparator, reading, row)
    if part.dimension == "date":
        day = str(part.upper or part.value or "")
        return (
            Promise(0.0, better, stated, comparator, "date", "", part.about, day) if day else None
        )
    bound = part.value
    if comparator == "range":
        bound = part.lower if better == "higher" else part.upper
    if not isinstance(bound, (int, float)):
        return None
    unit, dimension, scale = part.unit or "", part.dimension, part.scale
    if not unit and reading.unit and len(reading.target.parts) == 1:
        known = language().unit(reading.unit)
        unit = reading.unit
        if known is not None:
            dimension = known.dimension
            scale = known.scale if scale == 1 else scale
    if part.per:
        unit = f"{unit}/{part.per}"
    dimension = f"{part.kind.value} {part.base}" if part.kind is Kind.RELATIVE else dimension
    return Promise(bound * scale, better, stated, comparator, dimension, unit, part.about)


def _better(part: Part, comparator: str, reading: Reading, row: Indicator) -> tuple[str, bool]:
    """Tell whether more or less is better, and whether the row itself says so."""
    said = table()["better"]
    word = said["words"].get(row.text("polarity"))
    if word:
        return str(word), True
    if comparator in _WAYS:
        return _WAYS[comparator], True
    return _usually_better(part, reading), False


def _usually_better(part: Part, reading: Reading) -> str:
    """Tell whether more or less is better by what kind of figure it is."""
    said = table()["better"]
    if part.kind is Kind.RELATIVE:
        return "higher"
    if part.value == 0 or part.kind is Kind.DEADLINE:
        return "lower"  # nobody promises none of what is good
    if reading.polarity is not None:
        return reading.polarity
    category = reading.section or reading.category
    timely = part.dimension in said["lower_dimensions"].get(category, ())
    return "lower" if timely or category in said["lower_categories"] else str(said["otherwise"])


def same_unit(last: Promise, this: Promise) -> bool:
    """Whether two figures count the same thing, whatever the scale."""
    if last.dimension is None or this.dimension is None:
        return True  # a bare number is taken to keep last year's unit
    if last.dimension != this.dimension:
        return False
    if last.dimension != "count" or last.unit == this.unit:
        return True
    signs = table()["scale_signs"]
    return last.unit.lstrip(signs) == this.unit.lstrip(signs)


class Move(NamedTuple):
    """By how much a figure is better than before, and in what: below 0 it is worse."""

    gain: float
    unit: str
    better: str
    from_nothing: bool = False


def move(last: Promise, this: Promise, better: str, years: tuple[int | None, int | None]) -> Move:
    """Hold a figure against that of the year before."""
    if last.dimension == "date" and this.dimension == "date":
        return Move(float(days_better(last, this, years)), "days", "lower")
    share = shift(last, this, better)
    if last.dimension == "share" and share:
        points = abs(this.value - last.value)
        return Move(points if share > 0 else -points, "points", better)
    return Move(share, "share", better, from_nothing=not last.value)


def shift(last: Promise, this: Promise, better: str) -> float:
    """Give by which share a figure is better than before; below 0 where it is worse."""
    base = abs(last.value)
    if abs(this.value - last.value) <= table()["same"] * max(base, abs(this.value)):
        return 0.0
    share = (this.value - last.value) / base if base else (1.0 if this.value > 0 else -1.0)
    return share if better == "higher" else -share


def days_better(last: Promise, this: Promise, years: tuple[int | None, int | None]) -> int:
    """Give how many days a deadline is earlier than before.

    A date within the form's own year is compared within the year, any other one as it is.
    """
    before, after = _date(last.day, years[0]), _date(this.day, years[1])
    if before is None or after is None or last.day == this.day:
        return 0
    if before.year == (years[0] or before.year) and after.year == (years[1] or after.year):
        before = _in_year(before, after.year)
    return (before - after).days


def _in_year(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def _date(text: str, year: int | None) -> date | None:
    """Read an ISO date that may lack its year, or its year and month."""
    pieces = text.split("-")
    first = pieces[0]
    if len(first) != len("2020"):
        pieces = [str(year or date.max.year), *([] if len(pieces) > 1 else ["1"]), *pieces]
    if len(pieces) != _DATE_PARTS or not all(piece.isdecimal() for piece in pieces):
        return None
    try:
        return date(*map(int, pieces))
    except ValueError:
        return None
