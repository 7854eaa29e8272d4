"""A rule as an author writes it, at work on a form as an author writes it."""

from collections.abc import Callable
from typing import NamedTuple

import pytest

from targetlint.located import read_yaml
from targetlint.rulebook import make_rule
from targetlint.rulefile import look_over
from targetlint.ruletest import pointed_at
from targetlint.session import Request, Session

_HEAD = """\
id: XX101
name: a-rule
summary: {zh: 一条规则, en: a rule}
severity: warning
message: {zh: 不合要求, en: not right}
"""


class Said(NamedTuple):
    """What a rule says of a form: where each finding points, and what it says."""

    pointers: list[str]
    texts: list[str]
    messages: list[str]
    severities: list[str]
    not_evaluated: list[str]
    fixes: list[str]


Apply = Callable[[str, str], Said]


def apply(rule: str, form: str, name: str = "form.yaml") -> Said:
    """Run a rule on a text with forms, in English."""
    text = (
        rule
        if rule.startswith("id:")
        else "".join(
            line + "\n" for line in _HEAD.splitlines() if line.split(":")[0] not in _keys(rule)
        )
        + rule
    )
    located = read_yaml(text.encode(), "rule.yaml")
    look_over(located)
    made = make_rule({**located.data, "file": "rule.yaml"}, "rule.yaml")
    session = Session((made,), Request("en"))
    forms = session.forms(form.encode(), name)
    report = session.desk(name).judge(forms, name)
    found = [one for one in report.findings if one.rule == made.id]
    return Said(
        [one.pointer for one in found],
        [pointed_at(one, forms) for one in found],
        [one.message for one in found],
        [one.severity.value for one in found],
        [one.reason for one in report.not_evaluated],
        [edit.text for one in found for fix in one.fixes for edit in fix.edits],
    )


def _keys(rule: str) -> set[str]:
    return {line.split(":")[0] for line in rule.splitlines() if line[:1].isalpha()}


@pytest.fixture(name="apply")
def fixture_apply() -> Apply:
    """Run a rule on a form; what a rule file needs beside its check is filled in."""
    return apply
