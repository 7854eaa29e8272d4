"""From the items of a wording to what it promises.

The grammar says what stands there; this says what it means together: which words belong to
which figure, which date is a deadline and which only names the year, where two limits make an
interval, and what kind of target the whole is.
"""

from typing import Any

from targetlint.targets import dates, figures, quantities
from targetlint.targets.language import Language
from targetlint.targets.model import Kind, Part, Word
from targetlint.targets.quantities import Around

_LOWER = frozenset({">=", ">"})
_UPPER = frozenset({"<=", "<"})
_OPEN_ENDS = {"stop", "comma", "and"}
_LONGEST_UNKNOWN_UNIT = 3


class Clause:
    """What has been read since the last separator."""

    __slots__ = ("base", "bracketed", "change", "each", "even", "first_part", "signs", "start", "texts")

    def __init__(self, start: int, first_part: int, each: tuple[str, ...] = ()) -> None:
        """Begin at an offset, with the parts that were there before."""
        self.start = start
        self.first_part = first_part
        self.each = each
        self.base: str | None = None
        self.change: str | None = None
        self.bracketed: figures.Figure | None = None
        self.signs: tuple[str, ...] = ()
        self.texts = False
        self.even = False


def parts(language: Language, text: str, items: list[Any], words: list[Word]) -> list[Part]:
    """Give what a wording promises, in order."""
    reader = _Reader(language, text, items, words)
    return _join_limits(text, reader.read())


