"""Ruling lines to tables: cells are what no line divides."""

from typing import NamedTuple

from targetlint.readers.pdf_page import Page, Ruling

_SNAP = 3.0
_COVER = 0.6


class Box(NamedTuple):
    """A cell: its edges, its first row and how many rows it covers."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    rows: int


class _Groups:
    """Numbers that belong together (a union-find)."""

    def __init__(self, size: int) -> None:
        self.owner = list(range(size))

    def find(self, number: int) -> int:
        owner = self.owner
        while owner[number] != number:
            owner[number] = owner[owner[number]]
            number = owner[number]
        return number

    def join(self, one: int, other: int) -> None:
        self.owner[self.find(one)] = self.find(other)


class Grid(NamedTuple):
    """A ruled table: its edges and its cells, row by row."""

    left: float
    top: float
    right: float
    bottom: float
    boxes: list[Box]


def grids(page: Page) -> list[Grid]:
    """Find the ruled tables of a page, from top to bottom."""
    across = _snapped(page.across)
    down = _snapped(page.down)
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        return []
    found = [_grid(*part) for part in _parts(across, down)]
    return sorted((grid for grid in found if grid is not None), key=lambda grid: grid.top)


_MOST_LINES = 2000


def _snapped(lines: list[Ruling]) -> list[Ruling]:
    """Put lines that nearly coincide on one place, and join their pieces."""
    result: list[Ruling] = []
    group: list[Ruling] = []
    for line in sorted(lines):
        if group and line.at - group[-1].at > _SNAP:
            result += _joined(group)
            group = []
        group.append(line)
    return result + _joined(group)


def _joined(group: list[Ruling]) -> list[Ruling]:
    if not group:
        return []
    at = sum(line.at for line in group) / len(group)
    pieces: list[Ruling] = []
    for line in sorted(group, key=lambda line: line.start):
        last = pieces[-1] if pieces else None
        if last is not None and line.start <= last.end + _SNAP:
            pieces[-1] = Ruling(at, last.start, max(last.end, line.end))
        else:
            pieces.append(Ruling(at, line.start, line.end))
    return pieces


def _parts(across: list[Ruling], down: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Part the lines into those that hang together."""
    groups = _Groups(len(across) + len(down))
    for i, h in enumerate(across):
        for j, v in enumerate(down):
            touch = (
                h.start - _SNAP <= v.at <= h.end + _SNAP
                and v.start - _SNAP <= h.at <= v.end + _SNAP
            )
            if touch:
                groups.join(i, len(across) + j)
    parts: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for i, h in enumerate(across):
        parts.setdefault(groups.find(i), ([], []))[0].append(h)
    for j, v in enumerate(down):
        parts.setdefault(groups.find(len(across) + j), ([], []))[1].append(v)
    return [part for part in parts.values() if len(part[0]) > 1 and len(part[1]) > 1]


def _grid(across: list[Ruling], down: list[Ruling]) -> Grid | None:
    xs = sorted({line.at for line in down})
    ys = sorted({line.at for line in across})
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns * rows <= 1 or columns * rows > _MOST_CELLS:
        return None
    groups = _Groups(columns * rows)
    walls, floors = _by_place(down), _by_place(across)
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column and not _line_at(walls[xs[column]], ys[row], ys[row + 1]):
                groups.join(here, here - 1)
            if row and not _line_at(floors[ys[row]], xs[column], xs[column + 1]):
                groups.join(here, here - columns)
    cells: dict[int, list[tuple[int, int]]] = {}
    for row in range(rows):
        for column in range(columns):
            cells.setdefault(groups.find(row * columns + column), []).append((row, column))
    boxes = [_box(parts, xs, ys) for parts in cells.values()]
    boxes.sort(key=lambda box: (box.row, box.left))
    return Grid(xs[0], ys[0], xs[-1], ys[-1], boxes)


_MOST_CELLS = 20000


def _by_place(lines: list[Ruling]) -> dict[float, list[Ruling]]:
    places: dict[float, list[Ruling]] = {}
    for line in lines:
        places.setdefault(line.at, []).append(line)
    return places


def _line_at(lines: list[Ruling], start: float, end: float) -> bool:
    """Say whether one of the lines stands between two neighbours."""
    wanted = _COVER * (end - start)
    return any(min(line.end, end) - max(line.start, start) >= wanted for line in lines)


def _box(parts: list[tuple[int, int]], xs: list[float], ys: list[float]) -> Box:
    rows = [row for row, _ in parts]
    columns = [column for _, column in parts]
    top, bottom = min(rows), max(rows)
    return Box(
        xs[min(columns)],
        ys[top],
        xs[max(columns) + 1],
        ys[bottom + 1],
        top,
        bottom - top + 1,
    )
