"""The checks that rules are built from without code."""

from typing import Any

ROWS = """\
template: central-2015
project: {name: 培训经费}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 培训人数, target: "≥200人", weight: 30}
  - {level1: 产出指标, level2: 质量指标, level3: 培训合格率, target: "≥95%", weight: 20}
  - {level1: 满意度指标, level2: 服务对象满意度指标, level3: 学员满意度, target: "≥90%", weight: 50}
"""


def test_present_asks_for_a_cell_of_each_row_the_condition_names(apply: Any) -> None:
    rule = "subject: indicator\nwhere: {category: satisfaction}\ncheck: present\nparams: {keys: [row.evidence]}\n"

    assert apply(rule, ROWS).pointers == ["/indicators/2/evidence"]
    assert apply(rule, ROWS.replace("weight: 50", "evidence: 问卷")).pointers == []


def test_present_is_content_with_one_of_several_fields(apply: Any) -> None:
    rule = "check: present\nparams: {keys: [narrative.basis|narrative.necessity]}\n"

    assert apply(rule, "project: {name: 甲}\nnarrative: {necessity: 有}\n").pointers == []
    assert apply(rule, "project: {name: 甲}\nnarrative: {basis: ''}\n").pointers == [
        "/narrative/basis"
    ]


def test_one_of_points_at_the_value_that_is_not_allowed(apply: Any) -> None:
    rule = (
        "subject: form\ncheck: one-of\nparams: {of: project.category, values: [经常性, 一次性]}\n"
    )

    said = apply(rule, "project: {name: 甲, category: 临时性}\n")

    assert (said.pointers, said.texts) == (["/project/category"], ["临时性"])
    assert apply(rule, "project: {name: 甲, category: 一次性}\n").pointers == []
    assert apply(rule, "project: {name: 甲}\n").pointers == []


def test_words_point_at_the_word_inside_a_quoted_text(apply: Any) -> None:
    rule = "subject: form\ncheck: words\nparams: {of: [narrative.*], never: [领导], spare: [领导小组]}\n"

    said = apply(rule, 'project: {name: 甲}\nnarrative: {plan: "领导小组办公室报领导同意"}\n')

    assert (said.pointers, said.texts) == (["/narrative/plan"], ["领导"])


def test_words_that_are_needed_may_stand_in_any_of_the_texts(apply: Any) -> None:
    rule = "subject: form\ncheck: words\nparams: {of: [narrative.goals, narrative.plan], need: [验收]}\n"
    form = "project: {name: 甲}\nnarrative: {goals: 建成, plan: %s}\n"

    assert apply(rule, form % "十月验收").pointers == []
    assert apply(rule, form % "十月完工").pointers == ["/narrative/goals"]


def test_a_pattern_looks_at_the_field_itself_where_no_key_is_given(apply: Any) -> None:
    rule = r"""
subject: field
where: {key: {starts: narrative.}}
check: pattern
params: {never: ['[A-Za-z]{4,}']}
"""

    said = apply(rule, "project: {name: Project}\nnarrative: {plan: 按WIKI执行, goals: 好}\n")

    assert (said.pointers, said.texts) == (["/narrative/plan"], ["WIKI"])


def test_a_pattern_that_must_match_is_not_asked_of_what_is_not_there(apply: Any) -> None:
    rule = "subject: form\ncheck: pattern\nparams: {of: [project.code], must: ['^[0-9]{6}$']}\n"

    assert apply(rule, "project: {name: 甲}\n").pointers == []
    assert apply(rule, "project: {name: 甲, code: '123456'}\n").pointers == []
    assert apply(rule, "project: {name: 甲, code: 12-3}\n").pointers == ["/project/code"]


def test_compare_turns_both_sides_into_yuan(apply: Any) -> None:
    rule = "check: compare\nparams: {left: budget.current_year, op: '<=', right: budget.total}\n"

    assert (
        apply(rule, "project: {name: 甲}\nbudget: {total: 50万元, current_year: 500000}\n").pointers
        == []
    )
    said = apply(rule, "project: {name: 甲}\nbudget: {total: 49万元, current_year: 500000}\n")
    assert (said.pointers, said.texts) == (["/budget/current_year"], ["500000"])


def test_compare_says_that_it_could_not_look_where_a_side_is_missing(apply: Any) -> None:
    rule = (
        "check: compare\nparams: {left: budget.current_year, op: '<=', right: budget.total}\n"
        "notes: {absent: {zh: 没有数, en: no figure}}\n"
    )

    said = apply(rule, "project: {name: 甲}\nbudget: {total: 1}\n")

    assert (said.pointers, said.not_evaluated) == ([], ["no figure"])


def test_compare_takes_sums_and_figures_with_units(apply: Any) -> None:
    rule = (
        "check: compare\nparams: {left: budget.fiscal + budget.other, op: '<=', right: 100万元}\n"
    )

    assert (
        apply(rule, "project: {name: 甲}\nbudget: {fiscal: 900000, other: 100000}\n").pointers == []
    )
    assert apply(
        rule, "project: {name: 甲}\nbudget: {fiscal: 900000, other: 100001}\n"
    ).pointers == ["/budget/fiscal"]


