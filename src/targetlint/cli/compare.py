"""``targetlint compare``: this year against last year, a resubmission against opinions."""

import os
from typing import Any

import click

from targetlint.cli.options import lang_option
from targetlint.cli.settings import settings_options
from targetlint.cli.setup import Setup, set_up, tell
from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language, wants_color
from targetlint.compare import BINARY, FORMATS, SUFFIXES, render
from targetlint.compare.changes import compare as compare_forms
from targetlint.compare.maps import Map, read_map
from targetlint.compare.matching import Source
from targetlint.compare.model import Comparison, FormChange, Opinion
from targetlint.compare.opinions import follow, read_earlier
from targetlint.compare.reading import Reading, read, unreadable
from targetlint.compare.words import fell
from targetlint.discovery import find
from targetlint.findings import Unreadable
from targetlint.phrases import say
from targetlint.reports.output import Sink
from targetlint.reports.writer import Options
from targetlint.session import Request, Session, run_info
from targetlint.version import VERSION

_NOTHING, _FELL, _FAULT = 0, 1, 2
_SIDES = 2


@click.command()
@click.argument("paths", nargs=-1, metavar="[LAST] THIS")
@click.option("--map", "map_file", metavar="FILE", help="Which indicators answer to which (YAML).")
@click.option(
    "--opinions", metavar="EARLIER.json",
    help="The JSON report or baseline of the first submission: what became of its findings.",
)  # fmt: skip
@click.option(
    "--format", "-f", "formats", multiple=True, metavar="NAME[=FILE]",
    help=f"Format, repeatable: {', '.join(FORMATS)}.",
)  # fmt: skip
@click.option("--output", "-o", metavar="FILE", help="Where it goes; the suffix says the format.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@lang_option
@settings_options
def compare(paths: tuple[str, ...], **asked: Any) -> int:
    """Compare the targets of two years, files or folders: LAST with THIS.

    Says which targets were lowered, raised, dropped, added or copied forward, which fall short
    of last year's result, and where the budget grew while the targets stood still. With
    --opinions: which findings of a first submission were answered. Exit code 1 when something
    fell behind.
    """
    lang = language(asked["lang"])
    if len(paths) not in ((1, _SIDES) if asked["opinions"] else (_SIDES,)):
        raise click.UsageError(say("compare-usage", lang))
    outputs = _outputs(asked, lang)
    last, this = (paths[0] if len(paths) == _SIDES else ""), paths[-1]
    asked["with_baseline"] = False
    setup = set_up(asked, list(find([this])), "<stdin>")
    tell(setup.notes)
    wanted = read_map(asked["map_file"]) if asked["map_file"] else Map()
    now = read(_session(setup), setup.files, judged=bool(asked["opinions"]))
    before = _before(last, asked) if last else []
    for path, side in ((last, before), (this, now)):
        if path and not any(one.forms for one in side) and not unreadable(side):
            complain(say("compare-nothing", setup.lang, path=path))
            return _FAULT
    broken = unreadable([*before, *now])
    changes = compare_forms(_sources(before), _sources(now), wanted) if last else []
    opinions = _opinions(asked["opinions"], setup, now) if asked["opinions"] else None
    found = _found(setup.lang, (last, this), changes, opinions, broken)
    _write(found, outputs, color=wants_color(asked["color"]))
    if broken:
        return _FAULT
    return _FELL if fell(found) else _NOTHING


def _found(
    lang: str,
    sides: tuple[str, str],
    changes: list[FormChange],
    opinions: list[Opinion] | None,
    broken: tuple[Unreadable, ...],
) -> Comparison:
    last, this = (side.replace(os.sep, "/") for side in sides)
    told = tuple(opinions) if opinions is not None else None
    return Comparison(lang, last, this, tuple(changes), told, broken, VERSION)


def _session(setup: Setup) -> Session:
    return Session(setup.rules, Request(setup.lang), setup.desks)


def _before(last: str, asked: dict[str, Any]) -> list[Reading]:
    """Read last year's forms by the settings that hold where they are."""
    setup = set_up(asked, list(find([last])), "<stdin>")
    return read(_session(setup), setup.files, judged=False)


def _sources(readings: list[Reading]) -> list[Source]:
    return [Source(one.path, form) for one in readings for form in one.forms]


def _opinions(path: str, setup: Setup, now: list[Reading]) -> list[Opinion]:
    run = run_info(setup.rules, setup.lang)
    return follow(read_earlier(path, run), [(one.report, one.forms) for one in now], run)


def _outputs(asked: dict[str, Any], lang: str) -> list[tuple[str, str | None]]:
    """Give each format with its file; None is the standard output."""
    pairs = [text.partition("=") for text in asked["formats"]]
    outputs: list[tuple[str, str | None]] = [(name, path or None) for name, _, path in pairs]
    place = asked["output"]
    if place and not outputs:
        suffix = os.path.splitext(place)[1].lower()  # noqa: PTH122 - a path is text here
        if suffix not in SUFFIXES:
            known = ", ".join(SUFFIXES)
            raise click.UsageError(say("compare-unknown-suffix", lang, path=place, known=known))
        outputs = [(SUFFIXES[suffix], place)]
    elif place:
        if len(outputs) != 1 or outputs[0][1] is not None:
            raise click.UsageError(say("compare-output-twice", lang))
        outputs = [(outputs[0][0], place)]
    outputs = [(name, None if path == "-" else path) for name, path in outputs or [("text", None)]]
    for name, path in outputs:
        if name not in FORMATS:
            known = ", ".join(FORMATS)
            raise click.UsageError(say("compare-unknown-format", lang, name=name, known=known))
        if name in BINARY and path is None:
            raise click.UsageError(say("report-needs-file", lang, name=name))
    return outputs


def _write(found: Comparison, outputs: list[tuple[str, str | None]], *, color: bool) -> None:
    """Write every format whole or not at all."""
    for name, path in outputs:
        sink = Sink(path)
        try:
            sink.write(render(name, found, Options(color=color and path is None)))
        except BaseException:
            sink.drop()
            raise
        sink.keep()
