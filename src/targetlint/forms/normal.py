"""The normalised form as plain data, and whether it fits the schema of the form."""

from collections.abc import Iterator
from typing import Any

from targetlint.forms.fields import Field
from targetlint.forms.labels import labels, plain_label
from targetlint.forms.model import Form, Remark
from targetlint.forms.structure import any_text_fits, violations
from targetlint.forms.values import money_unit, not_given, other_currency, unknown_unit
from targetlint.nodes import Scalar

_MONEY = "money"
_UNIT = "budget.unit"
# What the builder itself remarks about, where the schema would only say it again.
_SAID_ELSEWHERE = frozenset({"/template"})


def as_plain(form: Form) -> dict[str, Any]:
    """Give a form in the normalised spelling, every value as the text that was written.

    What stands where any text fits is left out, which is most of a form.
    """
    plain: dict[str, Any] = {}
    free, free_columns = any_text_fits()
    for key, found in form.fields.items():
        if key in free:
            continue
        group, dot, name = key.partition(".")
        if dot:
            plain.setdefault(group, {})[name] = found.value.text
        else:
            plain[key] = found.value.text
    if any(not free_columns.issuperset(row.cells) for row in form.indicators):
        plain["indicators"] = [
            {key: cell.text for key, cell in row.cells.items() if key not in free_columns}
            for row in form.indicators
        ]
    return plain


def structural(form: Form) -> list[Remark]:
    """Say of every value that does not fit the schema where it stands and why."""
    remarks: list[Remark] = []
    for violation in violations(as_plain(form)):
        scalar = _at(form, violation.pointer)
        if scalar is None or violation.pointer in _SAID_ELSEWHERE:
            continue
        if violation.keyword == _MONEY and (currency := other_currency(scalar.text)):
            remarks.append(_no_unit(form.fields[_key(violation.pointer)], scalar, currency))
            continue
        code = f"structure-{violation.keyword}"
        values = {key: text for key, text in violation.values.items() if text}
        remarks.append(Remark(code, scalar.span, values, pointer=violation.pointer))
    return [*remarks, *_unknown_units(form)]


def _unknown_units(form: Form) -> Iterator[Remark]:
    """Say of every unit of money that is none of ours where it stands."""
    for key, found in form.fields.items():
        if key == _UNIT:
            text = found.text.strip()
            if not_given(text) or text == unknown_unit() or money_unit(text) is not None:
                continue
            yield _no_unit(found, found.value, text)
        elif key.startswith("budget."):
            currency = other_currency(plain_label(found.label.text)[1])
            if currency:
                yield _no_unit(found, found.label, currency)


def _no_unit(found: Field, at: Scalar, unit: str) -> Remark:
    label = plain_label(found.label.text)[0]
    values = {"label": label, "field": found.key, "found": unit, "text": at.text}
    values["wanted"] = ", ".join(labels().money_units)
    return Remark("structure-unit", at.span, values, pointer=found.pointer)


def _key(pointer: str) -> str:
    return pointer.strip("/").replace("/", ".")


def _at(form: Form, pointer: str) -> Scalar | None:
    """Find the scalar that a pointer into the normalised form means."""
    steps = pointer.strip("/").split("/")
    if steps[0] == "indicators":
        has_cell = len(steps) > 2 and steps[1].isdigit() and int(steps[1]) < len(form.indicators)  # noqa: PLR2004 - indicators, number, column
        return form.indicators[int(steps[1])].scalar(steps[2]) if has_cell else None
    found = form.fields.get(".".join(steps))
    return found.value if found is not None else None
