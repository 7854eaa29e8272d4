"""Checks on self-evaluation forms, and on targets split into sign, value and unit."""

from collections.abc import Iterator
from decimal import Decimal

from targetlint.checks.check import Hit, Key, Other, Params, Result
from targetlint.checks.quantities import DATE, Quantity, amount, cell, decimal, percent, plain
from targetlint.forms.model import Form, Indicator
from targetlint.forms.values import not_given, number


class Arithmetic(Params):
    """The figures of a self-evaluation, give or take ``tolerance``.

    The execution rate is ``executed`` by the first of ``whole`` that is there; a row scores in
    full at its target and pro rata below it.
    """

    executed: Key
    whole: tuple[Key, ...]
    tolerance: float = 0.1


class Signs(Params):
    """``quantitative`` signs need a figure and a unit, ``qualitative`` ones words.

    ``explained`` signs need an explanation in one of the cells ``explanations``. ``forbidden``
    characters may not stand in a value. Outside the layouts ``strict``, whose system sees to all
    of it, a date or a range may follow a sign, and what needs no unit may do without.
    """

    quantitative: tuple[str, ...]
    qualitative: tuple[str, ...]
    explained: tuple[str, ...]
    explanations: tuple[str, ...]
    forbidden: str
    strict: tuple[str, ...] = ()


def self_evaluation(form: Form, params: Arithmetic, _form: Form) -> Result:
    """Scores, execution rate and total follow from the figures, and a miss has its reason."""
    hits = [hit for row in form.indicators if (hit := _off_score(row, params, form)) is not None]
    return [*hits, *_off_totals(form, params)] or None


def _off_score(row: Indicator, params: Arithmetic, form: Form) -> Hit | None:
    actual = row.text("actual")
    target, reached = cell(row, "target"), cell(row, "actual")
    if not actual or target is None or reached is None:
        return None
    ratio = _ratio(row, target, reached)
    if ratio is None:
        return None
    values = {"target": row.target.strip(), "actual": actual, "name": row.name}
    # A form may give its reasons row by row, or for all rows in one place.
    said = row.text("deviation") or form.text("evaluation.deviation")
    reason = "" if not_given(said) else said
    if ratio < 1 and not reason:
        pointer = row.pointer_to("actual")
        return Hit(row.span("actual"), values, pointer, actual, variant="no-reason", row=row)
    if row.text("scoring_rule") or target.dimension == DATE:
        return None
    slack = Decimal(str(params.tolerance))
    return _wrong_score(row, ratio, values, slack, explained=bool(reason))


def _wrong_score(
    row: Indicator, ratio: Decimal, values: dict[str, str], slack: Decimal, *, explained: bool
) -> Hit | None:
    weight, score = number(row.text("weight")), number(row.text("score"))
    if weight is None or score is None:
        return None
    fair = weight * min(ratio, Decimal(1))
    # An office may well give itself less than the table does, if it says why.
    if abs(score - fair) <= slack or (score < fair and explained):
        return None
    expected = plain(fair.quantize(Decimal("0.01")))
    values |= {"score": plain(score), "expected": expected}
    pointer = row.pointer_to("score")
    return Hit(row.span("score"), values, pointer, plain(score), expected, row=row)


def _ratio(row: Indicator, target: Quantity, reached: Quantity) -> Decimal | None:
    """Give how much of a target was reached, 1 for all of it; None where that cannot be said."""
    comparator = row.reading.comparator
    if DATE in (target.dimension, reached.dimension):
        if target.dimension != reached.dimension or comparator not in ("<=", "<"):
            return None
        return Decimal(str(reached.value) <= str(target.value))
    if None not in (target.dimension, reached.dimension) and target.dimension != reached.dimension:
        return None
    bare = reached.dimension is None or target.dimension is None
    wanted, got = (target.raw, reached.raw) if bare else (target.value, reached.value)
    if not isinstance(wanted, Decimal) or not isinstance(got, Decimal):
        return None
    return _share(row, wanted, got)


