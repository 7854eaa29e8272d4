"""Forms are found wherever they stand in a file, and nothing else is taken for one."""

import pytest

from targetlint import check
from targetlint.forms.roots import forms_in, looks_like_form
from targetlint.nodes import Mapping, Sequence
from targetlint.readers.yaml import read

ROWS = """\
- {level1: 产出指标, level2: 数量指标, level3: 培训人数, target: "≥200人"}
- {level1: 产出指标, level2: 质量指标, level3: 培训合格率, target: "≥95%"}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("项目名称: 一\n绩效指标: []\n", True),
        ("项目名称：一: x\n绩效指标: []\n", False),
        ("title: 一\n", True),
        ("name: CI\non: [push]\njobs: {test: {}}\n", False),
        ("- 1\n- 2\n", False),
        ("这是一段文字。\n", False),
        ("{}\n", False),
    ],
)
def test_tells_a_form_from_other_files(text: str, expected: bool) -> None:
    (root, *_) = read(text.encode(), "x.yaml").nodes

    assert looks_like_form(root) is expected


@pytest.mark.parametrize(
    "text",
    [
        "- 项目名称: 甲\n  年度: 2026\n- 项目名称: 乙\n  年度: 2026\n",
        "- title: 甲\n  indicators: []\n- title: 乙\n  indicators: []\n",
        "forms:\n  - project: {name: 甲}\n    year: 2026\n  - project: {name: 乙}\n    year: 2026\n",
        "甲: {year: 2026, project: {name: 甲}}\n乙: {year: 2026, project: {name: 乙}}\n",
        "甲: &rows\n  indicators: [{level1: 产出指标, target: ≥2场}]\n乙: *rows\n",
    ],
    ids=["printed labels", "keys", "under a name", "each under its name", "rows under names"],
)
def test_several_forms_in_a_list_or_under_names_are_read(text: str) -> None:
    report = check(text=text)

    assert [form.form for form in report.files[0].forms] == [1, 2]


def test_a_list_of_rows_alone_is_one_form_without_the_rest() -> None:
    (root,) = read(ROWS.encode(), "x.yaml").nodes
    assert isinstance(root, Sequence)

    (form,), remarks = forms_in([root])

    assert remarks == []
    assert isinstance(form, Mapping)
    assert form.entries[0][1] is root
    (file,) = check(text=ROWS).files
    assert [row.pointer for row in file.forms[0].indicators] == [
        "/indicators/0",
        "/indicators/1",
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("project: {name: 甲}\nyear: 2026\n---\n- 会议安排\n- 车辆安排\n", 4),
        ("- 某项目\n- {year: 2026, project: {name: 甲}}\n", 1),
    ],
)
def test_what_stands_beside_a_form_and_is_none_is_named(text: str, line: int) -> None:
    (file,) = check(text=text).files

    (said,) = [finding for finding in file.findings if finding.rule == "TL009"]
    assert said.where.line == line


@pytest.mark.parametrize(
    "text",
    [
        "jobs: {build: {name: CI, title: x}}\n",
        "papers: [{title: x, year: 2020}]\n",
        "services: {web: {image: x}, db: {image: y}}\n",
        "levels: {产出指标: [数量, 质量], 效益指标: [社会效益]}\nlabels: {单位名称: applicant}\n",
        "fields: {project.name: [项目名称, 项目], applicant: [申报单位]}\n",
    ],
)
def test_parts_of_other_files_are_no_forms(text: str) -> None:
    assert forms_in(read(text.encode(), "x.yaml").nodes) == ([], [])
