"""Checks on figures: sums, changes, rates against limits, rows against the budget."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from targetlint.checks.access import first_part, is_number
from targetlint.checks.check import Hit, Key, Other, Params, Result, Unknown
from targetlint.checks.quantities import Quantity, amount, percent, plain
from targetlint.forms.model import Form, Indicator
from targetlint.forms.values import other_currency, unknown_unit
from targetlint.targets.model import Part


class Sum(Params):
    """One of the keys in ``total`` that are there is the sum of those of ``parts`` present.

    Parts ``inside`` may already be counted in another part. ``tolerance`` is in yuan. Where no
    amount names its unit it is ``share`` of the total, if that is less, and the variant is
    ``no-unit``. Less than ``need`` parts, or some amounts with a unit, is not evaluated.
    """

    total: tuple[Key, ...]
    parts: tuple[Key, ...]
    inside: tuple[Key, ...] = ()
    tolerance: float = 0
    share: float = 0
    need: int = 2


class Change(Params):
    """``new`` stays within ``max_change`` of ``old``, or a narrative field says why.

    ``explained_by`` are words of an explanation, ``fields`` where they may stand;
    ``not_explained_by`` are longer phrases in which such a word explains nothing.
    """

    old: Key
    new: Key
    max_change: float
    explained_by: tuple[str, ...] = ()
    not_explained_by: tuple[str, ...] = ()
    fields: tuple[Key, ...] = ()


class Ratio(Params):
    """``part`` / ``whole`` against ``bands``, the first that holds: ``below`` or ``above`` a bound.

    A band's ``case`` names the variant of the rule that words it.
    """

    part: Key
    whole: Key
    bands: tuple[dict[str, float | str], ...]


class Threshold(Params):
    """The row's first value in ``unit`` against ``bands``: ``below`` or ``above`` a bound.

    A band's ``case`` names the variant of the rule that words it. A band with
    ``names`` is for rows whose name contains one of them.
    """

    bands: tuple[dict[str, float | str | tuple[str, ...]], ...]
    unit: str = "%"


class BelowPrior(Params):
    """The row's rate is not below last year's ``part``/``whole`` by more than ``tolerance``."""

    part: Key
    whole: Key
    tolerance: float


class Ceiling(Params):
    """The row's amount of money stays within ``field`` (the first there), a ``tolerance`` added."""

    field: tuple[Key, ...]
    tolerance: float = 0


def _undeclared(form: Form, keys: Iterable[str]) -> bool:
    return any(key in form.amounts and not form.amounts[key].declared for key in keys)


def _alike(form: Form, keys: Iterable[str]) -> bool:
    """Whether none of the amounts says its unit: they are in the same one, whichever it is."""
    general = form.text("budget.unit")
    if general and general != unknown_unit():
        return False
    found = [form.amounts[key] for key in keys if key in form.amounts]
    said = (other_currency(f"{one.field.label.text}{one.field.text}") for one in found)
    return not any(one.declared for one in found) and not any(said)


def _yuan(form: Form, key: str) -> tuple[Quantity, Decimal] | None:
    found = amount(form, key)
    if found is None or not isinstance(found.value, Decimal):
        return None
    return found, found.value


def _other(found: Quantity) -> tuple[Other, ...]:
    return (Other(found.span, found.pointer),) if found.span is not None else ()


def _hit(found: Quantity, values: dict[str, str], form: Form) -> Hit:
    return Hit(found.span or form.head, values, found.pointer, found.text)


def sums_up(form: Form, params: Sum, _form: Form) -> Result:
    """A total is the sum of its parts."""
    totals = [found for key in params.total if (found := _yuan(form, key))]
    parts = {key: found for key in params.parts if (found := _yuan(form, key))}
    if not totals or len(parts) < params.need:
        return Unknown("absent")
    bare = _undeclared(form, (*params.total, *params.parts))
    if bare and not _alike(form, (*params.total, *params.parts)):
        return Unknown("no-unit")
    added = sum((number for _, number in parts.values()), Decimal(0))
    slack, share = Decimal(str(params.tolerance)), Decimal(str(params.share))
    within = [parts[key][1] for key in params.inside if key in parts]
    possible = {added}
    for number in within:
        possible |= {one - number for one in possible}
    for _, whole in totals:
        most = min(slack, whole * share) if bare else slack
        if any(abs(whole - one) <= most for one in possible):
            return None
    stated, whole = totals[0]
    values = {
        "total": plain(whole),
        "sum": plain(added),
        "difference": plain(abs(whole - added)),
        "parts": " + ".join(plain(number) for _, number in parts.values()),
    }
    hit = _hit(stated, values, form)
    hit.expected = plain(added)
    hit.others = tuple(other for part, _ in parts.values() for other in _other(part))
    hit.variant = "no-unit" if bare else ""
    return (hit,)


def change_explained(form: Form, params: Change, _form: Form) -> Result:
    """A large change from one year to the next is explained in the text."""
    old, new = _yuan(form, params.old), _yuan(form, params.new)
    if old is None or new is None or not old[1] or not new[1]:
        return Unknown("absent")
    change = (new[1] - old[1]) / old[1]
    if abs(change) <= Decimal(str(params.max_change)):
        return None
    for key in params.fields:
        text = form.text(key)
        for phrase in params.not_explained_by:
            text = text.replace(phrase, "")
        if any(word in text for word in params.explained_by):
            return None
    values = {"old": plain(old[1]), "new": plain(new[1]), "change": percent(change)}
    hit = _hit(new[0], values, form)
    hit.variant = "more" if change > 0 else "less"
    hit.others = _other(old[0])
    return (hit,)


