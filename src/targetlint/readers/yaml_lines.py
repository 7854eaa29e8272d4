"""Lines of a text that may not be YAML, split the way their author meant them."""

from typing import NamedTuple

WIDE_BLANKS = "\u3000\xa0"
_BLANKS = " \t" + WIDE_BLANKS
_LONGEST_KEY = 40


class Line(NamedTuple):
    """One line: where it stands, and the offsets of its key and value in the source.

    ``key`` is where the key begins, behind the indentation and the dashes of list items;
    ``colon`` where the colon behind it stands, -1 where the line has none. ``value`` and
    ``end`` enclose the value without a comment.
    """

    text: str
    start: int
    key: int
    colon: int
    value: int
    end: int

    @property
    def stop(self) -> int:
        """Where the line ends, before its break."""
        return self.start + len(self.text)

    @property
    def indent(self) -> str:
        """The blanks that the line begins with."""
        return self.text[: len(self.text) - len(self.text.lstrip(_BLANKS))]

    @property
    def column(self) -> int:
        """How far the key stands from the left."""
        return self.key - self.start

    def cut(self, start: int, end: int) -> str:
        """Give the text between two offsets of the source."""
        return self.text[start - self.start : end - self.start]


def line_at(text: str, offset: int) -> Line:
    """Split the line that an offset stands in."""
    offset = min(offset, len(text))
    if offset and text[offset - 1 : offset + 1] == "\r\n":
        offset -= 1
    start = text.rfind("\n", 0, offset) + 1
    start = max(text.rfind("\r", start, offset) + 1, start)
    end = text.find("\n", offset)
    end = len(text) if end < 0 else end
    cut = text.find("\r", offset, end)
    end = end if cut < 0 else cut
    return _split(text[start:end], start)


def line_before(text: str, line: Line) -> Line | None:
    """Give the nearest line above that is neither blank nor a comment."""
    start = line.start
    while start > 0:
        above = line_at(text, start - 2 if text[start - 2 : start] == "\r\n" else start - 1)
        if (bare := above.text.strip(_BLANKS)) and not bare.startswith("#"):
            return above
        start = above.start
    return None


def line_after(text: str, line: Line) -> Line | None:
    """Give the nearest line below that is neither blank nor a comment."""
    stop = line.stop
    while stop < len(text):
        below = line_at(text, stop + (2 if text[stop : stop + 2] == "\r\n" else 1))
        if (bare := below.text.strip(_BLANKS)) and not bare.startswith("#"):
            return below
        stop = below.stop if below.stop > stop else stop + 1
    return None


def loose_colon(line: Line, colon: str) -> int:
    """Find a colon behind what looks like a key, for lines that YAML sees no key in; -1 if none."""
    at = line.text.find(colon, line.column, line.column + _LONGEST_KEY)
    if at < 0:
        return -1
    key = line.text[line.column : at].rstrip()
    if not key or key[0] in "\"'#" or any(blank in key for blank in _BLANKS):
        return -1
    if line.text.startswith("//", at + 1):
        return -1  # the address of a web page
    return line.start + at


def _split(text: str, start: int) -> Line:
    at = _behind_dashes(text)
    colon = _colon(text, at)
    value = at if colon < 0 else colon + 1
    while value < len(text) and text[value] in _BLANKS:
        value += 1
    end = _end_of_value(text, value)
    found = start + colon if colon >= 0 else -1
    return Line(text, start, start + at, found, start + value, start + end)


def _behind_dashes(text: str) -> int:
    at = 0
    while True:
        while at < len(text) and text[at] in _BLANKS:
            at += 1
        if text[at : at + 1] == "-" and text[at + 1 : at + 2] in (" ", "\t"):
            at += 1
        else:
            return at


def _colon(text: str, at: int) -> int:
    """Find the colon that ends a key: one with a blank or nothing behind it."""
    if text[at : at + 1] in ('"', "'"):
        closing = text.find(text[at], at + 1)
        behind = text[closing + 1 :].lstrip(" ") if closing >= 0 else ""
        return len(text) - len(behind) if behind.startswith(":") else -1
    found = [place for place in (text.find(": ", at), text.find(":\t", at)) if place >= 0]
    if not found and text.rstrip().endswith(":") and len(text.rstrip()) > at:
        found = [len(text.rstrip()) - 1]
    comment = text.find(" #", at)
    colon = min(found, default=-1)
    return -1 if colon > comment >= 0 or text[at : at + 1] == "#" else colon


def _end_of_value(text: str, value: int) -> int:
    """Give the end of a value without the blanks and the comment behind it."""
    start = value
    if text[value : value + 1] in ('"', "'"):
        start = max(text.find(text[value], value + 1), value)
    comment = text.find(" #", start)
    if text[value : value + 1] == "#":
        comment = value
    return max(len(text[: comment if comment >= 0 else len(text)].rstrip(_BLANKS)), value)
