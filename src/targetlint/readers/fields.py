"""Labels and values in rows of cells: side by side, below each other, in one cell."""

from targetlint.forms.labels import labels, plain_label, printed
from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.amounts import amount_columns, amount_row, is_amount
from targetlint.readers.canvas import joined, scalar
from targetlint.readers.draft import Draft
from targetlint.readers.inline import inline, unknown
from targetlint.readers.tables import Cell, Row, joined_text, text_of

# What begins so much left of a column stands before it.
_LEFT = 0.5


class Fields:
    """Reads the fields of a form; ``lefts`` says where labels begin, table by table."""

    def __init__(self, rows: list[Row]) -> None:
        """Take all rows of a document and see in which columns its labels stand."""
        self.rows = rows
        self.lefts = _label_columns(rows)

    def read(self, at: int, draft: Draft) -> int:
        """Read the fields of the row; give the index of the next row to read."""
        row = self.rows[at]
        if not row.filled:
            return at + 1
        for special in (self._amounts, self._values_below, self._subtable):
            after = special(at, draft)
            if after:
                return after
        return self._side_by_side(at, draft)

    # One row of labels and values.

    def _side_by_side(self, at: int, draft: Draft) -> int:
        row = self.rows[at]
        own = row.own
        unit = next((u for c in row.cells if (u := cues.money_unit_of(c.text))), "")
        index = 0
        while index < len(own):
            cell = own[index]
            if cell.blank:
                index += 1
            elif _is_label(cell):
                following = own[index + 1] if index + 1 < len(own) else None
                if following is None:
                    return self._below(at, cell, draft)
                if _is_label(following) and not _tick(following):
                    unit = cues.money_unit_of(cell.text) or unit
                    index += 1
                    continue
                end = self._value_end(row, own, index)
                value = joined_text(own[index + 1 : end])
                if not value.text and cues.ends_with_colon(cell.text) and end == len(own):
                    return self._below(at, cell, draft)
                draft.add(_phase(cell, row), value, unit)
                index = end
            else:
                index = self._no_label(row, own, index, draft)
        return at + 1

    def _value_end(self, row: Row, own: list[Cell], index: int) -> int:
        """Find where the value of a label ends: before the next label, listed or not."""
        end = index + 2
        while end < len(own):
            cell = own[end]
            if not cell.blank and (_is_label(cell) or inline(cell.text, 0)):
                break
            if own[index + 1].blank and unknown(cell.text, 0):
                break
            if self._stands_as_label(row, own, end) and any(
                not c.blank for c in own[index + 1 : end]
            ):
                break
            end += 1
        return end

    def _stands_as_label(self, row: Row, own: list[Cell], index: int) -> bool:
        """Say whether a cell whose text nobody listed stands where labels stand."""
        cell = own[index]
        if cell.blank or index + 1 >= len(own) or not cues.looks_like_label(cell.text):
            return False
        if cues.is_money_unit(cell.text):
            return False
        return cues.ends_with_colon(cell.text) or cell.left in self.lefts.get(row.table, ())

    def _no_label(self, row: Row, own: list[Cell], index: int, draft: Draft) -> int:
        """Place a cell that is no listed label; give the index of the next cell."""
        cell = own[index]
        text = text_of(cell)
        found = inline(cell.text, cell.span.start)
        if found is not None:
            for label, value in found.pairs[:-1]:
                draft.add(label, value)
            label, value = found.pairs[-1]
            # 项目名称： | 甲: the value of the last label may stand in the next cell.
            rest = [c for c in own[index + 1 :] if not c.blank]
            said = rest and (_is_label(rest[0]) or unknown(rest[0].text, 0))
            take = not value.text and rest and not said
            draft.add(label, text_of(rest[0]) if take else value)
            for loose in found.loose:
                if not (draft.add_year(loose) or _furniture(loose)):
                    _unit_or_unplaced(loose, draft)
            return own.index(rest[0]) + 1 if take else index + 1
        following = own[index + 1] if index + 1 < len(own) else None
        if following is not None and _is_label(following) and cues.looks_like_label(text.text):
            return index + 1  # a group: 项目立项情况 | 项目立项的依据 | …
        pair_of_cells = len(own) == 2 and len(row.filled) == 2 and index == 0  # noqa: PLR2004
        if self._stands_as_label(row, own, index) or (
            pair_of_cells and row.table and cues.looks_like_label(text.text)
        ):
            end = self._value_end(row, own, index)
            draft.add(text, joined_text(own[index + 1 : end]))
            return end
        pair = unknown(cell.text, cell.span.start)
        if pair is not None and len(row.filled) <= 2:  # noqa: PLR2004 - a line of signatures
            draft.add(*pair)
        elif not self._continues(row, text, draft):
            _heading_or_unplaced(text, draft)
        return index + 1

    def _continues(self, row: Row, text: Scalar, draft: Draft) -> bool:
        """Append a value to the one above where one label covers both rows."""
        label = next((c for c in row.covered if _is_label(c)), None)
        if label is None:
            return False
        for number, (name, value) in enumerate(draft.entries):
            if name.span.start == text_of(label).span.start and isinstance(value, Scalar):
                filled = [part for part in (value, text) if part.text]
                draft.entries[number] = (name, joined(filled, ["\n"] * len(filled)))
                return True
        return False

    # A label on a line of its own, its value on the lines below.

    def _below(self, at: int, label: Cell, draft: Draft) -> int:
        table = self.rows[at].table
        parts: list[Scalar] = []
        index = at + 1
        while index < len(self.rows):
            row = self.rows[index]
            filled = row.filled
            if row.table != table or len(filled) > 1 or row.covered:
                break
            if filled:
                if self._begins_something(filled[0], paragraph=not table):
                    break
                parts.append(text_of(filled[0]))
            elif parts and table:
                break
            index += 1
        blank = scalar("", label.span.end)
        draft.add(text_of(label), joined(parts, ["\n"] * len(parts)) if parts else blank)
        return index

    def _begins_something(self, cell: Cell, *, paragraph: bool) -> bool:
        text = cell.text
        if _is_label(cell) or cues.is_title(text) or cues.is_heading(text):
            return True
        found = inline(text, 0)
        if found is not None and not found.loose and found.pairs[0][0].span.start == 0:
            return True
        return not paragraph and cues.ends_with_colon(text) and cues.looks_like_label(text)

    # Labels in a row, their values in the row below.

    def _values_below(self, at: int, draft: Draft) -> int:
        row = self.rows[at]
        names = _header_labels(row) or _money_heads(row)
        if not names or at + 1 >= len(self.rows):
            return 0
        below = self.rows[at + 1]
        if below.table != row.table or not below.own or _has_its_place(names, row, below):
            return 0
        values = [[c for c in below.own if c.meets(name.left, name.right)] for name in names]
        if len(names) > 2 and all(cell.blank for cell in values[0]):  # noqa: PLR2004 - and two
            names, values = names[1:], values[1:]
        flat = [cell for cells in values for cell in cells]
        if any(_is_label(cell) for cell in flat) or not any(not cell.blank for cell in flat):
            return 0
        if len({id(cell) for cell in flat}) != len(flat) or any(not cells for cells in values):
            return 0
        unit = next((u for c in row.cells if (u := cues.money_unit_of(c.text))), "")
        for name, cells in zip(names, values, strict=True):
            own = cues.money_unit_of(name.text)
            draft.add(_or_total(text_of(name)), joined_text(cells), "" if own else unit)
        used = {id(cell) for cell in flat}
        for cell in below.filled:
            if id(cell) not in used:
                draft.unplaced(text_of(cell))
        return self._more_below(at + 2, names, draft)

    def _more_below(self, at: int, names: list[Cell], draft: Draft) -> int:
        """Take further rows of values while a cell left of them covers them too."""
        while at < len(self.rows):
            row = self.rows[at]
            group = [c for c in row.covered if c.left < names[0].left - _LEFT]
            if not group or row.table != self.rows[at - 1].table:
                break
            own = row.own
            if any(_is_label(c) for c in own) or len(own) != len(names):
                break
            for name, cell in zip(names, own, strict=True):
                self._append(name, cell, draft)
            at += 1
        return at

    def _append(self, name: Cell, cell: Cell, draft: Draft) -> None:
        for number, (label, value) in enumerate(draft.entries):
            if label.span.start == text_of(name).span.start and isinstance(value, Scalar):
                parts = [part for part in (value, text_of(cell)) if part.text]
                if parts:
                    draft.entries[number] = (label, joined(parts, ["\n"] * len(parts)))

    # Amounts by source and phase.

    def _amounts(self, at: int, draft: Draft) -> int:
        row = self.rows[at]
        heads = amount_columns(row)
        if len(heads) < 2 or at + 1 >= len(self.rows):  # noqa: PLR2004 - phases to tell apart
            return 0
        unit = next((u for c in row.cells if (u := cues.money_unit_of(c.text))), "")
        index = at + 1
        while index < len(self.rows):
            below = self.rows[index]
            names = [c for c in below.filled if c.left < heads[0].left - _LEFT]
            if below.table != row.table or not names or not _is_label(names[-1]):
                break
            cells = [c for c in below.own if c.meets(heads[0].left, heads[-1].right)]
            if any(_is_label(c) for c in cells if not c.blank):
                break
            amount_row(names[-1], heads, below, unit, draft)
            index += 1
        return index if index > at + 1 else 0

    # Tables that stand for one field of running text.

    def _right_of(self, label: Cell, at: int) -> list[tuple[int, Row]]:
        """Give the rows that stand right of a label: it covers them, or is blank above them."""
        inside = [(at, self.rows[at])]
        for number in range(at + 1, len(self.rows)):
            row = self.rows[number]
            covered = any(cell is label for cell in row.cells)
            under = label.rows == 1 and row.filled and row.filled[0].left > label.left + _LEFT
            if row.table != inside[0][1].table or not (covered or under):
                break
            inside.append((number, row))
        return inside

    def _subtable(self, at: int, draft: Draft) -> int:
        row = self.rows[at]
        first = row.filled[0]
        if first.text.strip().rstrip("：:") not in cues.cue("subtables"):
            return 0
        if first.rows > 1 or len(row.filled) > 1:
            inside = self._right_of(first, at)
            lines = [[c for c in r.filled if c is not first] for _, r in inside]
            draft.add(text_of(first), _lines(lines, first))
            return inside[-1][0] + 1
        index = at + 1
        lines = []
        while index < len(self.rows) and self.rows[index].table == row.table:
            filled = self.rows[index].filled
            if len(filled) == 1 or (filled and lines and _is_label(filled[0])):
                break
            lines.append(filled)
            index += 1
        if len(lines) < 2:  # noqa: PLR2004 - a header and a row
            return 0
        draft.add(text_of(first), _lines(lines, first))
        return index


