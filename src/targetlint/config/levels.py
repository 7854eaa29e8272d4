"""The severity of a rule for each layout and each of its cases, and how settings change it."""

from collections.abc import Mapping
from typing import NamedTuple

from targetlint.rulebook import OFF, Rule

LEVELS = ("error", "warning", "info", OFF)
DEFAULT = "default"


class Levels(NamedTuple):
    """Severity by layout or family, and by the cases that have one of their own."""

    table: Mapping[str, str]
    cases: Mapping[str, str | None]

    def __str__(self) -> str:
        """Write it as people would: the usual severity, then what differs."""
        usual = self.table[DEFAULT]
        others = {key: level for key, level in self.table.items() if level != usual}
        others |= {case: level for case, level in self.cases.items() if level not in (None, usual)}
        rest = ", ".join(f"{key}: {level}" for key, level in others.items())
        return f"{usual} ({rest})" if rest else usual

    @property
    def on(self) -> bool:
        """Whether the rule speaks anywhere."""
        return any(level != OFF for level in self.table.values())


def of(rule: Rule) -> Levels:
    """Give the severities of a rule as it stands."""
    return Levels(rule.severity, {name: case.severity for name, case in rule.variants.items()})


def changed(levels: Levels, wanted: str | Mapping[str, str]) -> Levels:
    """Change every severity, or those of single layouts, families and cases.

    One word changes what is on and leaves off what the rule keeps off for a layout.
    """
    if isinstance(wanted, str):
        table = {key: wanted for key, level in levels.table.items() if level != OFF}
        return Levels({**levels.table, **table} if table else {DEFAULT: wanted}, _none(levels))
    table = {key: level for key, level in wanted.items() if key not in levels.cases}
    cases = {key: level for key, level in wanted.items() if key in levels.cases}
    return Levels(
        {**levels.table, **table}, {**(_none(levels) if table else levels.cases), **cases}
    )


def _none(levels: Levels) -> dict[str, str | None]:
    return dict.fromkeys(levels.cases)


def switched_on(levels: Levels) -> Levels:
    """Give a rule that is off everywhere a voice."""
    return levels if levels.on else Levels({DEFAULT: "warning"}, levels.cases)


def at_least(levels: Levels, floor: Levels) -> Levels:
    """Raise what is below a floor."""
    keys = dict.fromkeys([*floor.table, *levels.table])
    table = {
        key: _graver(
            levels.table.get(key, levels.table[DEFAULT]), floor.table.get(key, floor.table[DEFAULT])
        )
        for key in keys
    }
    cases = {name: _case(levels, floor, table[DEFAULT], name) for name in levels.cases}
    return Levels(table, cases)


def _case(levels: Levels, floor: Levels, usual: str, name: str) -> str | None:
    mine, least = levels.cases.get(name), floor.cases.get(name)
    if mine is None:
        return least if least is not None and _graver(least, usual) != usual else None
    return _graver(mine, least or floor.table[DEFAULT])


def _graver(one: str, other: str) -> str:
    return min(one, other, key=LEVELS.index)
