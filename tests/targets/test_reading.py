"""Whether a target in its row can be verified, and why not."""

import pytest

from targetlint.targets.model import Kind
from targetlint.targets.reading import read


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("数量指标", "购置设备数量", "≥20台"),
        ("数量指标", "慰问人数", "50"),
        ("数量指标", "送戏下乡", "60场"),
        ("质量指标", "验收合格率", "100%"),
        ("质量指标", "工程质量合格", "100%"),
        ("质量指标", "业务工作支出到位率", "100"),
        ("质量指标", "资助标准", "100%达标"),
        ("质量指标", "路面技术状况指数PCI", ">85"),
        ("时效指标", "完成时间", "2025年年底前"),
        ("时效指标", "服务周期", "2023.07-2024.01"),
        ("时效指标", "故障响应时间", "≤30分钟"),
        ("时效指标", "资金拨付及时性", "≥95%"),
        ("成本指标", "补助标准", "600元/人"),
        ("社会效益指标", "带动就业", "≥50人"),
        ("社会效益指标", "安全事故", "0起"),
        ("社会效益指标", "安全事故", "无"),
        ("社会效益指标", "重大舆情", "未发生"),
        ("社会效益指标", "是否存在违规行为", "否"),
        ("质量指标", "是否按标准进行制服配备", "是"),
        ("可持续影响指标", "设备使用年限", "≥5年"),
        ("满意度指标", "群众满意度", "≥90%"),
        ("数量指标", "人均培训学时", "≥90"),
        ("数量指标", "配套变压器3台", "3"),
        ("质量指标", "实际飞行小时数/计划小时数", "≥80%"),
        ("质量指标", "公文办理", "零差错"),
        ("数量指标", "建设任务完成", "1项"),
        ("质量指标", "施工安全", "无安全责任事故"),
        ("质量指标", "食堂食品安全", "索证索票率100%"),
        ("可持续影响指标", "提升队伍素质", "每年培训2次"),
        ("服务对象满意度指标", "干部职工对后勤保障", "满意度95%以上"),
    ],
)
def test_ordinary_targets_can_be_verified(level2: str, name: str, target: str) -> None:
    reading = read(target, name, level2)
    assert (reading.measurable, reading.reason) == ("yes", None)


@pytest.mark.parametrize(
    ("level2", "name", "target", "reason"),
    [
        ("数量指标", "设备数量", "", "empty"),
        ("生态效益指标", "本项目不适用此指标", "无", "placeholder"),
        ("生态效益指标", "生态效益", "/", "placeholder"),
        ("质量指标", "88", "100", "name-unclear"),
        ("数量指标", "全国所有国家开放口岸", "100%", "name-unclear"),
        ("质量指标", "验收合格率", "292%", "malformed"),
        ("质量指标", "按时发放", "≥1人/年", "malformed"),
        ("时效指标", "项目启动及时性", "考核项目发挥影响作用的时间早晚", "criterion"),
        ("财务管理", "资金使用合规性", "是否符合国家财经法规", "criterion"),
        ("时效指标", "项目完成及时性", "及时", "vague-time"),
        ("时效指标", "项目维持时效", "≥95%", "unit-mismatch"),
        ("质量指标", "项目要求", "达到总体目标要求", "circular"),
        ("社会效益指标", "通行能力", "提升", "relative-without-figure"),
        ("社会效益指标", "科普知识素养", "逐步提高", "relative-without-figure"),
        ("社会效益指标", "工作支撑作用", "支撑作用明显", "degree"),
        ("可持续影响指标", "项目影响", "长期", "degree"),
        ("社会效益指标", "维护社会稳定", "≥95%", "slogan-with-number"),
        ("经济效益指标", "促进村集体经济发展", "≥95%", "slogan-with-number"),
        ("社会效益指标", "是否提高了影响力", "是", "yes-to-effect"),
        ("社会效益指标", "促进社会和谐稳定", "好", "grade"),
        ("社会效益指标", "保证单位正常运转", "应保尽保", "state"),
        ("质量指标", "人员培训", "已完成", "state"),
        ("成本指标", "成本控制有效性", "合理", "state"),
        ("可持续影响指标", "体制机制", "更加完善", "degree"),
        ("成本指标", "培训费", "320人/天", "malformed"),
        ("生态效益指标", "生态效益", "本项目不产生生态效益", "placeholder"),
        ("成效指标", "公开信息和记录活动信息", "公开信息及记录活动信息", "circular"),
        ("社会效益指标", "应急保障能力", "满足突发事件处置需要", "activity"),
        ("社会效益指标", "乡风文明", "移风易俗深入人心", "degree"),
        ("社会效益指标", "公共服务均等化", "≥90%", "slogan-with-number"),
        ("生态效益指标", "环境质量", "天更蓝、水更清、地更绿", "unparsed"),
        ("经济效益指标", "提升产品销售量", "同比2022年销量显著提高", "relative-without-figure"),
        ("质量指标", "招标过程", "公开、公平、公正", "state"),
    ],
)
def test_says_why_a_target_cannot_be_verified(
    level2: str, name: str, target: str, reason: str
) -> None:
    reading = read(target, name, level2)
    assert (reading.measurable, reading.reason) == ("no", reason)


