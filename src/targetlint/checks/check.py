"""The shape of a check: what it gets and what it says.

A check sees one subject (a form, a field, an indicator or a group), says what it saw as hits, and
knows neither rule nor file nor language. ``Unknown`` says that it could not look, ``NO_SUBJECT``
that there was nothing to look at.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, ClassVar, NamedTuple, TypeVar, dataclass_transform

from targetlint.forms.model import Form, Indicator
from targetlint.records import Record
from targetlint.source import Span

# What a text among the parameters of a check is, beside a text. Rule files from outside are
# held against it (params.py).
Regex = Annotated[str, "regex"]
Operand = Annotated[str, "operand"]
Order = Annotated[str, "order"]
Key = Annotated[str, "key"]
Conditions = Annotated[dict[str, Any], "where"]
JsonSchema = Annotated[dict[str, Any], "schema"]


class Other(NamedTuple):
    """The other side of a hit: place, pointer, the key of its wording, and its form."""

    span: Span
    pointer: str
    note: str = "related"
    of: Form | None = None


class Hit(Record):
    """What a check saw.

    ``pointer`` defaults to the subject's. ``variant`` picks another wording and severity
    that the rule file has for the case. ``edits`` are (span, replacement). ``row`` is the
    indicator that a hit of a form-wide check is about, ``row_form`` its form where that is another.
    """

    __slots__ = (
        "edits", "expected", "found", "others", "pointer", "row", "row_form", "span",
        "values", "variant",
    )  # fmt: skip

    def __init__(  # noqa: PLR0913, PLR0917 - a plain record
        self,
        span: Span,
        values: dict[str, str],
        pointer: str = "",
        found: str | None = None,
        expected: str | None = None,
        variant: str = "",
        others: tuple[Other, ...] = (),
        edits: tuple[tuple[Span, str], ...] = (),
        row: Indicator | None = None,
        row_form: Form | None = None,
    ) -> None:
        """Take what was seen and where."""
        self.span = span
        self.values = values
        self.pointer = pointer
        self.found = found
        self.expected = expected
        self.variant = variant
        self.others = others
        self.edits = edits
        self.row = row
        self.row_form = row_form


class Group(NamedTuple):
    """Rows of a form that belong together: by a level, by their nature, by their horizon."""

    name: str
    rows: list[Indicator]
    pointer: str = "/indicators"


@dataclass_transform(frozen_default=True)
class Params:
    """The parameters of a check: annotated names, each with or without a default.

    A plain class with what is needed of a named tuple, since there are many of them and every
    start makes them all.
    """

    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        """Read names and defaults off the class."""
        cls._fields = tuple(name for name in cls.__annotations__ if not name.startswith("_"))
        cls._field_defaults = {name: vars(cls)[name] for name in cls._fields if name in vars(cls)}

    def __init__(self, *values: Any, **named: Any) -> None:
        """Take values by position or by name."""
        given = dict(zip(self._fields, values, strict=False)) | named
        missing = [n for n in self._fields if n not in given and n not in self._field_defaults]
        if missing or len(given) > len(self._fields):
            raise TypeError(f"{type(self).__name__} takes {self._fields}")
        vars(self).update(self._field_defaults | given)

    def __eq__(self, other: object) -> bool:
        """Compare by value."""
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        """Parameters may be kept by identity alone: what is equal is not looked for."""
        return id(self)

    def __repr__(self) -> str:
        """Show every parameter, in the order declared."""
        shown = ", ".join(f"{name}={vars(self)[name]!r}" for name in self._fields)
        return f"{type(self).__name__}({shown})"


_T = TypeVar("_T")
_memos: dict[tuple[int, Any], tuple[Params, dict[str, Any]]] = {}
_MANY = 8192


def remembered(params: Any, text: str, make: Callable[[str, Any], _T]) -> _T:
    """Give what ``make(text, params)`` makes of a text, made once; all goes when it is much."""
    key = (id(params), make)
    kept = _memos.get(key)
    if kept is None or kept[0] is not params:
        kept = _memos[key] = (params, {})
    known = kept[1]
    found: _T | None = known.get(text)
    if found is None:
        if len(known) > _MANY:
            known.clear()
        found = known[text] = make(text, params)
    return found


class Nothing(Params):
    """No parameters."""


class Unknown(NamedTuple):
    """Said in place of hits: the check could not look, for this reason (a key of its rule)."""

    reason: str


# Said of a form in which nothing stands that the check is about: the rule does not apply.
NO_SUBJECT = Unknown("")

Result = Iterable[Hit] | Unknown | None


class Check(NamedTuple):
    """A check as the table holds it: its subject, the shape of its parameters, its function.

    ``run(subject, params, form)`` gives hits, ``None`` for none, ``Unknown`` or, of other
    subjects than single rows, ``NO_SUBJECT``. For the subject ``forms`` the subject is the list
    of forms of a file and ``form`` its first.
    ``needs(subject, params)`` is False where there is nothing for the check to find, so that the
    engine need not call it; of a row its traits (see ``traits.py``) settle that. ``reads(params)``
    names the cells of a row that alone decide whether there is something to find, None where
    more than cells does: what was in order once need not be looked at again.
    """

    subjects: tuple[str, ...]
    params: type
    run: Callable[[Any, Any, Any], Result]
    needs: Callable[[Any, Any], bool] | None = None
    reads: Callable[[Any], tuple[str, ...] | None] | None = None


def inherited(entry: Mapping[str, Any], rule: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the parameters that a further check of a rule takes from it: where it is the same."""
    return (rule.get("params") or {}) if entry["check"] == rule["check"] else {}
