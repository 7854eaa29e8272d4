"""More printed layouts: several projects in one table, targets by phase, amounts in one cell."""

import pytest
from tests.readers.documents.filed import FORMATS, Blocks, as_pages
from tests.readers.documents.same import forms, plain_forms, read

from targetlint.convert import convert
from targetlint.rulebook import shipped
from targetlint.session import Request, Session

SPLIT_TARGET: Blocks = [
    "项目支出绩效目标申报表",
    "预算年度：2024      单位：万元",
    [
        ["项目名称", ("社区养老服务补贴", 4), "项目编码", ("510104240000012345", 2)],
        ["主管部门", ("锦城区民政局", 4), "实施单位", ("锦城区养老服务中心", 2)],
        ["项目总额", ("360", 2), "其中：财政拨款", "360", "其他资金", "0", ""],
        ["年度绩效目标", ("为1200名老人提供居家服务，全年服务不少于2.4万人次。", 7)],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重", "指标方向性"],
        [("产出指标", 1, 4), "数量指标", "服务老人数", "≥", "1200", "人", "20", "正向"],
        ["质量指标", "服务合格率", "≥", "95", "%", "20", "正向"],
        ["时效指标", "补贴发放时限", "≤", "10", "个工作日", "10", "反向"],
        ["成本指标", "人均补贴标准", "≤", "3000", "元/人", "10", "反向"],
        ["效益指标", "社会效益指标", "老人家庭负担", "定性", "有效减轻", "", "20", "正向"],
        ["满意度指标", "服务对象满意度指标", "老人满意度", "≥", "90", "%", "10", "正向"],
    ],
]  # fmt: skip

WHOLE_OFFICE: Blocks = [
    "部门整体支出绩效目标申报表",
    "（2023年度）",
    [
        ["部门名称", ("青山市水利局", 5)],
        [("年度主要任务", 1, 5), "任务名称", "主要内容", ("预算金额（万元）", 3)],
        ["", "", "总额", "财政拨款", "其他资金"],
        ["河道治理", "治理河道60公里", "600", "600", "0"],
        ["水库除险", "加固水库5座", "400", "300", "100"],
        [("金额合计", 2), "1000", "900", "100"],
        ["年度总体目标", ("目标1：治理河道60公里。\n目标2：加固水库5座。", 5)],
        [("年度绩效指标", 1, 5), "一级指标", "二级指标", "三级指标", ("指标值", 2)],
        [("产出指标", 1, 2), "数量指标", "治理河道长度", ("≥60公里", 2)],
        ["质量指标", "工程验收合格率", ("100%", 2)],
        ["效益指标", "生态效益指标", "水质达标率", ("≥95%", 2)],
        ["满意度指标", "服务对象满意度指标", "群众满意度", ("≥90%", 2)],
    ],
]  # fmt: skip

