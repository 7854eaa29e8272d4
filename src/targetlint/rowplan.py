"""Which rules look at which rows: decided once for each set of traits, not once for each row.

Most rules speak of few rows, and most of what decides it are facts with few values. A plan
keeps, for each set of traits that occurs, the rules that still have to look.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from targetlint.checks.traits import LAYOUT, SETTLED, Traits, traits
from targetlint.checks.where import Condition, condition, divided, names
from targetlint.findings import Severity
from targetlint.forms.model import Form, Indicator
from targetlint.rulebook import Part, Rule

_MOST = 20_000


class Planned(NamedTuple):
    """A rule with its severity under one layout; ``fixed`` where the user set it.

    ``speaks`` is False where the layout settles that its condition never holds; ``where`` is what
    is left of the condition.
    """

    rule: Rule
    severity: Severity
    fixed: bool = False
    speaks: bool = True
    where: Condition | None = None


class Clean:
    """Remembers the cells in which a check found nothing.

    ``key`` gives what the cells of a row say, ``known`` holds what was found in order.
    """

    __slots__ = ("key", "known")

    def __init__(self, cells: tuple[str, ...]) -> None:
        """Take the cells that decide."""
        self.key = _texts(cells)
        self.known: set[Any] = set()

    def learn(self, key: Any) -> None:
        """Remember that nothing was found; forget everything when it becomes much."""
        if len(self.known) > _MOST:
            self.known.clear()
        self.known.add(key)


class Look(NamedTuple):
    """A rule that looks at a row: its bit, the condition still to be asked, its checks.

    ``clean`` is what is known to be in order, where cells alone decide.
    """

    bit: int
    planned: Planned
    late: Condition | None
    parts: tuple[Part, ...]
    clean: Clean | None


class Entry(NamedTuple):
    """What becomes of a row with certain traits.

    ``applied`` has the bits of rules that speak of it whatever else; ``ask`` are rules that
    have nothing to find in it and may speak of it; ``look`` are those that have to look.
    """

    applied: int
    ask: tuple[Look, ...]
    look: tuple[Look, ...]


class Divided(NamedTuple):
    """Something with its condition: what traits settle, and what has to be asked of each row."""

    early: Condition | None
    late: Condition | None


def planned_for(rule: Rule, severity: Severity, form: Form, *, fixed: bool) -> Planned:
    """Plan a rule for the layout of a form: what the layout settles is not asked again."""
    asked = rule.data.get("where")
    if not asked:
        return Planned(rule, severity, fixed)
    early, late = divided(asked, LAYOUT)
    speaks = not early or condition(early)(form, form)
    return Planned(rule, severity, fixed, speaks, condition(late) if late else None)


class RowPlan:
    """The rules on single rows under one layout. Bit ``n`` stands for the ``n``-th rule."""

    def __init__(self, planned: Sequence[Planned]) -> None:
        """Divide the conditions of the rules and of their checks."""
        self.planned = planned
        self._rules = [_divided(entry.rule.data.get("where")) for entry in planned]
        self._parts = [
            [(part, _divided(part.asked)) for part in entry.rule.parts] for entry in planned
        ]
        self._entries: dict[Traits, Entry] = {}
        self._clean: dict[tuple[int, ...], Clean] = {}

    def entry(self, row: Indicator, form: Form) -> Entry:
        """Give what becomes of a row."""
        known = traits(row)
        entry = self._entries.get(known)
        if entry is None:
            entry = self._entries[known] = self._decide(row, form)
        return entry

    def _decide(self, row: Indicator, form: Form) -> Entry:
        applied = 0
        ask: list[Look] = []
        look: list[Look] = []
        for number, planned in enumerate(self.planned):
            early, late = self._rules[number]
            if early is not None and not early(row, form):
                continue
            bit = 1 << number
            parts = self._parts_for(number, row, form)
            if parts:
                look.append(Look(bit, planned, late, parts, self._clean_for(number, parts)))
            elif late is not None:
                ask.append(Look(bit, planned, late, (), None))
            else:
                applied |= bit
        return Entry(applied, tuple(ask), tuple(look))

    def _parts_for(self, number: int, row: Indicator, form: Form) -> tuple[Part, ...]:
        """Give the checks of a rule that may find something in a row with such traits."""
        return tuple(
            part._replace(where=late)
            for part, (early, late) in self._parts[number]
            if (early is None or early(row, form)) and _may_find(part, row)
        )

    def _clean_for(self, number: int, parts: tuple[Part, ...]) -> Clean | None:
        """Give the memory of a rule's checks, shared by all traits that leave the same checks."""
        cells: set[str] = set()
        for check, params, where, _ in parts:
            read = check.reads(params) if check.reads is not None else None
            if read is None or where is not None:
                return None
            cells.update(read)
        key = (number, *(id(part.params) for part in parts))
        return self._clean.setdefault(key, Clean(tuple(sorted(cells))))


def _divided(asked: Mapping[str, Any] | None) -> Divided:
    if not asked:
        return Divided(None, None)
    early, late = divided(asked, SETTLED)
    return Divided(condition(early) if early else None, _remembered(late) if late else None)


def _remembered(asked: Mapping[str, Any]) -> Condition:
    """Make a condition that, where it asks for nothing but the name, asks once for each name."""
    holds = condition(asked)
    if names(asked) != {"name"}:
        return holds
    known: dict[str, bool] = {}

    def remembered(row: Any, form: Form) -> bool:
        answer = known.get(row.name)
        if answer is None:
            if len(known) > _MOST:
                known.clear()
            answer = known[row.name] = holds(row, form)
        return answer

    return remembered


# Cells that a row has at hand.
_AT_HAND = {"level1": "level1", "level2": "level2", "level3": "name", "target": "target"}


def _texts(cells: tuple[str, ...]) -> Callable[[Indicator], Any]:
    """Make what gives the texts of cells of a row."""
    if cells and all(cell in _AT_HAND for cell in cells):
        return attrgetter(*(_AT_HAND[cell] for cell in cells))
    return lambda row: tuple(map(row.text, cells))


def _may_find(part: Part, row: Indicator) -> bool:
    needs = part.check.needs
    return needs is None or needs(row, part.params)
