"""Reports beside the forms that they speak of are not read as forms."""

import json
from pathlib import Path

import openpyxl
import pytest
from tests.conftest import FORM, Run

WRITTEN = ("a.xlsx", "a.csv", "a.html", "a.txt")


@pytest.fixture
def folder(tmp_path: Path, run: Run) -> Path:
    """Give a folder with a form and every report of it that a search looks at."""
    form = tmp_path / "form.yaml"
    form.write_text(FORM, "utf-8")
    names = ("xlsx", "csv", "html", "full")
    formats = [f"{name}={tmp_path / file}" for name, file in zip(names, WRITTEN, strict=True)]
    run(str(form), *(word for one in formats for word in ("-f", one)))
    for name in ("r.docx", "r.xlsx"):
        run("review", str(form), "-o", str(tmp_path / name))
    for name in ("c.xlsx", "c.html"):
        run("compare", str(form), str(form), "-o", str(tmp_path / name))
    return tmp_path


def paths(out: str) -> set[str]:
    report = json.loads(out)
    return {Path(one["path"]).name for one in report["findings"] + report["unreadable"]}


def test_a_search_of_a_folder_passes_over_reports(folder: Path, run: Run) -> None:
    assert len(list(folder.iterdir())) == 9

    assert paths(run(str(folder), "-f", "json").out) == {"form.yaml"}


@pytest.mark.parametrize("name", [*WRITTEN, "r.docx", "r.xlsx", "c.xlsx", "c.html"])
def test_a_report_that_is_named_is_said_to_be_one(folder: Path, run: Run, name: str) -> None:
    done = run(str(folder / name), "--lang", "zh", "-f", "concise")

    assert done.code == 2
    assert "这是 targetlint 自己的报告" in done.out + done.err


def test_a_report_is_known_when_a_person_has_saved_it_again(folder: Path, run: Run) -> None:
    book = openpyxl.load_workbook(folder / "a.xlsx")
    book.worksheets[0]["A2"] = "已核"
    book.save(folder / "a.xlsx")
    text = (folder / "a.csv").read_text("utf-8-sig")
    (folder / "a.csv").write_text(text, "gb18030")

    assert paths(run(str(folder), "-f", "json").out) == {"form.yaml"}
