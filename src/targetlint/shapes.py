"""What people wrote, held against the JSON Schema that editors are given for it.

The schemas in ``rules/schemas/`` use the words handled here and no others, so that the file an
editor completes by and the file the tool judges by are one. Every fault has its place.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from targetlint import resources
from targetlint.located import At, Fault, Located
from targetlint.resources import RULES

_TYPES: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


@cache
def schema(name: str) -> dict[str, Any]:
    """Give a schema by the beginning of its file name."""
    import json  # noqa: PLC0415 - only where somebody wrote such a file

    loaded: dict[str, Any] = json.loads((RULES / "schemas" / f"{name}.schema.json").read_bytes())
    return loaded


def hold(located: Located, name: str) -> None:
    """Raise a fault where data departs from the schema of that name."""
    root = schema(name)
    _hold(located.data, root, (), located, root)


def hold_part(located: Located, data: Any, wanted: Mapping[str, Any], at: At) -> None:
    """Raise a fault where a part of the data departs from a schema of its own."""
    _hold(data, wanted, at, located, {"$defs": {"where": {"type": "object"}}})


def _hold(data: Any, wanted: Mapping[str, Any], at: At, located: Located, root: Any) -> None:
    branches = [one for one in _branches(wanted, root) if _fits(data, one)]
    if not branches:
        raise _wrong_type(_branches(wanted, root), at, located)
    wanted = branches[0]
    if "enum" in wanted and data not in wanted["enum"]:
        raise _unknown_value(data, wanted["enum"], at, located)
    if isinstance(data, str):
        _hold_text(data, wanted, at, located)
    elif isinstance(data, dict):
        _hold_mapping(data, wanted, at, located, root)
    elif isinstance(data, list):
        if len(data) < wanted.get("minItems", 0):
            raise located.fault("file-empty-value", at, {"key": _name(at)}, behind=True)
        for index, item in enumerate(data):
            _hold(item, wanted.get("items", {}), (*at, index), located, root)
    elif "minimum" in wanted and data < wanted["minimum"]:
        values = {"key": _name(at), "minimum": str(wanted["minimum"])}
        raise located.fault("file-too-small", at, values, behind=True)


def _hold_text(data: str, wanted: Mapping[str, Any], at: At, located: Located) -> None:
    if len(data.strip()) < wanted.get("minLength", 0):
        raise located.fault("file-empty-value", at, {"key": _name(at)}, behind=True)
    if "pattern" in wanted:
        import re  # noqa: PLC0415 - only for data with a form of its own

        if re.search(wanted["pattern"], data) is None:
            example = str(wanted.get("examples", [""])[0])
            values = {"key": _name(at), "value": data, "example": example}
            raise located.fault("file-wrong-form", at, values, behind=True)


def _hold_mapping(
    data: dict[str, Any], wanted: Mapping[str, Any], at: At, located: Located, root: Any
) -> None:
    known: Mapping[str, Any] = wanted.get("properties", {})
    others = wanted.get("additionalProperties", {})
    for key, value in data.items():
        if key in known:
            _hold(value, known[key], (*at, key), located, root)
        elif others is False:
            raise _unknown_key(key, list(known), at, located)
        else:
            _hold(value, others, (*at, key), located, root)
    for key in wanted.get("required", ()):
        if key not in data:
            raise located.fault("file-missing-key", at, {"key": key})


def _branches(wanted: Mapping[str, Any], root: Any) -> list[Mapping[str, Any]]:
    """Give what a schema allows, its references followed and its alternatives side by side."""
    if "$ref" in wanted:
        return _branches(root["$defs"][wanted["$ref"].rpartition("/")[2]], root)
    if "anyOf" in wanted:
        return [branch for one in wanted["anyOf"] for branch in _branches(one, root)]
    return [wanted]


def _kinds(wanted: Mapping[str, Any]) -> list[str]:
    kinds = wanted.get("type", [])
    return [kinds] if isinstance(kinds, str) else list(kinds)


def _fits(data: Any, wanted: Mapping[str, Any]) -> bool:
    kinds = _kinds(wanted)
    if not kinds:
        return True
    if isinstance(data, bool):
        return "boolean" in kinds
    return any(isinstance(data, _TYPES[kind]) for kind in kinds)


def _wrong_type(branches: list[Mapping[str, Any]], at: At, located: Located) -> Fault:
    kinds = sorted({kind for one in branches for kind in _kinds(one)})
    values = {"key": _name(at)} | kinds_told(kinds)
    if at:
        return located.fault("file-wrong-type", at, values, behind=True)
    for example in (one for branch in branches for one in branch.get("examples", ())):
        import json  # noqa: PLC0415 - only to show one

        values["example"] = json.dumps(example, ensure_ascii=False)
        return located.fault("file-wrong-whole-example", at, values, behind=True)
    return located.fault("file-wrong-whole", at, values, behind=True)


def kinds_told(kinds: Iterable[str]) -> dict[str, str]:
    """Word what a value may be, for a phrase in any language."""
    words = resources.load("rules/phrases/config.yaml")
    return {
        f"kind_{lang}": glue.join(words[f"kind-{kind}"][lang] for kind in kinds)
        for lang, glue in words["kind-or"].items()
    }


def near(word: str, known: list[str]) -> str:
    """Give the known word that a misspelt one is most like; empty where none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

    plain = {name.lower().replace("_", "-"): name for name in known}
    found = get_close_matches(word.lower().replace("_", "-"), list(plain), 1, 0.6)
    return plain[found[0]] if found else ""


def _unknown_key(key: str, known: list[str], at: At, located: Located) -> Fault:
    close = near(key, known)
    name = "file-unknown-key-near" if close else "file-unknown-key"
    values = {"key": key, "near": close, "known": ", ".join(known)}
    return located.fault(name, (*at, key), values)


def _unknown_value(data: Any, known: list[Any], at: At, located: Located) -> Fault:
    close = near(str(data), [str(word) for word in known])
    name = "file-unknown-value-near" if close else "file-unknown-value"
    listed = ", ".join(map(str, known))
    values = {"key": _name(at), "value": str(data), "near": close, "known": listed}
    return located.fault(name, at, values, behind=True)


def _name(at: At) -> str:
    return ".".join(str(part) for part in at) or "-"
