"""Where rows are filed and where they belong."""

import pytest

from targetlint.targets.lexicon import load
from targetlint.targets.reading import read, reader


@pytest.mark.parametrize(
    ("level2", "level1", "section"),
    [
        ("数量指标", "产出指标", "quantity"),
        ("产出质量", "项目产出", "quality"),
        ("1.时效指标（20分）", "产出指标", "timeliness"),
        ("经济成本指标", "成本指标", "cost"),
        ("社会公众或服务对象满意度指标", "效益指标", "satisfaction"),
        ("服务对象满意度指标等", "", "satisfaction"),
        ("", "满意度指标", "satisfaction"),
        ("投入管理", "投入与管理", "input"),
        ("环境效益", "项目效果", "ecological"),
        ("Social benefits", "", "social"),
        ("", "产出指标", None),
        ("", "投入与管理", None),
        ("社会、经济、生态效益指标", "效果指标", None),
        ("", "社会保障", None),
        ("环境卫生", "产出指标", None),
        ("社会发展", "效益指标", "social"),
        ("经济方面", "预期成效", "economic"),
        ("学生", "满意度指标", "satisfaction"),
        ("莫名其妙", "", None),
        ("", "", None),
    ],
)
def test_knows_the_printed_names_of_sections(level2: str, level1: str, section: str | None) -> None:
    assert read("1", "某", level2, level1).section == section


