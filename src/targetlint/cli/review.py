"""``targetlint review``: the opinion on a form, filled in as far as a program can."""

from typing import Any

import click

from targetlint.cli.options import lang_option
from targetlint.cli.pages import with_pages
from targetlint.cli.settings import settings_options
from targetlint.cli.setup import Setup, set_up, tell
from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language
from targetlint.discovery import find
from targetlint.findings import FileReport
from targetlint.phrases import say
from targetlint.reports.errors import ReportError
from targetlint.reports.output import Sink
from targetlint.review import FORMATS, Opinion, build, render
from targetlint.session import Request, Session, run, run_info
from targetlint.whereabouts import today

_DONE, _FAULT = 0, 2
_STREAM = "-"
# What goes to the standard output is Markdown.
_STREAMED = "-.md"


@click.command()
@click.argument("paths", nargs=-1, metavar="FORM...")
@click.option(
    "--output", "-o", default=_STREAM, metavar="FILE",
    help=f"Where it goes ({', '.join(FORMATS)}); Markdown on the standard output otherwise.",
)  # fmt: skip
@click.option("--stdin-filename", metavar="NAME", help="What standard input is called.")
@lang_option
@settings_options
def review(paths: tuple[str, ...], output: str, **asked: Any) -> int:
    """Draw up the opinion on a form, for a reviewer to check, change and sign.

    It is a draft from what the form says; the conclusion is left to the reviewer. Unless told
    otherwise it reads with the eyes of the reviewer: what authors waived is listed as well.
    """
    if not paths:
        raise click.UsageError(say("review-no-forms", language(asked["lang"])))
    asked["profile"] = asked["profile"] or "reviewer"
    name = asked["stdin_filename"] or "<stdin>"
    setup = set_up(asked, list(find(paths)), name)
    tell(setup.notes)
    place = _STREAMED if output == _STREAM else output
    try:
        render(place, ())  # an ending that cannot be written is told before the work
        opinions, unreadable = _opinions(setup, name)
        if not opinions:
            key = "review-no-form" if unreadable else "nothing-to-check"
            complain(say(key, setup.lang))
            return _FAULT
        _write(output, place, opinions)
    except ReportError as error:
        raise click.UsageError(say(error.key, setup.lang, **error.values)) from None
    if output != _STREAM:
        told = say("review-written", setup.lang, path=output, n=len(opinions))
        complain(told)
    return _FAULT if unreadable else _DONE


def _opinions(setup: Setup, name: str) -> tuple[list[Opinion], int]:
    """Give the opinion on every form, and how many inputs could not be read."""
    session = Session(setup.rules, Request(setup.lang, stdin_name=name, outcomes=True), setup.desks)
    plain = run_info(setup.rules, setup.lang)._replace(date=today())
    opinions: list[Opinion] = []
    unreadable = 0
    for report in run(session, setup.files):
        unreadable += len(report.unreadable)
        _tell_unreadable(report)
        rules = {finding.rule for finding in report.findings}
        opinions += build(report, with_pages(plain, setup.rules, rules))
    return opinions, unreadable


def _tell_unreadable(report: FileReport) -> None:
    for entry in report.unreadable:
        place = "" if entry.line is None else f":{entry.line}:{entry.column or 1}"
        complain(f"{entry.path}{place}: {entry.message}")


def _write(output: str, place: str, opinions: list[Opinion]) -> None:
    """Write the opinions whole or not at all."""
    sink = Sink(None if output == _STREAM else output)
    try:
        sink.write(render(place, opinions))
    except BaseException:
        sink.drop()
        raise
    sink.keep()
