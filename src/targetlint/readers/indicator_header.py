"""The header of an indicator table: its columns, in sets where two horizons stand side by side."""

from dataclasses import dataclass, field, replace

from targetlint.forms.labels import labels, plain_label
from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.tables import Cell, Row, text_of

NEAR = 0.5
_NEEDED = ("level2", "level3")
_REPEATED = ("level1", "level2", "level3", "target")
_ENOUGH = 3


@dataclass(slots=True, eq=False)
class Column:
    """A column: its key, its heading as printed, how far it reaches, whose horizon it has."""

    key: str
    heading: Scalar
    left: float
    right: float
    horizon: str = ""


@dataclass(slots=True)
class Header:
    """The columns of a table, in sets where two sets stand side by side."""

    sets: list[list[Column]]
    horizons: list[str]
    rows: int
    texts: tuple[str, ...]
    left: float
    group: str = ""
    last: list[dict[str, Scalar]] = field(default_factory=list)
    # Columns left of the indicators that hold fields of a form: its name, its goal.
    fields: list[Column] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)

    def every(self) -> list[Column]:
        """Give every column once."""
        if not self.columns:
            self.columns = list(dict.fromkeys(column for part in self.sets for column in part))
        return self.columns


def header_at(rows: list[Row], at: int) -> Header | None:
    """Read the header of an indicator table that begins at a row, if one does."""
    row = rows[at]
    if not row.table or len(row.filled) < 2:  # noqa: PLR2004 - a header has columns
        return None
    if all(labels().horizon(cell.text) for cell in row.filled):
        return _under_horizons(rows, at)
    columns = [column for cell in _without_group(row) if (column := _column(cell))]
    keys = {column.key for column in columns}
    if not cues.any_key(keys, _NEEDED) or len([c for c in columns if c.key]) < _ENOUGH:
        return None
    if not cues.any_key(keys, ("target", "value", "actual", "comparator")) and not (
        {"level1", "level2", "level3"} <= keys
    ):
        return None
    depth = 1
    below = rows[at + 1] if at + 1 < len(rows) else None
    if below is not None and below.table == row.table and _is_subheader(below, columns):
        columns = _with_subheader(columns, below)
        depth = 2
    sets, horizons = _sets(columns)
    texts = tuple(cell.text.strip() for cell in row.filled)
    left = columns[0].left
    group = group_horizon(row, left)
    last: list[dict[str, Scalar]] = [{} for _ in sets]
    return Header(sets, horizons, depth, texts, left, group, last, _fields(row, left))


def _under_horizons(rows: list[Row], at: int) -> Header | None:
    """Read a header that stands under the names of its sets: 长期绩效指标, 年度绩效指标."""
    header = header_at(rows, at + 1) if at + 1 < len(rows) else None
    if header is None or rows[at + 1].table != rows[at].table:
        return None
    for number, columns in enumerate(header.sets):
        last = columns[-1]
        over = [cell for cell in rows[at].filled if cell.meets(last.left, last.right)]
        if over:
            header.horizons[number] = labels().horizon(over[0].text) or ""
    header.rows += 1
    return header


def _fields(row: Row, left: float) -> list[Column]:
    """Give the columns of fields left of the indicators, where one of them names the project."""
    cells = [cell for cell in row.cells if cell.right <= left + NEAR and not cell.blank]
    columns = [
        Column(key, text_of(cell), cell.left, cell.right)
        for cell in cells
        if (key := cues.field_key(cell.text))
    ]
    return columns if any(column.key == "project.name" for column in columns) else []


def _without_group(row: Row) -> list[Cell]:
    """Leave out the cell left of the table that only names it."""
    cells = [cell for cell in row.cells if not cell.blank]
    keys = [cues.column_key(cell.text) for cell in cells]
    for index, key in enumerate(keys):
        if key == "level1":
            return cells[index:]
    first = cells[0]
    names_all = cues.group_key(first.text) == "indicators" or labels().horizon(first.text)
    if names_all and len(cells) > _ENOUGH and keys.count("level3") > 1:
        return cells[1:]
    return cells


def _column(cell: Cell) -> Column:
    text = cell.text.strip()
    heading = text_of(cell)
    horizon, rest = _split_horizon(text)
    if not horizon and (within := labels().horizon(plain_label(text)[1])):
        horizon, rest = within, plain_label(text)[0]
    key = cues.column_key(text) or (cues.column_key(rest) if rest else None) or ""
    key = "target" if horizon and key == "value" else key
    if not key and labels().horizon(text):
        key, horizon = "target", labels().horizon(text) or ""
    return Column(key, heading, cell.left, cell.right, horizon)


def _split_horizon(text: str) -> tuple[str, str]:
    """Split 年度指标值 into its horizon and what is left."""
    best = ""
    for word in labels().horizons:
        if text.startswith(word) and len(word) > len(best):
            best = word
    return (labels().horizons[best], text[len(best) :]) if best else ("", "")


def _is_subheader(row: Row, columns: list[Column]) -> bool:
    own = row.filled
    if not own or not (row.covered or any(cell.blank for cell in row.own)):
        return False
    return all(
        _names_column(cell.text) and any(cell.meets(c.left, c.right) for c in columns)
        for cell in own
    )


def _names_column(text: str) -> bool:
    return bool(
        cues.column_key(text)
        or labels().horizon(text)
        or _split_horizon(text)[0]
        or text.strip() in cues.cue("subheadings")
    )


def _with_subheader(columns: list[Column], row: Row) -> list[Column]:
    """Put the second row of a header in place of the cells it divides."""
    result: list[Column] = []
    for column in columns:
        inside = [c for c in row.filled if c.meets(column.left, column.right)]
        for cell in inside:
            sub = _column(cell)
            if (named := cues.cue("subheadings").get(cell.text.strip())) is not None:
                sub = replace(
                    sub, heading=Scalar(named, cell.span), key=cues.column_key(named) or ""
                )
                result.append(sub)
                continue
            key = sub.key or column.key
            horizon = sub.horizon or column.horizon
            if column.key == "target" and labels().horizon(cell.text):
                sub = replace(sub, heading=column.heading)
            result.append(replace(sub, key=key, horizon=horizon))
        if not inside:
            result.append(column)
    return result


def _sets(columns: list[Column]) -> tuple[list[list[Column]], list[str]]:
    """Part the columns where level names or targets occur twice: two horizons side by side."""
    beside = labels().beside
    named = [
        column.key
        for column in columns
        if column.key and plain_label(column.heading.text)[0] not in beside
    ]
    twice = {key for key in named if named.count(key) > 1 and key in _REPEATED}
    if not twice:
        return [columns], [""]
    first = next(i for i, column in enumerate(columns) if column.key in twice)
    shared = columns[:first]
    sets: list[list[Column]] = [[]]
    for column in columns[first:]:
        seen = {c.key for c in sets[-1]}
        again = column.key in twice and column.key in seen
        if again and plain_label(column.heading.text)[0] not in beside:
            sets.append([])
        sets[-1].append(column)
    names = list(cues.cue("side_by_side"))
    horizons = [
        next((c.horizon for c in part if c.horizon), names[min(i, len(names) - 1)])
        for i, part in enumerate(sets)
    ]
    return [shared + part for part in sets], horizons


def group_horizon(row: Row, left: float) -> str:
    """Give the horizon that a cell left of the table names, if one does."""
    for cell in row.cells:
        if cell.right <= left + NEAR and (found := labels().horizon(cell.text)):
            return found
    return ""
