"""Checks on figures: fields against fields, rates against limits, parts against sums."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from targetlint.checks.access import amount, field_value
from targetlint.checks.check import Hit, Other, Result, Unknown
from targetlint.forms.model import Form, Indicator


class Compare(NamedTuple):
    """``left op right``: keys of the form, with money in yuan and dates as ISO dates.

    ``factor`` multiplies the right side, ``tolerance`` is a share of it that is let pass.
    """

    left: str
    op: str
    right: str
    factor: float = 1
    tolerance: float = 0


class Sum(NamedTuple):
    """``total`` (the first of its keys that is there) is the sum of those of ``parts`` present."""

    total: tuple[str, ...]
    parts: tuple[str, ...]
    tolerance: float
    need: int = 2


class Change(NamedTuple):
    """``new`` stays within ``max_change`` of ``old``, or a narrative field says why."""

    old: str
    new: str
    max_change: float
    explained_by: tuple[str, ...] = ()
    not_explained_by: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


class Ratio(NamedTuple):
    """``part`` / ``whole`` against bands, the first that holds: ``below`` or ``above`` a bound.

    A band's ``case`` names the variant of the rule that words it.
    """

    part: str
    whole: str
    bands: tuple[dict[str, object], ...]


class Threshold(NamedTuple):
    """The row's first value against bands: ``below`` or ``above`` a bound, with a ``case``."""

    bands: tuple[dict[str, object], ...]
    unit: str = "%"


class BelowPrior(NamedTuple):
    """The row's rate is not below last year's ``part``/``whole`` by more than ``tolerance``."""

    part: str
    whole: str
    tolerance: float


class Ceiling(NamedTuple):
    """The row's amount of money does not exceed the field."""

    field: tuple[str, ...]
    tolerance: float = 0


_HOLDS = {
    "<=": lambda left, right, slack: left <= right + slack,
    ">=": lambda left, right, slack: left >= right - slack,
    "<": lambda left, right, slack: left < right + slack,
    ">": lambda left, right, slack: left > right - slack,
    "=": lambda left, right, slack: abs(left - right) <= slack,
}


def plain(number: Decimal | float) -> str:
    """Write a number without an exponent or needless zeros."""
    text = f"{Decimal(str(number)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(ratio: Decimal) -> str:
    """Write a share as a percentage with one decimal at most."""
    return plain((ratio * 100).quantize(Decimal("0.1"))) + "%"


def compare(form: Form, params: Compare, _form: Form) -> Result:
    """Two fields stand in the stated relation."""
    left, right = field_value(form, params.left), field_value(form, params.right)
    if left is None or right is None:
        return Unknown("absent")
    if isinstance(left.value, str) or isinstance(right.value, str):
        holds = _texts_hold(params.op, str(left.value), str(right.value))
    else:
        bound = right.value * Decimal(str(params.factor))
        slack = abs(bound) * Decimal(str(params.tolerance))
        holds = _HOLDS[params.op](left.value, bound, slack)
    if holds:
        return None
    values = {"left": left.text, "right": right.text}
    if not isinstance(left.value, str) and not isinstance(right.value, str):
        values["difference"] = plain(abs(left.value - right.value))
    other = Other(right.span, right.pointer)
    expected = f"{params.op} {right.text}"
    return (Hit(left.span, values, left.pointer, left.text, expected, others=(other,)),)


def _texts_hold(op: str, left: str, right: str) -> bool:
    order = (left > right) - (left < right)
    return {"<=": order <= 0, ">=": order >= 0, "<": order < 0, ">": order > 0, "=": order == 0}[op]


def _undeclared(form: Form, keys: Iterable[str]) -> bool:
    return any(key in form.amounts and not form.amounts[key].declared for key in keys)


def sums_up(form: Form, params: Sum, _form: Form) -> Result:
    """A total is the sum of its parts."""
    total = next((v for key in params.total if (v := amount(form, key)) is not None), None)
    parts = [value for key in params.parts if (value := amount(form, key)) is not None]
    if total is None or len(parts) < params.need:
        return Unknown("absent")
    if _undeclared(form, (*params.total, *params.parts)):
        return Unknown("no-unit")
    numbers = [part.value for part in parts if not isinstance(part.value, str)]
    added = sum(numbers, Decimal(0))
    whole = total.value
    if isinstance(whole, str) or abs(whole - added) <= Decimal(str(params.tolerance)):
        return None
    values = {
        "total": plain(whole),
        "sum": plain(added),
        "difference": plain(abs(whole - added)),
        "parts": " + ".join(plain(number) for number in numbers),
    }
    others = tuple(Other(part.span, part.pointer) for part in parts)
    return (Hit(total.span, values, total.pointer, total.text, plain(added), others=others),)