@pytest.mark.parametrize(
    ("level2", "name", "target", "category"),
    [
        ("时效指标", "工作完成率", "≥90%", "quantity"),
        ("时效指标", "抽检合格率", "≥90%", "quality"),
        ("质量指标", "任务完成率", "100%", "quantity"),
        ("质量指标", "工资按时发放率", "100%", "timeliness"),
        ("数量指标", "预算执行率", "≥95%", "finance"),
        ("数量指标", "资金到位率", "100%", "input"),
        ("数量指标", "验收合格率", "100%", "quality"),
        ("社会效益指标", "市民对空气质量改善的满意程度", "≥85%", "satisfaction"),
        ("经济效益指标", "维护单位日常运转", "有效", "social"),
        ("生态效益指标", "优化对外贸易环境", "有效", "economic"),
        ("成本指标", "大宗设备采购是否政府采购", "是", "implementation"),
        ("满意度指标", "受益人数", "≥500人", "social"),
        ("数量指标", "项目总成本", "≤20万元", "cost"),
        ("数量指标", "库存数量真实率", "100%", "quality"),
        ("质量指标", "逾期发放率", "≤1%", "timeliness"),
        ("质量指标", "基本药物制度补助", "37个机构", "quantity"),
        ("质量指标", "管理制度执行率", "100%", "implementation"),
        ("时效指标", "设备运行保障率", "100%", "quality"),
        ("经济效益指标", "利息费用保障率", "100%", "finance"),
        ("经济效益指标", "适龄儿童入学率", "≥99%", "social"),
        ("社会效益指标", "清扫保洁覆盖率", "≥99%", "quantity"),
        ("质量指标", "实际完成小时数/计划小时数", "≥80%", "quantity"),
        ("生态环境成本指标", "提升馆区绿化水平", "提升", "ecological"),
        ("质量指标", "仪器设备维修维护", "≥4次", "quantity"),
        ("质量指标", "专业的国际影响力", "提升", "social"),
        ("质量指标", "资金足额拨付率", "100%", "finance"),
        ("质量指标", "地方配套到位率", "100%", "input"),
        ("质量指标", "为民众办好事、办实事", "100%", "social"),
        ("产出质量", "是否有效防止疫情疫病传入传出", "是", "social"),
        ("成本指标", "本年预算安排800万元", "100%", "finance"),
        ("经济效益指标", "全市安全度汛", "", "social"),
        ("社会效益指标", "工程验收合格率", "100%", "quality"),
        ("时效指标", "项目资金到账率", "100%", "input"),
        ("时效指标", "问题整改到位率", "100%", "quality"),
        ("数量指标", "平均修复时间", "≤4小时", "timeliness"),
        ("成本指标", "建设里程", "12公里", "quantity"),
        ("社会效益指标", "维修管网长度", "3公里", "quantity"),
        ("社会效益指标", "发放宣传册数量", "5000册", "quantity"),
        ("质量指标", "信访件处理数量", "≥50件", "quantity"),
        ("数量指标", "薄弱校改造资金", "1860万元", "finance"),
        ("质量指标", "救助金发放率", "100%", "quantity"),
        ("质量指标", "政策知晓率", "≥90%", "social"),
        ("质量指标", "带动就业人数", "≥300人", "social"),
        ("质量指标", "修补路面面积", "≥500平方米", "quantity"),
        ("质量指标", "农户户均增收", "≥800元", "economic"),
        ("时效指标", "适龄儿童疫苗接种率", "≥90%", "quantity"),
        ("时效指标", "学龄儿童入学率", "≥99%", "social"),
        ("时效指标", "提升公共服务水平", "显著提升", "social"),
        ("时效指标", "水电费", "≤15万元", "cost"),
        ("时效指标", "专款专用率", "100%", "finance"),
        ("成本指标", "惠民补贴覆盖率", "100%", "quantity"),
        ("成本指标", "培训任务按时完成率", "100%", "timeliness"),
        ("成本指标", "开展丰收节活动", "100%", "quantity"),
        ("社会效益指标", "项目立项是否经集体决策", "是", "implementation"),
        ("社会效益指标", "政策宣传参加人次", "≥3万人次", "quantity"),
        ("经济效益指标", "人员伤亡事故", "0人次", "social"),
        ("经济效益指标", "审计项目数量", "≥25个", "quantity"),
        ("经济效益指标", "改善人居环境", "明显改善", "ecological"),
        ("生态效益指标", "单位培训成本", "≤300元/人", "cost"),
        ("满意度指标", "设施使用年限", "≥15年", "sustainable"),
        ("满意度指标", "新增产值", "≥2000万元", "economic"),
        ("满意度指标", "新建泵房面积", "≥50平方米", "quantity"),
        ("满意度指标", "诉求解决率", "≥95%", "quality"),
        ("社会效益指标", "工程按时完成率", "100%", "timeliness"),
        ("社会效益指标", "计划完成率", "100%", "quantity"),
        ("经济效益指标", "保障困难群众基本生活", "有效保障", "social"),
        ("生态效益指标", "降低企业成本", "有效降低", "economic"),
        ("可持续影响指标", "工程竣工时间", "2024年12月底", "timeliness"),
        ("数量指标", "维护社会稳定", "效果显著", "social"),
        ("数量指标", "改善生态环境", "明显改善", "ecological"),
        ("质量指标", "提高农民收入", "有效提高", "economic"),
        ("质量指标", "项目竣工率", "100%", "quantity"),
        ("成本指标", "垃圾清运量", "≥5万吨", "quantity"),
        ("成本指标", "查处案件数", "≥30件", "quantity"),
        ("质量指标", "新建厂房", "1200平方米", "quantity"),
        ("质量指标", "污水处理厂建设", "1座", "quantity"),
        ("数量指标", "体育彩票公益金支出", "按规定用途使用", "finance"),
        ("生态效益指标", "为群众信访创造良好的接访环境", "有效改善", "social"),
        ("经济效益指标", "安全生产率", "100%", "social"),
        ("满意度指标", "受益群众", "3000人", "social"),
        ("数量指标", "全年电费", "≤60万元", "cost"),
        ("质量指标", "运维服务费拨付", "100%", "finance"),
        ("经济效益指标", "提升群众环保意识", "显著提升", "social"),
    ],
)
def test_finds_what_is_plainly_misfiled(level2: str, name: str, target: str, category: str) -> None:
    reading = read(target, name, level2)
    assert (reading.misfiled, reading.category) == ("yes", category)


