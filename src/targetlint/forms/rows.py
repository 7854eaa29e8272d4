"""The rows of the indicator table, as they are gathered."""

from targetlint.forms.labels import labels, plain_label
from targetlint.forms.model import Indicator, Remark
from targetlint.forms.nested import follow
from targetlint.forms.shapes import shape, shape_words
from targetlint.forms.split_target import join_split_target
from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.source import Span

# A row in which nothing else is written says that its section is empty.
_ONLY_LEVELS = frozenset({"level1", "level2", "horizon", "weight", "unit"})


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
        self._named: set[Span] = set()
        self._known: dict[tuple[str, ...], tuple[str, ...]] = {}

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
        return self._is_row(first)

    def take(self, label: Scalar, node: Node) -> None:
        """Take a list of rows or a tree of levels that stands under a label."""
        if self.label is None:
            self.label = label
        heading = self.horizon(label)
        if isinstance(node, Sequence):
            for item in node.items:
                self.row(item, heading)
        elif isinstance(node, Mapping):
            if self._is_row(node):
                values = shape_words("wanted", "sequence") | shape_words("got", "mapping")
                values["what"] = label.text
                remark = Remark("structure-shape", node.span, values, pointer="/indicators")
                self.remarks.append(remark)
                self.row(node, heading)
            else:
                follow(self, node, heading)

    def take_level(self, label: Scalar, node: Mapping | Sequence) -> None:
        """Take what stands under the name of a first level that is a key of the form itself."""
        follow(self, Mapping(node.span, [(label, node)]), None)

    def _is_row(self, node: Mapping) -> bool:
        """Whether a mapping has the columns of a row for keys, not the names of levels."""
        known = {self._table.column(key.text) for key, _ in node.entries}
        return len(known & {"level1", "level2", "level3", "target"}) > 1

    def row(self, item: Node, heading: Scalar | None) -> None:
        """Take a row of a list; what is none becomes a remark and keeps its number."""
        if not isinstance(item, Mapping):
            text = item.text if isinstance(item, Scalar) else ""
            got = "nothing" if isinstance(item, Scalar) and not text.strip() else shape(item)
            index = len(self.indicators)
            self.remarks.append(
                Remark(
                    "structure-row",
                    item.span,
                    {**shape_words("got", got), "text": text, "row": str(index + 1)},
                    pointer=f"/indicators/{index}",
                )
            )
            self.indicators.append(Indicator(index, item, {}))
            return
        self.add(item, self.cells(item), heading)

    def cells(self, item: Mapping) -> dict[str, Scalar]:
        """Sort the entries of a row by column; an unknown one becomes a remark."""
        names = tuple([label.text for label, _ in item.entries])
        columns = self._known.get(names)
        if columns is None:
            columns = self._known[names] = self._all_known(names)
        cells: dict[str, Scalar] = {}
        for column, (_, value) in zip(columns, item.entries, strict=False):
            if not isinstance(value, Scalar):
                return self._sorted(item)
            cells[column] = value
        self.columns.update(columns)
        return cells if columns else self._sorted(item)

    def _all_known(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Give the columns that headings name if each names another one; else nothing."""
        columns = tuple(filter(None, map(self._table.column, names)))
        if len(set(columns)) < len(names):
            return ()
        printed = (name for name, column in zip(names, columns, strict=True) if name != column)
        self.seen_labels |= {plain_label(name)[0] for name in printed}
        return columns

    def _sorted(self, item: Mapping) -> dict[str, Scalar]:
        """Sort the entries of a row one by one."""
        cells: dict[str, Scalar] = {}
        column = self._table.column
        index = len(self.indicators)
        unknown: list[tuple[Scalar, Node]] = []
        for label, value in item.entries:
            text = label.text
            key = column(text)
            if key != text:
                self.seen_labels.add(plain_label(text)[0])
            if key is None:
                unknown.append((label, value))
            elif not isinstance(value, Scalar):
                values = {"what": text, **shape_words("got", shape(value))}
                pointer = f"/indicators/{index}/{key}"
                self.remarks.append(Remark("structure-cell", value.span, values, pointer=pointer))
            elif key in cells and (other := self._table.beside.get(plain_label(text)[0])):
                cells[other] = value
            elif key in cells and cells[key].text.strip():
                if value.text.strip() and value.text.strip() != cells[key].text.strip():
                    values = {"key": text, "first": key}
                    self.remarks.append(Remark("repeated-field", label.span, values))
            else:
                cells[key] = value
                self.columns.add(key)
        for label, value in unknown:  # after those that are known
            self._unknown(label, value, cells)
        return cells

    def _unknown(self, label: Scalar, value: Node, cells: dict[str, Scalar]) -> None:
        """Say of an unknown key which one is near; read it as the one that it plainly means.

        The heading of a printed column is named once.
        """
        from targetlint.forms.slips import (  # noqa: PLC0415 - only for the misspelt
            nearest_column,
            slip_for_column,
        )

        meant = slip_for_column(label.text, self._table)
        if label.span in self._named and (meant is None or meant in cells):
            return
        values = {"key": label.text, "nearest": nearest_column(label.text, self._table) or ""}
        edits: tuple[tuple[Span, str], ...] = ()
        if meant is not None and meant not in cells and isinstance(value, Scalar):
            cells[meant] = value
            self.columns.add(meant)
            values |= {"meant": meant}
            if label.text.isascii():
                values["nearest"] = meant
            edits = ((label.span, values["nearest"]),)
        if label.span in self._named:
            return
        self._named.add(label.span)
        pointer = f"/indicators/{len(self.indicators)}/{label.text}"
        self.remarks.append(Remark("unknown-key", label.span, values, edits, pointer))

    def add(self, node: Node, cells: dict[str, Scalar], heading: Scalar | None = None) -> None:
        """Add a row, or an empty section where nothing but its level is there."""
        if heading is not None:
            cells.setdefault("horizon", heading)
        target = cells.get("target")
        if target is None or not target.text.strip():  # else it is a row
            written = {key for key, cell in cells.items() if cell.text.strip()}
            if not written:
                return
            named = target is not None or "level3" in cells
            if not named and "level1" in written and written <= _ONLY_LEVELS:
                self.add_empty(cells["level1"])
                return
        join_split_target(cells)
        self.indicators.append(Indicator(len(self.indicators), node, cells))

    def add_empty(self, label: Scalar) -> None:
        """Note a printed level-1 section that holds no row."""
        self.empty_levels.append((label.text.strip(), label))

    def column(self, label: str) -> str | None:
        """Give the normalised column that a label names."""
        return self._table.column(label)

    def horizon(self, label: Scalar) -> Scalar | None:
        """Give the marker of rows under a heading that names a set of indicators."""
        found = self._table.horizon(label.text)
        return Scalar(found, label.span) if found else None
