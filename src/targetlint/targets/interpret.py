"""From the items of a wording to what it promises.

The grammar says what stands there; this says what it means together: which words belong to
which figure, which date is a deadline and which only names the year, what a comparison without
a figure is about.
"""

from collections.abc import Callable
from typing import Any

from targetlint.targets import dates, deadlines, figures, limits, quantities
from targetlint.targets.language import Language
from targetlint.targets.model import Kind, Part, Word
from targetlint.targets.quantities import Around

_ENDS = frozenset({"stop", "comma", "and"})
_PLAIN = frozenset({"text", "stray"})
_OPENS = frozenset({"", "("})  # between a season and its day
_SIDES = {"up": ">", "down": "<"}  # 较上年提高 is more than then
_LONGEST_UNKNOWN_UNIT = 3
_LONGEST_OBJECT = 4
_LONGEST_EVENT = 3
_SHORTEST_BASE = 3
_BOUNDS = frozenset({"AT_LEAST", "AT_MOST"})
_NEED_A_UNIT = frozenset({Kind.COUNT, Kind.EXACT, Kind.THRESHOLD})


class Clause:
    """What has been read since the last separator."""

    __slots__ = (
        "at",
        "base",
        "bracketed",
        "change",
        "compared",
        "each",
        "even",
        "first_part",
        "limit",
        "signs",
        "start",
        "texts",
    )

    def __init__(self, start: int, first_part: int, each: tuple[str, ...] = ()) -> None:
        """Begin at an offset, with so many parts before."""
        self.start = start
        self.at = start  # where a comparison begins
        self.first_part = first_part
        self.each = each
        self.base: str | None = None
        self.change: str | None = None
        self.bracketed: figures.Figure | None = None
        self.signs: tuple[str, ...] = ()
        self.limit: Any = None  # the node that the signs stand in
        self.texts = False
        self.even = False
        self.compared = False


def parts(language: Language, text: str, items: list[Any], words: list[Word]) -> list[Part]:
    """Give what a wording promises, in order."""
    reader = _Reader(language, text, items, words)
    for at, item in enumerate(items):
        _READ[item[0]](reader, at, item)
    reader.close(len(text))
    return limits.join(text, reader.found)


