"""From rows of cells to forms: where a form begins, which rows are fields, which indicators.

All document formats meet here. A reader brings rows; what comes back is a root node for each
form and remarks on what could not be placed.
"""

from collections.abc import Sequence

from targetlint.forms.model import Remark
from targetlint.nodes import Node, Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import Canvas, trimmed
from targetlint.readers.document import Document, ReadError
from targetlint.readers.draft import Draft, merged, unplaced
from targetlint.readers.fields import Fields
from targetlint.readers.indicator_header import header_at
from targetlint.readers.indicator_rows import read_rows
from targetlint.readers.inline import inline
from targetlint.readers.projects import read_projects
from targetlint.readers.tables import Cell, Row


def compose(rows: list[Row]) -> tuple[list[Node], list[Remark]]:
    """Read the forms in the rows of a document."""
    drafts = [Draft()]
    fields = Fields(rows)
    at = 0
    while at < len(rows):
        draft = drafts[-1]
        row = rows[at]
        title = _title(row)
        if title is not None:
            if _ends_form(rows, at, draft):
                draft = Draft()
                drafts.append(draft)
            draft.add_title(trimmed(title.text, title.span.start))
            at += 1
            continue
        if draft.indicators and "project.name" in draft.keys and _project(row):
            draft = Draft()
            drafts.append(draft)
        header = header_at(rows, at)
        if header is None:
            at = fields.read(at, draft)
        elif header.fields:
            at = read_projects(rows, at, header, drafts)
        else:
            at = read_rows(rows, at, header, draft)
    return settle(drafts)


def document(canvas: Canvas, rows: list[Row], name: str, beyond: Sequence[Scalar] = ()) -> Document:
    """Compose what a reader has written and arranged; fail where there is no form in it.

    ``beyond`` are texts in columns beyond those that are read.
    """
    nodes, remarks = compose(rows)
    source = canvas.source(name)
    remarks = merged([*remarks, *map(unplaced, beyond)], source.text)
    if not nodes:
        key = "no-form-in-document" if source.text.strip() else "document-without-text"
        raise ReadError(key, {"name": name}, source=source)
    return Document(source, nodes, remarks)


def settle(drafts: list[Draft]) -> tuple[list[Node], list[Remark]]:
    """Give the forms among the drafts, and everything that could not be placed."""
    nodes: list[Node] = []
    remarks: list[Remark] = []
    for draft in drafts:
        if draft.recognised:
            nodes.append(draft.node())
        else:
            for label, value in draft.entries:
                text = f"{label.text} {getattr(value, 'text', '')}".strip()
                remarks.append(unplaced(Scalar(text, label.span)))
            if draft.title is not None:
                draft.unplaced(draft.title)
        remarks += draft.remarks
    return nodes, remarks


def _title(row: Row) -> Cell | None:
    filled = row.filled
    if len(filled) == 1 and cues.is_title(filled[0].text.strip()):
        return filled[0]
    return None


def _project(row: Row) -> bool:
    return "project.name" in _keys(row)


def _keys(row: Row) -> set[str]:
    """Give the keys of the labels that stand in a row."""
    keys = {key for cell in row.filled if (key := cues.field_key(cell.text.strip()))}
    for cell in row.filled:
        found = inline(cell.text, 0) if cell.text.find("：") > 0 or ":" in cell.text else None
        if found is not None:
            keys.update(k for label, _ in found.pairs if (k := cues.field_key(label.text)))
    return keys


def _ends_form(rows: list[Row], at: int, draft: Draft) -> bool:
    """Say whether a title begins another form rather than the next page of this one."""
    if not draft.recognised or not (draft.indicators or "project.name" in draft.keys):
        return False
    identity = set(cues.cue("identity"))
    for row in rows[at + 1 :]:
        if _title(row) is not None:
            break
        if _keys(row) & identity:
            return True
    return False
