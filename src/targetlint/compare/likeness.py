"""How much two names are alike, from 0 to 1."""

from collections import Counter
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from targetlint import resources

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}


@lru_cache(maxsize=8192)
def squeezed(name: str) -> str:
    """Give a name without blanks, full-width forms and case."""
    return "".join(name.translate(_WIDTH).lower().split())


@lru_cache(maxsize=8192)
def project_name(name: str) -> str:
    """Give the name of a project without the year in it."""
    import re  # noqa: PLC0415 - not needed where forms have codes

    words = "|".join(map(re.escape, resources.load("rules/compare.yaml")["year_words"]))
    bare = squeezed(name)
    return re.sub(rf"(?:19|20)\d\d(?:{words})?", "", bare) or bare


@lru_cache(maxsize=65536)
def likeness(one: str, other: str) -> float:
    """Give how much two names are alike; two blank ones are not."""
    one, other = squeezed(one), squeezed(other)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if not set(one) & set(other):
        return 0.0
    return max(_dice(one, other), SequenceMatcher(None, one, other, autojunk=False).ratio())


def _dice(one: str, other: str) -> float:
    """Give the share of pairs of neighbours that both have."""
    first, second = (Counter(pairwise(name)) for name in (one, other))
    whole = first.total() + second.total()
    return 2 * (first & second).total() / whole if whole else 0.0
