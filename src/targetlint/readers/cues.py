"""What readers of documents go by: ``rules/layout.yaml`` and the label tables, at hand."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from targetlint import resources
from targetlint.bounds import bounds
from targetlint.forms.labels import labels, plain_label
from targetlint.forms.template import is_level1, is_level2, templates

_COLONS = ("：", ":")


@cache
def cue(name: str) -> Any:
    """Give one part of the layout data."""
    return resources.load("rules/layout.yaml")[name]


def limit(name: str) -> int:
    """Give a limit on what a document may hold."""
    return int(bounds("layout")[name])


@cache
def pattern(*path: str) -> re.Pattern[str]:
    """Give a pattern of the layout data, compiled; a list means any of its patterns."""
    node: Any = cue(path[0])
    for key in path[1:]:
        node = node[key]
    return re.compile("|".join(node) if isinstance(node, list) else node)


@lru_cache(maxsize=4096)
def field_key(text: str) -> str | None:
    """Give the normalised key of a label as printed, whatever template prints it."""
    if len(text) > 40 or not text.strip():  # noqa: PLR2004 - no label is that long
        return None
    return labels().field(text) or _template_labels().get(plain_label(text)[0])


@cache
def _template_labels() -> dict[str, str]:
    return {
        plain_label(label)[0]: key
        for template in templates().values()
        for label, key in template.labels.items()
    }


@lru_cache(maxsize=4096)
def column_key(text: str) -> str | None:
    """Give the normalised column of a heading of the indicator table."""
    return labels().column(text) if len(text) <= 40 else None  # noqa: PLR2004 - as above


@lru_cache(maxsize=4096)
def group_key(text: str) -> str | None:
    """Give the group that a heading opens."""
    return labels().group(text) if len(text) <= 40 else None  # noqa: PLR2004 - as above


@lru_cache(maxsize=4096)
def is_title(text: str) -> bool:
    """Say whether a line is the title of a form."""
    titles = cue("titles")
    bare = plain_label(text)[0]
    return len(bare) <= titles["longest"] and pattern("titles", "pattern").search(bare) is not None


@lru_cache(maxsize=4096)
def is_heading(text: str) -> bool:
    """Say whether a line is a heading without a value of its own."""
    return len(text) <= 40 and pattern("headings").match(plain_label(text)[0]) is not None  # noqa: PLR2004


def is_furniture(text: str) -> bool:
    """Say whether a line is a page number or the like."""
    return pattern("furniture").match(text.strip()) is not None


def is_money_unit(text: str) -> bool:
    """Say whether a text is a unit of money."""
    return text.strip() in labels().money_units


def bracketed_unit(text: str) -> str:
    """Give the unit of money that a text says and nothing else, as （万元） does."""
    bare = text.strip().strip("（）()")
    for label in cue("money_unit_labels"):
        bare = bare.removeprefix(label).lstrip("：:")
    return bare if bare in labels().money_units else ""


def money_unit_of(label: str) -> str:
    """Give the unit of money in the brackets at a label's end, or nothing."""
    return bracketed_unit(plain_label(label)[1])


def split_label(text: str) -> tuple[str, str] | None:
    """Split ``label：value`` at the colon where what stands before it is a known label."""
    at = -1
    for _ in range(3):
        at = min((found for c in _COLONS if (found := text.find(c, at + 1)) > 0), default=-1)
        if at < 0 or at > 40:  # noqa: PLR2004 - no label is that long
            return None
        if field_key(text[:at]) is not None:
            return text[: at + 1], text[at + 1 :]
    return None


def looks_like_label(text: str) -> bool:
    """Say whether a text nobody listed may be a label: short, no number, no sentence."""
    bare = plain_label(text)[0]
    rule = cue("unknown_label")
    return (
        0 < len(bare) <= rule["longest"]
        and pattern("unknown_label", "not").search(bare) is None
        and not any(mark in bare for mark in cue("ticks")["on"] + cue("ticks")["off"])
    )


def ends_with_colon(text: str) -> bool:
    """Say whether a text ends as labels do."""
    return text.rstrip().endswith(_COLONS)


def any_key(keys: Iterable[str | None], wanted: Iterable[str]) -> bool:
    """Say whether one of the keys is wanted."""
    wanted = set(wanted)
    return any(key in wanted for key in keys)


def pattern_text(*path: str) -> str:
    """Give a text of the layout data."""
    node: Any = cue(path[0])
    for key in path[1:]:
        node = node[key]
    return str(node)


def value_like(text: str) -> bool:
    """Say whether a text looks like the value of an indicator."""
    return pattern("value_like").search(text) is not None


def level_like(text: str) -> bool:
    """Say whether a text is a level name, listed or of the usual shape."""
    if is_level1(text) or is_level2(text):
        return True
    return (
        text.endswith(tuple(cue("level_endings"))) and looks_like_label(text) and len(text) > 2  # noqa: PLR2004 - the bare ending is no name
    )
