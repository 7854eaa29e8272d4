"""Which sets are alike among many, without comparing each with each.

Signatures (MinHash) bring together what could be alike, by locality-sensitive hashing: a signature
is cut into bands, and only sets that have a band in common are looked at. What is told was then
compared element by element. The bands wait in a database of the caller, who also keeps the sets,
so that memory holds no more than the signatures.
"""

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from json import dumps
from typing import Any, NamedTuple
from zlib import crc32

from targetlint.reports.errors import ReportError

Elements = frozenset[str]
_ROOM = 256
_TABLE = (
    "CREATE TABLE IF NOT EXISTS bands (band INTEGER, slot INTEGER, PRIMARY KEY (band, slot))"
    " WITHOUT ROWID"
)
_SHARED = "SELECT band, slot FROM bands WHERE band IN (SELECT value FROM json_each(?))"


class Likeness(NamedTuple):
    """When two sets count as alike, and how they are looked for (see ``rules/stats.yaml``)."""

    similarity: float
    min_size: int
    bands: int
    band_rows: int
    margin: float
    stands_for: float
    patience: int
    crowd: int


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

    ``elements`` gives back the set of a number that was added. Several may share a database,
    each with a ``space`` of its own.
    """

    def __init__(
        self,
        likeness: Likeness,
        elements: Callable[[int], Elements],
        base: sqlite3.Connection,
        space: int = 0,
    ) -> None:
        """Make an empty index."""
        self.links: list[Link] = []
        self._how = likeness
        self._elements = elements
        self._base = base
        self._space = space
        base.execute(_TABLE)
        self._signature, self._numpy = _library(likeness)
        self._signatures = self._numpy.empty((0, likeness.bands * likeness.band_rows), "uint32")
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
        signature = self._signature(elements)
        bands = self._bands(signature)
        near = self._base.execute(_SHARED, (dumps(bands),)).fetchall()
        slots = sorted({slot for _, slot in near})
        if slots and self._search(number, elements, signature, slots):
            return
        crowds = Counter(band for band, _ in near)
        self._keep(signature, [band for band in bands if crowds[band] < self._how.crowd])
        self._slots.append(number)
        self._exact.setdefault(same, []).append(number)

    def _keep(self, signature: Any, bands: list[int]) -> None:
        slot = len(self._slots)
        if slot >= len(self._signatures):
            room = self._numpy.empty((max(slot, _ROOM), self._signatures.shape[1]), "uint32")
            self._signatures = self._numpy.concatenate((self._signatures, room))
        self._signatures[slot] = signature
        self._base.executemany(
            "INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, slot) for band in bands]
        )

    def _bands(self, signature: Any) -> list[int]:
        """Give a number for each band of a signature, equal where the bands are."""
        size = self._how.band_rows
        return [
            crc32(signature[at * size : (at + 1) * size].tobytes()) << 16 | self._space << 8 | at
            for at in range(self._how.bands)
        ]

    def _search(self, number: int, elements: Elements, signature: Any, slots: list[int]) -> bool:
        """Link a set to the groups of its candidates; tell whether one of them stands for it."""
        failed = 0
        for candidate in self._candidates(signature, slots):
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

    def _candidates(self, signature: Any, slots: list[int]) -> Iterator[int]:
        """Give those that are likely by their signatures, the likeliest first."""
        shares = (self._signatures[slots] == signature).mean(axis=1).tolist()
        least = self._how.similarity - self._how.margin
        for share, slot in sorted(
            (-share, slot) for share, slot in zip(shares, slots, strict=True)
        ):
            if -share < least:
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


def _library(likeness: Likeness) -> tuple[Callable[[Elements], Any], Any]:
    """Give a maker of signatures, and what reckons with them."""
    try:
        import numpy as np  # noqa: PLC0415 - an extra
        from datasketch import MinHash  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ReportError(
            "report-missing-extra", name="stats", package="datasketch", extra="stats"
        ) from error
    size = likeness.bands * likeness.band_rows
    first = MinHash(num_perm=size, seed=1, hashfunc=_hash)

    def signature(elements: Elements) -> Any:
        made = first.copy()
        made.update_batch(elements)
        return made.hashvalues.astype("uint32")

    return signature, np


def _hash(element: str) -> int:
    return crc32(element.encode("utf-8", "surrogatepass"))
