"""Which sets are alike among many, without comparing each with each.

Signatures (MinHash) bring together what could be alike, by locality-sensitive hashing; what is
told was then compared for certain. The sets themselves are kept by the caller and asked for
when two of them are compared.
"""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple
from zlib import crc32

from targetlint.reports.errors import ReportError

Elements = frozenset[str]


class Likeness(NamedTuple):
    """When two sets count as alike, and how they are looked for (see ``rules/stats.yaml``)."""

    similarity: float
    min_size: int
    bands: int
    band_rows: int
    margin: float
    stands_for: float
    patience: int


class Link(NamedTuple):
    """Two sets that are alike, and by how much."""

    later: int
    earlier: int
    similarity: float


def similarity(one: Elements, two: Elements) -> float:
    """Give the share of all elements that both sets have."""
    shared = len(one & two)
    together = len(one) + len(two) - shared
    return shared / together if together else 0.0


class Finder:
    """Takes sets one after the other and links each to an earlier one of every group it belongs to.

    ``elements`` gives back the set of a number that was added.
    """

    def __init__(self, likeness: Likeness, elements: Callable[[int], Elements]) -> None:
        """Make an empty index."""
        self.links: list[Link] = []
        self._how = likeness
        self._elements = elements
        self._minhash, self._lsh, self._numpy = _library(likeness)
        self._signatures = self._numpy.empty((0, likeness.bands * likeness.band_rows), "uint64")
        self._slots: list[int] = []
        self._exact: dict[int, list[int]] = {}
        self._groups: dict[int, int] = {}

    def add(self, number: int, elements: Elements) -> None:
        """Look for earlier sets that this one is like, and keep it for later ones."""
        if len(elements) < self._how.min_size:
            return
        same = hash(elements)
        for earlier in self._exact.get(same, ()):
            if self._elements(earlier) == elements:
                self._link(Link(number, earlier, 1.0))
                return
        minhash = self._minhash(elements)
        stood_for = self._search(number, elements, minhash)
        if stood_for:
            return
        slot = len(self._slots)
        self._slots.append(number)
        if slot >= len(self._signatures):
            room = self._numpy.empty((max(slot, 256), self._signatures.shape[1]), "uint64")
            self._signatures = self._numpy.concatenate((self._signatures, room))
        self._signatures[slot] = minhash.hashvalues
        self._lsh.insert(slot, minhash, check_duplication=False)
        self._exact.setdefault(same, []).append(number)

    def _search(self, number: int, elements: Elements, minhash: Any) -> bool:
        """Link a set to the groups of its candidates; tell whether one of them stands for it."""
        failed = 0
        for candidate in self._candidates(minhash):
            if self._group(candidate) == self._group(number):
                continue
            alike = similarity(elements, self._elements(candidate))
            if alike >= self._how.similarity:
                self._link(Link(number, candidate, alike))
                if alike >= self._how.stands_for:
                    return True
            else:
                failed += 1
                if failed > self._how.patience:
                    break
        return False

    def _candidates(self, minhash: Any) -> Iterable[int]:
        slots = sorted(self._lsh.query(minhash))
        if not slots:
            return
        shares = (self._signatures[slots] == minhash.hashvalues).mean(axis=1)
        least = self._how.similarity - self._how.margin
        ranked = sorted(
            zip(shares.tolist(), slots, strict=True), key=lambda pair: (-pair[0], pair[1])
        )
        for share, slot in ranked:
            if share < least:
                return
            yield self._slots[slot]

    def _link(self, link: Link) -> None:
        self.links.append(link)
        one, two = self._group(link.later), self._group(link.earlier)
        self._groups[max(one, two)] = min(one, two)

    def _group(self, number: int) -> int:
        """Give the first member of a group."""
        path = []
        while (above := self._groups.get(number, number)) != number:
            path.append(number)
            number = above
        for passed in path:
            self._groups[passed] = number
        return number

    def clusters(self) -> list[list[Link]]:
        """Give the links of each group, the groups in the order of their first member."""
        found: dict[int, list[Link]] = {}
        for link in self.links:
            found.setdefault(self._group(link.later), []).append(link)
        return [found[first] for first in sorted(found)]


def _library(likeness: Likeness) -> tuple[Callable[[Elements], Any], Any, Any]:
    """Give a maker of signatures, an index for them, and what reckons with them."""
    try:
        import numpy as np  # noqa: PLC0415 - an extra
        from datasketch import MinHash, MinHashLSH  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ReportError(
            "report-missing-extra", name="stats", package="datasketch", extra="stats"
        ) from error
    size = likeness.bands * likeness.band_rows
    first = MinHash(num_perm=size, seed=1, hashfunc=_hash)
    index = MinHashLSH(num_perm=size, params=(likeness.bands, likeness.band_rows))

    def signature(elements: Elements) -> Any:
        made = first.copy()
        made.update_batch(elements)
        return made

    return signature, index, np


def _hash(element: str) -> int:
    return crc32(element.encode("utf-8", "surrogatepass"))
