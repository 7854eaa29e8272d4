"""Checks on the narrative sections: policy titles, basis, plan, goals."""

from collections.abc import Iterator
from typing import NamedTuple

from targetlint.checks.check import NO_SUBJECT, Hit, Key, Other, Params, Regex, Result
from targetlint.checks.patterns import pattern
from targetlint.forms.fields import Field
from targetlint.forms.model import Form


class Titles(Params):
    """``endings`` end the title of a document, ``spending`` the name of a spending item.

    Two titles are one when they share ``min_prefix`` characters at the beginning and the
    shorter is cut, or when at most ``max_edits`` characters differ.
    """

    endings: tuple[str, ...]
    spending: tuple[str, ...]
    min_prefix: int
    max_edits: int = 2


class Basis(Params):
    """``field`` is the basis; ``number`` matches a document number, ``vague`` words name none."""

    field: Key
    number: Regex
    vague: tuple[str, ...]


class Plan(Params):
    """``field`` is the plan, which has ``min_steps`` points in time at least.

    ``dates`` matches a point in time, ``whole`` the project's whole period, ``steps`` a step.
    """

    field: Key
    dates: Regex
    whole: Regex
    steps: Regex
    min_steps: int


class Goals(Params):
    """``fields`` are goals; ``quantity`` matches a figure, ``results`` and ``stages`` are words.

    Stages are asked for in ``staged`` fields, where the layout's label does.
    """

    fields: tuple[Key, ...]
    quantity: Regex
    results: tuple[str, ...]
    stages: tuple[str, ...]
    staged: tuple[Key, ...] = ()


class Quoted(NamedTuple):
    """A title in book-title marks: its text, its field, and where in the field it stands."""

    title: str
    field: Field
    start: int


def quoted_titles(form: Form) -> Iterator[Quoted]:
    """Go through the titles in 《》 of all narrative fields."""
    for found in form.narrative():
        text = found.text
        opening = text.find("《")
        while opening >= 0:
            closing = text.find("》", opening)
            if closing < 0:
                break
            inner = text[opening + 1 : closing]
            yield Quoted("".join(inner.split()), found, opening + 1)
            opening = text.find("《", closing)


def _core(title: str) -> str:
    """Give a title without a bracketed remark at its end (试行, 2019年修订)."""
    for opening, closing in (("（", "）"), ("(", ")"), ("〔", "〕")):
        if title.endswith(closing) and opening in title:
            title = title[: title.rindex(opening)]
    return title


def _distance_within(first: str, second: str, most: int) -> bool:
    """Whether at most ``most`` characters must change to make one text the other."""
    if abs(len(first) - len(second)) > most:
        return False
    row = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        diagonal, row[0] = row[0], i
        for j, other in enumerate(second, 1):
            kept = diagonal + (one != other)
            diagonal, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, kept)
        if min(row) > most:
            return False
    return row[-1] <= most


def titles_agree(form: Form, params: Titles, _form: Form) -> Result:
    """A policy is named by its whole title, the same in every section."""
    found = list(quoted_titles(form))
    if not found:
        return NO_SUBJECT
    whole = [entry for entry in found if _core(entry.title).endswith(params.endings)]
    hits: list[Hit] = []
    reported: set[str] = set()
    for entry in found:
        title = entry.title
        if title in reported or _core(title).endswith(params.endings):
            continue
        match = next((other for other in whole if _same(title, other.title, params)), None)
        if match is None and not title.endswith(params.spending):
            continue
        reported.add(title)
        hits.append(_title_hit(entry, match))
    return hits or None


def _same(title: str, whole: str, params: Titles) -> bool:
    if len(title) < params.min_prefix:
        return False
    return whole.startswith(title) or _distance_within(title, whole, params.max_edits)


def _title_hit(entry: Quoted, match: Quoted | None) -> Hit:
    span = entry.field.value.part(entry.start, entry.start + len(entry.title))
    values = {"title": entry.title, "whole": match.title if match else ""}
    if match is None:
        return Hit(span, values, entry.field.pointer, entry.title, variant="cut")
    place = match.field.value.part(match.start, match.start + len(match.title))
    edits = ((span, match.title),) if entry.field.value.inner >= 0 else ()
    return Hit(
        span,
        values,
        entry.field.pointer,
        entry.title,
        match.title,
        others=(Other(place, match.field.pointer),),
        edits=edits,
    )


def basis_named(form: Form, params: Basis, _form: Form) -> Result:
    """The basis names documents, and nothing by words that name none."""
    found = form.fields.get(params.field)
    if found is None or not found.text.strip():
        return NO_SUBJECT
    text = found.text
    if "《" not in text and pattern(params.number).search(text) is None:
        return (Hit(found.value.span, {}, found.pointer, variant="none"),)
    for word in params.vague:
        at = text.find(word)
        if at >= 0:
            return (Hit(found.value.part(at, at + len(word)), {"word": word}, found.pointer, word),)
    return None


def _matches(expression: str, text: str) -> Iterator[tuple[int, int]]:
    """Go through the non-overlapping matches of a pattern in a text."""
    return (match.span() for match in pattern(expression).matches(text))


def plan_has_steps(form: Form, params: Plan, _form: Form) -> Result:
    """The plan has steps, each with its time."""
    found = form.fields.get(params.field)
    if found is None or not found.text.strip():
        return NO_SUBJECT
    text = found.text
    kept, at = [], 0
    for start, end in _matches(params.whole, text):
        kept.append(text[at:start])
        at = end
    rest = "".join((*kept, text[at:]))
    times: set[str] = set()
    for start, end in _matches(params.dates, rest):
        times.add(rest[start:end])
        if len(times) >= params.min_steps:
            return None
    steps = sum(1 for _ in _matches(params.steps, rest))
    values = {"steps": str(steps), "times": str(len(times))}
    variant = "undated" if steps >= params.min_steps else ""
    return (Hit(found.value.span, values, found.pointer, variant=variant),)


def goals_measurable(form: Form, params: Goals, _form: Form) -> Result:
    """Each goal says a figure or a result; where the label asks for stages, it has stages."""
    hits = []
    goals = 0
    asked = bool(form.template.traits.get("stage_goal_asked"))
    for key in params.fields:
        found = form.fields.get(key)
        text = found.text if found is not None else ""
        if found is None or not text.strip():
            continue
        goals += 1
        measured = pattern(params.quantity).search(text) is not None or any(
            word in text for word in params.results
        )
        staged = (
            not asked or key not in params.staged or any(word in text for word in params.stages)
        )
        if not (measured and staged):
            variant = "stage" if measured else ("" if staged else "both")
            hits.append(Hit(found.value.span, {"goal": text}, found.pointer, variant=variant))
    return (hits or None) if goals else NO_SUBJECT
