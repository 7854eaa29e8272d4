"""A piece of the source with its place marked, fit for a terminal.

Marks line up under Chinese text, since columns are turned into the cells that a terminal
draws. A long line is shortened around the place.
"""

from collections.abc import Iterator
from typing import NamedTuple

from targetlint.findings import Place
from targetlint.reports.visible import cells, visible

_LINES = 3
_GAP = "…"


class Marked(NamedTuple):
    """A line to show: its text, the cells before the mark, and the cells of the mark.

    A mark of no cells stands on a line within a longer place that holds nothing of it.
    """

    text: str
    before: int
    mark: int


def marked(line: str, start: int, end: int, room: int, *, wide: bool = False) -> Marked:
    """Mark ``line[start:end]``, shortening the line to ``room`` cells around the start."""
    start = min(start, len(line))
    end = min(max(end, start), len(line))
    low, high = _window(line, start, room, wide=wide)
    head = visible(line[low:start])
    stretch = visible(line[start : min(end, high)])
    tail = visible(line[min(end, high) : high])
    left = _GAP if low else ""
    right = _GAP if high < len(line) else ""
    return Marked(
        left + head + stretch + tail + right,
        cells(left + head, wide=wide),
        max(cells(stretch, wide=wide), 1),
    )


def _window(line: str, start: int, room: int, *, wide: bool) -> tuple[int, int]:
    """Give the part of a line that fits, with the start in it and something before it."""
    if len(line) <= room and cells(visible(line), wide=wide) <= room:
        return 0, len(line)
    room = max(room - 2 * cells(_GAP, wide=wide), 8)
    behind = _reach(line[start : start + room], room * 2 // 3, wide=wide)
    used = cells(visible(line[start : start + behind]), wide=wide)
    before = _reach(line[max(start - room, 0) : start][::-1], room - used, wide=wide)
    used += cells(visible(line[start - before : start]), wide=wide)
    behind += _reach(line[start + behind : start + behind + room], room - used, wide=wide)
    return start - before, start + behind


def _reach(text: str, room: int, *, wide: bool) -> int:
    """Count the characters from the beginning that fit into so many cells."""
    for count, char in enumerate(text):
        room -= cells(visible(char), wide=wide)
        if room < 0:
            return count
    return len(text)


def frame(where: Place, room: int, *, wide: bool = False) -> Iterator[tuple[str, Marked]]:
    """Give the lines of a place with their numbers; no number in a document without lines."""
    last = where.end_line - where.line
    for index, line in enumerate(where.lines[:_LINES]):
        start = where.column - 1 if index == 0 else len(line) - len(line.lstrip())
        end = where.end_column - 1 if index == last else len(line)
        number = "" if where.place is not None else str(where.line + index)
        shown = marked(line, start, end, room, wide=wide)
        yield number, shown._replace(mark=0) if index and end <= start else shown
