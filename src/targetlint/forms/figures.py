"""The figures in a form's fields: sums in yuan, dates, years."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from targetlint import standing
from targetlint.forms.fields import Amount, Field
from targetlint.forms.labels import labels, plain_label
from targetlint.forms.values import date, least_yuan, money, money_unit, months_in, other_currency
from targetlint.resources import compiled
from targetlint.targets.model import Part

_FIRST_YEAR, _LAST_YEAR = 1980, 2099


@lru_cache(maxsize=1024)
def year_in(text: str) -> int | None:
    """Give the first plausible year that stands in a text as four digits."""
    return next(years_in(text), None)


def years_in(text: str) -> Iterator[int]:
    """Go through the plausible years that stand in a text as four digits."""
    years = map(int, compiled(standing.FOUR_DIGITS).findall(text))
    return (year for year in years if _FIRST_YEAR <= year <= _LAST_YEAR)


def plainly_yuan(fields: dict[str, Field]) -> bool:
    """Whether a sum is so large that it can only be in yuan, whatever the form leaves unsaid."""
    found = (money(one.text)[0] for key, one in fields.items() if key.startswith("budget."))
    least = least_yuan()
    return any(number is not None and number >= least for number in found)


def read_amounts(fields: dict[str, Field], *, yuan: bool = False) -> dict[str, Amount]:
    """Give every money field that can be read, in yuan.

    The unit is taken from the value itself (50万元), from the label (预算（万元）), or from
    ``budget.unit``; without any it is yuan, as the form format has it, and not ``declared``
    where the label is a printed one, unless the form is known to keep to the format (``yuan``).
    A unit that is no unit, or that of another currency, says that it is not known.
    """
    units = labels().money_units
    general = fields.get("budget.unit")
    stated = money_unit(general.text) if general is not None else None
    said = stated is not None or general is None or not general.text.strip()
    amounts: dict[str, Amount] = {}
    for key, found in fields.items():
        if not key.startswith("budget.") or key == "budget.unit":
            continue
        number, unit = money(found.text)
        if number is None:
            continue
        in_label = plain_label(found.label.text)[1]
        factor = (units.get(unit) if unit else None) or units.get(in_label) or stated
        ours = said and (yuan or found.label.text.isascii())
        declared = factor is not None or (ours and not other_currency(in_label))
        amounts[key] = Amount(number * Decimal(factor or 1), found, declared=declared)
    return amounts


def read_dates(fields: dict[str, Field]) -> dict[str, str]:
    """Give every date field that can be read, as an ISO date.

    An end given as a month or a year means its last day.
    """
    dates: dict[str, str] = {}
    for key in ("project.start_date", "project.end_date"):
        found = fields.get(key)
        read = date(found.text, end=key.endswith("end_date")) if found is not None else None
        if read is not None:
            dates[key] = read
    return dates


def period_in(said: str) -> tuple[str, str] | None:
    """Give the first and last day of a period in words (2024年1月至2025年12月), if it has both.

    What ends before it begins is no period.
    """
    for part in _parts(said):
        lower, upper = part.lower, part.upper
        if isinstance(lower, str) and isinstance(upper, str) and lower <= upper:
            return lower, upper
    return None


def months_of(period: tuple[str, str] | None, said: str) -> int | None:
    """Count the months from the first to the last day (ISO dates), else as a text says (3年)."""
    if period is not None:
        (first, month), (last, end) = ((int(day[:4]), int(day[5:7])) for day in period)
        return (last - first) * 12 + end - month + (period[1][8:] >= period[0][8:])
    for part in _parts(said):
        if isinstance(part.value, int | float) and (unit := months_in(part.unit or "")):
            return round(part.value * unit)
    return None


def _parts(said: str) -> tuple[Part, ...]:
    if not said:
        return ()
    from targetlint.targets.parser import parse  # noqa: PLC0415 - where no dates are given

    return parse(said).parts
