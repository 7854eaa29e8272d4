"""What `targetlint compare` says of two years, through the command."""

import json
from typing import Any

import pytest
from tests.compare.conftest import LAST, THIS, Became, Desk


def kinds(report: Any) -> dict[str, str]:
    return {
        (row["this"] or row["last"])["level3"]: row["kind"]
        for form in report["forms"]
        for row in form["indicators"]
    }


def remarks(report: Any, form: int = 0) -> list[str]:
    return [one["kind"] for one in report["forms"][form]["remarks"]]


def flags(row: dict[str, Any]) -> list[str]:
    return [one["kind"] for one in row["flags"]]


# ---------------------------------------------------------------- a figure, up or down


@pytest.mark.parametrize(
    ("name", "last", "this", "kind", "change", "unit"),
    [
        ("培训人数", "≥600人", "≥480人", "lowered", -0.2, "share"),
        ("培训人数", "≥600人", "≥660人", "raised", 0.1, "share"),
        ("培训人数", "≥600人", "不少于600人", "unchanged", None, None),
        ("培训人数", "600人", "500人", "lowered", -0.166667, "share"),
        ("培训合格率", "≥95%", "≥92%", "lowered", -3, "points"),
        ("培训合格率", "=100%", "≥98%", "lowered", -2, "points"),
        ("差错率", "≤3%", "≤5%", "lowered", 2, "points"),
        ("差错率", "3%", "1%", "raised", -2, "points"),
        ("安全事故发生数", "0起", "≤2起", "lowered", None, None),
        ("人均培训成本", "≤800元", "≤900元", "lowered", 0.125, "share"),
        ("项目总成本", "≤50万元", "≤500000元", "unchanged", None, None),
        ("项目总成本", "≤50万元", "≤0.004亿元", "raised", -0.2, "share"),
        ("带动就业人数", "≥1.2万人", "≥12000人", "unchanged", None, None),
        ("带动就业人数", "≥1.2万人", "≥9000人", "lowered", -0.25, "share"),
        ("培训完成时间", "2025年10月底前", "2026年11月底前", "lowered", 30, "days"),
        ("培训完成时间", "2025年10月31日前", "10月15日前", "raised", -16, "days"),
        ("培训完成时间", "2025年10月底前", "2026年10月底前", "unchanged", None, None),
        ("工程竣工时间", "2028年6月底前", "2028年9月底前", "lowered", 92, "days"),
        ("办结时限", "5个工作日内", "10个工作日内", "lowered", 1, "share"),
        ("游客满意度", "90%-95%", "85%-95%", "lowered", -5, "points"),
        ("旅游收入", "较上年增长8%", "较上年增长5%", "lowered", -0.375, "share"),
        ("能耗", "较上年下降5%", "较上年下降8%", "raised", 0.6, "share"),
        ("受益面", "三分之二", "九成", "raised", 23.3333, "points"),
        ("培训", "≥3次，参加人数≥100人", "≥4次，参加人数≥80人", "lowered", -0.2, "share"),
        ("培训", "≥3次，参加人数≥100人", "≥3次", "lowered", None, None),
        ("作用", "≥3项", "作用明显", "figure-lost", None, None),
        ("作用", "≥3项", "", "figure-lost", None, None),
        ("作用", "作用明显", "≥3项", "figure-gained", None, None),
        ("作用", "作用明显", "作用显著", "reworded", None, None),
        ("培训规模", "≥600人", "≥600人次", "not-comparable", None, None),
        ("培训规模", "≥600人", "≥90%", "not-comparable", None, None),
        ("人均费用", "≤800元", "≥800元", "reversed", None, None),
    ],
)  # fmt: skip
def test_tells_a_target_that_fell_from_one_that_rose(
    became: Became,
    name: str,
    last: str,
    this: str,
    kind: str,
    change: float | None,
    unit: str | None,
) -> None:
    found = became(name, last, this)

    assert (found["kind"], found["change"], found["change_unit"]) == (kind, change, unit)


def test_the_direction_that_a_row_states_counts(desk: Desk) -> None:
    row = "  - {{level3: 单位耗时, target: '{}', polarity: 反向}}\n"
    head = "project: {name: 项目}\nindicators:\n"

    report = desk.compare(head + row.format("30"), head + row.format("20"))

    assert kinds(report) == {"单位耗时": "raised"}


