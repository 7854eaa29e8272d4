"""How much is taken before it is refused: as shipped, or as the settings for a file say.

The figures stand in ``rules/limits.yaml`` and, for documents, in ``rules/layout.yaml``; which of
them ``limits:`` in the settings changes, and by which name, in the former.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from targetlint import resources

# What people wrote: names and figures, in a fixed order.
Said = tuple[tuple[str, float], ...]

_LAYOUT = "layout"
_changed: Mapping[str, Mapping[str, Any]] = {}


def bounds(part: str) -> Mapping[str, Any]:
    """Give the figures of a part (``input``, ``layout``, ``time``) for the file at hand."""
    return _changed.get(part) or _shipped(part)


def use(said: Said) -> None:
    """Go by what the settings of a file say, until the next file."""
    global _changed  # noqa: PLW0603 - a process reads one file at a time
    if said or _changed:
        _changed = _with(said)


def _shipped(part: str) -> Mapping[str, Any]:
    if part == _LAYOUT:
        found: Mapping[str, Any] = resources.load("rules/layout.yaml")["limits"]
    else:
        found = resources.load("rules/limits.yaml")[part]
    return found


@lru_cache(maxsize=64)
def _with(said: Said) -> Mapping[str, Mapping[str, Any]]:
    """Give the parts that settings change, whole."""
    changed: dict[str, dict[str, Any]] = {}
    known: Mapping[str, list[str]] = _shipped("settings")
    for name, figure in said:
        for place in known[name]:
            part, key = place.split(".")
            changed.setdefault(part, dict(_shipped(part)))[key] = figure
    return changed
