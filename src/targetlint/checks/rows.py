"""Checks on several rows at once: how many, what share, which add up, which are alike."""

from decimal import Decimal
from typing import Any

from targetlint.checks.access import bare, fact
from targetlint.checks.check import (
    NO_SUBJECT,
    Conditions,
    Group,
    Hit,
    Other,
    Params,
    Regex,
    Result,
    Unknown,
    remembered,
)
from targetlint.checks.patterns import pattern
from targetlint.checks.quantities import percent, plain
from targetlint.checks.where import Condition, condition
from targetlint.forms.model import Form, Indicator
from targetlint.forms.values import number
from targetlint.source import Span


class Count(Params):
    """At least ``min`` and at most ``max`` rows meet ``having`` (a condition as in ``where:``)."""

    min: int = 0
    max: int | None = None
    having: Conditions | None = None


class Share(Params):
    """At least ``min_share`` of the rows meet ``having``, where there are ``min_rows`` or more."""

    having: Conditions
    min_share: float
    min_rows: int = 4


class ColumnSum(Params):
    """The cells ``of`` one column add up to one of ``totals``, give or take ``tolerance``.

    ``totals_for`` gives the totals of single layouts. With ``apart`` each horizon adds up by
    itself. ``shares`` are the usual sums of the level-1 names that contain a word; one that is off
    by more than ``share_tolerance`` is the variant ``share``. They are not looked at where a
    level-1 name contains ``unless``.
    """

    of: str
    totals: tuple[float, ...]
    totals_for: dict[str, tuple[float, ...]] = {}  # noqa: RUF012 - nobody changes it
    tolerance: float = 0.01
    apart: bool = True
    shares: dict[str, float] = {}  # noqa: RUF012 - nobody changes it
    share_tolerance: float = 5
    unless: str = ""


class Unique(Params):
    """No two rows have the same ``of``.

    ``across_horizons``: the same text in two horizons is ignored (``ignore``) or a fault only if
    the values differ (``contradiction``). ``respondent`` picks from a name (its first group)
    who is asked, ``aspect`` matches a name that asks about one side only: two rows that ask the
    same people, one of them in general, are the variant ``same-respondent``.
    """

    of: str = "level3"
    across_horizons: str = "contradiction"
    respondent: Regex = ""
    aspect: Regex = ""


class Uniform(Params):
    """Of ``min_count`` or more rows in one ``unit``, less than ``share`` have the same target."""

    min_count: int
    share: float
    unit: str = "%"


def _having(params: Count | Share) -> Condition | None:
    """Give the condition of a check, made once for each rule."""
    return remembered(params, "having", _condition) if params.having is not None else None


def _condition(name: str, params: Count | Share) -> Condition:
    return condition(getattr(params, name))


def filled_rows(subject: Any) -> list[Indicator]:
    """Give the rows of a form or group that have a name or a target."""
    rows = subject.rows if isinstance(subject, Group) else subject.indicators
    return [row for row in rows if row.name or row.target.strip()]


def table_head(form: Form) -> Span:
    """Where to speak of the table as a whole: its heading, else the head of the form."""
    return form.indicators_label.span if form.indicators_label is not None else form.head


def _place(subject: Any, form: Form) -> Span:
    if isinstance(subject, Group) and subject.rows:
        return subject.rows[0].span("level1")
    return table_head(form)


def count(subject: Any, params: Count, form: Form) -> Result:
    """The number of rows lies within its bounds."""
    having = _having(params)
    rows = [row for row in filled_rows(subject) if having is None or having(row, form)]
    few, many = len(rows) < params.min, params.max is not None and len(rows) > params.max
    if not few and not many:
        return None
    bound = params.min if few else params.max
    values = {"count": str(len(rows)), "limit": str(bound), "group": getattr(subject, "name", "")}
    values["names"] = "、".join(row.name for row in rows)
    others = tuple(Other(row.span("level3"), row.pointer) for row in rows)
    variant = "few" if few else "many"
    return (
        Hit(
            _place(subject, form),
            values,
            "/indicators",
            str(len(rows)),
            variant=variant,
            others=others,
        ),
    )


def share(subject: Any, params: Share, form: Form) -> Result:
    """Enough of the rows have the property."""
    rows = filled_rows(subject)
    having = _having(params)
    if len(rows) < params.min_rows or having is None:
        return NO_SUBJECT
    met = sum(1 for row in rows if having(row, form))
    found, wanted = Decimal(met) / len(rows), Decimal(str(params.min_share))
    if found >= wanted:
        return None
    values = {
        "count": str(met),
        "rows": str(len(rows)),
        "share": percent(found),
        "wanted": percent(wanted),
    }
    said = f"{met}/{len(rows)}"
    return (Hit(_place(subject, form), values, "/indicators", said, percent(wanted)),)


def column_sum(subject: Any, params: ColumnSum, form: Form) -> Result:
    """The cells of a column add up to what they should."""
    rows = subject.rows if isinstance(subject, Group) else form.indicators
    groups: dict[str, list[Indicator]] = {}
    for row in rows:
        groups.setdefault(row.text("horizon") if params.apart else "", []).append(row)
    totals = params.totals_for.get(form.template.id) or params.totals
    hits: list[Hit] = []
    some = False
    for members in groups.values():
        given = [row for row in members if row.text(params.of)]
        if not given:
            continue
        some = True
        weights = [number(row.text(params.of)) for row in given]
        if len(given) * 2 < sum(1 for row in members if row.name):
            return Unknown("incomplete")
        if None in weights:
            return Unknown("not-numbers")
        total = sum((weight for weight in weights if weight is not None), Decimal(0))
        slack = Decimal(str(params.tolerance))
        if not any(abs(total - Decimal(str(one))) <= slack for one in totals):
            hits.append(_off_total(given, total, totals, params, form))
        elif params.shares:
            hits += _off_shares(given, total, params)
    return (hits or None) if some else NO_SUBJECT


