"""What the pages of rules say beyond what a run needs: why, and what a person is to ask."""

from collections.abc import Iterable, Mapping
from typing import Any

from targetlint import resources
from targetlint.findings import RuleInfo, RunInfo
from targetlint.rulebook import Rule


def page(rule: Rule) -> Mapping[str, Any]:
    """Give everything that the file of a rule says; a rule of one's own is whole already."""
    if "what" in rule.data or "why" in rule.data:
        return rule.data
    name = f"{rule.id}-{rule.name}.yaml"
    if not (resources.RULES / name).is_file():
        return rule.data
    shipped: Mapping[str, Any] = resources.load_page(f"rules/{name}")
    return shipped


def with_pages(run: RunInfo, rules: Iterable[Rule], wanted: Iterable[str]) -> RunInfo:
    """Add to the rules that are wanted, by id, why they are there and what a person is to ask."""
    ids = frozenset(wanted)
    told: dict[str, RuleInfo] = dict(run.rules)
    for rule in rules:
        info = told.get(rule.id)
        if rule.id not in ids or info is None:
            continue
        said = page(rule)
        told[rule.id] = info._replace(
            description=_words(said, "why", run.lang) or info.description,
            question=_words(said, "question", run.lang) or info.question,
        )
    return run._replace(rules=told)


def _words(said: Mapping[str, Any], key: str, lang: str) -> str:
    words: Mapping[str, str] = said.get(key) or {}
    return words.get(lang, "")
