"""Evaluate the reading of rows: ``python -m tests.evaluation ROWS.tsv [--rows] [--min TABLE]``."""

import argparse
import sys
from collections import Counter
from pathlib import Path

from tests.evaluation.figures import Outcome, evaluate, rows_of
from tests.evaluation.thresholds import read_thresholds, shortfalls

HERE = Path(__file__).parent
CONFUSED = ("measurable", "kind", "category", "misfiled")


def main() -> int:
    """Print the figures; 1 where one of them is below what the thresholds ask."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[HERE / "rows-authored.tsv"])
    parser.add_argument("--rows", action="store_true", help="list the rows that differ")
    parser.add_argument("--aspect", help="only the differences in this respect")
    parser.add_argument("--min", metavar="TABLE", help="hold the thresholds of that table")
    options = parser.parse_args()
    outcome = evaluate([row for path in options.paths for row in rows_of(path)])
    lines = [*_figures(outcome), *_tables(outcome)]
    if options.rows or options.aspect:
        lines += _differences(outcome, options.aspect)
    thresholds = read_thresholds(HERE / "thresholds.yaml")
    low = shortfalls(outcome.figures, thresholds[options.min]) if options.min else []
    sys.stdout.write("\n".join([*lines, *low]) + "\n")
    return 1 if low else 0


def _figures(outcome: Outcome) -> list[str]:
    return [
        f"{outcome.rows} rows",
        *(f"{name:16} {100 * value:6.2f} %" for name, value in outcome.figures.items()),
    ]


def _tables(outcome: Outcome) -> list[str]:
    lines = []
    for aspect in CONFUSED:
        lines += ["", f"{aspect} (labelled / read)", *_table(outcome.confusions[aspect])]
    return lines


def _table(table: Counter[tuple[str, str]]) -> list[str]:
    wanted = sorted({want for want, _ in table})
    read_as = sorted({got for _, got in table})
    width = max((len(name) for name in (*wanted, *read_as)), default=1) + 1
    head = " " * 15 + "".join(f"{name:>{width}}" for name in read_as)
    return [head] + [
        f"{want:15}" + "".join(f"{table[want, got] or '.':>{width}}" for got in read_as)
        for want in wanted
    ]


def _differences(outcome: Outcome, aspect: str | None) -> list[str]:
    return [
        f"{found.aspect}\t{found.row.id}\t{found.row.level2}\t{found.row.indicator}\t"
        f"{found.row.target}\t{found.expected} -> {found.got}\t{found.row.note}"
        for found in outcome.differences
        if aspect in (None, found.aspect)
    ]


if __name__ == "__main__":
    sys.exit(main())
