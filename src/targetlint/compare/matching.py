"""Which form answers to which, and which row to which.

Rows are matched by identity first (levels and name), then by name, then by likeness, the most
alike first; a map file goes before all. The same input gives the same pairs.
"""

from collections.abc import Callable, Hashable, Sequence
from pathlib import PurePath
from typing import Any, NamedTuple

from targetlint.compare.likeness import likeness, project_name, squeezed
from targetlint.compare.maps import NOTHING, Map
from targetlint.compare.model import Match
from targetlint.compare.promises import table
from targetlint.forms.model import Form, Indicator
from targetlint.forms.template import bare_level


class Source(NamedTuple):
    """A form with the file that it stands in."""

    path: str
    form: Form


class Pair(NamedTuple):
    """Two things that belong together; None where one has no counterpart."""

    last: Any
    this: Any
    match: Match | None


class _Matcher:
    """Takes pairs out of two lists, pass by pass."""

    def __init__(self, last: Sequence[Any], this: Sequence[Any]) -> None:
        self.last, self.this = list(last), list(this)
        self.free_last, self.free_this = list(range(len(last))), list(range(len(this)))
        self.found: dict[int, tuple[int, Match]] = {}
        self.alone: set[int] = set()

    def take(self, last: int, this: int, match: Match) -> None:
        self.free_last.remove(last)
        self.free_this.remove(this)
        self.found[this] = (last, match)

    def by_key(self, name: str, key: Callable[[Any], Hashable | None]) -> None:
        """Pair what has the same key; of several the first with the first."""
        waiting: dict[Hashable, list[int]] = {}
        for index in self.free_last:
            known = key(self.last[index])
            if known is not None:
                waiting.setdefault(known, []).append(index)
        for index in list(self.free_this):
            known = key(self.this[index])
            if known is not None and waiting.get(known):
                self.take(waiting[known].pop(0), index, Match(name))

    def by_likeness(self, score: Callable[[Any, Any], float], least: float) -> None:
        """Pair what is most alike, as long as it is alike enough."""
        ranked = sorted(
            (-score(self.last[one], self.this[other]), one, other)
            for one in self.free_last
            for other in self.free_this
        )
        for negative, one, other in ranked:
            if -negative < least:
                break
            if one in self.free_last and other in self.free_this:
                self.take(one, other, Match("likeness", round(-negative, 2)))

    def pairs(self) -> list[Pair]:
        """Give every pair in the order of this year's, then what last year alone had."""
        made = []
        for index, thing in enumerate(self.this):
            if index in self.found:
                last, match = self.found[index]
                made.append(Pair(self.last[last], thing, match))
            else:
                made.append(Pair(None, thing, None))
        left = sorted([*self.free_last, *self.alone])
        return made + [Pair(self.last[index], None, None) for index in left]


def match_forms(last: Sequence[Source], this: Sequence[Source], wanted: Map) -> list[Pair]:
    """Pair forms by code, by name and who applies, by name, by file if nameless, by likeness."""
    matcher = _Matcher(last, this)
    for entry in wanted.projects:
        _by_map(
            matcher, entry.last, entry.this,
            lambda source, name: squeezed(source.form.project) == squeezed(name),
        )  # fmt: skip
    matcher.by_key("code", lambda source: squeezed(source.form.text("project.code")) or None)
    matcher.by_key("name", _name_and_office)
    matcher.by_key("name", lambda source: project_name(source.form.project) or None)
    matcher.by_key("file", _file_of_nameless)
    matcher.by_likeness(
        lambda one, other: likeness(
            project_name(one.form.project), project_name(other.form.project)
        ),
        table()["forms"]["least"],
    )
    if len(last) == 1 and len(this) == 1 and matcher.free_last and matcher.free_this:
        matcher.take(0, 0, Match("only", 0.0))
    return matcher.pairs()


def _name_and_office(source: Source) -> Hashable | None:
    form = source.form
    name = project_name(form.project)
    return (name, squeezed(form.text("applicant"))) if name else None


def _file_of_nameless(source: Source) -> Hashable | None:
    form = source.form
    return None if form.project else (PurePath(source.path).name, form.number)


def match_rows(last: Form, this: Form, wanted: Map) -> list[Pair]:
    """Pair the rows of two forms."""
    matcher = _Matcher(last.indicators, this.indicators)
    for entry in wanted.rows_of(last.project, this.project):
        _by_map(matcher, entry.last, entry.this, named)
    matcher.by_key("identity", _identity)
    matcher.by_key("name", lambda row: (bare_level(row.level2), *_named(row)) if row.name else None)
    matcher.by_key("name", lambda row: _named(row) if row.name else None)
    matcher.by_likeness(_row_likeness, table()["rows"]["least"])
    return matcher.pairs()


def _identity(row: Indicator) -> Hashable:
    return (bare_level(row.level1), bare_level(row.level2), *_named(row))


def _named(row: Indicator) -> tuple[str, str]:
    return squeezed(row.name), row.text("horizon")


def named(row: Indicator, name: str) -> bool:
    """Whether a map means a row: by its name, or by its levels and name with slashes between."""
    pieces = [squeezed(piece) for piece in name.split("/")]
    own = [squeezed(piece) for piece in (row.level1, row.level2, row.name)]
    return squeezed(name) == own[-1] or pieces == own or pieces == own[1:]


def _row_likeness(one: Indicator, other: Indicator) -> float:
    if one.text("horizon") != other.text("horizon"):
        return 0.0
    base = likeness(one.name, other.name)
    if not base:
        return 0.0
    weights, doubt = table()["rows"], 1 - base
    if bare_level(one.level2) == bare_level(other.level2):
        doubt *= 1 - weights["same_level2"]
    if squeezed(one.target) == squeezed(other.target):
        doubt *= 1 - weights["same_target"]
    return 1 - doubt


def _by_map(matcher: _Matcher, last: str, this: str, means: Callable[[Any, str], bool]) -> None:
    """Pair what a map names; what it says has no counterpart is left alone."""
    one = next((i for i in matcher.free_last if last and means(matcher.last[i], last)), None)
    other = next((i for i in matcher.free_this if this and means(matcher.this[i], this)), None)
    if one is not None and other is not None:
        matcher.take(one, other, Match("map"))
    elif one is not None and this == NOTHING:
        matcher.free_last.remove(one)
        matcher.alone.add(one)
    elif other is not None and last == NOTHING:
        matcher.free_this.remove(other)
