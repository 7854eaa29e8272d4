"""The rows of the indicator table, from a list of rows or from indicators nested by level."""

from targetlint.forms.labels import labels, plain_label
from targetlint.forms.model import Indicator, Remark
from targetlint.forms.shapes import shape, shape_words
from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.source import Span

_LEVELS = ("level1", "level2", "level3")


class RowBuilder:
    """Gathers the indicators of one form, in the order written."""

    def __init__(self) -> None:
        """Begin with no rows."""
        self.indicators: list[Indicator] = []
        self.remarks: list[Remark] = []
        self.empty_levels: list[tuple[str, Scalar]] = []
        self.columns: set[str] = set()
        self.seen_labels: set[str] = set()
        self.label: Scalar | None = None
        self._table = labels()

    @property
    def level_names(self) -> tuple[set[str], set[str]]:
        """The level-1 and the level-2 names that occur."""
        first = {row.level1 for row in self.indicators} | {n for n, _ in self.empty_levels}
        return first - {""}, {row.level2 for row in self.indicators} - {""}

    def looks_like_rows(self, node: Node) -> bool:
        """Whether a node under an unknown key is a list of indicator rows."""
        if not isinstance(node, Sequence) or not node.items:
            return False
        first = node.items[0]
        if not isinstance(first, Mapping):
            return False
        known = {self._table.column(key.text) for key, _ in first.entries}
        return len(known & {"level1", "level2", "level3", "target"}) > 1

    def take(self, label: Scalar, node: Node) -> None:
        """Take a list of rows or a tree of levels that stands under a label."""
        if self.label is None:
            self.label = label
        horizon = self._table.horizon(label.text)
        heading = Scalar(horizon, label.span) if horizon else None
        if isinstance(node, Sequence):
            for item in node.items:
                self._row(item, heading)
        elif isinstance(node, Mapping):
            self._tree(node, (), heading)

    def _row(self, item: Node, heading: Scalar | None) -> None:
        if not isinstance(item, Mapping):
            text = item.text if isinstance(item, Scalar) else ""
            index = len(self.indicators)
            self.remarks.append(
                Remark(
                    "structure-row",
                    item.span,
                    {**shape_words("got", shape(item)), "text": text, "row": str(index + 1)},
                    pointer=f"/indicators/{index}",
                )
            )
            self.indicators.append(Indicator(index, item, {}))
            return
        cells = self._cells(item)
        if heading is not None:
            cells.setdefault("horizon", heading)
        self._add(item, cells)

    def _cells(self, item: Mapping) -> dict[str, Scalar]:
        """Sort the entries of a row by column; an unknown one becomes a remark."""
        cells: dict[str, Scalar] = {}
        column = self._table.column
        index = len(self.indicators)
        for label, value in item.entries:
            text = label.text
            key = column(text)
            if key != text:
                self.seen_labels.add(plain_label(text)[0])
            if key is None:
                self._unknown(label, index)
            elif not isinstance(value, Scalar):
                values = {"what": text, **shape_words("got", shape(value))}
                pointer = f"/indicators/{index}/{key}"
                self.remarks.append(Remark("structure-cell", value.span, values, pointer=pointer))
            elif key in cells and cells[key].text.strip():
                if value.text.strip() and value.text.strip() != cells[key].text.strip():
                    values = {"key": text, "first": key}
                    self.remarks.append(Remark("repeated-field", label.span, values))
            else:
                cells[key] = value
                self.columns.add(key)
        return cells

    def _unknown(self, label: Scalar, index: int) -> None:
        from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

        known = [n for n in self._table.columns if n.isascii() == label.text.isascii()]
        near = get_close_matches(plain_label(label.text)[0], known, 1, 0.6)
        self.remarks.append(
            Remark(
                "unknown-key",
                label.span,
                {"key": label.text, "nearest": near[0] if near else ""},
                pointer=f"/indicators/{index}/{label.text}",
            )
        )

    def _add(self, node: Node, cells: dict[str, Scalar]) -> None:
        """Add a row, or an empty section where nothing but its level is there."""
        written = {key for key, cell in cells.items() if cell.text.strip()}
        if not written:
            return
        if written <= {"level1", "level2", "horizon", "weight", "unit"} and "level1" in written:
            if "target" not in cells and "level3" not in cells:
                self.empty_levels.append((cells["level1"].text.strip(), cells["level1"]))
                return
        _join_split_target(cells)
        self.indicators.append(Indicator(len(self.indicators), node, cells))

    def _tree(self, node: Mapping, path: tuple[Scalar, ...], heading: Scalar | None) -> None:
        """Follow indicators nested by level down to their targets."""
        for label, value in node.entries:
            if not path and heading is None and (horizon := self._table.horizon(label.text)):
                if isinstance(value, (Mapping, Sequence)):
                    marker = Scalar(horizon, label.span)
                    if isinstance(value, Sequence):
                        for item in value.items:
                            self._row(item, marker)
                    else:
                        self._tree(value, (), marker)
                    continue
            here = (*path, label)
            if isinstance(value, Mapping):
                self._branch(value, here, heading)
            elif isinstance(value, Sequence):
                self._twigs(value, here, heading)
            elif value.text.strip() or len(here) > 2:
                self._leaf(value, here, heading)
            elif len(here) == 1:
                self.empty_levels.append((label.text.strip(), label))
            else:
                self._leaf(value, here, heading)

    def _branch(self, value: Mapping, here: tuple[Scalar, ...], heading: Scalar | None) -> None:
        columns = [self._table.column(key.text) for key, _ in value.entries]
        is_row = len(here) > 1 and any(
            key in ("target", "value", "comparator", "weight", "level3") for key in columns
        )
        if is_row:
            cells = self._cells(value)
            names = _LEVELS if len(here) > 2 else _LEVELS[:2]
            for name, label in zip(names, here, strict=False):
                cells.setdefault(name, label)
            if heading is not None:
                cells.setdefault("horizon", heading)
            self._add(Mapping(Span(here[-1].span.start, value.span.end), value.entries), cells)
        elif not value.entries and len(here) == 1:
            self.empty_levels.append((here[0].text.strip(), here[0]))
        else:
            self._tree(value, here, heading)

    def _twigs(self, value: Sequence, here: tuple[Scalar, ...], heading: Scalar | None) -> None:
        """Take a list under a level: rows that lack the levels above them."""
        if not value.items and len(here) == 1:
            self.empty_levels.append((here[0].text.strip(), here[0]))
        for item in value.items:
            if not isinstance(item, Mapping):
                self._row(item, heading)
                continue
            known = [self._table.column(key.text) for key, _ in item.entries]
            if any(known):
                cells = self._cells(item)
                for name, label in zip(_LEVELS, here, strict=False):
                    cells.setdefault(name, label)
                if heading is not None:
                    cells.setdefault("horizon", heading)
                self._add(item, cells)
            else:
                self._tree(item, here, heading)

    def _leaf(self, value: Scalar, here: tuple[Scalar, ...], heading: Scalar | None) -> None:
        cells = dict(zip(_LEVELS, here[:2], strict=False))
        if len(here) > 2:
            cells["level3"] = here[-1]
        elif len(here) == 2:
            cells = {"level1": here[0], "level3": here[1]}
        else:
            cells = {"level3": here[0]}
        cells["target"] = value
        if heading is not None:
            cells["horizon"] = heading
        self.columns |= cells.keys()
        self._add(Mapping(Span(here[-1].span.start, value.span.end)), cells)


def _join_split_target(cells: dict[str, Scalar]) -> None:
    """Put a target that was split over comparator, value and unit together."""
    value = cells.get("value")
    if value is None or "target" in cells:
        return
    comparator, unit = cells.get("comparator"), cells.get("unit")
    pieces = [cell for cell in (comparator, value, unit) if cell is not None and cell.text.strip()]
    if comparator is None and unit is None or pieces == [value]:
        cells["target"] = cells.pop("value")
        return
    sign = comparator.text.strip() if comparator is not None else ""
    if sign and not any(char in "<>=≤≥＜＞＝≦≧⩽⩾" for char in sign):
        sign = ""
    amount = value.text.strip()
    measure = unit.text.strip() if unit is not None and unit.text.strip() != "" else ""
    if amount.endswith(measure) or not any(char.isdigit() for char in amount):
        measure = ""
    joined = f"{sign}{amount}{measure}"
    at = value.text.find(amount) if amount else 0
    exact = joined == amount and value.inner >= 0
    inner = value.inner + at if exact else -1
    cells["target"] = Scalar(joined, value.span, inner)
