"""Plain records: classes with slots that compare and show themselves by their fields.

What every start of the command defines is written so and not as a data class: making ten data
classes costs as much as reading a form.
"""


class Record:
    """Two records of a class with the same fields are equal; records have no hash."""

    __slots__: tuple[str, ...] = ()
    __hash__ = None  # type: ignore[assignment] # as for any class with fields that change

    def __eq__(self, other: object) -> bool:
        """Compare field by field."""
        if type(other) is not type(self):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __repr__(self) -> str:
        """Show every field."""
        fields = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__slots__)
        return f"{type(self).__name__}({fields})"
