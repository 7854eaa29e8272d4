"""Which rules look at which rows: decided once for each set of traits, not once for each row.

Most rules speak of few rows, and most of what decides it are facts with few values. A plan
keeps, for each set of traits that occurs, the rules that still have to look.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from targetlint.checks.traits import SETTLED, Traits, traits
from targetlint.checks.where import Condition, divided
from targetlint.findings import Severity
from targetlint.forms.model import Form, Indicator
from targetlint.rulebook import Rule


class Planned(NamedTuple):
    """A rule with its severity under one layout; ``fixed`` where the user set it."""

    rule: Rule
    severity: Severity
    fixed: bool = False


class Look(NamedTuple):
    """A rule that looks at a row: its bit, and the condition that still has to be asked."""

    bit: int
    planned: Planned
    late: Condition | None


class Entry(NamedTuple):
    """What becomes of a row with certain traits.

    ``applied`` has the bits of rules that speak of it whatever else; ``ask`` are rules that
    have nothing to find in it and may speak of it; ``look`` are those that have to look.
    """

    applied: int
    ask: tuple[Look, ...]
    look: tuple[Look, ...]


class RowPlan:
    """The rules on single rows under one layout. Bit ``n`` stands for the ``n``-th rule."""

    def __init__(self, planned: Sequence[Planned]) -> None:
        """Divide the conditions of the rules."""
        self.planned = planned
        self._conditions = [
            divided(entry.rule.data["where"], SETTLED)
            if entry.rule.data.get("where")
            else (None, None)
            for entry in planned
        ]
        self._entries: dict[Traits, Entry] = {}

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
            early, late = self._conditions[number]
            if early is not None and not early(row, form):
                continue
            bit = 1 << number
            rule = planned.rule
            if _may_find(rule, row):
                look.append(Look(bit, planned, late))
            elif late is not None:
                ask.append(Look(bit, planned, late))
            else:
                applied |= bit
        return Entry(applied, tuple(ask), tuple(look))


def _may_find(rule: Rule, row: Indicator) -> bool:
    needs: Any = rule.check.needs
    return needs is None or bool(needs(row, rule.params))