@pytest.mark.parametrize(
    ("level2", "name", "target"),
    [
        ("质量指标", "宣传覆盖率", "≥90%"),
        ("质量指标", "农村低保标准", "≥530元/人·月"),
        ("时效指标", "资金拨付到位情况", "12月底前100%到位"),
        ("投入目标", "政府采购规范性", "规范"),
        ("数量指标", "服务覆盖率", "≥90%"),
        ("质量指标", "经费支出合规率", "100%"),
        ("质量指标", "经费审批规范性", "规范"),
        ("质量指标", "贫困学生全面覆盖", "100%"),
        ("数量指标", "风炮射程", "≥80M"),
        ("时效指标", "法定审限内结案率", "≥95%"),
        ("成本指标", "收购价格执行率", "100%"),
        ("可持续影响指标", "后续运维资金保障率", "≥95%"),
        ("时效指标", "资金支付及时率", "100%"),
        ("质量指标", "资金支付及时率", "100%"),
        ("社会效益指标", "政策知晓率", "≥90%"),
        ("时效指标", "当年到位率", "100%"),
        ("时效指标", "巡查次数", "2次/日"),
        ("质量指标", "违法案件查办率", "100%"),
        ("社会效益指标", "带动农户增收", "≥500元"),
        ("经济效益指标", "带动就业人数", "≥50人"),
        ("社会效益指标", "学生体质健康达标率", "≥92%"),
        ("投入管理", "预算执行率", "≥90%"),
        ("可持续影响指标", "长效机制健全性", "健全"),
        ("质量指标", "慰问对象年龄", "≥100岁"),
        ("数量指标", "满足患者治疗需求", "100%"),
        ("社会效益指标", "优良天数比例", "≥80%"),
        ("经济效益指标", "受益人数", "5000人"),
        ("时效指标", "各项工作完成", "及时完成"),
        ("时效指标", "超时办理件数", "0件"),
        ("成本指标", "预算安排数", "120万元"),
        ("社会效益指标", "比赛延误次数", "≤2次"),
        ("时效指标", "资金到位时间", "根据财政资金拨付进度"),
        ("时效指标", "预决算公开", "批复后20日内"),
        ("质量指标", "严格按照预算执行", "严格执行"),
        ("质量指标", "预算编制质量", "≤5%"),
        ("经济效益指标", "接待游客人次", "百万人次以上"),
        ("质量指标", "学生享受资助比例", "100%"),
        ("质量指标", "补贴发放合规率", "100%"),
        ("质量指标", "待遇足额发放率", "100%"),
        ("数量指标", "创业担保贷款发放额", "4000万元"),
        ("数量指标", "争取上级资金", "≥5000万元"),
        ("时效指标", "公交班次正点率", "≥92%"),
        ("时效指标", "按资金到位时间推进项目进度", "100%"),
        ("时效指标", "招投标程序用时", "≤30天"),
        ("可持续影响指标", "受益商户数量", "≥800个"),
        ("满意度指标", "配合度", "≥90%"),
        ("满意度指标", "满意人数", "≥900人"),
        ("质量指标", "人员脱逃数", "0人"),
        ("质量指标", "长效机制健全性", "健全"),
        ("经济效益指标", "评审核减率", "≥8%"),
        ("社会效益指标", "学业完成率", "≥98%"),
        ("时效指标", "审核效率", "显著提高"),
        ("时效指标", "招标采购完成", "二季度末"),
        ("时效指标", "按约定完成率", "100%"),
        ("经济效益指标", "提高人民生活水平", "提高"),
        ("社会效益指标", "劳动合同签订率", "≥95%"),
        ("社会效益指标", "政府采购透明度", "提高"),
        ("可持续影响指标", "管护资金落实率", "100%"),
        ("质量指标", "并发用户数", "≥1000个"),
        ("质量指标", "贷款逾期率", "≤0.2‰"),
        ("质量指标", "通报批评次数", "≤2次"),
        ("质量指标", "数据公开及时准确", "及时准确"),
        ("数量指标", "审计资金总额", "≥50亿元"),
        ("成本指标", "临时用工人数", "≤20人"),
        ("成本指标", "污染物排放达标率", "100%"),
        ("满意度指标", "测评优秀率", "≥90%"),
    ],
)
def test_tolerates_what_reviewers_tolerate(level2: str, name: str, target: str) -> None:
    assert read(target, name, level2).misfiled == "no"