class _Reader:
    """One pass over the items."""

    def __init__(
        self, language: Language, text: str, items: list[Any], words: list[Word]
    ) -> None:
        self.language = language
        self.text = text
        self.items = items
        self.completions = [word.start for word in words if word.kind == "completion"]
        self.found: list[Part] = []
        self.clause = Clause(0, 0)
        self.listed = 0

    def read(self) -> list[Part]:
        for at, item in enumerate(self.items):
            handler = getattr(self, f"_{item[0]}", None)
            if handler:
                handler(at, item)
        self._close(len(self.text))
        return self.found

    # ------------------------------------------------------------ items

    def _text(self, _at: int, _item: Any) -> None:
        self.clause.texts = True

    def _stray(self, _at: int, item: Any) -> None:
        self.clause.texts = True
        first = item[3][0]
        if first[0] == "limit":
            # 不低于投入资金的6%: what is compared stands between
            self.clause.signs = tuple(token[0] for token in first[3])

    def _bracketed(self, _at: int, item: Any) -> None:
        self.clause.texts = True
        self.clause.bracketed = figures.unit_of(self.language, self.text, item)

    _origin = _text

    def _misdated(self, _at: int, item: Any) -> None:
        self.found.append(Part(Kind.MALFORMED, item[1], item[2], dimension="date"))

    _broken_dates = _text

    def _each(self, _at: int, item: Any) -> None:
        word = self.language.counted_by(self.text[item[1] : item[2]])
        self.clause.each = (*self.clause.each, word)

    def _change(self, _at: int, item: Any) -> None:
        down = any(word in self.text[item[1] : item[2]].lower() for word in self.language.downward)
        self.clause.change = "down" if down else "up"

    def _compared(self, _at: int, item: Any) -> None:
        date = next((child for child in item[3] if child[0] == "date"), None)
        named = date and dates.build(date, self.text, None)
        wording = self.text[item[1] : item[2]]
        self.clause.base = named.partial() if named else self.language.base(wording)
        self.clause.even = item[3][-1][0] == "EVEN"

    def _stop(self, _at: int, item: Any) -> None:
        self._close(item[1])
        self.clause = Clause(item[2], len(self.found))

    def _comma(self, _at: int, item: Any) -> None:
        if self.clause.base and self.clause.first_part == len(self.found):
            return  # 较上年，增长5%
        listing = self.text[item[1]] == "、"
        each = self.clause.each if listing else ()
        self._close(item[1])
        self.clause = Clause(item[2], len(self.found), each)

    _and = _stop

    def _zero(self, _at: int, item: Any) -> None:
        self.found.append(
            Part(Kind.EXACT, item[1], item[2], "=", 0, 0, 0, dimension="count", explicit=True)
        )

    def _quantity(self, at: int, item: Any) -> None:
        clause = self.clause
        if self._is_name(at, item):
            clause.texts = True
            return
        about = self.text[clause.start : item[1]].strip()
        change = clause.change if at and self.items[at - 1][0] == "change" else None
        if clause.base and clause.change:
            change = clause.change
        found = quantities.part(
            self.language,
            self.text,
            item,
            Around(about, clause.each, change, clause.base, clause.bracketed, self._signs(at, item)),
        )
        if found.unit is None and found.kind in {Kind.COUNT, Kind.EXACT, Kind.THRESHOLD}:
            following = self._adjacent_text(at, item)
            if following:
                if not self._unknown_unit(at, following, found):
                    clause.texts = True
                    return
                found = found._replace( unit=following, end=item[2] + len(following), dimension="count")
        if self._tallies(found):
            return
        self.found.append(found)

    def _signs(self, at: int, item: Any) -> tuple[str, ...]:
        """Give a comparison that stands apart from its figure: 不低于投入资金的6%."""
        if item[3][0][0] == "limit" or at == 0 or self.items[at - 1][0] != "text":
            return ()
        signs, self.clause.signs = self.clause.signs, ()
        return signs

    _broken_range = _quantity

    def _deadline(self, at: int, item: Any) -> None:
        found = self._deadline_part(at, item)
        if found:
            self.found.append(found)
        else:
            self.clause.texts = True

    def _span(self, at: int, item: Any) -> None:
        alone = not self.clause.texts and self._ends_clause(at)
        if not alone:
            return
        year = None
        figures: list[int] = []
        for child in item[3]:
            if child[0] == "year" and child[3][0][0] == "YEAR":
                year = dates.number(self.text[child[1] : child[2]])
            elif child[0] in {"MONTHS", "YEARS"}:
                figures = _numbers(self.text[child[1] : child[2]])
        if len(figures) != 2:  # noqa: PLR2004 - two ends
            return
        if figures[0] > 12:  # noqa: PLR2004 - years
            ends = [dates.Date(y, 12, None, 1, open=True) for y in figures]
        else:
            ends = [dates.Date(year, m, None, m, open=True) for m in figures]
        self.found.append(_period(item, ends[0], ends[1]))

    def _against(self, _at: int, item: Any) -> None:
        signs = tuple(
            [token[0] for child in item[3] if child[0] == "limit" for token in child[3]]
        )
        tails = tuple([child[3][0][0] for child in item[3] if child[0] == "tail"])
        start, end = next((child[1], child[2]) for child in item[3] if child[0] == "base")
        base = self.language.base(self.text[start:end])
        comparator, _ = quantities.comparison(signs, tails)
        kept = self.language.levels if comparator == "=" else self.language.limits
        if (not signs or comparator == "=") and base not in kept:
            self.clause.texts = True
            return
        self.found.append(
            Part(Kind.RELATIVE, item[1], item[2], comparator, base=base, explicit=True)
        )

    # ------------------------------------------------------------ clauses

    def _close(self, end: int) -> None:
        """Finish a clause: a comparison without a figure, or one that came after its figure."""
        clause = self.clause
        if clause.base is None:
            return
        mine = range(clause.first_part, len(self.found))
        if not mine:
            self.found.append(
                Part(
                    Kind.RELATIVE,
                    clause.start,
                    end,
                    "=" if clause.even else None,
                    base=clause.base,
                    explicit=clause.even,
                    change=clause.change,
                    about=self.text[clause.start : end].strip(),
                )
            )
            return
        last = self.found[-1]
        if last.base is None and last.change:
            self.found[-1] = last._replace( base=clause.base, kind=Kind.RELATIVE)

    def _ends_clause(self, at: int) -> bool:
        return at + 1 == len(self.items) or self.items[at + 1][0] in _OPEN_ENDS

    def _adjacent_text(self, at: int, item: Any) -> str:
        """Give the text that follows without a gap, as far as the next item."""
        if at + 1 == len(self.items) or self.items[at + 1][0] != "text":
            return ""
        _, start, end, _ = self.items[at + 1]
        if start != item[2]:
            return ""
        return self.text[start:end]

    def _unknown_unit(self, at: int, word: str, found: Part) -> bool:
        """Tell whether the rest of a short cell is a unit that no list knows: 5樽."""
        return (
            len(word) <= _LONGEST_UNKNOWN_UNIT
            and word.isalpha()
            and (found.explicit or not self.clause.texts)
            and (at + 2 == len(self.items) or self.items[at + 2][0] in _OPEN_ENDS)
            and not any(word.startswith(entry[0]) for entry in self.language.first_words[word[0]])
            and word not in self.language.whole
        )

    def _is_name(self, at: int, item: Any) -> bool:
        """Tell whether a figure only belongs to the name of a rate: 24小时办结率100%."""
        if item[3][0][0] != "amount" or at + 2 >= len(self.items):
            return False
        between, after = self.items[at + 1], self.items[at + 2]
        if between[0] != "text" or after[0] != "quantity":
            return False
        return self.text[between[1] : between[2]].rstrip().endswith(self.language.rates)

    def _tallies(self, found: Part) -> bool:
        """Tell whether a count only sums up the list before it: 3000元、2000元、1000元3个档次."""
        listed = 0
        for part in reversed(self.found):
            listed += 1
            if part.unit is None or listed == found.value:
                break
        return (
            found.kind is Kind.COUNT
            and (found.unit or "").partition("/")[0] in self.language.tally
            and listed > 1
            and listed == found.value
        )

    # ------------------------------------------------------------ dates

    def _deadline_part(self, at: int, item: Any) -> Part | None:
        signs: tuple[str, ...] = ()
        by = ""
        edge = ""
        ends: list[dates.Date] = []
        each = None
        for child in item[3]:
            match child[0]:
                case "limit":
                    signs = tuple([token[0] for token in child[3]])
                case "BY":
                    by = self.text[child[1] : child[2]].lower()
                case "edge":
                    edge = child[3][0][0]
                case "date":
                    if child[3][0][0] == "EACH":
                        each = self.language.counted_by(self.text[child[3][0][1] : child[3][0][2]])
                    built = dates.build(child, self.text, each)
                    if built is None:
                        return Part(Kind.MALFORMED, item[1], item[2], dimension="date")
                    ends.append(built)
        if len(ends) > 1:
            return _period(item, ends[0], ends[1])
        date = ends[0]
        if signs and not edge and _months_only(item):
            return self._months(item, signs)
        if not (signs or by or edge or each) and not self._promises(at, item, date):
            return None
        return self._by(item, date, signs, by, edge)

    def _by(self, item: Any, date: dates.Date, signs: tuple[str, ...], by: str, edge: str) -> Part:
        comparator = "<="
        if signs and signs[0] in {"MORE", "AT_LEAST"}:
            comparator = quantities.SIGNS[signs[0]]
        elif (edge == "BEFORE" or "before" in by) and date.open and "BY" not in edge:
            comparator = "<"
        elif by and any(word in by for word in self.language.strictly_before):
            comparator = "<"
        elif signs and signs[0] == "LESS":
            comparator = "<"
        value = date.lower() if comparator in {"<", ">", ">="} else date.upper()
        return Part(
            Kind.DEADLINE,
            item[1],
            item[2],
            comparator,
            value,
            None if comparator in _UPPER else value,
            value if comparator in _UPPER else None,
            dimension="date",
            explicit=bool(signs or by or edge),
            about=self.text[self.clause.start : item[1]].strip(),
            per=date.per,
        )

    def _months(self, item: Any, signs: tuple[str, ...]) -> Part:
        """Read ≤6月 as a length of time: a sign before a bare month compares."""
        value = dates.number(self.text[item[3][1][1] : item[3][1][2]])
        comparator, explicit = quantities.comparison(signs, ())
        return Part(
            Kind.DURATION,
            item[1],
            item[2],
            comparator,
            value,
            value if comparator not in _UPPER else None,
            value if comparator not in _LOWER else None,
            "个月",
            "time",
            2592000,
            explicit=explicit,
        )

    def _promises(self, at: int, item: Any, date: dates.Date) -> bool:
        """Tell a date by which something is due from one that only names a year or a paper."""
        alone = not self.clause.texts and self._ends_clause(at)
        if alone:
            return True
        end = next(
            (each[1] for each in self.items[at + 1 :] if each[0] in _OPEN_ENDS), len(self.text)
        )
        figures = any(
            each[0] == "quantity" for each in self.items[at + 1 :] if each[1] < end
        )
        if figures or len(self.found) > self.clause.first_part:
            return False
        if date.open and (date.month, date.first_month) == (12, 1):
            return item[2] in self.completions
        return any(item[2] <= start < end for start in self.completions)


