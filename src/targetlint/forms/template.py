"""A printed form: how it is recognised, its labels, its levels, what it requires."""

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any, NamedTuple

from targetlint import resources
from targetlint.forms.labels import plain_label

_CLOSING = ("）", ")")


class Template(NamedTuple):
    """One printed layout, read from ``rules/templates/``.

    ``signs`` are the labels, keys, titles, level names and level-1 names that tell it from
    others, with a weight each. ``levels`` maps a bare level-1 name to its bare level-2 names.
    ``labels`` maps printed labels to normalised keys, on top of those all forms share.
    ``required`` are the keys that must be filled (``a|b``: one of them); those in
    ``required_unless_new`` only where the project is not new, those in ``required_beyond_a_year``
    where it runs for longer. ``family`` groups layouts with the same levels. ``traits`` holds what
    single rules ask for (``dimensions`` …).
    """

    id: str
    family: str
    title: dict[str, str]
    signs: dict[str, dict[str, float]]
    levels: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    required: tuple[str, ...]
    required_unless_new: tuple[str, ...]
    required_beyond_a_year: tuple[str, ...]
    traits: dict[str, Any]

    @property
    def known(self) -> bool:
        """Whether this is a printed layout rather than the fallback for unknown ones."""
        return bool(self.levels)


class Evidence(NamedTuple):
    """What of a form can tell its layout: bare labels, normalised keys, title, level names.

    ``pairs`` are the bare names of the first and second level of each row.
    """

    labels: frozenset[str]
    keys: frozenset[str]
    title: str
    levels: frozenset[str]
    level1: frozenset[str]
    pairs: frozenset[tuple[str, str]] = frozenset()


class Detected(NamedTuple):
    """A layout, and by what it was found: ``template``, ``labels``, ``levels`` or ``none``."""

    template: Template
    by: str


_COMMON = (
    "id", "family", "title", "signs", "levels", "labels", "required", "required_unless_new",
    "required_beyond_a_year",
)  # fmt: skip


@cache
def _level_suffixes() -> tuple[str, ...]:
    return tuple(resources.load("rules/detection.yaml")["level_suffixes"])


@lru_cache(maxsize=1024)
def bare_level(name: str) -> str:
    """Give a level name without blanks, points (50分) and the word for indicator at its end."""
    name = "".join(name.split())
    if name.endswith(_CLOSING):
        bare, points = plain_label(name)
        name = bare if points[:1].isdigit() else name
    for suffix in _level_suffixes():
        if len(name) > len(suffix) and name.endswith(suffix):
            return name[: -len(suffix)]
    return name


def _template(data: dict[str, Any]) -> Template:
    return Template(
        id=data["id"],
        family=data["family"],
        title=data["title"],
        signs=data["signs"],
        levels={
            bare_level(level1): tuple(bare_level(name) for name in level2)
            for level1, level2 in data["levels"].items()
        },
        labels=data["labels"],
        required=tuple(data["required"]),
        required_unless_new=tuple(data["required_unless_new"]),
        required_beyond_a_year=tuple(data.get("required_beyond_a_year", ())),
        traits={key: value for key, value in data.items() if key not in _COMMON},
    )


@cache
def templates() -> dict[str, Template]:
    """Give every known layout by its id."""
    loaded = (_template(data) for data in resources.load_folder("rules/templates").values())
    return {template.id: template for template in loaded}


@cache
def _level_names() -> tuple[frozenset[str], frozenset[str]]:
    upper: set[str] = set()
    lower: set[str] = set()
    for template in templates().values():
        upper.update(template.levels)
        for names in template.levels.values():
            lower.update(names)
    return frozenset(upper), frozenset(lower)


def is_level1(text: str) -> bool:
    """Say whether a text is the printed name of a first level."""
    return bare_level(text) in _level_names()[0]


def is_level2(text: str) -> bool:
    """Say whether a text is the printed name of a second level."""
    return bare_level(text) in _level_names()[1]


def fallback() -> Template:
    """Give the layout that stands for an unknown one."""
    return templates()[resources.load("rules/detection.yaml")["general"]]


def _weight(signs: dict[str, float], seen: Iterable[str]) -> tuple[float, int]:
    hits = [signs[name] for name in seen if name in signs]
    return sum(hits), len(hits)


def _score(template: Template, evidence: Evidence) -> tuple[float, int]:
    signs = template.signs
    total, hits = 0.0, 0
    for group, seen in (
        ("labels", evidence.labels),
        ("keys", evidence.keys),
        ("levels", evidence.levels),
        ("level1", evidence.level1),
    ):
        weight, count = _weight(signs.get(group, {}), seen)
        total += weight
        hits += count
    for title, weight in signs.get("titles", {}).items():
        if title in evidence.title:
            total += weight
            hits += 1
            break
    return total, hits


def _misfits(template: Template, evidence: Evidence) -> int:
    """Count the pairs of levels that a layout does not print in this way."""
    levels = template.levels
    count = 0
    for level1, level2 in evidence.pairs:
        if level1 not in levels:
            count += bool(level1)
        elif not _inside(level2, levels[level1]):
            count += any(_inside(level2, names) for names in levels.values())
    return count


def _fitting(best: Template, ranked: list[tuple[float, Template]], evidence: Evidence) -> Template:
    """Give the layout of the same family that prints the levels of the table, if the best does not.

    Labels are much alike in a family; a level that only one layout has tells it.
    """
    misfits = _misfits(best, evidence)
    kin = [(score, one) for score, one in ranked if one.family == best.family]
    closer = [(_misfits(one, evidence), -score, one) for score, one in kin] if misfits else []
    fewest = min(closer, key=lambda found: found[:2], default=None)
    return fewest[2] if fewest and fewest[0] < misfits else best


def _inside(level2: str, names: tuple[str, ...]) -> bool:
    return any(name in level2 for name in names)


@cache
def detect(evidence: Evidence) -> Detected:
    """Find the layout whose signs a form shows most of, or the fallback.

    Within a family a closer layout must lead the family's plain one by a margin, and the one
    that prints the levels of the table goes before one that does not.
    """
    limits = resources.load("rules/detection.yaml")
    ranked: list[tuple[float, Template]] = []
    named = {level1 for level1, _ in evidence.pairs if level1}
    for template in templates().values():
        if named and template.levels and named.isdisjoint(template.levels):
            continue  # whatever the labels say, this is not its table
        score, hits = _score(template, evidence)
        if score >= limits["enough"] and hits >= limits["min_hits"]:
            ranked.append((score - limits["misfit"] * _misfits(template, evidence), template))
    if not ranked:
        return Detected(fallback(), "none")
    best_score, best = max(ranked, key=lambda pair: pair[0])
    for score, template in ranked:
        plain = template.traits.get("fallback_of") == best.family
        if plain and best_score - score < limits["family_margin"]:
            best = template
    best = _fitting(best, ranked, evidence)
    by = "labels" if evidence.labels & set(best.signs.get("labels", {})) else "levels"
    return Detected(best, by)
