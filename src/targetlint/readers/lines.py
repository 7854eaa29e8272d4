"""Lines and words of a text, with their offsets."""

from typing import NamedTuple

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import scalar


class Word(NamedTuple):
    """A word of a line and its offset."""

    text: str
    start: int

    @property
    def scalar(self) -> Scalar:
        """The word as a node."""
        return scalar(self.text, self.start)


class Line(NamedTuple):
    """A line without the blanks around it, and its offset."""

    text: str
    start: int

    @property
    def labelled(self) -> list[Word]:
        """The words of the line, what stands in brackets behind a label taken as part of it."""
        words: list[Word] = []
        for word in self.words:
            bracket = word.text[0] in "（(" and word.text[-1] in "）)"
            if bracket and words and cues.field_key(words[-1].text) is not None:
                words[-1] = Word(words[-1].text + word.text, words[-1].start)
            else:
                words.append(word)
        return words

    @property
    def words(self) -> list[Word]:
        """The words of the line."""
        found: list[Word] = []
        at = 0
        for word in self.text.split():
            at = self.text.index(word, at)
            found.append(Word(word, self.start + at))
            at += len(word)
        return found


def lines_of(text: str) -> list[Line]:
    """Give the lines that say something, page numbers and the like left out."""
    lines: list[Line] = []
    at = 0
    for raw in text.replace("\f", "\n").replace("\r", "\n").split("\n"):
        bare = raw.strip()
        if bare and not cues.is_furniture(bare):
            lines.append(Line(bare, at + raw.index(bare)))
        at += len(raw) + 1
    return lines
