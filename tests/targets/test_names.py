"""What a name says: markers are dropped, the end tells what is measured."""

import pytest

from targetlint.targets.lexicon import Features, Lexicon, Table
from targetlint.targets.names import analyse, names


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("★补助鱼塘面积", "补助鱼塘面积"),
        ("指标1：食品安全监管人员培训", "食品安全监管人员培训"),
        ("1、设备购置数量", "设备购置数量"),
        ("（1）完成时间", "完成时间"),
        ("其中羊养殖数量", "羊养殖数量"),
        ("其中：羊养殖数量", "羊养殖数量"),
        ("培训人数（人）", "培训人数"),
        ("培训（会议）完成率", "培训完成率"),
        ("群众\n满意度 ", "群众满意度"),
        ("3D打印数量", "3D打印数量"),
        ("12345热线办结率", "12345热线办结率"),
        ("1.5级以上机组数", "1.5级以上机组数"),
        ("（人）", "(人)"),
        ("", ""),
    ],
)
def test_drops_what_is_not_the_name(text: str, core: str) -> None:
    assert analyse(text).core == core


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("验收合格率", "rate"),
        ("群众满意度", "rate"),
        ("路面技术状况指数PCI", "index"),
        ("资金支付及时性", "implied-rate"),
        ("培训人数", "count"),
        ("造林面积", "size"),
        ("人均补助标准", "money"),
        ("项目完成时限", "time"),
        ("对市场公平的影响程度", "degree"),
        ("维护社会稳定", "degree"),
        ("工程质量", "grade"),
        ("食品安全宣传", "activity"),
        ("长效机制", "state"),
        ("管理制度", "state"),
        ("全国所有国家开放口岸", None),
        ("Acceptance rate of civil works", "rate"),
        ("Number of farmers trained", "count"),
    ],
)
def test_the_end_tells_what_is_measured(text: str, measure: str | None) -> None:
    assert analyse(text).measure == measure


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("系统故障率", "lower"),
        ("安全事故发生数", "lower"),
        ("单位成本", "lower"),
        ("成本节约率", "higher"),
        ("群众满意度", "higher"),
        ("垃圾处理率", "higher"),
        ("事故隐患整改率", "higher"),
        ("感染者治疗比例", None),
        ("污染治理面积", None),
        ("培训人数", None),
    ],
)
def test_knows_whether_more_is_better(text: str, polarity: str | None) -> None:
    assert analyse(text).polarity == polarity


def test_takes_unit_and_formula_from_brackets_and_endings() -> None:
    assert analyse("培训人数（人）").bracket == "人"
    assert analyse("受训人次").unit == "人次"
    assert analyse("结余率（计算方法为：结余数/预算数）").bracket == "计算方法为:结余数/预算数"


def test_tells_slogans_from_names_that_measure() -> None:
    assert analyse("维护社会稳定").slogan
    assert analyse("促进村集体经济发展").slogan
    assert not analyse("提高群众满意率").slogan
    assert not analyse("村民满意度").slogan


def test_a_longer_word_hides_the_shorter_one_of_its_group_only() -> None:
    bits = names().features.known
    name = analyse("优化对外贸易环境")
    assert name.bits & bits("name.economic-plain")
    assert not name.bits & bits("name.ecological")
    assert name.bits & bits("name.effect")


def test_a_name_of_digits_is_no_name() -> None:
    assert analyse("88").number
    assert not analyse("2022年完成数").number


def test_a_case_that_asks_for_an_unknown_feature_is_refused() -> None:
    features = Features()
    Lexicon.from_data([{"known": ["甲"]}], features, "name.")

    with pytest.raises(ValueError, match=r"no such feature: name\.unknown"):
        Table.from_data([{"is": "yes", "when": ["name.known|name.unknown"]}], features)


def test_the_first_case_that_fits_decides() -> None:
    features = Features()
    features.bit("a")
    features.bit("b")
    table = Table.from_data(
        [
            {"is": "both", "when": ["a", "b"]},
            {"is": "either", "when": ["a|b"]},
            {"is": "neither", "when": ["!a|b"]},
        ],
        features,
    )

    def found(*names: str) -> object:
        case = table.find(features.all_of(names))
        return case and case["is"]

    assert found("a", "b") == "both"
    assert found("b") == "either"
    assert found() == "neither"


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("预算编制质量（=∣（执行数-预算数）/预算数∣）", "rate"),
        ("公用经费控制（实际支出÷预算安排×100%）", "rate"),
        ("补助标准（元/人）", "money"),
        ("培训人数（人/次）", "count"),
    ],
)
def test_a_formula_in_brackets_makes_a_rate_and_a_unit_none(name: str, measure: str) -> None:
    assert analyse(name).measure == measure


def test_health_is_no_environment() -> None:
    reading = analyse("基本公共卫生服务水平")
    assert not reading.bits & names().features.known("name.ecological")
    assert analyse("村庄环境卫生").bits & names().features.known("name.ecological")
