"""Words with their classes, and tables of cases that read like a list of sentences.

What an expert goes by stands in ``rules/*.yaml``. This module turns such data into something
fast: a ``Features`` gives every class of words and every fact a bit, a ``Lexicon`` finds the
words of a text, an ``Endings`` looks at how a text ends, and a ``Table`` says which of its
cases is the first to fit a set of bits.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from targetlint import resources

Data = Mapping[str, Any]
_MOST = 20_000


def load(name: str) -> Data:
    """Give the data of ``rules/NAME.yaml``."""
    data: Data = resources.load(f"rules/{name}.yaml")
    return data


class Hit(NamedTuple):
    """A word found in a text: its classes as bits, and where it stands."""

    bits: int
    start: int
    end: int


class Features:
    """The names of classes and facts, each with a bit of its own."""

    __slots__ = ("bits",)

    def __init__(self) -> None:
        """Start without any feature."""
        self.bits: dict[str, int] = {}

    def bit(self, name: str) -> int:
        """Give the bit of a feature, a new one if nobody asked for it before."""
        return self.bits.setdefault(name, 1 << len(self.bits))

    def known(self, name: str) -> int:
        """Give the bit of a feature that has one; a table must not ask for anything else."""
        try:
            return self.bits[name]
        except KeyError:
            raise ValueError(f"no such feature: {name}") from None

    def all_of(self, names: Iterable[str]) -> int:
        """Give the bits of several known features together."""
        bits = 0
        for name in names:
            bits |= self.known(name)
        return bits


# a word, its length, the bits of its classes, its group
Entry = tuple[str, int, int, int]


class _Starts(dict[str, tuple[Entry, ...]]):
    """The words that begin with one or two characters, the longest first; sorted when needed."""

    __slots__ = ("_by_start",)

    def __init__(self, by_start: Mapping[str, list[Entry]]) -> None:
        self._by_start = by_start

    def __missing__(self, start: str) -> tuple[Entry, ...]:
        """Find out about a start; most begin nothing."""
        found = tuple(sorted(self._by_start.get(start, ()), key=_longest_first))
        if found or len(self) < _MOST:
            self[start] = found
        return found


class Lexicon:
    """Words by class, found in a text with the longest first.

    The classes come in groups. A word that stands within a longer one of its group is not
    seen, so an exception is simply a longer word; another group's words it does not hide.
    """

    __slots__ = ("_groups", "_singles", "_starts")

    def __init__(self, groups: Sequence[Mapping[str, int]]) -> None:
        """Take groups of words with the bits of their classes."""
        by_start: dict[str, list[Entry]] = {}
        for group, words in enumerate(groups):
            for word, bits in words.items():
                by_start.setdefault(word[:2], []).append((word, len(word), bits, group))
        self._starts = _Starts(by_start)
        self._singles = {start for start in by_start if len(start) == 1}
        self._groups = len(groups)

    @classmethod
    def from_data(
        cls, groups: Iterable[Mapping[str, Sequence[str]]], features: Features, prefix: str
    ) -> "Lexicon":
        """Build a lexicon from groups of classes, each a list of words."""
        built: list[dict[str, int]] = []
        for classes in groups:
            words: dict[str, int] = {}
            for name, members in classes.items():
                bit = features.bit(prefix + name)
                for word in members:
                    words[word] = words.get(word, 0) | bit
            built.append(words)
        return cls(built)

    def scan(self, text: str) -> tuple[Hit, ...]:
        """Find the words of a text, in the order in which they stand."""
        starts, singles = self._starts, self._singles
        hits: list[Hit] = []
        covered = [0] * self._groups
        for at, char in enumerate(text):
            found = starts[text[at : at + 2]]
            if char in singles and at + 1 < len(text):
                found = (*found, *starts[char])
            for word, length, bits, group in found:
                end = at + length
                if end > covered[group] and text.startswith(word, at):
                    covered[group] = end
                    hits.append(Hit(bits, at, end))
        return tuple(hits)


def _longest_first(entry: Entry) -> int:
    return -entry[1]


class Endings:
    """What the end of a text tells; the longest known ending counts."""

    __slots__ = ("_longest", "_values")

    def __init__(self, classes: Mapping[str, Sequence[str]]) -> None:
        """Take the endings by class."""
        self._values = {word: name for name, words in classes.items() for word in words}
        self._longest = max(map(len, self._values), default=0)

    def find(self, text: str) -> tuple[str, str] | None:
        """Give the class of the longest known ending and the ending itself."""
        values = self._values
        for length in range(min(self._longest, len(text)), 0, -1):
            ending = text[-length:]
            if ending in values:
                return values[ending], ending
        return None


class Case(NamedTuple):
    """One sentence of a table: bits that must all be there, none of these, one of each group."""

    needed: int
    barred: int
    choices: tuple[int, ...]
    result: Data


class Table:
    """Cases of which the first that fits decides.

    Most of what is known of a row is asked by no case; what is asked is often the same, and is
    looked up then.
    """

    __slots__ = ("_asked", "_known", "cases")

    def __init__(self, cases: Sequence[Case]) -> None:
        """Take the cases in their order."""
        self.cases = tuple(cases)
        self._asked = 0
        for needed, barred, choices, _ in self.cases:
            self._asked |= reduce(or_, choices, needed | barred)
        self._known: dict[int, Data | None] = {}

    @classmethod
    def from_data(cls, cases: Iterable[Data], features: Features) -> "Table":
        """Build a table from cases with ``when``; ``a|b`` is one of them, ``!a|b`` neither."""
        return cls([_case(case, features) for case in cases])

    def find(self, bits: int) -> Data | None:
        """Give the first case that fits."""
        asked = bits & self._asked
        if asked not in self._known:
            if len(self._known) > _MOST:
                self._known.clear()
            self._known[asked] = self._first(asked)
        return self._known[asked]

    def _first(self, bits: int) -> Data | None:
        for needed, barred, choices, result in self.cases:
            if bits & needed == needed and not bits & barred:
                for choice in choices:
                    if not bits & choice:
                        break
                else:
                    return result
        return None


def _case(data: Data, features: Features) -> Case:
    needed = barred = 0
    choices: list[int] = []
    for line in data["when"]:
        bits = features.all_of(line.lstrip("!").split("|"))
        if line.startswith("!"):
            barred |= bits
        elif "|" in line:
            choices.append(bits)
        else:
            needed |= bits
    return Case(needed, barred, tuple(choices), data)