MANY_PROJECTS: Blocks = [
    "2024年部门项目支出绩效目标表（本次下达）",
    "单位：云岭市农业农村局",
    [
        ["单位名称、项目名称", "项目年度绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "指标属性", "指标内容"],
        [("高标准农田建设补助资金", 1, 4), ("建成高标准农田2万亩，粮食产能提高10%。", 1, 4), ("产出指标", 1, 2), "数量指标", "建成农田面积", ">=", "20000", "亩", "定量指标", "反映建成面积"],
        ["质量指标", "验收合格率", ">=", "95", "%", "定量指标", "反映验收情况"],
        ["效益指标", "经济效益指标", "粮食产能提高", ">=", "10", "%", "定量指标", "反映产能"],
        ["满意度指标", "服务对象满意度指标", "农户满意度", ">=", "90", "%", "定量指标", "反映满意情况"],
        [("动物防疫经费", 1, 3), ("强制免疫密度达到90%以上。", 1, 3), "产出指标", "数量指标", "免疫畜禽数量", ">=", "300", "万头（只）", "定量指标", "反映免疫数量"],
        ["效益指标", "社会效益指标", "重大动物疫情", "=", "不发生", "次", "定性指标", "反映疫情"],
        ["满意度指标", "服务对象满意度指标", "养殖户满意度", ">=", "90", "%", "定量指标", "反映满意情况"],
    ],
]  # fmt: skip

HALF_YEAR: Blocks = [
    "2024年度项目支出绩效目标表",
    [
        ["主管部门", ("苏江省交通厅", 3), "项目名称", ("农村公路养护", 2)],
        ["预算单位", ("苏江省公路中心", 3), "项目属性", ("☑经常性 □一次性", 2)],
        ["资金总额（万元）", ("800", 3), "财政拨款（万元）", ("800", 2)],
        ["中长期目标", ("三年养护农村公路3000公里。", 6)],
        ["年度目标", ("2024年养护农村公路1000公里。", 6)],
        ["一级指标", "二级指标", "三级指标", "指标性质", "度量单位", "半年（程）指标值", "全年（程）指标值"],
        [("产出", 1, 3), "数量指标", "养护里程", "≥", "公里", "400", "1000"],
        ["质量指标", "养护合格率", "≥", "%", "95", "95"],
        ["时效指标", "养护完成及时率", "=", "%", "100", "100"],
        ["效益", "社会效益指标", "公路事故下降率", "≥", "%", "2", "5"],
        ["满意度", "满意度指标", "公众满意度", "≥", "%", "85", "90"],
    ],
]  # fmt: skip

OF_TIANJIN: Blocks = [
    "项目支出绩效目标表",
    "（2025年度）",
    [
        ["项目名称", ("数字档案馆建设", 5)],
        ["主管预算部门", ("津海市档案局", 2), "项目实施单位", ("津海市档案馆", 2)],
        ["项目属性", ("□经常性项目 ☑一次性项目", 2), "项目周期", ("2025年1月-2025年12月", 2)],
        ["预算金额（万元）", "合计", "150", "财政资金", "150", "其他资金"],
        ["绩效目标", ("完成档案数字化200万页，建成数字档案馆1个。", 5)],
        ["绩效指标", "一级指标", "二级指标", ("三级指标", 2), "指标值"],
        [("", 1, 4), "成本指标", "经济成本指标", ("单页数字化成本", 2), "≤0.5元"],
        ["产出指标", "数量指标", ("数字化页数", 2), "≥200万页"],
        ["效益指标", "社会效益指标", ("年查档人次", 2), "≥5000人次"],
        ["满意度指标", "服务对象满意度指标", ("查档群众满意度", 2), "≥90%"],
    ],
]  # fmt: skip

NARROW: Blocks = [
    "项 目 支 出 绩 效 目 标 表",
    "（2024 年度）",
    [
        [("项目名称：图书馆延时开放", 3), ("实施单位：市图书馆", 2)],
        [("主管部门：市文旅局", 3), ("项目起止时间：2024年1月1日至2024年12月31日", 2)],
        [("项目资金（万元）：年度资金总额 80，其中：财政拨款 80，其他资金 0", 5)],
        ["总\n体\n目\n标", ("全年延时开放300天，接待读者20万人次。", 4)],
        [("绩\n效\n指\n标", 1, 5), "一级\n指标", "二级\n指标", "三级指标", "指标值"],
        [("产出\n指标", 1, 2), "数量\n指标", "延时开放天数", "≥300天"],
        ["质量\n指标", "设备完好率", "≥98%"],
        ["效益\n指标", "社会效益\n指标", "接待读者", "≥20万人次"],
        ["满意度\n指标", "服务对象\n满意度指标", "读者满意度", "≥90%"],
    ],
]  # fmt: skip

TWO_TARGETS: Blocks = [
    "项目支出绩效目标申报表",
    "( 2025年度)",
    [
        ["项目名称", ("老旧管网改造", 6)],
        ["主管部门", "北城区住建委", "实施单位", ("北城区房管中心", 4)],
        ["项目负责人", "张经理", "联系电话", ("010-00000000", 4)],
        ["项目类别", ("特定目标类", 2), "项目期限", ("2025年至2027年", 3)],
        [("项目资金\n（万元）", 1, 3), "实施期资金总额：", "600", ("年度资金总额：", 2), ("200", 2)],
        ["其中：财政拨款", "600", ("其中：财政拨款", 2), ("200", 2)],
        ["其他资金", "", ("其他资金", 2), ("", 2)],
        [("总体目标", 1, 2), ("实施期目标", 2), ("年度目标", 4)],
        [("三年改造管网60公里。", 2), ("2025年改造管网20公里。", 4)],
        [("绩效指标", 1, 6), "一级指标", "二级指标", ("三级指标", 2), "指标值（实施期）", "指标值（年度）"],
        [("产出指标", 1, 3), "数量指标", ("改造管网长度", 2), "≥60公里", "≥20公里"],
        ["质量指标", ("工程验收合格率", 2), "=100%", "=100%"],
        ["时效指标", ("完工时间", 2), "2027年12月底前", "2025年12月底前"],
        ["效益指标", "社会效益指标", ("受益居民户数", 2), "≥9000户", "≥3000户"],
        ["满意度指标", "服务对象满意度指标", ("居民满意度", 2), "≥90%", "≥85%"],
    ],
]  # fmt: skip

OF_2019: Blocks = [
    "上海市财政支出项目绩效目标申报表",
    "（2019年度）",
    "填报单位（盖章）：上海市海风服务中心",
    [
        ["项目名称", ("后勤保障经费", 5)],
        ["项目类型", ("□经常性专项业务费  ☑其他经常性项目  □其他一次性项目  □结转项目  □市委市政府已确定的新增项目", 5)],
        ["资金用途", ("□基本建设工程类  □信息化建设类  □政策补贴类  □政府购买服务  □资产购置类  ☑其他事业专业类", 5)],
        ["开始时间", ("2019年1月1日", 2), "结束时间", ("2019年12月31日", 2)],
        ["项目概况", ("为机关提供会议、餐饮和安保服务，全年会议不少于300场。", 5)],
        ["立项依据", ("《上海市机关事务管理办法》（沪府令2018年第5号）", 5)],
        ["项目设立的必要性", ("保障机关日常运转。", 5)],
        ["保证项目实施的制度、措施", ("《中心财务管理制度》", 5)],
        ["项目总预算（元）", "1,200,000", "项目当年预算（元）", "1,200,000", "同名项目上年预算额（元）", "1,100,000"],
        ["同名项目上年预算执行数（元）", ("1,050,000", 5)],
        ["项目实施计划", ("一季度签订合同，每季度考核，12月验收。", 5)],
        ["项目总目标", ("保障会议300场，满意度90%以上。", 5)],
        ["年度绩效目标", ("2019年保障会议300场。", 5)],
        [("绩效指标", 1, 6), "一级目标", "二级目标", ("三级目标", 2), "指标目标值"],
        [("产出目标", 1, 2), "数量", ("会议保障场次", 2), ">=300场"],
        ["质量", ("餐饮合格率", 2), "=100%"],
        [("效果目标", 1, 2), "社会效益", ("安保事故数", 2), "=0起"],
        ["满意度", ("机关干部满意度", 2), ">=90%"],
        ["影响力目标", "长效管理", ("制度健全性", 2), "健全"],
    ],
]  # fmt: skip


KINDS = ["html", "docx", "xlsx", "pdf"]
ALL = [*KINDS, "txt"]


@pytest.mark.parametrize("kind", ALL)
def test_boxes_that_are_ticked_are_what_a_field_says(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](OF_2019), f"form.{kind}")

    assert form.fields["project.category"] == "其他经常性项目"
    assert form.fields["project.performance_type"] == "其他事业专业类"
    assert form.fields["budget.previous_year_executed"] == "1050000"
    assert [row["target"] for row in form.rows] == [">=300场", "=100%", "=0起", ">=90%", "健全"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_project_of_a_table_is_a_form_of_its_own(kind: str) -> None:
    document = read(FORMATS[kind](MANY_PROJECTS), f"form.{kind}")
    first, second = forms(document)

    assert document.remarks == []
    assert [form.text("applicant") for form in (first, second)] == ["云岭市农业农村局"] * 2
    assert [form.year for form in (first, second)] == [2024, 2024]
    assert (first.project, second.project) == ("高标准农田建设补助资金", "动物防疫经费")
    assert second.text("narrative.annual_goal") == "强制免疫密度达到90%以上。"
    assert [(row.level1, row.name, row.target) for row in first.indicators] == [
        ("产出指标", "建成农田面积", ">=20000亩"),
        ("产出指标", "验收合格率", ">=95%"),
        ("效益指标", "粮食产能提高", ">=10%"),
        ("满意度指标", "农户满意度", ">=90%"),
    ]
    assert [row.text("definition") for row in second.indicators] == [
        "反映免疫数量",
        "反映疫情",
        "反映满意情况",
    ]


def test_a_finding_stands_at_the_project_that_it_is_about() -> None:
    document = read(FORMATS["xlsx"](MANY_PROJECTS), "form.xlsx")
    first, second = forms(document)

    assert document.source.place(first.head.start) == "绩效目标!A4"
    assert document.source.place(second.head.start) == "绩效目标!A8"
    assert document.source.place(second.indicators[1].span().start) == "绩效目标!G9"


def test_a_line_with_an_office_alone_says_whose_projects_follow() -> None:
    title, _, table = MANY_PROJECTS
    assert isinstance(table, list)
    offices: Blocks = [
        title,
        [
            table[0],
            ["云岭市种子站", *[""] * 9],
            *table[1:5],
            ["云岭市防疫站", *[""] * 9],
            *table[5:],
        ],
    ]

    first, second = plain_forms(FORMATS["xlsx"](offices), "form.xlsx")

    assert (first.fields["applicant"], second.fields["applicant"]) == (
        "云岭市种子站",
        "云岭市防疫站",
    )
    assert (len(first.rows), len(second.rows)) == (4, 3)


@pytest.mark.parametrize("kind", ALL)
def test_the_target_of_half_a_year_stands_beside_that_of_the_year(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](HALF_YEAR), f"form.{kind}")

    assert [(row["interim"], row["target"]) for row in form.rows] == [
        ("400", "≥1000公里"),
        ("95", "≥95%"),
        ("100", "=100%"),
        ("2", "≥5%"),
        ("85", "≥90%"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_two_columns_of_targets_are_two_horizons(kind: str) -> None:
    document = read(FORMATS[kind](TWO_TARGETS), f"form.{kind}")
    (form,) = forms(document)

    assert [
        (row.text("horizon"), row.name, row.target) for row in form.indicators if row.index % 5 == 2
    ] == [("overall", "完工时间", "2027年12月底前"), ("annual", "完工时间", "2025年12月底前")]
    assert (form.text("budget.total_fiscal"), form.text("budget.fiscal")) == ("600", "200")
    assert document.remarks == form.remarks == []


@pytest.mark.parametrize("kind", KINDS)
def test_amounts_that_share_a_cell_are_told_apart(kind: str) -> None:
    (form,) = forms(read(FORMATS[kind](NARROW), f"form.{kind}"))

    amounts = {key: int(found.yuan) for key, found in form.amounts.items()}
    assert amounts == {
        "budget.current_year": 800_000,
        "budget.fiscal": 800_000,
        "budget.other": 0,
    }
    assert form.fields["budget.fiscal"].value.text == "80"
    assert form.source.slice(form.fields["budget.fiscal"].value.span) == "80"


@pytest.mark.parametrize("kind", KINDS)
def test_a_level_broken_by_a_narrow_column_is_one_word(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](NARROW), f"form.{kind}")

    assert [(row["level1"], row["level2"]) for row in form.rows] == [
        ("产出指标", "数量指标"),
        ("产出指标", "质量指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
    ]


@pytest.mark.parametrize("kind", ALL)
def test_a_sum_behind_the_word_for_a_total_is_the_total(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](OF_TIANJIN), f"form.{kind}")

    assert (form.fields["budget.total"], form.fields["budget.fiscal"]) == ("150", "150")
    assert form.fields["project.nature"] == "一次性项目"


@pytest.mark.parametrize("kind", ALL)
def test_sign_value_and_unit_make_one_target(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](SPLIT_TARGET), f"form.{kind}")

    assert [(row["target"], row["weight"]) for row in form.rows] == [
        ("≥1200人", "20"),
        ("≥95%", "20"),
        ("≤10个工作日", "10"),
        ("≤3000元/人", "10"),
        ("有效减轻", "20"),
        ("≥90%", "10"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_the_tasks_of_an_office_are_kept_as_text(kind: str) -> None:
    (form,) = forms(read(FORMATS[kind](WHOLE_OFFICE), f"form.{kind}"))

    assert "水库除险 加固水库5座 400 300 100" in form.text("narrative.overview")
    assert form.template.id == "dept-overall"
    assert form.remarks == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "blocks",
    [
        OF_2019,
        SPLIT_TARGET,
        WHOLE_OFFICE,
        MANY_PROJECTS,
        HALF_YEAR,
        OF_TIANJIN,
        NARROW,
        TWO_TARGETS,
    ],
)
def test_converting_changes_no_finding(blocks: Blocks, kind: str) -> None:
    data = FORMATS[kind](blocks)

    written = convert(read(data, f"form.{kind}"))

    assert _findings(written.encode(), "form.yaml") == _findings(data, f"form.{kind}")


def _findings(data: bytes, name: str) -> list[tuple[str, int, str, str]]:
    report = Session(shipped(), Request("zh")).check(data, name)
    assert report is not None
    assert report.unreadable == []
    return sorted((f.rule, f.form, f.pointer, f.message) for f in report.findings)


def test_a_project_named_in_every_row_is_one_form() -> None:
    header = "项目名称,项目年度绩效目标,一级指标,二级指标,三级指标,指标性质,指标值,度量单位\n"
    rows = (
        "甲项目,办班10次,产出指标,数量指标,培训次数,≥,10,次\n"
        "甲项目,办班10次,效益指标,社会效益指标,受训人员上岗率,≥,60,%\n"
        "乙项目,修路,产出指标,数量指标,修路里程,≥,5,公里\n"
    )

    first, second = plain_forms((header + rows).encode("gb18030"), "form.csv")

    assert [row["target"] for row in first.rows] == ["≥10次", "≥60%"]
    assert (second.fields["project.name"], len(second.rows)) == ("乙项目", 1)


IN_PARTS: Blocks = [
    "项目支出绩效目标申报表",
    "（2025年度）",
    "一、项目基本情况",
    [["项目名称", "残疾人辅具补贴"], ["实施单位", "山城区残疾人\n服务中心"]],
    "二、项目资金（单位：万元）",
    [["资金总额", "财政拨款", "单位资金"], ["56", "56", "0"]],
    "三、绩效指标",
    [
        ["一级指标", "二级指标", "三级指标", "指标值", "权重"],
        ["产出指标", "数量指标", "适配辅具人数", "≥800人", "60"],
        ["效益指标", "社会效益指标", "残疾人出行改善率", "≥85%", "40"],
        ["合计", "", "", "", "100"],
    ],
    "填报人：赵工    联系电话：023-00000000    填报日期：2024年11月5日",
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_in_several_tables_under_headings_is_one(kind: str) -> None:
    document = read(FORMATS[kind](IN_PARTS), f"form.{kind}")
    (form,) = forms(document)

    assert document.remarks == form.remarks == []
    assert form.text("applicant") == "山城区残疾人服务中心"
    assert {key: int(found.yuan) for key, found in form.amounts.items()} == {
        "budget.total": 560_000,
        "budget.fiscal": 560_000,
        "budget.own": 0,
    }
    assert all(found.declared for found in form.amounts.values())
    assert (form.text("project.filled_by"), form.text("project.phone")) == ("赵工", "023-00000000")
    assert form.text("evaluation.weight") == "100"
    assert len(form.indicators) == 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_blank_beside_a_label_is_its_value(kind: str) -> None:
    blocks: Blocks = [
        "项目支出绩效目标表",
        [
            [("项目名称", 2), ("老年食堂补贴", 3)],
            [("项目资金\n（万元）", 2, 2), "年度资金总额：", ("120.00", 2)],
            ["其他资金", ("", 2)],
            ["年度\n总体\n目标", ("服务老人3万人次。", 4)],
            ["一级指标", "二级指标", "三级指标", "指标值", ""],
            ["产出指标", "数量指标", "补贴食堂数", "=60家", ""],
        ],
    ]

    (form,) = plain_forms(FORMATS[kind](blocks), f"form.{kind}")

    assert form.fields["budget.other"] == ""
    assert form.fields["narrative.annual_goal"] == "服务老人3万人次。"


def test_a_table_of_projects_goes_on_over_pages() -> None:
    title, office, table = MANY_PROJECTS
    assert isinstance(table, list)
    head = table[0]
    first: Blocks = [
        title,
        office,
        [
            head,
            [
                "农田建设",
                "建成农田2万亩。",
                "产出指标",
                "数量指标",
                "建成面积",
                "≥",
                "2",
                "万亩",
                "",
                "",
            ],
        ],
    ]
    second: Blocks = [
        [
            ["", "", "效益指标", "经济效益指标", "产能提高", "≥", "10", "%", "", ""],
            [
                "动物防疫",
                "免疫密度90%。",
                "产出指标",
                "数量指标",
                "免疫数量",
                "≥",
                "3",
                "万头",
                "",
                "",
            ],
        ]
    ]
    third: Blocks = [
        [head, ["", "", "满意度指标", "满意度指标", "养殖户满意度", "≥", "90", "%", "", ""]]
    ]

    found = plain_forms(as_pages(first, second, third), "form.pdf")

    assert [
        (form.fields["project.name"], [row["target"] for row in form.rows]) for form in found
    ] == [("农田建设", ["≥2万亩", "≥10%"]), ("动物防疫", ["≥3万头", "≥90%"])]


@pytest.mark.parametrize("kind", ALL)
def test_the_unit_of_another_currency_is_no_office(kind: str) -> None:
    blocks: Blocks = [
        "项目支出绩效目标表",
        "单位：美元",
        [["项目名称", "境外培训"], ["实施单位", "市外办"], ["资金总额", "30"]],
    ]

    (form,) = forms(read(FORMATS[kind](blocks), f"form.{kind}"))

    assert (form.text("budget.unit"), form.text("applicant")) == ("美元", "市外办")
    assert [(note.code, note.values["found"]) for note in form.remarks] == [
        ("structure-unit", "美元")
    ]


EVALUATED: Blocks = [
    "附件2",
    "项目支出绩效自评表",
    "（2023年度）",
    [
        ["项目名称", ("中小学课后服务", 7)],
        ["主管部门", ("滨江区教育局", 3), "实施单位", ("滨江区教育中心", 3)],
        [("项目预算执行情况（万元）", 1, 3), "", "年初预算数", "全年预算数（A）", "全年执行数（B）", "分值（10分）", "执行率（B/A）", "得分"],
        ["年度资金总额：", "500", "480", "470", "10", "97.9%", "9.8"],
        ["其中：本年财政拨款", "500", "480", "470", "—", "—", "—"],
        [("年度总体目标完成情况", 1, 2), ("预期目标", 4), ("目标实际完成情况", 3)],
        [("为2万名学生提供课后服务。", 4), ("已为2.1万名学生提供。", 3)],
        [("年度绩效指标完成情况", 1, 5), "一级指标", "二级指标", "三级指标", "预期指标值", "实际完成指标值", "分值", "得分"],
        [("产出指标（50分）", 1, 2), "数量指标", "服务学生数", "≥20000人", "21000人", "25", "25"],
        ["质量指标", "服务达标率", "≥95%", "93%", "25", "24.5"],
        ["效益指标（30分）", "社会效益指标", "家长负担减轻率", "≥80%", "85%", "30", "30"],
        ["满意度指标（10分）", "服务对象满意度指标", "家长满意度", "≥90%", "91%", "10", "10"],
        [("总分", 6), "100", "99.3"],
        [("未完成绩效目标原因及改进措施：师资不足，已增聘。", 8)],
    ],
]  # fmt: skip

SIDE_BY_SIDE: Blocks = [
    "项目支出绩效目标申报表",
    [
        ["项目名称", "智慧社区", ("", 2)],
        ["长期目标", "三年建成智慧社区60个。", "年度目标", "建成智慧社区20个。"],
    ],
    [
        [("长期绩效指标", 4), ("年度绩效指标", 4)],
        ["一级指标", "二级指标", "指标内容", "指标值", "一级指标", "二级指标", "指标内容", "指标值"],
        ["产出指标", "数量指标", "建成社区", "60个", "产出指标", "数量指标", "建成社区", "20个"],
        ["效益指标", "社会效益指标", "居民使用率", "≥60%", "效益指标", "社会效益指标", "居民使用率", "≥40%"],
    ],
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_self_evaluation_says_what_was_planned_spent_and_reached(kind: str) -> None:
    document = read(FORMATS[kind](EVALUATED), f"form.{kind}")
    (form,) = forms(document)

    assert document.remarks == form.remarks == []
    assert {key: int(found.yuan) for key, found in form.amounts.items()} == {
        "budget.current_year": 5_000_000,
        "budget.adjusted": 4_800_000,
        "budget.executed": 4_700_000,
        "budget.fiscal": 5_000_000,
        "budget.adjusted_fiscal": 4_800_000,
        "budget.executed_fiscal": 4_700_000,
    }
    assert form.text("narrative.annual_goal") == "为2万名学生提供课后服务。"
    assert form.text("narrative.actual") == "已为2.1万名学生提供。"
    assert (form.text("evaluation.execution_rate"), form.text("evaluation.score")) == (
        "97.9%",
        "99.3",
    )
    assert form.text("evaluation.deviation") == "师资不足，已增聘。"
    assert [(row.target, row.text("actual"), row.text("score")) for row in form.indicators] == [
        ("≥20000人", "21000人", "25"),
        ("≥95%", "93%", "24.5"),
        ("≥80%", "85%", "30"),
        ("≥90%", "91%", "10"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_two_tables_side_by_side_are_named_by_the_line_over_them(kind: str) -> None:
    document = read(FORMATS[kind](SIDE_BY_SIDE), f"form.{kind}")
    (form,) = forms(document)

    assert document.remarks == form.remarks == []
    assert [(row.text("horizon"), row.level1, row.target) for row in form.indicators] == [
        ("overall", "产出指标", "60个"),
        ("overall", "效益指标", "≥60%"),
        ("annual", "产出指标", "20个"),
        ("annual", "效益指标", "≥40%"),
    ]


WITHOUT_FIRST_LEVEL: Blocks = [
    "项目支出绩效目标表",
    [
        [("2025年度项目支出绩效目标表", 6)],
        ["项目名称", ("乡村道路养护", 2), "预算年度", ("2025", 2)],
        ["项目单位", ("清溪县公路站", 2), "主管部门", ("清溪县交通局", 2)],
        ["项目资金总额（万元）", ("90", 5)],
        ["绩效目标", ("养护乡村道路60公里。", 5)],
        ["二级指标", "三级指标", ("绩效指标值", 3), "备注"],
        ["数量指标", "养护里程", "≥", "60", "公里", ""],
        ["质量指标", "养护合格率", "≥", "95", "%", ""],
        ["社会效益指标", "群众出行时间", "≤", "30", "分钟", ""],
        ["服务对象满意度指标", "群众满意度", "≥", "90", "%", ""],
    ],
]  # fmt: skip

OF_A_DISTRICT: Blocks = [
    "附表3",
    "XX区2025年区级项目绩效目标申报表",
    "单位（盖章）：临湖区文化馆                                单位：万元",
    [
        ["项目名称", "公益演出", "", "项目类型", "□新增  ☑延续"],
        ["项目起始时间", "2025.1.1", "", "项目终止时间", "2025.12.31"],
        ["资金来源", "合计", "财政拨款", "其他资金", "上年结转"],
        ["", "45", "40", "5", "0"],
        ["项目概况", "全年举办公益演出30场。", "", "", ""],
        ["立项依据", "《公共文化服务保障法》", "", "", ""],
        ["年度绩效目标", "举办演出30场，观众1.5万人次。", "", "", ""],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "目标值"],
        ["", "产出", "数量", "演出场次", "30场"],
        ["", "", "质量", "演出完成率", "100%"],
        ["", "", "时效", "完成时间", "2025年12月底前"],
        ["", "效益", "社会效益", "观众人次", "≥1.5万人次"],
        ["", "满意度", "公众满意度", "观众满意度", "≥90%"],
        ["单位负责人：", "", "经办人：", "", "日期：2024.11.20"],
    ],
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_three_cells_under_one_heading_are_one_target(kind: str) -> None:
    (form,) = plain_forms(FORMATS[kind](WITHOUT_FIRST_LEVEL), f"form.{kind}")

    assert [(row["level2"], row["level3"], row["target"]) for row in form.rows] == [
        ("数量指标", "养护里程", "≥60公里"),
        ("质量指标", "养护合格率", "≥95%"),
        ("社会效益指标", "群众出行时间", "≤30分钟"),
        ("服务对象满意度指标", "群众满意度", "≥90%"),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_amounts_under_their_headings_are_read_with_their_total(kind: str) -> None:
    document = read(FORMATS[kind](OF_A_DISTRICT), f"form.{kind}")
    (form,) = forms(document)

    assert {key: int(found.yuan) for key, found in form.amounts.items()} == {
        "budget.total": 450_000,
        "budget.fiscal": 400_000,
        "budget.other": 50_000,
        "budget.carryover": 0,
    }
    assert form.period == ("2025-01-01", "2025-12-31")


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_of_signatures_left_blank_gives_nobody_a_date_for_a_name(kind: str) -> None:
    (form,) = forms(read(FORMATS[kind](OF_A_DISTRICT), f"form.{kind}"))

    assert (form.text("project.filled_by"), form.text("project.filled_on")) == ("", "2024.11.20")
    assert form.remarks == []
