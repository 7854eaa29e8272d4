"""Amounts by source and phase: headings over columns, a label before each row."""

from targetlint.forms.labels import in_phase, plain_label
from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import scalar
from targetlint.readers.draft import Draft
from targetlint.readers.tables import Cell, Row, joined_text, text_of


def amount_columns(row: Row) -> list[Cell]:
    """Give the headings of amounts at the end of a row that holds nothing else there.

    A spare column may stay blank behind them.
    """
    heads: list[Cell] = []
    for cell in reversed(row.own):
        if cell.blank and not heads:
            continue
        if cell.blank or not _amount_column(cell) or cell.rows > 1:
            break
        heads.insert(0, cell)
    return heads[1:] if heads and is_money_group(heads[0].text) else heads


def is_money_group(text: str) -> bool:
    """Say whether a label stands left of several amounts rather than before one."""
    bare = plain_label(text)[0]
    return bool(cues.money_unit_of(text)) and bare in cues.cue("money_groups")


def _amount_column(cell: Cell) -> bool:
    return is_amount(cell.text)


def is_amount(text: str) -> bool:
    """Say whether a heading stands over amounts, rates or scores."""
    key = cues.field_key(text) or ""
    return key.startswith(("budget.", "evaluation.")) or (
        cues.column_key(text) in ("weight", "score")
    )


def _both(name: Cell, head: Cell) -> str:
    """Give the label of an amount that has one before it and one over it."""
    part, phase = (cues.field_key(cell.text) or "" for cell in (name, head))
    known = in_phase(part, phase) if part and phase else ""
    return known if cues.field_key(known) else f"{name.text.strip()} {head.text.strip()}"


def amount_row(name: Cell, heads: list[Cell], row: Row, unit: str, draft: Draft) -> None:
    """Take a row of amounts: the label before it, the headings over it."""
    rule = cues.cue("matrix")
    values = [
        (head, joined_text(found) if found else scalar("", name.span.end))
        for head in heads
        for found in [[c for c in row.own if c.meets(head.left, head.right)]]
    ]
    keys = [cues.field_key(head.text) or cues.column_key(head.text) or "" for head, _ in values]
    total = cues.field_key(name.text) in rule["totals"]
    main = [
        number
        for wanted in rule["main"]
        for number, key in enumerate(keys)
        if key == wanted and values[number][1].text
    ]
    if not total:
        draft.add(text_of(name), values[main[0] if main else 0][1], unit)
        main = main[:1] or [0]
    for number, (head, value) in enumerate(values):
        if total:
            column = cues.column_key(head.text) or ""
            renamed = rule["total_row"].get(keys[number]) or rule["total_row"].get(column)
            label = Scalar(renamed, text_of(head).span) if renamed else text_of(head)
            draft.add(label, value, unit if keys[number].startswith("budget.") else "")
        elif number not in main and value.text and value.text not in rule["nothing"]:
            both = _both(name, head)
            draft.add(Scalar(both, text_of(name).span), value, unit)
