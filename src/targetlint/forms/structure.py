"""Whether what is written in a form has the shape of a form: ``rules/schemas/form.schema.json``.

The data are those of the normalised form, every scalar as text. What the schema asks of
text beyond its type are formats of our own (``money``, ``form-date``, ``year``, ``number``),
which editors pass over and ``forms.values`` knows how to read.
"""

from functools import cache
from typing import Any, NamedTuple

from targetlint import resources
from targetlint.forms.figures import year_in
from targetlint.forms.schema import Fits, compile_schema, free_places
from targetlint.forms.values import date, is_number, money, not_given

_LONGEST_SHOWN = 40
_ROWS = "indicators"


class Violation(NamedTuple):
    """One place that does not fit: its JSON Pointer, why, and what to say about it.

    ``structure-`` and the keyword name the variant of the rule that words it.
    """

    pointer: str
    keyword: str
    values: dict[str, str]


def _is_sum(text: str) -> bool:
    number, _ = money(text)
    return number is not None and number >= 0


_FORMATS = {
    "money": lambda text: not_given(text) or _is_sum(text),
    "form-date": lambda text: not_given(text) or date(text) is not None,
    "year": lambda text: not_given(text) or year_in(text) is not None,
    "number": lambda text: not_given(text) or is_number(text),
}

# The first of these that a place offends against is the one that is told.
_ORDER = ("type", "required", "enum", "format", "minimum", "maximum")


@cache
def form_schema() -> dict[str, Any]:
    """Give the schema of the form, as editors get it."""
    schema: dict[str, Any] = resources.load_json("rules/schemas/form.schema.json")
    return schema


@cache
def any_text_fits() -> tuple[frozenset[str], frozenset[str]]:
    """Name the fields (``narrative.basis``) and the columns of a row where any text fits.

    What stands there need not be held against the schema.
    """
    schema = form_schema()
    fields = free_places(schema, schema)
    for name, part in schema["properties"].items():
        fields |= {f"{name}.{key}" for key in free_places(part, schema)}
    return fields, free_places(schema["properties"][_ROWS]["items"], schema)


def violations(data: dict[str, Any]) -> list[Violation]:
    """Give what does not fit in a normalised form, one violation a place, in their order."""
    return [] if _fits()(data) else _explained(data)


@cache
def _fits() -> Fits:
    return compile_schema(form_schema(), _FORMATS)


def _explained(data: dict[str, Any]) -> list[Violation]:
    """Ask jsonschema for what is wrong, and keep the most useful of it."""
    from jsonschema import Draft202012Validator, FormatChecker  # noqa: PLC0415 - costs 100 ms

    checker = FormatChecker(formats=())
    for name, fits in _FORMATS.items():
        checker.checks(name)(_on_text(fits))
    found: dict[str, tuple[int, Violation]] = {}
    for error in Draft202012Validator(form_schema(), format_checker=checker).iter_errors(data):
        path = list(error.absolute_path)
        if error.validator == "required":
            path.append(_missing(error.instance, error.validator_value))
        pointer = "".join(f"/{_escaped(step)}" for step in path)
        rank = _ORDER.index(error.validator)
        if pointer not in found or rank < found[pointer][0]:
            keyword = _keyword(error.validator, error.validator_value)
            values = _values(path, error.instance, error.validator_value)
            found[pointer] = rank, Violation(pointer, keyword, values)
    return [violation for _, violation in found.values()]


def _on_text(fits: Fits) -> Fits:
    return lambda value: not isinstance(value, str) or fits(value)


def _missing(instance: dict[str, Any], wanted: list[str]) -> str:
    return next(name for name in wanted if name not in instance)


def _keyword(validator: str, wanted: Any) -> str:
    """Name the fault so that it can be worded: a type or a format by what is wanted."""
    if validator == "format":
        return "date" if wanted == "form-date" else str(wanted)
    if validator == "type":
        names = [wanted] if isinstance(wanted, str) else wanted
        kind = next((name for name in ("string", "array", "object") if name in names), names[0])
        return "type-text" if kind == "string" else f"type-{kind}"
    return validator


def _values(path: list[str | int], instance: Any, wanted: Any) -> dict[str, str]:
    found = instance if isinstance(instance, str) else ""
    if len(found) > _LONGEST_SHOWN:
        found = found[:_LONGEST_SHOWN] + "…"
    rows = [str(step + 1) for step in path if isinstance(step, int)]
    return {
        "field": ".".join(str(step) for step in path),
        "label": _label(path),
        "found": found,
        "got": type(instance).__name__,
        "wanted": ", ".join(map(str, wanted)) if isinstance(wanted, list) else str(wanted),
        "row": rows[0] if rows else "",
    }


def _label(path: list[str | int]) -> str:
    """Give the printed label of a place in the form, from the titles of the schema."""
    root = form_schema()
    part, label = root, ""
    for step in path:
        part = part["items"] if isinstance(step, int) else part.get("properties", {}).get(step, {})
        label = part.get("title", label)
        if "$ref" in part:
            part = root["$defs"][part["$ref"].rpartition("/")[2]]
            label = part.get("title", label)
    return label or str(root["title"])


def _escaped(step: str | int) -> str:
    return str(step).replace("~", "~0").replace("/", "~1")
