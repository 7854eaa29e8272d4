"""The usual way to write a target, and where a cell departs from it."""

from typing import Any

from targetlint.targets import numerals, quantities
from targetlint.targets.language import Language
from targetlint.targets.model import Kind, Notation, Part
from targetlint.targets.quantities import text_of

_PLAIN = {"AT_LEAST": ">=", "AT_MOST": "<="}
_USUAL_SIGNS = frozenset({">=", "<=", "≥", "≤"})
_WORDED = frozenset({"CN_NUMBER", "PERCENT_OF", "TENTHS"})
_UNSIGNED = frozenset({Kind.COUNT, Kind.DURATION, Kind.RELATIVE})
_AS_WRITTEN = frozenset({Kind.MALFORMED, Kind.PLACEHOLDER})


def canonical(language: Language, text: str, parts: list[Part]) -> str:
    """Write the promises of a target so that they read back the same."""
    if len(parts) == 1:
        return _part(language, text, parts[0])
    return language.usual["join"].join([_part(language, text, part) for part in parts])


def _part(language: Language, text: str, part: Part) -> str:
    if part.kind is Kind.DEADLINE and part.value:
        return _deadline(language.usual, part)
    if part.value is None or part.kind in _AS_WRITTEN:
        base = _base(language, part.base or "")
        if base and part.comparator:
            return part.comparator + base
        return text[part.start : part.end].strip()
    return _before(language, part) + _figure(language.usual, part) + (part.unit or "")


def _figure(usual: dict[str, str], part: Part) -> str:
    if part.comparator == "range":
        return f"{text_of(part.lower)}-{text_of(part.upper)}"
    sign = part.comparator or ""
    if sign == "=" and part.kind in _UNSIGNED:
        sign = ""
    if part.approximate and sign == ">=" and not part.explicit:
        return text_of(part.value) + usual["odd"]
    about = usual["about"] if part.approximate else ""
    return f"{sign}{about}{text_of(part.value)}"


def _before(language: Language, part: Part) -> str:
    if part.kind is Kind.RELATIVE:
        base = _base(language, part.base or "")
        than = language.usual["than"] + base if base else ""
        return than + (language.usual[part.change] if part.change else "")
    if part.per and "/" not in (part.unit or ""):
        return language.usual["each"] + part.per
    return ""


def _base(language: Language, base: str) -> str:
    if base[:1].isdigit():
        return _date(language.usual, base)
    return language.usual_base.get(base, "")


def _deadline(usual: dict[str, str], part: Part) -> str:
    value = str(part.value)
    if part.comparator == "range":
        first, _, last = value.partition("/")
        names: tuple[str, ...] = ("month",) if len(last) == 2 else ()  # noqa: PLR2004 - no year
        return f"{_date(usual, first, names)}{usual['to']}{_date(usual, last, names)}"
    if part.comparator == "<=":
        if len(value) == 10:  # noqa: PLR2004 - a whole ISO date
            return f"<={value}"
        each = usual["each"] + part.per if part.per else ""
        return each + _date(usual, value) + usual["before"]
    if part.comparator == "<" and value.endswith("-01") and not part.per:
        names = ("month",) if len(value) == 5 else ("year", "month")  # noqa: PLR2004 - no year
        return _date(usual, value[:-3], names) + usual["before"]
    return f"{part.comparator}{_date(usual, value)}"


def _date(usual: dict[str, str], iso: str, names: tuple[str, ...] = ()) -> str:
    """Write an ISO date, whole or in part, in words: 2023-07 → 2023年7月."""
    pieces = iso.split("-")
    if not names:
        year = len(pieces[0]) == 4  # noqa: PLR2004 - four digits
        names = ("year", "month", "day")[0 if year else -len(pieces) :]
    return "".join(
        [f"{int(piece)}{usual[name]}" for piece, name in zip(pieces, names, strict=False)]
    )


def notations(language: Language, raw: str, plain: str, items: list[Any]) -> list[Notation]:
    """Find what is written in an unusual way inside the promises of a target."""
    found: list[Notation] = []
    for item in items:
        if item[0] in {"quantity", "deadline"}:
            if raw is not plain:
                found += _characters(language.proper, raw, plain, item)
            found += _tokens(language, plain, item)
    return found


def _characters(proper: frozenset[str], raw: str, plain: str, node: Any) -> list[Notation]:
    found: list[Notation] = []
    at, end = node[1], node[2]
    while at < end:
        stop = at
        while stop < end and raw[stop] != plain[stop] and raw[stop] not in proper:
            stop += 1
        if stop > at and not raw[at:stop].isspace():
            wide = any("\uff01" <= char <= "\uff5e" for char in raw[at:stop])
            found.append(Notation("full-width" if wide else "comparator", at, stop, plain[at:stop]))
        at = max(stop, at + 1)
    return found


def _tokens(language: Language, plain: str, node: Any) -> list[Notation]:
    found: list[Notation] = []
    leaves = _leaves(node, [])
    previous = node[1]
    divided = False
    for name, start, end in leaves:
        divided = divided or name == "PER"
        if start > previous and not _latin(plain, previous, start):
            found.append(Notation("blank", previous, start, ""))
        previous = end
        if name == "UNIT":
            found += _unit(language, plain[start:end], start, end, divided=divided)
        elif name in _PLAIN:
            word = plain[start:end]
            if word not in _USUAL_SIGNS and word.isascii() and not word[0].isalpha():
                found.append(Notation("comparator", start, end, _PLAIN[name]))
        elif name in _WORDED:
            found.append(Notation("numeral", start, end, _in_digits(name, plain[start:end])))
        elif name == "OPEN":
            found += _brackets(language, plain, leaves, start)
    return found


def _brackets(language: Language, plain: str, leaves: list[Any], start: int) -> list[Notation]:
    """Find a unit in brackets: (%), (元/平方米)."""
    close = next((leaf for leaf in leaves if leaf[0] == "CLOSE" and leaf[1] > start), None)
    if close is None:
        return []
    inside = plain[start + 1 : close[1]].strip()
    known = language.unit(inside)
    return [Notation("bracket", start, close[2], known.canonical if known else inside)]


def _unit(language: Language, word: str, start: int, end: int, *, divided: bool) -> list[Notation]:
    known = language.unit(word)
    if known is None or (divided and known.dimension == "number"):  # 12/10万 is no money
        return []
    if known.dimension == "number":
        return [Notation("unit", start, end, f"{word}元")]
    odd = word if word in language.odd else word.lstrip("万亿千百十")
    if odd in language.odd and known.canonical != word:
        return [Notation("unit", start, end, known.canonical)]
    return []


def _in_digits(name: str, word: str) -> str:
    if name == "CN_NUMBER":
        return str(numerals.chinese(word))
    if name == "TENTHS":
        return f"{quantities.text_of(numerals.tenths(word))}%"
    value, unit = numerals.percent_of(word)
    return f"{quantities.text_of(value)}{unit}"


def _latin(text: str, start: int, end: int) -> bool:
    """Tell whether a blank parts Latin words, where it belongs."""
    before, after = text[start - 1], text[end] if end < len(text) else " "
    return (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())


def _leaves(node: Any, leaves: list[Any]) -> list[Any]:
    for child in node[3]:
        if len(child) == 3:  # noqa: PLR2004 - a token
            leaves.append(child)
        else:
            _leaves(child, leaves)
    return leaves
