"""The figures on the rows of this folder do not fall."""

from pathlib import Path

import pytest
from tests.evaluation.ablation import by_document, worths
from tests.evaluation.figures import Labelled, evaluate, rows_of
from tests.evaluation.thresholds import read_thresholds, shortfalls

HERE = Path(__file__).parent
THRESHOLDS = HERE / "thresholds.yaml"


@pytest.mark.parametrize(
    "rows", ["rows-authored.tsv", "rows-heldout.tsv", "first-sight.tsv", "rows-written.tsv"]
)
def test_figures_reach_their_thresholds(rows: str) -> None:
    outcome = evaluate(rows_of(HERE / rows))
    assert shortfalls(outcome.figures, read_thresholds(THRESHOLDS)[rows]) == []


def _row(**labels: str) -> Labelled:
    columns = dict.fromkeys(Labelled._fields, "")
    return Labelled(**{**columns, "target": "≥90%", "indicator": "群众满意度", **labels})


def test_a_wrong_label_shows_as_a_difference() -> None:
    outcome = evaluate([_row(measurable="no", kind="threshold")])
    assert [(found.aspect, found.expected, found.got) for found in outcome.differences] == [
        ("measurable", "no", "yes")
    ]
    assert outcome.figures["measurable"] == 0
    assert outcome.figures["kind"] == 1


def test_a_figure_below_its_threshold_is_named() -> None:
    thresholds = {"at_least": {"kind": 0.9}, "at_most": {"misfiled-false": 0.1}}
    low = shortfalls({"kind": 0.5, "misfiled-false": 0.0}, thresholds)
    assert low == ["kind: 0.5000, at least 0.9 is asked"]


def test_the_ablation_names_what_a_case_is_worth() -> None:
    rows = [
        _row(measurable="no", target="", source="one"),
        _row(measurable="no", target="", source="two"),
        _row(measurable="yes", source="two"),
    ]
    found = [worth for worth in worths(rows) if worth.case["when"] == ["fact.empty"]]
    assert [(worth.table, worth.harmed) for worth in found] == [("measurability", 0)]


def test_documents_are_listed_with_the_worst_first() -> None:
    rows = [_row(measurable="yes", source="good"), _row(measurable="no", source="bad")]
    assert [(share, key) for share, _, _, key in by_document(rows)] == [(0.0, "bad"), (1.0, "good")]
