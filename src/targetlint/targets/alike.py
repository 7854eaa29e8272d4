"""Targets that are the same but for their figure: ``≥85%`` and ``≥92%``.

What a target with one plain figure means is worked out once for each wording around the figure;
the next one of the kind takes over all of it and only puts in its own figure. Both must have
been split into the same tokens and telling words, so nothing is taken for alike that the
grammar reads differently (2024年 is a date, 3024年 is not). Such targets share a ``Shape``.
"""

from typing import Any

from targetlint.targets import numerals
from targetlint.targets.model import Target, Word

_MANY = 4096
_Key = tuple[str, str, int]


class Shape:
    """A target that was worked out, with its tokens and words; what those like it have in common.

    A shape is equal to itself only.
    """

    __slots__ = ("items", "target", "words")

    def __init__(self, target: Target, items: list[Any], words: list[Word]) -> None:
        """Take the first target of its kind."""
        self.target = target
        self.items = items
        self.words = words


_shapes: dict[_Key, Shape] = {}


def figure_of(items: list[Any]) -> tuple[int, int] | None:
    """Give where the figure stands in a target that is nothing but one quantity with one figure."""
    if len(items) != 1 or items[0][0] != "quantity":
        return None
    found = None
    for child in items[0][3]:
        if child[0] == "amount":
            token, start, end = child[3][0][3][0]
            if found is not None or token != "NUMBER":  # noqa: S105 - a terminal's name
                return None
            found = (start, end)
    return found


def known(
    text: str, at: tuple[int, int], items: list[Any], words: list[Word]
) -> tuple[Target, Shape] | None:
    """Give a target by one that differs in the figure only; None where there is none yet."""
    start, end = at
    written = text[start:end]
    shape = _shapes.get((text[:start], text[end:], end - start))
    if shape is None or shape.items != items or shape.words != words:
        return None
    value = _plain(written)
    if value is None:
        return None
    like = shape.target
    part = like.parts[0]
    lower = value if part.lower is not None else None
    upper = value if part.upper is not None else None
    mine = (*part[:4], value, lower, upper, *part[7:])
    normalised = like.normalised.replace(like.text[start:end], written)
    head = (text, like.kind, like.comparator, value, lower, upper, like.unit, normalised)
    return tuple.__new__(Target, (*head, (tuple.__new__(type(part), mine),), *like[9:])), shape


def learn(target: Target, at: tuple[int, int], items: list[Any], words: list[Word]) -> Shape | None:
    """Remember a target for those like it, if its figure means no more than itself."""
    start, end = at
    text = target.text
    written = text[start:end]
    value = _plain(written)
    if value is None or len(target.parts) != 1:
        return None
    part = target.parts[0]
    bounds = {part.lower, part.upper} - {None}
    if part.value != value or bounds != {value} or target.normalised.count(written) != 1:
        return None
    if len(_shapes) >= _MANY:
        _shapes.clear()
    shape = Shape(target, items, words)
    _shapes[text[:start], text[end:], end - start] = shape
    return shape


def forget() -> None:
    """Forget every target, for when words come to mean something else."""
    _shapes.clear()


def _plain(written: str) -> int | float | None:
    """Read a figure that is written as it is printed, and is not zero."""
    value = numerals.arabic(written)
    return value if value and numerals.written(value) == written else None