@pytest.mark.parametrize(
    ("level2", "name", "target", "reason"),
    [
        ("长效管理", "长效管理制度健全性", "健全", "state"),
        ("质量指标", "经费支出合规性", "严格执行相关制度规定", "reference"),
        ("时效指标", "提交报告及时性", "在项目计划完成时间内完成", "vague-time"),
        ("质量指标", "服务周期内空气质量", "优良", "grade"),
        ("成本指标", "成本控制率", "不超预算", "relative-without-base"),
        ("经济效益指标", "促进农民增收", "≥5%", "relative-without-base"),
        ("成本指标", "经费总额", "300", "unit-missing"),
        ("质量指标", "食品经营环节风险分级", "100%", "name-unclear"),
        ("质量指标", "用款计划差错率", "-0%", "malformed"),
        ("时效指标", "是否及时办理验收手续", "是", "vague-time"),
        ("数量指标", "走访次数", "约30次", "hedged"),
        ("数量指标", "走访次数", "预计30次", "hedged"),
        ("数量指标", "安置小区物业费", "8个", "unit-mismatch"),
        ("数量指标", "修缮级别", "市级保护单位", "grade"),
        ("成本指标", "建设项目成本", "参照政府采购成本控制", "reference"),
        ("质量指标", "文明施工", "≥95%", "name-unclear"),
        ("数量指标", "宣传教育", "覆盖全区所有人员", "state"),
        ("可持续影响指标", "工程管护", "移交村委会管护并签订协议", "state"),
        ("数量指标", "聘请法律顾问", "签订服务合同", "state"),
        ("质量指标", "巡护人员履职", "按巡护日志如实记录", "state"),
        ("时效指标", "完成时效", "在规定时间内保质保量完成", "vague-time"),
        ("质量指标", "护林员管理", "签订管护合同并按月考核", "state"),
        ("质量指标", "保险理赔", "应赔尽赔", "state"),
        ("时效指标", "维修", "随报随修", "state"),
        ("数量指标", "政务服务事项", "应进必进", "state"),
        ("成本指标", "车辆运行维护费", "只减不增", "state"),
        ("数量指标", "保障市级文艺院团演出", "100%", "name-unclear"),
        ("质量指标", "采购程序规范性", "100%", "name-unclear"),
        ("质量指标", "制度执行", "100%", "name-unclear"),
        ("质量指标", "书籍审稿率", "1", "unit-missing"),
        ("社会效益指标", "稳定粮食生产", "粮食播种面积不低于上年", "relative-without-figure"),
        ("社会效益指标", "对社会治安的影响", "可防性案件发案率逐年下降", "relative-without-figure"),
        ("成本指标", "会议成本", "四类会议标准", "reference"),
        ("数量指标", "覆盖人口", "辖区常住人口", "state"),
        ("时效指标", "投诉受理时间", "7*24小时值守", "state"),
        ("数量指标", "村级档案", "一户一档", "state"),
    ],
)
def test_says_what_a_conditional_target_lacks(
    level2: str, name: str, target: str, reason: str
) -> None:
    reading = read(target, name, level2)
    assert (reading.measurable, reading.reason) == ("conditional", reason)