@pytest.mark.parametrize(
    ("name", "target", "category"),
    [
        ("肺结核患者管理率", "≥90%", "quantity"),
        ("高血压患者基层规范管理服务率", "≥76%", "quality"),
        ("基本公共卫生服务水平", "不断提高", "social"),
        ("居民健康素养水平", "不断提高", "social"),
        ("森林受灾率", "1%", "ecological"),
        ("政府预决算公开率", "=100%", "implementation"),
        ("竣工验收合格率", "100%", "quality"),
        ("残疾人生活补助比例", "≥50%", "quantity"),
        ("与企业共建研发平台", "11个", "quantity"),
        ("就业创业能力培训", "1643人次", "quantity"),
        ("畜禽粪污综合利用率", "≥90%", "ecological"),
        ("居民家庭恩格尔系数", "≤42%", "economic"),
        ("减轻企业物流成本", "明显", "economic"),
        ("地区生产总值增长率", "≥6%", "economic"),
        ("按进度计划实施情况", "按计划实施", "timeliness"),
        ("补助按标准发放率", "100%", "quality"),
        ("工程管护机制", "健全", "sustainable"),
        ("管理制度健全性", "健全", "implementation"),
        ("补贴发放合规率", "100%", "finance"),
        ("农村生活污水治理率", "≥40%", "ecological"),
        ("提升群众幸福感", "提升", "social"),
        ("差旅费标准", "按管理办法执行", "cost"),
        ("案件办结率", "100%", "quality"),
        ("人均预期寿命", "≥78岁", "social"),
        ("全年立案查办案件", "25件", "quantity"),
        ("受益村民", "1500人", "social"),
        ("人均救助水平", "3000元", "cost"),
        ("年底前完成竣工验收", "100%", "timeliness"),
        ("经费支出控制在预算内", "100%", "cost"),
        ("空气质量优良天数", "≥300天", "ecological"),
    ],
)
def test_the_nature_of_a_row_without_a_section_is_told_by_its_name(
    name: str, target: str, category: str
) -> None:
    assert read(target, name).category == category


def test_a_second_level_that_names_a_group_only_tells_the_group() -> None:
    reading = read("≥90%", "参与工程建设的群众满意度", "满意度指标", "实施效果指标")
    assert reading.section == "satisfaction"
    assert read("20个工作日", "投资计划分解用时", "计划管理指标").section == "implementation"


def test_a_figure_in_a_name_does_not_hide_what_is_measured() -> None:
    assert read("≥95%", "满意度95%以上", "服务对象满意度指标").measurable == "yes"
    assert read("100%", "2023年项目完工、投入使用", "时效指标").measurable == "yes"


def test_without_a_section_nothing_is_misfiled() -> None:
    assert read("≥95%", "群众满意度").misfiled is None
    assert read("≥95%", "群众满意度").category == "satisfaction"


def test_a_name_that_is_a_level_stands_for_its_section() -> None:
    assert read("良好", "社会效益", "项目效益").category == "social"
    assert read("220万元", "成本").category == "cost"


def test_says_nothing_of_a_name_that_tells_nothing() -> None:
    assert read("", "").category is None


def test_a_weak_cue_gives_way_to_the_section() -> None:
    reading = read("≥3项", "获奖情况", "数量指标")
    assert (reading.category, reading.certain, reading.misfiled) == ("quantity", False, "no")


def test_a_name_that_is_a_level_again_measures_nothing() -> None:
    reading = read("100", "社会成本指标", "成本指标", "产出指标")
    assert (reading.measurable, reading.reason) == ("no", "name-unclear")


def test_a_name_that_is_a_level_again_has_a_cost_all_the_same() -> None:
    reading = read("10万元", "成本", "成本指标", "产出指标")
    assert (reading.measurable, reading.category) == ("yes", "cost")


def test_every_reason_of_the_table_has_its_phrases() -> None:
    phrases = load("reasons")
    asked = {case.get("why") for case in load("measurability")["cases"]} - {None}

    assert asked <= set(phrases)
    assert all(set(phrase) == {"zh", "en"} for phrase in phrases.values())
    assert reader() is reader()
