"""Sums of money and dates as people write them in a field."""

import re
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from targetlint import resources, standing
from targetlint.forms.labels import labels, plain_label

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_SEPARATORS = frozenset(",， ")
_MONTHS = 12
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISO_LENGTH = 10


@cache
def _known(part: str) -> Any:
    return resources.load("rules/field-values.yaml")[part]


def unknown_unit() -> str:
    """Give what stands for the unit of sums that have none."""
    word: str = _known("money")["unknown_unit"]
    return word


def money_unit(text: str) -> int | None:
    """Give what a unit of money comes to in yuan (``万元``, ``单位：人民币（万元）``), if known."""
    units = labels().money_units
    bare, bracket = plain_label(text)
    for word in _known("money")["unit_after"]:
        bare = bare.removeprefix(word)
    return units.get(bare) or units.get(bracket)


def least_yuan() -> int:
    """Give the sum from which on a number without a unit is in yuan."""
    least: int = _known("money")["yuan_from"]
    return least


def other_currency(text: str) -> str:
    """Give the currency other than ours that a text names; empty where it names none."""
    if not text:
        return ""
    return next((word for word in _known("money")["currencies"] if word in text), "")


def months_in(unit: str) -> int:
    """Give how many months a unit of time has; 0 where it is none of years or months."""
    months: int = _known("date")["months"].get(unit, 0)
    return months


def not_given(text: str) -> bool:
    """Whether a text says that there is nothing to say (``—``, ``无``), or says nothing."""
    text = text.strip()
    return not text or text in _known("not_given")


def number(text: str) -> Decimal | None:
    """Give a number as a weight or a score may be written (``10``, ``10分``)."""
    text = _ungrouped(text.translate(_WIDTH).strip())
    match = resources.compiled(standing.NUMBER).match(text)
    if match is None or text[match.end() :].strip() not in ("", *_known("number")["after"]):
        return None
    return Decimal(match[0])


def _ungrouped(text: str) -> str:
    """Take out what parts groups of three digits."""
    return text if _SEPARATORS.isdisjoint(text) else _between_groups().sub("", text)


@cache
def _between_groups() -> re.Pattern[str]:
    return re.compile(r"(?<=\d)[,， ](?=\d{3}(?!\d))")


def is_number(text: str) -> bool:
    """Whether a text is a number, as a weight or a score may be written."""
    return number(text) is not None


@lru_cache(maxsize=4096)
def money(text: str) -> tuple[Decimal | None, str]:
    """Give the number of a sum and its unit as written (``万元``, empty where none is).

    ``(None, "")`` for what is not a sum in figures. The unit may stand in brackets.
    """
    text = text.strip()
    if text.isdecimal() and text.isascii():
        return Decimal(text), ""
    text = text.translate(_WIDTH).strip()
    for word in _known("money")["before"]:
        text = text.removeprefix(word.translate(_WIDTH)).lstrip()
    text = _ungrouped(text)
    match = resources.compiled(standing.NUMBER).match(text)
    if match is None:
        return None, ""
    unit = text[match.end() :].strip()
    if unit.startswith("(") and unit.endswith(")"):
        unit = unit[1:-1].strip()
    if unit not in labels().money_units:
        for word in _known("money")["after"]:
            unit = unit.removesuffix(word)
    if unit and unit not in labels().money_units:
        return None, ""
    return Decimal(match[0]), unit


@lru_cache(maxsize=4096)
def date(text: str, *, end: bool = False) -> str | None:
    """Give a date in ISO form; None for what is no date.

    A month or a year alone stands for its first day, or its last one with ``end``.
    """
    text = text.strip().translate(_WIDTH)
    figures, tail = _figures(text)
    if figures is None:
        return None
    known = _known("date")
    year, *rest = figures
    if not rest and tail in known["spoken_year_end"]:
        return f"{year:04}-12-31"
    if not rest and tail in known["spoken_year_start"]:
        return f"{year:04}-01-01"
    if tail and tail not in known["tails"]:
        return None
    month = rest[0] if rest else (_MONTHS if end else 1)
    if not 1 <= month <= _MONTHS or year == 0:
        return None
    last = _days(year, month)
    day = rest[1] if len(rest) > 1 else _day(known["tails"].get(tail), last, end=end)
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= last else None


def _days(year: int, month: int) -> int:
    """Count the days of a month."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _LENGTHS[month - 1]  # noqa: PLR2004 - February


def _day(spoken: int | None, last: int, *, end: bool) -> int:
    if spoken is None:
        return last if end else 1
    return spoken or last


def _figures(text: str) -> tuple[list[int] | None, str]:
    """Split a date into year, month and day as far as given, and what follows them."""
    if len(text) > _ISO_LENGTH and text[_ISO_LENGTH] in " T" and ":" in text[_ISO_LENGTH:]:
        text = text[:_ISO_LENGTH]
    compact = _compact(text)
    if compact is not None:
        return compact, ""
    separators = _known("date")["separators"]
    figures: list[int] = []
    rest = text
    while (run := _leading_digits(rest)) and len(figures) < 3:  # noqa: PLR2004 - year, month, day
        if len(run) != 4 if not figures else len(run) > 2:  # noqa: PLR2004 - digits of each
            return None, ""
        figures.append(int(run))
        rest = rest[len(run) :].lstrip()
        if rest[:1] in separators and rest:
            rest = rest[1:].lstrip()
        elif _leading_digits(rest):
            return None, ""
    return (figures, rest) if figures and not _leading_digits(rest) else (None, "")


def _compact(text: str) -> list[int] | None:
    """Read ``20200101`` and ``202001``."""
    if not (text.isdecimal() and len(text) in (6, 8)):
        return None
    return [int(text[:4]), *(int(text[at : at + 2]) for at in range(4, len(text), 2))]


def _leading_digits(text: str) -> str:
    count = 0
    while count < len(text) and text[count].isdecimal():
        count += 1
    return text[:count]