@pytest.mark.parametrize(
    ("level2", "name", "target", "reason"),
    [
        ("时效指标", "灌区改造完成时间", "春灌前", "vague-time"),
        ("时效指标", "文化惠民演出", "元旦春节期间", "vague-time"),
        ("数量指标", "雨水情测报站点", "近百处", "hedged"),
        ("可持续影响指标", "路产使用寿命", "不低于设计年限", "relative-without-base"),
        ("成本指标", "项目投资控制", "以财评价为准", "reference"),
        ("数量指标", "警务辅助人员", "按编制数配备", "reference"),
        ("质量指标", "加工质量", "满足合同约定的要求", "reference"),
        ("质量指标", "设备安装质量", "完好", "state"),
        ("质量指标", "隐患整改", "整改闭环", "state"),
        ("时效指标", "隐患整改时限", "立行立改", "state"),
        ("数量指标", "发放对象", "全县80周岁以上老年人", "state"),
        ("可持续影响指标", "设施后续管护", "落实管护责任人", "state"),
        ("质量指标", "物业服务", "按合同考核合格", "reference"),
    ],
)
def test_words_that_can_be_looked_up_lack_something(
    level2: str, name: str, target: str, reason: str
) -> None:
    reading = read(target, name, level2)
    assert (reading.measurable, reading.reason) == ("conditional", reason)


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("时效指标", "度汛项目完工时间", "汛期前"),
        ("时效指标", "春节慰问金发放", "春节前发放到位"),
        ("时效指标", "公文流转时限", "急件当日办结"),
        ("时效指标", "信息报送", "每季度首月"),
        ("质量指标", "出水水质", "达到一级A标准"),
        ("质量指标", "施工安全", "杜绝重特大安全事故"),
        ("质量指标", "重大动物疫情", "不发生区域性重大动物疫情"),
        ("质量指标", "绿化养护质量", "无明显黄土裸露"),
        ("质量指标", "双一流建设学科", "进入国内前10%"),
        ("质量指标", "系统可用性", "≥99.9%"),
        ("质量指标", "电子政务外网", "全年无中断"),
        ("社会效益指标", "保障农民工工资", "不拖欠"),
        ("社会效益指标", "志愿服务", "注册志愿者占常住人口15%"),
    ],
)
def test_what_records_show_can_be_verified_though_it_is_put_into_words(
    level2: str, name: str, target: str
) -> None:
    assert read(target, name, level2).measurable == "yes"


@pytest.mark.parametrize(
    ("level2", "name", "target", "reason"),
    [
        ("数量指标", "培训招收人数", "待省卫健委下达", "placeholder"),
        ("数量指标", "管网清淤长度", "≥23..6公里", "malformed"),
        ("数量指标", "支持项目", "扶持一批龙头企业", "hedged"),
        ("质量指标", "赛事组织", "圆满成功", "degree"),
        ("质量指标", "会务服务", "热情周到", "state"),
        ("时效指标", "应急物资调拨", "接到指令后立即出库", "vague-time"),
        ("服务对象满意度指标", "服务对象评价", "得到服务对象一致好评", "state"),
        ("服务对象满意度指标", "乘客对通关措施的满意度", "是", "yes-to-effect"),
        ("质量指标", "设备运行稳定性", "运行稳定", "circular"),
        ("生态效益指标", "地下水开采可持续性", "地下水开采可持续", "circular"),
        ("社会效益指标", "古村落防火能力", "达到实施方案规定的各项要求", "reference"),
    ],
)
def test_words_that_nobody_can_look_up_say_nothing(
    level2: str, name: str, target: str, reason: str
) -> None:
    reading = read(target, name, level2)
    assert (reading.measurable, reading.reason) == ("no", reason)


@pytest.mark.parametrize(
    "target",
    [
        "严把质量关，确保工程质量",
        "压实各级各部门责任",
        "坚持以人民为中心的发展思想",
        "打通服务群众最后一公里",
        "培养一支高素质干部队伍",
        "管理科学化、规范化、制度化",
        "形成上下联动、齐抓共管的良好局面",
        "内容丰富、形式新颖、深受群众欢迎",
    ],
)
def test_a_slogan_is_none_the_better_for_its_length(target: str) -> None:
    assert read(target, "工作质量", "质量指标").measurable == "no"


