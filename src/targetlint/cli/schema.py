"""``targetlint schema``: the JSON Schemas, for editors and other tools."""

import click

from targetlint.cli.options import lang_option
from targetlint.cli.surroundings import language
from targetlint.phrases import say
from targetlint.resources import RULES


@click.command()
@click.argument("name", default="form")
@lang_option
def schema(name: str, lang: str | None) -> int:
    """Print the JSON Schema of a form (or: rule, config …)."""
    known = {path.name.removesuffix(".schema.json"): path for path in (RULES / "schemas").iterdir()}
    if name not in known:
        words = say("unknown-schema", language(lang), name=name, known=", ".join(sorted(known)))
        raise click.UsageError(words)
    click.echo(known[name].read_text(encoding="utf-8"), nl=False)
    return 0
