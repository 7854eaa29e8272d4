"""``targetlint stats``: the portfolio of many forms."""

import os
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from targetlint.cli.options import lang_option
from targetlint.cli.progress import Progress
from targetlint.cli.sampling import counted, sample
from targetlint.cli.settings import settings_options
from targetlint.cli.setup import Setup, set_up, tell
from targetlint.cli.spread import jobs_for
from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language, width
from targetlint.discovery import find
from targetlint.findings import RunInfo
from targetlint.phrases import say
from targetlint.reports.errors import ReportError
from targetlint.reports.output import Sink
from targetlint.resources import load
from targetlint.rulebook import shipped
from targetlint.session import run_info
from targetlint.stats import told
from targetlint.stats.facts import FileFacts, Source
from targetlint.stats.formats import FORMATS, render
from targetlint.stats.portfolio import Portfolio, add_up
from targetlint.stats.tables import BY, View
from targetlint.whereabouts import today

_DONE, _FAULT = 0, 2


class Asked(NamedTuple):
    """What to read: reports as they are, and files that have to be checked."""

    reports: tuple[Source, ...]
    trees: tuple[str, ...]
    setup: Setup


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format", "-f", "formats", multiple=True, metavar="NAME[=FILE]",
    help=f"Format, repeatable: {', '.join(FORMATS)} (default: text).",
)  # fmt: skip
@click.option(
    "--by", multiple=True, type=click.Choice(BY), help="Only these groupings (default: all)."
)
@click.option("--top", type=click.IntRange(0), help="Rows of a table; 0 for all of them.")
@click.option("--jobs", "-j", default="auto", help="Processes to use.")
@click.option("--no-respect-gitignore", is_flag=True, help="Search ignored files too.")
@lang_option
@settings_options
def stats(paths: tuple[str, ...], **asked: Any) -> int:
    """Add up many forms: folders and files of forms, jsonl reports, findings databases.

    By department, template, year, rule and dimension of the targets; forms that are alike and
    rows that recur are found where the forms themselves are read.
    """
    if not paths:
        raise click.UsageError(say("stats-no-paths", language(asked["lang"])))
    work = _work(paths, asked)
    lang = work.setup.lang
    jobs_for(asked["jobs"], 1, 1, lang)
    tell(work.setup.notes)
    settings = load("rules/stats.yaml")
    info = run_info(work.setup.rules, lang)._replace(date=today())
    try:
        requests = _requests(asked["formats"])
        sources = (*(Source("forms", path) for path in work.trees), *work.reports)
        portfolio = add_up(_files(work, asked, settings["budget"]), sources, settings)
        if not portfolio.tally.all.forms:
            complain(say("stats-no-forms", lang))
            return _FAULT
        summaries = {
            rule.id: rule.data["summary"][lang] for rule in (*shipped(), *work.setup.rules)
        }
        for name, path in requests:
            view = _view(name, asked, settings, lang, summaries)
            _write(path, name, portfolio, view, info)
    except ReportError as error:
        raise click.UsageError(say(error.key, lang, **error.values)) from None
    return _FAULT if portfolio.tally.unreadable else _DONE


def _work(paths: tuple[str, ...], asked: dict[str, Any]) -> Asked:
    """Tell reports from what has to be checked, and find the settings for the latter."""
    kinds = {path: told.kind_of(path) for path in paths}
    trees = tuple(path for path in paths if not kinds[path])
    found = list(find(trees, respect_gitignore=not asked["no_respect_gitignore"]))
    setup = set_up(asked, found, "<stdin>")
    try:
        reports = tuple(
            Source(kind, path, told.last_run(path) if kind == "sqlite" else "")
            for path, kind in kinds.items()
            if kind
        )
    except ReportError as error:
        raise click.UsageError(say(error.key, setup.lang, **error.values)) from None
    return Asked(reports, trees, setup)


def _files(work: Asked, asked: dict[str, Any], budget: list[str]) -> Iterator[FileFacts]:
    """Give what is known of every file, checked now or told by a report."""
    setup = work.setup
    with Progress(len(setup.files)) as progress:
        for report in sample(setup, asked, tuple(budget)):
            for entry in report.unreadable:
                complain(f"{entry.path}: {entry.message}")
            yield counted(report)
            progress.step()
    for source in work.reports:
        yield from told.read(source.path)


def _view(
    name: str, asked: dict[str, Any], settings: dict[str, Any], lang: str, summaries: dict[str, str]
) -> View:
    top: int = settings["top"][name] if asked["top"] is None else asked["top"]
    return View(lang, tuple(asked["by"]) or BY, top, settings["members"][name], summaries)


def _requests(asked: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Give the formats asked for, each with its file; refuse what cannot be written."""
    requests: list[tuple[str, str | None]] = []
    taken = set()
    for text in asked or ("text",):
        name, _, path = text.partition("=")
        if name not in FORMATS:
            raise ReportError("report-unknown-format", name=name, known=", ".join(FORMATS))
        if FORMATS[name].binary and path in ("", "-"):
            raise ReportError("report-needs-file", name=name)
        place = os.path.realpath(path) if path not in ("", "-") else "-"
        if place in taken:
            raise ReportError("report-same-place", place=path or "-")
        taken.add(place)
        requests.append((name, None if place == "-" else path))
    return requests


def _write(path: str | None, name: str, portfolio: Portfolio, view: View, info: RunInfo) -> None:
    """Write one format whole or not at all."""
    sink = Sink(path)
    try:
        sink.write(render(name, portfolio, view, info, width()))
    except BaseException:
        sink.drop()
        raise
    sink.keep()
