"""Checks on what a form must have: fields, sections, levels, and the input itself."""

from collections.abc import Iterator

from targetlint.checks.check import Hit, Nothing, Params, Result
from targetlint.forms.labels import labels
from targetlint.forms.model import Form, Indicator, Remark
from targetlint.forms.template import bare_level


class Codes(Params):
    """``codes`` of remarks that readers and the builder make about the input."""

    codes: tuple[str, ...]


class Required(Params):
    """``names`` gives each key its printed name in every language.

    ``also`` are more required keys, ``skip`` some that are not required. ``nothing`` are marks that
    fill no field, but for sums of money. What runs for more than ``months`` is a project of several
    years. No other field stands in for one of ``printed`` that is there and blank.
    """

    names: dict[str, dict[str, str]]
    also: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    nothing: tuple[str, ...] = ()
    months: int = 12
    printed: tuple[str, ...] = ()


class Levels(Params):
    """``synonyms`` maps bare level-2 names to the bare name of the layout."""

    synonyms: dict[str, str]


def has_remarks(form: Form, _params: Codes) -> bool:
    """Whether the input gave cause for any remark."""
    return bool(form.remarks)


def remark(form: Form, params: Codes, _form: Form) -> Result:
    """The input gave no cause for these remarks."""
    hits = [
        Hit(
            note.span,
            note.values,
            note.pointer or "",
            found=note.values.get("text") or note.values.get("key"),
            variant=_variant(note),
            edits=note.edits,
        )
        for note in form.remarks
        if note.code in params.codes
    ]
    return hits or None


def _variant(note: Remark) -> str:
    """Name the wording of a remark: a key may be near to a known one, or read as one."""
    if note.values.get("meant"):
        return f"{note.code}-read"
    return f"{note.code}-near" if note.values.get("nearest") else note.code


def required_fields(form: Form, params: Required, _form: Form) -> Result:
    """Every field that the layout requires is there and filled."""
    wanted = _wanted(form, params)
    slips = _slips(form)
    hits = list(_misspelt_parts(slips, wanted, params)) if slips else []
    for choice in wanted:
        if not slips and _filled(form, choice, params):
            continue  # most of them: one key, and it is there
        keys = choice.split("|")
        if keys[0] in params.skip:
            continue
        if any(key in slips for key in keys):
            continue
        if keys[0] in params.printed and keys[0] in form.fields:
            keys = keys[:1]
        said = keys[0] == "year" and form.year is not None
        if said or any(_filled(form, key, params) for key in keys):
            # one of several will do, but nobody misspells what is not meant to be filled
            meant = (_misspelt(form, key, params) for key in keys if key not in form.fields)
            hits += [hit for hit in meant if hit is not None]
            continue
        hits.append(_missing(form, keys[0], params))
    return [*hits, *_misspelt_columns(form, params)] or None


def _wanted(form: Form, params: Required) -> list[str]:
    """Give what is required; of choices that a longer project does not have, each."""
    template = form.template
    wanted = [*template.required, *params.also]
    if not form.is_new:
        wanted += template.required_unless_new
    longer = template.required_beyond_a_year
    if longer and _runs_longer(form, params):
        wanted = [choice for choice in wanted if choice.split("|")[0] not in longer]
        wanted += longer
    return wanted


def _runs_longer(form: Form, params: Required) -> bool:
    return (form.months or 0) > params.months


def _filled(form: Form, key: str, params: Required) -> bool:
    text = form.text(key)
    return bool(text) and (text not in params.nothing or key.startswith("budget."))


def _missing(form: Form, key: str, params: Required) -> Hit:
    pointer = "/" + key.replace(".", "/")
    if key in form.fields:
        return Hit(form.span(key), _named(key, params), pointer, found="", variant="blank")
    meant = _misspelt(form, key, params)
    if meant is not None:
        return meant
    # What only an older project has: a new one has to say that it is new.
    variant = "prior" if key in form.template.required_unless_new else ""
    if not variant and _asked_of_longer(form, key, params):
        variant = "several-years"
    return Hit(form.head, _named(key, params), pointer, variant=variant)


def _asked_of_longer(form: Form, key: str, params: Required) -> bool:
    """Whether a shorter project could do without a field that a longer one has to have."""
    template = form.template
    if key not in template.required_beyond_a_year or not _runs_longer(form, params):
        return False
    return any("|" in choice and key in choice.split("|") for choice in template.required)


def _named(key: str, params: Required) -> dict[str, str]:
    names = params.names.get(key, {})
    return {"field": key, "zh": names.get("zh", key), "en": names.get("en", key)}