def change_explained(form: Form, params: Change, _form: Form) -> Result:
    """A large change from one year to the next is explained in the text."""
    old, new = amount(form, params.old), amount(form, params.new)
    if old is None or new is None or not old.value or not new.value:
        return Unknown("absent")
    if isinstance(old.value, str) or isinstance(new.value, str):
        return Unknown("absent")
    share = (new.value - old.value) / old.value
    if abs(share) <= Decimal(str(params.max_change)):
        return None
    for key in params.fields:
        text = form.text(key)
        for phrase in params.not_explained_by:
            text = text.replace(phrase, "")
        if any(word in text for word in params.explained_by):
            return None
    values = {"old": plain(old.value), "new": plain(new.value), "change": percent(share)}
    variant = "more" if share > 0 else "less"
    other = Other(old.span, old.pointer)
    return (Hit(new.span, values, new.pointer, new.text, variant=variant, others=(other,)),)


def _band(ratio: Decimal, bands: Iterable[dict[str, object]]) -> dict[str, object] | None:
    for band in bands:
        below, above = band.get("below"), band.get("above")
        if below is not None and ratio < Decimal(str(below)):
            return band
        if above is not None and ratio > Decimal(str(above)):
            return band
    return None


def ratio_in_band(form: Form, params: Ratio, _form: Form) -> Result:
    """A ratio of two fields is neither too low nor too high."""
    part, whole = amount(form, params.part), amount(form, params.whole)
    if part is None or whole is None or not whole.value:
        return Unknown("absent")
    if isinstance(part.value, str) or isinstance(whole.value, str):
        return Unknown("absent")
    ratio = part.value / whole.value
    band = _band(ratio, params.bands)
    if band is None:
        return None
    limit = Decimal(str(band.get("below", band.get("above"))))
    values = {
        "part": plain(part.value),
        "whole": plain(whole.value),
        "ratio": percent(ratio),
        "limit": percent(limit),
    }
    other = Other(whole.span, whole.pointer)
    case = str(band.get("case", ""))
    return (Hit(part.span, values, part.pointer, part.text, variant=case, others=(other,)),)


def row_number(row: Indicator, unit: str) -> Decimal | None:
    """Give the bound that a row's first quantity sets, in the unit as written; None without one."""
    target = row.reading.target
    if target.unit != unit or not isinstance(target.value, int | float):
        return None
    return Decimal(str(target.value))


def value_in_band(row: Indicator, params: Threshold, _form: Form) -> Result:
    """The value that a row promises is neither too low nor too high."""
    number = row_number(row, params.unit)
    if number is None:
        return None
    band = _band(number, params.bands)
    if band is None:
        return None
    limit = plain(Decimal(str(band.get("below", band.get("above")))))
    values = {"value": plain(number), "limit": limit, "target": row.target.strip(), "name": row.name}
    hit = Hit(row.span(), values, row.pointer_to("target"), variant=str(band.get("case", "")))
    hit.expected = f"{limit}{params.unit}"
    return (hit,)


def below_prior(row: Indicator, params: BelowPrior, form: Form) -> Result:
    """A rate that is promised is not below the rate that last year reached."""
    part, whole = amount(form, params.part), amount(form, params.whole)
    number = row_number(row, "%")
    if part is None or whole is None or not whole.value or number is None:
        return Unknown("absent") if number is not None else None
    if isinstance(part.value, str) or isinstance(whole.value, str):
        return None
    reached = part.value / whole.value
    if reached > 1 or number / 100 >= reached - Decimal(str(params.tolerance)):
        return None
    values = {"target": row.target.strip(), "reached": percent(reached), "name": row.name}
    other = Other(part.span, part.pointer)
    return (
        Hit(
            row.span(),
            values,
            row.pointer_to("target"),
            expected=f">={percent(reached)}",
            others=(other,),
        ),
    )


def within_budget(row: Indicator, params: Ceiling, form: Form) -> Result:
    """A ceiling on total cost does not exceed the budget."""
    bound = next((v for key in params.field if (v := amount(form, key)) is not None), None)
    parts = row.reading.target.parts
    if not parts or parts[0].dimension != "money":
        return None
    part = parts[0]
    if bound is None or isinstance(bound.value, str):
        return Unknown("absent")
    if _undeclared(form, params.field):
        return Unknown("no-unit")
    top = part.upper if part.upper is not None else part.value
    if not isinstance(top, int | float):
        return None
    yuan = Decimal(str(top)) * Decimal(str(part.scale))
    if yuan <= bound.value * (1 + Decimal(str(params.tolerance))):
        return None
    values = {"target": row.target.strip(), "yuan": plain(yuan), "budget": plain(bound.value)}
    other = Other(bound.span, bound.pointer)
    expected = f"<={plain(bound.value)}"
    return (Hit(row.span(), values, row.pointer_to("target"), None, expected, others=(other,)),)

