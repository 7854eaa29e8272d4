"""Classes of wordings by what can be looked up in them: pictures, things, questions, shares of tasks."""

import pytest

from targetlint.targets.reading import read

OUTPUT, EFFECT = ("质量指标", "产出指标"), ("社会效益指标", "效益指标")


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("一张蓝图绘到底", "规划编制"),
        ("一张笑脸、一杯热水", "服务窗口"),
        ("把话说到群众心坎上", "信访接待"),
        ("让特困人员安享晚年", "特困人员供养"),
        ("感受到组织温暖", "老党员走访"),
        ("把钱花在刀刃上", "项目成本"),
    ],
)
def test_pictures_and_feelings_say_nothing(target: str, name: str) -> None:
    assert read(target, name, *OUTPUT).measurable == "no"


@pytest.mark.parametrize(
    "target", ["路灯修复", "取得登记证书", "污水接入管网", "签到表、课件留存", "公开招标"]
)
def test_a_thing_that_is_named_can_be_looked_up(target: str) -> None:
    assert read(target, "建设内容", *OUTPUT).measurable == "conditional"
    assert read(target, "群众获得感", *EFFECT).measurable == "no"


@pytest.mark.parametrize(
    "target",
    [
        "根据需要聘用",
        "视情况而定",
        "达到主管部门要求",
        "符合上级精神",
        "按领导要求",
        "视具体情况维修",
    ],
)
def test_what_is_left_to_somebody_is_no_target(target: str) -> None:
    assert read(target, "临聘人员", "数量指标", "产出指标").measurable == "no"


@pytest.mark.parametrize(
    "target",
    [
        "实际完成时间与计划完成时间的比率",
        "质量达标产出数/实际产出数",
        "（质量达标产出数/实际产出数）×100%",
        "项目申请、设立过程是否符合相关要求",
        "项目实施对社会发展所带来的直接或间接影响",
    ],
)
def test_an_explanation_of_the_indicator_is_no_target(target: str) -> None:
    assert read(target, "实际完成率", *OUTPUT).measurable == "no"


@pytest.mark.parametrize(
    "target",
    [
        "规范服务流程，提升服务质量",
        "规范管理，方便查阅",
        "使参训人员掌握相关知识",
        "通过电视、报纸、网络等媒体开展宣传",
        "完成本年度各项重点工作任务",
        "做到急事急办、特事特办",
        "及时足额到位",
    ],
)
def test_an_activity_is_no_better_for_a_state_word_in_it(target: str) -> None:
    assert read(target, "服务工作", *OUTPUT).measurable == "no"


@pytest.mark.parametrize(
    "name",
    [
        "做好信访维稳工作",
        "活动开展有序",
        "环境整洁",
        "疫情防控到位",
        "服务热情周到",
        "经费开支合理",
        "群众办事便捷",
    ],
)
def test_a_share_of_what_is_hoped_for_measures_nothing(name: str) -> None:
    assert read("100%", name, *OUTPUT).reason == "slogan-with-number"


@pytest.mark.parametrize(
    "name", ["台账资料齐全", "对辖区企业开展安全检查", "网络安全培训", "优质稻种植"]
)
def test_a_telling_word_within_a_name_makes_it_no_wish(name: str) -> None:
    assert read("100%", name, *OUTPUT).measurable == "conditional"


def test_one_by_one_is_no_count() -> None:
    reading = read("受理一件办理一件", "法律援助", "数量指标", "产出指标")
    assert (reading.target.parts, reading.measurable) == ((), "conditional")


def test_a_way_of_doing_it_passes_no_test() -> None:
    assert read("通过政府采购公开招标降低采购成本", "采购成本", *OUTPUT).measurable == "no"
    assert read("通过专家评审", "规划成果", *OUTPUT).measurable == "conditional"


@pytest.mark.parametrize(
    ("name", "answer", "measurable"),
    [
        ("项目实施是否产生经济价值", "否", "no"),
        ("是否影响居民生活", "否", "no"),
        ("是否发生群体性事件", "否", "yes"),
        ("项目收益", "有", "no"),
    ],
)
def test_a_question_about_an_effect_is_not_answered_by_yes_or_no(
    name: str, answer: str, measurable: str
) -> None:
    assert read(answer, name, "经济效益指标", "效益指标").measurable == measurable


