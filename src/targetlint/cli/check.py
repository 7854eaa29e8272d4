"""``targetlint check``: forms in, findings out."""

import os
from typing import Any

import click

from targetlint.cli.options import choose, lang_option, language, selectors, wants_color
from targetlint.cli.progress import Progress
from targetlint.discovery import find
from targetlint.findings import RunInfo, Severity, Totals
from targetlint.phrases import say
from targetlint.reports import FORMATS
from targetlint.reports.errors import ReportError
from targetlint.reports.output import Outputs
from targetlint.reports.writer import Options
from targetlint.rulebook import shipped
from targetlint.session import Request, Session, run, run_info

_NOTHING, _FINDINGS, _FAULT = 0, 1, 2


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format", "-f", "formats", multiple=True, metavar="NAME[=FILE]",
    help=f"Report format, repeatable: {', '.join(FORMATS)}.",
)  # fmt: skip
@lang_option
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules (ids, prefixes).")
@click.option("--extend-select", multiple=True, metavar="RULES", help="These rules as well.")
@click.option("--ignore", multiple=True, metavar="RULES", help="Not these rules.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]), default="error",
    help="Gravest severity that is still let pass is the one below this.",
)  # fmt: skip
@click.option("--template", metavar="ID", default="", help="Read every form by this layout.")
@click.option("--stdin-filename", metavar="NAME", help="What standard input is called.")
@click.option("--outcomes", type=click.Choice(["findings", "all"]), default="findings")
@click.option("--show-files", is_flag=True, help="List the files that would be checked.")
@click.option("--no-respect-gitignore", is_flag=True, help="Search ignored files too.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("--jobs", "-j", default="auto", help="Processes to use.")
@click.option("--no-cache", is_flag=True, help="Do not use the cache.")
def check(paths: tuple[str, ...], **asked: Any) -> int:
    """Check forms: files, folders, patterns, or - for standard input."""
    lang = language(asked["lang"])
    if not paths:
        raise click.UsageError(say("no-paths", lang))
    if asked["show_files"]:
        return _show_files(paths, asked, lang)
    rules = choose(
        shipped(),
        selectors(asked["select"]),
        selectors(asked["extend_select"]),
        selectors(asked["ignore"]),
        lang,
    )
    request = Request(lang, _template(asked["template"], lang), asked["stdin_filename"] or "<stdin>")
    session = Session(rules, request)
    info = run_info(rules, lang)._replace(outcomes=asked["outcomes"] == "all")
    options = Options(
        color=wants_color(asked["color"]), statistics=asked["statistics"], root=os.getcwd()
    )
    try:
        totals = _write(session, paths, asked, info, options)
    except ReportError as error:
        raise click.UsageError(say(error.key, lang, **error.values)) from None
    return _exit_code(totals, asked["fail_on"], lang)


def _write(
    session: Session, paths: tuple[str, ...], asked: dict[str, Any], info: RunInfo, options: Options
) -> Totals:
    """Check every file and tell every report."""
    totals = Totals()
    summary = os.environ.get("GITHUB_STEP_SUMMARY") or None
    with Outputs(formats(asked["formats"]), info, options, step_summary=summary) as outputs:
        files = list(find(paths, respect_gitignore=not asked["no_respect_gitignore"]))
        with Progress(len(files)) as progress:
            for report in run(session, files):
                totals.add(report)
                outputs.add(report)
                progress.step()
    return totals


def formats(asked: tuple[str, ...]) -> list[tuple[str, str | None]]:
    """Give the formats asked for, each with its file; the one that fits the place otherwise."""
    if not asked:
        return [("github" if os.environ.get("GITHUB_ACTIONS") else "full", None)]
    pairs = (text.partition("=") for text in asked)
    return [(name, path or None) for name, _, path in pairs]


def _template(name: str, lang: str) -> str:
    from targetlint.forms.template import templates  # noqa: PLC0415 - only when asked

    if name and name not in templates():
        raise click.UsageError(
            say("unknown-template", lang, name=name, known=", ".join(sorted(templates())))
        )
    return name


def _show_files(paths: tuple[str, ...], asked: dict[str, Any], lang: str) -> int:
    found = list(find(paths, respect_gitignore=not asked["no_respect_gitignore"]))
    for path, _ in found:
        click.echo(path.replace(os.sep, "/"))
    return _NOTHING if found else _nothing(lang)


def _nothing(lang: str) -> int:
    click.echo(f"targetlint: {say('nothing-to-check', lang)}", err=True)
    return _FAULT


def _exit_code(totals: Totals, fail_on: str, lang: str) -> int:
    if totals.unreadable:
        return _FAULT
    if not totals.files:
        return _nothing(lang)
    if fail_on == "never":
        return _NOTHING
    limit = Severity(fail_on).rank
    failed = any(count and level.rank <= limit for level, count in totals.severities.items())
    return _FINDINGS if failed else _NOTHING


