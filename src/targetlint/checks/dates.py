"""Checks on dates and years."""

from targetlint.checks.check import NO_SUBJECT, Hit, Key, Nothing, Other, Params, Result, Unknown
from targetlint.forms.figures import year_in
from targetlint.forms.model import Form, Indicator
from targetlint.forms.values import not_given
from targetlint.targets.model import Kind, Part

_YEAR = 4
_LAST = "-12-31"


class Order(Params):
    """``start`` and ``end`` are fields with dates; what is no date is the variant ``invalid``."""

    start: Key
    end: Key


class Grace(Params):
    """``grace_days`` are the days after the end of the project that a deadline may still lie.

    Where a form prints no dates, the budget year stands for them: before it is the variant
    ``year-before``, after it ``year-after``, and within ``settling_days`` after it ``year-soon``.
    """

    grace_days: int = 0
    settling_days: int = 0


def date_order(form: Form, params: Order, _form: Form) -> Result:
    """Both dates are dates, and the end does not come before the start."""
    hits = []
    for key in (params.start, params.end):
        if key not in form.dates and not not_given(form.text(key)):
            found = form.fields[key]
            hits.append(
                Hit(found.value.span, {"text": found.text}, found.pointer, variant="invalid")
            )
    start, end = form.dates.get(params.start), form.dates.get(params.end)
    if not (start or end or hits):
        return NO_SUBJECT
    if not (hits or (start and end)):
        return Unknown("one-date")
    if start and end and end < start:
        first, last = form.fields[params.start], form.fields[params.end]
        values = {"start": start, "end": end}
        other = Other(first.value.span, first.pointer)
        hits.append(
            Hit(last.value.span, values, last.pointer, last.text, f">= {start}", others=(other,))
        )
    return hits or None


def years_agree(form: Form, _params: Nothing, _form: Form) -> Result:
    """Title, year, heading, period and plan speak of the same year."""
    year = form.year
    if year is None:
        return Unknown("no-year")
    hits: list[Hit] = []
    _title_year(form, year, hits)
    _period_year(form, year, hits)
    label = form.indicators_label
    if label is not None and (named := year_in(label.text)) not in (None, year):
        values = {"year": str(year), "other": str(named)}
        hits.append(Hit(label.span, values, "/indicators", label.text, str(year), "heading"))
    plan = form.fields.get("narrative.plan")
    if plan is not None and not _in_years(plan.text, year, form):
        named = year_in(plan.text)
        if named is not None:
            values = {"year": str(year), "other": str(named)}
            at = plan.text.find(str(named))
            span = plan.value.part(at, at + 4)
            hits.append(Hit(span, values, plan.pointer, str(named), str(year), "plan"))
    return (hits or None) if _more_years(form) else NO_SUBJECT


def _more_years(form: Form) -> bool:
    """Whether anything beside the year itself says when: dates, or a year in a heading or text."""
    if form.dates or form.period:
        return True
    label = form.indicators_label
    said = [form.text("title"), form.text("narrative.plan"), label.text if label else ""]
    return any(year_in(text) is not None for text in said)


def _title_year(form: Form, year: int, hits: list[Hit]) -> None:
    title = form.fields.get("title")
    if title is None or not form.text("year"):
        return
    named = year_in(title.text)
    if named is not None and named != year:
        values = {"year": str(year), "other": str(named)}
        place = form.fields["year"]
        hits.append(
            Hit(
                title.value.span,
                values,
                "/title",
                str(named),
                str(year),
                "title",
                (Other(place.value.span, "/year"),),
            )
        )


def _period_year(form: Form, year: int, hits: list[Hit]) -> None:
    said = form.period or (None, None)
    start = form.dates.get("project.start_date") or said[0]
    end = form.dates.get("project.end_date") or said[1]
    for date, key, outside in (
        (start, "project.start_date", start is not None and int(start[:4]) > year),
        (end, "project.end_date", end is not None and int(end[:4]) < year),
    ):
        if outside and date is not None:
            found = form.fields.get(key) or form.fields["project.period"]
            values = {"year": str(year), "other": date[:4]}
            hits.append(
                Hit(found.value.span, values, found.pointer, found.text, str(year), "period")
            )
            return


