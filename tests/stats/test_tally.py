"""Sums of a portfolio, counted once and kept small."""

import tracemalloc
from decimal import Decimal

from tests.stats.piles import form_facts

from targetlint.stats.facts import FileFacts, FormFacts, Found
from targetlint.stats.tally import Tally

FORM = FormFacts(
    "a.yaml", 1, "道路维修", "甲局", "2026", "central-2021",
    (("quantity", "yes"), ("social", "no"), ("", "conditional")), Decimal(500000),
)  # fmt: skip


def found(rule: str, form: int = 1, severity: str = "warning", *, waived: bool = False) -> Found:
    return Found(form, rule, rule.lower(), severity, waived=waived)


def tally(*files: FileFacts) -> Tally:
    made = Tally()
    for file in files:
        made.add(file)
    return made


def test_each_form_counts_in_its_groups() -> None:
    second = FORM._replace(form=2, department="乙局", year="2025", budget=None)
    made = tally(FileFacts((FORM, second), (found("TL202"), found("TL501", 2, "error"))))

    assert (made.all.forms, made.all.findings, made.all.indicators) == (2, 2, 6)
    assert {name: group.forms for name, group in made.groups["department"].items()} == {
        "甲局": 1,
        "乙局": 1,
    }
    assert made.groups["year"]["2025"].severities == {"error": 1}
    assert (made.all.budget, made.all.budgeted) == (Decimal(500000), 1)


def test_targets_count_by_dimension() -> None:
    made = tally(FileFacts((FORM, FORM._replace(form=2)), ()))

    assert made.categories == {
        "quantity": {"yes": 2}, "social": {"no": 2}, "": {"conditional": 2}
    }  # fmt: skip


def test_a_rule_counts_its_findings_and_the_forms_that_have_them() -> None:
    second = FORM._replace(form=2)
    findings = (found("TL202"), found("TL202"), found("TL202", 2), found("TL203"))
    made = tally(FileFacts((FORM, second), findings))

    assert (made.rules["TL202"].findings, made.rules["TL202"].forms) == (3, 2)
    assert (made.rules["TL203"].findings, made.rules["TL203"].forms) == (1, 1)


def test_what_is_waived_is_counted_apart() -> None:
    made = tally(FileFacts((FORM,), (found("TL202", waived=True),)))

    assert (made.waived, made.all.findings, made.rules) == (1, 0, {})


def test_a_finding_about_the_file_belongs_to_its_first_form() -> None:
    made = tally(FileFacts((FORM,), (found("TL002", 0),)))

    assert (made.all.findings, made.rules["TL002"].forms) == (1, 1)


def test_memory_does_not_grow_with_the_number_of_findings() -> None:
    def peak(count: int) -> int:
        made = Tally()
        tracemalloc.start()
        for _ in range(count):
            made.add(FileFacts((FORM,), tuple(found(f"TL{n}") for n in range(50))))
        _, high = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return high

    assert peak(2000) < 2 * peak(20)


def test_a_budget_counts_in_yuan_where_its_unit_is_known() -> None:
    form = "title: 绩效目标表\nbudget: {current_year: 12.5万元, total: 90万元}\nindicators: []\n"

    assert form_facts(form).budget == Decimal(125000)


def test_a_budget_without_a_unit_under_a_printed_label_is_not_known() -> None:
    form = "项目名称: 道路维修\n项目当年预算: 12.5\n绩效指标: []\n"

    assert form_facts(form).budget is None
