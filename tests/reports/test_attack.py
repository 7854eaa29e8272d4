"""A form made to attack whoever reads the report: terminal, browser, spreadsheet, build server."""

import csv
import io
import json
import re
import sqlite3
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from targetlint.reports import FORMATS

# What must not get through as it is, each in a place of the form that reports repeat.
ESCAPES = "\\e]0;owned\\a\\e[2J\\e[31m"
BIDI = "\\u202E\\u2066"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"
FORMULAS = ("=cmd|' /C calc'!A0", "@SUM(1+1)*cmd|' /C calc'!A0", "+1+1", "-1+1")
COMMANDS = "\\r\\n::error file=a::b\\n##vso[task.setvariable variable=x]y\\n##teamcity[buildStop]\\n%0A::set-output name=x::y\\n"
FORM = f"""\
template: central-2015
year: 2027
department: "=HYPERLINK(1)"
applicant: "@SUM(1)"
project: {{name: "{SCRIPT}{ESCAPES}", category: 新增项目}}
narrative: {{goals: "{COMMANDS}{BIDI}明显提高"}}
budget: {{current_year: 600000, total: 500000}}
indicators:
  - {{level1: 产出指标, level2: 数量指标, level3: "{FORMULAS[0]}", target: "支撑作用明显{ESCAPES}"}}
  - {{level1: 产出指标, level2: 数量指标, level3: "{FORMULAS[1]}", target: "{BIDI}支撑作用明显"}}
  - {{level1: "{SCRIPT}", level2: "{COMMANDS}", level3: "{FORMULAS[2]}", target: "支撑作用明显{SCRIPT}"}}
  - {{level1: 效益指标, level2: 社会效益指标, level3: "{FORMULAS[3]}", target: "支撑作用明显{COMMANDS}"}}
"{SCRIPT}{ESCAPES}": "{BIDI}"
"""
NAME = "a\x1b[31m\u202e<script>alert(1)</script>,b%0A::error::c.yaml".replace("/", "_")
OBEYED = {
    chr(code)
    for code in (*range(32), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
FOR_STREAMS = (
    "full",
    "concise",
    "grouped",
    "github",
    "azure",
    "teamcity",
    "github-summary",
    "markdown",
)


@pytest.fixture
def told(run: Any, write: Any, tmp_path: Path) -> dict[str, bytes]:
    """Check the form; give every report by its format."""
    write(NAME, FORM)
    asked = [word for name in FORMATS for word in ("-f", f"{name}={tmp_path / 'out'}.{name}")]
    done = run(NAME, *asked)
    assert (done.code, done.err) == (1, "")
    return {name: (tmp_path / f"out.{name}").read_bytes() for name in FORMATS}


@pytest.mark.parametrize("name", FOR_STREAMS)
def test_no_terminal_is_told_what_to_do(name: str, told: dict[str, bytes]) -> None:
    assert set(told[name].decode()) & OBEYED <= {"\n"}


def test_no_build_server_hears_a_command_of_the_form(told: dict[str, bytes]) -> None:
    for name in FOR_STREAMS:
        for line in told[name].decode().splitlines():
            assert "##[" not in line
            assert not line.startswith("::") or (
                name == "github" and re.match(r"::(error|warning|notice) ", line)
            )
            assert "##vso[task.set" not in line
            assert "##teamcity[buildStop" not in line


def test_no_page_runs_a_script_of_the_form(told: dict[str, bytes]) -> None:
    tags: list[tuple[str, list[str]]] = []

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append((tag, [name for name, _ in attrs]))

    Tags().feed(told["html"].decode())

    assert [tag for tag, _ in tags].count("script") == 1
    assert "img" not in {tag for tag, _ in tags}
    assert not {name for _, names in tags for name in names if name.startswith("on")}
    for name in ("markdown", "github-summary"):
        assert b"<script" not in told[name]
        assert b"<img" not in told[name]


def test_no_spreadsheet_computes_for_the_form(told: dict[str, bytes]) -> None:
    rows = list(csv.reader(io.StringIO(told["csv"].decode("utf-8-sig"))))
    assert len(rows) > len(FORMULAS)
    assert not [
        cell for row in rows for cell in row if cell[:1] in {"=", "@", "+", "-", "\t", "\r"}
    ]

    with zipfile.ZipFile(io.BytesIO(told["xlsx"])) as book:
        parts = [book.read(name) for name in book.namelist()]
    assert not [part for part in parts if b"<f>" in part or b"externalLink" in part]


def test_what_programs_read_is_well_formed_and_holds_the_text(told: dict[str, bytes]) -> None:
    report = json.loads(told["json"])
    assert {finding["path"] for finding in report["findings"]} == {NAME}
    assert "<script>alert(1)</script>" in report["forms"][0]["project"]
    for name in ("sarif", "gitlab"):
        assert json.loads(told[name])
    for name in ("jsonl", "rdjsonl"):
        assert [json.loads(line) for line in told[name].decode().split("\n") if line]
    for name in ("junit", "checkstyle"):
        assert ET.fromstring(told[name]).tag  # noqa: S314 - what this tool wrote


def test_no_question_to_the_database_is_of_the_form(told: dict[str, bytes], tmp_path: Path) -> None:
    base = sqlite3.connect(tmp_path / "out.sqlite")
    try:
        assert base.execute("SELECT count(*) FROM findings").fetchone()[0] > len(FORMULAS)
    finally:
        base.close()
    assert told["sqlite"].startswith(b"SQLite format 3")
