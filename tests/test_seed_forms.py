"""The two real forms, as a senior reviewer reads them."""

from pathlib import Path

import pytest

import targetlint
from targetlint import Severity

FORMS = Path(__file__).parents[1] / "examples" / "xining-2020.yaml"

# What a reviewer is sure of: form, where, and the rules that say it acceptably.
SURE = [
    (1, "/indicators/3", {"TL402"}),
    (1, "/indicators", {"TL301"}),
    (1, "/indicators/4", {"TL204"}),
    (1, "/indicators/5", {"TL205", "TL212"}),
    (1, "/indicators/6", {"TL208"}),
    (1, "/indicators/7", {"TL202", "TL204"}),
    (2, "/indicators/7", {"TL202", "TL204"}),
    (1, "/indicators/1", {"TL202", "TL203"}),
    (2, "/indicators/1", {"TL205"}),
    (1, "/budget/current_year", {"TL503"}),
    (1, "/narrative/basis", {"TL604"}),
    (1, "/narrative/basis", {"TL605"}),
    (1, "/narrative/plan", {"TL606"}),
    (2, "/narrative/plan", {"TL606"}),
    (1, "/narrative/goals", {"TL607"}),
    (2, "/narrative/goals", {"TL607"}),
    (1, "/narrative/overview", {"TL307"}),
    (2, "/indicators/9", {"TL203", "TL204"}),
    (1, "/indicators/10", {"TL202", "TL203"}),
    (2, "/indicators/10", {"TL202", "TL203"}),
    (1, "/indicators/11", {"TL202", "TL203"}),
    (2, "/indicators/11", {"TL202", "TL203"}),
    (2, "/indicators/5", {"TL403"}),
    (2, "/indicators/6", {"TL202"}),
    (1, "/indicators", {"TL306"}),
    (2, "/indicators", {"TL306"}),
    (2, "/narrative/necessity", {"TL608"}),
]

# Rows and fields that are in order: a hint is allowed, no warning.
IN_ORDER = [
    (1, "/indicators/0"),
    (1, "/indicators/8"),
    (2, "/indicators/0"),
    (2, "/indicators/3"),
    (2, "/indicators/8"),
]


@pytest.fixture(scope="module")
def findings() -> list[targetlint.Finding]:
    return targetlint.check(FORMS, lang="zh").findings


def _at(pointer: str, place: str) -> bool:
    if place == "/indicators":
        return pointer.partition("#")[0] == place
    return pointer == place or pointer.startswith(place + "/")


@pytest.mark.parametrize(("form", "place", "rules"), SURE)
def test_what_a_reviewer_is_sure_of_is_found_at_its_place(
    findings: list[targetlint.Finding], form: int, place: str, rules: set[str]
) -> None:
    assert any(
        found.form == form and found.rule in rules and _at(found.pointer, place)
        for found in findings
    )


@pytest.mark.parametrize(("form", "place"), IN_ORDER)
def test_what_is_in_order_gets_no_warning(
    findings: list[targetlint.Finding], form: int, place: str
) -> None:
    loud = [
        found.rule
        for found in findings
        if found.form == form and found.severity is not Severity.INFO and _at(found.pointer, place)
    ]
    assert loud == []


def test_only_what_returns_a_form_is_an_error(findings: list[targetlint.Finding]) -> None:
    errors = [(found.form, found.rule) for found in findings if found.severity is Severity.ERROR]

    assert errors == [(1, "TL301")]
