"""What rules may ask of a subject: facts by name, and values with their places.

A fact is a plain value that a condition of a rule (``where:``) looks at; a value is a number, a
date or a text together with the place it was read from, for checks that compare.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple

from targetlint.forms.model import Field, Form, Indicator
from targetlint.source import Span


class Value(NamedTuple):
    """A comparable value: a number (money in yuan), an ISO date or a text, and its place."""

    value: Decimal | str
    text: str
    span: Span
    pointer: str


def _explicit(row: Indicator, _form: Form) -> bool:
    parts = row.reading.target.parts
    return bool(parts) and parts[0].explicit


def _dimension(row: Indicator, _form: Form) -> str | None:
    parts = row.reading.target.parts
    return parts[0].dimension if parts else None


INDICATOR_FACTS: dict[str, Callable[[Indicator, Form], Any]] = {
    "level1": lambda row, _: row.level1,
    "level2": lambda row, _: row.level2,
    "name": lambda row, _: row.name,
    "target": lambda row, _: row.target.strip(),
    "kind": lambda row, _: row.reading.kind.value,
    "measurable": lambda row, _: row.reading.measurable.value,
    "reason": lambda row, _: row.reading.reason,
    "category": lambda row, _: row.reading.category,
    "certain": lambda row, _: row.reading.certain,
    "section": lambda row, _: row.reading.section,
    "misfiled": lambda row, _: row.reading.misfiled,
    "measure": lambda row, _: row.reading.measure,
    "polarity": lambda row, _: row.reading.polarity,
    "comparator": lambda row, _: row.reading.target.comparator,
    "value": lambda row, _: row.reading.target.value,
    "unit": lambda row, _: row.reading.target.unit,
    "dimension": _dimension,
    "explicit": _explicit,
    "horizon": lambda row, _: row.text("horizon"),
    "weight": lambda row, _: row.text("weight"),
    "actual": lambda row, _: row.text("actual"),
    "score": lambda row, _: row.text("score"),
    "template": lambda _, form: form.template.id,
    "family": lambda _, form: form.template.family,
}

_FORM_FACTS: dict[str, Callable[[Form], Any]] = {
    "template": lambda form: form.template.id,
    "family": lambda form: form.template.family,
    "known_template": lambda form: form.template.known,
    "detected_by": lambda form: form.detected_by,
    "indicators": lambda form: len(form.indicators),
    "year": lambda form: form.year,
    "self_evaluation": lambda form: bool(form.template.traits.get("self_evaluation")),
    "stage_goal_asked": lambda form: bool(form.template.traits.get("stage_goal_asked")),
    "weighted": lambda form: any(row.text("weight") for row in form.indicators),
    "new_project": lambda form: form.is_new,
}


def fact(subject: Any, name: str, form: Form) -> Any:
    """Give a fact of an indicator, a field or a form by its name; None where there is none.

    A name with a dot is a field of the form (``project.category``), or a cell with
    ``row.`` (``row.unit``).
    """
    if isinstance(subject, Indicator):
        if (known := INDICATOR_FACTS.get(name)) is not None:
            return known(subject, form)
        if name.startswith("row."):
            return subject.text(name[4:])
    elif isinstance(subject, Field):
        if name == "text":
            return subject.text.strip()
        if name == "key":
            return subject.key
    if (about := _FORM_FACTS.get(name)) is not None:
        return about(form)
    return form.text(name)


def known_fact(subject: str, name: str) -> bool:
    """Whether ``where:`` may ask for this name under this subject."""
    if "." in name or name in _FORM_FACTS or name in ("title", "applicant", "department"):
        return True
    if subject == "indicator":
        return name in INDICATOR_FACTS
    return subject == "field" and name in ("text", "key")


def amount(form: Form, key: str) -> Value | None:
    """Give a money field in yuan; None where it is absent, blank or no amount."""
    found = form.amounts.get(key)
    if found is None:
        return None
    return Value(found.yuan, found.field.text, found.field.value.span, found.field.pointer)


def field_value(form: Form, key: str) -> Value | None:
    """Give a field of the form as a value: money in yuan, a date as ISO, else a text."""
    if key.startswith("budget."):
        return amount(form, key)
    found = form.fields.get(key)
    if found is None or not found.text.strip():
        return None
    if key.endswith("_date"):
        date = form.dates.get(key)
        return date and Value(date, found.text, found.value.span, found.pointer)
    return Value(found.text.strip(), found.text, found.value.span, found.pointer)
