"""What every reader ends in, and how it says that it cannot read.

A reader is a function ``read(data, name) -> Document``. It knows no rules and no form fields,
only text, nodes and places.
"""

from typing import NamedTuple

from targetlint.forms.model import Remark
from targetlint.nodes import Node
from targetlint.source import SourceText, Span


class Document(NamedTuple):
    """One input as read: its text, a root node for each form in it, and what was noticed."""

    source: SourceText
    nodes: list[Node]
    remarks: list[Remark]


class ReadError(Exception):
    """The input cannot be composed into a form at all.

    ``key`` names the wording in ``rules/phrases/``, ``values`` fill it. ``span`` is where, in
    ``source``, if that much is known; ``edits`` would mend it.
    """

    def __init__(
        self,
        key: str,
        values: dict[str, str] | None = None,
        *,
        source: SourceText | None = None,
        span: Span | None = None,
        edits: tuple[tuple[Span, str], ...] = (),
    ) -> None:
        """Keep what is known about the fault."""
        super().__init__(key)
        self.key = key
        self.values = values or {}
        self.source = source
        self.span = span
        self.edits = edits
