"""Checks on the set of indicators: what is missing, and what is all alike."""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from targetlint.checks.access import fact
from targetlint.checks.check import Hit, Other, Result
from targetlint.checks.numbers import percent
from targetlint.forms.model import Form, Indicator
from targetlint.source import Span


class Covered(NamedTuple):
    """At least one row of each dimension.

    A dimension has ``sections`` and ``categories`` that count for it and a ``case`` (the rule's
    variant). A row counts when it is filed under one of the sections and its nature is that or
    unknown. ``mandatory`` are words of a project that make the dimension a must: the
    variant ``mandatory`` then.
    """

    dimensions: tuple[dict[str, tuple[str, ...]], ...]
    mandatory: tuple[str, ...] = ()
    mandatory_fields: tuple[str, ...] = ("project.name", "project.category")


class Share(NamedTuple):
    """At least ``min_share`` of the rows have one of ``values`` as their ``fact``."""

    fact: str
    values: tuple[str, ...]
    min_share: float
    min_rows: int = 4


class Uniform(NamedTuple):
    """Not all of at least ``min_count`` rows with ``unit`` have the same target."""

    min_count: int
    share: float
    unit: str = "%"


class Dimensions(NamedTuple):
    """The trait of the layout that lists level-2 names, each of which needs a row."""

    trait: str


def _counts(row: Indicator, dimension: dict[str, tuple[str, ...]]) -> bool:
    reading = row.reading
    if not row.name and not row.target.strip():
        return False
    categories = dimension["categories"]
    if reading.section in dimension["sections"]:
        if reading.category is None or reading.category in categories:
            return True
        return reading.misfiled != "yes" and reading.category not in dimension.get("never", ())
    return reading.section is None and reading.category in categories


def covered(form: Form, params: Covered, _form: Form) -> Result:
    """Each dimension has a row of its own."""
    hits = []
    about = "".join(form.text(key) for key in params.mandatory_fields)
    for dimension in params.dimensions:
        if any(_counts(row, dimension) for row in form.indicators):
            continue
        case = "".join(dimension["case"])
        filed = [row for row in form.indicators if row.reading.section in dimension["sections"]]
        others = tuple(Other(row.span("level3"), row.pointer) for row in filed)
        must = next((word for word in params.mandatory if word in about), None)
        hits.append(
            Hit(
                _section_place(form, filed),
                {"type": must or "", "filed": "、".join(row.name for row in filed)},
                f"/indicators#{case}",
                found=filed[0].name if filed else None,
                variant="mandatory" if must else case,
                others=others,
            )
        )
    return hits or None


def _section_place(form: Form, filed: list[Indicator]) -> Span:
    """Where to say that a section lacks a row: at its first row, else at the table's head."""
    return filed[0].span("level2") if filed else tabletable_head(form)


def share(form: Form, params: Share, _form: Form) -> Result:
    """Enough of the rows have the property."""
    rows = [row for row in form.indicators if row.name or row.target.strip()]
    if len(rows) < params.min_rows:
        return None
    having = [row for row in rows if fact(row, params.fact, form) in params.values]
    found = Decimal(len(having)) / len(rows)
    wanted = Decimal(str(params.min_share))
    if found >= wanted:
        return None
    values = {
        "count": str(len(having)),
        "rows": str(len(rows)),
        "share": percent(found),
        "wanted": percent(wanted),
    }
    return (Hit(table_head(form), values, "/indicators", f"{len(having)}/{len(rows)}", percent(wanted)),)


def uniform(form: Form, params: Uniform, _form: Form) -> Result:
    """The targets in one unit are not all the same."""
    rows = [row for row in form.indicators if row.reading.target.unit == params.unit]
    if len(rows) < params.min_count:
        return None
    written: dict[str, list[Indicator]] = {}
    for row in rows:
        written.setdefault(row.reading.target.normalised, []).append(row)
    target, alike = max(written.items(), key=lambda pair: len(pair[1]))
    if len(alike) < params.share * len(rows):
        return None
    values = {"count": str(len(alike)), "target": target}
    others = tuple(Other(row.span(), row.pointer_to("target")) for row in alike[1:])
    return (Hit(alike[0].span(), values, "/indicators", target, others=others),)


def dimensions(form: Form, params: Dimensions, _form: Form) -> Result:
    """Every level-2 name that the layout prints has a row."""
    wanted: Iterable[str] = form.template.traits.get(params.trait, ())
    there = {row.level2 for row in form.indicators if row.name or row.target.strip()}
    hits = [
        Hit(table_head(form), {"level2": name}, f"/indicators#{name}", expected=name)
        for name in wanted
        if not any(name in level2 for level2 in there)
    ]
    return hits or None


def table_head(form: Form) -> Span:
    """Where to speak of the table as a whole: its heading, else the head of the form."""
    return form.indicators_label.span if form.indicators_label is not None else form.head
