"""``targetlint init``: settings to start from, or a blank form of a printed layout."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import click

from targetlint import resources
from targetlint.cli.complete import layouts
from targetlint.cli.options import lang_option
from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language
from targetlint.config.found import NAMES
from targetlint.forms.template import Template, templates
from targetlint.phrases import say
from targetlint.shapes import near, schema

_FAULT = 2
_FORM = "form.yaml"


@click.command()
@click.option(
    "--form", metavar="TEMPLATE", help="A blank form of this layout.", shell_complete=layouts
)
@click.option(
    "--output", "-o", metavar="FILE", help=f"Where to ({NAMES[0]}, or {_FORM} for a form)."
)
@lang_option
def init(form: str | None, output: str | None, lang: str | None) -> int:
    """Write settings with a comment on each, or a blank form; never over a file that is there."""
    chosen = language(lang)
    if form is None:
        text = (resources.RULES / "starters" / f"config.{chosen}.yaml").read_text(encoding="utf-8")
    elif form in templates():
        text = blank(templates()[form], chosen)
    else:
        close = near(form, list(templates()))
        key = "config-unknown-template-near" if close else "unknown-template"
        raise click.UsageError(
            say(key, chosen, name=form, near=close, known=", ".join(templates()))
        )
    place = Path(output or (_FORM if form else NAMES[0]))
    try:
        with place.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        complain(say("init-exists", chosen, path=place))
        return _FAULT
    click.echo(say("init-written", chosen, path=place))
    return 0


def blank(template: Template, lang: str) -> str:
    """Write a blank form: what the layout requires, and a row for each of its dimensions."""
    head = [
        f"# yaml-language-server: $schema={schema('form')['$id']}",
        f"# {template.title[lang]}",
        f"template: {template.id}",
    ]
    return "\n".join([*head, *_fields(template), *_rows(template, lang)]) + "\n"


def _fields(template: Template) -> Iterator[str]:
    printed = {key: label for label, key in template.labels.items()}
    labels = resources.load("rules/labels.yaml")["fields"]
    keys = [key.partition("|")[0] for key in (*template.required, *template.required_unless_new)]
    for group, members in groupby(_grouped(keys), lambda key: key.rpartition(".")[0]):
        if group:
            yield f"{group}:"
        for key in members:
            label = printed.get(key) or labels[key][0]
            name = key.rpartition(".")[2]
            yield f'{"  " if group else ""}{name}: ""  # {label}'


def _grouped(keys: list[str]) -> list[str]:
    """Put keys of one group together, groups in the order of their first key."""
    order = list(dict.fromkeys(key.rpartition(".")[0] for key in keys))
    return sorted(keys, key=lambda key: order.index(key.rpartition(".")[0]))


def _rows(template: Template, lang: str) -> Iterator[str]:
    yield "indicators:"
    hint = say("init-target", lang)
    levels = resources.load(f"rules/templates/{template.id}.yaml")["levels"]
    pairs = [(one, two) for one, names in levels.items() for two in names or ("",)]
    for level1, level2 in pairs or [("", "")]:
        yield f'  - level1: "{level1}"'
        yield f'    level2: "{level2}"'
        yield f'    level3: ""  # {say("init-name", lang)}'
        yield f'    target: ""  # {hint}'
