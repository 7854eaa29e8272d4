"""What of a form stands at an offset: a field, a cell of a row, a label."""

from typing import NamedTuple

from targetlint.forms.fields import Field
from targetlint.forms.labels import labels
from targetlint.forms.model import Form, Indicator
from targetlint.nodes import Mapping
from targetlint.source import Span


class Spot(NamedTuple):
    """A thing in a form: the key of a field or column, its row, and where it stands.

    ``label`` tells a label from the value beside it.
    """

    key: str
    span: Span
    label: bool
    row: Indicator | None = None
    field: Field | None = None


def inside(span: Span, offset: int) -> bool:
    """Whether an offset is in a span or right behind it."""
    return span.start <= offset <= span.end


def form_at(forms: list[Form], offset: int) -> Form | None:
    """Give the form that an offset is in; the first one where it is before them all."""
    found = forms[0] if forms else None
    for form in forms:
        if form.node.span.start <= offset:
            found = form
    return found


def spot_at(form: Form, offset: int) -> Spot | None:
    """Give what stands at an offset of a form; None where it is nothing that forms have."""
    for field in form.fields.values():
        if inside(field.label.span, offset):
            return Spot(field.key, field.label.span, label=True, field=field)
        if inside(field.value.span, offset):
            return Spot(field.key, field.value.span, label=False, field=field)
    for row in form.indicators:
        for key, cell in row.cells.items():
            if inside(cell.span, offset):
                return Spot(key, cell.span, label=False, row=row)
        if isinstance(row.node, Mapping):
            for label, _ in row.node.entries:
                key = labels().column(label.text) or ""
                if inside(label.span, offset) and key:
                    return Spot(key, label.span, label=True, row=row)
    return _group_at(form, offset)


def _group_at(form: Form, offset: int) -> Spot | None:
    for label, _ in form.node.entries:
        group = labels().group(label.text)
        if inside(label.span, offset) and group is not None:
            return Spot(group, label.span, label=True)
    return None
