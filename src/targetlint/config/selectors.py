"""Which rules a word means: an id, a name, a prefix of ids (``TL2``), or ALL."""

from collections.abc import Iterable

from targetlint.rulebook import Rule

_EXACT = 100
# Letters and digits that are typed for one another.
_LOOKALIKES = str.maketrans("OILS", "0115")


def closeness(rule: Rule, selector: str) -> int | None:
    """Say how closely a selector means a rule: the closer one wins; None where it does not."""
    wanted = selector.strip()
    upper = wanted.upper()
    if upper == "ALL":
        return 0
    ids = [name.upper() for name in rule.ids]
    if upper in ids or wanted.lower() == rule.name:
        return _EXACT
    if upper.isalnum() and any(name.startswith(upper) for name in ids):
        return len(upper)
    return None


def closest(rule: Rule, selectors: Iterable[str]) -> tuple[int, int] | None:
    """Give the closest of several selectors that mean a rule: closeness and index."""
    found = [
        (close, index)
        for index, selector in enumerate(selectors)
        if (close := closeness(rule, selector)) is not None
    ]
    return max(found, key=lambda pair: (pair[0], -pair[1])) if found else None


def nearest_name(rules: Iterable[Rule], selector: str) -> str:
    """Give the id or name that a misspelt selector is most like; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

    names = [name for rule in rules for name in (rule.id, rule.name)]
    for name in names:
        if name.upper().translate(_LOOKALIKES) == selector.upper().translate(_LOOKALIKES):
            return name
    for spelt in (selector.upper(), selector.lower()):
        found = get_close_matches(spelt, names, 50, 0.6)
        if found:
            return max(found, key=lambda name: _alike(spelt, name))
    return ""


def _alike(one: str, other: str) -> int:
    """Count the places at which two words agree, from the beginning and from the end."""
    ahead = sum(a == b for a, b in zip(one, other, strict=False))
    behind = sum(a == b for a, b in zip(one[::-1], other[::-1], strict=False))
    return ahead + behind
