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
from base64 import b64decode
from collections.abc import Callable
from typing import Any

Match = Callable[[str, int], re.Match[str] | None]
Candidates = tuple[tuple[int, Match], ...]


class Machine:
    """The tables, ready to run."""

    __slots__ = (
        "_candidates",
        "_codes",
        "_first",
        "_matches",
        "_patterns",
        "_same_interpreter",
        "_scanners",
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
        self.names: list[str] = tables["terminals"]
        self.actions = [dict(zip(row[::2], row[1::2], strict=True)) for row in tables["actions"]]
        self.gotos = [dict(zip(row[::2], row[1::2], strict=True)) for row in tables["gotos"]]
        self.rules: list[tuple[int, int, str]] = tables["rules"]
        self.start: int = tables["start"]
        self.end: int = tables["end"]
        self.ignore: int = tables["ignore"]
        self.text: int = tables["text"]
        self._scanners: list[list[int]] = tables["scanners"]
        self._first = [frozenset(chars) for chars in tables["first"]]
        self._patterns: list[str] = tables["patterns"]
        self._codes: list[str] = tables["codes"]
        self._same_interpreter = same_interpreter
        self._matches: list[Match | None] = [None] * len(self._patterns)
        self._candidates: list[dict[str, Candidates]] = [{} for _ in self._scanners]
        self.scanner_of = [self._candidates[number] for number in tables["scanner_of"]]
        # a text may stand anywhere, and what may follow it does not depend on where it stood
        self.after_text = self.scanner_of[self.actions[self.start][self.text]]

    def candidates(self, scanner: dict[str, Candidates], char: str) -> Candidates:
        """Tell which terminals a character can begin here, in the order they are asked."""
        number = next(at for at, each in enumerate(self._candidates) if each is scanner)
        found = tuple(
            (terminal, self._match(terminal))
            for terminal in self._scanners[number]
            if char in self._first[terminal]
        )
        scanner[char] = found
        return found

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
    import _sre  # noqa: PLC0415 - CPython's own

    return f"{sys.implementation.cache_tag}-{_sre.MAGIC}-{_sre.CODESIZE}-{sys.byteorder}"


def _from_code(pattern: str, code: str) -> re.Pattern[str] | None:
    """Build an expression from the code that this same interpreter once compiled."""
    import _sre  # noqa: PLC0415 - as above

    numbers = array("I", b64decode(code)).tolist()
    try:
        built: re.Pattern[str] = _sre.compile(pattern, re.UNICODE.value, numbers, 0, {}, (None,))
    except (RuntimeError, TypeError, ValueError):
        return None
    return built


def read(machine: Machine, text: str) -> list[Any]:
    """Read a text to its end, whatever it is; give its items in order."""
    actions, gotos, rules, names = machine.actions, machine.gotos, machine.rules, machine.names
    scanner_of, ignore, plain = machine.scanner_of, machine.ignore, machine.text
    ending = len(names)
    states = [machine.start]
    values: list[Any] = []
    position, length = 0, len(text)
    while True:
        # the next token, as this state sees it
        scanner = scanner_of[states[-1]]
        terminal, start = ending, position
        while position < length:
            char = text[position]
            known = scanner.get(char)
            if known is None:
                known = machine.candidates(scanner, char)
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
            _reduce(values, count, label, start)
            if count:
                del states[-count:]
            goal = gotos[states[-1]][symbol]
            states.append(goal)
            if terminal == ending and goal == machine.end:
                result: list[Any] = values[-1][3]
                return result
        states.append(action)
        values.append((names[terminal] if terminal < ending else "", start, position))


def _text_end(machine: Machine, text: str, position: int) -> int:
    """Find where the next thing known begins: up to there it is all text."""
    scanner = machine.after_text
    length = len(text)
    while position < length:
        char = text[position]
        known = scanner.get(char)
        if known is None:
            known = machine.candidates(scanner, char)
        for _, match in known:
            if match(text, position):
                return position
        position += 1
    return position


def _reduce(values: list[Any], count: int, label: str, at: int) -> None:
    """Put the last values together to one; lists (*) are taken in, '' hands its child on."""
    if not label:
        return
    if not count:
        values.append([] if label == "*" else (label, at, at, []))
        return
    first = values[-count]
    if label == "*" and type(first) is list:
        children = first
        rest = values[1 - count :] if count > 1 else ()
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
        begin = children[0][1] if children else at
        finish = children[-1][2] if children else at
        values.append((label, begin, finish, children))
