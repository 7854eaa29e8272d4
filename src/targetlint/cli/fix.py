"""``--fix`` and ``--diff``: mends, written back or shown."""

import os
import stat
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from targetlint.cli.setup import Setup
from targetlint.cli.streams import complain, shown
from targetlint.findings import FileReport
from targetlint.fixes import Mend, Mended, difference, mend
from targetlint.phrases import say
from targetlint.reports.output import write_atomically
from targetlint.session import STDIN, Session, read_bytes

_NOTHING, _FINDINGS, _FAULT = 0, 1, 2
_SAFE = frozenset({"safe"})
_SUGGESTED = frozenset({"safe", "suggested"})


def fix(session: Session, setup: Setup, asked: dict[str, Any]) -> tuple[int, bool]:
    """Mend every file. Gives the exit code so far, and whether a report is to follow.

    None follows a diff or a stream, since both take the standard output.
    """
    kinds = _SUGGESTED if asked["suggested"] else _SAFE
    streamed = any(path == STDIN for path, _ in setup.files)
    code = _NOTHING
    for path, named in setup.files:
        name = session.request.stdin_name if path == STDIN else path
        data = _bytes(path)
        if data is None:
            if asked["diff"]:
                code = max(code, _judged((), session.check_file(path, explicit=named), setup))
            continue
        check = partial(session.check, name=name, explicit=named, whole=True)
        done = mend(data, name, check, kinds)
        _tell_skipped(done, name, setup.lang)
        if asked["diff"]:
            click.echo(shown(difference(name, data, done.data)), nl=False)
            code = max(code, _judged(done.applied, session.check(done.data, name), setup))
        elif path == STDIN:
            sys.stdout.buffer.write(done.data)
            code = max(code, _judged((), session.check(done.data, name), setup))
        elif done.data != data and not _written(path, data, done, setup.lang):
            code = _FAULT
    return code, not (asked["diff"] or streamed)


def _judged(made: Sequence[Mend], after: FileReport | None, setup: Setup) -> int:
    """Give the exit code for a file that no report tells of; say why it cannot be read."""
    if after is None:
        return _NOTHING
    for entry in after.unreadable:
        spot = f":{entry.line}:{entry.column}" if entry.line else ""
        complain(f"{entry.path}{spot}: {entry.message}")
    if after.unreadable:
        return _FAULT
    return _FINDINGS if made or setup.desk(after.path).fails(after) else _NOTHING


def _bytes(path: str) -> bytes | None:
    """Give the content of a file; None where it cannot be read or is no plain file."""
    try:
        return read_bytes(path) if path == STDIN or Path(path).is_file() else None
    except OSError:
        return None


def _written(path: str, before: bytes, done: Mended, lang: str) -> bool:
    """Put a mended file in its place, whole or not at all."""
    why = _hindrance(path, before)
    if not why:
        try:
            write_atomically(path, [done.data])
        except OSError as error:
            why = say("fix-why-not-written", lang, problem=error.strerror or str(error))
    else:
        why = say(f"fix-why-{why}", lang)
    if why:
        complain(say("fix-not-written", lang, path=path, why=why))
        return False
    complain(say("fix-made", lang, path=path, n=len(done.applied)), name="")
    return True


def _hindrance(path: str, before: bytes) -> str:
    """Say why a file is not to be replaced; empty where it may."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
        if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(path, os.W_OK):
            return "read-only"
        return "" if Path(path).read_bytes() == before else "changed"
    except OSError:
        return "changed"


def _tell_skipped(done: Mended, path: str, lang: str) -> None:
    for one in done.skipped:
        why = say(f"fix-why-{one.why}", lang)
        words = say(
            "fix-skipped", lang, path=path, line=one.mend.line, rule=one.mend.rule,
            title=one.mend.fix.title, why=why,
        )  # fmt: skip
        complain(words)
