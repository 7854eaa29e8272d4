"""What an indicator's name says: what it measures, and of what it speaks."""

from functools import cache, lru_cache
from typing import NamedTuple

from targetlint.targets.lexicon import Data, Endings, Features, Hit, Lexicon, load

MEASURES = (
    "rate", "index", "implied-rate", "count", "size", "money", "time",
    "degree", "grade", "activity", "state", "none",
)  # fmt: skip
# What measures nothing: a name that ends so and speaks of an effect is a slogan.
VAGUE = frozenset({"none", "activity", "degree", "state", "grade"})
REMEMBERED = 200  # characters; a name that is longer is read anew
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FIGURES = frozenset("0123456789≥≤><=")
_BRACKETS = {"(": ")", "[": "]", "【": "】", "〔": "〕"}


class Name(NamedTuple):
    """A name as understood.

    ``core`` is the name without markers, numbering and brackets. ``bits`` holds the classes
    of its words (``name.*``) and what it measures (``measure.*``). ``unit`` is one that the end of
    the name gives away, ``bracket`` what stood in brackets. ``number`` tells a name of digits,
    ``absent`` one that says there is no indicator, ``slogan`` one that names an effect and nothing
    measured, ``verb_first`` one that opens with an effect.
    """

    text: str
    core: str
    bits: int
    measure: str | None
    ending: str
    hits: tuple[Hit, ...]
    unit: str | None
    bracket: str
    polarity: str | None
    number: bool
    absent: bool
    slogan: bool
    verb_first: bool


