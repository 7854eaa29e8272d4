"""Regular expressions compiled ahead, so that a start need not compile them again.

What is kept is the code that CPython's own engine runs, as text. It fits one interpreter only,
which is named beside it; any other compiles the expressions anew.
"""

import re
import sys
from array import array
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable
from importlib import import_module
from typing import Any

Code = list[Any]


def interpreter() -> str:
    """Name the interpreter that compiled expressions belong to."""
    sre: Any = import_module("_sre")  # CPython's own
    return f"{sys.implementation.cache_tag}-{sre.MAGIC}-{sre.CODESIZE}-{sys.byteorder}"


def encode(pattern: str) -> Code:
    """Compile an expression and give its code, flags, number of groups and names of groups."""
    compiled = re.compile(pattern)
    parsed = re._parser.parse(pattern, 0)  # noqa: SLF001 - checked by magic number on decoding
    code = re._compiler._code(parsed, compiled.flags)  # type: ignore[attr-defined]  # noqa: SLF001 - as above
    text = b2a_base64(array("I", code).tobytes(), newline=False).decode("ascii")
    return [text, compiled.flags, compiled.groups, dict(compiled.groupindex)]


def decode(pattern: str, code: Code) -> re.Pattern[str] | None:
    """Build an expression from the code that this same interpreter once compiled."""
    sre: Any = import_module("_sre")
    text, flags, groups, names = code
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    numbers = array("I", a2b_base64(text)).tolist()
    try:
        built: re.Pattern[str] = sre.compile(
            pattern, flags, numbers, groups, names, tuple(by_number)
        )
    except (RuntimeError, TypeError, ValueError, IndexError):
        return None
    return built


def encode_all(data: Iterable[Any]) -> dict[str, Code]:
    """Encode every text in nested data that could be an expression; plain words are none."""
    found: dict[str, Code] = {}
    waiting = list(data)
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and _SIGNS.intersection(one):
            try:
                found[one] = encode(one)
            except re.error:
                continue
    return dict(sorted(found.items()))


_SIGNS = frozenset("\\[(|^$*+?")
