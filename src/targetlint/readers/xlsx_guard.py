"""A look through the sheets of a workbook before a library builds every cell of them.

It is a parser that looks, not a search for letters: a sheet may be written in any encoding and
with any quotes, lie under any name, and means the same to the library.
"""

import re
from typing import Any
from xml.parsers import expat

from targetlint.readers import cues
from targetlint.readers.document import ReadError
from targetlint.readers.packages import Package, too_large

_AREA = re.compile(r"\s*\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?\s*")
# Elements with an area of which the library makes every single cell.
_SPREAD = frozenset({"mergeCell", "hyperlink"})


def look_through(package: Package) -> bool:
    """Refuse sheets that are no form; say whether there are formulas in the others."""
    sheets = _Sheets(package.name)
    for part in package.names():
        _look_at(package, part, sheets)
    return sheets.formulas


def _look_at(package: Package, part: str, sheets: "_Sheets") -> None:
    sheets.begun = False
    parser = expat.ParserCreate()
    parser.StartElementHandler = sheets.start
    parser.StartDoctypeDeclHandler = sheets.declared
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)  # noqa: FBT003 - more is to come
        parser.Parse(b"", True)  # noqa: FBT003 - the end
    except _OtherPartError:
        return
    except (expat.ExpatError, ValueError, LookupError) as fault:
        if sheets.begun:
            raise ReadError("document-damaged", {"name": package.name}) from fault


class _OtherPartError(Exception):
    """The part is no sheet."""


class _Sheets:
    """What the sheets of a workbook ask for, counted as it comes."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.rows = self.cells = self.spread = 0  # rows of a sheet, the others of the workbook
        self.formulas = self.begun = False

    def declared(self, *_: Any) -> None:
        raise ReadError("document-entities", {"name": self.name})

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if not self.begun:
            if tag != "worksheet":
                raise _OtherPartError
            self.begun, self.rows = True, 0
        if tag == "c":
            self.cells += 1
        elif tag == "row":
            self.rows += 1
        elif tag == "f":
            self.formulas = True
        elif tag in _SPREAD:
            self.spread += self._area(attributes.get("ref", ""))
        if self.rows > cues.limit("rows"):
            raise too_large("rows")
        if self.cells > cues.limit("cells"):
            raise too_large("cells")
        if self.spread > cues.limit("merged"):
            raise too_large("merged")

    def _area(self, written: str) -> int:
        found = _AREA.fullmatch(written)
        if found is None:
            raise ReadError("document-damaged", {"name": self.name})
        if found[3] is None:
            return 1
        wide = abs(_column(found[3]) - _column(found[1])) + 1
        return wide * (abs(int(found[4]) - int(found[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
