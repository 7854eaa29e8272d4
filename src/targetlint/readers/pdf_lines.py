"""Letters to lines of text: which stand on one line, and where blanks belong."""

from typing import NamedTuple

from targetlint.readers.pdf_page import Letter

_SAME_LINE = 0.5
_BLANK = 0.55
_WIDE_BLANK = 1.8


class TextLine(NamedTuple):
    """A line of text and its edges."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def size(self) -> float:
        """How high the letters are."""
        return self.bottom - self.top


def text_lines(letters: list[Letter]) -> list[TextLine]:
    """Put letters into lines, top to bottom, with blanks where there are gaps."""
    rows: list[list[Letter]] = []
    middle = 0.0
    for letter in sorted(letters, key=lambda one: (one.top + one.bottom) / 2):
        here = (letter.top + letter.bottom) / 2
        height = letter.bottom - letter.top
        if rows and here - middle <= _SAME_LINE * height:
            rows[-1].append(letter)
            middle += (here - middle) / len(rows[-1])
        else:
            rows.append([letter])
            middle = here
    lines = (_line(sorted(row, key=lambda one: one.left)) for row in rows)
    return [line for line in lines if line.text]


def _line(letters: list[Letter]) -> TextLine:
    pieces: list[str] = []
    last: Letter | None = None
    for letter in letters:
        if last is not None:
            if letter.text == last.text and abs(letter.left - last.left) < _TWICE:
                continue  # bold print, drawn twice
            size = min(letter.bottom - letter.top, last.bottom - last.top)
            gap = letter.left - last.right
            if gap > _WIDE_BLANK * size:
                pieces.append("   ")
            elif gap > _BLANK * size and letter.text != " " and pieces[-1] != " ":
                pieces.append(" ")
        pieces.append(letter.text)
        last = letter
    text = "".join(pieces)
    inked = [one for one in letters if not one.text.isspace()] or letters
    return TextLine(
        text.strip(),
        inked[0].left,
        min(one.top for one in inked),
        max(one.right for one in inked),
        max(one.bottom for one in inked),
    )


_TWICE = 0.8


def inside(
    letters: list[Letter], left: float, top: float, right: float, bottom: float
) -> list[Letter]:
    """Give the letters whose middle lies in a box."""
    return [
        one
        for one in letters
        if left <= (one.left + one.right) / 2 < right and top <= (one.top + one.bottom) / 2 < bottom
    ]