def _lines(lines: list[list[Cell]], label: Cell) -> Scalar:
    parts: list[Scalar] = []
    separators: list[str] = []
    for line in lines:
        for number, cell in enumerate(line):
            parts.append(text_of(cell))
            separators.append(" " if number else "\n")
    return joined(parts, separators) if parts else scalar("", label.span.end)


def _is_label(cell: Cell) -> bool:
    text = cell.text.strip()
    return bool(text) and cues.field_key(text) is not None


def _phase(label: Cell, row: Row) -> Scalar:
    """Give the label; the first of two alike that share a row speaks of the whole period."""
    text = text_of(label)
    again = [c for c in row.filled if c is not label and c.text.strip() == text.text]
    if again and again[0].left > label.left:
        return Scalar(f"{cues.cue('whole_period')}{text.text}", text.span)
    return text


def _tick(cell: Cell) -> bool:
    return any(mark in cell.text for mark in cues.cue("ticks")["on"] + cues.cue("ticks")["off"])


def _label_columns(rows: list[Row]) -> dict[int, set[float]]:
    lefts: dict[int, set[float]] = {}
    for row in rows:
        if row.table:
            for cell in row.own:
                if _is_label(cell):
                    lefts.setdefault(row.table, set()).add(cell.left)
    return lefts