@pytest.mark.parametrize(
    ("name", "target", "measurable"),
    [
        ("推动工作落实", "100%", "no"),
        ("加强队伍建设", "1", "no"),
        ("疫情防控有力", "100%", "no"),
        ("项目开展符合实际情况", "100%", "no"),
        ("建设符合验收要求", "20", "no"),
        ("与患者家属或监护人签订协议", "100%", "yes"),
        ("资金是否全部纳入医保统筹", "100%", "yes"),
        ("培智教学软件2套", "100%", "conditional"),
    ],
)
def test_a_share_of_a_task_is_judged_by_what_the_task_is(
    name: str, target: str, measurable: str
) -> None:
    assert read(target, name, *OUTPUT).measurable == measurable


@pytest.mark.parametrize(
    "target", ["成立95周年来取得的成就", "对减免租金超出3个月的部分予以适当补助"]
)
def test_a_figure_in_passing_promises_nothing(target: str) -> None:
    assert read(target, "补贴标准", "成本指标", "产出指标").target.parts == ()


@pytest.mark.parametrize("target", ["及时公开", "按时足额", "及时归档"])
def test_in_time_says_no_more_for_what_is_done_in_time(target: str) -> None:
    assert read(target, "预决算信息公开性", "质量指标").reason == "vague-time"


def test_a_plan_that_was_handed_down_is_a_bound() -> None:
    reading = read("不低于省政府下达计划", "省级储备粮规模", "数量指标")
    assert (reading.comparator, reading.measurable) == (">=", "conditional")


def test_what_is_saved_needs_a_base() -> None:
    assert read("≥2亩", "节约用地面积", "生态效益指标").reason == "relative-without-base"


@pytest.mark.parametrize(
    ("name", "target", "comparator", "value"),
    [
        ("管线更换完成时间", "≤9月", "<=", "09-30"),
        ("竣工时间", "<9月", "<", "09-01"),
        ("建设工期", "≤9月", "<=", 9),
        ("竣工时间", "≤18月", "<=", 18),
        ("完成时间", "≤6个月", "<=", 6),
    ],
)
def test_a_month_behind_a_sign_is_a_day_where_the_name_asks_for_one(
    name: str, target: str, comparator: str, value: object
) -> None:
    part = read(target, name, "时效指标").target.parts[0]
    assert (part.comparator, part.value, part.end) == (comparator, value, len(target))


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("报告出具", "检测后第7个工作日"),
        ("数据报送", "18:00前"),
        ("保洁时间", "每天7:00-19:00"),
        ("试点工作", "“十四五”末"),
        ("科技特派员选派", "一村一名"),
    ],
)
def test_a_time_of_day_a_counted_day_and_one_for_each_are_as_good_as_figures(
    name: str, target: str
) -> None:
    assert read(target, name, "时效指标", "产出指标").measurable == "yes"


@pytest.mark.parametrize(
    ("name", "target", "measurable"),
    [
        ("非法集资", "案件数、涉案金额双下降", "conditional"),
        ("城市管理", "投诉量减少", "conditional"),
        ("城市管理", "减少投诉", "no"),
        ("乡村文明程度", "达到县级文明村标准", "conditional"),
        ("环境影响", "达到环评要求", "conditional"),
        ("环境影响", "达到领导要求", "no"),
    ],
)
def test_an_effect_is_checkable_where_the_target_itself_names_a_count_or_a_standard(
    name: str, target: str, measurable: str
) -> None:
    assert read(target, name, *EFFECT).measurable == measurable