def test_says_when_the_unit_or_the_sign_is_another(became: Became) -> None:
    assert "unit-changed" in flags(became("项目总成本", "≤50万元", "≤500000元"))
    assert "comparator-changed" in flags(became("培训合格率", "≥95%", "=95%"))
    assert flags(became("培训合格率", "≥95%", "95%以上")) == []


# ---------------------------------------------------------------- the form as a whole


def test_copying_everything_forward_is_remarked_on(desk: Desk) -> None:
    report = desk.compare(LAST, THIS.replace("2026年10月底前", "2025年10月底前"))

    assert set(kinds(report).values()) == {"unchanged"}
    assert remarks(report) == ["copied-forward"]


def test_rolling_a_date_on_by_a_year_is_copying_too(desk: Desk) -> None:
    assert remarks(desk.compare(LAST, THIS)) == ["copied-forward"]


def test_one_raised_target_is_no_copy(desk: Desk) -> None:
    assert remarks(desk.compare(LAST, THIS.replace("≥12期", "≥13期"))) == []


def test_more_money_for_the_same_targets_is_remarked_on(desk: Desk) -> None:
    more = THIS.replace("50万元", "62万元")

    report = desk.compare(LAST, more)

    assert report["forms"][0]["budget_change"] == 0.24
    assert "budget-up" in remarks(report)
    assert "budget-up" not in remarks(desk.compare(LAST, more.replace("≥12期", "≥15期")))
    assert "budget-up" not in remarks(desk.compare(LAST, THIS.replace("50万元", "52万元")))


def test_a_budget_of_last_year_that_was_another_is_remarked_on(desk: Desk) -> None:
    report = desk.compare(LAST, THIS.replace("50万元", "50万元, previous_year: 480000"))

    assert "budget-misstated" in remarks(report)
    (told,) = [r for r in report["forms"][0]["remarks"] if r["kind"] == "budget-misstated"]
    assert told["values"] == {"stated": "480,000", "last": "500,000"}


def test_dropped_and_added_indicators_are_told(desk: Desk) -> None:
    row = '  - {level1: 产出指标, level2: 质量指标, level3: 培训合格率, target: "≥95%"}\n'
    other = '  - {level1: 效益指标, level2: 可持续影响指标, level3: 资源库年限, target: "≥3年"}\n'

    found = kinds(desk.compare(LAST, THIS.replace(row, other)))

    assert found["培训合格率"] == "dropped"
    assert found["资源库年限"] == "added"


@pytest.mark.parametrize(
    ("actual", "target", "below"),
    [("14期", "≥12期", True), ("12期", "≥12期", False), ("14期", "≥15期", False)],
)
def test_a_target_below_last_years_result_is_told(
    desk: Desk, actual: str, target: str, *, below: bool
) -> None:
    last = LAST.replace('"≥12期"', f'"≥12期", actual: {actual}')

    report = desk.compare(last, THIS.replace("≥12期", target))

    (row,) = [r for r in report["forms"][0]["indicators"] if r["this"]["level3"] == "培训班次"]
    assert ("below-actual" in flags(row)) is below


def test_a_cost_below_last_years_result_is_no_fault(desk: Desk) -> None:
    last = LAST.replace('"≤800元"', '"≤800元", actual: 750元')

    def of(target: str) -> list[str]:
        report = desk.compare(last, THIS.replace("≤800元", target))
        rows = report["forms"][0]["indicators"]
        (row,) = [one for one in rows if one["this"]["level3"] == "人均培训成本"]
        return flags(row)

    assert "below-actual" in of("≤790元")
    assert "below-actual" not in of("≤700元")


def test_a_previous_target_that_was_another_is_told(desk: Desk) -> None:
    this = THIS.replace('"≥12期"', '"≥12期", previous: ≥10期')
    this = this.replace('"≥95%"', '"≥95%", previous: 不低于95%')

    report = desk.compare(LAST, this)

    told = {r["this"]["level3"]: flags(r) for r in report["forms"][0]["indicators"]}
    assert told["培训班次"] == ["previous-misstated"]
    assert told["培训合格率"] == []


# ---------------------------------------------------------------- who answers to whom


