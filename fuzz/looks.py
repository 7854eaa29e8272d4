"""What holds for every report: valid, well-formed, and obeyed by no terminal, browser or spreadsheet."""

import io
import json
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from jsonschema import Draft202012Validator

from fuzz.seeds import ROOT
from targetlint.resources import RULES

_SCHEMAS = ROOT / "tests" / "reports" / "schemas"
# What a terminal obeys, and what makes a line read other than it is.
_OBEYED = frozenset(
    map(chr, (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)))
)


class BrokenError(AssertionError):
    """Something that must always hold does not."""


def hold(fact: object, *said: object) -> None:
    """Insist on a fact."""
    if not fact:
        raise BrokenError(" ".join(map(str, said)))


def quiet(name: str, text: str) -> None:
    """Insist that a terminal obeys nothing in a text."""
    for char in set(text) & _OBEYED:
        hold(char == "\n", name, "lets through", repr(char))


@cache
def _validator(name: str) -> Draft202012Validator:
    folder = RULES / "schemas" if name == "report" else _SCHEMAS
    schema = json.loads((Path(folder) / f"{name}.schema.json").read_text("utf-8"))
    return Draft202012Validator(schema)


def _valid(schema: str) -> Callable[[bytes], None]:
    def look(whole: bytes) -> None:
        fault = next(_validator(schema).iter_errors(json.loads(whole)), None)
        hold(fault is None, schema, fault and fault.json_path, fault and fault.message)

    return look


def _each_valid(schema: str | None) -> Callable[[bytes], None]:
    def look(whole: bytes) -> None:
        for line in whole.decode().split("\n"):
            if line and schema is not None:
                _valid(schema)(line.encode())
            elif line:
                json.loads(line)

    return look


def xml(whole: bytes) -> None:
    """Insist on well-formed XML."""
    ET.fromstring(whole)  # noqa: S314 - what this tool wrote


def _page(whole: bytes) -> None:
    hold(b"<script>alert" not in whole, "a script of the form in the page")
    hold(whole.count(b"<script") <= 1, "a second script in the page")


def _workbook(whole: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(whole)) as book:
        for name in book.namelist():
            content = book.read(name)
            if name.endswith((".xml", ".rels")):
                xml(content)
            hold(b"<f>" not in content, "a formula in the workbook")


LOOKS: dict[str, Callable[[bytes], None]] = {
    "json": _valid("report"),
    "jsonl": _each_valid(None),
    "sarif": _valid("sarif"),
    "gitlab": _valid("gitlab"),
    "rdjsonl": _each_valid("rdjson"),
    "junit": xml,
    "checkstyle": xml,
    "html": _page,
    "xlsx": _workbook,
}
