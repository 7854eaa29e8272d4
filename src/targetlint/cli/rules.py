"""``targetlint rules``: the table of rules."""

import json
from typing import Any

import click

from targetlint.cli.options import lang_option
from targetlint.cli.surroundings import language
from targetlint.rulebook import Rule, shipped


@click.command()
@click.option("--format", "-f", "form", type=click.Choice(["table", "json"]), default="table")
@lang_option
def rules(form: str, lang: str | None) -> int:
    """List the rules with severity, layouts and whether they can be fixed."""
    chosen = language(lang)
    entries = [_entry(rule, chosen) for rule in shipped()]
    if form == "json":
        click.echo(json.dumps(entries, ensure_ascii=False, indent=1))
    else:
        for entry in entries:
            click.echo(_line(entry))
    return 0


def _entry(rule: Rule, lang: str) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "severity": rule.severity["default"],
        "severities": rule.severity,
        "group": rule.group,
        "templates": sorted(rule.templates) or "all",
        "fixable": rule.fix is not None,
        "summary": rule.data["summary"][lang],
        "source": rule.source.get(lang, ""),
    }


def _line(entry: dict[str, Any]) -> str:
    others = " ".join(f"{k}={v}" for k, v in entry["severities"].items() if k != "default")
    mark = "*" if entry["fixable"] else " "
    tail = f"  ({others})" if others else ""
    return (
        f"{entry['id']} {mark} {entry['severity']:<8} {entry['name']:<34} {entry['summary']}{tail}"
    )