def _band(
    ratio: Decimal, bands: Iterable[dict[str, float | str | tuple[str, ...]]], name: str = ""
) -> tuple[str, Decimal] | None:
    """Give the case and the bound of the first band that holds."""
    return next(_bands(ratio, bands, name), None)


def _bands(
    ratio: Decimal, bands: Iterable[dict[str, float | str | tuple[str, ...]]], name: str
) -> Iterator[tuple[str, Decimal]]:
    """Give the case and the bound of every band that holds, in order."""
    for band in bands:
        names = band.get("names", ())
        if isinstance(names, list | tuple) and names and not any(word in name for word in names):
            continue
        for side, holds in (("below", ratio.__lt__), ("above", ratio.__gt__)):
            bound = band.get(side)
            if bound is not None and holds(Decimal(str(bound))):
                yield str(band.get("case", "")), Decimal(str(bound))


def ratio_in_band(form: Form, params: Ratio, _form: Form) -> Result:
    """A ratio of two fields is neither too low nor too high."""
    part, whole = _yuan(form, params.part), _yuan(form, params.whole)
    if part is None or whole is None or not whole[1]:
        return Unknown("absent")
    ratio = part[1] / whole[1]
    band = _band(ratio, params.bands)  # type: ignore[arg-type] # a band without names is one too
    if band is None:
        return None
    values = {
        "part": plain(part[1]),
        "whole": plain(whole[1]),
        "ratio": percent(ratio),
        "limit": percent(band[1]),
    }
    hit = _hit(part[0], values, form)
    hit.variant = band[0]
    hit.others = _other(whole[0])
    return (hit,)


def row_number(row: Indicator, unit: str) -> Decimal | None:
    """Give the bound that a row's first quantity sets, in the unit as written; None without one."""
    part = first_part(row)
    if part is None or not is_number(part.value) or (part.unit or row.reading.unit) != unit:
        return None
    return Decimal(str(part.value))


def value_in_band(row: Indicator, params: Threshold, _form: Form) -> Result:
    """The value that a row promises is neither too low nor too high."""
    number = row_number(row, params.unit)
    if number is None:
        return None
    held = list(_bands(number, params.bands, row.name))
    if not held:
        return None
    (case, limit), (_, usual) = held[0], held[-1]
    values = {"value": plain(number), "limit": plain(limit), "unit": params.unit}
    values |= {"target": row.target.strip(), "name": row.name}
    values["usual"] = plain(usual)
    expected = f"{plain(limit)}{params.unit}"
    return (Hit(row.span(), values, row.pointer_to("target"), None, expected, case),)


def below_prior(row: Indicator, params: BelowPrior, form: Form) -> Result:
    """A rate that is promised is not below the rate that last year reached."""
    number = row_number(row, "%")
    if number is None:
        return None
    part, whole = _yuan(form, params.part), _yuan(form, params.whole)
    if part is None or whole is None or not whole[1]:
        return Unknown("absent")
    reached = part[1] / whole[1]
    if reached > 1 or number / 100 >= reached - Decimal(str(params.tolerance)):
        return None
    values = {"target": row.target.strip(), "reached": percent(reached), "name": row.name}
    expected = f">={percent(reached)}"
    others = _other(part[0])
    return (Hit(row.span(), values, row.pointer_to("target"), None, expected, others=others),)


def upper_yuan(part: Part, category: str | None = None) -> Decimal | None:
    """Give the largest sum of money that a part of a target allows or names, in yuan.

    A scale alone (250万) is money where the row is about cost.
    """
    top = part.upper if part.upper is not None else part.value
    money = part.dimension == "money" or (part.dimension == "number" and category == "cost")
    if not money or not isinstance(top, int | float):
        return None
    return Decimal(str(top)) * Decimal(str(part.scale))


def within_budget(row: Indicator, params: Ceiling, form: Form) -> Result:
    """A ceiling on total cost does not exceed the budget."""
    part = first_part(row)
    yuan = upper_yuan(part, row.reading.category) if part is not None else None
    if yuan is None or (part is not None and "/" in (part.unit or "")):
        return None
    # a ceiling for all the years of a project is held against its total
    whole = row.text("horizon") == "overall" or (form.several_years and not row.text("horizon"))
    keys = params.field[::-1] if whole else params.field
    bound = next((found for key in keys if (found := _yuan(form, key))), None)
    if bound is None:
        return Unknown("absent")
    if _undeclared(form, params.field):
        return Unknown("no-unit")
    if yuan <= bound[1] * (1 + Decimal(str(params.tolerance))):
        return None
    values = {"target": row.target.strip(), "yuan": plain(yuan), "budget": plain(bound[1])}
    values["name"] = row.name
    expected, variant = f"<={plain(bound[1])}", "total" if whole else ""
    others = _other(bound[0])
    return (Hit(row.span(), values, row.pointer_to("target"), None, expected, variant, others),)
