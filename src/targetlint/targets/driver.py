"""The reader of targets: a contextual scanner and an LALR(1) machine over prepared tables.

It makes the same derivation as Lark's own parser would (the tests compare the two), with three
differences that only concern speed: characters that begin nothing known are put together into
one text, a terminal's expression is compiled when it is first needed, and a character only
meets the terminals that can begin with it (a figure those that can go on with what follows it).

A token is ``(name, start, end)``, a node ``(label, start, end, children)``.
"""

import re
from collections.abc import Callable
from typing import Any

from targetlint.expressions import Code, decode

Match = Callable[[str, int], re.Match[str] | None]
# how many of the last values become what
Reductions = tuple[tuple[int, str], ...]
Candidates = tuple[tuple[int, Match], ...]


# so many characters that begin nothing are remembered
_MANY = 8192
_DIGITS = "0123456789"
_END = "\0"


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
    """What each character can begin in some states, in the order it is asked.

    A digit may be asked for with the character that follows its figure.
    """

    __slots__ = ("_machine", "_terminals")

    def __init__(self, machine: "Machine", terminals: list[int]) -> None:
        """Take the terminals that these states know."""
        self._machine = machine
        self._terminals = terminals

    def __missing__(self, key: str) -> Candidates:
        """Find out about a character."""
        found = self._machine.candidates(self._terminals, key[0], key[1:])
        if len(self) < _MANY or (found and len(key) == 1):
            self[key] = found
        return found


class Machine:
    """The tables, ready to run."""

    __slots__ = (
        "_after_figure",
        "_bottom",
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
        self._after_figure: list[str | None] = tables["after_figure"]
        self._patterns: list[str] = tables["patterns"]
        self._codes: list[Code] = tables["codes"]
        self._same_interpreter = same_interpreter
        self._matches: list[Match | None] = [None] * len(self._patterns)
        scanners = [Scanner(self, terminals) for terminals in tables["scanners"]]
        self.scanner_of = [scanners[number] for number in tables["scanner_of"]]
        # a text may stand anywhere, and what may follow it does not depend on where it stood
        self.after_text = self.scanner_of[self.actions[self.start][self.text]]

        self._bottom: Stack | None = None

    def bottom(self) -> "Stack":
        """Give the stack that every reading begins with."""
        if self._bottom is None:
            self._bottom = Stack(self, self.start, None)
        return self._bottom

    def candidates(self, terminals: list[int], char: str, behind: str) -> Candidates:
        """Tell which of some terminals a character can begin.

        Of a figure this depends on what stands ``behind`` it, if that is given.
        """
        return tuple(
            (terminal, self._match(terminal))
            for terminal in terminals
            if char in self._first[terminal] and self._goes_on(terminal, behind)
        )

    def _goes_on(self, terminal: int, behind: str) -> bool:
        known = self._after_figure[terminal]
        return not behind or known is None or behind in known

    def _match(self, terminal: int) -> Match:
        match = self._matches[terminal]
        if match is None:
            pattern = self._patterns[terminal]
            compiled = None
            if self._same_interpreter:
                compiled = decode(pattern, self._codes[terminal])
            match = self._matches[terminal] = (compiled or re.compile(pattern)).match
        return match


class Stack:
    """Where a reading stands: a state, and what lies below it until it is finished.

    The language does not nest, so there are only a few hundred of these, and what a token does
    at one of them is worked out once: which values are put together, and where reading goes on.
    """

    __slots__ = ("_above", "_machine", "below", "moves", "scanner", "state")

    def __init__(self, machine: Machine, state: int, below: "Stack | None") -> None:
        """Put a state on top of a stack."""
        self._machine = machine
        self.state = state
        self.below = below
        self._above: dict[int, Stack] = {}
        self.scanner = machine.scanner_of[state]
        self.moves: dict[int, tuple[Reductions, Stack | None]] = {}

    def move(self, terminal: int) -> "tuple[Reductions, Stack | None]":
        """Work out what a terminal does here; no stack is left when all is read."""
        machine = self._machine
        stack: Stack | None = self
        done: list[tuple[int, str]] = []
        while stack:
            action = machine.actions[stack.state][terminal]
            if action >= 0:
                stack = stack.push(action)
                break
            symbol, count, label = machine.rules[-1 - action]
            if count != 1 or label:
                done.append((count, label))
            for _ in range(count):
                stack = stack.below if stack else None
            goal = machine.gotos[stack.state][symbol] if stack else machine.end
            stack = stack.push(goal) if stack and goal != machine.end else None
        self.moves[terminal] = moved = (tuple(done), stack)
        return moved

    def push(self, state: int) -> "Stack":
        """Give the stack with a state on top of this one."""
        above = self._above.get(state)
        if above is None:
            above = self._above[state] = Stack(self._machine, state, self)
        return above


def read(machine: Machine, text: str) -> list[Any]:
    """Read a text to its end, whatever it is; give its items in order."""
    names, ignore, plain = machine.names, machine.ignore, machine.text
    ending = len(names) - 1
    stack: Stack | None = machine.bottom()
    values: list[Any] = []
    position, length = 0, len(text)
    while stack:
        # the next token, as this state sees it
        scanner = stack.scanner
        terminal, start = ending, position
        while position < length:
            key = text[position]
            if key in _DIGITS:
                key += _behind(text, position + 1, length)
            for each, match in scanner[key]:
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
        reductions, stack = stack.moves.get(terminal) or stack.move(terminal)
        for count, label in reductions:
            _reduce(values, count, label, start)
        values.append((names[terminal], start, position))
    items: list[Any] = values[0][3]
    return items


def _text_end(machine: Machine, text: str, position: int) -> int:
    """Find where the next thing known begins: up to there it is all text."""
    scanner = machine.after_text
    length = len(text)
    while position < length:
        key = text[position]
        if key in _DIGITS:
            key += _behind(text, position + 1, length)
        for _, match in scanner[key]:
            if match(text, position):
                return position
        position += 1
    return position


def _behind(text: str, position: int, length: int) -> str:
    """Give the character behind the digits of a figure."""
    while position < length and text[position] in _DIGITS:
        position += 1
    return text[position] if position < length else _END


def _reduce(values: list[Any], count: int, label: str, at: int) -> None:
    """Put the last values together to one node, or to a list (*); lists are taken in."""
    if count == 1:
        value = values[-1]
        if type(value) is not list:
            values[-1] = [value] if label == "*" else (label, value[1], value[2], [value])
        elif label != "*":
            values[-1] = (label, value[0][1], value[-1][2], value)
        return
    if not count:
        values.append((label, at, at, []))
        return
    grows = label == "*" and type(values[-count]) is list
    children = values[-count] if grows else []
    for value in values[1 - count :] if grows else values[-count:]:
        if type(value) is list:
            children += value
        else:
            children.append(value)
    del values[-count:]
    whole = children if label == "*" else (label, children[0][1], children[-1][2], children)
    values.append(whole)
