"""One figure with its unit: 1,200.5万元, 三个, 九成五, 60余个, 17元/人·天, (%)."""

from collections.abc import Callable
from typing import Any

from targetlint.targets import numerals
from targetlint.targets.language import Language
from targetlint.targets.model import Kind

_TIMES = "·."


class Figure:
    """A figure while it is put together: what the number says, then what the unit adds."""

    __slots__ = (
        "above",
        "approximate",
        "at_least",
        "dimension",
        "fault",
        "scale",
        "unit",
        "value",
    )

    def __init__(
        self,
        value: float | str | None = None,
        unit: str | None = None,
        dimension: str | None = None,
        fault: Kind | None = None,
    ) -> None:
        """Begin with a value; a wording may bring its unit along (九成: %)."""
        self.value = value
        self.unit = unit
        self.dimension = dimension
        self.scale: float = 1
        self.fault = fault
        self.approximate = False
        self.at_least = False
        self.above = False

    def name(self, language: Language, spelling: str) -> None:
        """Add the unit."""
        known = language.unit(spelling)
        if known is None:
            self.unit = spelling
            return
        if known.restates and isinstance(self.value, (int, float)):
            self.value = numerals.tidy(self.value * known.scale)
        self.unit, self.dimension, self.scale = known.canonical, known.dimension, known.scale

    def borrow(self, other: "Figure") -> None:
        """Take the unit of another figure: 3-5天, 人数(人)≥50."""
        if self.unit is None:
            self.unit, self.dimension, self.scale = other.unit, other.dimension, other.scale


def read(language: Language, text: str, node: Any) -> Figure:
    """Understand an ``amount`` node."""
    children = node[3]
    token, start, end = children[0][3][0]
    figure = _begin(language, token, text[start:end])
    scale = ""
    for child in children[1:]:
        if child[0] == "ODD":
            figure.approximate = text[child[1]] != "+"
            figure.at_least = True
            scale = text[child[1] : child[2] - 1]
        elif child[0] == "AND_A_HALF":
            if isinstance(figure.value, (int, float)):
                figure.value += 0.5
        else:
            _unit(language, text, child, figure, scale)
            scale = ""
    if scale:
        figure.name(language, scale)
    return figure


def unit_of(language: Language, text: str, node: Any) -> Figure:
    """Give the unit that stands in brackets beside a figure: 人数(人)≥50."""
    figure = Figure()
    _unit(language, text, node, figure, "")
    return figure


def _begin(language: Language, token: str, word: str) -> Figure:
    if token == "NUMBER":  # noqa: S105 - a terminal's name
        return _digits(word)
    if token == "PRICE":  # noqa: S105 - as above
        figure = _digits("".join(char for char in word if char.isdecimal() or char == "."))
        figure.name(language, language.currency)
        return figure
    if token == "HALF":  # noqa: S105 - as above
        figure = Figure(50, "%", "share")
        figure.above = word.startswith(language.above_half)
        return figure
    return _WORDED[token](word)


def _negative(word: str) -> Figure:
    value = numerals.arabic(word)
    return Figure(value, fault=None if value else Kind.MALFORMED)


_WORDED: dict[str, Callable[[str], Figure]] = {
    "NEGATIVE": _negative,
    "CN_NUMBER": lambda word: Figure(numerals.chinese(word)),
    "STEP": lambda word: Figure(numerals.steps(word)),
    "HALF_UNIT": lambda _: Figure(0.5),
    "PERCENT_OF": lambda word: Figure(*numerals.percent_of(word), "share"),
    "FRACTION": lambda word: Figure(numerals.fraction(word), "%", "share"),
    "TENTHS": lambda word: Figure(numerals.tenths(word), "%", "share"),
    "RATIO": lambda word: Figure(word, None, "ratio"),
    "MIXED": lambda word: Figure(numerals.mixed(word)),
    "MASKED": lambda _: Figure(fault=Kind.MALFORMED),
    "BLANK": lambda _: Figure(fault=Kind.PLACEHOLDER),
}


def _digits(word: str) -> Figure:
    value = numerals.arabic(word)
    return Figure(value, fault=Kind.MALFORMED if value is None else None)


def _unit(language: Language, text: str, node: Any, figure: Figure, scale: str) -> None:
    divisors = ""
    for child in node[3]:
        if child[0] == "UNIT":
            figure.name(language, scale + text[child[1] : child[2]])
        elif child[0] == "per":
            divisor = _divisor(language, text, child)
            if divisor:
                times = divisors or text[child[1]] in _TIMES  # 人·天
                divisors += ("·" if times else "/") + divisor
    if divisors:
        figure.unit = (figure.unit or "") + divisors


def divided(language: Language, word: str) -> str:
    """Name a unit as it is named after "per": 元/人·月."""
    known = language.unit(word)
    canonical = known.canonical if known else word
    return language.in_divisors.get(canonical, canonical)


def _divisor(language: Language, text: str, node: Any) -> str:
    written = ""
    for name, start, end in node[3]:
        if name == "UNIT":
            written += divided(language, text[start:end])
        elif name != "PER":
            written += text[start:end]
    return written if node[3][-1][0] == "UNIT" else ""
