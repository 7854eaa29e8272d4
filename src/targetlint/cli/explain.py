"""``targetlint explain``: the page of a rule, in the terminal."""

from collections.abc import Iterable, Iterator
from typing import Any

import click

from targetlint.cli.complete import rules as complete_rules
from targetlint.cli.options import lang_option, unknown_rule
from targetlint.cli.surroundings import language, wants_color
from targetlint.explain import page
from targetlint.reports.visible import cells as width_of
from targetlint.rulebook import Rule, shipped

_INDENT = "    "


@click.command()
@click.argument("rule", shell_complete=complete_rules)
@lang_option
@click.option("--rule-files", multiple=True, metavar="PATH", help="Rules of your own.")
@click.option("--packs", multiple=True, metavar="NAME", help="An installed rule pack.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.option("--markdown", is_flag=True, help="Print the page as it is on the site.")
def explain(rule: str, lang: str | None, color: str, *, markdown: bool, **asked: Any) -> int:
    """Explain a rule: what, why, source, examples, parameters, how to fix, how to waive."""
    chosen = language(lang)
    known = known_rules(asked)
    wanted = next((one for one in known if rule.upper() == one.id or rule == one.name), None)
    if wanted is None:
        raise click.UsageError(unknown_rule(known, rule, chosen))
    text = page(wanted, chosen)
    if not markdown:
        text = "\n".join(rendered(text.split("\n"), color=wants_color(color)))
    click.echo(text, nl=False, color=True)
    return 0


def known_rules(asked: dict[str, Any]) -> tuple[Rule, ...]:
    """Give the rules that ship, those of the settings here, and those that the options name."""
    from targetlint.cli.setup import resolver_for  # noqa: PLC0415 - settings read other files
    from targetlint.config.found import anywhere  # noqa: PLC0415
    from targetlint.config.ruleset import all_rules  # noqa: PLC0415

    here = "form.yaml"
    if not (asked.get("rule_files") or asked.get("packs") or anywhere([here])):
        return shipped()
    return all_rules(resolver_for(asked).settings(here))


def rendered(lines: Iterable[str], *, color: bool) -> Iterator[str]:
    """Set Markdown for a terminal: headings bold, code indented, tables in columns."""
    table: list[list[str]] = []
    fenced = False
    for line in lines:
        if line.startswith("| ") and not fenced:
            cells = [cell.strip() for cell in line.strip("| ").split(" | ")]
            if set("".join(cells)) != {"-", " "} and set("".join(cells)) != {"-"}:
                table.append(cells)
            continue
        if table:
            yield from _columns(table)
            table = []
        if line.startswith("```"):
            fenced = not fenced
        elif fenced:
            yield _INDENT + line
        elif line.startswith("#"):
            yield _bold(line.lstrip("# "), color=color)
        else:
            yield line.replace("**", "").replace("\\|", "|")


def _bold(text: str, *, color: bool) -> str:
    return click.style(text, bold=True) if color else text


def _columns(table: list[list[str]]) -> Iterator[str]:
    widths = [max(width_of(row[0]) for row in table)]
    for first, *rest in table:
        padding = " " * (widths[0] - width_of(first))
        yield f"{_INDENT}{first}{padding}  {'  '.join(rest)}".replace("\\|", "|").rstrip()
