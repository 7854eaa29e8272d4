"""Checks on what an expert reading of a row says: verdict, faults, words, nature."""

from collections.abc import Iterator

from targetlint.checks.check import Hit, Nothing, Params, Result
from targetlint.checks.general import mended, rewritten
from targetlint.forms.model import Form, Indicator
from targetlint.source import Span
from targetlint.targets.model import Notation


class Reasons(Params):
    """``reasons`` (of ``rules/reasons.yaml``) why a target is not, or not quite, measurable.

    ``measurable`` narrows to the verdicts ``no`` or ``conditional``; the reason is the variant.
    ``rewrite`` as in ``matches-where``.
    """

    reasons: tuple[str, ...]
    measurable: tuple[str, ...] = ("no", "conditional")
    rewrite: str = ""


class Problems(Params):
    """``codes`` of faults of a value that stand beside its verdict; the code is the variant.

    ``rewrites`` has what may be written instead, by kind, as in ``matches-where``.
    """

    codes: tuple[str, ...]
    rewrites: dict[str, str] = {}  # noqa: RUF012 - nobody changes it


class Classes(Params):
    """``classes`` of telling words (``degree``, ``hedge`` …) to look for in a target."""

    classes: tuple[str, ...]


class Natures(Params):
    """``categories`` are the natures looked for (all where none is given).

    Only a plain cue counts. The category of the row is the variant.
    """

    categories: tuple[str, ...] = ()


def _values(row: Indicator, word: str) -> dict[str, str]:
    return {"word": word, "target": row.target.strip(), "name": row.name, "level2": row.level2}


def place_in(row: Indicator, key: str, start: int, end: int) -> Span:
    """Locate a stretch of a cell; the whole cell where the stretch is empty."""
    cell = row.scalar(key)
    if cell is None or end <= start:
        return row.span(key)
    return cell.part(start, end)


def verdict(row: Indicator, params: Reasons, _form: Form) -> Result:
    """The target is measurable, or not for one of these reasons."""
    reading = row.reading
    if reading.reason not in params.reasons or reading.measurable not in params.measurable:
        return None
    key = "level3" if reading.in_name else "target"
    word = row.text(key)
    cell = row.scalar(key)
    start, end = reading.start, reading.end
    if cell is not None and end > start:
        # A cell that is a reason as a whole is pointed at as a whole.
        if (start, end) == (0, len(cell.text)):
            start = end = 0
        else:
            word = cell.text[start:end]
    span = place_in(row, key, start, end)
    edits = rewritten(row, params.rewrite)
    expected = edits[0][1] if edits else None
    pointer = row.pointer_to(key)
    return (
        Hit(span, _values(row, word), pointer, None, expected, reading.reason or "", edits=edits),
    )


def has_reason(row: Indicator, params: Reasons) -> bool:
    """Whether the verdict is one of those that ``verdict`` looks for."""
    reading = row.reading
    return reading.reason in params.reasons and reading.measurable in params.measurable


def has_problem(row: Indicator, params: Problems) -> bool:
    """Whether the value has one of the faults that ``problem`` looks for."""
    return any(fault.kind in params.codes for fault in row.reading.problems)


def has_word(row: Indicator, params: Classes) -> bool:
    """Whether the target has one of the words that ``word_class`` looks for."""
    return any(word.kind in params.classes for word in row.reading.target.words)


def has_notation(row: Indicator, _params: object) -> bool:
    """Whether anything in the target is written in an unusual way."""
    return bool(row.reading.target.notations)


def problem(row: Indicator, params: Problems, _form: Form) -> Result:
    """The value itself is free of these faults."""
    problems = row.reading.problems
    if not problems:
        return None
    for fault in problems:
        if fault.kind in params.codes:
            span = place_in(row, "target", fault.start, fault.end)
            edits = rewritten(row, params.rewrites.get(fault.kind, ""))
            expected = edits[0][1] if edits else None
            values = _values(row, fault.text) | {"expected": expected or ""}
            pointer = row.pointer_to("target")
            return (Hit(span, values, pointer, None, expected, fault.kind, edits=edits),)
    return None


def word_class(row: Indicator, params: Classes, _form: Form) -> Result:
    """The target has none of these words."""
    for word in row.reading.target.words:
        if word.kind in params.classes:
            span = place_in(row, "target", word.start, word.end)
            return (
                Hit(span, _values(row, word.text), row.pointer_to("target"), variant=word.kind),
            )
    return None


def notation(row: Indicator, _params: Nothing, _form: Form) -> Result:
    """The target is written in the usual signs and units."""
    found = row.reading.target.notations
    if not found:
        return None
    return list(_notation_hits(row, found))


def _notation_hits(row: Indicator, found: tuple[Notation, ...]) -> Iterator[Hit]:
    target = row.reading.target
    cell = row.scalar("target")
    changes = [(note.start, note.end, note.replacement) for note in found]
    edits = mended(cell, changes) if cell is not None else ()
    first, last = found[0], found[-1]
    span = place_in(row, "target", first.start, last.end)
    written = row.target[first.start : last.end]
    values = _values(row, written) | {"normalised": target.normalised, "count": str(len(found))}
    pointer = row.pointer_to("target")
    yield Hit(span, values, pointer, None, target.normalised, first.kind, edits=edits)


def is_misfiled(row: Indicator, params: Natures) -> bool:
    """Whether the row is filed wrongly, and of a nature that ``category`` looks for."""
    reading = row.reading
    return reading.misfiled == "yes" and (
        not params.categories or reading.category in params.categories
    )


def category(row: Indicator, params: Natures, _form: Form) -> Result:
    """The row stands in a section where an indicator of its nature may stand."""
    reading = row.reading
    if reading.misfiled != "yes":
        return None
    nature = reading.category or ""
    if params.categories and nature not in params.categories:
        return None
    values = _values(row, row.name) | {"category": nature, "section": reading.section or ""}
    return (Hit(row.span("level2"), values, row.pointer_to("level2"), variant=nature),)
