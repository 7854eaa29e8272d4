"""Tables that list the indicators of many projects: the name of each stands left of its rows."""

from targetlint.forms.labels import printed
from targetlint.nodes import Mapping, Scalar
from targetlint.readers.draft import Draft
from targetlint.readers.indicator_header import NEAR, Column, Header
from targetlint.readers.indicator_rows import add_rows, ends_table, interrupted, take_row
from targetlint.readers.tables import Cell, Row, joined_text, text_of

_NAME = "project.name"
_OFFICE = "applicant"


def read_projects(rows: list[Row], at: int, header: Header, drafts: list[Draft]) -> int:
    """Read a form for each project of a table; give the index of the first row that is none of it.

    What stands above the table holds for every one of them.
    """
    draft = drafts[-1]
    base = draft.base or draft
    heading = header.every()[0].heading.span
    pending: list[list[Mapping]] = [[] for _ in header.sets]
    office: list[Cell] = []
    index = at + header.rows
    while index < len(rows):
        row = rows[index]
        if interrupted(rows, index, rows[at].table):
            draft.unplaced(text_of(row.filled[0]))
            index += 1
            continue
        if row.table != rows[at].table:
            break
        own = {column.key: cells for column in header.fields if (cells := _under(column, row))}
        rest = Row(row.table, row.number, [c for c in row.cells if c.right > header.left + NEAR])
        if tuple(cell.text.strip() for cell in row.filled) == header.texts:
            pass
        elif _NAME in own and len(own) == 1 and not rest.filled:
            office = own[_NAME]  # a line of its own: whose projects follow
        else:
            if _NAME in own and not _same(own[_NAME], draft):
                add_rows(pending, draft, heading)
                pending = [[] for _ in header.sets]
                header.last = [{} for _ in header.sets]
                draft = base.twin()
                drafts.append(draft)
                _add_fields(header, own, office, draft)
            elif not own and (not rest.filled or ends_table(row, header)):
                break
            take_row(rest, header, draft, pending)
        index += 1
    add_rows(pending, draft, heading)
    if base in drafts and not base.indicators:
        drafts.remove(base)
    return max(index, at + header.rows)


def _same(name: list[Cell], draft: Draft) -> bool:
    """Say whether a name only repeats that of the rows above, as tables without merged cells do."""
    return draft.base is not None and joined_text(name).text == draft.keys.get(_NAME)


def _under(column: Column, row: Row) -> list[Cell]:
    return [cell for cell in row.filled if cell.meets(column.left, column.right)]


def _add_fields(
    header: Header, own: dict[str, list[Cell]], office: list[Cell], draft: Draft
) -> None:
    """Give a form what its row says left of the indicators."""
    if office and _OFFICE not in own and _OFFICE not in draft.keys:
        draft.add(Scalar(printed(_OFFICE), office[0].span), joined_text(office))
    for column in header.fields:
        if column.key in own:
            draft.add(column.heading, joined_text(own[column.key]))
