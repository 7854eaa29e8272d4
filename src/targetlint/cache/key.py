"""The names of results: hashes of everything that a result depends on.

Parts go into a hash each behind its length, so that no two lists of parts look the same. What
is not plainly data cannot be named, and what cannot be named is not kept.
"""

import os
import sys
from collections.abc import Iterator, Mapping
from functools import cache, partial
from hashlib import sha256
from typing import Any

from targetlint import resources
from targetlint.desk import Desk
from targetlint.rulebook import Rule, shipped
from targetlint.version import VERSION

# What is installed beside the tool and has a say in how input is read.
_LIBRARIES = (
    "pyyaml", "jsonschema", "lark", "openpyxl", "python_docx", "pypdfium2", "lxml",
)  # fmt: skip
_SIZE = 20


class NotPlainError(Exception):
    """Something is not plain data: results that depend on it have no name."""


def digest(*parts: bytes) -> bytes:
    """Hash parts, each behind its length."""
    made = sha256()
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return made.digest()[:_SIZE]


def named(value: Any) -> bytes:
    """Hash a value of plain data; the same data has the same hash in every process."""
    return digest(*_parts(value))


def _parts(value: Any) -> Iterator[bytes]:
    """Give the parts of a value: its kind, how many things are in it, and those."""
    if isinstance(value, Rule):
        value = _rule(value)
    if value is None or isinstance(value, bool | int | float):
        yield f"{type(value).__name__} {value!r}".encode()
    elif isinstance(value, str):
        yield from (b"text", str(value).encode("utf-8", "surrogatepass"))
    elif isinstance(value, bytes):
        yield from (b"bytes", value)
    else:
        kind, items = _items(value)
        yield f"{kind} {len(items)}".encode()
        for item in items:
            yield from _parts(item)


def _items(value: Any) -> tuple[str, list[Any]]:
    """Give the items of a collection, in an order of their own where it has none."""
    if isinstance(value, list | tuple):
        return "list", list(value)
    if isinstance(value, Mapping):
        return "mapping", [list(item) for item in sorted(value.items())]
    if isinstance(value, frozenset):
        return "set", sorted(value)
    raise NotPlainError(type(value).__name__)


@cache
def _shipped() -> frozenset[int]:
    return frozenset(map(id, shipped()))


def _rule(rule: Rule) -> tuple[Any, ...]:
    """Give what makes a rule: its file as settings change it, with its severities.

    What comes with the tool is named with the tool; a foreign check may do anything.
    """
    if id(rule) in _shipped():
        return "shipped", rule.id
    for part in rule.parts:
        if not part.check.run.__module__.startswith("targetlint."):
            raise NotPlainError(part.check.run.__module__)
    cases = {name: case.severity for name, case in rule.variants.items()}
    return rule.data, rule.severity, cases, len(rule.severity_if)


def desk(chosen: Desk, day: str) -> bytes:
    """Name a desk: its rules and settings, and what its steps go by, the day included."""
    choice = chosen.choice
    known = [(rule.id, rule.name) for rule in choice.known]
    steps = [(step.func.__name__, step.keywords) for step in _partials(chosen)]
    when = day if steps else ""
    return named([choice._replace(known=()), known, chosen.lang, steps, when])


def _partials(chosen: Desk) -> Iterator[partial[None]]:
    for step in chosen.steps:
        if not isinstance(step, partial) or step.args:
            raise NotPlainError(type(step).__name__)
        yield step


@cache
def tool() -> bytes:
    """Name this tool: its version, its code and data as they are on disk, and its libraries."""
    import unicodedata  # noqa: PLC0415 - only where there is a cache

    files = [
        *_contents(os.path.dirname(os.path.dirname(__file__)), (".py", ".sql")),  # noqa: PTH120
        *_contents(os.fspath(resources.RULES), (".yaml",)),
        *_contents(os.fspath(resources.GRAMMAR), (".lark", ".yaml")),
    ]
    return named([VERSION, unicodedata.unidata_version, sys.platform, _installed(), files])


def _contents(folder: str, suffixes: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """Give the files of a folder, in order, each with a hash of its content."""
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [os.path.join(base, name) for name in names if name.endswith(suffixes)]  # noqa: PTH118
    for path in sorted(found):
        with open(path, "rb") as file:  # noqa: PTH123
            yield path[len(folder) :].replace(os.sep, "/"), sha256(file.read()).digest()


def _installed() -> list[str]:
    """Name the libraries that are installed, with their versions, by the folders that say so."""
    found = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")  # noqa: PTH208
        except OSError:
            continue
        for name in names:
            library = name.lower().replace("-", "_").replace(".", "_")
            if name.endswith(".dist-info") and library.startswith(_LIBRARIES):
                found.add(name.lower())
    return sorted(found)