def _in_years(text: str, year: int, form: Form) -> bool:
    """Whether a text names no year, or one that the form's year or period covers."""
    period = form.period
    first = min(year, int(period[0][:4])) if period else year
    last = max(year, int(period[1][:4])) if period else year
    named = False
    for start in range(len(text) - 3):
        found = year_in(text[start : start + 4])
        if found is not None:
            named = True
            if first <= found <= last:
                return True
    return not named


def has_deadline(row: Indicator, _params: object) -> bool:
    """Whether the target names a day, a month or a year."""
    return any(part.kind is Kind.DEADLINE for part in row.reading.target.parts)


def deadline_within(row: Indicator, params: Grace, form: Form) -> Result:
    """A deadline lies within the period of the project."""
    if row.reading.target.comparator is None:
        return None
    deadlines = [
        part
        for part in row.reading.target.parts
        if part.kind is Kind.DEADLINE and isinstance(part.upper, str)
    ]
    if not deadlines:
        return None
    period = form.period
    if period is None:
        return _within_year(row, deadlines, params, form)
    for part in deadlines:
        day = _full(str(part.upper), form.year)
        if day is None:
            continue
        # A month or a year alone is compared as far as it says.
        late = day > _later(period[1], params.grace_days)[: len(day)]
        if late or day < period[0][: len(day)]:
            return (_outside(row, part, day, form, late=late),)
    return None


def _within_year(row: Indicator, deadlines: list[Part], params: Grace, form: Form) -> Result:
    """Hold deadlines against the budget year, where the project runs for no longer."""
    year = form.year
    if year is None or row.text("horizon") == "overall" or _runs_longer(form):
        return Unknown("no-period")
    first = min(form.dates.get("project.start_date", f"{year}-01-01"), f"{year}-01-01")
    last = max(form.dates.get("project.end_date", ""), f"{year}-12-31")
    for part in deadlines:
        day = _full(str(part.upper), year)
        if day is None:
            continue
        variant = ""
        if day < first[: len(day)]:
            variant = "year-before"
        elif day > last[: len(day)]:
            end = day + _LAST[len(day) - _YEAR :]
            soon = end <= _later(last, params.settling_days)
            variant = "year-soon" if soon else "year-after"
        if variant:
            values = {"deadline": day, "start": first, "end": last, "year": str(year)}
            return (_beside_year(row, part, values, form, variant),)
    return None


def _runs_longer(form: Form) -> bool:
    """Whether the form tells of more than its year: several years, dates at odds, a larger sum."""
    if form.several_years or len(form.dates) > 1:
        return True
    total, current = form.amounts.get("budget.total"), form.amounts.get("budget.current_year")
    return total is not None and current is not None and total.yuan > current.yuan


def _beside_year(
    row: Indicator, part: Part, values: dict[str, str], form: Form, variant: str
) -> Hit:
    named = form.fields.get("year") or form.fields["title"]
    return _at(row, part, values, Other(named.value.span, named.pointer, "year"), variant)


def _at(row: Indicator, part: Part, values: dict[str, str], other: Other, variant: str) -> Hit:
    """Point at the deadline in a target, and at what it is held against."""
    values = {**values, "target": row.target.strip()}
    cell = row.scalar("target")
    span = cell.part(part.start, part.end) if cell is not None else row.span()
    return Hit(span, values, row.pointer_to("target"), variant=variant, others=(other,))


def _full(day: str, year: int | None) -> str | None:
    """Give a date with its year; one without a year takes that of the form.

    A day alone (每月10日前) comes round every month and has no date.
    """
    day = day.lstrip("-")
    if day[:4].isdigit() and len(day) >= _YEAR:
        return day
    has_month = "-" in day and day[:2].isdigit()
    return f"{year}-{day}" if year is not None and has_month else None


def _outside(row: Indicator, part: Part, day: str, form: Form, *, late: bool) -> Hit:
    start, end = form.period or ("", "")
    values = {"deadline": day, "start": start, "end": end}
    key = "project.end_date" if late else "project.start_date"
    bound = form.fields.get(key) or form.fields["project.period"]
    other = Other(bound.value.span, bound.pointer)
    return _at(row, part, values, other, "" if late else "before")


def _later(day: str, days: int) -> str:
    if not days:
        return day
    from datetime import date, timedelta  # noqa: PLC0415 - only with days of grace

    return (date.fromisoformat(day) + timedelta(days)).isoformat()