def test_a_renamed_indicator_is_matched_with_a_confidence(desk: Desk) -> None:
    report = desk.compare(LAST, THIS.replace("培训教师人数", "参训教师人数"))

    (row,) = [r for r in report["forms"][0]["indicators"] if flags(r) == ["renamed"]]
    assert row["last"]["level3"] == "培训教师人数"
    assert row["match"]["by"] == "likeness"
    assert 0.5 < row["match"]["confidence"] < 1
    assert row["kind"] == "unchanged"


def test_names_that_share_nothing_are_not_matched(desk: Desk) -> None:
    found = kinds(desk.compare(LAST, THIS.replace("培训教师人数", "购置图书")))

    assert found["培训教师人数"] == "dropped"
    assert found["购置图书"] == "added"


def test_an_indicator_filed_elsewhere_is_the_same_one(desk: Desk) -> None:
    this = THIS.replace(
        "level2: 质量指标, level3: 培训合格率", "level2: 数量指标, level3: 培训合格率"
    )

    report = desk.compare(LAST, this)

    (row,) = [r for r in report["forms"][0]["indicators"] if "moved" in flags(r)]
    assert row["last"]["level2"] == "质量指标"


def test_two_indicators_of_one_name_keep_to_their_sections(desk: Desk) -> None:
    head = "project: {name: 项目}\nindicators:\n"
    rows = (
        "  - {level1: 产出指标, level2: 数量指标, level3: 覆盖率, target: '≥50%'}\n",
        "  - {level1: 效益指标, level2: 社会效益指标, level3: 覆盖率, target: '≥90%'}\n",
    )

    report = desk.compare(head + "".join(rows), head + "".join(reversed(rows)))

    assert [row["kind"] for row in report["forms"][0]["indicators"]] == ["unchanged"] * 2


def test_a_map_puts_matches_right(desk: Desk) -> None:
    this = THIS.replace("培训教师人数", "购置图书").replace("≥600人", "≥500人")
    mapped = "indicators:\n  - {last: 培训教师人数, this: 产出指标/数量指标/购置图书}\n"
    desk.put("map.yaml", mapped)

    report = desk.compare(LAST, this, "--map", "map.yaml")

    (row,) = [r for r in report["forms"][0]["indicators"] if r["match"]["by"] == "map"]
    assert (row["kind"], row["last"]["level3"]) == ("lowered", "培训教师人数")


def test_a_map_can_part_what_is_alike(desk: Desk) -> None:
    desk.put("map.yaml", "indicators:\n  - {last: 培训教师人数, this: null}\n")

    found = desk.compare(LAST, THIS.replace("培训教师人数", "参训教师人数"), "--map", "map.yaml")

    assert kinds(found)["参训教师人数"] == "added"
    assert kinds(found)["培训教师人数"] == "dropped"


@pytest.mark.parametrize(
    ("text", "place", "word"),
    [
        ("indicators:\n  - {last: 没有, this: 培训班次}\n", "map.yaml:2:12:", "没有"),
        ("indicators:\n  - {last: 培训班次}\n", "map.yaml:2:5:", "this"),
        ("rows:\n  - {last: a, this: b}\n", "map.yaml:1:1:", "rows"),
        ("indicators: [\n", "map.yaml:2:1:", ""),
    ],
)
def test_a_faulty_map_is_told_with_its_place(desk: Desk, text: str, place: str, word: str) -> None:
    desk.put("last.yaml", LAST)
    desk.put("this.yaml", THIS)
    desk.put("map.yaml", text)

    done = desk.run("compare", "last.yaml", "this.yaml", "--map", "map.yaml")

    assert done.code == 2
    assert place in done.err
    assert word in done.err


def test_forms_of_several_files_find_each_other_by_project(desk: Desk) -> None:
    other = LAST.replace("教师培训", "校舍维修").replace("≥12期", "≥20期")
    desk.put("2025/all.yaml", LAST + "---\n" + other)
    desk.put("2026/b.yaml", THIS)
    desk.put("2026/a.yaml", other.replace("2025", "2026").replace("≥20期", "≥18期"))
    desk.put("2026/c.yaml", THIS.replace("教师培训", "食堂改造"))

    done = desk.run("compare", "2025", "2026", "-f", "json")

    report = json.loads(done.out)
    pairs = [
        (form["last"] and form["last"]["form"], form["this"] and form["this"]["path"])
        for form in report["forms"]
    ]
    assert pairs == [(2, "2026/a.yaml"), (1, "2026/b.yaml"), (None, "2026/c.yaml")]
    assert remarks(report, 2) == ["form-added"]
    assert done.code == 1


