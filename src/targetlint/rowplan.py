"""Which rules look at which rows: decided once for each kind of row, not once for each row.

Most rules speak of few rows, and most of what decides it are facts with few values, words of the
name, or cells that a table does not have. A plan keeps, for each kind of row that occurs (its
traits, the conditions on names that hold, its columns), the rules that still have to look.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from targetlint.checks.access import CELL
from targetlint.checks.traits import LAYOUT, SETTLED, traits
from targetlint.checks.where import Condition, condition, divided, names
from targetlint.findings import Severity
from targetlint.forms.model import Form, Indicator
from targetlint.rulebook import Part, Rule

_MOST = 20_000


class Planned(NamedTuple):
    """A rule with its severity under one layout; ``fixed`` where the user set it.

    ``speaks`` is False where the layout settles that its condition never holds; ``where`` is what
    is left of the condition. ``needs`` is what its one check needs of a form to find anything.
    """

    rule: Rule
    severity: Severity
    fixed: bool = False
    speaks: bool = True
    where: Condition | None = None
    needs: Callable[[Any, Any], bool] | None = None


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
    """What becomes of a row of one kind.

    ``applied`` has the bits of rules that speak of it whatever else; ``ask`` are rules that
    have nothing to find in it and may speak of it; ``look`` are those that have to look.
    """

    applied: int
    ask: tuple[Look, ...]
    look: tuple[Look, ...]


class Divided(NamedTuple):
    """A condition by what settles its pieces; all of them must hold.

    ``early`` asks for traits; ``named`` has the bits of conditions on the name; ``of_cells`` asks
    for ``cells`` of the row, which settles it for a row without such cells; ``late`` has to be
    asked of each row.
    """

    early: Condition | None = None
    named: int = 0
    cells: frozenset[str] = frozenset()
    of_cells: Condition | None = None
    late: Condition | None = None


def planned_for(rule: Rule, severity: Severity, form: Form, *, fixed: bool) -> Planned:
    """Plan a rule for the layout of a form: what the layout settles is not asked again."""
    asked = rule.data.get("where")
    needs = rule.check.needs if len(rule.parts) == 1 and rule.subject == "form" else None
    if not asked:
        return Planned(rule, severity, fixed, needs=needs)
    early, late = divided(asked, LAYOUT)
    speaks = not early or condition(early)(form, form)
    return Planned(rule, severity, fixed, speaks, condition(late) if late else None, needs)


class RowPlan:
    """The rules on single rows under one layout. Bit ``n`` stands for the ``n``-th rule."""

    def __init__(self, planned: Sequence[Planned]) -> None:
        """Divide the conditions of the rules and of their checks."""
        self.planned = planned
        self._named: list[Condition] = []
        self._rules = [self._divided(entry.rule.data.get("where")) for entry in planned]
        self._parts = [
            [(part, self._divided(part.asked)) for part in entry.rule.parts] for entry in planned
        ]
        self._names: dict[str, int] = {}
        self._entries: dict[tuple[object, ...], Entry] = {}
        self._clean: dict[tuple[int, ...], Clean] = {}

    def entry(self, row: Indicator, form: Form) -> Entry:
        """Give what becomes of a row."""
        named = self._names.get(row.name)
        if named is None:
            named = self._ask_of_name(row, form)
        kind = (traits(row), named, *row.cells)
        entry = self._entries.get(kind)
        if entry is None:
            if len(self._entries) > _MOST:
                self._entries.clear()
            entry = self._entries[kind] = self._decide(row, form, named)
        return entry

    def _ask_of_name(self, row: Indicator, form: Form) -> int:
        """Give the bits of the conditions on names that the name of a row meets."""
        if len(self._names) > _MOST:
            self._names.clear()
        met = sum(1 << bit for bit, holds in enumerate(self._named) if holds(row, form))
        self._names[row.name] = met
        return met

    def _divided(self, asked: Mapping[str, Any] | None) -> Divided:
        """Divide a condition; those on the name get a bit each."""
        early, rest = divided(asked or {}, SETTLED)
        of_name: dict[str, Any] = {}
        of_cells: dict[str, Any] = {}
        late: dict[str, Any] = {}
        cells: set[str] = set()
        for key, wanted in rest.items():
            about = names({key: wanted})
            columns = {name.removeprefix(CELL) for name in about if name.startswith(CELL)}
            if about <= {"name", "name?"}:
                of_name[key] = wanted
            elif len(columns) == len(about):
                of_cells[key] = wanted
                cells |= {column.removesuffix("?") for column in columns}
            else:
                late[key] = wanted
        if of_name:
            self._named.append(condition(of_name))
        return Divided(
            condition(early) if early else None,
            1 << len(self._named) - 1 if of_name else 0,
            frozenset(cells),
            condition(of_cells) if of_cells else None,
            condition(late) if late else None,
        )

    def _decide(self, row: Indicator, form: Form, named: int) -> Entry:
        applied = 0
        ask: list[Look] = []
        look: list[Look] = []
        for number, planned in enumerate(self.planned):
            may, late = _left(self._rules[number], row, form, named)
            if not may:
                continue
            bit = 1 << number
            parts = self._parts_for(number, row, form, named)
            if parts:
                look.append(Look(bit, planned, late, parts, self._clean_for(number, parts)))
            elif late is not None:
                ask.append(Look(bit, planned, late, (), None))
            else:
                applied |= bit
        return Entry(applied, tuple(ask), tuple(look))

    def _parts_for(self, number: int, row: Indicator, form: Form, named: int) -> tuple[Part, ...]:
        """Give the checks of a rule that may find something in a row of this kind."""
        found = []
        for part, asked in self._parts[number]:
            may, late = _left(asked, row, form, named)
            if may and _may_find(part, row):
                found.append(part._replace(where=late))
        return tuple(found)

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


def _left(asked: Divided, row: Indicator, form: Form, named: int) -> tuple[bool, Condition | None]:
    """Tell whether a condition can hold for rows of a kind, and what is left to ask of each."""
    if asked.named & ~named or (asked.early is not None and not asked.early(row, form)):
        return False, None
    of_cells, late = asked.of_cells, asked.late
    if of_cells is None:
        return True, late
    if asked.cells.isdisjoint(row.cells):
        return of_cells(row, form), late
    if late is None:
        return True, of_cells
    return True, lambda subject, form: of_cells(subject, form) and late(subject, form)


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
