"""Options that several verbs share, and words for what was asked for in vain."""

from collections.abc import Iterable

import click

from targetlint.phrases import LANGUAGES, say
from targetlint.rulebook import Rule

lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of messages (by locale otherwise)."
)


def unknown_rule(rules: Iterable[Rule], selector: str, lang: str) -> str:
    """Say that no rule is called so, and which one may be meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

    names = [name for rule in rules for name in (rule.id, rule.name)]
    near = get_close_matches(selector, names, 1, 0.6) or get_close_matches(
        selector.upper(), names, 1, 0.6
    )
    key = "unknown-rule-near" if near else "unknown-rule"
    return say(key, lang, rule=selector, near=near[0] if near else "")
