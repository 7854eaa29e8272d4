"""What each case of the tables is good for: ``python -m tests.evaluation.ablation ROWS.tsv ...``.

Every case of ``measurability.yaml`` and ``categories.yaml`` is switched off in turn, and the rows
are read again. A case that helps the rows of one document only, or harms as many as it helps,
has been fitted to rows and will not carry over to others. ``--documents`` prints, instead, the
share read right in each document, the lowest first.
"""

import argparse
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from tests.evaluation.figures import ASPECTS, Labelled, rows_of

from targetlint.targets.lexicon import load
from targetlint.targets.names import names
from targetlint.targets.reading import Reader

FILES = ("figures", "wordings", "levels", "measurability", "categories")
TABLES = {"measurability": ("measurable",), "categories": ("category", "misfiled")}
Verdicts = dict[tuple[str, int], bool]


class Worth(NamedTuple):
    """What switching a case off would lose and gain, in rows, and in how many documents."""

    table: str
    case: Mapping[str, Any]
    helped: int
    documents: int
    harmed: int


def verdicts(reader: Reader, rows: list[Labelled], aspects: Iterable[str]) -> Verdicts:
    """Read all rows and tell which labels were met, by aspect and number of the row."""
    met: Verdicts = {}
    for number, row in enumerate(rows):
        reading = reader.read(row.target, row.indicator, row.level2, row.level1, "")
        for aspect in aspects:
            expected, got = ASPECTS[aspect]
            want = expected(row)
            if want is not None:
                met[aspect, number] = want == got(reading)
    return met


def worths(rows: list[Labelled]) -> list[Worth]:
    """Switch every case off in turn."""
    data = {name: load(name) for name in FILES}
    found = []
    for table, aspects in TABLES.items():
        cases = data[table]["cases"]
        whole = verdicts(Reader(names(), data), rows, aspects)
        for number, case in enumerate(cases):
            fewer = {**data[table], "cases": [*cases[:number], *cases[number + 1 :]]}
            without = verdicts(Reader(names(), {**data, table: fewer}), rows, aspects)
            lost = {key[1] for key, met in whole.items() if met and not without[key]}
            gained = {key[1] for key, met in whole.items() if not met and without[key]}
            documents = {rows[row].source for row in lost}
            found.append(Worth(table, case, len(lost), len(documents), len(gained)))
    return found


def by_document(rows: list[Labelled]) -> list[tuple[float, float, int, str]]:
    """Give the shares of measurability and category read right, and the rows, by document."""
    reader = Reader(names(), {name: load(name) for name in FILES})
    by_source: dict[str, list[Labelled]] = {}
    for row in rows:
        by_source.setdefault(row.source, []).append(row)
    return sorted(
        (_share(reader, found, "measurable"), _share(reader, found, "category"), len(found), key)
        for key, found in by_source.items()
    )


def _share(reader: Reader, rows: list[Labelled], aspect: str) -> float:
    met = verdicts(reader, rows, (aspect,))
    return sum(met.values()) / len(met) if met else 1.0


def main() -> int:
    """Print the cases that look fitted, or the documents."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.ablation")
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--documents", action="store_true", help="figures by document")
    parser.add_argument("--all", action="store_true", help="every case, not only doubtful ones")
    options = parser.parse_args()
    rows = [row for path in options.paths for row in rows_of(path)]
    if options.documents:
        lines = [f"{m:7.2%} {c:7.2%} {n:4} {key}" for m, c, n, key in by_document(rows)]
    else:
        lines = [
            f"{worth.helped:4} in {worth.documents:2}  harms {worth.harmed:2}  {worth.table} "
            f"{worth.case['is']}: {', '.join(worth.case['when'])}"
            for worth in worths(rows)
            if options.all or worth.documents < 2 or worth.harmed >= worth.helped
        ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
