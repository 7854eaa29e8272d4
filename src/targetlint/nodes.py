"""A document as a tree of spans: what every reader ends in.

Nodes are made by the hundred for each form, so they are plain slotted classes that no
one changes after the reader has built them.
"""

from collections.abc import Iterator

from targetlint.records import Record
from targetlint.source import Span


class Scalar(Record):
    """A piece of text as written.

    ``text`` is what it says, ``span`` where it stands, quotes and block indicators
    included. ``inner`` is the offset in the source at which ``text`` begins if it stands
    there letter by letter, so that a part of it can be located; -1 where escapes, folding or
    a document format came between.
    """

    __slots__ = ("inner", "quoted", "span", "text")

    def __init__(
        self,
        text: str,
        span: Span,
        inner: int = -1,
        quoted: bool = False,  # noqa: FBT001, FBT002 - by position: made by the hundred
    ) -> None:
        """Take what was read and where."""
        self.text = text
        self.span = span
        self.inner = inner
        self.quoted = quoted

    def part(self, start: int, end: int) -> Span:
        """Locate ``text[start:end]`` in the source; the whole scalar where that is not known."""
        if self.inner < 0:
            return self.span
        return Span(self.inner + start, self.inner + end)


class Sequence(Record):
    """A list of nodes."""

    __slots__ = ("items", "span")

    def __init__(self, span: Span, items: "list[Node] | None" = None) -> None:
        """Take the nodes in order."""
        self.span = span
        self.items: list[Node] = [] if items is None else items


class Mapping(Record):
    """Keys and values in the order written; a repeated key stands twice."""

    __slots__ = ("entries", "span")

    def __init__(self, span: Span, entries: "list[tuple[Scalar, Node]] | None" = None) -> None:
        """Take the entries in order."""
        self.span = span
        self.entries: list[tuple[Scalar, Node]] = [] if entries is None else entries

    def get(self, key: str) -> "Node | None":
        """Give the first value of a key."""
        for name, value in self.entries:
            if name.text == key:
                return value
        return None


Node = Scalar | Sequence | Mapping


def entries(node: Node) -> Iterator[Span]:
    """Go through where the entries of a tree stand, key and value together, outer ones first."""
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield Span(key.span.start, max(value.span.end, key.span.end))
            yield from entries(value)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield item.span
            yield from entries(item)
