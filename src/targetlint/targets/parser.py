"""From the wording of a target to what it says.

``parse`` takes any text whatever and never raises. The wording is brought to half width
character by character, so that every place stays true; the grammar's tables read it; then the
items are put together to what they promise, and what is left are words.
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from targetlint.targets import alike, driver, interpret, spelling, words
from targetlint.targets.language import Language, language
from targetlint.targets.model import Kind, Part, Target, Word

_EDGES = " \t\r\n。；;，,、"
# how a wording without figures is called, by the first of these classes that occurs in it
_BY_WORD = (
    ("placeholder", Kind.PLACEHOLDER),
    ("criterion", Kind.QUALITATIVE),
    ("boolean", Kind.BOOLEAN),
    ("level", Kind.LEVEL),
    ("degree", Kind.QUALITATIVE),
    ("direction", Kind.QUALITATIVE),
    ("state", Kind.STATE),
    ("vague-time", Kind.STATE),
    ("reference", Kind.STATE),
)
# a target, with its shape where it has one
Shaped = tuple[Target, alike.Shape | None]
# classes that make a clause beside a figure a condition of its own
_CONDITIONS = frozenset({"boolean", "level", "degree", "direction", "state", "vague-time"})


def parse(text: str) -> Target:
    """Read one target value; what goes on longer than any target is read in its first part."""
    return shaped(text)[0]


def shaped(text: str) -> Shaped:
    """Read one target value; give with it what it shares with those that are like it."""
    longest = language().longest
    if len(text) <= longest:
        return _parse(text)
    target, _ = _parse(text[:longest])
    cut = Word("cut", "", longest, len(text))
    return target._replace(text=text, words=(*target.words, cut)), None


def in_month(target: Target, endings: Mapping[str, str]) -> Target:
    """Read ≤9月 under the name of a day as the end of that month, not as nine months."""
    part, text = target.parts[0], target.text.rstrip()
    ending = endings.get(part.comparator or "")
    if not ending or text[-1:] != ending[0] or not text[-2:-1].isdigit():
        return target
    due = parse(f"{part.value}{ending}")
    if due.kind is not Kind.DEADLINE:
        return target
    own = due.parts[0]._replace(start=part.start, end=part.end)
    return due._replace(text=target.text, parts=(own,), notations=target.notations)


@lru_cache(maxsize=16384)
def _parse(text: str) -> Shaped:
    known = language()
    plain = text
    if not known.unusual.isdisjoint(text):
        plain = text.translate(known.characters)
    body = plain.strip(_EDGES)
    whole = known.whole.get(body.lower()) or known.whole.get(plain.strip().lower())
    if whole or not body:
        return _whole(text, plain, (whole or "placeholder").split(",")), None
    items = driver.read(known.machine, plain)
    telling = words.find(known, plain)
    figure = alike.figure_of(items) if plain is text else None
    if figure is not None:
        like = alike.known(text, figure, items, telling)
        if like is not None:
            return like
    target = _understood(known, text, plain, items, telling)
    shape = alike.learn(target, figure, items, telling) if figure is not None else None
    return target, shape


def _understood(
    known: Language, text: str, plain: str, items: list[Any], telling: list[Word]
) -> Target:
    """Work out what the items of a wording promise."""
    found = interpret.parts(known, plain, items, telling)
    if not found:
        return _worded(known, text, plain, items, telling)
    if len(items) > len(found):
        found = _with_conditions(plain, found, items, telling)
    first = next((part for part in found if part.comparator), found[0])
    return Target(
        text,
        first.kind if len(found) == 1 else Kind.COMPOUND,
        first.comparator,
        first.value,
        first.lower,
        first.upper,
        first.unit,
        spelling.canonical(known, plain, found),
        tuple(found),
        tuple(telling),
        tuple(spelling.notations(known, text, plain, items)),
    )


def forget() -> None:
    """Forget every target that was read, for when words come to mean something else."""
    _parse.cache_clear()
    alike.forget()


def _whole(text: str, plain: str, kinds: list[str]) -> Target:
    """Read a cell that is one known word, or nothing at all."""
    word = plain.strip()
    start = plain.find(word)
    kind = next((kind for name, kind in _BY_WORD if name in kinds), Kind.QUALITATIVE)
    telling = tuple(Word(name, word, start, start + len(word)) for name in kinds if word)
    value = word if kind is Kind.BOOLEAN else None
    return Target(text, kind, None, value, None, None, None, word, (), telling, ())


def _worded(
    known: Language, text: str, plain: str, items: list[Any], telling: list[Word]
) -> Target:
    """Read a wording without a figure: its telling words say what it is."""
    kind = _kind_of_words(telling)
    trap = len(items) == 1 and items[0][3][0][0] == "TRAP"
    unit_alone = kind is Kind.QUALITATIVE and not trap and _unit_without_figure(known, plain)
    if unit_alone or any(item[0] == "pending" for item in items):
        kind = Kind.PLACEHOLDER
    normalised = " ".join(plain.split())
    return Target(text, kind, None, None, None, None, None, normalised, (), tuple(telling), ())


def _kind_of_words(telling: list[Word]) -> Kind:
    found = {word.kind for word in telling}
    for name, kind in _BY_WORD:
        if name in found:
            return kind
    return Kind.QUALITATIVE


def _unit_without_figure(known: Language, plain: str) -> bool:
    """Tell whether only a unit stands there, with or without a sign: 公里, ≥ %."""
    rest = plain.strip(" <>=≥≤》《()")
    return not rest or known.is_unit(rest)


def _with_conditions(
    plain: str, found: list[Part], items: list[Any], telling: list[Word]
) -> list[Part]:
    """Add the clauses that promise something in words beside the figures: ≥90%；无投诉."""
    clauses = _clauses(plain, items)
    if len(clauses) < 2:  # noqa: PLR2004 - nothing beside
        return found
    added = list(found)
    for start, end in clauses:
        if any(part.start < end and start < part.end for part in found):
            continue
        mine = [word for word in telling if start <= word.start < end]
        if any(word.kind in _CONDITIONS for word in mine):
            kind = _kind_of_words(mine)
            added.append(Part(kind, start, end))
    return sorted(added, key=lambda part: part.start)


def _clauses(plain: str, items: list[Any]) -> list[tuple[int, int]]:
    ends = [(item[1], item[2]) for item in items if item[0] in {"stop", "comma", "and"}]
    clauses = []
    start = 0
    for end, following in [*ends, (len(plain), len(plain))]:
        if end > start:
            clauses.append((start, end))
        start = following
    return clauses
