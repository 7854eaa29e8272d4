"""An office adapts shipped rules from its settings alone: bounds, words, scope, further checks."""

from typing import Any

import pytest

ROWS = """\
project: {name: 学员培训}
indicators:
  - {level1: 满意度指标, level2: 服务对象满意度指标, level3: 学员满意度, target: ≥83%}
  - {level1: 满意度指标, level2: 服务对象满意度指标, level3: 家长满意度, target: ≥83分}
"""


def said(done: Any, rule: str) -> list[tuple[int, int, str, str]]:
    return [
        (f["line"], f["column"], f["severity"], f["message"])
        for f in done.report["findings"]
        if f["rule"] == rule
    ]


@pytest.fixture
def rows(write: Any) -> str:
    write("rows.yaml", ROWS)
    return "rows.yaml"


def test_a_bound_of_a_shipped_rule_is_moved_for_all_its_checks(
    check: Any, write: Any, rows: str
) -> None:
    assert [column for _, column, *_ in said(check(rows), "TL304")] == [63, 63]
    write(
        ".targetlint.yaml",
        "rules: {TL304: {params: {bands: [{below: 80, case: low}, {below: 85, case: modest}]}}}\n",
    )

    assert said(check(rows), "TL304") == [
        (3, 63, "info", "“学员满意度” asks for ≥83%, below the usual 85%"),
        (4, 63, "info", "“家长满意度” asks for ≥83分, below the usual 85分"),
    ]

    write(".targetlint.yaml", "rules: {TL304: {params: {bands: [{below: 80, case: low}]}}}\n")
    assert said(check(rows), "TL304") == []


def test_the_words_of_a_single_case_are_changed(check: Any, write: Any, rows: str) -> None:
    write(
        ".targetlint.yaml",
        "rules:\n  TL304:\n    severity: {modest: error}\n"
        "    variants: {modest: {message: {en: 'we ask for {limit}{unit}'}}}\n",
    )

    found = said(check(rows), "TL304")

    assert found[0] == (3, 63, "error", "we ask for 90%")
    assert "低于常见的 90%" in check(rows, "--lang", "zh").finding("TL304")["message"]


def test_a_rule_is_narrowed_to_what_an_office_names(check: Any, write: Any, rows: str) -> None:
    write(".targetlint.yaml", "rules: {TL304: {where: {name: {contains: 家长}}}}\n")

    assert [line for line, *_ in said(check(rows), "TL304")] == [4]


def test_a_further_check_is_added_to_a_rule(check: Any, write: Any, rows: str) -> None:
    write(
        ".targetlint.yaml",
        "rules:\n  TL213:\n    also:\n      add:\n"
        "        - {check: matches-where, where: {name: {starts: 家长}}, params: {at: row.level3}}\n"
        "    advice: {en: ask the pupils}\n",
    )

    done = check(rows, "--select", "TL213")

    assert [(f["line"], f["column"], f["advice"]) for f in done.report["findings"]] == [
        (4, 48, "ask the pupils")
    ]


@pytest.mark.parametrize(
    ("settings", "place", "words"),
    [
        (
            "rules: {TL304: {variants: {modst: {message: {zh: 偏低}}}}}\n",
            "1:28",
            "unknown key “modst”; did you mean “modest”?",
        ),
        ("rules: {TL304: {where: {categry: cost}}}\n", "1:17", "“categry”; did you mean"),
        ("rules: {TL304: {also: {add: [{check: valu}]}}}\n", "1:17", "“valu”; did you mean"),
        ("words: {state: {ad: [妥当]}}\n", "1:17", "unknown key “ad”; did you mean “add”?"),
    ],
)
def test_a_slip_is_told_before_any_form_is_read(
    run: Any, write: Any, rows: str, settings: str, place: str, words: str
) -> None:
    write(".targetlint.yaml", settings)

    done = run(rows)

    assert done.code == 2
    assert f".targetlint.yaml:{place}: " in done.err
    assert words in done.err


def test_a_word_is_taken_out_of_a_class_and_comes_back_below(
    check: Any, write: Any, form: str
) -> None:
    write("office/form.yaml", form)
    write("office/strict/form.yaml", form)
    assert "TL202" in check("office/form.yaml").rules
    write("office/.targetlint.yaml", "words: {degree: {remove: [明显]}}\n")
    write(
        "office/strict/.targetlint.yaml",
        "extends: ../.targetlint.yaml\nwords: {degree: {add: [明显]}}\n",
    )

    assert "TL202" not in check("office/form.yaml").rules
    assert "TL202" in check("office/strict/form.yaml").rules


@pytest.mark.parametrize(
    ("name", "word", "rule"),
    [
        ("state", "妥当", "TL203"),
        ("placeholder", "上级再定", "TL105"),
        ("degree", "亮眼", "TL202"),
        ("direction", "攀高", "TL211"),
    ],
)
def test_each_class_that_the_guide_names_takes_words(
    check: Any, write: Any, name: str, word: str, rule: str
) -> None:
    target = f"  - {{level1: 效益指标, level2: 社会效益指标, level3: 就业人数, target: {word}}}\n"
    write("form.yaml", f"project: {{name: 培训}}\nindicators:\n{target}")
    assert rule not in check("form.yaml").rules
    write(".targetlint.yaml", f"words: {{{name}: [{word}]}}\n")

    assert check("form.yaml").finding(rule)["line"] == 3
