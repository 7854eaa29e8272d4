"""The rows of an indicator table, dealt out to the columns of its header."""

from targetlint.forms.labels import labels
from targetlint.forms.template import is_level1, is_level2
from targetlint.nodes import Mapping, Node, Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import joined, on_one_line, scalar
from targetlint.readers.draft import Draft
from targetlint.readers.indicator_header import NEAR, Column, Header, group_horizon
from targetlint.readers.tables import Cell, Row, text_of
from targetlint.source import Span

_LEVELS = ("level1", "level2")


def read_rows(rows: list[Row], at: int, header: Header, draft: Draft) -> int:
    """Read the rows under a header; give the index of the first that is none of them."""
    table = rows[at].table
    heading = header.every()[0].heading.span
    draft.indicators_at = draft.indicators_at or heading
    pending: list[list[Mapping]] = [[] for _ in header.sets]
    index = at + header.rows
    while index < len(rows):
        row = rows[index]
        if interrupted(rows, index, table):
            draft.unplaced(text_of(row.filled[0]))
            index += 1
            continue
        if row.table != table or ends_table(row, header):
            break
        if row.filled and tuple(cell.text.strip() for cell in row.filled) != header.texts:
            if _is_total(row):
                _total(row, header, draft)
            else:
                take_row(row, header, draft, pending)
        index += 1
    add_rows(pending, draft, heading)
    return index


def interrupted(rows: list[Row], index: int, table: int) -> bool:
    """Say whether a line of text stands between two rows of a table: a scrap of a cut cell."""
    row = rows[index]
    if row.table or index + 1 >= len(rows) or rows[index + 1].table != table:
        return False
    text = row.filled[0].text if len(row.filled) == 1 else ""
    known = cues.is_title(text) or cues.is_heading(text) or cues.split_label(text) is not None
    return bool(text.strip()) and not known


def add_rows(pending: list[list[Mapping]], draft: Draft, heading: Span) -> None:
    """Give a form the rows that were read, set by set."""
    for part in pending:
        for mapping in part:
            draft.add_row(mapping, heading)


def ends_table(row: Row, header: Header) -> bool:
    """Say whether a row belongs to what follows the indicator table."""
    own = row.filled
    if not own or own[0].left > header.left + NEAR or _is_total(row):
        return False
    text = own[0].text
    if is_level1(text) or is_level2(text):
        return False
    if own[0].left < header.left - NEAR and not row.covered:
        return labels().horizon(text) is None and cues.group_key(text) != "indicators"
    if cues.field_key(text) is not None or cues.split_label(text) is not None:
        return True
    alone = len(own) == 1 and not row.covered
    return alone and (
        cues.is_title(text)
        or cues.is_heading(text)
        or cues.ends_with_colon(text)
        or cues.pattern("notes").match(text) is not None
        or own[0].overlap(*_reach(header)) > _WIDE * (_reach(header)[1] - _reach(header)[0])
    )


_WIDE = 0.7


def _reach(header: Header) -> tuple[float, float]:
    columns = header.every()
    return min(c.left for c in columns), max(c.right for c in columns)


def _is_total(row: Row) -> bool:
    own = row.filled
    return bool(own) and own[0].text.strip().rstrip("：:") in cues.cue("totals")


def _total(row: Row, header: Header, draft: Draft) -> None:
    """Take the total of the scores or weights; others are reported as text without a place."""
    own = row.filled
    label = text_of(own[0])
    for key, name in cues.cue("totals_keys").items():
        for column in header.every():
            cells = [c for c in own[1:] if c.meets(column.left, column.right)]
            if column.key == key and cells:
                draft.add(Scalar(name, label.span), text_of(cells[0]))
                return
    for cell in own:
        draft.unplaced(text_of(cell))


def take_row(row: Row, header: Header, draft: Draft, pending: list[list[Mapping]]) -> None:
    """Read one row under a header, into the set that each of its parts belongs to."""
    header.group = group_horizon(row, header.left) or header.group
    horizon = header.group or draft.horizon
    dealt = _dealt(row, header)
    placed = {id(cell) for found in dealt.values() for cell in found}
    for number, columns in enumerate(header.sets):
        cells = {column: dealt[column] for column in columns}
        mapping = _mapping(row, cells, header.last[number])
        if mapping is None:
            continue
        name = header.horizons[number] or horizon
        if name:
            at = mapping.span.start
            mapping.entries.append((scalar("horizon", at), Scalar(name, Span(at, at))))
        pending[number].append(mapping)
    for cell in row.filled:
        names_all = labels().horizon(cell.text) or cues.group_key(cell.text) == "indicators"
        if id(cell) not in placed and not names_all:
            draft.unplaced(text_of(cell))


def _dealt(row: Row, header: Header) -> dict[Column, list[Cell]]:
    """Deal the cells of a row out to the columns under which they stand more than any other."""
    every = header.every()
    dealt: dict[Column, list[Cell]] = {column: [] for column in every}
    for cell in row.cells:
        shares = [min(cell.right, column.right) - max(cell.left, column.left) for column in every]
        most = max(shares)
        if most > NEAR / 2:
            for column, share in zip(every, shares, strict=True):
                if share * _MORE >= most:
                    dealt[column].append(cell)
    return dealt


_MORE = 1.02


def _value(cells: list[Cell], key: str) -> Scalar | None:
    parts = [_content(cell, key) for cell in cells]
    filled = [part for part in parts if part.text]
    if filled:
        return joined(filled, [""] * len(filled))
    return parts[0] if parts else None


def _content(cell: Cell, key: str) -> Scalar:
    text = text_of(cell)
    if key in _LEVELS and "\n" in text.text:
        return on_one_line(text)
    if key not in ("level3", "target", "value"):
        return text
    if cues.pattern("residue").match(text.text):
        return scalar("", text.span.start)
    found = cues.pattern("numbering").match(text.text) if key == "level3" else None
    return scalar(text.text[found.end() :], text.inner + found.end()) if found else text


def _mapping(row: Row, cells: dict[Column, list[Cell]], last: dict[str, Scalar]) -> Mapping | None:
    """Make the node of one row; None where it holds nothing but what stands above it."""
    values = {column: _value(found, column.key) for column, found in cells.items()}
    own = [
        column
        for column, found in cells.items()
        if any(cell.row == row.number and not cell.blank for cell in found)
    ]
    if not any((value := values[column]) is not None and value.text for column in own):
        return None
    by_key = {column.key: column for column in cells if column.key}
    _fill_levels(values, by_key, last)
    entries: list[tuple[Scalar, Node]] = []
    for column, value in values.items():
        if value is not None and (column.key or value.text):
            entries.append((column.heading, value))
    content = [
        value.span for column, value in values.items() if value is not None and column in own
    ]
    span = Span(min(s.start for s in content), max(s.end for s in content))
    return Mapping(span, entries)


def _fill_levels(
    values: dict[Column, Scalar | None], by_key: dict[str, Column], last: dict[str, Scalar]
) -> None:
    """Fill a blank level cell from the row above, as a merged cell would be."""
    for key in _LEVELS:
        column = by_key.get(key)
        if column is None:
            continue
        value = values[column]
        if value is not None and value.text:
            if key == "level1" and key in last and last[key].span != value.span:
                last.pop("level2", None)
            last[key] = value
        elif key in last:
            values[column] = last[key]
