"""Check boxes: ``□是 ☑否`` says 否."""

from functools import cache
from typing import NamedTuple

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import joined, scalar, trimmed


class _Option(NamedTuple):
    start: int
    end: int
    on: bool


def chosen(value: Scalar) -> Scalar:
    """Give what is ticked in a value; the value itself where it has no boxes.

    Nothing ticked is a blank value; several ticked options are joined by blanks.
    """
    text = value.text
    if not _signs().intersection(text):
        return value
    options = _bracketed(text) or _boxed(text)
    if not options:
        return value
    ticked = [option for option in options if option.on]
    if not ticked:
        return scalar("", value.span.start)
    parts = [trimmed(text[o.start : o.end].strip(), _begin(value, o)) for o in ticked]
    return joined(parts, [" "] * len(parts))


@cache
def _signs() -> frozenset[str]:
    """Every sign that a check box is made of, letters in brackets aside."""
    ticks = cues.cue("ticks")
    letters = [pair[0] for pair in ticks["brackets"]]
    return frozenset(ticks["on"] + ticks["off"]).union(letters)


def _begin(value: Scalar, option: _Option) -> int:
    piece = value.text[option.start : option.end]
    at = option.start + len(piece) - len(piece.lstrip())
    return value.part(at, at + 1).start


def _boxed(text: str) -> list[_Option]:
    ticks = cues.cue("ticks")
    marks = [(at, char in ticks["on"]) for at, char in enumerate(text) if _mark(char)]
    lone = len(marks) == 1 and len(text.strip()) > 1
    if not marks or (all(on for _, on in marks) and not lone):
        return []
    if not text[: marks[0][0]].strip():
        ends = [at for at, _ in marks[1:]] + [len(text)]
        return [_Option(at + 1, end, on) for (at, on), end in zip(marks, ends, strict=True)]
    starts = [0] + [at + 1 for at, _ in marks[:-1]]
    return [_Option(start, at, on) for start, (at, on) in zip(starts, marks, strict=True)]


def _mark(char: str) -> bool:
    ticks = cues.cue("ticks")
    return char in ticks["on"] or char in ticks["off"]


def _bracketed(text: str) -> list[_Option]:
    """Find 是（√）否（ ）: options whose bracket is empty or holds a sign alone."""
    ticks = cues.cue("ticks")
    found: list[_Option] = []
    begin = 0
    opening = {pair[0]: pair for pair in ticks["brackets"]}
    for at, char in enumerate(text):
        pair = opening.get(char)
        if pair is None:
            continue
        end = text.find(pair[1], at, at + 5)
        inside = text[at + 1 : end].strip() if end > at and end - at <= 4 else "?"  # noqa: PLR2004
        if inside == "" or (len(inside) == 1 and inside in ticks["signs"]):
            found.append(_Option(begin, at, bool(inside)))
            begin = end + 1
    options = [option for option in found if text[option.start : option.end].strip()]
    return options if len(options) > 1 or any(option.on for option in options) else []
