"""What does not have the shape of a form is named at its place, in words for a person."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from targetlint import check, resources
from targetlint.forms.schema import compile_schema
from targetlint.forms.structure import _explained, _fits, form_schema, violations
from targetlint.phrases import LANGUAGES, fill

GOOD: dict[str, Any] = {
    "template": "sh-2020",
    "year": "2020",
    "project": {"name": "合作交流工作业务费", "start_date": "2020-01-01", "end_date": "2020年底"},
    "narrative": {"plan": ["第一季度启动", "年底完成"]},
    "budget": {"total": "50万元", "current_year": "500,000", "previous_year": "—", "fiscal": ""},
    "indicators": [{"level1": "产出", "level3": "接待数量", "target": ">=60个", "weight": "10分"}],
    "备注": {"任意": ["内容"]},
}


def test_a_form_in_order_gives_nothing() -> None:
    assert violations(GOOD) == []


def wording(keyword: str) -> dict[str, str]:
    """Give what the rule on structure says about a keyword."""
    rule = resources.load("rules/TL001-structure.yaml")
    words: dict[str, str] = rule["variants"][f"structure-{keyword}"]["message"]
    return words


@pytest.mark.parametrize(
    ("part", "pointer", "keyword", "found"),
    [
        ({"template": "sh-2021"}, "/template", "enum", "sh-2021"),
        ({"year": "本年"}, "/year", "year", "本年"),
        ({"year": "3020"}, "/year", "year", "3020"),
        ({"project": "费用"}, "/project", "type-object", "费用"),
        ({"project": {"name": ["费用"]}}, "/project/name", "type-text", ""),
        ({"project": {"start_date": "年初左右"}}, "/project/start_date", "date", "年初左右"),
        ({"project": {"end_date": "2020-02-30"}}, "/project/end_date", "date", "2020-02-30"),
        ({"narrative": ["概况"]}, "/narrative", "type-object", ""),
        ({"budget": "50万元"}, "/budget", "type-object", "50万元"),
        ({"budget": {"total": "五十万"}}, "/budget/total", "money", "五十万"),
        ({"budget": {"total": "50人"}}, "/budget/total", "money", "50人"),
        ({"indicators": "无指标"}, "/indicators", "type-array", "无指标"),
        ({"indicators": [{}, "数量"]}, "/indicators/1", "type-object", "数量"),
        ({"indicators": [["数量"]]}, "/indicators/0", "type-object", ""),
        ({"indicators": [{"target": ["60"]}]}, "/indicators/0/target", "type-text", ""),
        ({"indicators": [{"target": {"待填": ""}}]}, "/indicators/0/target", "type-text", ""),
        ({"indicators": [{"weight": "十"}]}, "/indicators/0/weight", "number", "十"),
        ({"evaluation": {"score": "优"}}, "/evaluation/score", "number", "优"),
    ],
)
def test_names_the_place_and_what_was_read(
    part: dict[str, Any], pointer: str, keyword: str, found: str
) -> None:
    (violation,) = violations({**GOOD, **part})

    assert (violation.pointer, violation.keyword) == (pointer, keyword)
    assert violation.values["found"] == found
    if keyword.startswith("type-"):
        return  # shapes are remarked on by forms.build before the schema sees them
    said = {lang: fill(wording(keyword)[lang], violation.values) for lang in LANGUAGES}
    assert found in said["zh"]
    assert pointer.lstrip("/").replace("/", ".") in said["en"]
    assert "{" not in said["zh"].replace(found, "")


def test_says_one_thing_about_each_place() -> None:
    data = {**GOOD, "year": "本年", "budget": {"total": "多", "other": "少"}, "indicators": "无"}

    assert [violation.pointer for violation in violations(data)] == [
        "/year",
        "/budget/total",
        "/budget/other",
        "/indicators",
    ]


def test_names_the_printed_label() -> None:
    (violation,) = violations({"indicators": [{"weight": "高"}]})

    assert violation.values["label"] == "权重（分值）"
    assert violation.values["row"] == "1"


def test_knows_every_template_there_is() -> None:
    ids = {path.stem for path in (Path(resources.RULES) / "templates").glob("*.yaml")}

    assert set(form_schema()["properties"]["template"]["enum"]) == ids


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(form_schema())


def test_takes_what_editors_take_for_numbers_and_dates() -> None:
    data = {"year": 2020, "budget": {"total": 500000.5}, "indicators": [{"weight": 10}]}

    assert violations(data) == []
    assert [v.pointer for v in violations({"year": 20201})] == ["/year"]


VALUES = st.sampled_from(
    [
        "",
        "2020",
        "—",
        "50万元",
        "x",
        "10分",
        "2020-13-01",
        None,
        5,
        2.5,
        True,
        [],
        {},
        ["x"],
        {"a": "b"},
    ]
)
KEYS = st.sampled_from(
    ["template", "year", "title", "project", "budget", "indicators", "narrative", "total", "name",
     "start_date", "weight", "target", "plan", "evaluation", "score", "其他"]
)  # fmt: skip
FORMS = st.dictionaries(
    KEYS,
    VALUES | st.dictionaries(KEYS, VALUES) | st.lists(st.dictionaries(KEYS, VALUES)),
)


@settings(deadline=None)
@given(FORMS)
def test_the_fast_answer_is_that_of_jsonschema(data: dict[str, Any]) -> None:
    assert _fits()(data) == (not _explained(data))


@settings(deadline=None)
@given(FORMS)
def test_every_violation_has_words(data: dict[str, Any]) -> None:
    for violation in violations(json.loads(json.dumps(data))):
        for lang in LANGUAGES:
            if violation.keyword.startswith("type-"):
                continue
            words = fill(wording(violation.keyword)[lang], violation.values)
            assert "{" not in words.replace(violation.values["found"], "")


def test_a_keyword_that_is_not_known_is_never_passed_over() -> None:
    with pytest.raises(KeyError, match="uniqueItems"):
        compile_schema({"uniqueItems": True}, {})


RUNNING = """\
项目名称：维护
年度：2026
项目当年预算：50万元
绩效指标：更换信号机35台，
完好率98%以上
总体目标：更换
"""


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            RUNNING,
            "a.txt",
            [(4, 6)],
        ),
        (
            ",,项目当年预算,5\n,,上年预算,4\n,,绩效指标,更换信号机,,不符合\n",
            "a.csv",
            [(12, 1)],
        ),
    ],
    ids=["text", "table"],
)
def test_running_text_instead_of_indicators_is_named_in_documents_too(
    text: str, name: str, place: list[tuple[int, int]]
) -> None:
    (file,) = check(text=text, name=name).files

    said = [finding for finding in file.findings if finding.rule == "TL001"]
    assert [finding.where[:2] for finding in said] == place
