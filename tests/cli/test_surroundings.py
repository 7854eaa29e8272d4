"""What ``check`` learns from the place it runs in."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from unicodedata import east_asian_width

import pytest

FORM = """\
template: central-2021
indicators:
  - {level1: 效益指标, level2: 社会效益指标, level3: 社会治安状况, target: 明显好转}
"""


def check(
    args: Sequence[object], cwd: Path, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB")}
    return subprocess.run(
        [sys.executable, "-m", "targetlint", "check", "--lang", "zh", *map(str, args)],
        capture_output=True, cwd=cwd, env={**kept, **environment}, check=False,
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "a.yaml").write_text(FORM, encoding="utf-8")
    return tmp_path


def test_paths_for_gitlab_count_from_the_repository(folder: Path) -> None:
    subprocess.run(["git", "init", "-q"], cwd=folder, check=True)

    told = json.loads(check(["a.yaml", "-f", "gitlab"], folder / "forms").stdout)

    assert {entry["location"]["path"] for entry in told} == {"forms/a.yaml"}


def test_paths_for_github_count_from_its_workspace(folder: Path) -> None:
    done = check(["a.yaml", "-f", "github"], folder / "forms", GITHUB_WORKSPACE=str(folder))

    assert b"file=forms/a.yaml," in done.stdout


def test_a_workspace_elsewhere_does_not_count(folder: Path) -> None:
    done = check(["a.yaml", "-f", "github"], folder / "forms", GITHUB_WORKSPACE="/nowhere")

    assert b"file=a.yaml," in done.stdout


@pytest.mark.parametrize("columns", [60, 120])
def test_source_lines_fit_into_the_terminal(folder: Path, columns: int) -> None:
    long = FORM.replace("明显好转", "明显好转，" + "各项工作有序推进，" * 12)
    (folder / "forms" / "a.yaml").write_text(long, encoding="utf-8")

    told = check(["forms", "-f", "full"], folder, COLUMNS=str(columns)).stdout.decode()

    shown = [line for line in told.splitlines() if " | " in line and "有序推进" in line]
    widths = {sum(1 + (east_asian_width(char) in "WF") for char in line) for line in shown}
    assert widths
    assert columns - 4 <= max(widths) <= columns


def test_the_database_has_the_day_of_the_run(folder: Path) -> None:
    check(["forms", "-f", "sqlite=f.db"], folder, SOURCE_DATE_EPOCH="1795392000")

    with sqlite3.connect(folder / "f.db") as base:
        assert base.execute("SELECT date FROM runs").fetchall() == [("2026-11-23",)]
    base.close()


def test_sarif_says_why_a_rule_is_there(folder: Path) -> None:
    told = json.loads(check(["forms", "-f", "sarif"], folder).stdout)

    rules = {rule["id"]: rule for rule in told["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["TL202"]["fullDescription"]["text"] == (
        "绩效目标应当细化量化；不能量化的，要用可衡量的定性表述。"
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_formats_that_list_what_was_met_hear_of_it(folder: Path, jobs: str) -> None:
    (folder / "forms" / "b.yaml").write_text(FORM, encoding="utf-8")

    args = ["forms", "-j", jobs, "-f", "concise", "-f", "sqlite=f.db", "-f", "json=f.json"]
    check(args, folder)

    with sqlite3.connect(folder / "f.db") as base:
        (met,) = base.execute("SELECT count(*) FROM outcomes WHERE outcome = 'pass'").fetchone()
    base.close()
    passed = json.loads((folder / "f.json").read_text(encoding="utf-8"))["summary"]["passed"]
    assert met == passed > 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_every_outcome_is_told_where_it_is_asked_for(folder: Path, jobs: str) -> None:
    (folder / "forms" / "b.yaml").write_text(FORM, encoding="utf-8")

    told = json.loads(
        check(["forms", "-j", jobs, "-f", "json", "--outcomes", "all"], folder).stdout
    )

    met = [finding for finding in told["findings"] if finding["outcome"] == "pass"]
    assert len(met) == told["summary"]["passed"] > 0
