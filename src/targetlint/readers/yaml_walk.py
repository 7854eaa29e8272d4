"""From libyaml's nodes to ours, in one walk.

The common case is kept short, since it runs once for each scalar of each form: a plain or
quoted scalar that stands in the source letter by letter. Everything else goes through
``_unusual``.
"""

import re
from typing import Any

from yaml.nodes import MappingNode, ScalarNode

from targetlint.forms.model import Remark
from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.readers.document import ReadError
from targetlint.readers.yaml_alias import Scales, merge
from targetlint.readers.yaml_lines import WIDE_BLANKS
from targetlint.readers.yaml_notes import Notes
from targetlint.readers.yaml_quoting import quoted
from targetlint.readers.yaml_surprise import NOTHING
from targetlint.source import SourceText, Span

_tuple = tuple.__new__  # Span(...) at half the price


class Walk(Notes):
    """The walk through one source; what it notices goes to ``remarks``."""

    __slots__ = ("_merges", "_scales", "_text", "_wide")

    def __init__(self, source: SourceText, remarks: list[Remark]) -> None:
        """Prepare for the documents of a source."""
        super().__init__(source, remarks)
        self._text = source.text
        self._scales = Scales() if "*" in source.text and "&" in source.text else None
        self._merges = "<<" in source.text
        self._wide = any(blank in source.text for blank in WIDE_BLANKS)

    def root(self, node: Any) -> Node:
        """Convert the root of a document and all below it."""
        if self._scales is not None:
            self._scales.weigh(node)
        root = self._scalar(node) if node.__class__ is ScalarNode else self._collection(node)
        if self._wide:
            self._look_for_wide_blanks(root)
        if self._merges:
            merge(root)
        return root

    def _collection(self, node: Any) -> Mapping | Sequence:
        if node.__class__ is MappingNode:
            return self._mapping(node)
        scalar, collection = self._scalar, self._collection
        items = [
            scalar(item) if item.__class__ is ScalarNode else collection(item)
            for item in node.value
        ]
        if node.flow_style or not items:
            end = node.end_mark.index
        else:
            end = max(items[-1].span[1], node.start_mark.index)
        return Sequence(_tuple(Span, (node.start_mark.index, end)), items)

    def _mapping(self, node: Any) -> Mapping:
        scalar = self._scalar
        entries: list[tuple[Scalar, Node]] = []
        for name, value in node.value:
            if name.__class__ is not ScalarNode:
                raise self._no_key(name)
            key = scalar(name)
            if value.__class__ is ScalarNode:
                cell = scalar(value)
                if cell.text.isascii() and not cell.quoted and cell.text:
                    self.look_for_surprise(cell)
                entries.append((key, cell))
            else:
                entries.append((key, self._collection(value)))
        self.look_for_duplicates(entries)
        if node.flow_style or not entries:
            end = node.end_mark.index
        else:  # the value of an alias stands further up, with its anchor
            end = max(entries[-1][1].span[1], entries[-1][0].span[1])
        return Mapping(_tuple(Span, (node.start_mark.index, end)), entries)

    def _scalar(self, node: Any) -> Scalar:
        text = node.value
        start = node.start_mark.index
        end = node.end_mark.index
        if not node.style:
            if self._text[start:end] == text:
                if text in NOTHING:
                    text = ""
                return Scalar(text, _tuple(Span, (start, end)), start)
        elif self._text[start + 1 : end - 1] == text:
            return Scalar(text, _tuple(Span, (start, end)), start + 1, True)  # noqa: FBT003 - hot
        return self._unusual(text, start, end, node.style or "")

    def _unusual(self, text: str, start: int, end: int, style: str) -> Scalar:
        """Make a scalar that is folded, escaped, a block, or has an anchor or a tag."""
        written = self._text[start:end]
        if written[:1] in ("&", "!"):
            if not text and not style:
                return self._swallowed(start, end)
            start = end - len(_without_properties(written))
            written = self._text[start:end]
        span = Span(start, end)
        if style in ("|", ">"):
            return self._block(text, written, span)
        if style:
            inner = start + 1 if written[1:-1] == text else -1
            return Scalar(text, span, inner, quoted=True)
        if written == text:
            return Scalar(text, span, start)
        self._look_for_lost_keys(written, start)
        return Scalar(text, span)

    def _block(self, text: str, written: str, span: Span) -> Scalar:
        header, _, body = written.partition("\n")
        if not text and _DIGIT.search(header.partition("#")[0]):
            # ``target: >5`` is a well-formed header of an empty block to YAML.
            return self._swallowed(span.start, span.start + len(header.rstrip()))
        line = text.rstrip("\n")
        at = body.find(line) if line and "\n" not in line else -1
        inner = span.start + len(header) + 1 + at if at >= 0 else -1
        end = span.start + len(written.rstrip())
        return Scalar(text, Span(span.start, end), inner)

    def _swallowed(self, start: int, end: int) -> Scalar:
        """Give back a value that YAML takes for an indicator of its own and drops."""
        text = self._text[start:end]
        span = Span(start, end)
        edits = ((span, quoted(text)),)
        self.remarks.append(Remark("unquoted-value", span, {"text": text}, edits))
        return Scalar(text, span, start)

    def _look_for_wide_blanks(self, node: Node) -> None:
        """Refuse keys that were meant to be indented: YAML takes a wide blank for a letter."""
        if isinstance(node, Sequence):
            for item in node.items:
                self._look_for_wide_blanks(item)
        elif isinstance(node, Mapping):
            for key, value in node.entries:
                if key.text[:1] and key.text[0] in WIDE_BLANKS and not key.quoted:
                    from targetlint.readers.yaml_faults import wide_indents  # noqa: PLC0415

                    if (fault := wide_indents(self.source, key.span)) is not None:
                        raise fault
                self._look_for_wide_blanks(value)

    def _look_for_lost_keys(self, written: str, start: int) -> None:
        """Refuse lines that were meant as keys: their colons make no keys."""
        if not ("：" in written or ":" in written) or self._text[:start].rpartition("\n")[2].strip(
            " -"
        ):
            return
        from targetlint.readers.yaml_faults import wide_colons  # noqa: PLC0415 - only for a fault

        fault = wide_colons(self.source, written, start)
        if fault is not None:
            raise fault

    def _no_key(self, node: Any) -> ReadError:
        span = Span(node.start_mark.index, node.end_mark.index)
        text = self.source.slice(span).rstrip()
        one_line = "\n" not in text and "\r" not in text
        edits = ((Span(span.start, span.start + len(text)), quoted(text)),) if one_line else ()
        values = {"text": text.partition("\n")[0]}
        return ReadError("key-not-text", values, source=self.source, span=span, edits=edits)


_DIGIT = re.compile(r"[1-9]")
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)+")


def _without_properties(written: str) -> str:
    match = _PROPERTIES.match(written)
    return written[match.end() :] if match else written
