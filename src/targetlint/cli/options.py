"""What several verbs share: language, colour, choosing rules."""

import os
import sys
from collections.abc import Iterable

import click

from targetlint.phrases import LANGUAGES, say
from targetlint.rulebook import OFF, Rule

lang_option = click.option(
    "--lang", type=click.Choice(LANGUAGES), help="Language of messages (by locale otherwise)."
)


def language(asked: str | None, configured: str | None = None) -> str:
    """Decide the language: asked for, configured, environment, locale; zh where nothing tells."""
    if asked or configured:
        return asked or configured or "zh"
    for name in ("TARGETLINT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value.startswith("en"):
            return "en"
        if value.startswith("zh"):
            return "zh"
        if value and name != "TARGETLINT_LANG":
            break
    return "zh"


def wants_color(choice: str) -> bool:
    """Decide on colour: the option, then NO_COLOR and FORCE_COLOR (non-empty), then a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def matching(rules: Iterable[Rule], selector: str) -> list[Rule]:
    """Give the rules that an id, a name or a prefix of ids (``TL2``) means."""
    wanted = selector.strip()
    if wanted.upper() == "ALL":
        return list(rules)
    return [
        rule
        for rule in rules
        if rule.id == wanted.upper()
        or rule.name == wanted.lower()
        or (wanted.upper().startswith("TL") and rule.id.startswith(wanted.upper()))
    ]


def selectors(texts: Iterable[str]) -> list[str]:
    """Split comma-separated selectors."""
    return [piece.strip() for text in texts for piece in text.split(",") if piece.strip()]


def choose(
    rules: Iterable[Rule],
    select: Iterable[str],
    extend: Iterable[str],
    ignore: Iterable[str],
    lang: str,
) -> list[Rule]:
    """Choose rules: those selected (all without a selection), more, less."""
    known = list(rules)
    chosen = {
        rule.id for rule in known if rule.severity["default"] != OFF or len(rule.severity) > 1
    }
    if select:
        chosen = _ids(known, select, lang)
    chosen |= _ids(known, extend, lang)
    chosen -= _ids(known, ignore, lang)
    return [rule for rule in known if rule.id in chosen]


def _ids(rules: list[Rule], texts: Iterable[str], lang: str) -> set[str]:
    ids: set[str] = set()
    for selector in texts:
        found = matching(rules, selector)
        if not found:
            raise click.UsageError(unknown_rule(rules, selector, lang))
        ids |= {rule.id for rule in found}
    return ids


def unknown_rule(rules: Iterable[Rule], selector: str, lang: str) -> str:
    """Say that no rule is called so, and which one may be meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

    names = [name for rule in rules for name in (rule.id, rule.name)]
    near = get_close_matches(selector, names, 1, 0.6) or get_close_matches(
        selector.upper(), names, 1, 0.6
    )
    key = "unknown-rule-near" if near else "unknown-rule"
    return say(key, lang, rule=selector, near=near[0] if near else "")