def _misspelt(form: Form, key: str, params: Required) -> Hit | None:
    """Find the unknown key that was meant to be a field."""
    group, _, last = key.rpartition(".")
    for note in form.remarks:
        near = note.values.get("nearest", "")
        if note.code != "unknown-key" or not near or note.pointer.startswith("/indicators/"):
            continue
        if near in (key, last) or (
            labels().field(near, group) == key and _alike(note.values["key"], near)
        ):
            values = _named(key, params) | {"written": note.values["key"]}
            pointer = "/" + key.replace(".", "/")
            return Hit(note.span, values, pointer, found=note.values["key"], variant="misspelt")
    return None


def _slips(form: Form) -> dict[str, Remark]:
    """Give the misspelt keys of the form by the part or field that each was read as."""
    return {
        note.values["meant"]: note
        for note in form.remarks
        if note.code == "unknown-key"
        and note.values.get("meant")
        and not note.pointer.startswith("/indicators/")
    }


def _misspelt_parts(slips: dict[str, Remark], wanted: list[str], params: Required) -> Iterator[Hit]:
    """Name the parts and fields that the layout requires and the form has under another name."""
    required = {key for choice in wanted for key in choice.split("|")} - set(params.skip)
    parts = {key.partition(".")[0] for key in required} | {"indicators"}
    for meant, note in slips.items():
        if meant in required | parts:
            written = note.values["key"]
            values = _named(meant, params) | {"written": written}
            variant = "misspelt" if meant in required else "misspelt-part"
            pointer = "/" + meant.replace(".", "/")
            yield Hit(note.span, values, pointer, found=written, variant=variant)


def _alike(written: str, near: str) -> bool:
    """Whether one printed label may be a slip for another: the same length, most characters."""
    same = sum(one == other for one, other in zip(written, near, strict=False))
    return len(written) == len(near) and same * 4 >= len(near) * 3


def _misspelt_columns(form: Form, params: Required) -> Iterator[Hit]:
    """Find the unknown keys of rows that were meant to be levels or names which the row lacks."""
    for note in form.remarks:
        steps = note.pointer.split("/")
        if note.code != "unknown-key" or steps[1:2] != ["indicators"] or not steps[2].isdigit():
            continue
        column = labels().column(note.values["nearest"]) or ""
        row = form.indicators[int(steps[2])] if int(steps[2]) < len(form.indicators) else None
        read = note.values.get("meant") == column
        if row is None or f"row.{column}" not in params.names or (row.text(column) and not read):
            continue
        values = _named(f"row.{column}", params) | {"written": note.values["key"], "field": column}
        pointer = f"{row.pointer}/{column}"
        yield Hit(note.span, values, pointer, found=note.values["key"], variant="misspelt", row=row)


def filled_sections(form: Form, _params: Nothing, _form: Form) -> Result:
    """There are indicators, and no printed level-1 section stands without one."""
    if not form.indicators and not form.empty_levels:
        label = form.indicators_label
        span = label.span if label is not None else form.head
        return (Hit(span, {}, "/indicators", variant="none"),)
    filled = {bare_level(row.level1) for row in form.indicators}
    hits = [
        Hit(label.span, {"level1": name}, "/indicators", found=name)
        for name, label in form.empty_levels
        if bare_level(name) not in filled
    ]
    return hits or None


def level_fits(row: Indicator, params: Levels, form: Form) -> Result:
    """The level-2 name belongs under the level-1 name in this layout."""
    levels = form.template.levels
    level1, level2 = bare_level(row.level1), bare_level(row.level2)
    if not levels or not level1 or not level2:
        return None
    level2 = params.synonyms.get(level2, level2)
    values = {"level1": row.level1, "level2": row.level2}
    place = row.span("level2")
    pointer = row.pointer_to("level2")
    here = levels.get(level1)
    if here is not None and _is_one_of(level2, here):
        return None
    homes = [name for name, inside in levels.items() if _is_one_of(level2, inside)]
    if here is None:
        values["known"] = "、".join(levels)
        return (
            Hit(
                row.span("level1"),
                values,
                row.pointer_to("level1"),
                row.level1,
                variant="unknown-level1",
            ),
        )
    if not homes:
        values["known"] = "、".join(here)
        return (Hit(place, values, pointer, row.level2, variant="unknown-level2"),)
    values["home"] = "、".join(homes)
    return (Hit(place, values, pointer, row.level2, expected=values["home"]),)


def _is_one_of(level2: str, names: tuple[str, ...]) -> bool:
    return any(name in level2 for name in names)
