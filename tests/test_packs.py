"""Rules from elsewhere: a file, a folder, a pack installed with pip."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

RULE = """\
id: OURS001
name: no-dredging
summary: {zh: 不得安排清淤, en: no dredging}
severity: error
subject: indicator
check: matches-where
where: {name: {contains: 清淤}}
message: {zh: "{name}", en: "dredging: {name}"}
advice: {zh: 删去, en: take it out}
"""


def test_a_rule_file_of_ones_own(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write("office/rules/OURS001.yaml", RULE)
    write("office/.targetlint.yaml", "rule-files: [rules]\n")
    write(".targetlint.yaml", "extends: office/.targetlint.yaml\nignore: [TL]\n")

    done = check("form.yaml")

    assert done.rules == ["OURS001"]
    assert done.finding("OURS001")["message"] == "dredging: 清淤河道长度"
    assert check(
        "form.yaml", "--isolated", "--select", "OURS", "--rule-files", "office/rules"
    ).rules


def test_settings_speak_of_it_as_of_any_other(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write("r.yaml", RULE)
    write(".targetlint.yaml", "rule-files: r.yaml\nseverity: {no-dredging: info}\n")

    assert check("form.yaml").finding("OURS001")["severity"] == "info"
    assert "OURS001" not in check("form.yaml", "--ignore", "no-dredging").rules
    assert check("form.yaml", "--ignore", "OURS002").code == 2


def test_a_mandatory_rule_stays(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write("r.yaml", RULE + "mandatory: true\n")
    write(".targetlint.yaml", "rule-files: [r.yaml]\nignore: [OURS001]\n")

    assert check("form.yaml").finding("OURS001")["severity"] == "error"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: OURS001", "id: TL202", "r.yaml:1:1: the id TL202 is taken"),
        ("no-dredging", "vague-target", "r.yaml:2:1: the name vague-target is taken by TL202"),
        ("id:", "replaces: TL999\nid:", "r.yaml:1:1: replaces names a rule that does not exist"),
        ("matches-where", "matches-were", "did you mean “matches-where”?"),
        ("severity: error", "severity: eror", "r.yaml:4:11: "),
        ("summary:", "sumary:", "r.yaml:3:1: unknown key “sumary”"),
    ],
)
def test_a_broken_rule_file_names_its_line(
    run: Any, write: Any, form: str, old: str, new: str, told: str
) -> None:
    write("form.yaml", form)
    write("r.yaml", RULE.replace(old, new))
    write(".targetlint.yaml", "rule-files: [r.yaml]\n")

    done = run("form.yaml")

    assert done.code == 2
    assert told in done.err


def test_a_rule_takes_the_place_of_another(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write("own/r.yaml", "replaces: TL501\n" + RULE)

    rules = check("form.yaml", "--rule-files", "own/r.yaml").rules

    assert "OURS001" in rules
    assert "TL501" not in rules
    assert check("form.yaml", "--rule-files", "own/r.yaml", "--rule-files", "own").rules == rules


def test_a_rule_in_the_place_of_another_answers_to_its_id(
    check: Any, write: Any, form: str
) -> None:
    write("own/r.yaml", "replaces: TL501\n" + RULE)
    write(".targetlint.yaml", "rule-files: own\nselect: [TL501]\nseverity: {TL501: warning}\n")
    write("form.yaml", form)

    done = check("form.yaml")

    assert [(f["rule"], f["severity"]) for f in done.report["findings"]] == [("OURS001", "warning")]
    line = done.finding("OURS001")["line"]
    lines = form.split("\n")
    lines[line - 1] += "  # targetlint: ignore[TL501] 另有批复"
    write("form.yaml", "\n".join(lines))
    assert check("form.yaml").rules == []


def test_a_parameter_that_could_hang_the_tool_is_refused(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "rules: {TL108: {params: {value: '(a+)+$'}}}\n")

    done = run("form.yaml")

    assert done.code == 2
    assert ".targetlint.yaml:1:17: " in done.err


def test_code_from_a_file_that_the_command_line_names(check: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(
        "r.yaml",
        RULE.replace("matches-where", "no-mud").replace("where: {name: {contains: 清淤}}\n", ""),
    )
    write("own.py", CODE)

    assert check("form.yaml", "--rule-files", "r.yaml").code == 2
    done = check("form.yaml", "--rule-files", "r.yaml", "--checks", "own.py")

    assert "OURS001" in done.rules


CODE = """\
from typing import NamedTuple

from targetlint.checks.check import Check, Hit


class Nothing(NamedTuple):
    pass


def no_mud(row, params, form):
    if "清淤" in row.name:
        return [Hit(row.span("level3"), {"name": row.name})]
    return None


CHECKS = {"no-mud": Check(("indicator",), Nothing, no_mud)}
"""


def test_a_pack_built_and_installed_with_pip(
    run_apart: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write(
        "pack/pyproject.toml",
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        '[project]\nname = "water-rules"\nversion = "1"\n'
        '[project.entry-points."targetlint.packs"]\nwater = "water_rules"\n',
    )
    write("pack/water_rules/__init__.py", CODE.replace("no-mud", "water-no-mud"))
    write("pack/water_rules/rules/OURS001-no-dredging.yaml", RULE.replace(
        "check: matches-where\nwhere: {name: {contains: 清淤}}\n", "check: water-no-mud\n"
    ))  # fmt: skip
    home = tmp_path / "installed"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "-q", "--no-index", "--no-deps",
         "--no-build-isolation", "--disable-pip-version-check", "--target", str(home),
         str(tmp_path / "pack")],
        check=True, capture_output=True,
    )  # fmt: skip
    write("form.yaml", form)
    write(".targetlint.yaml", "packs: [water]\n")

    done = run_apart("form.yaml", "-f", "json", PYTHONPATH=str(home))
    misspelt = run_apart("form.yaml", "--isolated", "--packs", "watre", PYTHONPATH=str(home))

    assert done.code == 1
    assert "OURS001" in done.rules
    assert misspelt.code == 2
    assert "--packs: the rule pack watre is not installed; did you mean water?" in misspelt.err
