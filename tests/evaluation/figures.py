"""How well rows are read: labelled rows against readings, as counts, rates and tables."""

import csv
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from targetlint.targets.model import Reading
from targetlint.targets.reading import read

OPEN = {"", "?"}


class Labelled(NamedTuple):
    """A row as its labeller judged it; an empty label says nothing unless the column means so."""

    id: str
    level1: str
    level2: str
    indicator: str
    target: str
    kind: str
    measurable: str
    op: str
    value: str
    unit: str
    category: str
    misfiled: str
    note: str
    source: str


class Difference(NamedTuple):
    """A row read otherwise than labelled, in one respect."""

    aspect: str
    row: Labelled
    expected: str
    got: str


class Outcome(NamedTuple):
    """All figures of an evaluation, the confusion tables and the rows that differ."""

    rows: int
    figures: dict[str, float]
    confusions: dict[str, Counter[tuple[str, str]]]
    differences: list[Difference]


def rows_of(path: Path) -> list[Labelled]:
    """Read labelled rows from a table with tabs between its columns."""
    with path.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Labelled(
                row["id"],
                *(
                    row.get(column) or ""
                    for column in (
                        "level1", "level2", "indicator", "target", "kind", "measurable",
                        "op", "value", "unit", "expected_category", "misfiled", "note", "source",
                    )
                ),
            )
            for row in table
        ]  # fmt: skip


def evaluate(rows: Iterable[Labelled]) -> Outcome:
    """Read every row and compare."""
    pairs = [(row, read(row.target, row.indicator, row.level2, row.level1)) for row in rows]
    differences: list[Difference] = []
    confusions: dict[str, Counter[tuple[str, str]]] = {}
    figures: dict[str, float] = {}
    for aspect, (expected, got) in ASPECTS.items():
        table: Counter[tuple[str, str]] = Counter()
        for row, reading in pairs:
            want = expected(row)
            if want is None:
                continue
            have = got(reading)
            same = _same(aspect, want, have)
            table[want, want if same else have] += 1
            if not same:
                differences.append(Difference(aspect, row, want, have))
        confusions[aspect] = table
        figures[aspect] = _share(sum(n for (a, b), n in table.items() if a == b), table.total())
    figures |= _measurable_figures(confusions["measurable"])
    figures |= _category_figures(confusions["category"], confusions["misfiled"])
    return Outcome(len(pairs), figures, confusions, differences)


def _measurable_figures(table: Counter[tuple[str, str]]) -> dict[str, float]:
    """Precision and recall of "no" among the rows labelled yes or no."""
    hits = table["no", "no"]
    called = hits + table["yes", "no"]
    labelled = sum(n for (want, _), n in table.items() if want == "no")
    return {"no-precision": _share(hits, called), "no-recall": _share(hits, labelled)}


def _category_figures(
    category: Counter[tuple[str, str]], misfiled: Counter[tuple[str, str]]
) -> dict[str, float]:
    wrong = sum(n for (want, got), n in category.items() if got not in (want, "-"))
    found, fine = (
        misfiled["yes", "yes"],
        sum(n for (want, _), n in misfiled.items() if want == "no"),
    )
    misplaced = sum(n for (want, _), n in misfiled.items() if want == "yes")
    return {
        "category-wrong": _share(wrong, category.total(), empty=0.0),
        "misfiled-found": _share(found, misplaced),
        "misfiled-false": _share(misfiled["no", "yes"], fine, empty=0.0),
    }


def _share(part: int, whole: int, *, empty: float = 1.0) -> float:
    return part / whole if whole else empty


def _same(aspect: str, want: str, have: str) -> bool:
    if aspect != "value":
        return want == have
    try:
        return float(want) == float(have)
    except ValueError:
        return _dates(want) == _dates(have, like=want)


def _dates(text: str, like: str = "") -> list[str]:
    """Give the dates of a value without what says that the year is open, as exact as ``like``."""
    dates = [date.removeprefix("--") for date in text.split("/")]
    shapes = [date.removeprefix("--") for date in like.split("/")]
    if like and len(shapes) == len(dates):
        return [date[: len(shape)] for date, shape in zip(dates, shapes, strict=True)]
    return dates


def _value(reading: Reading) -> str:
    """Give the values in the manner of the labels: with ; between several, / in an interval."""
    figures = []
    for part in reading.target.parts:
        if part.comparator == "range":
            figures.append(f"{_plain(part.lower)}/{_plain(part.upper)}")
        elif part.kind.value == "deadline":
            figures.append(_plain(part.upper or part.value))
        elif part.value is not None:
            figures.append(_plain(part.value))
    if figures and reading.kind.value != "compound":
        return figures[0]
    return ";".join(figures) or "-"


def _unit(reading: Reading) -> str:
    """Give the unit, or those of all parts where there are several targets."""
    if reading.kind.value != "compound":
        return reading.unit or "-"
    return ";".join(part.unit for part in reading.target.parts if part.unit) or "-"


def _plain(value: object) -> str:
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def _when_figured(field: str) -> Callable[[Labelled], str | None]:
    """Take a label only where the row has a comparator that a figure stands behind."""

    def label(row: Labelled) -> str | None:
        text: str = getattr(row, field)
        if row.kind == "boolean" or not row.op or text in OPEN:
            return None
        return text

    return label


ASPECTS: dict[str, tuple[Callable[[Labelled], str | None], Callable[[Reading], str]]] = {
    "kind": (lambda row: row.kind or None, lambda reading: reading.kind.value),
    "measurable": (lambda row: row.measurable or None, lambda reading: reading.measurable.value),
    "comparator": (_when_figured("op"), lambda reading: reading.comparator or "-"),
    "value": (_when_figured("value"), _value),
    "unit": (_when_figured("unit"), _unit),
    "category": (lambda row: row.category or None, lambda reading: reading.category or "-"),
    "misfiled": (lambda row: row.misfiled or None, lambda reading: reading.misfiled or "-"),
}
