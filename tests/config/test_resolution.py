"""Which settings hold for a file, and who has the last word."""

from pathlib import Path
from typing import Any

import pytest


def severity(done: Any, rule: str) -> str:
    found: str = done.finding(rule)["severity"]
    return found


def test_the_file_nearest_to_the_form_wins_as_a_whole(check: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", "severity: {TL202: error, TL305: error}\n")
    write("sub/targetlint.yaml", "severity: {TL202: info}\n")
    write("sub/deep/form.yaml", form)

    done = check("sub/deep/form.yaml")

    assert severity(done, "TL202") == "info"
    assert severity(done, "TL305") == "info"


def test_of_three_files_in_one_folder_the_hidden_one_is_read(
    check: Any, run: Any, write: Any, form: str
) -> None:
    write("form.yaml", form)
    write("pyproject.toml", '[tool.targetlint.severity]\nTL202 = "off"\n')
    assert "TL202" not in check("form.yaml").rules
    write("targetlint.yaml", "severity: {TL202: info}\n")
    assert severity(check("form.yaml"), "TL202") == "info"
    write(".targetlint.yaml", "severity: {TL202: error}\n")
    assert severity(check("form.yaml"), "TL202") == "error"

    told = run("config", "form.yaml").out

    assert "targetlint.yaml in the same folder is not read" in told
    assert "pyproject.toml in the same folder is not read" in told


def test_a_pyproject_of_others_is_passed_over(check: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", "severity: {TL202: error}\n")
    write("sub/pyproject.toml", '[project]\nname = "targetlint-like"\n')
    write("sub/form.yaml", form)

    assert severity(check("sub/form.yaml"), "TL202") == "error"


def test_command_line_then_file_then_extends_then_profile_then_rule(
    check: Any, write: Any, form: str
) -> None:
    write("form.yaml", form)
    assert severity(check("form.yaml"), "TL202") == "warning"
    write("office.yaml", "severity: {TL202: info}\nprofile: reviewer\n")
    write(".targetlint.yaml", "extends: office.yaml\n")
    assert severity(check("form.yaml"), "TL202") == "info"
    write(".targetlint.yaml", "extends: [office.yaml]\nseverity: {vague-target: error}\n")
    assert severity(check("form.yaml"), "TL202") == "error"
    assert "TL202" not in check("form.yaml", "--ignore", "TL202").rules
    assert check("form.yaml", "--select", "TL501").rules == ["TL501"]


def test_of_several_extended_files_the_last_wins(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write("a/one.yaml", "severity: {TL202: error}\n")
    write("b/two.yaml", "severity: {TL202: info}\n")
    write(".targetlint.yaml", "extends: [a/one.yaml, b/two.yaml]\n")

    assert severity(check("form.yaml"), "TL202") == "info"


def test_globs_count_from_the_folder_of_the_file_that_says_them(
    check: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write(
        ".targetlint.yaml",
        "overrides:\n"
        "  - files: 'year/**/draft-*.yaml'\n    severity: {TL202: error}\n"
        "  - files: ['**/old/*']\n    ignore: [TL202]\n",
    )
    for name in ("year/a/draft-1.yaml", "year/draft-2.yaml", "year/a/final.yaml", "x/old/f.yaml"):
        write(name, form)
    here = tmp_path / "year" / "a"

    assert severity(check("draft-1.yaml", cwd=here), "TL202") == "error"
    assert severity(check("../draft-2.yaml", cwd=here), "TL202") == "error"
    assert severity(check("final.yaml", cwd=here), "TL202") == "warning"
    assert "TL202" not in check(str(tmp_path / "x/old/f.yaml"), cwd=here).rules


def test_overrides_of_an_extended_file_count_from_its_own_folder(
    check: Any, write: Any, form: str
) -> None:
    write("office/base.yaml", "overrides: [{files: 'in/*', severity: {TL202: error}}]\n")
    write("office/in/a.yaml", form)
    write("in/b.yaml", form)
    for folder in (".", "office"):
        up = "../" if folder == "office" else ""
        write(f"{folder}/.targetlint.yaml", f"extends: {up}office/base.yaml\n")

    assert severity(check("office/in/a.yaml"), "TL202") == "error"
    assert severity(check("in/b.yaml"), "TL202") == "warning"


def test_each_file_of_a_run_has_its_own_settings(check: Any, write: Any, form: str) -> None:
    write("a/.targetlint.yaml", "ignore: TL202\n")
    write("a/form.yaml", form)
    write("b/form.yaml", form)

    found = check("a", "b").report["findings"]

    assert [f["path"] for f in found if f["rule"] == "TL202"] == ["b/form.yaml"]


def test_a_config_named_on_the_command_line_is_the_only_one(
    check: Any, write: Any, form: str
) -> None:
    write("sub/.targetlint.yaml", "ignore: [ALL]\n")
    write("sub/form.yaml", form)
    write("mine.yaml", "select: [TL501]\n")

    assert check("sub/form.yaml", "--config", "mine.yaml").rules == ["TL501"]
    assert "TL202" in check("sub/form.yaml", "--isolated").rules


def test_standard_input_goes_by_the_name_it_is_given(check: Any, write: Any, form: str) -> None:
    write("sub/.targetlint.yaml", "severity: {TL202: error}\n")

    named = check("-", "--stdin-filename", "sub/form.yaml", stdin=form.encode())
    bare = check("-", stdin=form.encode())

    assert severity(named, "TL202") == "error"
    assert severity(bare, "TL202") == "warning"


def test_within_one_file_the_closer_selector_wins_and_ignore_at_a_tie(
    check: Any, write: Any, form: str
) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "select: [TL202, TL501]\nignore: [TL2]\n")
    assert check("form.yaml").rules == ["TL501", "TL202"]
    write(".targetlint.yaml", "select: [TL202, TL501]\nignore: [TL202]\nseverity: {TL202: error}\n")
    assert check("form.yaml").rules == ["TL501"]


def test_severity_by_layout_and_case(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "severity: {TL202: {default: info, central-2015: error}}\n")
    assert severity(check("form.yaml"), "TL202") == "error"
    write(".targetlint.yaml", "severity: {TL202: {default: info, shanghai: error}}\n")
    assert severity(check("form.yaml"), "TL202") == "info"


def test_fail_on_is_judged_file_by_file(run: Any, write: Any, form: str) -> None:
    harmless = form.replace("total: 500000", "total: 600000")
    write("a/form.yaml", harmless)
    write("b/form.yaml", harmless)

    assert run("a", "b").code == 0
    write("b/.targetlint.yaml", "fail-on: warning\n")
    assert run("a").code == 0
    assert run("a", "b").code == 1
    assert run("a", "b", "--fail-on", "never").code == 0


def test_language_of_the_settings(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "lang: zh\n")

    assert "没有衡量标准" in run("form.yaml", "-f", "concise").out
    assert "has no threshold" in run("form.yaml", "-f", "concise", "--lang", "en").out


def test_excluded_files_are_left_out_of_a_search_and_of_hooks(
    run: Any, check: Any, write: Any, form: str
) -> None:
    write("sub/.targetlint.yaml", "exclude: [archive, '*draft*']\n")
    for name in ("sub/a.yaml", "sub/archive/b.yaml", "sub/x/my-draft.yaml"):
        write(name, form)

    assert run("--show-files", ".").out.split() == ["./sub/a.yaml"]
    assert check("sub/archive/b.yaml").code == 1
    forced = run("sub/archive/b.yaml", "sub/a.yaml", "--force-exclude", "--show-files")
    assert forced.out.split() == ["sub/a.yaml"]


def test_parameters_and_words_of_a_rule(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form.replace("total: 500000", "total: 600000\n  previous_year: 550000"))
    assert "TL503" not in check("form.yaml").rules
    write(
        ".targetlint.yaml",
        "rules:\n"
        "  TL503: {params: {max_change: 0.05}, severity: error, message: {en: 'why {change}?'}}\n",
    )

    finding = check("form.yaml").finding("TL503")

    assert finding["severity"] == "error"
    assert finding["message"].startswith("why ")


def test_lists_of_a_rule_take_additions(check: Any, write: Any, form: str) -> None:
    changed = form.replace("total: 500000", "total: 600000\n  previous_year: 300000")
    write("form.yaml", changed.replace("清淤河道3公里", "因换届，清淤河道3公里"))
    assert "TL503" in check("form.yaml").rules
    write(".targetlint.yaml", "rules: {TL503: {params: {explained_by: {add: [因换届]}}}}\n")

    assert "TL503" not in check("form.yaml").rules


@pytest.mark.parametrize(("profile", "listed"), [("submitter", "TL5 TL2"), ("ci", "TL5")])
def test_profiles_list_what_their_desk_needs_and_count_the_rest(
    check: Any, write: Any, form: str, profile: str, listed: str
) -> None:
    write("form.yaml", form)
    everything = check("form.yaml", "--profile", "reviewer").report["findings"]
    weights = {"error"} if profile == "ci" else {"error", "warning"}
    shown = [
        found
        for found in everything
        if found["severity"] in weights and found["rule"][:3] in listed.split()
    ]

    done = check("form.yaml", "--profile", profile)

    assert {"TL501", "TL202"} <= {found["rule"] for found in everything}
    assert done.rules == [found["rule"] for found in shown]
    assert sum(done.report["summary"]["hidden"].values()) == len(everything) - len(shown)


def test_a_hidden_finding_does_not_fail_a_run(run: Any, check: Any, write: Any, form: str) -> None:
    write("form.yaml", form.replace("total: 500000", "total: 600000"))
    everything = len(check("form.yaml").report["findings"])

    done = run("form.yaml", "--profile", "ci", "--fail-on", "info")

    assert done.code == 0
    assert f"{everything} more counted and not listed" in done.out


def test_the_settings_of_a_profile_can_be_changed_by_a_file(
    check: Any, write: Any, form: str
) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "profile: ci\nhide: {warning: []}\n")

    assert set(check("form.yaml").rules) == {"TL501", "TL202"}


@pytest.mark.parametrize(
    "toml",
    [
        '[tool.targetlint]\nseverity = {TL202 = "off"}\n',
        '[ tool . "targetlint" . severity ]\nTL202 = "off"\n',
        "[tool]\ntargetlint.severity.TL202 = 'off'\n",
        "[ 'tool' ]\ntargetlint = {severity = {TL202 = 'off'}}\n",
        'tool = {targetlint = {severity = {TL202 = "off"}}}\n',
        '"tool"."targetlint".severity.TL202 = "off"\n',
    ],
)
def test_a_table_is_found_in_whatever_way_it_is_written(
    toml: str, check: Any, write: Any, form: str
) -> None:
    write("pyproject.toml", toml)
    write("a.yaml", form)

    assert "TL202" not in check("a.yaml").rules
