"""Reads the forms of one side, and judges them where earlier findings are to be followed."""

import os
from collections.abc import Iterable
from typing import NamedTuple

from targetlint.findings import FileReport, Unreadable
from targetlint.forms.model import Form
from targetlint.readers.document import ReadError
from targetlint.session import STDIN, NotAFormError, Session, read_bytes


class Reading(NamedTuple):
    """A file as read; ``report`` holds no findings where nothing was to be judged."""

    path: str
    forms: list[Form]
    report: FileReport


def read(session: Session, files: Iterable[tuple[str, bool]], *, judged: bool) -> list[Reading]:
    """Read files; those that are no forms and that nobody named are left out."""
    found = []
    for path, named in files:
        one = _read(session, path, named=named, judged=judged)
        if one is not None:
            found.append(one)
    return found


def _read(session: Session, path: str, *, named: bool, judged: bool) -> Reading | None:
    name = session.request.stdin_name if path == STDIN else path
    shown = name.replace(os.sep, "/")
    try:
        data = read_bytes(path)
    except OSError:
        report = session.check_file(path, explicit=named)
        return Reading(shown, [], report) if report is not None else None
    try:
        if judged:
            return Reading(shown, *session.look(data, shown, explicit=named))
        return Reading(shown, session.forms(data, shown, explicit=named), FileReport(shown))
    except NotAFormError:
        return None
    except ReadError as error:
        return Reading(shown, [], session.unreadable(shown, error))


def unreadable(readings: Iterable[Reading]) -> tuple[Unreadable, ...]:
    """Give what could not be read."""
    return tuple(entry for one in readings for entry in one.report.unreadable)
