"""From a ``quantity`` node to the part it stands for: comparison, figures, unit, kind."""

from typing import Any, NamedTuple

from targetlint.targets import numerals
from targetlint.targets.language import Language
from targetlint.targets.model import Kind, Part

SIGNS = {"AT_LEAST": ">=", "MORE": ">", "AT_MOST": "<=", "LESS": "<"}
_TAILS = {"AND_MORE": ">=", "AND_LESS": "<=", "BEYOND": ">"}
_STRICT = {">=": ">", "<=": "<"}
# what these measure is complete in a bare figure
_EXACT = frozenset({"share", "money", "score", "ratio", "concentration"})
# these are said of a group or period, and not divided by it
_NOT_FOLDED = frozenset({"share", "time", "score", "ratio", "concentration"})
# a difference can be told in these
_DIFFERENCES = frozenset({"share", "ratio"})


class Figure(NamedTuple):
    """One figure with its unit."""

    value: int | float | None
    unit: str | None = None
    dimension: str | None = None
    scale: float = 1.0
    approximate: bool = False
    fault: Kind | None = None
    at_least: bool = False
    above: bool = False


class Around(NamedTuple):
    """What the words before a quantity say about it."""

    about: str = ""
    each: tuple[str, ...] = ()
    change: str | None = None
    base: str | None = None
    unit: Figure | None = None
    signs: tuple[str, ...] = ()


_NOTHING_AROUND = Around()


_NO_FIGURE = Figure(None)


def part(language: Language, text: str, node: Any, around: Around = _NOTHING_AROUND) -> Part:
    """Understand a quantity."""
    signs = list(around.signs)
    tails: list[str] = []
    figures: list[Figure] = []
    each = list(around.each)
    approximate = strict = False
    for child in node[3]:
        name = child[0]
        if name == "amount":
            figures.append(_amount(language, text, child))
        elif name == "limit":
            signs = [token[0] for token in child[3]]
        elif name == "tail":
            token, start, end = child[3][0]
            tails.append(token)
            strict = strict or any(w in text[start:end] for w in language.excludes)
        elif name == "about":
            approximate = True
        elif name == "EACH":
            each.append(language.counted_by(text[child[1] : child[2]]))
    approximate = approximate or "AROUND" in tails or any(f.approximate for f in figures)
    comparator, explicit = comparison(signs, tails, figures[0])
    if strict:
        comparator = _STRICT.get(comparator, comparator)
    figure = figures[0]
    if len(figures) > 1:
        figure = figure if figure.unit else figures[1]._replace(value=figure.value)
        figures = [figure, figures[1] if figures[1].unit else figure._replace(value=figures[1].value)]
        comparator = "range"
    if figure.unit is None and around.unit:
        beside = around.unit
        figure = figure._replace(
            unit=beside.unit, dimension=beside.dimension, scale=beside.scale
        )
    unit, per = _per(language, figure, each)
    fault = next((f.fault for f in figures if f.fault), None)
    values = [f.value for f in figures]
    return Part(
        kind=fault or _kind(figure._replace(unit=unit), comparator, around, explicit=explicit),
        start=node[1],
        end=_end(node),
        comparator=None if fault else comparator,
        value=None if fault else _value(values),
        lower=None if fault else _lower(comparator, values),
        upper=None if fault else _upper(comparator, values),
        unit=None if fault and figure.value is None else unit,
        dimension=figure.dimension,
        scale=figure.scale,
        base=around.base,
        explicit=explicit,
        approximate=approximate,
        about=around.about,
        per=per,
        change=around.change if figure.dimension in _DIFFERENCES or around.base else None,
    )


def _end(node: Any) -> int:
    """Give where a quantity ends; a bracket that turned out to hold no unit is not of it."""
    last = node[3][-1]
    while len(last) > 3 and last[3]:  # noqa: PLR2004 - a node
        if last[0] == "unit" and last[3][-1][0] == "OPEN":
            end: int = last[3][-1][1]
            return end
        last = last[3][-1]
    return int(node[2])


def text_of(value: float | str | None) -> str:
    """Write a value as text."""
    return numerals.written(value) if isinstance(value, (int, float)) else str(value)


def _value(values: list[int | float | None]) -> int | float | str | None:
    if len(values) == 1:
        return values[0]
    return "/".join(numerals.written(value) for value in values if value is not None)


def _lower(comparator: str, values: list[int | float | None]) -> int | float | None:
    return values[0] if comparator in {">=", ">", "=", "range"} else None


def _upper(comparator: str, values: list[int | float | None]) -> int | float | None:
    return values[-1] if comparator in {"<=", "<", "=", "range"} else None


