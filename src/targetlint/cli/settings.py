"""The options by which every verb that checks is told what holds."""

from collections.abc import Callable
from typing import Any

import click

from targetlint.cli.complete import layouts, rules

PROFILES = ("reviewer", "submitter", "ci")

_OPTIONS = (
    click.option("--config", metavar="FILE", help="Settings from this file, not from those found."),
    click.option("--isolated", is_flag=True, help="No settings files at all."),
    click.option("--profile", type=click.Choice(PROFILES), help="Whose eyes to read with."),
    click.option(
        "--select", multiple=True, metavar="RULES", shell_complete=rules,
        help="Only these rules: ids, names, prefixes (TL2), ALL.",
    ),
    click.option(
        "--extend-select", multiple=True, metavar="RULES", shell_complete=rules,
        help="These rules as well.",
    ),
    click.option(
        "--ignore", multiple=True, metavar="RULES", shell_complete=rules, help="Not these rules."
    ),
    click.option(
        "--template", metavar="ID", shell_complete=layouts, help="Read every form by this layout."
    ),
    click.option(
        "--rule-files", multiple=True, metavar="PATH", help="Rules of your own: a file or a folder."
    ),
    click.option("--packs", multiple=True, metavar="NAME", help="An installed rule pack."),
    click.option("--checks", metavar="FILE.py", help="Run the checks of this Python file."),
    click.option("--waivers", metavar="FILE", help="A file of waivers."),
    click.option("--baseline", metavar="FILE", help="A file of findings known from before."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these files out."),
    click.option(
        "--force-exclude", is_flag=True,
        help="Treat named files like found ones: pass over what is excluded or no form.",
    ),
)  # fmt: skip


def settings_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a verb the options that say what holds."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
