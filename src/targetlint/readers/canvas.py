"""The text a document is rendered as, while a reader writes it.

Cells and paragraphs are written in reading order, each on lines of its own, so that a
finding's line is exactly the cell it speaks of. ``Wrapped`` is a value put together from
several pieces of that text; parts of it can still be located.
"""

from bisect import bisect_right

from targetlint.nodes import Scalar
from targetlint.source import SourceText, Span


class Canvas:
    """Text being rendered, with the human place of each piece."""

    __slots__ = ("_length", "_pieces", "_places")

    def __init__(self) -> None:
        """Start with nothing."""
        self._pieces: list[str] = []
        self._places: list[tuple[int, str]] = []
        self._length = 0

    def write(self, text: str, place: str) -> Span:
        """Write a piece on lines of its own and say where it stands."""
        start = self._length
        self._places.append((start, place))
        self._pieces.append(text)
        self._length += len(text) + 1
        return Span(start, start + len(text))

    def source(self, name: str, encoding: str = "utf-8") -> SourceText:
        """Give what was written."""
        text = "\n".join(self._pieces)
        if self._pieces:
            text += "\n"
        return SourceText(name, text, encoding, tuple(self._places))


class Wrapped(Scalar):
    """A scalar joined from several pieces: pairs of an offset in it and one in the source."""

    __slots__ = ("pieces",)

    def __init__(self, text: str, span: Span, pieces: tuple[tuple[int, int], ...]) -> None:
        """Take the joined text, the span it was gathered from and where each piece stood."""
        super().__init__(text, span)
        self.pieces = pieces

    def part(self, start: int, end: int) -> Span:
        """Locate ``text[start:end]``, over all the pieces it touches."""
        return Span(self._offset(start), self._offset(max(start, end - 1)) + (end > start))

    def _offset(self, at: int) -> int:
        index = max(bisect_right(self.pieces, at, key=lambda piece: piece[0]) - 1, 0)
        text_at, source_at = self.pieces[index]
        return source_at + at - text_at


def scalar(text: str, start: int) -> Scalar:
    """Make a scalar of a text that stands letter by letter at an offset."""
    return Scalar(text, Span(start, start + len(text)), start)


def trimmed(text: str, start: int) -> Scalar:
    """Make a scalar of a text without the blanks around it."""
    bare = text.strip()
    return scalar(bare, start + text.find(bare) if bare else start)


def joined(parts: list[Scalar], separators: list[str]) -> Scalar:
    """Join scalars into one; ``separators[i]`` stands before part i, the first is unused."""
    if len(parts) == 1:
        return parts[0]
    text = ""
    pieces: list[tuple[int, int]] = []
    for part, separator in zip(parts, separators, strict=True):
        text += separator if pieces else ""
        if isinstance(part, Wrapped):
            pieces += [(len(text) + at, source_at) for at, source_at in part.pieces]
        else:
            pieces.append((len(text), part.span.start))
        text += part.text
    span = Span(min(part.span.start for part in parts), max(part.span.end for part in parts))
    if all(source_at - at == pieces[0][1] for at, source_at in pieces):
        return Scalar(text, span, span.start)  # only blanks lie between the pieces
    return Wrapped(text, span, tuple(pieces))


def on_one_line(text: Scalar) -> Scalar:
    """Join the lines of a name, which narrow columns break anywhere."""
    if "\n" not in text.text or text.inner < 0:
        return text
    parts: list[Scalar] = []
    at = 0
    for line in text.text.split("\n"):
        if line.strip():
            parts.append(trimmed(line, text.inner + at))
        at += len(line) + 1
    return joined(parts, [""] * len(parts))
