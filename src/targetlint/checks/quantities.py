"""Quantities that rules compare: fields, cells, sums of them and figures in the rule itself.

An operand is written as a rule file has it: a key of the form (``budget.total``), a cell
(``row.target``), a literal (``50万元``, ``95%``, ``2020-12-31``), several joined by ``+``,
``sum(row.weight)`` over the rows of a form or group, or ``count(rows)``.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, NamedTuple

from targetlint.checks.access import is_number
from targetlint.checks.check import Group
from targetlint.forms.model import Form, Indicator
from targetlint.source import Span
from targetlint.targets.model import Part
from targetlint.targets.parser import parse

MONEY, DATE = "money", "date"
_EXACT = Decimal("1e-9")
# Nothing that is counted or paid for has as many; more would not round.
_MOST_DIGITS = 18


class Quantity(NamedTuple):
    """Something that can be compared, and the place it was read from.

    ``value`` is a number in the base unit of its dimension (money in yuan), an ISO date or a
    text; ``raw`` the number as written. ``dimension`` is None for a number without a unit.
    """

    value: Decimal | str
    raw: Decimal | str
    dimension: str | None
    text: str
    span: Span | None = None
    pointer: str = ""


def plain(number: Decimal | float) -> str:
    """Write a number without an exponent or needless zeros."""
    text = f"{Decimal(str(number)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(ratio: Decimal) -> str:
    """Write a share as a percentage with one decimal at most."""
    if abs(ratio.adjusted()) >= _MOST_DIGITS:
        return f"{float(ratio * 100):.3g}%"
    return plain((ratio * 100).quantize(Decimal("0.1"))) + "%"


def decimal(text: str) -> Decimal | None:
    """Read a plain number, thousands separators and a per cent sign allowed."""
    bare = text.strip().replace(",", "").removesuffix("%").rstrip()
    try:
        number = Decimal(bare)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < _MOST_DIGITS else None


def of_part(part: Part) -> tuple[Decimal, Decimal] | None:
    """Give the number of a part in base units and as written; None where it has none."""
    if not is_number(part.value):
        return None
    raw = Decimal(str(part.value))
    return raw * Decimal(str(part.scale)), raw


@lru_cache(maxsize=512)
def literal(text: str) -> Quantity | None:
    """Read a figure, a date or a sum as a rule or a cell has it."""
    number = decimal(text) if "%" not in text else None
    if number is not None:
        return Quantity(number, number, None, text)
    for part in parse(text).parts:
        if (found := of_part(part)) is not None:
            return Quantity(found[0], found[1], part.dimension, text)
        if isinstance(part.upper, str):
            return Quantity(part.upper, part.upper, DATE, text)
    return None


def amount(form: Form, key: str) -> Quantity | None:
    """Give a money field in yuan; None where it is absent, blank or no amount."""
    found = form.amounts.get(key)
    if found is None:
        return None
    field = found.field
    return Quantity(found.yuan, found.yuan, MONEY, field.text, field.value.span, field.pointer)


def _field(form: Form, key: str) -> Quantity | None:
    if key.startswith("budget."):
        return amount(form, key)
    found = form.fields.get(key)
    if found is None or not found.text.strip():
        return None
    text, span, pointer = found.text.strip(), found.value.span, found.pointer
    if key.endswith("_date"):
        date = form.dates.get(key)
        return Quantity(date, date, DATE, text, span, pointer) if date else None
    read = literal(text)
    if read is None:
        return Quantity(text, text, "text", text, span, pointer)
    return read._replace(span=span, pointer=pointer)


def cell(row: Indicator, column: str) -> Quantity | None:
    """Give the first quantity of a cell; None where the cell has none."""
    text = row.text(column)
    if not text:
        return None
    read = literal(text)
    if read is None:
        return None
    if read.dimension is None and column in ("target", "actual", "previous"):
        read = read._replace(dimension=_given(row))
    return read._replace(span=row.span(column), pointer=row.pointer_to(column))


def _given(row: Indicator) -> str | None:
    """Give the dimension of a bare number by the unit that the row gives it."""
    unit = literal(f"1{row.reading.unit}") if row.reading.unit else None
    return unit.dimension if unit is not None else None


def operand(subject: Any, written: str, form: Form) -> Quantity | None:
    """Give what an operand of a rule comes to for a subject."""
    if "+" in written:
        pieces = [operand(subject, piece.strip(), form) for piece in written.split("+")]
        return added(piece for piece in pieces if piece is not None)
    if written.endswith(")"):
        name, _, inside = written[:-1].partition("(")
        return _AGGREGATES[name](_rows(subject, form), inside)
    if written.startswith("row."):
        return cell(subject, written[4:]) if isinstance(subject, Indicator) else None
    if written[:1].isalpha() and written.isascii():
        return _field(form, written)
    return literal(written)


def _rows(subject: Any, form: Form) -> list[Indicator]:
    return subject.rows if isinstance(subject, Group) else form.indicators


def _sum(rows: list[Indicator], inside: str) -> Quantity | None:
    column = inside.removeprefix("row.")
    return added(found for row in rows if (found := cell(row, column)) is not None)


def _count(rows: list[Indicator], _inside: str) -> Quantity:
    number = Decimal(len(rows))
    span = rows[0].span("level3") if rows else None
    return Quantity(number, number, None, str(len(rows)), span, "/indicators")


_AGGREGATES: dict[str, Callable[[list[Indicator], str], Quantity | None]] = {
    "sum": _sum,
    "count": _count,
}


def is_operand(written: str) -> bool:
    """Whether a rule file may write this as an operand."""
    pieces = [piece.strip() for piece in written.split("+")]
    if len(pieces) > 1:
        return all(piece and is_operand(piece) for piece in pieces)
    if written.endswith(")"):
        return written.partition("(")[0] in _AGGREGATES
    return bool(written) and (
        (written[0].isalpha() and written.isascii()) or literal(written) is not None
    )


def added(pieces: Iterable[Quantity]) -> Quantity | None:
    """Add up numbers of one dimension; None where there are none or they do not go together."""
    numbers = list(pieces)
    if not numbers or len({piece.dimension for piece in numbers}) > 1:
        return None
    total = sum((q.value for q in numbers if isinstance(q.value, Decimal)), Decimal(0))
    raw = sum((q.raw for q in numbers if isinstance(q.raw, Decimal)), Decimal(0))
    first = numbers[0]
    return Quantity(total, raw, first.dimension, plain(raw), first.span, first.pointer)


_ORDERS: dict[str, Callable[[int], bool]] = {
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "=": lambda order: order == 0,
    "!=": lambda order: order != 0,
}
ORDERS = tuple(_ORDERS)


def comparable(left: Quantity, right: Quantity) -> bool:
    """Whether two quantities measure the same, as far as is said."""
    return left.dimension == right.dimension or None in (left.dimension, right.dimension)


def holds(left: Quantity, op: str, right: Quantity, slack: Decimal = Decimal(0)) -> bool:
    """Whether a relation holds; numbers that differ by ``slack`` at most count as equal."""
    one, two = left.value, right.value
    if None in (left.dimension, right.dimension):
        one, two = left.raw, right.raw
    if isinstance(one, Decimal) and isinstance(two, Decimal):
        within = abs(one - two) <= max(slack, abs(two) * _EXACT)
        order = 0 if within else (1 if one > two else -1)
        if within and slack:
            return "=" in op and op != "!="
        return _ORDERS[op](order)
    first, second = str(one), str(two)
    return _ORDERS[op]((first > second) - (first < second))
