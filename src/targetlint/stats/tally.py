"""Counting forms, targets and findings, group by group; nothing of a form is kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from targetlint.stats.facts import FileFacts, FormFacts, Found

GROUPS = ("department", "template", "year")


@dataclass(slots=True)
class Group:
    """What the forms of a group add up to; ``budgeted`` counts those whose sum is known."""

    forms: int = 0
    indicators: int = 0
    measurable: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    budget: Decimal = Decimal(0)
    budgeted: int = 0

    @property
    def findings(self) -> int:
        """Findings that are not waived."""
        return self.severities.total()

    def add(self, form: FormFacts, found: Iterable[Found]) -> None:
        """Count one more form."""
        self.forms += 1
        self.indicators += len(form.indicators)
        self.measurable.update(measurable for _, measurable in form.indicators)
        self.severities.update(finding.severity for finding in found)
        if form.budget is not None:
            self.budget += form.budget
            self.budgeted += 1


@dataclass(slots=True)
class RuleCount:
    """How often a rule spoke, and in how many forms; ``asks`` counts what needs a person."""

    rule: str
    name: str
    severities: Counter[str] = field(default_factory=Counter)
    forms: int = 0
    asks: int = 0

    @property
    def findings(self) -> int:
        """Findings that are not waived."""
        return self.severities.total()


class Tally:
    """The sums of a portfolio in the making."""

    def __init__(self) -> None:
        """Start from nothing."""
        self.files = self.unreadable = self.waived = 0
        self.all = Group()
        self.groups: dict[str, dict[str, Group]] = {key: {} for key in GROUPS}
        self.categories: dict[str, Counter[str]] = {}
        self.rules: dict[str, RuleCount] = {}

    def add(self, file: FileFacts) -> None:
        """Count one more file."""
        self.files += 1
        self.unreadable += file.unreadable
        by_form: dict[int, list[Found]] = {form.form: [] for form in file.forms}
        first = next(iter(by_form), 0)
        for finding in file.findings:
            if finding.waived:
                self.waived += 1
            else:
                owner = finding.form if finding.form in by_form else first
                by_form.setdefault(owner, []).append(finding)
                self._rule(finding)
        for form in file.forms:
            self._form(form, by_form[form.form])
        for found in by_form.values():
            for rule in {finding.rule for finding in found}:
                self.rules[rule].forms += 1

    def _rule(self, finding: Found) -> None:
        count = self.rules.get(finding.rule)
        if count is None:
            count = self.rules[finding.rule] = RuleCount(finding.rule, finding.name)
        count.severities[finding.severity] += 1
        count.asks += finding.asks

    def _form(self, form: FormFacts, found: list[Found]) -> None:
        self.all.add(form, found)
        for key, groups in self.groups.items():
            groups.setdefault(getattr(form, key), Group()).add(form, found)
        for category, measurable in form.indicators:
            self.categories.setdefault(category, Counter())[measurable] += 1
