"""Offsets in a text, and positions as an editor counts them.

The engine counts code points. An editor counts lines from 0 and, within a line, whichever unit
was agreed on: UTF-16 code units, UTF-8 bytes or code points (``utf-32``).
"""

from bisect import bisect_right

from lsprotocol.types import Position, PositionEncodingKind, Range

from targetlint.findings import Place
from targetlint.source import Span

_MARK = "\ufeff"
_ONE_UNIT = 0xFFFF


class Lines:
    """The lines of a text, with what counts as a column in them.

    Offsets are those of the engine, which leaves a byte order mark at the beginning out.
    """

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        """Find the line starts; a line ends with LF, CR LF or CR."""
        self.lead = len(_MARK) if text.startswith(_MARK) else 0
        self.text = text
        self._encoding = encoding
        self._starts = [0]
        at = 0
        for piece in text.replace("\r\n", "\n\n").replace("\r", "\n").split("\n")[:-1]:
            at += len(piece) + 1
            if text[at - 1 : at + 1] != "\r\n":
                self._starts.append(at)

    @property
    def count(self) -> int:
        """How many lines there are, an empty last one included."""
        return len(self._starts)

    def line(self, number: int) -> str:
        """Give a line, counted from 0, without its end; empty where there is none."""
        if not 0 <= number < len(self._starts):
            return ""
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[number] : end].rstrip("\r\n")

    def start(self, number: int) -> int:
        """Give the engine's offset of the beginning of a line."""
        number = min(max(number, 0), len(self._starts) - 1)
        return max(self._starts[number] - self.lead, 0)

    def position(self, offset: int) -> Position:
        """Give the position of an offset; past the end counts as the end."""
        at = min(max(offset + self.lead, 0), len(self.text))
        number = bisect_right(self._starts, at) - 1
        return Position(number, self._units(self.text[self._starts[number] : at]))

    def offset(self, position: Position) -> int:
        """Give the offset of a position; past the end of a line counts as its end."""
        if position.line >= len(self._starts):
            return len(self.text) - self.lead
        start = self._starts[max(position.line, 0)]
        return max(start + self.column(position) - self.lead, 0)

    def column(self, position: Position) -> int:
        """Give the code points of a line that stand before a position."""
        left = position.character
        line = self.line(position.line)
        for count, char in enumerate(line):
            if left <= 0:
                return count
            left -= self._units(char)
        return len(line)

    def range(self, span: Span) -> Range:
        """Give the range of a span."""
        return Range(self.position(span.start), self.position(max(span.start, span.end)))

    def whole(self) -> Range:
        """Give the range of the whole text."""
        return Range(Position(0, 0), self.position(len(self.text)))

    def of_place(self, where: Place) -> Range:
        """Give the range of a place; of the first line where the place is none of this text."""
        if where.place is not None or where.line > self.count:
            return self.range(Span(0, len(self.line(0))))
        return Range(
            self.at(where.line - 1, where.column - 1),
            self.at(where.end_line - 1, where.end_column - 1),
        )

    def at(self, number: int, column: int) -> Position:
        """Give the position of a line and column that count code points from 0."""
        number = min(max(number, 0), len(self._starts) - 1)
        shift = self.lead if number == 0 else 0
        return Position(number, self._units(self.line(number)[: max(column, 0) + shift]))

    def _units(self, text: str) -> int:
        if self._encoding == PositionEncodingKind.Utf32 or text.isascii():
            return len(text)
        if self._encoding == PositionEncodingKind.Utf8:
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text) + sum(ord(char) > _ONE_UNIT for char in text)
