"""Answers fast whether data fit a JSON Schema, for the part of the language forms use.

jsonschema takes a tenth of a second to import, and nearly every form is in order: so a schema
is compiled into plain functions that say yes or no, and only after a no is jsonschema asked
for the reasons. A keyword that is not known here is an error, never passed over.
"""

from collections.abc import Callable, Mapping
from typing import Any

Fits = Callable[[Any], bool]
Formats = Mapping[str, Callable[[str], bool]]

_ANNOTATIONS = frozenset(
    ("$schema", "$id", "$defs", "title", "description", "examples", "default", "$comment")
)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


_TYPES: dict[str, Fits] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "number": _is_number,
    "integer": lambda value: _is_number(value) and value == int(value),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


def compile_schema(schema: dict[str, Any], formats: Formats) -> Fits:
    """Make a function that says whether data fit a schema."""
    return _compile(schema, schema, formats)


def _compile(schema: dict[str, Any], root: dict[str, Any], formats: Formats) -> Fits:
    tests = [
        _KEYWORDS[keyword](wanted, root, formats)
        for keyword, wanted in schema.items()
        if keyword not in _ANNOTATIONS
    ]
    if len(tests) == 1:
        return tests[0]

    def fits(value: Any) -> bool:
        for test in tests:  # noqa: SIM110 - hot: a generator costs as much as the tests
            if not test(value):
                return False
        return True

    return fits


def _type(wanted: str | list[str], _root: dict[str, Any], _formats: Formats) -> Fits:
    names = [wanted] if isinstance(wanted, str) else wanted
    if "string" in names:  # what every scalar of a form is
        others = [_TYPES[name] for name in names if name != "string"]
        return lambda value: isinstance(value, str) or any(test(value) for test in others)
    tests = [_TYPES[name] for name in names]
    return lambda value: any(test(value) for test in tests)


def _reference(wanted: str, root: dict[str, Any], formats: Formats) -> Fits:
    return _compile(_target(wanted, root), root, formats)


def _target(reference: str, root: dict[str, Any]) -> dict[str, Any]:
    """Give the part of a schema that a reference names."""
    target: Any = root
    for step in reference.removeprefix("#/").split("/"):
        target = target[step]
    found: dict[str, Any] = target
    return found


def _properties(wanted: dict[str, Any], root: dict[str, Any], formats: Formats) -> Fits:
    tests = {name: _compile(part, root, formats) for name, part in wanted.items()}

    def fits(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        for name, part in value.items():
            test = tests.get(name)
            if test is not None and not test(part):
                return False
        return True

    return fits


def free_places(schema: dict[str, Any], root: dict[str, Any]) -> frozenset[str]:
    """Name the properties of an object where every text fits, there or not."""
    schema = _followed(schema, root)
    properties = {} if "required" in schema else schema.get("properties", {})
    return frozenset(name for name, part in properties.items() if _takes_any_text(part, root))


def _takes_any_text(schema: dict[str, Any], root: dict[str, Any]) -> bool:
    asked = _asked(_followed(schema, root))
    return list(asked) == ["type"] and "string" in asked["type"]


def _followed(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    """Give what a schema that is nothing but a reference refers to."""
    asked = _asked(schema)
    return _target(asked["$ref"], root) if list(asked) == ["$ref"] else schema


def _asked(schema: dict[str, Any]) -> dict[str, Any]:
    return {key: wanted for key, wanted in schema.items() if key not in _ANNOTATIONS}


def _items(wanted: dict[str, Any], root: dict[str, Any], formats: Formats) -> Fits:
    test = _compile(wanted, root, formats)
    return lambda value: not isinstance(value, list) or all(test(item) for item in value)


def _required(wanted: list[str], _root: dict[str, Any], _formats: Formats) -> Fits:
    return lambda value: not isinstance(value, dict) or all(name in value for name in wanted)


def _enum(wanted: list[Any], _root: dict[str, Any], _formats: Formats) -> Fits:
    return lambda value: value in wanted


def _format(wanted: str, _root: dict[str, Any], formats: Formats) -> Fits:
    test = formats[wanted]
    return lambda value: not isinstance(value, str) or test(value)


def _minimum(wanted: float, _root: dict[str, Any], _formats: Formats) -> Fits:
    return lambda value: not _is_number(value) or value >= wanted


def _maximum(wanted: float, _root: dict[str, Any], _formats: Formats) -> Fits:
    return lambda value: not _is_number(value) or value <= wanted


_KEYWORDS: dict[str, Callable[[Any, dict[str, Any], Formats], Fits]] = {
    "$ref": _reference,
    "type": _type,
    "properties": _properties,
    "items": _items,
    "required": _required,
    "enum": _enum,
    "format": _format,
    "minimum": _minimum,
    "maximum": _maximum,
}
