"""From a ``quantity`` node to the part it stands for: comparison, figures, kind."""

from typing import Any, NamedTuple

from targetlint.targets import figures, numerals
from targetlint.targets.figures import Figure
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
DIFFERENCES = frozenset({"share", "ratio"})


class Around(NamedTuple):
    """What the words before a quantity say about it."""

    about: str = ""
    each: tuple[str, ...] = ()
    change: str | None = None
    base: str | None = None
    unit: Figure | None = None
    signs: tuple[str, ...] = ()


_NOTHING_AROUND = Around()


class _Written:
    """What stands in a quantity, gathered."""

    __slots__ = ("approximate", "each", "figures", "signs", "strict", "tails", "tolerance")

    def __init__(self, language: Language, text: str, node: Any, around: Around) -> None:
        self.signs = around.signs
        self.each = around.each
        self.tails: tuple[str, ...] = ()
        self.figures: list[Figure] = []
        self.approximate = self.strict = self.tolerance = False
        for child in node[3]:
            name = child[0]
            if name == "amount":
                self.figures.append(figures.read(language, text, child))
            elif name == "limit":
                self.signs = tuple([token[0] for token in child[3]])
            elif name == "tail":
                token, start, end = child[3][0]
                self.tails += (token,)
                self.strict = any(word in text[start:end] for word in language.excludes)
            elif name == "about":
                self.approximate = True
            elif name == "PLUS_MINUS":
                self.tolerance = True
            elif name == "EACH":
                self.each += (language.counted_by(text[child[1] : child[2]]),)


def part(language: Language, text: str, node: Any, around: Around = _NOTHING_AROUND) -> Part:
    """Understand a quantity."""
    written = _Written(language, text, node, around)
    found = written.figures
    figure = found[0]
    comparator, explicit = comparison(written.signs, written.tails, figure)
    if written.strict:
        comparator = _STRICT.get(comparator, comparator)
    value, lower, upper = _bounds(comparator, figure.value)
    if written.tolerance and not (explicit and written.signs):
        found = _spread(found)
    if len(found) > 1:
        comparator, value, lower, upper = _interval(found)
        figure = found[0]
    if around.unit:
        figure.borrow(around.unit)
    figure.unit, per = _per(language, figure, written.each)
    kind = _kind(figure, comparator, around, explicit=explicit)
    read = Part(
        kind,
        node[1],
        _end(node),
        comparator,
        value,
        lower,
        upper,
        figure.unit,
        figure.dimension,
        figure.scale,
        around.base,
        explicit,
        written.approximate or figure.approximate or "AROUND" in written.tails,
        around.about,
        per,
        around.change,
    )
    fault = next((each.fault for each in found if each.fault), None)
    return _spoilt(read, fault, figure) if fault else read


def _spoilt(read: Part, fault: Kind, figure: Figure) -> Part:
    """Give a part whose figure cannot be read: no comparison holds, and no value."""
    unit = read.unit if figure.value is not None else None
    return read._replace(kind=fault, comparator=None, value=None, lower=None, upper=None, unit=unit)


_NO_FIGURE = Figure()


def comparison(
    signs: tuple[str, ...], tails: tuple[str, ...], figure: Figure = _NO_FIGURE
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


def text_of(value: float | str | None) -> str:
    """Write a value as text."""
    return numerals.written(value) if isinstance(value, (int, float)) else str(value)


Bound = float | str | None


def _bounds(comparator: str, value: Bound) -> tuple[Bound, Bound, Bound]:
    """Give value, lower and upper bound of one figure."""
    if comparator[0] == ">":
        return value, value, None
    if comparator[0] == "<":
        return value, None, value
    return value, value, value


def _interval(found: list[Figure]) -> tuple[str, Bound, Bound, Bound]:
    first, last = found
    first.borrow(last)
    last.borrow(first)
    return "range", f"{text_of(first.value)}/{text_of(last.value)}", first.value, last.value


def _spread(found: list[Figure]) -> list[Figure]:
    """Give both ends of 20±2, ±5%."""
    middle, width = found[0].value if len(found) > 1 else 0, found[-1].value
    if not isinstance(middle, (int, float)) or not isinstance(width, (int, float)):
        return found
    ends = [Figure(numerals.tidy(middle - width)), Figure(numerals.tidy(middle + width))]
    for end in ends:
        end.borrow(found[-1])
        end.borrow(found[0])
    return ends


def _kind(figure: Figure, comparator: str, around: Around, *, explicit: bool) -> Kind:
    if around.base or (around.change and figure.dimension in DIFFERENCES):
        return Kind.RELATIVE
    if figure.dimension == "time":
        return Kind.DURATION
    if comparator == "range":
        return Kind.RANGE
    if explicit and comparator != "=":
        return Kind.THRESHOLD
    complete = figure.dimension in _EXACT or figure.value == 0 or _is_rate(figure.unit or "")
    return Kind.EXACT if explicit or complete else Kind.COUNT


def _is_rate(unit: str) -> bool:
    """Tell whether like is divided by like: 5人/10万人."""
    above, slash, below = unit.partition("/")
    return bool(slash) and below.endswith(above) and below != above


def _per(
    language: Language, figure: Figure, each: tuple[str, ...]
) -> tuple[str | None, str | None]:
    """Fold 每生每年 into the unit (元/生·年), and tell the period or group it is counted by."""
    if figure.unit is None:
        return None, each[0] if each else None
    if "/" in figure.unit:
        above, _, below = figure.unit.partition("/")
        if each and figure.dimension == "money":  # 每人1200元/年
            below = "·".join([word for word in each if word not in below] + [below])
        return f"{above}/{below}", below
    if not each:
        return figure.unit, None
    times = all(language.is_time(word) for word in each)
    if figure.dimension in _NOT_FOLDED or not (times or figure.dimension == "money"):
        return figure.unit, each[0]
    below = "·".join([figures.divided(language, word) for word in each])
    return f"{figure.unit}/{below}", below


def _end(node: Any) -> int:
    """Give where a quantity ends; a bracket that turned out to hold no unit is not of it."""
    last = node[3][-1]
    while len(last) > 3 and last[3]:  # noqa: PLR2004 - a node
        child = last[3][-1]
        if child[0] == "OPEN" and last[0] == "unit":
            return int(child[1])
        last = child
    return int(node[2])
