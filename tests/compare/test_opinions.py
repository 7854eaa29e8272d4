"""What became of the findings of a first submission, through the command."""

import json
from typing import Any

from tests.compare.conftest import LAST, Desk

FIRST = (
    LAST.replace('target: "≥10%"', "target: 明显提升")
    .replace('"≥12期"', "约12期")
    .replace("{total: 500000, current_year: 50万元}", "{total: 400000, current_year: 50万元}")
)


def followed(desk: Desk, first: str, again: str, *more: str) -> tuple[int, list[dict[str, Any]]]:
    desk.put("form.yaml", first)
    desk.put("earlier.json", desk.run("check", "form.yaml", "-f", "json").out)
    desk.put("form.yaml", again)
    done = desk.run("compare", "--opinions", "earlier.json", "form.yaml", "-f", "json", *more)
    assert done.code in (0, 1), done.err
    report = json.loads(done.out)
    assert report["summary"]["fell"] == bool(done.code)
    return done.code, report["opinions"]


def states(opinions: list[dict[str, Any]], rule: str) -> list[str]:
    return [one["state"] for one in opinions if (one["earlier"] or one["now"])["rule"] == rule]


def test_what_was_put_right_is_answered(desk: Desk) -> None:
    _, found = followed(desk, FIRST, FIRST.replace("明显提升", '"≥10%"'))

    assert states(found, "TL202") == ["answered"]


def test_an_error_that_stands_fails(desk: Desk) -> None:
    code, found = followed(desk, FIRST, FIRST)

    assert states(found, "TL501") == ["stands"]
    assert code == 1


def test_nothing_is_new_in_the_same_form(desk: Desk) -> None:
    _, found = followed(desk, FIRST, FIRST)

    assert {one["state"] for one in found} == {"stands"}


def test_another_word_without_a_threshold_is_changed_and_still_a_finding(desk: Desk) -> None:
    _, found = followed(desk, FIRST, FIRST.replace("明显提升", "显著提高"))

    (one,) = [o for o in found if (o["earlier"] or o["now"])["rule"] == "TL202"]
    assert one["state"] == "changed"
    assert one["now"]["found"] == "显著提高"
    assert one["earlier"]["found"] == "明显提升"


def test_taking_the_indicator_out_is_no_answer(desk: Desk) -> None:
    row = "  - {level1: 效益指标, level2: 社会效益指标, level3: 课堂教学质量提升率, target: 明显提升}\n"

    _, found = followed(desk, FIRST, FIRST.replace(row, ""))

    assert states(found, "TL202") == ["indicator-gone"]


def test_a_finding_follows_an_indicator_that_was_renamed(desk: Desk) -> None:
    _, found = followed(desk, FIRST, FIRST.replace("课堂教学质量提升率", "课堂教学质量提升比例"))

    assert states(found, "TL202") == ["stands"]


def test_a_new_finding_is_told(desk: Desk) -> None:
    _, found = followed(desk, LAST, FIRST)

    assert states(found, "TL202") == ["new"]


def test_a_waived_finding_is_told_with_its_reason(desk: Desk) -> None:
    waived = FIRST.replace("明显提升}", "明显提升}  # targetlint: ignore[TL202] 附评分标准")

    _, found = followed(desk, FIRST, waived)

    (one,) = [o for o in found if o["earlier"] and o["earlier"]["rule"] == "TL202"]
    assert (one["state"], one["reason"]) == ("waived", "附评分标准")


def test_a_rule_that_does_not_run_answers_nothing(desk: Desk) -> None:
    _, found = followed(desk, FIRST, LAST, "--ignore", "TL202")

    assert states(found, "TL202") == ["not-checked"]


def test_a_form_that_does_not_come_again_is_told(desk: Desk) -> None:
    other = FIRST.replace("教师培训", "校舍维修")

    code, found = followed(desk, FIRST + "---\n" + other, FIRST)

    gone = [one for one in found if one["state"] == "form-gone"]
    assert {one["project"] for one in gone} == {"2025年校舍维修项目"}
    assert code == 1


def test_a_baseline_serves_as_the_earlier_findings(desk: Desk) -> None:
    desk.put("form.yaml", FIRST)
    assert desk.run("baseline", "write", "form.yaml").code == 0
    (baseline,) = [
        path.name for path in desk.folder.iterdir() if path.name != "form.yaml" and path.is_file()
    ]
    desk.put("form.yaml", FIRST.replace("明显提升", '"≥10%"'))

    done = desk.run("compare", "--opinions", baseline, "form.yaml", "-f", "json")

    found = json.loads(done.out)["opinions"]
    assert states(found, "TL202") == ["answered"]
    assert states(found, "TL501") == ["stands"]
    assert done.code == 1


def test_goes_together_with_a_comparison(desk: Desk) -> None:
    desk.put("last.yaml", LAST)
    desk.put("form.yaml", FIRST)
    desk.put("earlier.json", desk.run("check", "form.yaml", "-f", "json").out)

    done = desk.run("compare", "last.yaml", "form.yaml", "--opinions", "earlier.json", "-f", "json")

    report = json.loads(done.out)
    assert report["forms"]
    assert report["opinions"]


def test_a_file_that_holds_no_findings_is_told(desk: Desk) -> None:
    desk.put("form.yaml", LAST)
    grave = {
        "rule": "TL202",
        "severity": "grave",
        "outcome": "fail",
        "path": "form.yaml",
        "form": 1,
    }
    other = json.dumps({"version": 1, "findings": [grave | {"fingerprint": "0"}]})
    for text in ("{", "[]", '{"version": 1}', '{"version": 1, "findings": [{}]}', other):
        desk.put("earlier.json", text)

        done = desk.run("compare", "--opinions", "earlier.json", "form.yaml")

        assert done.code == 2
        assert "earlier.json" in done.err
