"""The shapes of parameters: what a rule file may write under ``params:``.

A check's parameters are a named tuple; its annotations say the shapes. This module reads
them for whoever looks at rule files with care: the validation of rules from outside and the
JSON Schema that editors use. Shipped rules are fitted without it.
"""

from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

_PLAIN: dict[Any, str] = {
    str: "string", int: "integer", float: "number", bool: "boolean", object: "", Any: "",
}  # fmt: skip


def shapes(params: type) -> dict[str, Any]:
    """Give each parameter of a check with its annotation."""
    hints = get_type_hints(params)
    return {name: hints[name] for name in params._fields}  # type: ignore[attr-defined] # a NamedTuple class


def fits(value: Any, shape: Any) -> bool:
    """Whether a value from a rule file has the shape of an annotation."""
    if shape in (object, Any):
        return True
    origin, inner = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        return any(fits(value, choice) for choice in inner)
    if shape in (None, NoneType):
        return value is None
    if origin is tuple:
        items = value if isinstance(value, list | tuple) else None
        return items is not None and all(fits(item, inner[0]) for item in items)
    if origin is dict:
        return isinstance(value, dict) and all(
            fits(key, inner[0]) and fits(item, inner[1]) for key, item in value.items()
        )
    if shape is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if shape is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, shape)


def schema(shape: Any) -> dict[str, Any]:
    """Give an annotation as JSON Schema."""
    if shape in _PLAIN:
        kind = _PLAIN[shape]
        return {"type": kind} if kind else {}
    origin, inner = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        return {"anyOf": [schema(choice) for choice in inner if choice is not NoneType]}
    if origin is tuple:
        return {"type": "array", "items": schema(inner[0])}
    if origin is dict:
        return {"type": "object", "additionalProperties": schema(inner[1])}
    return {}


def described(shape: Any) -> str:
    """Say a shape in a word or two, for an error message."""
    if shape in _PLAIN:
        return _PLAIN[shape] or "anything"
    origin, inner = get_origin(shape), get_args(shape)
    if origin in (Union, UnionType):
        return " | ".join(described(choice) for choice in inner if choice is not NoneType)
    if origin is tuple:
        return f"list of {described(inner[0])}"
    if origin is dict:
        return f"mapping to {described(inner[1])}"
    return str(shape)