def test_a_code_tells_a_project_that_was_renamed(desk: Desk) -> None:
    named = "project:\n  code: JY-01\n"

    report = desk.compare(
        LAST.replace("project:\n", named),
        THIS.replace("project:\n", named).replace("2026年教师培训项目", "骨干队伍建设"),
    )

    assert report["forms"][0]["match"] == {"by": "code", "confidence": 1.0}


def test_two_single_forms_are_one_project_whatever_they_are_called(desk: Desk) -> None:
    report = desk.compare(LAST, THIS.replace("2026年教师培训项目", "骨干队伍建设"))

    assert report["forms"][0]["match"]["by"] == "only"


def test_forms_without_a_name_are_matched_by_their_files(desk: Desk) -> None:
    nameless = LAST.replace("  name: 2025年教师培训项目", "  category: 一次性项目")
    desk.put("2025/a.yaml", nameless)
    desk.put("2025/b.yaml", nameless.replace("培训", "维修"))
    desk.put("2026/b.yaml", nameless.replace("培训", "维修"))
    desk.put("2026/c.yaml", nameless)

    report = json.loads(desk.run("compare", "2025", "2026", "-f", "json").out)

    pairs = [
        (form["last"] and form["last"]["path"], form["this"] and form["this"]["path"])
        for form in report["forms"]
    ]
    assert pairs == [("2025/b.yaml", "2026/b.yaml"), (None, "2026/c.yaml"), ("2025/a.yaml", None)]


def test_documents_can_be_compared_with_forms(desk: Desk) -> None:
    from pathlib import Path  # noqa: PLC0415 - only here

    samples = Path(__file__).parents[1] / "readers" / "samples"
    done = desk.run(
        "compare",
        str(samples / "xining-2020.xlsx"),
        str(samples / "xining-2020.yaml"),
        "-f",
        "json",
    )

    report = json.loads(done.out)
    assert set(kinds(report).values()) == {"unchanged"}
    assert report["forms"][0]["indicators"][0]["last"]["place"]


# ---------------------------------------------------------------- codes and faults


def test_the_code_is_1_only_when_something_fell(desk: Desk) -> None:
    desk.put("last.yaml", LAST)
    desk.put("same.yaml", THIS)
    desk.put("less.yaml", THIS.replace("≥12期", "≥11期"))

    assert desk.run("compare", "last.yaml", "same.yaml").code == 0
    assert desk.run("compare", "last.yaml", "less.yaml").code == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["last.yaml"],
        ["last.yaml", "last.yaml", "last.yaml"],
        ["last.yaml", "last.yaml", "-f", "pdf"],
        ["last.yaml", "last.yaml", "-f", "xlsx"],
        ["last.yaml", "last.yaml", "-o", "out.pdf"],
        ["last.yaml", "last.yaml", "-f", "json", "-f", "text", "-o", "out.json"],
        ["last.yaml", "none.yaml"],
        ["last.yaml", "empty"],
    ],
)
def test_what_cannot_be_done_is_code_2_with_a_word_why(desk: Desk, arguments: list[str]) -> None:
    desk.put("last.yaml", LAST)
    (desk.folder / "empty").mkdir()

    done = desk.run("compare", *arguments)

    assert done.code == 2
    assert done.err or "none.yaml" in done.out
    assert "工具本身出错" not in done.err


def test_an_unreadable_file_does_not_stop_the_others(desk: Desk) -> None:
    desk.put("a/last.yaml", LAST)
    desk.put("b/this.yaml", THIS.replace("≥12期", "≥11期"))
    desk.put("b/broken.yaml", "project:\n  name: x\nindicators: [\n")

    done = desk.run("compare", "a", "b", "-f", "json")

    report = json.loads(done.out)
    assert done.code == 2
    assert kinds(report)["培训班次"] == "lowered"
    assert [one["path"] for one in report["unreadable"]] == ["b/broken.yaml"]