def _off_total(
    rows: list[Indicator], total: Decimal, totals: tuple[float, ...], params: ColumnSum, form: Form
) -> Hit:
    wanted = " / ".join(plain(one) for one in totals)
    values = {"sum": plain(total), "wanted": wanted, "count": str(len(rows)), "of": params.of}
    return Hit(table_head(form), values, "/indicators", plain(total), wanted)


def _off_shares(rows: list[Indicator], total: Decimal, params: ColumnSum) -> list[Hit]:
    """Say which level-1 names weigh more or less than is usual; at most one word each."""
    hits: list[Hit] = []
    if params.unless and any(params.unless in row.level1 + row.level2 for row in rows):
        return hits
    for word, usual in params.shares.items():
        members = [row for row in rows if word in row.level1]
        if not members:
            continue
        weight = sum((number(row.text(params.of)) or Decimal(0) for row in members), Decimal(0))
        if abs(weight - Decimal(str(usual))) > Decimal(str(params.share_tolerance)):
            values = {"level1": members[0].level1, "weight": plain(weight), "usual": plain(usual)}
            values["sum"] = plain(total)
            span = members[0].span("level1")
            hits.append(Hit(span, values, "/indicators", plain(weight), plain(usual), "share"))
    return hits


def unique(subject: Any, params: Unique, form: Form) -> Result:
    """No row stands twice."""
    rows = subject.rows if isinstance(subject, Group) else subject.indicators
    first: dict[str, Indicator] = {}
    hits: list[Hit] = []
    said = [bare(row.text(params.of)) for row in rows]
    for row, text in zip(rows, said, strict=True) if len(set(said)) < len(said) else ():
        if not text:
            continue
        earlier = first.setdefault(text, row)
        if earlier is row:
            continue
        same = bare(earlier.target) == bare(row.target)
        if earlier.text("horizon") != row.text("horizon") and (
            same or params.across_horizons == "ignore" or _year_of_several(earlier, row, form)
        ):
            continue
        hits.append(_repeated(row, earlier, params.of, "" if same else "different-value"))
    if params.respondent and not hits:
        hits += _same_respondents(rows, params)
    return (hits or None) if len(rows) > 1 else NO_SUBJECT


def _year_of_several(earlier: Indicator, row: Indicator, form: Form) -> bool:
    """Whether two targets may differ because one is for a year of a project of several.

    Of what is counted the whole cannot be less than what one of its years brings.
    """
    if form.several_years is False:
        return False
    sets = {one.text("horizon"): one.reading.target for one in (earlier, row)}
    overall, annual = sets.get("overall"), sets.get("annual")
    if overall is None or annual is None or overall.unit != annual.unit or annual.unit == "%":
        return True
    whole, part = overall.value, annual.value
    if not isinstance(whole, int | float) or not isinstance(part, int | float):
        return True
    return whole >= part or "<=" in (overall.comparator, annual.comparator)


def _repeated(row: Indicator, earlier: Indicator, column: str, variant: str) -> Hit:
    values: dict[str, str] = {"name": row.name, "first": str(earlier.index + 1)}
    values |= {
        "value": row.target.strip(),
        "other": earlier.target.strip(),
        "earlier": earlier.name,
    }
    return Hit(
        row.span(column),
        values,
        row.pointer_to(column),
        found=row.text(column),
        variant=variant,
        others=(Other(earlier.span(column), earlier.pointer_to(column)),),
        row=row,
    )


def _same_respondents(rows: list[Indicator], params: Unique) -> list[Hit]:
    """Find two rows that ask the same people, one of them in general."""
    asked: dict[str, Indicator] = {}
    hits = []
    for row in rows:
        if row.reading.category != "satisfaction":
            continue
        match = pattern(params.respondent).search(row.name)
        who = bare(match.group(1)) if match is not None else ""
        if not who:
            continue
        earlier = asked.setdefault(who, row)
        if earlier is row or earlier.text("horizon") != row.text("horizon"):
            continue
        sides = [pattern(params.aspect).search(one.name) is not None for one in (earlier, row)]
        if not all(sides) and bare(earlier.name) != bare(row.name):
            hits.append(_repeated(row, earlier, "level3", "same-respondent"))
    return hits


def uniform(subject: Any, params: Uniform, _form: Form) -> Result:
    """The targets in one unit are not all the same."""
    members = subject.rows if isinstance(subject, Group) else subject.indicators
    rows = [row for row in members if row.reading.target.unit == params.unit]
    if len(rows) < params.min_count:
        return NO_SUBJECT
    by_value: dict[str, list[Indicator]] = {}
    for row in rows:  # “达到95%” and “≥95%” are the same figure
        by_value.setdefault(str(row.reading.target.value), []).append(row)
    alike = max(by_value.values(), key=len)
    target = alike[0].reading.target.normalised
    if len(alike) < params.share * len(rows):
        return None
    values = {"count": str(len(alike)), "target": target, "rows": str(len(rows))}
    others = tuple(Other(row.span(), row.pointer_to("target")) for row in alike[1:])
    return (Hit(alike[0].span(), values, "/indicators", target, others=others),)


def groups(form: Form, by: str) -> list[Group]:
    """Gather the rows of a form by a cell or a fact, in the order in which they first occur."""
    found: dict[str, list[Indicator]] = {}
    give = fact(by)
    for row in form.indicators:
        name = str(give(row, form) or "")
        if name:
            found.setdefault(name, []).append(row)
    return [Group(name, rows) for name, rows in found.items()]
