"""The findings database: it grows run by run, and a run is in it whole or not at all."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from targetlint.findings import FileReport, Report
from targetlint.reports.errors import ReportError
from targetlint.reports.output import Outputs
from targetlint.reports.writer import Options

VIEWS = [
    "all_findings",
    "latest",
    "by_rule",
    "by_form",
    "by_department",
    "measurable_share",
    "changes",
]


def add(report: Report, path: Path) -> None:
    with Outputs([("sqlite", str(path))], report.run, Options()) as outputs:
        for file in report.files:
            outputs.add(file)


def break_off(report: Report, requests: list[tuple[str, str | None]]) -> None:
    with Outputs(requests, report.run, Options()) as outputs:
        outputs.add(report.files[0])
        raise KeyboardInterrupt


def ask(path: Path, question: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(question).fetchall()


def test_a_run_is_kept_with_its_sums(report: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"

    add(report, base)

    sums = "SELECT date, files, forms, errors, warnings, infos, passed, unreadable FROM runs"
    assert ask(base, sums) == [("2026-11-23", 4, 2, 1, 5, 1, 84, 2)]


def test_findings_come_back_as_they_were(report: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    add(report, base)

    asked = "SELECT path, rule, message, found, fingerprint FROM all_findings"
    assert ask(base, asked) == [
        (finding.path, finding.rule, finding.message, finding.found, finding.fingerprint)
        for finding in report.findings
    ]


def test_what_is_waived_is_not_in_the_working_list(zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    add(zh, base)

    assert ask(base, "SELECT count(*) FROM latest") == [(7,)]
    assert ask(base, "SELECT waived_reason FROM all_findings WHERE waived") == [
        ("上年已说明\x1b[31m",)
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_answers(view: str, zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    add(zh, base)
    add(zh, base)

    rows = ask(base, f"SELECT * FROM {view}")  # noqa: S608 - one of ours
    assert bool(rows) == (view != "changes")


def test_departments_are_told_how_many_targets_can_be_measured(zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    add(zh, base)

    asked = "SELECT department, forms, errors, indicators, measurable_percent FROM by_department"
    assert ("上海市合作交流办公室", 1, 1, 2, 50.0) in ask(base, asked)


def test_a_second_run_says_what_is_new_and_what_is_gone(zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    first, *rest = zh.files[0].findings
    new = rest[0]._replace(fingerprint="another", rule="TL999")
    add(zh, base)
    file = zh.files[0]
    zh.files[0] = FileReport(file.path, [new, *rest], file.forms)

    add(zh, base)

    assert ask(base, "SELECT change, rule, fingerprint FROM changes") == [
        ("new", "TL999", "another"),
        ("gone", first.rule, first.fingerprint),
    ]


def test_outcomes_are_kept_for_each_form(zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    add(zh, base)

    assert ask(base, "SELECT rule, outcome, reason FROM outcomes") == [
        ("TL605", "pass", ""),
        ("TL507", "not-evaluated", "没有写明单位"),
    ]


def test_a_run_broken_off_is_not_in_the_database(zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    add(zh, base)
    with pytest.raises(KeyboardInterrupt):
        break_off(zh, [("sqlite", str(base))])

    assert ask(base, "SELECT count(*) FROM runs") == [(1,)]
    assert ask(base, "SELECT count(*) FROM files") == [(4,)]


def test_a_lone_surrogate_does_not_end_the_run(zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    zh.files[0].findings[0] = zh.files[0].findings[0]._replace(message="\ud800")

    add(zh, base)

    assert ask(base, "SELECT message FROM findings LIMIT 1") == [("\\ud800",)]


def test_text_is_never_part_of_a_question(zh: Report, tmp_path: Path) -> None:
    base = tmp_path / "findings.db"
    zh.files[0].path = "'); DROP TABLE findings; --"

    add(zh, base)

    assert ask(base, "SELECT path FROM files LIMIT 1") == [("'); DROP TABLE findings; --",)]
    assert ask(base, "SELECT count(*) FROM findings") == [(len(zh.findings),)]


def test_a_file_that_is_no_database_is_left_alone(zh: Report, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("not a database, but long enough to be taken for one" * 20, "utf-8")

    with pytest.raises(ReportError) as caught:
        add(zh, other)

    assert caught.value.key == "report-no-database"
    assert other.read_text("utf-8").startswith("not a database")


def test_a_database_of_another_kind_is_left_alone(zh: Report, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as base:
        base.execute("CREATE TABLE runs (x)")

    with pytest.raises(ReportError) as caught:
        add(zh, other)

    assert caught.value.key == "report-other-database"
    assert ask(other, "SELECT name FROM sqlite_master") == [("runs",)]
