"""Waivers: beside the finding, for a row or field, for a file; in a file of their own."""

from typing import Any

import pytest

VAGUE = "    target: 支撑作用明显\n"


def waived(form: str, comment: str) -> str:
    return form.replace("支撑作用明显", f"支撑作用明显  {comment}")


def test_a_waiver_behind_a_value_speaks_of_its_line(check: Any, write: Any, form: str) -> None:
    write("form.yaml", waived(form, "# targetlint: ignore[TL202] 已附评分标准"))

    done = check("form.yaml")

    assert done.finding("TL202")["suppressed"] == {
        "by": "waiver", "reason": "已附评分标准", "who": "", "until": "",
    }  # fmt: skip
    assert "TL202" not in done.rules
    assert "TL093" not in done.rules


def test_a_name_will_do_and_so_will_several_rules(check: Any, write: Any, form: str) -> None:
    write(
        "form.yaml",
        form.replace(
            "current_year: 600000",
            "current_year: 600000 # targetlint: ignore[TL501, change-explained-not] 追加中",
        ),
    )
    rules = check("form.yaml").rules
    assert "TL501" not in rules
    assert rules.count("TL091") == 1

    write("form.yaml", waived(form, "# targetlint: ignore[vague-target] 已附评分标准"))
    assert "TL202" not in check("form.yaml").rules


@pytest.mark.parametrize(
    ("above", "silent"),
    [
        ("  - level1: 效益指标\n", True),
        ("    target: 支撑作用明显\n", True),
        ("indicators:\n", True),
        ("    level2: 社会效益指标\n", False),
        ("  - level1: 满意度指标\n", False),
    ],
)
def test_a_waiver_on_its_own_line_speaks_of_the_row_or_field_below(
    check: Any, write: Any, form: str, above: str, silent: bool
) -> None:
    comment = "  # targetlint: ignore[TL202] 已附评分标准\n  # 另一行说明\n\n"
    write("form.yaml", form.replace(above, comment + above))

    done = check("form.yaml")

    assert ("TL202" not in done.rules) is silent
    assert ("TL093" in done.rules) is not silent


def test_a_waiver_for_the_file(check: Any, write: Any, form: str) -> None:
    write("form.yaml", f"# targetlint: ignore-file[TL202, TL501] 试点表\n{form}")

    assert not {"TL202", "TL501"} & set(check("form.yaml").rules)


@pytest.mark.parametrize(
    ("comment", "rule", "place"),
    [
        ("# targetlint: ignore 暂不修改", "TL090", "# targetlint: ignore 暂不修改"),
        ("# targetlint: ignore[] 暂不修改", "TL090", "# targetlint: ignore[] 暂不修改"),
        ("# targetlint: ignore[ , ] 暂不修改", "TL090", "# targetlint: ignore[ , ] 暂不修改"),
        ("# targetlint: disable[TL202] 暂不修改", "TL090", "# targetlint: disable[TL202] 暂不修改"),
        ("# targetlint ignore[TL202] 暂不修改", "TL090", "# targetlint ignore[TL202] 暂不修改"),
        ("# Targetlint: ignore[TL202] 暂不修改", "TL090", "# Targetlint: ignore[TL202] 暂不修改"),
        ("# targetlint: ignore【TL202】暂不修改", "TL090", "# targetlint: ignore【TL202】暂不修改"),
        ("# targetlint: ignore[ALL] 暂不修改", "TL091", "ALL"),
        ("# targetlint: ignore[TL2] 暂不修改", "TL091", "TL2"),
        ("# targetlint: ignore[TL2O2] 暂不修改", "TL091", "TL2O2"),
        ("# targetlint: ignore[*] 暂不修改", "TL091", "*"),
        ("# targetlint: ignore[TL202]", "TL092", "# targetlint: ignore[TL202]"),
    ],
)
def test_a_faulty_waiver_waives_nothing_and_is_found(
    check: Any, write: Any, form: str, comment: str, rule: str, place: str
) -> None:
    text = waived(form, comment)
    write("form.yaml", text)

    done = check("form.yaml")

    assert "TL202" in done.rules
    found = done.finding(rule)
    line = text.split("\n")[found["line"] - 1]
    assert line[found["column"] - 1 : found["end_column"] - 1] == place


