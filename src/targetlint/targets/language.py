"""The language of targets, loaded: the machine that reads and the lists that tell what is what."""

from functools import cache
from typing import Any

from targetlint.prepared import prepared
from targetlint.resources import GRAMMAR
from targetlint.targets.driver import Machine, interpreter


class Unit:
    """A unit as understood: canonical spelling, what it measures, its size in base units."""

    __slots__ = ("canonical", "dimension", "restates", "scale")

    def __init__(self, canonical: str, dimension: str, scale: float, *, restates: bool) -> None:
        """Take the facts about one spelling; `restates`: the figure is given in base units."""
        self.canonical = canonical
        self.dimension = dimension
        self.scale = scale
        self.restates = restates


class Language:
    """Everything prepared about the language, in the shape it is looked up."""

    __slots__ = (
        "_scales",
        "_units",
        "bases",
        "currency",
        "characters",
        "downward",
        "each",
        "excludes",
        "first_words",
        "in_divisors",
        "levels",
        "limits",
        "longest",
        "machine",
        "numerals",
        "odd",
        "rates",
        "strictly_before",
        "tally",
        "usual_base",
        "whole",
    )

    def __init__(self, tables: dict[str, Any]) -> None:
        """Take the tables that `prepared` gives."""
        same = tables["interpreter"] == interpreter()
        self.machine = Machine(tables, same_interpreter=same)
        self.characters = str.maketrans(tables["characters"])
        self.longest: int = tables["longest"]
        self.first_words: dict[str, list[Any]] = tables["words"]["by_first"]
        self.whole: dict[str, list[str]] = tables["words"]["whole"]
        self.bases: list[tuple[str, str]] = tables["bases"]
        self.usual_base: dict[str, str] = {}
        for word, base in self.bases:
            self.usual_base.setdefault(base, word)
        self.currency: str = tables["currency"]
        self.each: tuple[list[str], list[str]] = tables["each"]
        self.numerals: str = tables["numerals"]
        self.odd = frozenset(tables["odd"])
        self.tally = frozenset(tables["tally"])
        self.in_divisors: dict[str, str] = tables["in_divisors"]
        self.levels = frozenset(tables["levels"])
        self.limits = frozenset(tables["limits"])
        self.rates: tuple[str, ...] = tuple(tables["rates"])
        self.downward: tuple[str, ...] = tuple(tables["downward"])
        self.excludes: tuple[str, ...] = tuple(tables["excludes"])
        self.strictly_before: tuple[str, ...] = tuple(tables["strictly_before"])
        self._scales: dict[str, float] = tables["scales"]
        self._units: dict[str, Unit | None] = {
            spelling: Unit(canonical, dimension, factor, restates=restates)
            for spelling, (canonical, dimension, factor, restates) in tables["units"].items()
        }

    def unit(self, spelling: str) -> Unit | None:
        """Look up a unit, with or without a scale before it (万人, 千吨)."""
        found = self._units.get(spelling)
        if found is None and spelling not in self._units and len(spelling) < 16:  # noqa: PLR2004 - none is longer
            found = self._scaled(spelling)
            if found:
                self._units[spelling] = found
        return found

    def _scaled(self, spelling: str) -> Unit | None:
        for length in (2, 1):
            scale = self._scales.get(spelling[:length])
            known = self._units.get(spelling[length:].lstrip())
            if scale and known:
                canonical = spelling[:length] + known.canonical
                return Unit(canonical, known.dimension, scale * known.scale, restates=False)
        lowered = spelling.lower()
        return self._units.get(lowered) or self._units.get(" ".join(lowered.split()))

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
    return Language(prepared("targets", GRAMMAR, (".lark", ".yaml"), _make))


def _make() -> dict[str, Any]:
    from targetlint.targets.grammar import prepare  # noqa: PLC0415 - Lark only where needed

    return prepare()
