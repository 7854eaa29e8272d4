"""``targetlint cache``: what is kept of earlier runs, and how to be rid of it."""

import click

from targetlint.cache import store
from targetlint.cli.options import lang_option
from targetlint.cli.surroundings import language
from targetlint.phrases import say


@click.group()
def cache() -> None:
    """Results of earlier runs, kept so that what did not change is not checked again."""


@cache.command()
@lang_option
def info(lang: str | None) -> int:
    """Say where results are kept, how many, and how much room they take."""
    found = store.info()
    words = say("cache-info", language(lang), n=f"{found.results:,}", size=_size(found.size))
    click.echo(f"{found.path}\n{words}")
    return 0


@cache.command()
@lang_option
def clean(lang: str | None) -> int:
    """Remove every result that is kept."""
    click.echo(say("cache-cleaned", language(lang), size=_size(store.clean())))
    return 0


def _size(count: int) -> str:
    return f"{count / 1e6:,.1f} MB"
