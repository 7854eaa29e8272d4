"""The checks that rule files name, one line each."""

from targetlint.checks import coverage, dates, numbers, sections, structure, verdicts, wording
from targetlint.checks.check import Check

FORM, INDICATOR, FORMS = ("form",), ("indicator",), ("forms",)

CHECKS: dict[str, Check] = {
    "basis-named": Check(FORM, sections.Basis, sections.basis_named),
    "below-prior": Check(INDICATOR, numbers.BelowPrior, numbers.below_prior),
    "change-explained": Check(FORM, numbers.Change, numbers.change_explained),
    "compare": Check(FORM, numbers.Compare, numbers.compare),
    "covered": Check(FORM, coverage.Covered, coverage.covered),
    "dates-in-order": Check(FORM, dates.Order, dates.dates_in_order),
    "deadline-within": Check(INDICATOR, dates.Grace, dates.deadline_within),
    "dimensions": Check(FORM, coverage.Dimensions, coverage.dimensions),
    "filled-sections": Check(FORM, verdicts.Nothing, structure.filled_sections),
    "goals-measurable": Check(FORM, sections.Goals, sections.goals_measurable),
    "known-template": Check(FORM, verdicts.Nothing, structure.known_template),
    "level-fits": Check(INDICATOR, structure.Levels, structure.level_fits),
    "matches-where": Check(INDICATOR, verdicts.Nothing, verdicts.present_fact),
    "misfiled": Check(INDICATOR, verdicts.Nothing, verdicts.misfiled),
    "name-is-indicator": Check(INDICATOR, wording.NameShape, wording.name_is_indicator),
    "not-copied": Check(FORMS, wording.Copies, wording.not_copied),
    "notation": Check(INDICATOR, verdicts.Nothing, verdicts.notation),
    "on-topic": Check(INDICATOR, wording.Topic, wording.on_topic),
    "plan-has-steps": Check(FORM, sections.Plan, sections.plan_has_steps),
    "problem": Check(INDICATOR, verdicts.Codes, verdicts.problem),
    "ratio-in-band": Check(FORM, numbers.Ratio, numbers.ratio_in_band),
    "remark": Check(FORM, structure.Codes, structure.remark),
    "required-fields": Check(FORM, structure.Required, structure.required_fields),
    "share": Check(FORM, coverage.Share, coverage.share),
    "sums-up": Check(FORM, numbers.Sum, numbers.sums_up),
    "tasks-covered": Check(FORM, wording.Tasks, wording.tasks_covered),
    "titles-agree": Check(FORM, sections.Titles, sections.titles_agree),
    "uniform": Check(FORM, coverage.Uniform, coverage.uniform),
    "unique-names": Check(FORM, structure.Unique, structure.unique_names),
    "value-in-band": Check(INDICATOR, numbers.Threshold, numbers.value_in_band),
    "verdict": Check(INDICATOR, verdicts.Reasons, verdicts.verdict),
    "within-budget": Check(INDICATOR, numbers.Ceiling, numbers.within_budget),
    "words": Check(INDICATOR, verdicts.Words, verdicts.words),
    "years-agree": Check(FORM, verdicts.Nothing, dates.years_agree),
}
