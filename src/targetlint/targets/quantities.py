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
    unit: str | None = None


_NOTHING_AROUND = Around()


_NO_FIGURE = Figure(None)


def part(language: Language, text: str, node: Any, around: Around = _NOTHING_AROUND) -> Part:
    """Understand a quantity."""
    signs: list[str] = []
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
            each.append(each_unit(text[child[1] : child[2]]))
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
        known = language.unit(around.unit)
        if known:
            figure = figure._replace(
                unit=known.canonical, dimension=known.dimension, scale=known.scale
            )
    unit, per = _per(figure, each)
    fault = next((f.fault for f in figures if f.fault), None)
    values = [f.value for f in figures]
    return Part(
        kind=fault or _kind(figure._replace(unit=unit), comparator, around, explicit=explicit),
        start=node[1],
        end=node[2],
        comparator=comparator if not fault or (explicit and fault is Kind.MALFORMED) else None,
        value=None if fault else _value(values),
        lower=None if fault else _lower(comparator, values),
        upper=None if fault else _upper(comparator, values),
        unit=unit,
        dimension=figure.dimension,
        scale=figure.scale,
        base=around.base,
        explicit=explicit,
        approximate=approximate,
        about=around.about,
        per=per,
        change=around.change if figure.dimension in _DIFFERENCES or around.base else None,
    )


def each_unit(word: str) -> str:
    """Give what 每人, 每个月, 平均每亩 or 人均 counts by."""
    for prefix in ("平均", "每", "一", "1"):
        word = word.removeprefix(prefix)
    if len(word) > 1:
        word = word.removeprefix("个")
    return word.removesuffix("均") if len(word) > 1 else word


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
        return ">=", True
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


def _per(figure: Figure, each: list[str]) -> tuple[str | None, str | None]:
    """Fold 每生每年 into the unit of a sum (元/生·年); elsewhere it is a period or a group."""
    if not each:
        return figure.unit, None
    if figure.dimension == "money" and figure.unit and "/" not in figure.unit:
        return f"{figure.unit}/{'·'.join(each)}", None
    return figure.unit, each[0]


def _amount(language: Language, text: str, node: Any) -> Figure:
    figure = Figure(None)
    spelling = ""
    for child in node[3]:
        name = child[0]
        if name == "figure":
            token, start, end = child[3][0]
            spelling = text[start:end]
            figure = _figure(token, spelling)
        elif name == "ODD":
            plus = text[child[1]] == "+"
            figure = figure._replace(approximate=not plus, at_least=plus)
        else:
            figure = _with_unit(language, text, child, figure)
    return figure


def _figure(token: str, word: str) -> Figure:
    match token:
        case "NUMBER":
            value = numerals.arabic(word)
            return Figure(value, fault=Kind.MALFORMED if value is None else None)
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


def _with_unit(language: Language, text: str, node: Any, figure: Figure) -> Figure:
    token, start, end = node[3][0]
    spelling = text[start:end]
    if token == "BRACKETED":  # noqa: S105 - a terminal's name
        spelling = spelling[1:-1].strip()
    known = language.unit(spelling)
    if known is None:
        return figure._replace(unit=spelling)
    name, value = known.canonical, figure.value
    if known.restates and value is not None:
        value = numerals.tidy(value * known.scale)
        return figure._replace(value=value, unit=name, dimension=known.dimension)
    divisors = [_divisor(language, text, per) for per in node[3][1:]]
    divisors = [divisor for divisor in divisors if divisor]
    if divisors:
        name = f"{name}/{'·'.join(divisors)}"
    return figure._replace(unit=name, dimension=known.dimension, scale=known.scale)


def _divisor(language: Language, text: str, node: Any) -> str:
    written = ""
    for name, start, end in node[3]:
        if name == "UNIT":
            known = language.unit(text[start:end])
            written += known.canonical if known else text[start:end]
        elif name == "NUMBER":
            written += text[start:end]
    return written
