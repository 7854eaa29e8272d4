"""Dates: from the words of a date to the days it begins and ends with."""

from typing import Any, NamedTuple

from targetlint.targets.language import Language
from targetlint.targets.numerals import chinese

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_YEAR = (1, 12)


class Date(NamedTuple):
    """A stretch of days: whole years, months, days; year None where the cell names none.

    ``open`` tells that it stands for a whole stretch (9月), not for its end (9月底, 9月30日);
    ``month`` None means a day of every month. ``per`` is the recurring period.
    """

    year: int | None
    month: int | None
    day: int | None
    first_month: int | None
    open: bool
    per: str | None = None

    def upper(self) -> str:
        """Give the last day, ISO, without what the cell does not name (nothing for 每季度末).

        A season has no day, only the year that is named with it.
        """
        if self.month is None:
            return _iso(None if self.day else self.year, None, self.day)
        return _iso(self.year, self.month, self.day or _length(self.year or 2023, self.month))

    def lower(self) -> str:
        """Give the first day, likewise."""
        if self.day or self.month is None or not self.open:
            return self.upper()
        return _iso(self.year, self.first_month or self.month, 1)

    def partial(self) -> str:
        """Give the date only as finely as it was written: 2023-07."""
        if self.day or self.month is None:
            return self.upper()
        if self.year and self.is_year():
            return f"{self.year:04d}"
        return _iso(self.year, self.month, None)

    def begun(self) -> "Date":
        """Give the month that a stretch begins with: January for the first quarter."""
        whole = self.day or self.first_month is None or self.is_year()
        return self if whole else self._replace(month=self.first_month)

    def is_year(self) -> bool:
        """Tell whether it stands for a whole year."""
        return self.open and (self.first_month, self.month) == _YEAR


def _length(year: int, month: int) -> int:
    """Give the days of a month (without `calendar`, which costs every start 3 ms)."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return _LENGTHS[month - 1] + (month == 2 and leap)  # noqa: PLR2004 - February


def _iso(year: int | None, month: int | None, day: int | None) -> str:
    parts = [f"{year:04d}"] if year else []
    parts += [f"{part:02d}" for part in (month, day) if part]
    return "-".join(parts)


def number(text: str) -> int:
    """Read the number in 2020年, 十二月, 31日, 第四季度."""
    digits = "".join(char for char in text if char.isdecimal())
    if digits:
        return int(digits)
    return chinese("".join(char for char in text if char in "〇零一二三四五六七八九十百"))


def numbers(text: str) -> list[int]:
    """Read the two numbers in 2021-2023年, 1-12月."""
    plain = "".join(char if char.isdecimal() else " " for char in text)
    return [int(figure) for figure in plain.split()]


class _Builder:
    """A date while its words are read."""

    __slots__ = ("day", "first", "month", "open", "year")

    def __init__(self) -> None:
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.first: int | None = None
        self.open = True

    def months(self, first: int, last: int, *, stretch: bool) -> None:
        self.first, self.month, self.open = first, last, stretch


def build(language: Language, node: Any, text: str, per: str | None) -> Date | None:
    """Understand a `date` node; None where no such day exists (2月31日)."""
    built = _Builder()
    for child in node[3]:
        _take(language, built, child, text[child[1] : child[2]])
    if not _exists(built):
        return None
    return Date(built.year, built.month, built.day, built.first, built.open, per)


def _take(language: Language, built: _Builder, child: Any, word: str) -> None:
    """Take in one word of a date; 每月 says nothing here."""
    match child[0]:
        case "year":
            built.year = _year(number(word)) if child[3][0][0] == "YEAR" else None
            built.months(*_YEAR, stretch=True)
        case "MONTH":
            month = number(word)
            built.months(month, month, stretch=True)
        case "DAY":
            built.day, built.open = number(word), False
        case "END" | "SAME" | "EACH_POINT":
            built.day = language.calendar["parts_of_month"].get(word)
            built.open = False
        case "QUARTER":
            _quarter(language, built, word)
        case "SEASON":
            _season(language, built, word)
        case "PART_OF_YEAR":
            part = language.calendar["parts_of_year"].get(word, {"months": _YEAR})
            built.months(*part["months"], stretch=part.get("open", False))
        case "ENGLISH_DATE":
            _english(language, built, word)
        case "NUMERIC_DATE" | "NUMERIC_MONTH" | "SHORT_DATE" as name:
            _numeric(built, name, word)


def _year(figure: int) -> int:
    """Give the year of 2023年, and of 23年."""
    return figure if figure > 99 else 2000 + figure  # noqa: PLR2004 - two digits


def _exists(built: _Builder) -> bool:
    month, day = built.month, built.day
    if month is not None and not 1 <= month <= len(_LENGTHS):
        return False
    return not (day and month) or day <= _length(built.year or 2024, month)


def _quarter(language: Language, built: _Builder, word: str) -> None:
    figures = numbers(word) or [number(word)]
    if len(figures) > 1:  # "Q4 2022"
        built.year = figures[1]
    last = 3 * figures[0]
    from_start = word.startswith(language.calendar["from_the_start"])
    built.months(1 if from_start else last - 2, last, stretch=True)


def _season(language: Language, built: _Builder, word: str) -> None:
    """Take in a festival; a season names no day, nor does a festival of a year not listed."""
    festivals = language.calendar["festivals"]
    named = (word[:length] for length in range(len(word), 1, -1))
    day: Any = next((festivals[name] for name in named if name in festivals), {})
    if not isinstance(day, str):
        day = day.get(str(built.year), "")
    built.month = built.first = None
    built.open = bool(day)
    if day:
        built.month, built.day = (int(figure) for figure in day.split("-"))


def _numeric(built: _Builder, name: str, word: str) -> None:
    spread = f"{word[:4]}-{word[4:6]}-{word[6:]}" if word.isdecimal() else word  # 20221231
    figures = numbers(spread)
    if name != "SHORT_DATE":
        built.year = figures.pop(0)
    built.months(figures[0], figures[0], stretch=len(figures) == 1)
    built.day = figures[1] if len(figures) > 1 else None


def _english(language: Language, built: _Builder, word: str) -> None:
    lowered = word.lower()
    months = language.calendar["english_months"]
    month = _YEAR[1]
    for piece in lowered.replace(",", " ").replace(".", " ").split():
        figure = piece.rstrip("stndrh")
        if piece[:3] in months:
            month = months.index(piece[:3]) + 1
        elif figure.isdecimal() and int(figure) > 31:  # noqa: PLR2004 - no day of a month
            built.year = int(figure)
        elif figure.isdecimal():
            built.day = int(figure)
    end = language.calendar["english_end"] in lowered
    built.months(month, month, stretch=built.day is None and not end)