class Names:
    """The reading of names, as the data has it."""

    def __init__(self, data: Data, features: Features) -> None:
        """Take the words of names and give their classes bits."""
        self.features = features
        self._looked_at: int = data["markers"]["looked_at"]
        self._near: int = data["markers"]["near_end"]
        self._signs: str = data["markers"]["signs"] + " \t\r\n"
        self._numerals: str = data["markers"]["numerals"]
        self._separators: str = data["markers"]["separators"]
        self._divided_by: str = data["markers"]["divided_by"]
        self._terms: tuple[str, ...] = tuple(data["markers"]["formula"]["of"])
        self._formula: tuple[str, ...] = tuple(data["markers"]["formula"]["words"])
        self._surplus: tuple[str, ...] = tuple(data["markers"]["surplus"])
        self._openings: tuple[str, ...] = tuple(data["markers"]["openings"])
        self._lead_ins: tuple[str, ...] = tuple(data["markers"]["lead_ins"])
        self._absent = frozenset(data["not_a_name"])
        self._words = Lexicon.from_data(data["cues"].values(), features, "name.")
        self._endings = Endings(data["heads"])
        self._english: Data = data["english"]
        self._units: Data = data["implied_units"]
        self._unit_lengths = sorted({len(ending) for ending in self._units}, reverse=True)
        self._measures = {name: features.bit(f"measure.{name}") for name in MEASURES}
        self._lower, self._higher = features.bit("name.lower"), features.bit("name.higher")
        self._effect = features.bit("name.effect")
        self._satisfied = features.bit("name.satisfied")
        self._remedy = features.bit("name.remedy")

    def analyse(self, text: str) -> Name:
        """Read a name."""
        core, bracket = self._core(text[: self._looked_at])
        plain = core.lower() if core.isascii() else core
        hits = self._words.scan(plain)
        bits = 0
        for hit in hits:
            bits |= hit.bits
        found = self._english_measure(plain) if core.isascii() else self._ending(core)
        measure = found[0] if found else "none"
        ending = found[1] if found else ""
        if measure != "rate" and len(text) > len(core) and self._defines_rate(text, core):
            measure, ending = "rate", ""
        number = bool(core) and not any(char.isalpha() for char in core)
        bits |= self._measures[measure]
        return Name(
            text=text,
            core=core,
            bits=bits,
            measure=None if measure == "none" else measure,
            ending=ending,
            hits=hits,
            unit=self._given_unit(core),
            bracket=bracket,
            polarity=self._polarity(bits, hits, len(core) - len(ending)),
            number=number,
            absent=core in self._absent,
            slogan=bool(bits & self._effect) and measure in VAGUE,
            verb_first=any(hit.bits & self._effect for hit in hits if hit.start == 0),
        )

    def _core(self, text: str) -> tuple[str, str]:
        words = text.translate(_FULL_WIDTH).split()
        core = (" " if text.isascii() else "").join(words).strip(self._signs)
        core = self._without_opening(core)
        core = self._without_number(core)
        core = self._without_lead_in(core)
        bracket = ""
        if any(opening in core for opening in _BRACKETS):
            core, bracket = _without_brackets(core)
        return core.strip(self._signs), bracket

    def _without_opening(self, core: str) -> str:
        for opening in self._openings:
            if core.startswith(opening):
                rest = core[len(opening) :].lstrip(self._numerals)
                if rest[:1] and rest[0] in self._separators:
                    return rest[1:].lstrip(self._signs)
        return core

    def _without_number(self, core: str) -> str:
        rest = core.lstrip("(")
        bare = rest.lstrip(self._numerals)
        if len(bare) < len(rest) and bare[:1] and bare[0] in self._separators and bare[1:]:
            return core if bare[1].isdigit() else bare[1:].lstrip(self._signs)
        return core

    def _without_lead_in(self, core: str) -> str:
        for lead_in in self._lead_ins:
            if core.startswith(lead_in) and len(core) > len(lead_in):
                return core[len(lead_in) :].lstrip(self._signs)
        return core

    def _ending(self, core: str) -> tuple[str, str] | None:
        """Look at the end, and where that says nothing behind a sign as in 指数PCI."""
        found = self._endings.find(core)
        if found is None and core[-1:].isascii():
            end = len(core)
            while end and core[end - 1].isascii():
                end -= 1
            found = self._endings.find(core[:end])
        if found is None and core.endswith(self._surplus):
            surplus = next(word for word in self._surplus if core.endswith(word))
            found = self._endings.find(core.removesuffix(surplus))
        if found and self._is_ratio(core, found[1]):
            return "rate", found[1]
        return found or self._before_figure(core)

    def _before_figure(self, core: str) -> tuple[str, str] | None:
        """Look at what stands before a figure that got into the name: 满意度95%以上."""
        at = next((at for at, char in enumerate(core) if char in _FIGURES), 0)
        return self._endings.find(core[:at]) if len(core) - at <= self._near * 3 else None

    def _is_ratio(self, core: str, ending: str) -> bool:
        """Tell whether a name divides one measure by the same: 实际小时数/计划小时数."""
        for sign in self._divided_by:
            above, _, below = core.partition(sign)
            if below and len(above) > len(ending) and above.endswith(ending):
                return True
        return False

    def _defines_rate(self, text: str, core: str) -> bool:
        """Tell whether what stands in brackets is a formula: (实际数-预算数)/预算数."""
        inside = text[: self._looked_at].replace(core, "")
        divides = any(sign in inside for sign in self._divided_by)
        if divides and any(term in inside for term in self._terms):
            return True
        return any(word in inside for word in self._formula)

    def _english_measure(self, core: str) -> tuple[str, str] | None:
        for measure, words in self._english.items():
            for word in words:
                if word in core:
                    return measure, word
        return None

    def _given_unit(self, core: str) -> str | None:
        for length in self._unit_lengths:
            unit: str | None = self._units.get(core[-length:])
            if unit:
                return unit
        return None

    def _polarity(self, bits: int, hits: tuple[Hit, ...], stem: int) -> str | None:
        if bits & (self._higher | self._satisfied):
            return "higher"
        if not bits & self._lower or bits & self._remedy:
            return None
        near = any(hit.bits & self._lower and hit.end >= stem - self._near for hit in hits)
        return "lower" if near else None


def _without_brackets(core: str) -> tuple[str, str]:
    """Give the name without what stands in brackets, and the last thing that did."""
    kept: list[str] = []
    inside: list[str] = []
    bracket, depth = "", 0
    for char in core:
        if char in _BRACKETS:
            depth += 1
            inside = []
        elif depth and char in _BRACKETS.values():
            depth -= 1
            bracket = "".join(inside)
        elif depth:
            inside.append(char)
        else:
            kept.append(char)
    return ("".join(kept), bracket) if kept else (core, "")


@cache
def names() -> Names:
    """Give the shipped reading of names."""
    return Names(load("names"), Features())


def analyse(text: str) -> Name:
    """Read a name as the shipped data has it."""
    return names().analyse(text) if len(text) > REMEMBERED else _remembered(text)


@lru_cache(maxsize=20_000)
def _remembered(text: str) -> Name:
    return names().analyse(text)
