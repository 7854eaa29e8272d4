"""The reader of targets: a contextual scanner and an LALR(1) machine over prepared tables.

It makes the same derivation as Lark's own parser would (the tests compare the two), with three
differences that only concern speed: characters that begin nothing known are put together into
one text, a terminal's expression is compiled when it is first needed, and a character only
meets the terminals that can begin with it.

A token is ``(name, start, end)``, a node ``(label, start, end, children)``.
"""

import re
import sys
from array import array
from binascii import a2b_base64
from collections.abc import Callable
from importlib import import_module
from typing import Any

Match = Callable[[str, int], re.Match[str] | None]
Candidates = tuple[tuple[int, Match], ...]


# so many characters that begin nothing are remembered
_MANY = 8192


class Rows(dict[int, dict[int, int]]):
    """The rows of a table; each is written out when it is first needed."""

    __slots__ = ("_written",)

    def __init__(self, written: list[str]) -> None:
        """Take each row as numbers in a string: key, value, key, value …"""
        self._written = written

    def __missing__(self, state: int) -> dict[int, int]:
        """Write out a row."""
        numbers = [int(figure) for figure in self._written[state].split()]
        row = self[state] = dict(zip(numbers[::2], numbers[1::2], strict=True))
        return row


class Scanner(dict[str, Candidates]):
    """What each character can begin in some states, in the order it is asked."""

    __slots__ = ("_machine", "_terminals")

    def __init__(self, machine: "Machine", terminals: list[int]) -> None:
        """Take the terminals that these states know."""
        self._machine = machine
        self._terminals = terminals

    def __missing__(self, char: str) -> Candidates:
        """Find out about a character."""
        found = self._machine.candidates(self._terminals, char)
        if found or len(self) < _MANY:
            self[char] = found
        return found


class Machine:
    """The tables, ready to run."""

    __slots__ = (
        "_codes",
        "_first",
        "_matches",
        "_patterns",
        "_same_interpreter",
        "actions",
        "after_text",
        "end",
        "gotos",
        "ignore",
        "names",
        "rules",
        "scanner_of",
        "start",
        "text",
    )

    def __init__(self, tables: dict[str, Any], *, same_interpreter: bool) -> None:
        """Take prepared tables; compiled expressions are used by the interpreter they fit."""
        self.names: list[str] = [*tables["terminals"], ""]
        self.actions = Rows(tables["actions"])
        self.gotos = Rows(tables["gotos"])
        self.rules: list[tuple[int, int, str]] = tables["rules"]
        self.start: int = tables["start"]
        self.end: int = tables["end"]
        self.ignore: int = tables["ignore"]
        self.text: int = tables["text"]
        self._first: list[str] = tables["first"]
        self._patterns: list[str] = tables["patterns"]
        self._codes: list[str] = tables["codes"]
        self._same_interpreter = same_interpreter
        self._matches: list[Match | None] = [None] * len(self._patterns)
        scanners = [Scanner(self, terminals) for terminals in tables["scanners"]]
        self.scanner_of = [scanners[number] for number in tables["scanner_of"]]
        # a text may stand anywhere, and what may follow it does not depend on where it stood
        self.after_text = self.scanner_of[self.actions[self.start][self.text]]

    def candidates(self, terminals: list[int], char: str) -> Candidates:
        """Tell which of some terminals a character can begin."""
        return tuple(
            (terminal, self._match(terminal))
            for terminal in terminals
            if char in self._first[terminal]
        )

    def _match(self, terminal: int) -> Match:
        match = self._matches[terminal]
        if match is None:
            pattern = self._patterns[terminal]
            compiled = None
            if self._same_interpreter:
                compiled = _from_code(pattern, self._codes[terminal])
            match = self._matches[terminal] = (compiled or re.compile(pattern)).match
        return match


def interpreter() -> str:
    """Name the interpreter that compiled expressions belong to."""
    _sre: Any = import_module("_sre")  # CPython's own

    return f"{sys.implementation.cache_tag}-{_sre.MAGIC}-{_sre.CODESIZE}-{sys.byteorder}"


def _from_code(pattern: str, code: str) -> re.Pattern[str] | None:
    """Build an expression from the code that this same interpreter once compiled."""
    _sre: Any = import_module("_sre")

    numbers = array("I", a2b_base64(code)).tolist()
    try:
        built: re.Pattern[str] = _sre.compile(pattern, re.UNICODE.value, numbers, 0, {}, (None,))
    except (RuntimeError, TypeError, ValueError):
        return None
    return built


def read(machine: Machine, text: str) -> list[Any]:  # noqa: C901, PLR0912 - one loop, twice as fast
    """Read a text to its end, whatever it is; give its items in order."""
    actions, gotos, rules, names = machine.actions, machine.gotos, machine.rules, machine.names
    scanner_of, ignore, plain, end = machine.scanner_of, machine.ignore, machine.text, machine.end
    ending = len(names) - 1
    states = [machine.start]
    values: list[Any] = []
    position, length = 0, len(text)
    while True:
        # the next token, as this state sees it
        scanner = scanner_of[states[-1]]
        terminal, start = ending, position
        while position < length:
            known = scanner[text[position]]
            for each, match in known:
                found = match(text, position)
                if found:
                    terminal, position = each, found.end()
                    break
            else:
                terminal = plain
                position = _text_end(machine, text, position + 1)
            if terminal != ignore:
                break
            start, terminal = position, ending
        # what the tables make of it
        while True:
            action = actions[states[-1]][terminal]
            if action >= 0:
                break
            symbol, count, label = rules[-1 - action]
            if count == 1:
                states.pop()
                if label:
                    value = values[-1]
                    if type(value) is list:
                        if label != "*":
                            values[-1] = (label, value[0][1], value[-1][2], value)
                    elif label == "*":
                        values[-1] = [value]
                    else:
                        values[-1] = (label, value[1], value[2], [value])
            else:
                _reduce(values, count, label, start)
                if count:
                    del states[-count:]
            goal = gotos[states[-1]][symbol]
            if goal == end:
                result: list[Any] = values[-1][3]
                return result
            states.append(goal)
        states.append(action)
        values.append((names[terminal], start, position))


def _text_end(machine: Machine, text: str, position: int) -> int:
    """Find where the next thing known begins: up to there it is all text."""
    scanner = machine.after_text
    length = len(text)
    while position < length:
        for _, match in scanner[text[position]]:
            if match(text, position):
                return position
        position += 1
    return position


def _reduce(values: list[Any], count: int, label: str, at: int) -> None:
    """Put the last values together to one; lists (*) are taken in."""
    if not count:
        values.append((label, at, at, []))
        return
    first = values[-count]
    if label == "*" and type(first) is list:
        children = first
        rest = values[1 - count :]
    else:
        children = []
        rest = values[-count:]
    for value in rest:
        if type(value) is list:
            children.extend(value)
        else:
            children.append(value)
    del values[-count:]
    if label == "*":
        values.append(children)
    else:
        values.append((label, children[0][1], children[-1][2], children))
