"""Rule files that cannot be used: each fault has its line, its column and the known names."""

from typing import Any

import pytest

from targetlint.located import Fault, read_yaml
from targetlint.phrases import say
from targetlint.rulefile import look_over

GOOD = """\
id: XX101
name: own-rule
summary: {zh: 一条, en: one}
severity: warning
subject: form
where: {family: shanghai}
check: compare
params:
  left: budget.current_year
  op: "<="
  right: budget.total
message: {zh: 不对, en: wrong}
"""

# What is put in place of what, where the fault is, and what is said of it.
FAULTS = [
    ("id: XX101\n", "", "1:1", "“id” is missing"),
    ("id: XX101", "id: own", "1:5", "“id” is not written right"),
    ("name: own-rule", "name: Own Rule", "2:7", "“name” is not written right"),
    ("severity: warning", "severity: warn", "4:11", "did you mean “warning”?"),
    ("severity: warning", "severity: [warning]", "4:11", "has the wrong type"),
    ("severity: warning", "severity: {sh-2020: error}", "4:1", "needs a default"),
    ("severity: warning", "severity: {default: info, sh-2002: error}", "4:27", "did you mean “sh-20"),
    ("subject: form", "subject: froms", "5:10", "cannot be “froms”"),
    ("subject: form", "subject: field", "5:10", "it takes: form, indicator, group"),
    ("subject: form", "subjects: form", "5:1", "did you mean “subject”?"),
    ("where: {family: shanghai}", "where: {famly: shanghai}", "6:9", "did you mean “family”?"),
    ("where: {family: shanghai}", "where: {category: cost}", "6:9", "write subject: indicator"),
    ("where: {family: shanghai}", "where: {project.nmae: 甲}", "6:9", "did you mean “project.name”?"),
    ("where: {family: shanghai}", "where: {family: {contain: 海}}", "6:18", "did you mean “contains”?"),
    ("where: {family: shanghai}", "where: {any: {family: a}}", "6:14", "wanted: list"),
    ("where: {family: shanghai}", "where: {year: {min: many}}", "6:21", "takes a number"),
    ("where: {family: shanghai}", "where: {family: {matches: '(a+)+'}}", "6:27", "may take for ever"),
    ("where: {family: shanghai}", "where: {}", "6:1", "may not be empty"),
    ("where: {family: shanghai}", "where: [family]", "6:8", "has the wrong type"),
    ("check: compare", "check: compares", "7:8", "did you mean “compare”?"),
    ("where: {family: shanghai}", "where: {family: {not: {startz: a}}}", "6:24", "mean “starts”?"),
    ("check: compare", "check: sorted-well", "7:8", "there is no check “sorted-well”; there are: "),
    ("  left: budget", "  letf: budget", "9:3", "did you mean “left”?"),
    ("  right: budget.total\n", "", "8:1", "compare needs the parameter “right”"),
    ('op: "<="', 'op: "=<"', "10:7", "did you mean “=”?"),
    ("right: budget.total", "right: budget.totl", "11:10", "did you mean “budget.total”?"),
    ("right: budget.total", "right: 很多钱", "11:10", "cannot be compared"),
    ("right: budget.total", "right: [a]", "11:10", "has the wrong type"),
    ("right: budget.total", "right: mean(row.weight)", "11:10", "cannot be compared"),
    ("message: {zh: 不对", "message: {cn: 不对", "12:11", "unknown key “cn”"),
    ("message: {zh: 不对, en: wrong}\n", "", "1:1", "“message” is missing"),
    ("id: XX101\n", "id: XX101\nid: XX102\n", "2:1", "stands twice"),
    ("id: XX101\n", "id: XX101\ntemplates: [beijing]\n", "2:13", "there is no layout or family “beijing”"),
    ("id: XX101\n", "id: XX101\nfix: yes\n", "2:6", "it is one of: safe, suggested, advice"),
    ("id: XX101\n", "id: XX101\noutcome: maybe\n", "2:10", "it is one of: fail, review"),
    ("id: XX101\n", "id: XX101\naspect: beauty\n", "2:9", "it is one of: completeness"),
    ("id: XX101\n", "id: XX101\nexamples: {bed: []}\n", "2:12", "did you mean “bad”?"),
    ("id: XX101\n", "id: XX101\nvariants: {a: {mesage: x}}\n", "2:16", "did you mean “message”?"),
    ("id: XX101\n", "id: XX101\nalso: [{check: none}]\n", "2:16", "there is no check “none”"),
    ("id: XX101\n", "id: XX101\nseverity_if: [{severity: info}]\n", "2:15", "“where” is missing"),
    ("id: XX101\n", "id: [XX101\n", "2:5", "syntax"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "place", "words"), FAULTS)
def test_a_fault_names_line_column_and_what_would_be_right(
    old: str, new: str, place: str, words: str
) -> None:
    assert old in GOOD
    with pytest.raises(Fault) as fault:
        look_over(read_yaml(GOOD.replace(old, new).encode(), "own.yaml"))

    told = say(fault.value.key, "en", **fault.value.values)
    assert words in told
    assert fault.value.where == f"own.yaml:{place}"


def test_a_rule_in_order_is_let_pass() -> None:
    look_over(read_yaml(GOOD.encode(), "own.yaml"))


@pytest.mark.parametrize("content", ["[]\n", "rule\n"])
def test_what_is_no_mapping_is_no_rule(content: str) -> None:
    with pytest.raises(Fault) as fault:
        look_over(read_yaml(content.encode(), "own.yaml"))

    assert fault.value.key == "rule-not-mapping"


def test_a_schema_in_a_rule_has_to_be_one() -> None:
    rule = GOOD.replace("check: compare", "check: schema").partition("params:")[0]
    broken = rule + "params: {schema: {type: txt}}\nmessage: wrong\n"

    with pytest.raises(Fault) as fault:
        look_over(read_yaml(broken.encode(), "own.yaml"))

    assert (fault.value.key, fault.value.where) == ("rule-bad-schema", "own.yaml:8:25")


def test_a_broken_rule_ends_the_run_before_the_first_form_is_read(run: Any, write: Any) -> None:
    write("own.yaml", GOOD.replace("op:", "order:"))

    done = run("check", "nothing-here.yaml", "--rule-files", "own.yaml")

    assert done.code == 2
    assert "own.yaml:10:3" in done.err
    assert "nothing-here" not in done.err + done.out
