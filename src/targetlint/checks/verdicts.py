"""Checks on what an expert reading of a row says: its verdict, its faults, its words."""

from collections.abc import Iterator
from typing import NamedTuple

from targetlint.checks.check import Hit, Result
from targetlint.forms.model import Form, Indicator
from targetlint.source import Span


class Reasons(NamedTuple):
    """Reasons (``rules/reasons.yaml``) why a target is not, or not quite, measurable.

    ``measurable`` narrows to the verdicts ``no`` or ``conditional``.
    """

    reasons: tuple[str, ...]
    measurable: tuple[str, ...] = ("no", "conditional")


class Codes(NamedTuple):
    """Codes to look for. Each code that the rule file has a variant for uses its wording."""

    codes: tuple[str, ...]


class Words(NamedTuple):
    """Classes of telling words (``degree``, ``hedge`` …) to look for in a target."""

    classes: tuple[str, ...]


class Nothing(NamedTuple):
    """No parameters."""


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
    word = row.text(key) if reading.end <= reading.start else ""
    cell = row.scalar(key)
    if cell is not None and reading.end > reading.start:
        word = cell.text[reading.start : reading.end]
    span = place_in(row, key, reading.start, reading.end)
    pointer = row.pointer_to(key)
    return (Hit(span, _values(row, word), pointer, variant=reading.reason),)


def problem(row: Indicator, params: Codes, _form: Form) -> Result:
    """The value itself is free of these faults."""
    problems = row.reading.problems
    if not problems:
        return None
    hits = []
    for fault in problems:
        if fault.kind in params.codes:
            span = place_in(row, "target", fault.start, fault.end)
            values = _values(row, fault.text) | {"suggestion": fault.text}
            hits.append(
                Hit(span, values, row.pointer_to("target"), variant=fault.kind)
            )
    return hits[:1]


def words(row: Indicator, params: Words, _form: Form) -> Result:
    """The target has none of these words."""
    for word in row.reading.target.words:
        if word.kind in params.classes:
            span = place_in(row, "target", word.start, word.end)
            return (Hit(span, _values(row, word.text), row.pointer_to("target")),)
    return None


def notation(row: Indicator, _params: Nothing, _form: Form) -> Result:
    """The target is written in the usual signs and units."""
    found = row.reading.target.notations
    if not found:
        return None
    return list(_notation_hits(row, found))


def _notation_hits(row: Indicator, found: tuple[object, ...]) -> Iterator[Hit]:
    target = row.reading.target
    first = target.notations[0]
    cell = row.scalar("target")
    exact = cell is not None and cell.inner >= 0
    edits = tuple(
        (place_in(row, "target", note.start, note.end), note.replacement)
        for note in target.notations
        if exact
    )
    last = target.notations[-1]
    span = place_in(row, "target", first.start, last.end)
    written = row.target[first.start : last.end]
    values = _values(row, written) | {"normalised": target.normalised, "count": str(len(found))}
    yield Hit(
        span,
        values,
        row.pointer_to("target"),
        expected=target.normalised,
        variant=first.kind,
        edits=edits,
    )


def present_fact(row: Indicator, _params: Nothing, _form: Form) -> Result:
    """No row meets the conditions of the rule (its ``where:`` says it all)."""
    return (Hit(row.span("target"), _values(row, row.target.strip()), row.pointer_to("target")),)


def misfiled(row: Indicator, _params: Nothing, _form: Form) -> Result:
    """The row stands in the section where an indicator of its nature belongs."""
    reading = row.reading
    if reading.misfiled != "yes":
        return None
    category = reading.category or ""
    values = _values(row, row.name) | {"category": category, "section": reading.section or ""}
    return (Hit(row.span("level3"), values, row.pointer_to("level3"), variant=category),)
