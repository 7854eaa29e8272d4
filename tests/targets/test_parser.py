"""Wordings as authors write them are read as a reviewer reads them."""

from pathlib import Path

import pytest

from targetlint.targets.model import Target
from targetlint.targets.parser import parse
from targetlint.targets.quantities import text_of

_WORDINGS = [
    line.split("\t")
    for line in Path(__file__).with_name("wordings.tsv").read_text("utf-8").split("\n")
    if line and not line.startswith("# ")
]


def _told(target: Target) -> tuple[str, str, str, str]:
    value = "" if target.value is None else text_of(target.value)
    return target.kind.value, target.comparator or "", value, target.unit or ""


@pytest.mark.parametrize(
    ("wording", "kind", "comparator", "value", "unit"),
    [[*row, *[""] * (5 - len(row))] for row in _WORDINGS],
)
def test_a_wording_is_read_as_a_reviewer_reads_it(
    wording: str, kind: str, comparator: str, value: str, unit: str
) -> None:
    assert _told(parse(wording)) == (kind, comparator, value, unit)
