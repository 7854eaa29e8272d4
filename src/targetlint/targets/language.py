"""The language of targets, loaded: the machine that reads and the lists that tell what is what."""

from functools import cache
from typing import Any

from targetlint.expressions import interpreter
from targetlint.prepared import prepared
from targetlint.resources import GRAMMAR_FOLDER
from targetlint.targets.driver import Machine


class Unit:
    """A unit as understood: canonical spelling, what it measures, its size in base units."""

    __slots__ = ("canonical", "dimension", "restates", "scale")

    def __init__(self, canonical: str, dimension: str, scale: float, *, restates: bool) -> None:
        """Take the facts about one spelling; `restates`: the figure is given in base units."""
        self.canonical = canonical
        self.dimension = dimension
        self.scale = scale
        self.restates = restates


_LONGEST_UNIT = 24
# so much that is unknown is remembered
_MANY = 8192

Entry = tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]


class FirstWords(dict[str, tuple[Entry, ...]]):
    """The telling words that two characters can begin, longest first.

    An entry is the word and its classes anywhere, at the opening and at the end of a clause; a
    trap has the class ``-`` and tells nothing.
    """

    __slots__ = ("written",)

    def __init__(self, written: dict[str, str]) -> None:
        """Take the entries of each first character as lines of text."""
        self.written = written

    def __missing__(self, pair: str) -> tuple[Entry, ...]:
        """Write out the entries of two characters when they first occur together."""
        lines = self.written.get(pair[:1], "")
        found = tuple(
            _entry(line) for line in lines.split("\n") if line and line[1] in (pair[1:], "\t")
        )
        if len(self) < _MANY:
            self[pair] = found
        return found


def _entry(line: str) -> Entry:
    word, *places = line.split("\t")
    anywhere, opening, ending = (tuple(place.split(",")) if place else () for place in places)
    return word, anywhere, opening, ending


class Language:
    """Everything prepared about the language, in the shape it is looked up."""

    __slots__ = (
        "_scales",
        "_units",
        "_written",
        "above_half",
        "bases",
        "calendar",
        "characters",
        "currency",
        "downward",
        "each",
        "excludes",
        "first_words",
        "in_divisors",
        "levels",
        "limits",
        "longest",
        "machine",
        "never_units",
        "numerals",
        "odd",
        "proper",
        "rates",
        "strictly_before",
        "tally",
        "unusual",
        "usual",
        "usual_base",
        "whole",
    )

    def __init__(self, tables: dict[str, Any]) -> None:
        """Take the tables that `prepared` gives."""
        same = tables["interpreter"] == interpreter()
        self.machine = Machine(tables, same_interpreter=same)
        self.characters = str.maketrans(tables["characters"])
        self.unusual = frozenset(tables["characters"])
        self.longest: int = tables["longest"]
        self.first_words = FirstWords(tables["words"]["by_first"])
        self.whole: dict[str, str] = tables["words"]["whole"]
        self.bases: list[tuple[str, str]] = tables["bases"]
        self.usual_base: dict[str, str] = {}
        for word, base in self.bases:
            self.usual_base.setdefault(base, word)
        self.currency: str = tables["currency"]
        self.above_half: tuple[str, ...] = tuple(tables["above_half"])
        self.calendar: dict[str, Any] = tables["calendar"]
        self.usual: dict[str, str] = tables["usual"]
        self.each: tuple[list[str], list[str]] = tables["each"]
        self.numerals: str = tables["numerals"]
        self.proper = frozenset(tables["proper"])
        self.odd = frozenset(tables["odd"])
        self.never_units = frozenset(tables["never_units"])
        self.tally = frozenset(tables["tally"])
        self.in_divisors: dict[str, str] = tables["in_divisors"]
        self.levels = frozenset(tables["levels"])
        self.limits = frozenset(tables["limits"])
        self.rates: tuple[str, ...] = tuple(tables["rates"])
        self.downward: tuple[str, ...] = tuple(tables["downward"])
        self.excludes: tuple[str, ...] = tuple(tables["excludes"])
        self.strictly_before: tuple[str, ...] = tuple(tables["strictly_before"])
        self._scales: dict[str, float] = tables["scales"]
        self._written: dict[str, list[Any]] = tables["units"]
        self._units: dict[str, Unit | None] = {}

    def unit(self, spelling: str) -> Unit | None:
        """Look up a unit, with or without a scale before it (万人, 千吨)."""
        found = self._units.get(spelling)
        if found is None and len(spelling) < _LONGEST_UNIT:
            found = self._known(spelling) or self._scaled(spelling)
            if found or len(self._units) < _MANY:
                self._units[spelling] = found
        return found

    def is_unit(self, wording: str) -> bool:
        """Tell whether a wording is nothing but a unit: 公里, 元/人."""
        return all(self.unit(piece) for piece in wording.split("/"))

    def _known(self, spelling: str) -> Unit | None:
        facts = self._written.get(spelling)
        if facts is None:
            return None
        canonical, dimension, factor, restates = facts
        return Unit(canonical, dimension, factor, restates=restates)

    def _scaled(self, spelling: str) -> Unit | None:
        for length in (2, 1):
            scale = self._scales.get(spelling[:length])
            known = self._known(spelling[length:].lstrip()) if scale else None
            if scale and known:
                canonical = spelling[:length] + known.canonical
                return Unit(canonical, known.dimension, scale * known.scale, restates=False)
        lowered = spelling.lower()
        return self._known(lowered) or self._known(" ".join(lowered.split()))

    def is_time(self, word: str) -> bool:
        """Tell whether something is counted by a length of time: 月, 两周."""
        known = self.unit(word.lstrip(self.numerals) or word)
        return known is not None and known.dimension == "time"

    def counted_by(self, word: str) -> str:
        """Give what 每人, 每个月, 平均每亩 or 人均 counts by."""
        before, after = self.each
        for prefix in before:
            if len(word) > len(prefix):
                word = word.removeprefix(prefix)
        for suffix in after:
            if len(word) > len(suffix):
                word = word.removesuffix(suffix)
        return word

    def base(self, wording: str) -> str:
        """Tell what a wording measures against: last-year, budget, plan …"""
        lowered = wording.lower()
        for word, base in self.bases:
            if word in lowered:
                return base
        return "other"


@cache
def language() -> Language:
    """Load the language once."""
    return Language(prepared("targets", GRAMMAR_FOLDER, (".lark", ".yaml"), _make))


def _make() -> dict[str, Any]:
    from targetlint.targets.grammar import prepare  # noqa: PLC0415 - Lark only where needed

    return prepare()
