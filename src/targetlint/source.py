"""Text, and where things stand in it."""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a source text, as code point offsets, end excluded."""

    start: int
    end: int

    def within(self, start: int, end: int) -> "Span":
        """Give the part of this span that lies start..end from its beginning."""
        return Span(min(self.start + start, self.end), min(self.start + end, self.end))


class Position(NamedTuple):
    """A place in a text as people count it: line and column from 1, in code points."""

    line: int
    column: int


class SourceText:
    """One input as text.

    ``places`` says where pieces of the text stood in a document that has no lines of its
    own: pairs of the first offset of a piece and its human place (``Sheet1!D25``), sorted
    by offset. A piece reaches to the next pair; a piece without a place has ``""``.
    ``ours`` says that it was written in our own format, not taken from a printed form.
    """

    def __init__(
        self,
        name: str,
        text: str,
        encoding: str = "utf-8",
        places: tuple[tuple[int, str], ...] = (),
    ) -> None:
        """Take the text and what is known of its places."""
        self.name = name
        self.text = text
        self.encoding = encoding
        self.places = places
        self.ours = False

    @cached_property
    def _line_starts(self) -> list[int]:
        text, starts = self.text, [0]
        if "\r" not in text:
            lengths = [len(line) + 1 for line in text.split("\n")]
            return [*starts, *accumulate(lengths[:-1])]
        for at, char in enumerate(text):
            if char == "\n" or (char == "\r" and text[at + 1 : at + 2] != "\n"):
                starts.append(at + 1)
        return starts

    def position(self, offset: int) -> Position:
        """Give line and column of an offset; past the end counts as the end."""
        offset = min(max(offset, 0), len(self.text))
        starts = self._line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Give the text of a line, counted from 1, without its line break."""
        starts = self._line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    def place(self, offset: int) -> str | None:
        """Give the human place of an offset in a document without lines."""
        at = bisect_right(self.places, offset, key=lambda pair: pair[0]) - 1
        return (self.places[at][1] or None) if at >= 0 else None

    def slice(self, span: Span) -> str:
        """Give the text of a span."""
        return self.text[span.start : span.end]
