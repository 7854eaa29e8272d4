"""What earlier reports tell: the same as the forms, but for what they do not hold."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.stats.piles import SETTINGS, made

from targetlint.reports.errors import ReportError
from targetlint.rulebook import shipped
from targetlint.session import Request, Session
from targetlint.stats.facts import FileFacts
from targetlint.stats.portraits import facts
from targetlint.stats.told import kind_of, last_run, read

NAMES = ("jsonl", "json", "sqlite")
Write = Callable[[str, str], Path]


@pytest.fixture
def folder(tmp_path: Path, write: Write, run: Any) -> Path:
    """Twelve forms in four files, one of them broken, and their reports."""
    texts = list(made(12, seed=9))
    for number in range(3):
        several = "---\n".join(texts[number * 4 : number * 4 + 4])
        write(f"forms/{number}.yaml", several)
    write("forms/broken.yaml", "indicators: [")
    run("forms", *(f"-f{name}={name}.out" for name in NAMES))
    return tmp_path


def from_forms(folder: Path) -> list[FileFacts]:
    session = Session(shipped(), Request("en"))
    told = []
    for path in sorted((folder / "forms").iterdir()):
        data = path.read_bytes()
        report = session.check(data, f"forms/{path.name}")
        assert report is not None
        forms = session.forms(data, path.name) if report.forms else []
        told.append(facts(report, forms, SETTINGS["budget"]))
    return told


def without_text(file: FileFacts) -> FileFacts:
    forms = tuple(form._replace(text=None, rows=None, budget=None) for form in file.forms)
    return file._replace(forms=forms, findings=tuple(sorted(file.findings)))


@pytest.mark.parametrize("name", NAMES)
def test_a_report_tells_what_the_forms_do(name: str, folder: Path) -> None:
    told = [without_text(file) for file in read(str(folder / f"{name}.out"))]

    expected = [without_text(file) for file in from_forms(folder)]
    assert sorted(told) == sorted(expected)


@pytest.mark.parametrize("name", NAMES)
def test_a_report_is_known_by_how_it_begins(name: str, folder: Path) -> None:
    assert kind_of(str(folder / f"{name}.out")) == name


def test_forms_and_what_is_not_there_are_no_reports(folder: Path) -> None:
    assert kind_of(str(folder / "forms" / "0.yaml")) == ""
    assert kind_of(str(folder / "forms")) == ""
    assert kind_of(str(folder / "gone")) == ""


def test_only_the_last_run_of_a_database_counts(folder: Path, run: Any) -> None:
    run("forms/0.yaml", "-f", "sqlite=sqlite.out")

    told = list(read(str(folder / "sqlite.out")))
    assert [form.path for file in told for form in file.forms] == ["forms/0.yaml"] * 4
    assert last_run(str(folder / "sqlite.out")) == "#2 2026-11-23"


def test_a_broken_line_is_told_with_its_number(folder: Path) -> None:
    path = folder / "jsonl.out"
    path.write_text(path.read_text(encoding="utf-8") + '{"type": "form', encoding="utf-8")
    lines = len(path.read_text(encoding="utf-8").splitlines())

    with pytest.raises(ReportError) as caught:
        list(read(str(path)))

    assert caught.value.values == {"path": f"{path}:{lines}"}


def test_a_report_that_was_cut_off_is_refused(folder: Path) -> None:
    path = folder / "json.out"
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(ReportError):
        list(read(str(path)))


def test_a_database_of_others_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE other (id)")
    base.close()

    with pytest.raises(ReportError) as caught:
        last_run(str(path))

    assert caught.value.key == "report-other-database"
