"""A document as a tree of spans: what every reader ends in.

Nodes are made by the hundred for each form, so they are plain slotted classes that no
one changes after the reader has built them.
"""

from dataclasses import dataclass, field

from targetlint.source import Span


@dataclass(slots=True)
class Scalar:
    """A piece of text as written.

    ``text`` is what it says, ``span`` where it stands, quotes and block indicators
    included. ``inner`` is the offset in the source at which ``text`` begins if it stands
    there letter by letter, so that a part of it can be located; -1 where escapes, folding or
    a document format came between.
    """

    text: str
    span: Span
    inner: int = -1
    quoted: bool = False

    def part(self, start: int, end: int) -> Span:
        """Locate ``text[start:end]`` in the source; the whole scalar where that is not known."""
        if self.inner < 0:
            return self.span
        return Span(self.inner + start, self.inner + end)


@dataclass(slots=True)
class Sequence:
    """A list of nodes."""

    span: Span
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Mapping:
    """Keys and values in the order written; a repeated key stands twice."""

    span: Span
    entries: list[tuple[Scalar, "Node"]] = field(default_factory=list)

    def get(self, key: str) -> "Node | None":
        """Give the first value of a key."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping
