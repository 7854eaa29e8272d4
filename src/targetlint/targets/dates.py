"""Dates and deadlines: from the words of a date to the days it begins and ends with."""

from typing import Any, NamedTuple

from targetlint.targets.numerals import chinese

_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_HALVES = {"上": (1, 6), "前": (1, 6), "下": (7, 12)}
_TENDAYS = {"上": 10, "中": 20, "初": 10}


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
        """Give the last day, ISO, without what the cell does not name."""
        return _iso(self.year, self.month, self.day or self._last())

    def lower(self) -> str:
        """Give the first day, likewise."""
        if not self.open:
            return self.upper()
        return _iso(self.year, self.first_month or self.month, 1)

    def partial(self) -> str:
        """Give the date only as finely as it was written: 2023-07."""
        if self.day or self.month is None:
            return self.upper()
        if self.first_month == 1 and self.month == 12 and self.year:  # noqa: PLR2004 - a year
            return str(self.year)
        return _iso(self.year, self.month, None)

    def _last(self) -> int:
        return _length(self.year or 2023, self.month or 1)


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
    digits = "".join(char for char in text if char.isdigit())
    if digits:
        return int(digits)
    return chinese("".join(char for char in text if char in "〇零一二三四五六七八九十百"))


def build(node: Any, text: str, per: str | None) -> Date | None:
    """Understand a `date` node; None where no such day exists (2月31日)."""
    year = month = day = first = None
    whole = True
    for name, start, end, *children in node[3]:
        word = text[start:end]
        match name:
            case "year":
                inner, begin, finish = children[0][0]
                year = number(text[begin:finish]) if inner == "YEAR" else None
                first, month = 1, 12
            case "MONTH":
                first = month = number(word)
            case "DAY":
                day, whole = number(word), False
                first = month
            case "QUARTER":
                year, first, month = _quarter(word, year)
            case "PART_OF_YEAR":
                first, month, whole = _part_of_year(word)
            case "END":
                day, whole = _TENDAYS.get(word.removeprefix("月")[0]), False
                first = month
            case "NUMERIC_DATE" | "NUMERIC_MONTH" | "SHORT_DATE":
                year, month, day = _numeric(name, word)
                first, whole = month, day is None
            case "ENGLISH_DATE":
                year, month, day, whole = _english(word)
                first = month
    if month is not None and not (1 <= month <= 12):  # noqa: PLR2004 - months
        return None
    if day and month and day > _length(year or 2024, month):
        return None
    return Date(year, month, day, first, whole, per)


def _quarter(word: str, year: int | None) -> tuple[int | None, int, int]:
    if word[0] == "Q":
        year = int(word[2:]) if len(word) > 2 else year  # noqa: PLR2004 - "Q4 2022"
        quarter = int(word[1])
    else:
        quarter = number(word)
    return year, 1 if word[0] == "前" else 3 * quarter - 2, 3 * quarter


def _part_of_year(word: str) -> tuple[int, int, bool]:
    if word[0] in _HALVES and "半年" in word:
        first, last = _HALVES[word[0]]
        return first, last, True
    if word == "年中":
        return 1, 6, False
    if word == "年初":
        return 1, 1, False
    return 1, 12, False


def _numeric(name: str, word: str) -> tuple[int | None, int, int | None]:
    parts = [int(part) for part in word.rstrip("年月日").replace("/", "-").replace(".", "-").split("-")]
    if name == "NUMERIC_DATE":
        return parts[0], parts[1], parts[2]
    if name == "NUMERIC_MONTH":
        return parts[0], parts[1], None
    return None, parts[0], parts[1]


def _english(word: str) -> tuple[int | None, int, int | None, bool]:
    lowered = word.lower().replace(",", " ").replace(".", " ")
    year = day = None
    month = 12
    for piece in lowered.split():
        if piece[:3] in _ENGLISH:
            month = _ENGLISH.index(piece[:3]) + 1
        elif piece.rstrip("stndrh").isdigit():
            figure = int(piece.rstrip("stndrh"))
            year, day = (figure, day) if figure > 31 else (year, figure)  # noqa: PLR2004 - days
    return year, month, day, day is None and "end of" not in lowered
