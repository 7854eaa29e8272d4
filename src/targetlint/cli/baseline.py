"""``targetlint baseline``: findings that are known already, so that only new ones count."""

from typing import Any

import click

from targetlint import baseline as files
from targetlint.baseline import Baseline, Known
from targetlint.cli.options import lang_option
from targetlint.cli.settings import settings_options
from targetlint.cli.setup import Setup, set_up, tell
from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language
from targetlint.discovery import find
from targetlint.phrases import say
from targetlint.reports.output import write_atomically
from targetlint.reports.visible import visible
from targetlint.session import Request, Session, run

_NOTHING, _FINDINGS, _FAULT = 0, 1, 2
DEFAULT = "targetlint-baseline.json"


@click.command()
@click.argument("action", type=click.Choice(["write", "check", "prune"]))
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--output", "-o", metavar="FILE", help=f"The baseline ({DEFAULT}, or as configured).")
@lang_option
@settings_options
def baseline(action: str, paths: tuple[str, ...], output: str | None, **asked: Any) -> int:
    """Write the findings of today down, compare with them, or take out what is mended.

    check gives 1 where something is new or gone.
    """
    place = output or asked["baseline"]
    asked |= {"baseline": None, "with_baseline": False}
    found = list(find(paths))
    setup = set_up(asked, found, "<stdin>")
    tell(setup.notes)
    place = place or _configured(asked, setup) or DEFAULT
    folder = files.make(place, ()).folder
    now, looked_at, unreadable = _now(setup, folder)
    if not looked_at and not unreadable:
        complain(say("nothing-to-check", language(asked["lang"])))
        return _FAULT
    if unreadable:
        complain(say("baseline-unreadable", setup.lang, n=unreadable))
        return _FAULT
    if action == "write":
        return _write(place, now, setup.lang)
    before = files.read(place)
    if action == "check":
        return _check(before, now, looked_at, setup.lang)
    return _prune(before, now, looked_at, setup.lang)


def _configured(asked: dict[str, Any], setup: Setup) -> str:
    """Give the baseline that the settings name."""
    if setup.desks is None or not setup.files:
        return ""
    from targetlint.config.resolver import Resolver  # noqa: PLC0415 - only where there are settings

    resolver = Resolver({}, config=asked.get("config"), isolated=bool(asked.get("isolated")))
    return resolver.settings(setup.files[0][0]).path("baseline")


def _now(setup: Setup, folder: str) -> tuple[list[Known], list[str], int]:
    """Check every file: what is found, where was looked, what could not be read."""
    session = Session(setup.rules, Request(setup.lang), setup.desks)
    now: list[Known] = []
    looked_at: list[str] = []
    unreadable = 0
    for report in run(session, setup.files):
        unreadable += len(report.unreadable)
        looked_at.append(report.path)
        now += files.known(report, folder)
    return now, looked_at, unreadable


def _write(place: str, now: list[Known], lang: str) -> int:
    write_atomically(place, [files.text(now)])
    click.echo(say("baseline-written", lang, path=place, n=len(now)))
    return _NOTHING


def _check(before: Baseline, now: list[Known], looked_at: list[str], lang: str) -> int:
    told = files.compare(before, now, looked_at)
    for key, entries in (("baseline-new", told.new), ("baseline-gone", told.gone)):
        for entry in entries:
            click.echo(visible(say(key, lang, **entry._asdict())))
    if not told.new and not told.gone:
        click.echo(say("baseline-unchanged", lang, n=len(before.known)))
        return _NOTHING
    sums = {"n": len(before.known), "new": len(told.new), "gone": len(told.gone)}
    click.echo(say("baseline-sums", lang, **sums))
    return _FINDINGS


def _prune(before: Baseline, now: list[Known], looked_at: list[str], lang: str) -> int:
    told = files.compare(before, now, looked_at)
    if told.gone:
        write_atomically(before.path, [files.text(told.left)])
    sums = {"path": before.path, "gone": len(told.gone), "n": len(told.left)}
    click.echo(say("baseline-pruned", lang, **sums))
    return _NOTHING
