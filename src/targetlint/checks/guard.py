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
_FEW = 300


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
    import warnings  # noqa: PLC0415
    from re import _parser  # noqa: PLC0415 - no other way to the tree

    most = limits()["regex_length"]
    if len(text) > most:
        raise PatternError("pattern-too-long", most=str(most))
    try:
        with warnings.catch_warnings():
            # What Python means to read otherwise one day (a set within a set) is no expression.
            warnings.simplefilter("error")
            tree = list(_parser.parse(text))
            pattern(text).search("")
    except (re.error, OverflowError, RecursionError, ValueError, Warning) as error:
        raise PatternError("pattern-broken", problem=str(error)) from None
    weight = _sequence(tree, [])
    window = weight.window(limits()["regex_work"])
    if window < limits()["regex_window"]:
        raise PatternError("pattern-wild")
    pattern(text).window = min(window, limits()["regex_text"])


def _sequence(items: list[Any], after: list[Any]) -> Weight:
    """Give the work of expressions one after another, ``after`` of which others follow."""
    weight = Weight()
    for at, (operation, argument) in enumerate(items):
        weight = weight.then(_single(str(operation), argument, [*items[at + 1 :], *after]))
    return weight


def _single(operation: str, argument: Any, after: list[Any]) -> Weight:
    if operation in _REPEATS:
        return _repeat(argument, after)
    if operation == "BRANCH":
        inner = [_sequence(list(branch), after) for branch in argument[1]]
        factor = sum(weight.factor for weight in inner)
        degree = max(weight.degree for weight in inner)
        return Weight(factor, degree, any(weight.linear for weight in inner))
    if operation in ("SUBPATTERN", "ASSERT", "ASSERT_NOT"):
        return _sequence(list(argument[-1]), after)
    if operation == "ATOMIC_GROUP":
        return _sequence(list(argument), after)
    if operation.startswith("GROUPREF"):
        return Weight(degree=1)
    return Weight()


def _repeat(argument: Any, after: list[Any]) -> Weight:
    least, most, body = argument
    items = list(body)
    if int(least) == int(most):
        return _times(_sequence(items, [*items, *after]), int(most))
    if int(most) <= limits()["regex_short_repeat"]:
        again = [*items, *after] if int(most) > 1 else after
        many = _times(_sequence(items, again), int(most))
        return many._replace(factor=many.factor * (int(most) + 1))
    if not _fixed(items):
        raise PatternError("pattern-nested")
    return Weight(linear=True) if _splits_once(items, after) else Weight(degree=1)


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


def _splits_once(items: list[Any], after: list[Any]) -> bool:
    """Whether a repeat of one character ends where only what follows it can go on."""
    if not after:
        return True
    if len(items) != 1 or str(items[0][0]) not in _ONE_CHARACTER:
        return False
    first = _first(after)
    return first is not None and not any(_overlap(items[0], other) for other in first)


def _first(items: list[Any]) -> list[Any] | None:
    """Give the one-character expressions that others can begin with; None where that is hard."""
    found: list[Any] = []
    for operation, argument in items:
        name = str(operation)
        if name in _ONE_CHARACTER:
            return [*found, (operation, argument)]
        if name == "AT":
            continue
        begin = _begin(name, argument)
        if begin is None:
            return None
        found += begin
        if not _may_be_empty([(operation, argument)]):
            return found
    return found


def _begin(name: str, argument: Any) -> list[Any] | None:
    """Give what a repeat, a group or alternatives can begin with."""
    if name in _REPEATS:
        return _first(list(argument[2]))
    if name == "SUBPATTERN":
        return _first(list(argument[-1]))
    if name != "BRANCH":
        return None
    found: list[Any] = []
    for branch in argument[1]:
        begin = _first(list(branch))
        if begin is None:
            return None
        found += begin
    return found


def _may_be_empty(items: list[Any]) -> bool:
    """Whether an expression can match nothing at all."""
    for operation, argument in items:
        name = str(operation)
        if name in _REPEATS:
            empty = int(argument[0]) == 0 or _may_be_empty(list(argument[2]))
        elif name == "SUBPATTERN":
            empty = _may_be_empty(list(argument[-1]))
        elif name == "BRANCH":
            empty = any(_may_be_empty(list(branch)) for branch in argument[1])
        else:
            empty = name not in _ONE_CHARACTER
        if not empty:
            return False
    return True


def _overlap(one: Any, other: Any) -> bool:
    """Whether two one-character expressions may match the same character."""
    for first, second in ((one, other), (other, one)):
        few = _characters(second)
        if few is not None:
            return any(_takes(first, char) for char in few)
    return True


def _characters(item: Any) -> list[str] | None:
    """Give the characters of a one-character expression, where they are few."""
    name, argument = str(item[0]), item[1]
    if name == "LITERAL":
        return [chr(argument)]
    if name != "IN":
        return None
    found: list[str] = []
    for kind, value in argument:
        if str(kind) == "LITERAL":
            found.append(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _FEW:
            found += [chr(code) for code in range(value[0], value[1] + 1)]
        elif str(value) == "CATEGORY_DIGIT":
            found += list("0123456789\u0660\uff10")
        elif str(value) == "CATEGORY_SPACE":
            found += list(" \t\n\r\u3000")
        else:
            return None
    return found


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
