"""A check by JSON Schema on the normalised form, and the form as plain data for it."""

from functools import cache
from typing import Any

from targetlint.checks.check import Hit, JsonSchema, Params, Result
from targetlint.forms.model import Form, Indicator
from targetlint.source import Span


class Schema(Params):
    """``schema`` is a JSON Schema of the normalised form, or of a row; values are texts."""

    schema: JsonSchema


_VALIDATORS: dict[int, tuple[dict[str, object], Any]] = {}


def _validator(schema: dict[str, object]) -> Any:
    known = _VALIDATORS.get(id(schema))
    if known is None or known[0] is not schema:
        kind = _kind()
        known = _VALIDATORS[id(schema)] = (schema, kind(schema))
    return known[1]


@cache
def _kind() -> Any:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - only rules with a schema need it

    return Draft202012Validator


def plain_row(row: Indicator) -> dict[str, str]:
    """Give a row as plain data: its cells by normalised name."""
    return {key: cell.text.strip() for key, cell in row.cells.items()}


def plain_form(form: Form) -> dict[str, Any]:
    """Give a form as plain data in the shape of the form format, every value as written."""
    made: dict[str, Any] = {}
    for key, found in form.fields.items():
        inside = made
        *groups, last = key.split(".")
        for group in groups:
            inside = inside.setdefault(group, {})
        inside[last] = found.text.strip()
    made["indicators"] = [plain_row(row) for row in form.indicators]
    return made


def by_schema(subject: Any, params: Schema, form: Form) -> Result:
    """The form, or the row, is as the schema says."""
    row = subject if isinstance(subject, Indicator) else None
    data = plain_row(row) if row is not None else plain_form(form)
    hits = []
    for error in _validator(params.schema).iter_errors(data):
        path = [str(step) for step in error.absolute_path]
        span, pointer = _place(form, row, path)
        values = {"keyword": str(error.validator), "problem": error.message, "at": pointer}
        hits.append(Hit(span, values, pointer, variant=str(error.validator)))
    return hits or None


def _place(form: Form, row: Indicator | None, path: list[str]) -> tuple[Span, str]:
    if row is not None:
        column = path[0] if path else "target"
        return row.span(column), row.pointer_to(column)
    if len(path) > 1 and path[0] == "indicators" and path[1].isdigit():
        found = form.indicators[int(path[1])]
        return _place(form, found, path[2:])
    key = ".".join(path)
    return form.span(key), "/" + "/".join(path) if path else ""