def test_compare_adds_up_a_column_of_the_table(apply: Any) -> None:
    rule = "check: compare\nparams: {left: sum(row.weight), op: '=', right: '100'}\n"

    assert apply(rule, ROWS).pointers == []
    assert apply(rule, ROWS.replace("weight: 50", "weight: 45")).pointers == [
        "/indicators/0/weight"
    ]


def test_compare_looks_at_each_row_and_passes_over_what_has_another_unit(apply: Any) -> None:
    rule = "subject: indicator\ncheck: compare\nparams: {left: row.target, op: '>=', right: 92%}\n"

    said = apply(rule, ROWS)

    assert (said.pointers, said.texts) == (["/indicators/2/target"], ["≥90%"])


def test_compare_holds_a_cell_against_a_cell(apply: Any) -> None:
    rule = "subject: indicator\ncheck: compare\nparams: {left: row.target, op: '>=', right: row.previous}\n"
    form = 'project: {name: 甲}\nindicators:\n  - {level3: 培训人数, target: "≥200人", previous: "≥%s人"}\n'

    assert apply(rule, form % 180).pointers == []
    assert apply(rule, form % 220).pointers == ["/indicators/0/target"]


def test_a_tolerance_lets_small_differences_pass_and_is_no_room_for_more(apply: Any) -> None:
    rule = (
        "check: compare\n"
        "params: {left: budget.current_year, op: '=', right: budget.total, tolerance: 0.01}\n"
    )
    form = "project: {name: 甲}\nbudget: {total: 1000, current_year: %s}\n"

    assert apply(rule, form % 1009).pointers == []
    assert apply(rule, form % 1011).pointers == ["/budget/current_year"]


def test_matches_where_offers_to_rewrite_the_figure(apply: Any) -> None:
    rule = """
subject: indicator
where: {kind: count, explicit: false}
check: matches-where
params: {at: row.target, rewrite: "≥{text}"}
fix: suggested
notes: {fix: 加上符号}
"""

    said = apply(
        rule, 'project: {name: 甲}\nindicators:\n  - {level3: 培训人数, target: "200人"}\n'
    )

    assert (said.texts, said.fixes) == (["200人"], ["≥200人"])


def test_a_rewrite_of_a_bare_value_puts_it_in_quotes(apply: Any) -> None:
    rule = """
subject: indicator
where: {kind: count}
check: matches-where
params: {at: row.target, rewrite: ">={text}"}
fix: suggested
notes: {fix: 加上符号}
"""

    said = apply(
        rule, "project: {name: 甲}\nindicators:\n  - level3: 培训人数\n    target: 200人\n"
    )

    assert said.fixes == ['">=200人"']


def test_severity_depends_on_the_row_where_the_rule_says_so(apply: Any) -> None:
    rule = """
severity: error
severity_if:
  - {where: {area: satisfaction}, severity: info}
  - {where: {section: quality}, severity: "off"}
subject: indicator
where: {unit: ["%", 人]}
check: matches-where
"""

    said = apply(rule, ROWS)

    assert list(zip(said.pointers, said.severities, strict=True)) == [
        ("/indicators/0/target", "error"),
        ("/indicators/2/target", "info"),
    ]


def test_a_rule_with_several_checks_speaks_once(apply: Any) -> None:
    rule = """
subject: indicator
check: words
params: {of: [row.level3], never: [人数]}
also:
  - {check: pattern, params: {of: [row.target], never: ['%$', '人$']}, where: {area: output}}
"""

    said = apply(rule, ROWS)

    assert said.pointers == ["/indicators/0/level3", "/indicators/1/target"]


def test_a_rule_may_be_in_one_language(apply: Any) -> None:
    rule = """\
id: XX101
name: a-rule
summary: 要有编码
severity: info
check: present
params: {keys: [project.code]}
message: 没有编码
"""

    assert apply(rule, "project: {name: 甲}\n").messages == ["没有编码"]


def test_a_schema_rule_places_each_fault(apply: Any) -> None:
    rule = """
subject: form
check: schema
params:
  schema:
    properties:
      project: {properties: {code: {pattern: "^[0-9]+$"}}}
      indicators: {items: {required: [evidence], properties: {weight: {maxLength: 2}}}}
"""
    form = "project: {name: 甲, code: A1}\nindicators:\n  - {level3: 培训人数, target: 2人, weight: 100, evidence: 有}\n"

    assert apply(rule, form).pointers == ["/project/code", "/indicators/0/weight"]


def test_similar_texts_in_one_form_are_found(apply: Any) -> None:
    rule = (
        "subject: form\ncheck: similar\n"
        "params: {of: [narrative.basis, narrative.necessity], most: 0.8, min_chars: 10}\n"
    )
    text = "全区六成公厕建成于二〇〇五年以前需要分两年改造"

    said = apply(
        rule, f"project: {{name: 甲}}\nnarrative: {{basis: {text}, necessity: {text}。}}\n"
    )

    assert said.pointers == ["/narrative/necessity"]


def test_similar_texts_across_forms_point_into_the_later_form(apply: Any) -> None:
    rule = "subject: forms\ncheck: similar\nparams: {of: [narrative.necessity], min_chars: 10}\n"
    one = "project: {name: 甲}\nnarrative: {necessity: 全区六成公厕建成于二〇〇五年以前需要改造}\n"

    assert apply(rule, one + "---\n" + one).pointers == ["/narrative/necessity"]
