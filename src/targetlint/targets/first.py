"""Which characters an expression can begin with.

The scanner jumps over text to the next character that could begin something known; this finds
those characters from the expressions of the terminals. Much can begin with a figure (a date, a
code, a ratio), so for figures what follows them is asked as well.
"""

import re
from typing import Any

_DIGITS = frozenset("0123456789")
_NONE: frozenset[str] = frozenset()
_LISTED = 1000


def characters(pattern: str) -> frozenset[str]:
    """Give every character that a match of the expression can begin with."""
    found, _ = _first(re._parser.parse(pattern), _NONE, ignore_case=False)  # noqa: SLF001 - the only parser of expressions
    return frozenset(found)


def after_figure(pattern: str) -> frozenset[str] | None:
    """Give every character that a match can have next after the digits that it begins with.

    None where the match may end with them, or where too much can be next to be listed.
    """
    try:
        found, ends = _first(re._parser.parse(pattern), _DIGITS, ignore_case=False)  # noqa: SLF001 - as above
    except ValueError:
        return None
    return None if ends or len(found) > _LISTED else frozenset(found)


def _first(sequence: Any, passed: frozenset[str], *, ignore_case: bool) -> tuple[set[str], bool]:
    """Give the first characters of a sequence, and whether it can be empty.

    Those that are ``passed`` over count as nothing.
    """
    found: set[str] = set()
    for operator, argument in sequence:
        chars, empty = _of(str(operator), argument, passed, ignore_case=ignore_case)
        found |= chars - passed
        if not empty and passed.isdisjoint(chars):
            return found, False
    return found, True


def _of(
    operator: str, argument: Any, passed: frozenset[str], *, ignore_case: bool
) -> tuple[set[str], bool]:
    match operator:
        case "LITERAL":
            return _both(chr(argument), ignore_case=ignore_case), False
        case "IN":
            return _class(argument, ignore_case=ignore_case), False
        case "BRANCH":
            arms = [_first(arm, passed, ignore_case=ignore_case) for arm in argument[1]]
            return set().union(*(chars for chars, _ in arms)), any(empty for _, empty in arms)
        case "SUBPATTERN":
            _group, added, _removed, inner = argument
            return _first(inner, passed, ignore_case=ignore_case or bool(added & re.IGNORECASE))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, _most, inner = argument
            chars, empty = _first(inner, passed, ignore_case=ignore_case)
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
