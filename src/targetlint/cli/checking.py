"""A run of the command: forms in, findings out, an exit code."""

import os
import sys
from typing import Any

from targetlint.cli.faults import UsageError
from targetlint.cli.progress import Progress
from targetlint.cli.setup import Setup, set_up, tell
from targetlint.cli.streams import complain, shown
from targetlint.cli.surroundings import language, root, wants_color, width
from targetlint.discovery import find
from targetlint.findings import RunInfo, Totals
from targetlint.phrases import say
from targetlint.reports.errors import ReportError
from targetlint.reports.output import Outputs
from targetlint.reports.writer import Options
from targetlint.session import STDIN, Request, Session, run_info
from targetlint.whereabouts import today

_NOTHING, _FINDINGS, _FAULT = 0, 1, 2
# The sums, whether a file failed by its own measure, whether the run was broken off.
Told = tuple[Totals, bool, bool]
# Formats that tell of each rule why it is there.
_PAGED = frozenset({"sarif"})


def run_check(paths: tuple[str, ...], asked: dict[str, Any]) -> int:
    """Check what paths name, as options ask (by their names); give the exit code."""
    if not paths:
        raise UsageError(say("no-paths", language(asked["lang"])))
    found = list(find(paths, respect_gitignore=not asked["no_respect_gitignore"]))
    if asked["force_exclude"]:
        found = [(path, named and not os.path.exists(path)) for path, named in found]  # noqa: PTH110
    name = asked["stdin_filename"] or "<stdin>"
    setup = set_up(asked, found, name)
    tell(setup.notes)
    if asked["show_files"]:
        return _show_files(setup)
    session = Session(setup.rules, Request(setup.lang, stdin_name=name), setup.desks)
    so_far, goes_on = _mended(session, setup, asked)
    if not goes_on:
        return so_far
    info = _told(setup, asked)
    options = Options(
        color=wants_color(asked["color"]),
        width=width(),
        statistics=asked["statistics"],
        root=root(),
    )
    try:
        totals, failed, interrupted = _write(session, setup, asked, info, options)
    except ReportError as error:
        raise UsageError(say(error.key, setup.lang, **error.values)) from None
    if interrupted:
        complain(say("interrupted", setup.lang))
        return _FAULT
    tell(setup.idle())
    so_far = max(so_far, _annotated(session, setup, asked["annotate"]))
    if asked["force_exclude"] and not totals.files and not totals.unreadable:
        return so_far
    return max(so_far, exit_code(totals, setup.lang, failed=failed))


def _mended(session: Session, setup: Setup, asked: dict[str, Any]) -> tuple[int, bool]:
    """Mend what was asked for; give an exit code so far, and whether the check goes on."""
    if not (asked["fix"] or asked["diff"] or asked["suggested"]):
        return _NOTHING, True
    from targetlint.cli.fix import fix  # noqa: PLC0415 - only on request

    return fix(session, setup, asked)


def _annotated(session: Session, setup: Setup, out: str | None) -> int:
    """Write annotated copies where that was asked for; give an exit code."""
    if not out:
        return _NOTHING
    from targetlint.cli.annotating import write_copies  # noqa: PLC0415 - only on request

    return _NOTHING if write_copies(session, setup, out) else _FAULT


def _told(setup: Setup, asked: dict[str, Any]) -> RunInfo:
    """Give what holds for the whole run, with the pages of the rules where a format shows them."""
    info = run_info(setup.rules, setup.lang)
    info = info._replace(outcomes=asked["outcomes"] == "all", date=today())
    if any(name in _PAGED for name, _ in formats(asked["formats"])):
        from targetlint.cli.pages import with_pages  # noqa: PLC0415 - only for such formats

        return with_pages(info, setup.rules, info.rules)
    return info


def _write(
    session: Session, setup: Setup, asked: dict[str, Any], info: RunInfo, options: Options
) -> Told:
    """Check every file and tell every report.

    Says whether a file failed by its own measure, and whether the run was broken off: what was
    done until then is told all the same.
    """
    summary = os.environ.get("GITHUB_STEP_SUMMARY") or None
    with (
        Outputs(formats(asked["formats"]), info, options, step_summary=summary) as outputs,
        Progress(len(setup.files)) as progress,
    ):
        session.request = session.request._replace(outcomes=outputs.wants_outcomes)
        if len(setup.files) == 1 and asked["cluster"] is None:
            return _one(session, setup, outputs)
        from targetlint.cli.spread import told  # noqa: PLC0415 - a single form is checked at once

        return told(setup, session.request, asked, outputs, progress)


def _one(session: Session, setup: Setup, outputs: Outputs) -> Told:
    """Check a single file, the wait of somebody who has just saved it."""
    totals, failed = Totals(), False
    ((path, named),) = setup.files
    try:
        report = session.check_file(path, explicit=named)
    except KeyboardInterrupt:
        return totals, failed, True
    if report is not None:
        totals.add(report)
        setup.note(report)
        failed = session.desk(session.request.stdin_name if path == STDIN else path).fails(report)
        outputs.add(report)
    return totals, failed, False


def formats(asked: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Give the formats asked for, each with its file; the one that fits the place otherwise."""
    if not asked:
        return [("github" if os.environ.get("GITHUB_ACTIONS") else "full", None)]
    pairs = (text.partition("=") for text in asked)
    return [(name, path or None) for name, _, path in pairs]


def _show_files(setup: Setup) -> int:
    for path, _ in setup.files:
        sys.stdout.write(shown(path.replace(os.sep, "/")) + "\n")
    return _NOTHING if setup.files else nothing(setup.lang)


def nothing(lang: str) -> int:
    """Say that there was nothing to check."""
    complain(say("nothing-to-check", lang))
    return _FAULT


def exit_code(totals: Totals, lang: str, *, failed: bool) -> int:
    """Give the exit code of a run."""
    if totals.unreadable:
        return _FAULT
    if not totals.files:
        return nothing(lang)
    return _FINDINGS if failed else _NOTHING
