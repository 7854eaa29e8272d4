"""Checks on what the indicators must cover: outputs and effects, names that a layout prints."""

from collections.abc import Iterable
from typing import NamedTuple

from targetlint.checks.check import Hit, Key, Other, Params, Result
from targetlint.checks.rows import filled_rows, table_head
from targetlint.forms.model import Form


class Covered(Params):
    """At least one row of each of ``dimensions``.

    A dimension has a ``case`` (the rule's variant), ``sections`` and ``categories`` that count
    for it, and ``never``: natures that do not count although they are filed there. A row
    counts when it is filed under one of the sections and is not plainly of another nature, or when
    it stands under no known section and its nature is one of the categories. ``anywhere`` lets a
    row of that nature count wherever it stands. ``mandatory`` are words in ``mandatory_fields``
    that make the dimension a must: the variant ``mandatory`` then.
    """

    dimensions: tuple[dict[str, str | tuple[str, ...]], ...]
    mandatory: tuple[str, ...] = ()
    mandatory_fields: tuple[Key, ...] = ("project.name", "project.category")
    anywhere: bool = False


class Dimensions(Params):
    """``trait`` of the layout lists level-2 names, each of which needs a row."""

    trait: str


class _Nature(NamedTuple):
    """Where a row is filed and what it is by nature: all that decides what it counts for."""

    section: str | None
    category: str | None
    misfiled: bool


def _natures(form: Form) -> dict[_Nature, None]:
    """Give the natures of the rows of a form, made once a form."""
    kept: dict[_Nature, None] | None = form.memo.get(_Nature)
    if kept is None:
        readings = [row.reading for row in filled_rows(form)]
        kept = form.memo[_Nature] = dict.fromkeys(
            _Nature(one.section, one.category, one.misfiled == "yes") for one in readings
        )
    return kept


def _counts(
    nature: _Nature, dimension: dict[str, str | tuple[str, ...]], *, anywhere: bool
) -> bool:
    section, category, misfiled = nature
    categories = dimension["categories"]
    if section in dimension["sections"]:
        if category is None or category in categories:
            return True
        return not misfiled and category not in dimension.get("never", ())
    return (anywhere or section is None) and category in categories


def covered(form: Form, params: Covered, _form: Form) -> Result:
    """Each dimension has a row of its own."""
    hits = []
    natures = _natures(form)
    for dimension in params.dimensions:
        if any(_counts(one, dimension, anywhere=params.anywhere) for one in natures):
            continue
        rows = filled_rows(form)
        about = "".join(form.text(key) for key in params.mandatory_fields)
        filed = [row for row in rows if row.reading.section in dimension["sections"]]
        must = next((word for word in params.mandatory if word in about), None)
        hits.append(
            Hit(
                filed[0].span("level2") if filed else table_head(form),
                {"type": must or "", "filed": "、".join(row.name for row in filed)},
                "/indicators",
                found=filed[0].name if filed else None,
                variant="mandatory" if must else str(dimension["case"]),
                others=tuple(Other(row.span("level3"), row.pointer) for row in filed),
            )
        )
    return hits or None


def dimensions(form: Form, params: Dimensions, _form: Form) -> Result:
    """Every level-2 name that the layout prints has a row."""
    wanted: Iterable[str] = form.template.traits.get(params.trait, ())
    there = {row.level2 for row in filled_rows(form)}
    missing = [name for name in wanted if not any(name in level2 for level2 in there)]
    if not missing:
        return None
    said = "、".join(missing)
    values = {"level2": said, "count": str(len(missing))}
    return (Hit(table_head(form), values, "/indicators", expected=said),)
