"""How a target would usually be written: the canonical wording, and where a cell departs from it."""

from typing import Any

from targetlint.targets import numerals, quantities
from targetlint.targets.language import Language
from targetlint.targets.model import Kind, Notation, Part

_PLAIN = {"AT_LEAST": ">=", "AT_MOST": "<="}
_USUAL_SIGNS = frozenset({">=", "<=", "≥", "≤"})
_WORDED = frozenset({"CN_NUMBER", "PERCENT_OF", "TENTHS"})


def canonical(language: Language, text: str, parts: list[Part]) -> str:
    """Write the promises of a target so that they read back the same."""
    return "；".join(_part(language, text, part) for part in parts)


def _part(language: Language, text: str, part: Part) -> str:
    match part.kind:
        case Kind.DEADLINE:
            return _deadline(part)
        case Kind.RELATIVE if part.value is None:
            if part.comparator:
                return f"{part.comparator}{_base(language, part.base or '')}"
            return text[part.start : part.end].strip()
        case kind if part.value is None or kind in {Kind.MALFORMED, Kind.PLACEHOLDER}:
            return text[part.start : part.end].strip()
    unit = part.unit or ""
    before = _before(language, part)
    if part.comparator == "range":
        return f"{before}{quantities.text_of(part.lower)}-{quantities.text_of(part.upper)}{unit}"
    sign = part.comparator or ""
    if sign == "=" and part.kind in {Kind.COUNT, Kind.DURATION, Kind.RELATIVE}:
        sign = ""
    value = quantities.text_of(part.value)
    if part.approximate and sign == ">=" and not part.explicit:
        return f"{before}{value}余{unit}"
    about = "约" if part.approximate else ""
    return f"{before}{sign}{about}{value}{unit}"


def _before(language: Language, part: Part) -> str:
    words = ""
    if part.kind is Kind.RELATIVE:
        if part.base:
            words = f"较{_base(language, part.base)}"
        if part.change:
            words += "下降" if part.change == "down" else "增长"
    elif part.per and "/" not in (part.unit or ""):
        words = f"每{part.per}"
    return words


def _base(language: Language, base: str) -> str:
    if base[:1].isdigit():
        return _date(base)
    return language.usual_base.get(base, base)


def _deadline(part: Part) -> str:
    value = str(part.value)
    if part.comparator == "range":
        first, _, last = value.partition("/")
        names = "月" if len(last) == 2 else ""  # noqa: PLR2004 - a month alone
        return f"{_date(first, names)}至{_date(last, names)}"
    if part.comparator == "<=":
        if len(value) == 10:  # noqa: PLR2004 - a whole ISO date
            return f"<={value}"
        return (f"每{part.per}" if part.per else "") + _date(value) + "前"
    if part.comparator == "<" and value.endswith("-01") and not part.per:
        return _date(value, "月" if len(value) == 5 else "年月") + "前"  # noqa: PLR2004 - no year
    return f"{part.comparator}{_date(value)}"


def _date(iso: str, names: str = "") -> str:
    """Write an ISO date, whole or in part, in words: 2023-07 → 2023年7月."""
    pieces = iso.split("-")
    names = names or ("年月日" if len(pieces[0]) == 4 else "月日" if len(pieces) > 1 else "日")  # noqa: PLR2004 - a year
    return "".join(f"{int(p)}{n}" for p, n in zip(pieces, names, strict=False))


def notations(language: Language, raw: str, plain: str, items: list[Any]) -> list[Notation]:
    """Find what is written in an unusual way inside the promises of a target."""
    found: list[Notation] = []
    for item in items:
        if item[0] in {"quantity", "deadline"}:
            if raw is not plain:
                found += _characters(raw, plain, item[1], item[2])
            found += _tokens(language, plain, item)
    return found


def _characters(raw: str, plain: str, start: int, end: int) -> list[Notation]:
    found: list[Notation] = []
    at = start
    while at < end:
        stop = at
        while stop < end and raw[stop] != plain[stop] and not raw[stop].isspace():
            stop += 1
        if stop > at:
            wide = any("\uff01" <= char <= "\uff5e" for char in raw[at:stop])
            found.append(
                Notation("full-width" if wide else "comparator", at, stop, plain[at:stop])
            )
        at = max(stop, at + 1)
    return found


def _tokens(language: Language, plain: str, node: Any) -> list[Notation]:
    found: list[Notation] = []
    previous = None
    for name, start, end in _leaves(node, []):
        word = plain[start:end]
        if previous is not None and start > previous and not _latin(plain, previous, start):
            found.append(Notation("blank", previous, start, ""))
        previous = end
        if name in _PLAIN and word.isascii() and not word[0].isalpha() and word not in _USUAL_SIGNS:
            found.append(Notation("comparator", start, end, _PLAIN[name]))
        elif name in _WORDED:
            found.append(Notation("numeral", start, end, _in_digits(name, word)))
        elif name == "UNIT":
            found += _unit(language, word, start, end)
        elif name == "BRACKETED":
            known = language.unit(word[1:-1].strip())
            if known:
                found.append(Notation("bracket", start, end, known.canonical))
    return found


def _unit(language: Language, word: str, start: int, end: int) -> list[Notation]:
    known = language.unit(word)
    if known is None:
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
