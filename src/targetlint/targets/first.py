"""Which characters an expression can begin with.

The scanner jumps over text to the next character that could begin something known; this finds
those characters from the expressions of the terminals.
"""

import re
from typing import Any

_DIGITS = frozenset("0123456789")


def characters(pattern: str) -> frozenset[str]:
    """Give every character that a match of the expression can begin with."""
    found, _ = _first(re._parser.parse(pattern), ignore_case=False)  # noqa: SLF001 - the only parser of expressions
    return frozenset(found)


def _first(sequence: Any, *, ignore_case: bool) -> tuple[set[str], bool]:
    """Give the first characters of a sequence, and whether it can be empty."""
    found: set[str] = set()
    for operator, argument in sequence:
        chars, empty = _of(str(operator), argument, ignore_case=ignore_case)
        found |= chars
        if not empty:
            return found, False
    return found, True


def _of(operator: str, argument: Any, *, ignore_case: bool) -> tuple[set[str], bool]:
    match operator:
        case "LITERAL":
            return _both(chr(argument), ignore_case=ignore_case), False
        case "IN":
            return _class(argument, ignore_case=ignore_case), False
        case "BRANCH":
            arms = [_first(arm, ignore_case=ignore_case) for arm in argument[1]]
            return set().union(*(chars for chars, _ in arms)), any(empty for _, empty in arms)
        case "SUBPATTERN":
            _group, added, _removed, inner = argument
            return _first(inner, ignore_case=ignore_case or bool(added & re.IGNORECASE))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _most, inner = argument
            chars, empty = _first(inner, ignore_case=ignore_case)
            return chars, empty or least == 0
        case "ASSERT" | "ASSERT_NOT" | "AT":
            return set(), True
        case _:
            raise ValueError(f"a terminal may not begin with {operator}")


def _class(members: Any, *, ignore_case: bool) -> set[str]:
    found: set[str] = set()
    for kind, argument in members:
        match str(kind):
            case "LITERAL":
                found |= _both(chr(argument), ignore_case=ignore_case)
            case "RANGE":
                found |= {chr(code) for code in range(argument[0], argument[1] + 1)}
            case "CATEGORY" if str(argument) == "CATEGORY_DIGIT":
                found |= _DIGITS
            case "CATEGORY" if str(argument) == "CATEGORY_SPACE":
                found |= set(" \t\n\r\f\v")
            case _:
                raise ValueError(f"a terminal may not begin with {kind} {argument}")
    return found


def _both(char: str, *, ignore_case: bool) -> set[str]:
    return {char.lower(), char.upper()} if ignore_case else {char}
