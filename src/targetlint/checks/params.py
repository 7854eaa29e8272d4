"""The shapes of parameters: what a rule file may write under ``params:``.

A check's parameters are a named tuple, and its annotations say the shapes. They are read here
for whoever looks at rule files with care: the validation of rules from outside, and the JSON
Schema that editors complete by. Shipped rules are fitted without it.
"""

from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, NamedTuple, Union, get_args, get_origin, get_type_hints

from targetlint.checks.quantities import ORDERS

_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
}
_SPECIAL: dict[str, dict[str, Any]] = {
    "regex": {"type": "string", "format": "regex"},
    "operand": {"type": "string", "minLength": 1},
    "order": {"type": "string", "enum": list(ORDERS)},
    "key": {"type": "string", "minLength": 1},
    "where": {"$ref": "#/$defs/where"},
    "schema": {"type": "object"},
}


class Special(NamedTuple):
    """A value among parameters that is more than text: its kind, and the keys down to it."""

    kind: str
    value: Any
    at: tuple[str | int, ...]


def shapes(params: type) -> dict[str, Any]:
    """Give each parameter of a check with its annotation."""
    hints = get_type_hints(params, include_extras=True)
    return {name: hints[name] for name in params._fields}  # type: ignore[attr-defined] # a NamedTuple class


def params_schema(params: type) -> dict[str, Any]:
    """Give the parameters of a check as JSON Schema."""
    defaults: dict[str, Any] = params._field_defaults  # type: ignore[attr-defined] # a NamedTuple class
    found = shapes(params)
    made: dict[str, Any] = {
        "type": "object",
        "properties": {name: schema(shape) for name, shape in found.items()},
        "additionalProperties": False,
    }
    required = [name for name in found if name not in defaults]
    return {**made, "required": required} if required else made


def schema(shape: Any) -> dict[str, Any]:
    """Give an annotation as JSON Schema."""
    if shape in _PLAIN:
        return dict(_PLAIN[shape])
    origin, inner = get_origin(shape), get_args(shape)
    if origin is Annotated:
        return dict(_SPECIAL[inner[1]])
    if origin in (Union, UnionType):
        choices = [schema(choice) for choice in inner if choice is not NoneType]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if origin is tuple:
        return {"type": "array", "items": schema(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema(inner[1])}
    return {}


def specials(params: type, raw: dict[str, Any]) -> Iterator[Special]:
    """Go through the values of parameters that are more than text."""
    for name, shape in shapes(params).items():
        if name in raw:
            yield from _specials(raw[name], shape, (name,))


def _specials(value: Any, shape: Any, at: tuple[str | int, ...]) -> Iterator[Special]:
    origin, inner = get_origin(shape), get_args(shape)
    if origin is Annotated:
        yield Special(inner[1], value, at)
    elif origin in (Union, UnionType):
        for choice in inner:
            yield from _specials(value, choice, at) if value is not None else ()
    elif origin is tuple and isinstance(value, list):
        for index, item in enumerate(value):
            yield from _specials(item, inner[0], (*at, index))
    elif origin is dict and isinstance(value, dict):
        for key, item in value.items():
            yield from _specials(item, inner[1], (*at, key))
