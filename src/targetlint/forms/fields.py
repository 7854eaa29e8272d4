"""The fields of a form, and what a sum of money in one of them comes to."""

from decimal import Decimal

from targetlint.nodes import Scalar
from targetlint.records import Record


class Field(Record):
    """One field of a form: its normalised key (``narrative.basis``), label and value."""

    __slots__ = ("key", "label", "value")

    def __init__(self, key: str, label: Scalar, value: Scalar) -> None:
        """Take the key and what was written."""
        self.key = key
        self.label = label
        self.value = value

    @property
    def pointer(self) -> str:
        """Where the field stands in the normalised form."""
        return "/" + self.key.replace(".", "/")

    @property
    def text(self) -> str:
        """The value as written."""
        return self.value.text


class Amount(Record):
    """A sum of money in a form, in yuan; ``declared`` is False where no unit was said."""

    __slots__ = ("declared", "field", "yuan")

    def __init__(self, yuan: Decimal, field: Field, *, declared: bool = True) -> None:
        """Take the sum and the field it was read from."""
        self.yuan = yuan
        self.field = field
        self.declared = declared
