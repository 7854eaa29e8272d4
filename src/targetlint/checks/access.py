"""What rules may ask of a subject: facts by name, texts and quantities with their places.

A fact is a plain value that a condition of a rule (``where:``) looks at. A text or a quantity
comes with the place it was read from, for checks that point at it.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from targetlint import resources
from targetlint.checks.check import Group
from targetlint.forms.fields import Field
from targetlint.forms.model import Form, Indicator
from targetlint.nodes import Scalar
from targetlint.source import Span
from targetlint.targets.model import Kind, Part


class Text(NamedTuple):
    """A piece of text of a form, with its place; ``scalar`` is None where it is not there."""

    text: str
    scalar: Scalar | None
    span: Span
    pointer: str

    def part(self, start: int, end: int) -> Span:
        """Locate a stretch of the text in the source."""
        return self.scalar.part(start, end) if self.scalar is not None else self.span


def first_part(row: Indicator) -> Part | None:
    """Give the first thing that the target of a row promises."""
    parts = row.reading.target.parts
    return parts[0] if parts else None


def _explicit(row: Indicator, _form: Form) -> bool:
    part = first_part(row)
    return part is not None and part.explicit


def _approximate(row: Indicator, _form: Form) -> bool:
    return any(part.approximate for part in row.reading.target.parts)


def _deadline(row: Indicator, _form: Form) -> bool:
    return any(part.kind is Kind.DEADLINE for part in row.reading.target.parts)


def _dimension(row: Indicator, _form: Form) -> str | None:
    part = first_part(row)
    return part.dimension if part is not None else None


@cache
def _areas() -> dict[str, str]:
    data = resources.load("rules/levels.yaml")
    areas = {code: code for code in data["sections"]}
    areas |= {code: area for area, codes in data["groups"].items() for code in codes}
    return areas


def _area(row: Indicator, _form: Form) -> str | None:
    section = row.reading.section
    return _areas().get(section) if section is not None else None


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
    "area": _area,
    "misfiled": lambda row, _: row.reading.misfiled,
    "measure": lambda row, _: row.reading.measure,
    "polarity": lambda row, _: row.reading.polarity,
    "comparator": lambda row, _: row.reading.comparator,
    "value": lambda row, _: row.reading.target.value,
    "unit": lambda row, _: row.reading.unit,
    "dimension": _dimension,
    "explicit": _explicit,
    "approximate": _approximate,
    "parts": lambda row, _: len(row.reading.target.parts),
    "deadline": _deadline,
    "horizon": lambda row, _: row.text("horizon"),
}

FORM_FACTS: dict[str, Callable[[Form], Any]] = {
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

FIELD_FACTS: dict[str, Callable[[Field], Any]] = {
    "key": lambda found: found.key,
    "text": lambda found: found.text.strip(),
    "label": lambda found: found.label.text.strip(),
}

GROUP_FACTS: dict[str, Callable[[Group], Any]] = {
    "group": lambda group: group.name,
    "rows": lambda group: len(group.rows),
}

CELL = "row."
"""What the name of a cell begins with."""


@cache
def fact(name: str) -> Callable[[Any, Form], Any]:
    """Make what gives a fact of an indicator, a field, a group or a form by its name.

    A name with a dot is a field of the form (``project.category``), or a cell with
    ``row.`` (``row.unit``).
    """
    about = FORM_FACTS.get(name)
    of_row = INDICATOR_FACTS.get(name)
    of_others = {Field: FIELD_FACTS.get(name), Group: GROUP_FACTS.get(name)}
    if of_row is None and name.startswith(CELL):
        column = name[len(CELL) :]
        of_row = lambda row, _: row.text(column)  # noqa: E731 - like those of the table

    def give(subject: Any, form: Form) -> Any:
        kind = type(subject)
        if kind is Indicator and of_row is not None:
            return of_row(subject, form)
        own = of_others.get(kind)
        if own is not None:
            return own(subject)
        return about(form) if about is not None else form.text(name)

    return give


_OWN_FACTS: dict[str, Any] = {
    "indicator": INDICATOR_FACTS,
    "field": FIELD_FACTS,
    "group": GROUP_FACTS,
}


def known_facts(subject: str) -> list[str]:
    """Name the facts that ``where:`` may ask for under a subject, keys of fields aside."""
    return sorted({*_OWN_FACTS.get(subject, ()), *FORM_FACTS})


def _rows_of(subject: Any) -> list[Indicator]:
    if isinstance(subject, Indicator):
        return [subject]
    return subject.rows if isinstance(subject, Group) else []


def texts(subject: Any, keys: tuple[str, ...], form: Form) -> list[Text]:
    """Give the texts that keys name, as far as they are there.

    A key is a field of the form (``narrative.basis``; ``narrative.*`` all of a group), a cell of
    the row (``row.target``) or, where none is given, the subject itself: the field, the target of
    the row, or every narrative field.
    """
    found: list[Text] = []
    if not keys:
        if isinstance(subject, Field):
            return [Text(subject.text, subject.value, subject.value.span, subject.pointer)]
        keys = ("row.target",) if isinstance(subject, Indicator) else ("narrative.*",)
    for key in keys:
        if key.startswith(CELL):
            column = key[len(CELL) :]
            for row in _rows_of(subject):
                cell = row.scalar(column)
                if cell is not None and cell.text.strip():
                    found.append(Text(cell.text, cell, cell.span, row.pointer_to(column)))
        elif key.endswith(".*"):
            found += [
                Text(field.text, field.value, field.value.span, field.pointer)
                for name, field in form.fields.items()
                if name.startswith(key[:-1]) and field.text.strip()
            ]
        elif (field := form.fields.get(key)) is not None and field.text.strip():
            found.append(Text(field.text, field.value, field.value.span, field.pointer))
    return found


def bare(text: str) -> str:
    """Give a text without blanks."""
    return "".join(text.split())


def is_number(value: object) -> bool:
    """Whether a value of a target is a number rather than a date."""
    return isinstance(value, int | float)
