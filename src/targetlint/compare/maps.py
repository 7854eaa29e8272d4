"""A map file: which indicator or project of last year answers to which of this year.

indicators:
  - {last: 接待团组数量, this: 接待批次}
  - {last: 产出目标/数量/课题数量, this: null, project: 合作交流工作业务费}
projects:
  - {last: 合作交流工作业务费, this: 合作交流经费}
"""

from pathlib import Path
from typing import Any, NamedTuple

from targetlint.compare.likeness import squeezed
from targetlint.located import At, Fault, Located, read_yaml

NOTHING = ""
_PARTS = ("indicators", "projects")
_KEYS = frozenset({"last", "this", "project"})


class Entry(NamedTuple):
    """A pair that somebody names; empty where a side has no counterpart."""

    last: str
    this: str
    project: str = ""
    at: At = ()


class Map(NamedTuple):
    """What a map file says."""

    rows: tuple[Entry, ...] = ()
    projects: tuple[Entry, ...] = ()
    located: Located | None = None

    def rows_of(self, last: str, this: str) -> list[Entry]:
        """Give the entries that speak of a pair of projects."""
        names = {squeezed(last), squeezed(this)}
        return [
            entry for entry in self.rows if not entry.project or squeezed(entry.project) in names
        ]


def read_map(path: str) -> Map:
    """Read a map file."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Fault("config-not-readable", {"problem": problem}, path) from None
    located = read_yaml(data, path)
    content = located.data
    if not isinstance(content, dict):
        raise located.fault("compare-map-broken", (), {"problem": "-"})
    for key in content:
        if key not in _PARTS:
            raise located.fault("compare-map-broken", (key,), {"problem": key})
    rows, projects = (_entries(content.get(part), part, located) for part in _PARTS)
    return Map(rows, projects, located)


def _entries(content: Any, part: str, located: Located) -> tuple[Entry, ...]:
    if content is None:
        return ()
    if not isinstance(content, list):
        raise located.fault("compare-map-broken", (part,), {"problem": part})
    return tuple(_entry(said, (part, index), located) for index, said in enumerate(content))


def _entry(said: Any, at: At, located: Located) -> Entry:
    if not isinstance(said, dict) or not {"last", "this"} <= said.keys():
        raise located.fault("compare-map-entry", at)
    for key in said:
        if key not in _KEYS:
            raise located.fault("compare-map-broken", (*at, key), {"problem": key})
    last, this, project = (
        NOTHING if said.get(key) is None else str(said[key]) for key in ("last", "this", "project")
    )
    if last == this == NOTHING:
        raise located.fault("compare-map-entry", at)
    return Entry(last, this, project, at)
