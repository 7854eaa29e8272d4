"""The normalised form as plain data, and whether it fits the schema of the form."""

from typing import Any

from targetlint.forms.model import Form, Remark
from targetlint.forms.structure import violations
from targetlint.nodes import Scalar

# What the builder itself remarks about, where the schema would only say it again.
_SAID_ELSEWHERE = frozenset({"/template"})


def as_plain(form: Form) -> dict[str, Any]:
    """Give a form in the normalised spelling, every value as the text that was written."""
    plain: dict[str, Any] = {}
    for key, found in form.fields.items():
        group, dot, name = key.partition(".")
        if dot:
            plain.setdefault(group, {})[name] = found.value.text
        else:
            plain[key] = found.value.text
    plain["indicators"] = [
        {key: cell.text for key, cell in row.cells.items()} for row in form.indicators
    ]
    return plain


def structural(form: Form) -> list[Remark]:
    """Say of every value that does not fit the schema where it stands and why."""
    remarks = []
    for violation in violations(as_plain(form)):
        scalar = _at(form, violation.pointer)
        if scalar is None or violation.pointer in _SAID_ELSEWHERE:
            continue
        code = f"structure-{violation.keyword}"
        values = {key: text for key, text in violation.values.items() if text}
        remarks.append(Remark(code, scalar.span, values, pointer=violation.pointer))
    return remarks


def _at(form: Form, pointer: str) -> Scalar | None:
    """Find the scalar that a pointer into the normalised form means."""
    steps = pointer.strip("/").split("/")
    if steps[0] == "indicators":
        has_cell = len(steps) > 2 and steps[1].isdigit() and int(steps[1]) < len(form.indicators)  # noqa: PLR2004 - indicators, number, column
        return form.indicators[int(steps[1])].scalar(steps[2]) if has_cell else None
    found = form.fields.get(".".join(steps))
    return found.value if found is not None else None