class _Reader:
    """One pass over the items."""

    __slots__ = ("clause", "completions", "found", "items", "language", "text")

    def __init__(self, language: Language, text: str, items: list[Any], words: list[Word]) -> None:
        self.language = language
        self.text = text
        self.items = items
        self.completions = [word.start for word in words if word.kind == "completion"]
        self.found: list[Part] = []
        self.clause = Clause(0, 0)

    # ------------------------------------------------------------ what tells about a promise

    def plain(self, _at: int, _item: Any) -> None:
        self.clause.texts = True

    def stray(self, _at: int, item: Any) -> None:
        self.clause.texts = True
        first = item[3][0]
        if first[0] == "limit":
            # 不低于投入资金的6%: what is compared stands between
            self.clause.signs = tuple([token[0] for token in first[3]])
            self.clause.limit = first

    def bracketed(self, _at: int, item: Any) -> None:
        self.clause.texts = True
        self.clause.bracketed = figures.unit_of(self.language, self.text, item)

    def each(self, _at: int, item: Any) -> None:
        word = self.language.counted_by(self.text[item[1] : item[2]])
        self.clause.each = (*self.clause.each, word)

    def change(self, _at: int, item: Any) -> None:
        word = self.text[item[1] : item[2]].lower()
        down = any(piece in word for piece in self.language.downward)
        self.clause.change = "down" if down else "up"

    def compared(self, _at: int, item: Any) -> None:
        clause = self.clause
        date = next((child for child in item[3] if child[0] == "date"), None)
        named = date and dates.build(self.language, date, self.text, None)
        wording = self.text[item[1] : item[2]]
        clause.at = item[1]
        clause.base = named.partial() if named and named.year else self.language.base(wording)
        clause.even = item[3][-1][0] == "EVEN"
        clause.compared = item[3][0][0] == "THAN"

    def even(self, _at: int, _item: Any) -> None:
        clause = self.clause
        if not clause.texts and clause.first_part == len(self.found):
            clause.even = True
            clause.base = clause.base or ""

    # ------------------------------------------------------------ promises

    def zero(self, _at: int, item: Any) -> None:
        self.found.append(
            Part(Kind.EXACT, item[1], item[2], "=", 0, 0, 0, dimension="count", explicit=True)
        )

    def misdated(self, _at: int, item: Any) -> None:
        self.found.append(Part(Kind.MALFORMED, item[1], item[2], dimension="date"))

    def misnumbered(self, _at: int, item: Any) -> None:
        self.found.append(Part(Kind.MALFORMED, item[1], item[2]))

    def unfilled(self, _at: int, item: Any) -> None:
        self.found.append(Part(Kind.PLACEHOLDER, item[1], item[2], dimension="date"))

    def unchanged(self, _at: int, item: Any) -> None:
        about = self._about(item[1])
        self.found.append(Part(Kind.RELATIVE, item[1], item[2], base="baseline", about=about))

    def quantity(self, at: int, item: Any) -> None:
        clause = self.clause
        if self._is_name(at, item):
            clause.texts = True
            return
        found = quantities.part(self.language, self.text, item, self._around(at, item))
        if found.kind in _NEED_A_UNIT and (found.unit is None or found.dimension == "number"):
            following = self._adjacent_text(at, item)
            if following and self._unknown_unit(at, following, found):
                unit = (found.unit or "") + following
                end = item[2] + len(following)
                found = found._replace(unit=unit, end=end, dimension="count")
            elif following and found.unit is None:
                clause.texts = True
                return
        if not self._tallies(found):
            self._add(found, item)

    def _add(self, found: Part, item: Any) -> None:
        """Add a quantity, or put it together with the part it stands beside."""
        last = self.found[-1] if len(self.found) > self.clause.first_part else None
        between = self.text[last.end : item[1]].strip() if last else ""
        of_base = found.dimension == "share" and len(between) == 1  # 不超过合同价的10%
        if last and (not between or of_base):
            joined = limits.with_base(last, found) or limits.how_often(
                last, found, self.language.in_divisors
            )
            if joined:
                self.found[-1] = joined
                return
        self.found.append(found)

    def deadline(self, at: int, item: Any) -> None:
        due = deadlines.read(self.language, self.text, item)
        date = due.dates[0]
        about = self._about(item[1])
        found = deadlines.part(self.language, self.text, item, due, about)
        last = self.found[-1] if self.found else None
        if last and self.text[last.end : item[1]].strip() in _OPENS:
            one = deadlines.settled(last, found)
            if one:
                self.found[-1] = one
                return
        if date and not due.binds() and not self._promises(at, item, date):
            self.clause.texts = True
            return
        self.found.append(found)

    def span(self, at: int, item: Any) -> None:
        found = deadlines.span(self.text, item)
        alone = not self.clause.texts and self._ends_clause(at)
        if found and (alone or self._completed(at, item)):
            self.found.append(found)

    def against(self, _at: int, item: Any) -> None:
        signs = tuple([token[0] for child in item[3] if child[0] == "limit" for token in child[3]])
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

    def stop(self, _at: int, item: Any) -> None:
        self.close(item[1])
        self.clause = Clause(item[2], len(self.found))

    def comma(self, _at: int, item: Any) -> None:
        if self.clause.base and self.clause.first_part == len(self.found):
            return  # 较上年，增长5%
        listing = self.text[item[1]] == "、"
        each = self.clause.each if listing else ()
        self.close(item[1])
        self.clause = Clause(item[2], len(self.found), each)

    def close(self, end: int) -> None:
        """Finish a clause: a comparison without a figure, or one that came after its figure."""
        clause = self.clause
        if clause.base is None:
            if clause.signs and clause.first_part == len(self.found):
                self._against_words(clause, end)
            return
        if clause.first_part == len(self.found):
            if clause.change or clause.even or clause.compared:
                self.found.append(self._comparison(clause, clause.base, end))
            return
        last = self.found[-1]
        after = clause.compared and last.dimension in quantities.DIFFERENCES  # 5% over 2021
        if last.base is None and (last.change or after):
            self.found[-1] = last._replace(base=clause.base, kind=Kind.RELATIVE)

    def _against_words(self, clause: Clause, end: int) -> None:
        """Add a comparison with something in words that no list knows: ≥年度任务数."""
        _, start, behind, _ = clause.limit
        wording = self.text[behind:end].strip()
        if len(wording) < _SHORTEST_BASE or self.language.is_unit(wording):
            return  # ≥元/人 lacks its figure
        if clause.signs[0] in _BOUNDS and not self.text[clause.start : start].strip():
            comparator, _ = quantities.comparison(clause.signs, ())
            self.found.append(Part(Kind.RELATIVE, start, end, comparator, explicit=True))

    def _comparison(self, clause: Clause, base: str, end: int) -> Part:
        return Part(
            Kind.RELATIVE,
            clause.at,
            end,
            "=" if clause.even else _SIDES.get(clause.change or ""),
            base=base or None,
            explicit=clause.even,
            change=clause.change,
            about=self.text[clause.start : clause.at].strip(),
        )

    # ------------------------------------------------------------ what stands around

    def _around(self, at: int, item: Any) -> Around:
        clause = self.clause
        before = self.items[at - 1][0] if at else ""
        change = clause.change if clause.base or self._changes(at) else None
        signs: tuple[str, ...] = ()
        if before == "text" and item[3][0][0] != "limit":
            signs, clause.signs = clause.signs, ()
        about = self._about(item[1])
        return Around(about, clause.each, change, clause.base, clause.bracketed, signs)

    def _changes(self, at: int) -> bool:
        """Tell whether a figure says by how much: 降低成本5%, but not 提高满意率95%."""
        if at and self.items[at - 1][0] == "change":
            return True
        if at < 2 or (self.items[at - 2][0], self.items[at - 1][0]) != ("change", "text"):  # noqa: PLR2004 - two before
            return False
        between = self.text[self.items[at - 1][1] : self.items[at - 1][2]]
        short = len(between) <= _LONGEST_OBJECT
        return short and not between.endswith(self.language.rates)

    def _about(self, end: int) -> str:
        """Give what stands before a promise in its clause: what is counted or done."""
        start = self.clause.start
        if len(self.found) > self.clause.first_part:
            start = self.found[-1].end
        return self.text[start:end].strip()

    def _ends_clause(self, at: int) -> bool:
        return at + 1 == len(self.items) or self.items[at + 1][0] in _ENDS

    def _adjacent_text(self, at: int, item: Any) -> str:
        """Give the text that follows without a gap, as far as the next item."""
        if at + 1 == len(self.items) or self.items[at + 1][0] != "text":
            return ""
        _, start, end, _ = self.items[at + 1]
        return self.text[start:end] if start == item[2] else ""

    def _unknown_unit(self, at: int, word: str, found: Part) -> bool:
        """Tell whether the rest of a short cell is a unit that no list knows: 5樽."""
        language = self.language
        bare = not self.text[: found.start].strip()
        return (
            len(word) <= (_LONGEST_UNKNOWN_UNIT if bare or found.explicit or found.unit else 1)
            and word.isalpha()
            and word not in language.never_units
            and word not in language.whole
            and not any(word.startswith(entry[0]) for entry in language.first_words[word[:2]])
            and (found.explicit or not self.clause.texts)
            and self._ends_clause(at + 1)
        )

    def _is_name(self, at: int, item: Any) -> bool:
        """Tell whether a figure only belongs to the name of a rate: 24小时办结率100%."""
        if item[3][0][0] != "amount":
            return False
        after = next((each for each in self.items[at + 1 :] if each[0] not in _PLAIN), None)
        if after is None or after[0] != "quantity":
            return False
        between = self.text[item[2] : after[1]].rstrip()
        return len(between) > 1 and between.endswith(self.language.rates)

    def _tallies(self, found: Part) -> bool:
        """Tell whether a count only sums up the list before it: 3000元、2000元、1000元3个档次."""
        return (
            found.kind is Kind.COUNT
            and (found.unit or "").partition("/")[0] in self.language.tally
            and len(self.found) > 1
            and len(self.found) == found.value
        )

    def _promises(self, at: int, item: Any, date: dates.Date) -> bool:
        """Tell a date by which something is due from one that only names a year or a paper."""
        if not self.clause.texts and self._ends_clause(at):
            return True
        if date.is_year():
            return item[2] in self.completions
        if date.month and not date.open and not self.clause.texts and self._alone(at, item):
            return True
        return self._completed(at, item)

    def _alone(self, at: int, item: Any) -> bool:
        """Tell whether only a word or two follow in the clause: 9月底出版."""
        last = at + 1
        if self.items[last][0] != "text" or not self._ends_clause(last):
            return False
        return bool(self.items[last][2] - item[2] <= _LONGEST_EVENT)

    def _completed(self, at: int, item: Any) -> bool:
        """Tell whether something comes to its end in the clause, and no figure goes with it."""
        rest = self.items[at + 1 :]
        end = next((each[1] for each in rest if each[0] in _ENDS), len(self.text))
        figures_follow = any(each[0] == "quantity" for each in rest if each[1] < end)
        if figures_follow or len(self.found) > self.clause.first_part:
            return False
        return any(item[2] <= start < end for start in self.completions)


_READ: dict[str, Callable[[_Reader, int, Any], None]] = {
    "quantity": _Reader.quantity,
    "broken_range": _Reader.quantity,
    "deadline": _Reader.deadline,
    "broken_dates": _Reader.plain,
    "span": _Reader.span,
    "against": _Reader.against,
    "compared": _Reader.compared,
    "change": _Reader.change,
    "each": _Reader.each,
    "even": _Reader.even,
    "zero": _Reader.zero,
    "bracketed": _Reader.bracketed,
    "origin": _Reader.plain,
    "misdated": _Reader.misdated,
    "unfilled": _Reader.unfilled,
    "misnumbered": _Reader.misnumbered,
    "pending": _Reader.plain,
    "unchanged": _Reader.unchanged,
    "stray": _Reader.stray,
    "text": _Reader.plain,
    "comma": _Reader.comma,
    "stop": _Reader.stop,
    "and": _Reader.stop,
}
