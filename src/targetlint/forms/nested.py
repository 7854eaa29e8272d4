"""Indicators nested by level: ``绩效目标: {产出目标: {数量: {接待团组数量: ">=60个"}}}``."""

from typing import Protocol

from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.source import Span

_LEVELS = ("level1", "level2", "level3")
_DEPTH = len(_LEVELS)
# Columns that show a mapping below the second level to be a row.
_OF_A_ROW = frozenset({"target", "value", "comparator", "weight", "level3"})

Path = tuple[Scalar, ...]


class Rows(Protocol):
    """What gathers the rows that are found."""

    def add(self, node: Node, cells: dict[str, Scalar], heading: Scalar | None = None) -> None:
        """Add a row."""

    def add_empty(self, label: Scalar) -> None:
        """Note a section without a row."""

    def row(self, item: Node, heading: Scalar | None) -> None:
        """Take a whole row."""

    def cells(self, item: Mapping) -> dict[str, Scalar]:
        """Sort the entries of a row by column."""

    def column(self, label: str) -> str | None:
        """Give the column that a label names."""

    def horizon(self, label: Scalar) -> Scalar | None:
        """Give the marker that a heading stands for."""


def follow(rows: Rows, node: Mapping, heading: Scalar | None, path: Path = ()) -> None:
    """Follow the levels down to the targets."""
    for label, value in node.entries:
        set_of_rows = rows.horizon(label) if not path and heading is None else None
        here = (*path, label)
        if set_of_rows is not None and not isinstance(value, Scalar):
            _set(rows, value, set_of_rows)
        elif isinstance(value, Mapping):
            _branch(rows, value, here, heading)
        elif isinstance(value, Sequence):
            _twigs(rows, value, here, heading)
        elif not value.text.strip() and len(here) == 1:
            rows.add_empty(label)
        else:
            _leaf(rows, value, here, heading)


def _set(rows: Rows, value: Mapping | Sequence, heading: Scalar) -> None:
    """Take one of two sets of indicators that stand side by side (长期, 年度)."""
    if isinstance(value, Mapping):
        follow(rows, value, heading)
        return
    for item in value.items:
        rows.row(item, heading)


def _branch(rows: Rows, value: Mapping, here: Path, heading: Scalar | None) -> None:
    columns = {rows.column(key.text) for key, _ in value.entries}
    if len(here) > 1 and columns & _OF_A_ROW:
        names = _LEVELS if len(here) >= _DEPTH else _LEVELS[:-1]
        span = Span(here[-1].span.start, value.span.end)
        _add(rows, Mapping(span, value.entries), rows.cells(value), names, here, heading=heading)
    elif not value.entries and len(here) == 1:
        rows.add_empty(here[0])
    else:
        follow(rows, value, heading, here)


def _twigs(rows: Rows, value: Sequence, here: Path, heading: Scalar | None) -> None:
    """Take a list under a level: rows that lack the levels above them."""
    if not value.items and len(here) == 1:
        rows.add_empty(here[0])
    for item in value.items:
        if not isinstance(item, Mapping):
            rows.row(item, heading)
        elif any(rows.column(key.text) for key, _ in item.entries):
            _add(rows, item, rows.cells(item), _LEVELS, here, heading=heading)
        else:
            follow(rows, item, heading, here)


def _add(  # noqa: PLR0913 - a row and where it hangs
    rows: Rows,
    node: Mapping,
    cells: dict[str, Scalar],
    names: tuple[str, ...],
    here: Path,
    *,
    heading: Scalar | None,
) -> None:
    for name, label in zip(names, here, strict=False):
        cells.setdefault(name, label)
    rows.add(node, cells, heading)


def _leaf(rows: Rows, value: Scalar, here: Path, heading: Scalar | None) -> None:
    """Take a target under its levels; the last one is the name, whatever the depth."""
    *levels, name = here
    cells = dict(zip(_LEVELS[:-1], levels, strict=False)) | {"level3": name, "target": value}
    rows.add(Mapping(Span(name.span.start, value.span.end)), cells, heading)
