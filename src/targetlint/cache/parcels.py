"""Parcels as JSON, to be kept: what comes out is what went in, to the last character."""

import json
from typing import Any

from targetlint.executors import Parcel
from targetlint.findings import (
    Edit,
    FileReport,
    Finding,
    Fix,
    FormSummary,
    IndicatorSummary,
    NotEvaluated,
    Outcome,
    OutcomeNote,
    Place,
    Related,
    Row,
    Severity,
    Suppression,
    Tally,
    Unreadable,
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
_REPORT = "report"


def packed(parcel: Parcel | None) -> bytes:
    """Write a parcel, or that there is none."""
    if parcel is None:
        return b"null"
    path, failed, tally, told, report = parcel
    words = [_plain(one) for one in told]
    whole = None if report is None else _report(report)
    return _encode([path, failed, tally, words, whole]).encode("utf-8", "surrogatepass")


def unpacked(content: bytes) -> Parcel | None:
    """Read a parcel; ValueError where it is none."""
    read = json.loads(content.decode("utf-8", "surrogatepass"))
    if read is None:
        return None
    try:
        path, failed, tally, words, whole = read
        told = tuple(_told(one) for one in words)
        report = None if whole is None else _file(whole)
        return Parcel(path, failed, Tally(*tally), told, report)
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError(str(error)) from error


def _plain(told: Any) -> Any:
    return {_REPORT: _report(told)} if isinstance(told, FileReport) else told


def _told(words: Any) -> Any:
    return _file(words[_REPORT]) if isinstance(words, dict) else words


def _report(file: FileReport) -> list[Any]:
    """Give a report as lists; named tuples and words with a value are JSON already."""
    return [
        file.path,
        file.findings,
        file.forms,
        file.not_evaluated,
        file.unreadable,
        file.outcomes,
        file.passed,
        file.hidden,
    ]


def _file(plain: list[Any]) -> FileReport:
    path, findings, forms, not_evaluated, unreadable, outcomes, passed, hidden = plain
    return FileReport(
        path,
        [_finding(*entry) for entry in findings],
        [_form(*entry) for entry in forms],
        [NotEvaluated(*entry) for entry in not_evaluated],
        [_unreadable(*entry) for entry in unreadable],
        [_note(*entry) for entry in outcomes],
        passed,
        {Severity(name): count for name, count in hidden.items()},
    )


def _finding(*entry: Any) -> Finding:
    found = Finding(*entry)
    return found._replace(
        severity=Severity(found.severity),
        outcome=Outcome(found.outcome),
        row=None if found.row is None else Row(*found.row),
        where=_place(*found.where),
        related=tuple(_related(*other) for other in found.related),
        fixes=tuple(_fix(*fix) for fix in found.fixes),
        suppressed=None if found.suppressed is None else Suppression(*found.suppressed),
    )


def _place(*entry: Any) -> Place:
    place = Place(*entry)
    return place._replace(lines=tuple(place.lines))


def _related(*entry: Any) -> Related:
    other = Related(*entry)
    return other._replace(where=_place(*other.where))


def _fix(*entry: Any) -> Fix:
    fix = Fix(*entry)
    return fix._replace(edits=tuple(_edit(*edit) for edit in fix.edits))


def _edit(*entry: Any) -> Edit:
    edit = Edit(*entry)
    return edit._replace(where=_place(*edit.where))


def _form(*entry: Any) -> FormSummary:
    form = FormSummary(*entry)
    return form._replace(indicators=tuple(IndicatorSummary(*row) for row in form.indicators))


def _note(*entry: Any) -> OutcomeNote:
    note = OutcomeNote(*entry)
    return note._replace(outcome=Outcome(note.outcome))


def _unreadable(*entry: Any) -> Unreadable:
    one = Unreadable(*entry)
    return one._replace(fixes=tuple(_fix(*fix) for fix in one.fixes), lines=tuple(one.lines))
