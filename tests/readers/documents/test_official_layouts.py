"""Layouts of the finance ministry as offices fill them in: transfers, self-evaluation."""

from typing import Any

import pytest
from tests.readers.documents.filed import FORMATS, Blocks
from tests.readers.documents.same import forms, plain_forms, read

from targetlint.rulebook import shipped
from targetlint.session import Request, Session

HEAD: list[list[Any]] = [
    ["专项名称", ("中小河流治理补助资金", 3)],
    ["中央主管部门", "水利部", "省级财政部门", "某省财政厅"],
    ["省级主管部门", "某省水利厅", "市县主管部门", "云岭县水务局"],
]
REST: list[list[Any]] = [
    ["年度目标", ("治理河道28.6公里，保护人口3.5万人。", 3)],
    ["一级指标", "二级指标", "三级指标", "指标值"],
    [("产出指标", 1, 2), "数量指标", "治理河道长度", "≥28.6公里"],
    ["质量指标", "工程合格率", "=100%"],
    ["效益指标", "社会效益指标", "保护人口", "≥3.5万人"],
    ["满意度指标", "服务对象满意度指标", "受益群众满意度", "≥90%"],
]


def region(local: str) -> Blocks:
    """Give the form of a region with an amount of local money."""
    return [
        "中央对地方转移支付区域绩效目标表",
        "（2026年度）",
        [
            *HEAD,
            [("资金情况（万元）", 1, 3), "年度金额：", ("2350", 2)],
            ["其中：中央补助", ("1800", 2)],
            ["地方资金", (local, 2)],
            *REST,
        ],
    ]


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx", "pdf", "txt"])
def test_the_form_of_a_region_is_read_with_its_departments_and_amounts(kind: str) -> None:
    document = read(FORMATS[kind](region("550")), f"form.{kind}")
    (form,) = forms(document)

    assert document.remarks == form.remarks == []
    assert [form.text(key) for key in ("central_department", "department", "local_department")] == [
        "水利部",
        "某省水利厅",
        "云岭县水务局",
    ]
    assert {key: amount.yuan for key, amount in form.amounts.items()} == {
        "budget.current_year": 23500000,
        "budget.superior": 18000000,
        "budget.local": 5500000,
    }


def test_parts_of_a_transfer_that_do_not_add_up_are_the_only_error() -> None:
    report = Session(shipped(), Request("zh")).check(FORMATS["docx"](region("450")), "form.docx")

    assert report is not None
    assert [
        (one.rule, one.where.place) for one in report.findings if one.severity.value == "error"
    ] == [("TL502", "table 1 row 4")]


def test_a_transfer_of_several_years_has_both_sums_and_their_parts() -> None:
    both: list[list[Any]] = [
        [("资金情况（万元）", 1, 3), "实施期金额：", "6000", "年度金额：", "2350"],
        ["其中：中央补助", "4000", "其中：中央补助", "1800"],
        ["地方资金", "2000", "地方资金", "550"],
    ]
    (form,) = plain_forms(FORMATS["docx"]([[*HEAD, *both, *REST]]), "form.docx")

    assert form.fields["budget.total"] == "6000"
    assert (form.fields["budget.total_local"], form.fields["budget.local"]) == ("2000", "550")


@pytest.mark.parametrize(
    "label", ["承担单位", "用款单位", "填报部门", "责任单位", "项目负责单位", "具体实施单位"]
)
def test_whoever_applies_is_known_under_the_names_offices_print(label: str) -> None:
    text = f"项目支出绩效目标表\n项目名称：甲\n{label}：云岭县水务局\n年度资金总额：5万元\n"
    (form,) = forms(read(text.encode(), "form.txt"))

    assert form.text("applicant") == "云岭县水务局"


# Nothing is merged at the left, and a column at the right stays empty throughout.
EVALUATION: Blocks = [
    "项目支出绩效自评表",
    "（2025年度）",
    [
        ["项目名称", ("困境儿童关爱服务", 8)],
        ["主管部门", "某区民政局", "", "", "实施单位", "某区福利中心", "", "", ""],
        ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分", ""],
        ["", "年度资金总额", "200", "200", "180", "10", "90%", "9", ""],
        ["", "其中：当年财政拨款", "190", "190", "170", "—", "—", "—", ""],
        ["", "上年结转资金", "10", "10", "10", "—", "", "—", ""],
        ["年度总体目标", ("预期目标", 4), ("实际完成情况", 4)],
        ["", ("服务儿童320名。", 4), ("服务儿童326名。", 4)],
        ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施", ""],
        ["产出指标", "数量指标", "服务儿童人数", "≥320人", "326人", "60", "60", "", ""],
        ["效益指标", "社会效益指标", "建档覆盖率", "≥95%", "96%", "20", "20", "", ""],
        ["满意度指标", "服务对象满意度指标", "监护人满意度", "≥90%", "93%", "10", "10", "", ""],
        ["总分", "", "", "", "", "100", "%s", "", ""],
    ],
]  # fmt: skip


def evaluation(total: str) -> Blocks:
    """Give the self-evaluation with a total score."""
    *head, table = EVALUATION
    assert isinstance(table, list)
    return [*head, [*table[:-1], [total if cell == "%s" else cell for cell in table[-1]]]]


@pytest.mark.parametrize("kind", ["html", "docx", "xlsx"])
def test_blank_cells_under_the_name_of_the_funds_are_as_good_as_a_merged_one(kind: str) -> None:
    document = read(FORMATS[kind](evaluation("99")), f"form.{kind}")
    (form,) = forms(document)

    assert document.remarks == form.remarks == []
    assert {key: amount.yuan // 10000 for key, amount in form.amounts.items()} == {
        "budget.current_year": 200,
        "budget.adjusted": 200,
        "budget.executed": 180,
        "budget.fiscal": 190,
        "budget.adjusted_fiscal": 190,
        "budget.executed_fiscal": 170,
        "budget.carryover": 10,
        "budget.adjusted_carryover": 10,
        "budget.executed_carryover": 10,
    }
    assert [form.text(f"evaluation.execution_{key}") for key in ("weight", "rate", "score")] == [
        "10",
        "90%",
        "9",
    ]


@pytest.mark.parametrize(("total", "expected"), [("99", []), ("98", ["99"])])
def test_the_score_of_the_funds_counts_in_the_total(total: str, expected: list[str]) -> None:
    report = Session(shipped(), Request("zh")).check(
        FORMATS["docx"](evaluation(total)), "form.docx"
    )

    assert report is not None
    assert [one.expected for one in report.findings if one.rule == "TL705"] == expected
