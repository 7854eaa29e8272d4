"""What a shell completes: rules, formats, layouts."""

from collections.abc import Iterable
from typing import Any

import click

from targetlint.cli.surroundings import language


def _listed(words: Iterable[tuple[str, str]], incomplete: str) -> list[Any]:
    """Complete the last word of a list with commas."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only where a shell asks

    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(f"{before}{comma}{word}", help=told)
        for word, told in words
        if word.lower().startswith(last.lower())
    ]


def rules(_context: click.Context, _parameter: Any, incomplete: str) -> list[Any]:
    """Complete ids and names of rules."""
    from targetlint.rulebook import shipped  # noqa: PLC0415 - only where a shell asks

    lang = language(None)
    told = [(rule, rule.data["summary"][lang]) for rule in shipped()]
    names = [(rule.id, words) for rule, words in told] + [
        (rule.name, words) for rule, words in told
    ]
    return _listed(names, incomplete)


def formats(_context: click.Context, _parameter: Any, incomplete: str) -> list[Any]:
    """Complete names of report formats."""
    from click.shell_completion import CompletionItem  # noqa: PLC0415 - only where a shell asks

    from targetlint.reports import FORMATS  # noqa: PLC0415 - only where a shell asks

    return [CompletionItem(name) for name in FORMATS if name.startswith(incomplete)]


def layouts(_context: click.Context, _parameter: Any, incomplete: str) -> list[Any]:
    """Complete ids of printed layouts."""
    from targetlint.forms.template import templates  # noqa: PLC0415 - only where a shell asks

    lang = language(None)
    return _listed([(one.id, one.title[lang]) for one in templates().values()], incomplete)