def test_a_list_of_things_says_what_and_not_how_many() -> None:
    reading = read("书法、绘画、摄影", "活动内容", "数量指标", "产出指标")
    assert (reading.measurable, reading.reason) == ("conditional", "state")
    assert read("水清岸绿、鱼翔浅底", "美丽河湖", "生态效益指标", "效益指标").measurable == "no"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("美丽河湖", "水清岸绿、鱼翔浅底、人在画中"),
        ("科技金融", "为科创企业输血供氧"),
        ("社会效益", "打击违法犯罪，净化社会环境"),
        ("维护民族团结", "≥95%"),
        ("是否带来经济效益", "是"),
    ],
)
def test_a_slogan_is_none_the_better_where_the_form_prints_no_section(
    name: str, target: str
) -> None:
    assert read(target, name, "经济效益" if name.startswith("是否") else "").measurable == "no"


@pytest.mark.parametrize(
    ("name", "target", "measurable"),
    [
        ("适龄儿童入学覆盖率", "全覆盖", "yes"),
        ("投保里程", "全覆盖", "conditional"),
        ("会议材料", "不出差错", "yes"),
        ("湿地", "面积不减、功能不降", "conditional"),
        ("食材采购", "公开询价、货比三家", "conditional"),
        ("入户调查", "不漏一户", "conditional"),
        ("办事跑动", "最多跑一次", "yes"),
    ],
)
def test_nothing_left_out_is_a_figure_only_where_a_share_is_asked(
    name: str, target: str, measurable: str
) -> None:
    assert read(target, name, *OUTPUT).measurable == measurable


def test_a_share_of_a_sum_needs_no_rate_in_the_name() -> None:
    assert read("不高于总投资2%", "项目管理费", "成本指标", "产出指标").measurable == "yes"
    assert read("不低于投入资金的6%", "集体经济年收益", "经济效益指标").measurable == "yes"
    assert read("100%", "项目管理费", "成本指标", "产出指标").measurable == "conditional"


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("校园欺凌", "零容忍"),
        ("会务服务", "零距离服务"),
        ("社会成本", "无负面影响"),
        ("相关性", "按照学校管理标准对学校进行管理"),
        ("项目经费", "一分钱掰成两半花"),
    ],
)
def test_a_denial_of_nothing_in_particular_and_a_saying_promise_nothing(
    name: str, target: str
) -> None:
    assert read(target, name, *OUTPUT).measurable == "no"
    assert read("零流失", name, *OUTPUT).measurable == "yes"


@pytest.mark.parametrize(
    ("level2", "name", "target", "measurable"),
    [
        ("成本指标", "经费构成", "人员经费、办公经费、其他支出", "no"),
        ("数量指标", "活动形式", "线上线下相结合开展", "no"),
        ("质量指标", "服务协议", "签订协议，明确双方权利义务", "conditional"),
        ("社会效益指标", "学生资助", "不让一个学生因贫失学", "no"),
    ],
)
def test_a_description_of_how_or_from_where_is_no_result(
    level2: str, name: str, target: str, measurable: str
) -> None:
    reading = read(target, name, level2)
    assert (reading.target.parts, reading.measurable) == ((), measurable)


def test_a_standard_named_by_its_number_can_be_held_against() -> None:
    assert read("符合国标GB 19272", "器材质量", *OUTPUT).measurable == "yes"
    assert read("符合国家标准", "器材质量", *OUTPUT).measurable == "conditional"


def test_less_than_nothing_cannot_be_counted() -> None:
    reading = read("-50人", "培训人数", "数量指标", "产出指标")
    assert (reading.kind, reading.measurable) == ("malformed", "no")
    assert read("-5%", "能耗增长率", *EFFECT).reason != "malformed"


def test_what_money_is_spent_on_is_no_cost() -> None:
    assert read("用于聘用人员、活动开支", "补助资金", "成本指标", "产出指标").measurable == "no"


@pytest.mark.parametrize(
    ("target", "comparator"),
    [("≥年度任务数", ">="), ("不低于国家下达目标", ">="), ("不高于市场同类服务均价", "<=")],
)
def test_a_bound_in_words_is_a_comparison_without_a_base(target: str, comparator: str) -> None:
    reading = read(target, "干预人数", "数量指标", "产出指标")
    assert (reading.kind, reading.comparator) == ("relative", comparator)
    assert reading.measurable == "conditional"


def test_a_sign_before_a_unit_lacks_its_figure() -> None:
    assert read("≥元/人", "带动增收", "经济效益指标", "效益指标").kind == "placeholder"
