"""Lines that were wrapped in a cell or a paragraph, joined again."""

from itertools import pairwise

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import joined

_WIDE = "\u2e80"


def unwrap(parts: list[Scalar], *, full: list[bool] | None = None) -> Scalar:
    """Join the lines of one value.

    A line break is kept where a new item begins after the end of a sentence, and, where
    ``full`` says which lines reach the edge, after a line that ends well before it.
    """
    separators = [""]
    for number, (before, after) in enumerate(pairwise(parts)):
        separators.append(_separator(before.text, after.text, full[number] if full else None))
    return joined(parts, separators)


def _separator(before: str, after: str, full: bool | None) -> str:  # noqa: FBT001 - one of three
    ended = before[-1:] in cues.pattern_text("wrapped", "sentence_end")
    if ended and (full is False or cues.pattern("wrapped", "item").match(after)):
        return "\n"
    if before[-1:] < _WIDE and after[:1] < _WIDE and _letter(before[-1:]) and _letter(after[:1]):
        return " " if before[-1:].isalpha() and after[:1].isalpha() else ""
    return ""


def _letter(char: str) -> bool:
    return char.isalnum()
