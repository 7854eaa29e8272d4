"""Rows that are the same but for the figure in their target: ``培训合格率 ≥89%`` and ``≥92%``.

Where the targets have one shape (``alike``) and name, levels and unit are the same, the second
row takes over how the first was read. What a row says by the size of its figure, it says by the
marks that the figure has passed (zero, one, a small share, the whole), so these must be the same.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from targetlint.targets.alike import Shape
from targetlint.targets.lexicon import Data
from targetlint.targets.model import Reading, Target

_MOST = 20_000
_ONE = 1  # the figure that a row may say without saying it: 建成, once
_tuple = tuple.__new__  # Reading(...) at a third of the price
# the texts of a row beside its target: name, level 2, level 1, unit
Texts = tuple[str, str, str, str]
# what two rows must have in common: the shape of the target, the marks passed, those texts
Key = tuple[Shape, int, Texts]


class AlikeRows:
    """Readings of rows by what rows like them have in common."""

    def __init__(self, limits: Data, words: Iterable[str]) -> None:
        """Take the limits of figures, and the telling words, of which some have figures."""
        whole: int = limits["whole_share"]
        self._marks = sorted({_ONE, limits["small_share"], whole})
        self._whole = self._passed(whole)
        self._figured = tuple(word for word in words if any(map(str.isdigit, word)))
        self._signs = frozenset(_beside_a_figure(word) for word in self._figured)
        self._known: dict[Key, Reading] = {}

    def key(self, target: Target, shape: Shape | None, row: Texts) -> Key | None:
        """Give what rows like this one have in common with it; None where figures tell more."""
        text, value = target.text, target.value
        if shape is None or not isinstance(value, int | float):
            return None
        if not self._signs.isdisjoint(text) and any(word in text for word in self._figured):
            return None
        return shape, self._passed(value), row

    def _passed(self, value: float) -> int:
        """Say between which marks a figure is, or on which."""
        return bisect_left(self._marks, value) + bisect_right(self._marks, value)

    def find(self, key: Key, target: Target) -> Reading | None:
        """Give the reading of a row like one that was read; None where none was yet."""
        like = self._known.get(key)
        return None if like is None else _tuple(Reading, (target, *like[1:-1], like))

    def learn(self, key: Key, reading: Reading) -> None:
        """Remember a reading, unless the figure has a say in it beyond the marks it has passed."""
        part, name = reading.target.parts[0], key[2][0]
        named = not part.unit and any(map(str.isdigit, name))  # 变压器3台: 3
        if named or reading.problems or (part.dimension == "share" and key[1] > self._whole):
            return
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = reading


def _beside_a_figure(word: str) -> str:
    """Give a character that a word with figures has, if possible beside them."""
    return next((char for char in word if not char.isdigit()), word[0])