def test_points_at_the_telling_word() -> None:
    reading = read("支撑作用明显", "合作交流工作支撑作用", "社会效益")
    assert "支撑作用明显"[reading.start : reading.end] == "明显"
    assert not reading.in_name


def test_points_at_the_name_where_the_name_is_the_fault() -> None:
    reading = read("≥95%", "维护社会稳定", "社会效益指标")
    assert reading.in_name
    assert (reading.start, reading.end) == (0, 6)


def test_a_word_that_begins_like_a_unit_is_none() -> None:
    assert read("=5500", "购置单价（台式计算机）", "成本指标").reason == "unit-missing"
    assert read("=5500", "购置单价（元/台）", "成本指标").unit == "元/台"


def test_takes_the_unit_from_the_column_the_brackets_or_the_name() -> None:
    assert read("3.3", "平均里程", unit="万公里").unit == "万公里"
    assert read("50", "培训人数（人）").unit == "人"
    assert read("168", "服务人次").unit == "人次"
    assert read("100", "到位率").unit == "%"
    assert read("250万", "控制在预算成本内", "成本指标").unit == "万元"


def test_what_is_left_beside_vague_words_makes_a_sentence_checkable() -> None:
    concrete, vague = "核定补贴清册并逐户张榜", "更加便捷高效"
    assert read(concrete, "补贴核定", "质量指标").measurable == "conditional"
    assert read(vague, "补贴核定", "质量指标").measurable == "no"


def test_a_ceiling_in_the_name_is_a_comparator() -> None:
    assert read("250万", "控制在预算成本内", "成本指标").comparator == "<="
    assert read("≥250万元", "控制在预算成本内", "成本指标").comparator == ">="
    assert read("250万元", "总成本", "成本指标").comparator == "="


def test_a_bare_number_under_a_rate_is_exact() -> None:
    assert read("95", "验收合格率").kind is Kind.EXACT
    assert read("95", "参加人数").kind is Kind.COUNT


def test_reads_a_target_without_its_row() -> None:
    assert read("≥90%").measurable == "yes"
    assert read("60").reason == "unit-missing"
    assert read("效果明显").reason == "degree"
    assert read("支撑作用明显").reason == "degree"


@pytest.mark.parametrize("text", ["的" * 100_000, "（" * 50_000, "\ud800\x00", "≥" * 20_000])
def test_reads_anything(text: str) -> None:
    reading = read(text, text, text, text, unit=text[:10])
    assert 0 <= reading.start <= reading.end <= len(text)


@pytest.mark.parametrize(
    ("name", "target", "comparator", "unit"),
    [
        ("项目总投入(≥**万元)", "6070", ">=", "万元"),
        ("苗木成活率（≥**%）", "85", ">=", "%"),
        ("补助成本(≤**元/株)", "≤28.40/株", "<=", "元/株"),
        ("修建作业道长度(公里)", "30", "=", "公里"),
        ("控制在预算成本内", "250万元", "<=", "万元"),
    ],
)
def test_takes_what_the_target_lacks_from_the_name(
    name: str, target: str, comparator: str, unit: str
) -> None:
    reading = read(target, name)
    assert (reading.comparator, reading.unit) == (comparator, unit)


@pytest.mark.parametrize(
    ("name", "target", "reason"),
    [
        ("数据更新频率", "每日更新", None),
        ("设备检修周期", "每季度检修", None),
        ("数据更新频率", "不定期更新", "vague-time"),
        ("巡查次数", "经常", "hedged"),
        ("培训场次", "若干场", "hedged"),
    ],
)
def test_how_often_is_said_by_a_period_and_not_by_often(
    name: str, target: str, reason: str | None
) -> None:
    assert read(target, name, "时效指标", "产出指标").reason == reason


def test_a_number_that_is_divided_by_is_no_sum_of_money() -> None:
    assert read("≤12/10万", "孕产妇死亡率").target.notations == ()
    assert [note.replacement for note in read("≤12万", "总成本").target.notations] == ["万元"]
