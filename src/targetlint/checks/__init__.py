"""The checks that rule files name, one line each."""

from targetlint.checks import (
    agreement,
    coverage,
    dates,
    general,
    numbers,
    rows,
    schema,
    scoring,
    sections,
    structure,
    verdicts,
    waivers,
    wording,
)
from targetlint.checks.check import Check, Nothing

FORM, INDICATOR, FORMS = ("form",), ("indicator",), ("forms",)
ROWS = ("form", "group")
ANY = ("indicator", "form", "field")


def _the_name(_params: object) -> tuple[str, ...]:
    return ("level3",)


def _the_levels(_params: object) -> tuple[str, ...]:
    return ("level1", "level2")


CHECKS: dict[str, Check] = {
    # for rules written from scratch
    "category": Check(INDICATOR, verdicts.Natures, verdicts.category, verdicts.is_misfiled),
    "column-sum": Check(ROWS, rows.ColumnSum, rows.column_sum),
    "compare": Check(("form", "indicator", "group"), general.Compare, general.compare),
    "count": Check(ROWS, rows.Count, rows.count),
    "date-order": Check(FORM, dates.Order, dates.date_order),
    "matches-where": Check(ANY, general.Where, general.matches_where),
    "one-of": Check(ANY, general.OneOf, general.one_of),
    "pattern": Check(ANY, general.Patterns, general.patterns, reads=general.cells_of),
    "present": Check(("form", "indicator"), general.Present, general.present),
    "ratio": Check(FORM, numbers.Ratio, numbers.ratio_in_band),
    "says-more": Check(INDICATOR, wording.Echo, wording.says_more),
    "schema": Check(("form", "indicator"), schema.Schema, schema.by_schema),
    "share": Check(ROWS, rows.Share, rows.share),
    "similar": Check(("form", "forms"), wording.Similar, wording.similar),
    "sum": Check(FORM, numbers.Sum, numbers.sums_up),
    "uniform": Check(ROWS, rows.Uniform, rows.uniform),
    "unique": Check(ROWS, rows.Unique, rows.unique),
    "value": Check(INDICATOR, numbers.Threshold, numbers.value_in_band),
    "words": Check(ANY, general.WordList, general.word_list, reads=general.cells_of),
    # what an expert reading of a row says
    "notation": Check(INDICATOR, Nothing, verdicts.notation, verdicts.has_notation),
    "problem": Check(INDICATOR, verdicts.Problems, verdicts.problem, verdicts.has_problem),
    "verdict": Check(INDICATOR, verdicts.Reasons, verdicts.verdict, verdicts.has_reason),
    "word-class": Check(INDICATOR, verdicts.Classes, verdicts.word_class, verdicts.has_word),
    # for one requirement each
    "basis-named": Check(FORM, sections.Basis, sections.basis_named),
    "below-prior": Check(INDICATOR, numbers.BelowPrior, numbers.below_prior),
    "change-explained": Check(FORM, numbers.Change, numbers.change_explained),
    "covered": Check(FORM, coverage.Covered, coverage.covered),
    "deadline-within": Check(INDICATOR, dates.Grace, dates.deadline_within, dates.has_deadline),
    "dimensions": Check(FORM, coverage.Dimensions, coverage.dimensions),
    "figures-agree": Check(FORM, agreement.SameFigures, agreement.figures_agree),
    "filled-sections": Check(FORM, Nothing, structure.filled_sections),
    "goals-measurable": Check(FORM, sections.Goals, sections.goals_measurable),
    "level-fits": Check(INDICATOR, structure.Levels, structure.level_fits, reads=_the_levels),
    "name-is-indicator": Check(
        INDICATOR, wording.NameShape, wording.name_is_indicator, reads=_the_name
    ),
    "not-copied": Check(FORMS, wording.Copies, wording.not_copied),
    "on-topic": Check(INDICATOR, wording.Topic, wording.on_topic),
    "parts-within-whole": Check(INDICATOR, agreement.Parts, agreement.parts_within_whole),
    "plan-has-steps": Check(FORM, sections.Plan, sections.plan_has_steps),
    "remark": Check(("form", "failure"), structure.Codes, structure.remark, structure.has_remarks),
    "required-fields": Check(FORM, structure.Required, structure.required_fields),
    "self-evaluation": Check(FORM, scoring.Arithmetic, scoring.self_evaluation),
    "signs-fit": Check(INDICATOR, scoring.Signs, scoring.signs_fit),
    "tasks-covered": Check(FORM, wording.Tasks, wording.tasks_covered),
    "titles-agree": Check(FORM, sections.Titles, sections.titles_agree),
    "unit-cost-within-total": Check(
        INDICATOR, agreement.UnitCost, agreement.unit_cost_within_total, agreement.is_cost
    ),
    "within-budget": Check(INDICATOR, numbers.Ceiling, numbers.within_budget),
    "years-agree": Check(FORM, Nothing, dates.years_agree),
    # for waivers in the comments of a form
    "waiver": Check(("waiver",), waivers.Codes, waivers.waiver),
}