def _months_only(item: Any) -> bool:
    date = next(child for child in item[3] if child[0] == "date")
    return [child[0] for child in date[3]] == ["MONTH"]


def _numbers(text: str) -> list[int]:
    plain = "".join(char if char.isdigit() else " " for char in text)
    return [int(figure) for figure in plain.split()]


def _period(item: Any, first: dates.Date, last: dates.Date) -> Part:
    if last.year is None and first.year:
        last = last._replace(year=first.year)
    elif first.year is None and last.year:
        first = first._replace(year=last.year)
    return Part(
        Kind.DEADLINE,
        item[1],
        item[2],
        "range",
        f"{first.partial()}/{last.partial()}",
        first.lower(),
        last.upper(),
        dimension="date",
        explicit=True,
    )


def _join_limits(text: str, found: list[Part]) -> list[Part]:
    """Join two limits of one quantity to an interval: ≥60个且≤100个."""
    if len(found) < 2:  # noqa: PLR2004 - two limits
        return found
    joined = [found[0]]
    for part in found[1:]:
        last = joined[-1]
        if _makes_interval(text, last, part):
            joined[-1] = _interval(last, part)
        else:
            joined.append(part)
    return joined


def _makes_interval(text: str, one: Part, two: Part) -> bool:
    opposite = (one.comparator in _LOWER and two.comparator in _UPPER) or (
        one.comparator in _UPPER and two.comparator in _LOWER
    )
    return (
        opposite
        and one.value is not None
        and two.value is not None
        and one.kind in {Kind.THRESHOLD, Kind.DURATION}
        and two.kind in {Kind.THRESHOLD, Kind.DURATION}
        and (one.unit == two.unit or one.unit is None or two.unit is None)
        and not two.about
        and not any(char in text[one.end : two.start] for char in ";。\n")
    )


def _interval(one: Part, two: Part) -> Part:
    lower, upper = (one, two) if one.comparator in _LOWER else (two, one)
    named = one if one.unit else two
    return named._replace(
        kind=Kind.DURATION if named.dimension == "time" else Kind.RANGE,
        start=one.start,
        end=two.end,
        comparator="range",
        value=f"{quantities.text_of(lower.value)}/{quantities.text_of(upper.value)}",
        lower=lower.value,
        upper=upper.value,
        about=one.about,
    )
