"""``targetlint check``: the options of the command; the run itself is in ``checking.py``."""

from typing import Any

import click

from targetlint.cli import complete
from targetlint.cli.checking import run_check
from targetlint.cli.options import lang_option
from targetlint.cli.settings import settings_options
from targetlint.reports import FORMATS


@click.command()
@click.argument("paths", nargs=-1, metavar="PATH...")
@click.option(
    "--format", "-f", "formats", multiple=True, metavar="NAME[=FILE]",
    help=f"Report format, repeatable: {', '.join(FORMATS)}.", shell_complete=complete.formats,
)  # fmt: skip
@lang_option
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "info", "never"]),
    help="Gravest severity that is still let pass is the one below this (default: error).",
)  # fmt: skip
@settings_options
@click.option("--stdin-filename", metavar="NAME", help="What standard input is called.")
@click.option("--outcomes", type=click.Choice(["findings", "all"]), default="findings")
@click.option("--fix", is_flag=True, help="Mend what can be mended without a change of meaning.")
@click.option("--suggested", is_flag=True, help="With --fix: mend what needs a look, too.")
@click.option("--diff", is_flag=True, help="Show what --fix would change; change nothing.")
@click.option(
    "--annotate", metavar="OUT",
    help="Write the documents with the findings as comments: to this file, or into this folder.",
)  # fmt: skip
@click.option("--show-files", is_flag=True, help="List the files that would be checked.")
@click.option("--no-respect-gitignore", is_flag=True, help="Search ignored files too.")
@click.option("--statistics", is_flag=True, help="Count the findings by rule.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("--jobs", "-j", default="auto", help="Processes to use.")
@click.option("--no-cache", is_flag=True, help="Do not use the cache.")
@click.option("--cluster", metavar="ADDRESS", help="Check on a Dask cluster: tcp://HOST:PORT.")
def check(paths: tuple[str, ...], **asked: Any) -> int:
    """Check forms: files, folders, patterns, or - for standard input."""
    return run_check(paths, asked)
