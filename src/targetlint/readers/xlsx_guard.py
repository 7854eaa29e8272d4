"""A look through the sheets of a workbook before a library builds every cell of them."""

import re

from targetlint.readers import cues
from targetlint.readers.document import ReadError
from targetlint.readers.packages import Package, too_large

_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")
_MERGED = re.compile(
    rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"'
)
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
_OVERLAP = 160


def look_through(package: Package) -> bool:
    """Refuse sheets that are no form; say whether there are formulas in the others."""
    sheets = [part for part in package.names() if _SHEET.fullmatch(part)]
    formulas = [_look_at(package, part) for part in sheets]
    return any(formulas)


def _look_at(package: Package, part: str) -> bool:
    formulas, tail = False, b""
    rows = cells = 0
    merged: dict[bytes, int] = {}
    for chunk in package.chunks(part):
        window = tail + chunk
        if any(mark in window for mark in _DECLARED):
            raise ReadError("document-entities", {"name": package.name})
        rows += _count(_ROW, window, tail)
        cells += _count(_CELL, window, tail)
        merged |= {found[0]: _area(found) for found in _MERGED.finditer(window)}
        formulas = formulas or _FORMULA.search(window) is not None
        if rows > cues.limit("rows"):
            raise too_large("rows")
        if cells > cues.limit("cells") or sum(merged.values()) > cues.limit("cells"):
            raise too_large("cells")
        tail = window[-_OVERLAP:]
    return formulas


def _count(pattern: re.Pattern[bytes], window: bytes, tail: bytes) -> int:
    """Count what is new in a window that begins with the end of the one before."""
    return len(pattern.findall(window)) - len(pattern.findall(tail))


def _area(merged: re.Match[bytes]) -> int:
    wide = _column(merged[3]) - _column(merged[1]) + 1
    high = int(merged[4]) - int(merged[2]) + 1
    return max(wide, 1) * max(high, 1)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
