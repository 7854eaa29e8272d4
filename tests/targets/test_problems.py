"""Faults of a value itself, each at its place."""

import pytest

from targetlint.targets.reading import read


def problems(
    target: str, name: str = "", level2: str = "", unit: str = ""
) -> list[tuple[str, str]]:
    return [(word.kind, word.text) for word in read(target, name, level2, unit=unit).problems]


@pytest.mark.parametrize(
    ("target", "name", "kind"),
    [
        ("292%", "验收合格率", "scanned-2"),
        ("≥120%", "群众满意度", "percent-out-of-range"),
        ("≥0%", "群众满意度", "vacuous"),
        ("≤100%", "群众到场率", "vacuous"),
        ("≥500元", "人均成本", "direction"),
        ("≥3%", "系统故障率", "direction"),
        ("≤90%", "群众满意度", "direction"),
        ("≥60个", "接待团组数量", "frugal"),
        ("≥50个", "验收合格率", "unit-mismatch"),
        ("≥95%", "参训人数", "unit-mismatch"),
        ("≥95%", "完成时限", "unit-mismatch"),
        ("≥200人", "培训人次", "unit-mismatch"),
        ("300", "经费总额", "missing-unit"),
        ("≥2026年10月", "工程竣工时间", "direction-date"),
        ("≥15个工作日", "办结时限", "direction"),
        ("≥15个工作日", "审批时限", "direction"),
        ("≥4小时", "系统平均修复时间", "direction"),
        ("≥9%", "废品率", "direction"),
        ("≥2%", "文盲率", "direction"),
        ("≥3%", "大班额比例", "direction"),
        ("≥35", "PM2.5浓度", "direction"),
        ("不少于10场以下", "培训场次", "contradictory"),
        ("≥10场以下", "培训场次", "contradictory"),
        ("不超过5万元以上", "人均成本", "contradictory"),
    ],
)
def test_finds_the_fault_and_its_place(target: str, name: str, kind: str) -> None:
    assert (kind, target) in problems(target, name)


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("≥120%", "收入增长率"),
        ("≤100%", "三公经费控制率"),
        ("≥5%", "成本节约率"),
        ("≥5%", "事故下降率"),
        ("≥95%", "污水处理率"),
        ("≤2%", "投诉率"),
        ("≤0%", "项目成本超支率"),
        ("≥30万人次", "年接待观众"),
        ("0", "安全事故"),
        ("168", "培训人数"),
        ("较上年增长5%", "办案数量"),
        ("≥1606人次", "资助人次"),
        ("2025年底前", "完成时间"),
        ("≥500人次", "接待信访人次"),
        ("≥99%", "脱贫人口不返贫率"),
        ("≥5个工作日", "审批时限压缩"),
        ("≥95%", "按时完成时间占比"),
        ("≥5%", "PM2.5浓度下降幅度"),
        ("不低于90%以上", "验收合格率"),
        ("不超过5%以内", "差错率"),
    ],
)
def test_leaves_sound_values_alone(target: str, name: str) -> None:
    assert problems(target, name) == []


def test_the_unit_column_counts_as_a_unit() -> None:
    assert problems("300", "经费总额", unit="万元") == []


def test_two_conditions_that_no_value_satisfies_contradict() -> None:
    (found,) = read("≥8000人且≤5000人", "服务人数").problems
    assert (found.kind, found.start, found.end) == ("contradictory", 0, 13)


def test_a_floor_below_a_ceiling_is_no_contradiction() -> None:
    assert problems("≥60个且≤100个", "项目个数") == []


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("同比下降5%以上", "火灾事故起数"),
        ("较上年减少20%以上", "投诉举报件数"),
        ("下降10%以上", "刑事案件发案数"),
        ("比上年减少5人以上", "交通事故死亡人数"),
        ("减少5人以上", "交通事故死亡人数"),
        ("较2025年下降不低于5%", "安全生产事故起数"),
        ("较上年下降≥5%", "信访总量"),
        ("下降3%以上", "万元GDP能耗"),
        ("降低10%以上", "企业成本"),
        ("较上年上升不超过5%", "事故起数"),
        ("较上年下降不超过2%", "群众满意度"),
    ],
)
def test_less_of_what_is_bad_is_the_right_direction(target: str, name: str) -> None:
    assert problems(target, name) == []


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("较上年上升5%以上", "事故起数"),
        ("增加5人以上", "交通事故死亡人数"),
        ("较上年下降5%以上", "群众满意度"),
    ],
)
def test_a_change_for_the_worse_is_pointed_at_as_a_whole(target: str, name: str) -> None:
    assert problems(f"力争{target}", name) == [("change", f"力争{target}")]
