"""What is mandatory: nobody below switches it off or lowers it."""

from typing import Any

import pytest

ABOVE = "mandatory: [TL202, TL501]\nseverity: {TL202: error}\n"


@pytest.mark.parametrize(
    "below",
    [
        "ignore: [ALL]\n",
        "select: [TL1]\n",
        "severity: {TL202: off, TL501: off}\n",
        "severity: {TL2: info, TL501: {central-2015: info}}\n",
        "rules: {TL202: {severity: info}, TL501: {templates: [sh-2020]}}\n",
        "overrides: [{files: '*', ignore: [TL202, TL501]}]\n",
        "hide: {error: [ALL], warning: [ALL]}\n",
        "profile: ci\nhide: {error: ALL}\n",
    ],
)
def test_a_folder_below_cannot_switch_a_rule_off(
    check: Any, write: Any, form: str, below: str
) -> None:
    write(".targetlint.yaml", ABOVE)
    write("sub/.targetlint.yaml", below)
    write("sub/form.yaml", form)

    done = check("sub/form.yaml")

    assert done.finding("TL202")["severity"] == "error"
    assert done.finding("TL501")["severity"] == "error"
    assert {"TL202", "TL501"} <= set(done.rules)


def test_neither_can_the_command_line_and_it_is_told_so(check: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", ABOVE)
    write("form.yaml", form)

    done = check("form.yaml", "--ignore", "TL202")

    assert "TL202" in done.rules
    assert "TL202 is mandatory (.targetlint.yaml:1)" in done.err


def test_a_file_that_extends_cannot_lower_what_it_extends(
    check: Any, write: Any, form: str
) -> None:
    write("office.yaml", ABOVE)
    write(".targetlint.yaml", "extends: office.yaml\nseverity: {TL202: info}\n")
    write("form.yaml", form)

    assert check("form.yaml").finding("TL202")["severity"] == "error"


def test_it_can_be_raised(check: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", "mandatory: TL202\n")
    write("sub/.targetlint.yaml", "severity: {TL202: error}\n")
    write("sub/form.yaml", form)

    assert check("sub/form.yaml").finding("TL202")["severity"] == "error"


def test_only_what_is_mandatory_holds_from_further_up(check: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", "mandatory: TL202\nignore: [TL501]\n")
    write("sub/.targetlint.yaml", "ignore: [TL202]\n")
    write("sub/form.yaml", form)

    assert {"TL202", "TL501"} <= set(check("sub/form.yaml").rules)


def test_a_waiver_in_the_form_does_not_count_against_it(check: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", "mandatory: TL202\n")
    waived = form.replace("支撑作用明显", "支撑作用明显  # targetlint: ignore[TL202] 已附说明")
    write("form.yaml", waived)

    finding = check("form.yaml").finding("TL202")

    assert finding["suppressed"] is None
    assert "已附说明" in finding["related"][0]["message"]


def test_a_waiver_file_named_below_does_not_count_against_it_one_named_beside_it_does(
    check: Any, write: Any, form: str
) -> None:
    waivers = "waivers: [{rule: TL202, path: '**', who: 绩效科, why: 试点}]\n"
    write("form.yaml", form)
    write("sub/form.yaml", form)
    write("w.yaml", waivers)
    write("sub/w.yaml", waivers)
    write(".targetlint.yaml", "mandatory: TL202\nwaivers: w.yaml\n")
    write("sub/.targetlint.yaml", "waivers: w.yaml\n")

    assert check("sub/form.yaml").finding("TL202")["suppressed"] is None
    assert check("form.yaml").finding("TL202")["suppressed"]["who"] == "绩效科"


OWN = """\
id: OURS001
name: no-dredging
summary: no dredging
severity: error
subject: indicator
check: matches-where
where: {name: {contains: 清淤}}
message: no dredging
"""


def test_a_rule_of_ones_own_holds_below_where_it_is_mandatory(
    check: Any, write: Any, form: str
) -> None:
    write("rules/OURS001.yaml", OWN)
    write("rules/OURS002.yaml", OWN.replace("OURS001", "OURS002").replace("no-dre", "never-dre"))
    write(".targetlint.yaml", "rule-files: rules\nmandatory: [OURS001]\n")
    write("sub/.targetlint.yaml", "select: [TL501]\n")
    write("sub/form.yaml", form)

    assert set(check("sub/form.yaml").rules) == {"TL501", "OURS001"}
