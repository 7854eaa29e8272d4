"""What is kept comes back as it was, to the last character."""

from typing import Any

import pytest

from targetlint.cache.parcels import packed, unpacked
from targetlint.executors import Parcel
from targetlint.findings import (
    Edit,
    FileReport,
    Finding,
    Fix,
    FormSummary,
    IndicatorSummary,
    NotEvaluated,
    Outcome,
    OutcomeNote,
    Place,
    Related,
    Row,
    Severity,
    Suppression,
    Unreadable,
    tally,
)

_PLACE = Place(3, 4, 3, 9, "表1!D25", ("第一行 \ud800", "𠮷\u2028"))
_EDIT = Edit(1, 2, "≥90%", Place(1, 2, 1, 3))
_FIX = Fix("safe", "改", (_EDIT,))
_FINDING = Finding(
    "TL202", "vague-target", Severity.WARNING, Outcome.FAIL, "a/b.yaml", 1, "/indicators/3",
    Row("产出", "数量", "长度"), _PLACE, "一\n二", "三", "明显", None, "〔2020〕10号",
    (Related(_PLACE, "/budget", "总预算", 2),), (_FIX,), Suppression("waiver", "因", "某", ""), "f00",
)  # fmt: skip


_ROW = IndicatorSummary("/x", "count", "yes", None)


def _report() -> FileReport:
    return FileReport(
        "a/b.yaml",
        [_FINDING, _FINDING._replace(row=None, suppressed=None, fixes=(), related=())],
        [FormSummary("a/b.yaml", 1, "项目", "sh-2020", "title", (_ROW,))],
        [NotEvaluated("TL507", "a/b.yaml", 1, "无")],
        [Unreadable("a/b.yaml", "坏", 3, 9, (_FIX,), ("行",)), Unreadable("a/b.yaml", "坏")],
        [OutcomeNote("TL202", "a/b.yaml", 1, Outcome.PASS)],
        7,
        {Severity.INFO: 3},
    )


@pytest.mark.parametrize("told", [(), ("a\ud800b",), (["x", "y"], ""), (_report(),)])
@pytest.mark.parametrize("whole", [None, _report()])
def test_what_was_kept_comes_back(told: tuple[Any, ...], whole: FileReport | None) -> None:
    parcel = Parcel("a/b.yaml", True, tally(_report()), told, whole)  # noqa: FBT003 - a field

    assert unpacked(packed(parcel)) == parcel


def test_that_a_file_is_no_form_comes_back() -> None:
    assert unpacked(packed(None)) is None


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'["a"]', b"\xff", b"[1,2,3,4,5]"])
def test_what_is_no_parcel_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any will do
        unpacked(content)