def _share(row: Indicator, wanted: Decimal, got: Decimal) -> Decimal | None:
    """Give the share of a number that was reached, by the direction in which it counts."""
    comparator = row.reading.comparator
    if comparator in ("<=", "<"):
        return Decimal(1) if got <= wanted else wanted / got
    exact_and_lower = comparator == "=" and row.reading.polarity == "lower"
    if comparator not in (">=", ">", "=") or exact_and_lower or not wanted:
        return None
    return got / wanted


def _off_totals(form: Form, params: Arithmetic) -> Iterator[Hit]:
    executed = amount(form, params.executed)
    whole = next((found for key in params.whole if (found := amount(form, key))), None)
    rate = None
    stated = number(form.text("evaluation.execution_rate"))
    if executed is not None and whole is not None and whole.value:
        rate = Decimal(executed.value) / Decimal(whole.value)
        if stated is not None and abs(stated - rate * 100) > Decimal(str(params.tolerance)):
            field = form.fields["evaluation.execution_rate"]
            values = {"stated": field.text.strip(), "expected": percent(rate)}
            others = (Other(executed.span, executed.pointer),) if executed.span else ()
            yield Hit(
                field.value.span, values, field.pointer, field.text, percent(rate), "rate", others
            )
    total = number(form.text("evaluation.score"))
    scores = [number(row.text("score")) for row in form.indicators if row.text("score")]
    if total is None or not scores or None in scores:
        return
    added = sum((score for score in scores if score is not None), Decimal(0))
    possible = {added + more for more in _execution_scores(form, rate, stated)}
    if min(abs(total - sum_) for sum_ in possible) > Decimal(str(params.tolerance)):
        field = form.fields["evaluation.score"]
        expected = plain(max(possible).quantize(Decimal("0.01")))
        values = {"stated": plain(total), "expected": expected}
        yield Hit(field.value.span, values, field.pointer, field.text, expected, "total")


def _execution_scores(form: Form, rate: Decimal | None, stated: Decimal | None) -> list[Decimal]:
    """Give what the execution rate may add to the score: as said, or as it follows."""
    given = number(form.text("evaluation.execution_score"))
    if given is not None:
        return [given]
    weight = number(form.text("evaluation.execution_weight"))
    if weight is None:
        return [Decimal(0)]
    rates = [one for one in (rate, stated / 100 if stated is not None else None) if one is not None]
    return [weight * min(one, Decimal(1)) for one in rates] or [weight]


def signs_fit(row: Indicator, params: Signs, form: Form) -> Result:
    """Sign, value and unit of a split target go together."""
    sign = row.text("comparator")
    if not sign or row.scalar("value") is None:
        return None
    value, unit = row.text("value"), row.text("unit")
    if not value:
        return None  # that there is no target is said elsewhere
    strict = form.template.id in params.strict
    variant = ""
    if sign in params.qualitative:
        bare = value.lstrip("".join(params.quantitative)).lstrip()
        variant = "figure" if decimal(bare) is not None else ""
    elif sign in params.explained:
        variant = "" if any(row.text(key) for key in params.explanations) else "unexplained"
    elif sign in params.quantitative:
        variant = _unlike_a_quantity(row, params) if strict else _no_quantity(row)
    if not variant:
        return None
    values = {"sign": sign, "value": value, "unit": unit, "name": row.name}
    key = "unit" if variant == "no-unit" and row.scalar("unit") is not None else "value"
    found = " ".join(piece for piece in (sign, value, unit) if piece)
    return (Hit(row.span(key), values, row.pointer, found, variant=variant),)


def _unlike_a_quantity(row: Indicator, params: Signs) -> str:
    """Say what the system refuses in a value and a unit behind a sign, if it does."""
    value, unit = row.text("value"), row.text("unit")
    if any(char in value for char in params.forbidden):
        return "forbidden"
    if decimal(value) is None:
        return "words"
    return "no-unit" if not_given(unit) else ""


def _no_quantity(row: Indicator) -> str:
    """Say what a reader misses in a value and a unit behind a sign, if anything."""
    value = row.text("value")
    if decimal(value) is None:
        said = any(char.isdigit() for char in value) and row.reading.measurable != "no"
        return "" if said else "words"
    missing = not row.text("unit") and row.reading.reason == "unit-missing"
    return "no-unit" if missing else ""
