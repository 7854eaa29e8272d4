"""The fields of a form, and what a sum of money in one of them comes to."""

from dataclasses import dataclass
from decimal import Decimal

from targetlint.nodes import Scalar


@dataclass(slots=True)
class Field:
    """One field of a form: its normalised key (``narrative.basis``), label and value."""

    key: str
    label: Scalar
    value: Scalar

    @property
    def pointer(self) -> str:
        """Where the field stands in the normalised form."""
        return "/" + self.key.replace(".", "/")

    @property
    def text(self) -> str:
        """The value as written."""
        return self.value.text


@dataclass(slots=True)
class Amount:
    """A sum of money in a form, in yuan; ``declared`` is False where no unit was said."""

    yuan: Decimal
    field: Field
    declared: bool = True
