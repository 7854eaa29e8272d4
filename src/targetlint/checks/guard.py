"""How much work a regular expression can make: read off its structure, before it is used.

A repeat without end whose body has one fixed width, next to something that none of its
characters can begin, splits a text in one way only: it costs as much as the text is long.
Any other one multiplies the work by the length of the text; a short repeat, an option and an
alternative multiply it by a constant. From that follows how long a stretch of text the
expression may see. A body that can match the same text in several ways is refused.
"""

from typing import Any, NamedTuple

from targetlint.checks.patterns import PatternError, limits, pattern

_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")
_ONE_CHARACTER = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


class Weight(NamedTuple):
    """The work of an expression: ``factor`` times the text's length to the ``degree``.

    ``linear`` tells that a repeat in it runs along the text in one way only.
    """

    factor: int = 1
    degree: int = 0
    linear: bool = False

    def then(self, other: "Weight") -> "Weight":
        """Give the work of two expressions one after another."""
        return Weight(
            self.factor * other.factor, self.degree + other.degree, self.linear or other.linear
        )

    def window(self, work: int) -> int:
        """Give the length of text, tried from each of its places, that makes so much work."""
        return int((work / self.factor) ** (1 / (1 + self.degree + self.linear)))


def guard(text: str) -> None:
    """Refuse an expression that is broken or could run wild; set how much it sees of a text."""
    import re  # noqa: PLC0415 - only rule files from outside are guarded
    from re import _parser  # type: ignore[attr-defined] # noqa: PLC0415 - no other way to the tree

    most = limits()["regex_length"]
    if len(text) > most:
        raise PatternError("pattern-too-long", most=str(most))
    try:
        tree = list(_parser.parse(text))
        pattern(text).search("")
    except (re.error, OverflowError, RecursionError, ValueError) as error:
        raise PatternError("pattern-broken", problem=str(error)) from None
    weight = _sequence(tree)
    window = weight.window(limits()["regex_work"])
    if window < limits()["regex_window"]:
        raise PatternError("pattern-wild")
    pattern(text).window = min(window, limits()["regex_text"])


def _sequence(items: list[Any]) -> Weight:
    """Give the work of expressions one after another."""
    weight = Weight()
    for at, (operation, argument) in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        weight = weight.then(_single(str(operation), argument, following))
    return weight


def _single(operation: str, argument: Any, following: Any) -> Weight:
    if operation in _REPEATS:
        return _repeat(argument, following)
    if operation == "BRANCH":
        inner = [_sequence(list(branch)) for branch in argument[1]]
        factor = sum(weight.factor for weight in inner)
        degree = max(weight.degree for weight in inner)
        return Weight(factor, degree, any(weight.linear for weight in inner))
    if operation == "SUBPATTERN":
        return _sequence(list(argument[-1]))
    if operation in ("ASSERT", "ASSERT_NOT"):
        return _sequence(list(argument[1]))
    if operation == "ATOMIC_GROUP":
        return _sequence(list(argument))
    if operation.startswith("GROUPREF"):
        return Weight(degree=1)
    return Weight()


def _repeat(argument: Any, following: Any) -> Weight:
    least, most, body = argument
    items = list(body)
    if int(least) == int(most):
        return _times(_sequence(items), int(most))
    if int(most) <= limits()["regex_short_repeat"]:
        once = _sequence(items)
        many = _times(once, int(most))
        return many._replace(factor=many.factor * (int(most) + 1))
    if not _fixed(items):
        raise PatternError("pattern-nested")
    return Weight(linear=True) if _splits_once(items, following) else Weight(degree=1)


def _times(weight: Weight, count: int) -> Weight:
    return Weight(weight.factor ** min(count, 64), weight.degree * count, weight.linear)


def _fixed(items: list[Any]) -> bool:
    """Whether an expression has one width and one way to match."""
    for operation, argument in items:
        name = str(operation)
        if name in _ONE_CHARACTER or name == "AT":
            continue
        if name == "SUBPATTERN" and _fixed(list(argument[-1])):
            continue
        if name in _REPEATS and int(argument[0]) == int(argument[1]) and _fixed(list(argument[2])):
            continue
        return False
    return True


def _splits_once(items: list[Any], following: Any) -> bool:
    """Whether a repeat of one character ends where only what follows it can go on."""
    if following is None:
        return True
    if len(items) != 1 or str(items[0][0]) not in _ONE_CHARACTER:
        return False
    first = _characters(following)
    return first is not None and not any(_takes(items[0], char) for char in first)


def _characters(item: Any) -> list[str] | None:
    """Give the characters an expression can begin with, where they are few and plain."""
    name, argument = str(item[0]), item[1]
    if name == "LITERAL":
        return [chr(argument)]
    if name == "SUBPATTERN" and argument[-1]:
        return _characters(argument[-1][0])
    if name == "IN" and all(str(kind) == "LITERAL" for kind, _ in argument):
        return [chr(code) for _, code in argument]
    if name in _REPEATS and int(argument[0]) > 0:
        return _characters(argument[2][0])
    return None


def _takes(item: Any, char: str) -> bool:
    """Whether a one-character expression matches a character."""
    name, argument = str(item[0]), item[1]
    if name == "LITERAL":
        return bool(chr(argument) == char)
    if name == "NOT_LITERAL":
        return bool(chr(argument) != char)
    if name == "ANY":
        return True
    negated = bool(argument) and str(argument[0][0]) == "NEGATE"
    return negated != any(_member(str(kind), value, char) for kind, value in argument)


def _member(kind: str, value: Any, char: str) -> bool:
    if kind == "LITERAL":
        return bool(value == ord(char))
    if kind == "RANGE":
        return bool(value[0] <= ord(char) <= value[1])
    if kind != "CATEGORY":
        return False
    category = str(value).removeprefix("CATEGORY_")
    tests = {
        "DIGIT": char.isdigit(),
        "SPACE": char.isspace(),
        "WORD": char.isalnum() or char == "_",
    }
    return tests[category] if category in tests else not tests[category.removeprefix("NOT_")]
