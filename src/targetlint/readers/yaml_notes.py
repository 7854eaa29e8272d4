"""What is noticed about YAML that can be read: surprises for other programs, repeated keys."""

from targetlint.forms.model import Remark
from targetlint.nodes import Node, Scalar
from targetlint.readers.yaml_quoting import quoted
from targetlint.readers.yaml_surprise import becomes
from targetlint.source import SourceText


class Notes:
    """Looks at what is read of one source; what it notices goes to ``remarks``."""

    __slots__ = ("remarks", "source")

    def __init__(self, source: SourceText, remarks: list[Remark]) -> None:
        """Take the source and the list of remarks to add to."""
        self.source = source
        self.remarks = remarks

    def look_for_surprise(self, cell: Scalar) -> None:
        """Remark on a plain scalar that other programs read as something else."""
        other = becomes(cell.text)
        if other is not None:
            values = {"text": cell.text, "becomes": other}
            edits = ((cell.span, quoted(cell.text)),)
            self.remarks.append(Remark("yaml-surprise", cell.span, values, edits))

    def look_for_duplicates(self, entries: list[tuple[Scalar, Node]]) -> None:
        """Remark on keys that stand twice in a mapping."""
        if len({key.text for key, _ in entries}) == len(entries):
            return
        first: dict[str, Scalar] = {}
        for key, _ in entries:
            known = first.setdefault(key.text, key)
            if known is not key:
                line = self.source.position(known.span.start).line
                values = {"key": key.text, "first": str(line)}
                self.remarks.append(Remark("duplicate-key", key.span, values))