def test_a_waiver_that_nothing_answers_to_is_told_and_taken_out(
    check: Any, run: Any, write: Any, form: str
) -> None:
    right = form.replace("支撑作用明显", "水质达到Ⅲ类")
    path = write("form.yaml", right.replace("Ⅲ类", "Ⅲ类  # targetlint: ignore[TL202] 已附评分标准"))
    assert check("form.yaml").finding("TL093")["fixes"][0]["kind"] == "safe"

    run("form.yaml", "--fix", "--select", "TL093,TL202")

    assert path.read_text(encoding="utf-8") == right


def test_a_standing_waiver_goes_with_its_line(run: Any, write: Any, form: str) -> None:
    comment = "  # targetlint: ignore[TL202] 已附评分标准\r\n"
    text = form.replace("\n", "\r\n")
    path = write("form.yaml", text.replace("  - level1: 满意度", comment + "  - level1: 满意度"))

    run("form.yaml", "--fix", "--select", "TL093,TL202")

    assert path.read_bytes().decode() == text


def test_of_several_rules_only_the_idle_one_goes(run: Any, write: Any, form: str) -> None:
    path = write("form.yaml", waived(form, "# targetlint: ignore[TL104, TL202] 已附评分标准"))

    run("form.yaml", "--fix", "--select", "TL093,TL202,TL104")

    assert "# targetlint: ignore[TL202] 已附评分标准" in path.read_text(encoding="utf-8")


def test_a_waiver_of_a_rule_that_did_not_run_is_not_idle(check: Any, write: Any, form: str) -> None:
    write("form.yaml", waived(form, "# targetlint: ignore[TL202] 已附评分标准"))

    assert "TL093" not in check("form.yaml", "--ignore", "TL202").rules


def test_a_waiver_in_a_text_is_no_waiver(check: Any, write: Any, form: str) -> None:
    text = form.replace(
        "goals: 清淤河道3公里", "goals: '# targetlint: ignore-file[TL202] 清淤河道3公里"
    ).replace("底前完成\n", "底前完成'\n")
    write("form.yaml", text)

    assert "TL202" in check("form.yaml").rules


def test_for_the_reviewer_waivers_of_the_author_are_shown_and_do_not_count(
    check: Any, write: Any, form: str
) -> None:
    write("form.yaml", waived(form, "# targetlint: ignore[TL202] 已附评分标准"))

    done = check("form.yaml", "--profile", "reviewer")

    finding = done.finding("TL202")
    assert finding["suppressed"] is None
    assert finding["related"][0]["line"] == 30
    assert "已附评分标准" in finding["related"][0]["message"]
    assert "TL093" not in done.rules


