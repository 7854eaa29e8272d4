"""Forms with one defect, forms that resemble a defect, and forms in good order.

Each says in the comments at its head what is to be found (``samples/README.md``).
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from targetlint.findings import Finding, Severity
from targetlint.rulebook import shipped
from targetlint.session import Request, Session

SAMPLES = Path(__file__).parent / "samples"
DEFECTS = sorted((SAMPLES / "one-defect").glob("*.yaml"))
LOOK_ALIKES = sorted((SAMPLES / "look-alike").glob("*.yaml"))
GOOD = sorted((SAMPLES / "good").glob("*.yaml"))
_ROW = re.compile(r"/indicators/\d+")


class Wanted(NamedTuple):
    """What the head of a sample asks for."""

    rule: str
    pointer: str
    form: int
    also: frozenset[str]


def told(path: Path, word: str) -> Iterator[list[str]]:
    """Go through the comments of a sample that begin with a word."""
    for line in path.read_text("utf-8", errors="replace").splitlines():
        if line.startswith(f"# {word}:"):
            yield line.partition(":")[2].split()


def wanted(path: Path) -> Wanted:
    (words,) = told(path, "expect")
    form = int(words[3]) if len(words) > 2 else 1
    return Wanted(words[0], words[1], form, frozenset(also[0] for also in told(path, "also")))


def findings(path: Path) -> list[Finding]:
    report = Session(shipped(), Request("zh")).check(path.read_bytes(), path.name)

    assert report is not None
    assert not report.unreadable
    return report.findings


def place(pointer: str) -> str:
    """Give the row of a pointer into the table, or the pointer itself."""
    match = _ROW.match(pointer)
    return match.group() if match else pointer


def loud(found: list[Finding]) -> list[str]:
    return [
        f"{one.rule} {one.pointer} {one.message}"
        for one in found
        if one.severity is not Severity.INFO
    ]


@pytest.mark.parametrize("path", DEFECTS, ids=lambda path: path.stem)
def test_the_planted_defect_is_found_at_its_place(path: Path) -> None:
    want = wanted(path)

    places = [(one.form, place(one.pointer)) for one in findings(path) if one.rule == want.rule]

    if want.pointer == "/":
        assert [form for form, _ in places] == [want.form]
    else:
        assert (want.form, place(want.pointer)) in places


@pytest.mark.parametrize("path", DEFECTS, ids=lambda path: path.stem)
def test_nothing_but_the_planted_defect_is_a_warning(path: Path) -> None:
    want = wanted(path)
    expected = {want.rule, *want.also}

    assert loud([one for one in findings(path) if one.rule not in expected]) == []


@pytest.mark.parametrize("path", LOOK_ALIKES, ids=lambda path: path.stem)
def test_what_resembles_a_defect_is_let_pass(path: Path) -> None:
    (silent,) = told(path, "silent")

    found = findings(path)

    assert [one.message for one in found if one.rule in silent] == []
    assert loud(found) == []


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_form_in_good_order_gets_no_warning(path: Path) -> None:
    assert loud(findings(path)) == []
