"""Charts as inline SVG: bars, and one bar in parts. No script, no style of their own."""

from collections.abc import Sequence
from typing import NamedTuple

from targetlint.reports.visible import cells
from targetlint.reports.xml import escape

_WIDTH, _ROW, _BAR, _LABEL, _FIGURE = 480, 24, 14, 190, 56


class Bar(NamedTuple):
    """A bar: its label, how long it is, its colour class, and what a click picks."""

    label: str
    size: int
    look: str
    pick: str = ""


def bars(entries: Sequence[Bar], title: str) -> str:
    """Give a chart with a bar for each entry."""
    longest = max((entry.size for entry in entries), default=1) or 1
    height = max(len(entries), 1) * _ROW
    room = _WIDTH - _LABEL - _FIGURE
    drawn = []
    for index, entry in enumerate(entries):
        top = index * _ROW
        length = max(round(room * entry.size / longest), 1)
        pick = f' data-pick="{escape(entry.pick)}" tabindex="0" role="button"' if entry.pick else ""
        drawn.append(
            f"<g{pick}><title>{escape(entry.label)}: {entry.size}</title>"
            f'<text x="0" y="{top + 16}">{escape(_short(entry.label))}</text>'
            f'<rect class="fill-{entry.look}" x="{_LABEL}" y="{top + 5}" width="{length}" '
            f'height="{_BAR}" rx="2"/>'
            f'<text class="faint" x="{_LABEL + length + 6}" y="{top + 16}">{entry.size:,}'
            "</text></g>"
        )
    return _svg(height, title, "".join(drawn))


def parts(entries: Sequence[Bar], title: str) -> str:
    """Give one bar divided among the entries, with a legend below it."""
    whole = sum(entry.size for entry in entries) or 1
    at, drawn = 0.0, []
    for index, entry in enumerate(entries):
        length = _WIDTH * entry.size / whole
        percent = f"{100 * entry.size / whole:.1f}%"
        top = 30 + index * _ROW
        drawn.append(
            f"<g><title>{escape(entry.label)}: {entry.size} ({percent})</title>"
            f'<rect class="fill-{entry.look}" x="{at:.1f}" y="0" width="{length:.1f}" height="18"/>'
            f'<rect class="fill-{entry.look}" x="0" y="{top}" width="12" height="12" rx="2"/>'
            f'<text x="20" y="{top + 11}">{escape(entry.label)}: {entry.size:,} ({percent})'
            "</text></g>"
        )
        at += length
    return _svg(30 + len(entries) * _ROW, title, "".join(drawn))


def _svg(height: int, title: str, drawn: str) -> str:
    box = f"0 0 {_WIDTH} {height}"
    return f'<svg viewBox="{box}" role="img" aria-label="{escape(title)}">{drawn}</svg>'


def _short(label: str) -> str:
    """Cut a label to the room it has, about seven pixels a cell."""
    room = _LABEL // 7
    if cells(label) <= room:
        return label
    while label and cells(label) > room - 1:
        label = label[:-1]
    return label + "…"
