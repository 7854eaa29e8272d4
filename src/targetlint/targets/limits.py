"""Parts that are one: ≥60个且≤100个, 60≤x≤100, 不超过预算500万元, 一年两次."""

from targetlint.targets.model import Kind, Part
from targetlint.targets.quantities import text_of

_LOWER = frozenset({">=", ">"})
_UPPER = frozenset({"<=", "<"})
_CHAINS = frozenset("≤<")
_BREAKS = ";。\n"
_COMPARED = frozenset({Kind.THRESHOLD, Kind.DURATION})


def join(text: str, found: list[Part]) -> list[Part]:
    """Put limits that belong together into one part."""
    if len(found) < 2:  # noqa: PLR2004 - two limits
        return found
    joined = [found[0]]
    for part in found[1:]:
        last = joined[-1]
        if last.kind is Kind.PLACEHOLDER and len(joined) > 1 and _opens(text, joined[-2], part):
            joined.pop()  # the x between
            last = joined[-1]
        if _opens(text, last, part):
            joined[-1] = _interval(last._replace(comparator=">="), part)
        elif _closes(text, last, part):
            joined[-1] = _interval(last, part)
        else:
            joined.append(part)
    return joined


def with_base(one: Part, two: Part) -> Part | None:
    """Read 不超过预算500万元 as the ceiling it names."""
    named = one.kind is Kind.RELATIVE and one.value is None and one.comparator
    if not named or not isinstance(two.value, (int, float)) or two.kind is Kind.RELATIVE:
        return None
    if two.explicit and two.comparator != one.comparator:
        return None
    comparator = one.comparator or "="
    exact = comparator == "="
    return two._replace(
        kind=two.kind if two.kind is Kind.DURATION else Kind.EXACT if exact else Kind.THRESHOLD,
        start=one.start,
        comparator=comparator,
        lower=two.value if comparator[0] != "<" else None,
        upper=two.value if comparator[0] != ">" else None,
        explicit=True,
        about=one.about,
    )


def how_often(one: Part, two: Part, divisors: dict[str, str]) -> Part | None:
    """Read 一年两次 as so many times a year."""
    period = one.kind is Kind.DURATION and one.comparator == "=" and not one.explicit
    unit = one.unit or ""
    if not period or two.dimension != "count" or not two.unit or "/" in two.unit:
        return None
    length = "" if one.value == 1 else text_of(one.value)
    below = length + divisors.get(unit, unit)
    return two._replace(start=one.start, unit=f"{two.unit}/{below}", per=below, about=one.about)


def _opens(text: str, one: Part, two: Part) -> bool:
    """Tell whether a bare figure opens a chain: 60 in 60≤x≤100."""
    between = text[one.end : two.start]
    return (
        not one.explicit
        and isinstance(one.value, (int, float))
        and two.comparator in _UPPER
        and isinstance(two.value, (int, float))
        and between.lstrip()[:1] in _CHAINS
        and not any(char in between for char in _BREAKS)
    )


def _closes(text: str, one: Part, two: Part) -> bool:
    """Tell whether a second limit bounds the same quantity from the other side."""
    opposite = (one.comparator in _LOWER and two.comparator in _UPPER) or (
        one.comparator in _UPPER and two.comparator in _LOWER
    )
    return (
        opposite
        and one.kind in _COMPARED
        and two.kind in _COMPARED
        and (one.unit == two.unit or one.unit is None or two.unit is None)
        and not two.about
        and not any(char in text[one.end : two.start] for char in _BREAKS)
    )


def _interval(one: Part, two: Part) -> Part:
    lower, upper = (one, two) if one.comparator in _LOWER else (two, one)
    named = one if one.unit else two
    return named._replace(
        kind=Kind.DURATION if named.dimension == "time" else Kind.RANGE,
        start=one.start,
        end=two.end,
        comparator="range",
        value=f"{text_of(lower.value)}/{text_of(upper.value)}",
        lower=lower.value,
        upper=upper.value,
        about=one.about,
        explicit=True,
    )
