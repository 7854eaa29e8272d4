"""From ``deadline`` and ``span`` nodes to the day by which something is due."""

from typing import Any, NamedTuple

from targetlint.targets import dates, quantities
from targetlint.targets.dates import Date
from targetlint.targets.language import Language
from targetlint.targets.model import Kind, Part

_FROM = frozenset({">=", ">"})
_DURING = frozenset({"DURING", "SAME"})
_EDGES = frozenset({"BEFORE", "AND_LESS"}) | _DURING
_EACH = frozenset({"EACH", "EACH_POINT"})
_YEAR_ALONE = len("2027")
_BEFORE = frozenset({"<", ">", ">="})


class Due(NamedTuple):
    """What a ``deadline`` node says: its dates, and the words that make it a limit."""

    dates: tuple[Date | None, ...]
    signs: tuple[str, ...]
    by: str
    edge: str
    each: str | None

    def binds(self) -> bool:
        """Tell whether words beside the date make it a limit, whatever stands around."""
        edge = self.edge and self.edge not in _DURING
        return bool(self.signs or self.by or edge or self.each or len(self.dates) > 1)


def read(language: Language, text: str, node: Any) -> Due:
    """Understand a ``deadline`` node."""
    found: list[Date | None] = []
    signs: tuple[str, ...] = ()
    by = edge = ""
    each = None
    season = False
    for child in node[3]:
        match child[0]:
            case "limit":
                signs = tuple([token[0] for token in child[3]])
            case "BY":
                by = text[child[1] : child[2]].lower()
            case "edge":
                token = child[3][0][0]
                if token == "AND_LESS" and season:  # noqa: S105 - a terminal's name
                    token = "DURING"  # noqa: S105 - as above: 汛期内 is all of it
                edge = token if token in _EDGES else edge
            case "date":
                first = child[3][0]
                season = child[3][-1][0] == "SEASON"
                if first[0] in _EACH:
                    each = language.counted_by(text[first[1] : first[2]])
                found.append(dates.build(language, child, text, each))
    return Due(tuple(found), signs, by, edge, each)


def part(language: Language, text: str, node: Any, due: Due, about: str) -> Part:
    """Give the part that a deadline stands for."""
    first = due.dates[0]
    last = due.dates[-1]
    if first is None or last is None:
        return Part(Kind.MALFORMED, node[1], node[2], dimension="date")
    if len(due.dates) > 1:
        return period(node, first, last)
    if not (due.signs or due.by or due.edge) and first.year and _all_of_it(node, first):
        return period(node, first._replace(month=1, day=1), last._replace(day=31))
    if due.edge in _DURING:
        return Part(Kind.DEADLINE, node[1], node[2], dimension="date", about=about)
    if due.signs and not due.edge and _only_a_month(node):
        return _months(language, text, node, due.signs)
    comparator = _comparator(language, first, due)
    value = (first.lower() if comparator in _BEFORE else first.upper()) or None
    return Part(
        Kind.DEADLINE,
        node[1],
        node[2],
        comparator,
        value,
        value if comparator in _FROM else None,
        None if comparator in _FROM else value,
        dimension="date",
        explicit=bool(due.signs or due.by or due.edge),
        about=about,
        per=first.per,
    )


def settled(season: Part, day: Part) -> Part | None:
    """Read 汛期前(4月30日) as the day it names."""
    value = day.value
    if season.kind is not Kind.DEADLINE or day.kind is not Kind.DEADLINE or not value:
        return None
    year = str(season.value or "")
    if len(year) not in (0, _YEAR_ALONE) or day.comparator == "range":
        return None
    if year and str(value)[:_YEAR_ALONE] != year:
        value = f"{year}-{value}"
    return day._replace(start=season.start, comparator="<=", value=value, lower=None, upper=value)


def _comparator(language: Language, date: Date, due: Due) -> str:
    """Say 9月前 is before it begins; 9月底前, 9月30日前 and 不晚于9月 include the day."""
    sign = due.signs[0] if due.signs else ""
    if quantities.SIGNS.get(sign) in _FROM:
        return quantities.SIGNS[sign]
    before = due.edge == "BEFORE" or language.calendar["english_before"] in due.by
    strict = any(word in due.by for word in language.strictly_before)
    return "<" if (before and date.open) or strict or sign == "LESS" else "<="


def _all_of_it(node: Any, date: Date) -> bool:
    """Tell 2021年全年, which is a period, from 2021年, by whose end something is due."""
    written = next(child for child in node[3] if child[0] == "date")
    return date.is_year() and written[3][-1][0] == "PART_OF_YEAR"


def _only_a_month(node: Any) -> bool:
    date = next(child for child in node[3] if child[0] == "date")
    return [child[0] for child in date[3]] == ["MONTH"]


def _months(language: Language, text: str, node: Any, signs: tuple[str, ...]) -> Part:
    """Read ≤6月 as a length of time: a sign before a bare month compares."""
    date = next(child for child in node[3] if child[0] == "date")
    word = text[date[1] : date[2]]
    value = dates.number(word)
    unit = language.unit(word[-1])
    comparator, explicit = quantities.comparison(signs, ())
    return Part(
        Kind.DURATION,
        node[1],
        node[2],
        comparator,
        value,
        value if comparator[0] != "<" else None,
        value if comparator[0] != ">" else None,
        unit.canonical if unit else None,
        "time",
        unit.scale if unit else 1,
        explicit=explicit,
    )


def span(text: str, node: Any) -> Part | None:
    """Read 1-12月 or 2021-2023年."""
    year = None
    figures: list[int] = []
    token = ""
    for child in node[3]:
        if child[0] == "year" and child[3][0][0] == "YEAR":
            year = dates.number(text[child[1] : child[2]])
        elif child[0] in {"MONTHS", "YEARS"}:
            token = child[0]
            figures = dates.numbers(text[child[1] : child[2]])
    if len(figures) != 2:  # noqa: PLR2004 - two ends
        return None
    if token == "YEARS":  # noqa: S105 - a terminal's name
        first, last = (Date(figure, 12, None, 1, open=True) for figure in figures)
    else:
        first, last = (Date(year, figure, None, figure, open=True) for figure in figures)
    return period(node, first, last)


def period(node: Any, first: Date, last: Date) -> Part:
    """Give the part of an interval of dates; one end takes the year of the other."""
    if last.year is None and first.year:
        last = last._replace(year=first.year)
    elif first.year is None and last.year:
        first = first._replace(year=last.year)
    return Part(
        Kind.DEADLINE,
        node[1],
        node[2],
        "range",
        f"{first.begun().partial()}/{last.partial()}",
        first.lower(),
        last.upper(),
        dimension="date",
        explicit=True,
    )