def comparison(
    signs: list[str], tails: list[str], figure: Figure = _NO_FIGURE
) -> tuple[str, bool]:
    """Choose between what stands before and after: 达到90%以上 is at least."""
    for sign in signs:
        if sign in SIGNS:
            return SIGNS[sign], True
    for tail in tails:
        if tail in _TAILS:
            return _TAILS[tail], True
    if "HOLD" in signs:
        return "<=", True
    if figure.above:
        return ">", True
    if figure.at_least:
        return ">=", not figure.approximate
    return "=", bool(signs)


def _kind(figure: Figure, comparator: str, around: Around, *, explicit: bool) -> Kind:
    if around.base or (around.change and figure.dimension in _DIFFERENCES):
        return Kind.RELATIVE
    if figure.dimension == "time":
        return Kind.DURATION
    if comparator == "range":
        return Kind.RANGE
    if explicit:
        return Kind.EXACT if comparator == "=" else Kind.THRESHOLD
    if figure.dimension in _EXACT or figure.value == 0:
        return Kind.EXACT
    above, slash, below = (figure.unit or "").partition("/")
    if slash and below.lstrip("0123456789万亿千百十") == above:
        return Kind.EXACT
    return Kind.COUNT


def _per(language: Language, figure: Figure, each: list[str]) -> tuple[str | None, str | None]:
    """Fold 每生每年 into the unit (元/生·年), and tell the period or group it is counted by."""
    if figure.unit is None:
        return None, each[0] if each else None
    _, slash, below = figure.unit.partition("/")
    if slash:
        return figure.unit, below
    if not each:
        return figure.unit, None
    times = all(language.is_time(word) for word in each)
    if figure.dimension in _NOT_FOLDED or not (times or figure.dimension == "money"):
        return figure.unit, each[0]
    below = "·".join(divided(language, word) for word in each)
    return f"{figure.unit}/{below}", below


def _amount(language: Language, text: str, node: Any) -> Figure:
    figure = Figure(None)
    scale = ""
    for child in node[3]:
        name = child[0]
        if name == "figure":
            token, start, end = child[3][0]
            figure = _figure(token, text[start:end])
            if token == "PRICE":  # noqa: S105 - a terminal's name
                figure = _named(language, language.currency, figure)
        elif name == "ODD":
            plus = text[child[1]] == "+"
            scale = text[child[1] : child[2] - 1]
            figure = figure._replace(approximate=not plus, at_least=True)
        else:
            figure = _with_unit(language, text, child, figure, scale)
            scale = ""
    return _named(language, scale, figure) if scale else figure


def _figure(token: str, word: str) -> Figure:
    match token:
        case "NUMBER":
            return _digits(word)
        case "PRICE":
            return _digits("".join(char for char in word if char.isdigit() or char == "."))
        case "NEGATIVE":
            value = numerals.arabic(word)
            return Figure(value, fault=None if value else Kind.MALFORMED)
        case "CN_NUMBER":
            return Figure(numerals.chinese(word))
        case "HALF_UNIT":
            return Figure(0.5)
        case "PERCENT_OF":
            share, unit = numerals.percent_of(word)
            return Figure(share, unit, "share")
        case "FRACTION":
            return Figure(numerals.fraction(word), "%", "share")
        case "TENTHS":
            return Figure(numerals.tenths(word), "%", "share")
        case "HALF":
            return Figure(50, "%", "share", above=word[0] in "过超")
        case "MASKED":
            return Figure(None, fault=Kind.MALFORMED)
    return Figure(None, fault=Kind.PLACEHOLDER)


def _digits(word: str) -> Figure:
    value = numerals.arabic(word)
    return Figure(value, fault=Kind.MALFORMED if value is None else None)


def _named(language: Language, spelling: str, figure: Figure) -> Figure:
    """Give a figure its unit."""
    known = language.unit(spelling)
    if known is None:
        return figure._replace(unit=spelling)
    value = figure.value
    if known.restates and value is not None:
        value = numerals.tidy(value * known.scale)
    return figure._replace(
        value=value, unit=known.canonical, dimension=known.dimension, scale=known.scale
    )


def _with_unit(language: Language, text: str, node: Any, figure: Figure, scale: str) -> Figure:
    divisors = ""
    for child in node[3]:
        if child[0] == "UNIT":
            figure = _named(language, scale + text[child[1] : child[2]], figure)
        elif child[0] == "per":
            divisor = _divisor(language, text, child)
            if divisor:
                divisors += ("·" if divisors else "/") + divisor
    if divisors:
        return figure._replace(unit=(figure.unit or "") + divisors)
    return figure


def unit_of(language: Language, text: str, node: Any) -> Figure:
    """Give the unit that stands in brackets beside a figure: 人数(人)≥50."""
    return _with_unit(language, text, node, Figure(None), "")


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