def _header_labels(row: Row) -> list[Cell]:
    """Give the labels of a row that only has labels, without the group left of them."""
    filled = row.filled
    if len(filled) != len(row.own) and len(filled) > 1:
        filled = [cell for cell in filled if cell.left >= row.own[0].left]
    grouped = len(filled) > 1 and filled[0].rows > 1
    names = filled[1:] if grouped else filled
    if grouped and len(names) == 1 and not _is_label(filled[0]):
        return []
    if not names or not all(_is_label(cell) or labels().horizon(cell.text) for cell in names):
        return []
    if grouped:
        return names
    if len(filled) == 1 and not row.covered:
        return []
    return filled


def _money_heads(row: Row) -> list[Cell]:
    """Give the headings of amounts behind the name of their group: 资金来源, 合计, 财政拨款."""
    group, *heads = row.filled
    if plain_label(group.text)[0] not in cues.cue("money_groups") or len(heads) < 2:  # noqa: PLR2004 - several
        return []
    known = [is_amount(cell.text) or cell.text.strip() in cues.cue("totals") for cell in heads]
    return heads if all(known) else []


def _or_total(name: Scalar) -> Scalar:
    """Give a heading; one that only says that it is the total is that of the project."""
    return Scalar(printed("budget.total"), name.span) if name.text in cues.cue("totals") else name


def _has_its_place(names: list[Cell], row: Row, below: Row) -> bool:
    """Say whether a lone label has a blank cell beside it, and a label stands below."""
    beside = any(cell.blank and cell.left >= names[0].right - _LEFT for cell in row.own)
    return len(names) == 1 and beside and any(_is_label(cell) for cell in below.own)


def _furniture(text: Scalar) -> bool:
    return cues.is_furniture(text.text)


def _unit_or_unplaced(text: Scalar, draft: Draft) -> None:
    if cues.is_money_unit(text.text.strip("（）()")):
        draft.add(Scalar(cues.cue("money_unit_key"), text.span), text)
    else:
        draft.unplaced(text)


def _heading_or_unplaced(text: Scalar, draft: Draft) -> None:
    if draft.add_year(text) or _furniture(text):
        return
    unit = cues.money_unit_of(text.text)
    if cues.is_heading(text.text) or cues.group_key(text.text):
        draft.unit = unit
        draft.heading = draft.heading if draft.indicators_at else text
        draft.horizon = labels().horizon(text.text) or ""
    elif labels().horizon(text.text):
        draft.horizon = labels().horizon(text.text) or ""
    else:
        _unit_or_unplaced(text, draft)
