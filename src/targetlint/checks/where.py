"""Conditions of a rule: which subjects it speaks of, written as ``where:`` in the rule file.

``where`` is a mapping of a fact to what it must be; every entry must hold. A value means
equality, a list any of its values, and a mapping one or more operators: ``not``, ``in``,
``contains``, ``starts``, ``ends``, ``matches``, ``present``, ``min``, ``max``. ``any`` and ``all``
take lists of further conditions, ``none`` a list of which no one may hold.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from targetlint.checks.access import fact
from targetlint.checks.patterns import pattern
from targetlint.forms.model import Form

Condition = Callable[[Any, Form], bool]
Test = Callable[[Any], bool]


def _in(wanted: Any) -> Test:
    values = frozenset(wanted if isinstance(wanted, list | tuple) else (wanted,))
    return lambda value: value in values


def _some(wanted: Any, found: Callable[[str, str], bool]) -> Test:
    words = tuple(wanted) if isinstance(wanted, list | tuple) else (wanted,)
    return lambda value: isinstance(value, str) and any(found(value, word) for word in words)


def _negated(wanted: Any) -> Test:
    inner = _test(wanted)
    return lambda value: not inner(value)


def _matches(wanted: Any) -> Test:
    compiled = pattern(wanted)
    return lambda value: isinstance(value, str) and compiled.search(value) is not None


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _min(wanted: Any) -> Test:
    return lambda value: (number := _number(value)) is not None and number >= wanted


def _max(wanted: Any) -> Test:
    return lambda value: (number := _number(value)) is not None and number <= wanted


OPERATORS: dict[str, Callable[[Any], Test]] = {
    "not": _negated,
    "in": _in,
    "contains": lambda wanted: _some(wanted, lambda value, word: word in value),
    "starts": lambda wanted: _some(wanted, str.startswith),
    "ends": lambda wanted: _some(wanted, str.endswith),
    "matches": _matches,
    "present": lambda wanted: lambda value: (value not in (None, "", [])) is bool(wanted),
    "min": _min,
    "max": _max,
}

COMBINED: dict[str, Callable[[Iterator[bool]], bool]] = {
    "any": any,
    "all": all,
    "none": lambda held: not any(held),
}


def _test(wanted: Any) -> Test:
    if not isinstance(wanted, Mapping):
        return _in(wanted)
    tests = [OPERATORS[name](argument) for name, argument in wanted.items()]
    return tests[0] if len(tests) == 1 else lambda value: all(test(value) for test in tests)


def condition(where: Mapping[str, Any]) -> Condition:
    """Make the condition that a ``where:`` describes."""
    tests: list[Condition] = []
    for name, wanted in where.items():
        if name in COMBINED:
            tests.append(_combined([condition(entry) for entry in wanted], COMBINED[name]))
        else:
            tests.append(_fact_test(name, _test(wanted)))
    if len(tests) == 1:
        return tests[0]
    return lambda subject, form: all(test(subject, form) for test in tests)


def names(where: Mapping[str, Any]) -> frozenset[str]:
    """Name the facts that a ``where:`` asks for; ``unit?`` where it asks only whether one is."""
    found: set[str] = set()
    for name, wanted in where.items():
        if name in COMBINED:
            for entry in wanted:
                found |= names(entry)
        else:
            only_presence = isinstance(wanted, Mapping) and wanted.keys() == {"present"}
            found.add(f"{name}?" if only_presence else name)
    return frozenset(found)


def divided(
    where: Mapping[str, Any], settled: frozenset[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Divide a ``where:`` into what asks for settled facts only, and the rest; both must hold."""
    early: dict[str, Any] = {}
    late: dict[str, Any] = {}
    for name, wanted in where.items():
        asked = names({name: wanted})
        known = all(one in settled or one.removesuffix("?") in settled for one in asked)
        (early if known else late)[name] = wanted
    return early, late


def _combined(inner: list[Condition], how: Callable[[Iterator[bool]], bool]) -> Condition:
    return lambda subject, form: how(test(subject, form) for test in inner)


def _fact_test(name: str, test: Test) -> Condition:
    give = fact(name)
    return lambda subject, form: test(give(subject, form))