def test_no_file_below_makes_them_count_again(check: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", "profile: reviewer\n")
    write("sub/.targetlint.yaml", "author-waivers: honour\n")
    write("sub/form.yaml", waived(form, "# targetlint: ignore[TL202] 已附评分标准"))

    assert "TL202" in check("sub/form.yaml").rules


def test_forms_of_one_file_have_their_own_waivers(check: Any, write: Any, form: str) -> None:
    write("form.yaml", waived(form, "# targetlint: ignore[TL202] 已附评分标准") + "---\n" + form)

    found = [f for f in check("form.yaml").report["findings"] if f["rule"] == "TL202"]

    assert [(f["form"], f["suppressed"] is None) for f in found] == [(1, False), (2, True)]


WAIVERS = """\
waivers:
  - rule: vague-target
    path: forms/**/*.yaml
    project: 河道清淤项目
    indicator: 河道环境
    who: 绩效科
    why: 已约定评分标准
    until: 2026-12-31
"""


def test_a_waiver_file_says_who_why_and_until_when(check: Any, write: Any, form: str) -> None:
    write("forms/a/form.yaml", form)
    write("other/form.yaml", form)
    write("targetlint-waivers.yaml", WAIVERS)
    write(".targetlint.yaml", "waivers: targetlint-waivers.yaml\n")

    assert check("forms/a/form.yaml", "--profile", "reviewer").finding("TL202")["suppressed"] == {
        "by": "waiver-file", "reason": "已约定评分标准", "who": "绩效科", "until": "2026-12-31",
    }  # fmt: skip
    assert "TL202" in check("other/form.yaml").rules


def test_after_its_last_day_it_no_longer_counts_and_is_told(
    check: Any, write: Any, form: str
) -> None:
    write("forms/form.yaml", form)
    write("w.yaml", WAIVERS)

    last = check("forms/form.yaml", "--waivers", "w.yaml", SOURCE_DATE_EPOCH="1798675200")
    after = check("forms/form.yaml", "--waivers", "w.yaml", SOURCE_DATE_EPOCH="1798848000")

    assert "TL202" not in last.rules
    assert "TL202" in after.rules
    told = after.finding("TL094")
    assert "ran out on 2026-12-31 (w.yaml:2, 绩效科: 已约定评分标准)" in told["message"]
    assert told["line"] == 30


@pytest.mark.parametrize(
    ("old", "new", "meets"),
    [
        ("indicator: 河道环境", "indicator: 清淤河道长度", False),
        ("indicator: 河道环境", "pointer: /indicators/3", True),
        ("indicator: 河道环境", "pointer: /indicators/3/target", True),
        ("indicator: 河道环境", "pointer: /indicators/30", False),
        ("indicator: 河道环境", "form: 2", False),
        ("project: 河道清淤项目", "project: 另一项目", False),
        ("    project: 河道清淤项目\n    indicator: 河道环境\n", "", True),
    ],
)
def test_an_entry_means_just_what_it_says(
    check: Any, write: Any, form: str, old: str, new: str, meets: bool
) -> None:
    write("forms/form.yaml", form)
    write("w.yaml", WAIVERS.replace(old, new))

    assert ("TL202" not in check("forms/form.yaml", "--waivers", "w.yaml").rules) is meets


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("vague-target", "vage-target", "2:11: there is no rule vage-target"),
        ("until: 2026-12-31", "until: 2026-02-30", "8:12: there is no such day"),
        ("until: 2026-12-31", "until: 明年", "8:12: “waivers.0.until” is not written right"),
        ("    who: 绩效科\n", "", "2:5: “who” is missing"),
        ("why:", "reason:", "7:5: unknown key “reason”"),
        (
            "    path: forms/**/*.yaml\n    project: 河道清淤项目\n",
            "",
            "2:5: a waiver says which path or which project",
        ),
    ],
)
def test_a_broken_waiver_file_names_its_line(
    run: Any, write: Any, form: str, old: str, new: str, told: str
) -> None:
    write("form.yaml", form)
    write("w.yaml", WAIVERS.replace(old, new, 1))

    done = run("form.yaml", "--waivers", "w.yaml")

    assert done.code == 2
    assert f"w.yaml:{told}" in done.err


def test_a_plain_list_is_told_what_a_waiver_file_looks_like(
    run: Any, write: Any, form: str
) -> None:
    write("form.yaml", form)
    write("w.yaml", "- rule: TL202\n")

    done = run("form.yaml", "--waivers", "w.yaml")

    assert done.code == 2
    assert "w.yaml:1:1: " in done.err
    assert 'wanted: mapping (key: value), like this: {"waivers": [{"rule": "TL202"' in done.err


def test_an_entry_that_met_nothing_is_told(run: Any, write: Any, form: str) -> None:
    write("forms/form.yaml", form.replace("支撑作用明显", "水质达到Ⅲ类"))
    write("other/form.yaml", form)
    write("w.yaml", WAIVERS)

    idle = run("forms", "other", "--waivers", "w.yaml")
    elsewhere = run("other", "--waivers", "w.yaml")
    not_run = run("forms", "--waivers", "w.yaml", "--select", "TL501")

    assert "w.yaml:2: this waiver of TL202 met nothing" in idle.err
    assert elsewhere.err == not_run.err == ""
