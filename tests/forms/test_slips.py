"""A misspelt key is named with what was meant, and what stands under it is read."""

import pytest

from targetlint import check
from targetlint.findings import Finding
from targetlint.forms.labels import labels
from targetlint.forms.slips import slip_for_column, slip_for_key

FORM = """\
template: central-2015
year: 2022
applicant: 某局
project: {name: 培训经费}
narrative: {goals: 培训200人，考核合格率达到95%以上}
budget: {current_year: 100000}
indicators:
  - level1: 产出指标
    level2: 数量指标
    level3: 培训人数
    target: ≥200人
  - {level1: 产出指标, level2: 质量指标, level3: 培训合格率, target: ≥95%}
"""


def found(text: str, rule: str, lang: str = "zh") -> list[Finding]:
    (file,) = check(text=text, lang=lang).files
    return [finding for finding in file.findings if finding.rule == rule]


def test_the_form_as_it_should_be_has_no_unknown_key() -> None:
    assert found(FORM, "TL005") == found(FORM, "TL101") == found(FORM, "TL103") == []


@pytest.mark.parametrize(
    ("right", "written", "line", "column"),
    [
        ("indicators", "indicatros", 7, 1),
        ("project", "proejct", 4, 1),
        ("narrative", "narative", 5, 1),
        ("budget", "bugdet", 6, 1),
        ("year", "yaer", 2, 1),
        ("current_year", "current-year", 6, 10),
        ("level3", "levle3", 10, 5),
        ("target", "tagret", 11, 5),
    ],
)
def test_a_slip_is_named_once_and_its_content_is_read(
    right: str, written: str, line: int, column: int
) -> None:
    text = FORM.replace(right, written, 1)

    (unknown,) = found(text, "TL005", "en")
    assert (unknown.where.line, unknown.where.column) == (line, column)
    assert unknown.message == f"“{written}” is unknown; its content was read as “{right}”"
    assert f"Did you mean “{right}”" in unknown.advice
    (missing,) = found(text, "TL101")
    assert (missing.where.line, missing.found) == (line, written)
    before, after = (
        {f.rule for file in check(text=one).files for f in file.findings} for one in (FORM, text)
    )
    assert after - before == {"TL005", "TL101"}


def test_rows_under_a_heading_that_nobody_knows_are_read_and_the_heading_is_named() -> None:
    text = FORM.replace("indicators:", "各项任务:")

    (unknown,) = found(text, "TL005")
    assert (unknown.where.line, unknown.where.end_column) == (7, 5)
    assert not found(text, "TL103")


def test_a_heading_that_names_the_indicators_in_other_words_needs_no_mention() -> None:
    assert not found(FORM.replace("indicators:", "2022年绩效目标:"), "TL005")


def test_a_heading_of_a_row_with_one_wrong_character_is_read() -> None:
    text = FORM.replace("target: ≥200人", "指标目标直: ≥200人")

    (unknown,) = found(text, "TL005")
    assert (unknown.where.line, "“指标目标值”" in unknown.advice) == (11, True)
    assert not found(text, "TL104")


def test_a_level_may_be_a_key_of_the_form_itself() -> None:
    rows = (
        "产出指标:\n  数量指标: {培训人数: ≥200人}\n满意度指标: {学员满意度: {学员满意度: ≥90%}}\n"
    )
    text = FORM[: FORM.index("indicators:")] + rows

    (file,) = check(text=text).files

    assert len(file.forms[0].indicators) == 2
    assert not found(text, "TL005")


def test_a_misspelt_group_can_be_mended_where_it_stands() -> None:
    (unknown,) = found(FORM.replace("indicators", "indicatros"), "TL005")

    (fix,) = unknown.fixes
    (edit,) = fix.edits
    assert (fix.kind, edit.text, edit.where.line, edit.where.end_column) == (
        "suggested",
        "indicators",
        7,
        11,
    )


@pytest.mark.parametrize(
    ("key", "group", "meant"),
    [
        ("Indicators", "", "indicators"),
        ("nmae", "project", "project.name"),
        ("goal", "narrative", "narrative.goals"),
        ("startdate", "project", "project.start_date"),
        ("remarks", "", None),
        ("owner", "budget", None),
        ("年度指标", "", None),
    ],
)
def test_only_a_slip_of_the_hand_is_taken_for_the_key(
    key: str, group: str, meant: str | None
) -> None:
    assert slip_for_key(key, group, labels()) == meant


@pytest.mark.parametrize("key", ["level4", "values2", "四级指标", "绩效目标", "指标"])
def test_another_column_is_no_slip(key: str) -> None:
    assert slip_for_column(key, labels()) is None
