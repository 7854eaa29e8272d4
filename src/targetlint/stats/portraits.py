"""From a form that was just checked to what the portfolio knows of it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from targetlint.findings import FileReport, Finding, Outcome
from targetlint.forms.model import Form
from targetlint.stats.facts import FileFacts, FormFacts, Found, Row


def facts(report: FileReport, forms: Sequence[Form], budget: Iterable[str]) -> FileFacts:
    """Give what is known of a file; ``budget`` are the fields of the sum, the best first."""
    keys = tuple(budget)
    by_number = {form.number: form for form in forms}
    made = []
    for summary in report.forms:
        form = by_number[summary.form]
        made.append(
            FormFacts(
                path=summary.path,
                form=summary.form,
                project=summary.project,
                department=summary.department or summary.applicant,
                year=summary.year,
                template=summary.template,
                indicators=tuple(
                    (row.category or "", row.measurable) for row in summary.indicators
                ),
                budget=_budget(form, keys),
                text="\n".join(_written(form)),
                rows=tuple(Row(row.level2, row.name, row.target) for row in form.indicators),
            )
        )
    found = tuple(map(_found, report.findings))
    return FileFacts(tuple(made), found, len(report.unreadable))


def _found(finding: Finding) -> Found:
    waived = finding.suppressed is not None
    asks = finding.outcome is Outcome.REVIEW
    return Found(
        finding.form, finding.rule, finding.name, finding.severity.value, waived=waived, asks=asks
    )


def _budget(form: Form, keys: tuple[str, ...]) -> Decimal | None:
    """Give the sum of the year in yuan; None where no unit says what the figure means."""
    for key in keys:
        amount = form.amounts.get(key)
        if amount is not None and amount.declared:
            return amount.yuan
    return None


def _written(form: Form) -> Iterator[str]:
    """Go through what an author writes: names, prose and targets, not figures of money or dates."""
    yield form.project
    for field in form.narrative():
        yield field.text
    for row in form.indicators:
        yield f"{row.name}{row.target}"
