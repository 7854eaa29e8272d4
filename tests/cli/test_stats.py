"""``targetlint stats``: real forms and reports through the real command."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.conftest import Run

ROOT = Path(__file__).parents[2]
SEED = ROOT / "examples" / "xining-2020.yaml"
Write = Callable[[str, str], Path]


@pytest.fixture
def folder(tmp_path: Path, write: Write) -> Path:
    text = SEED.read_text(encoding="utf-8")
    write("forms/a.yaml", text)
    write("forms/b.yaml", text.replace("西宁办事处", "兰州办事处").replace("2020", "2021"))
    write("forms/settings.yaml", "name: no form\n")
    return tmp_path


def told(run: Run, *arguments: str, **more: Any) -> Any:
    done = run("stats", *arguments, "-f", "json", **more)
    assert done.code == 0, done.err
    return json.loads(done.out)


def test_a_folder_adds_up(run: Run, folder: Path) -> None:
    made = told(run, "forms")

    assert folder.is_dir()
    assert (made["totals"]["files"], made["totals"]["forms"]) == (2, 4)
    assert {(entry["year"], entry["forms"]) for entry in made["by_year"]} == {
        ("2020", 2), ("2021", 2),
    }  # fmt: skip
    assert {entry["department"] for entry in made["by_department"]} == {
        "上海市人民政府驻西宁办事处", "上海市人民政府驻兰州办事处",
    }  # fmt: skip
    assert {entry["template"] for entry in made["by_template"]} == {"sh-2020"}


def test_findings_are_those_of_check(run: Run, folder: Path) -> None:
    made = told(run, "forms")
    checked = json.loads(run("forms", "-f", "json").out)

    assert folder.is_dir()
    for severity in ("error", "warning", "info"):
        assert made["totals"][severity] == checked["summary"][severity]


def test_copied_forms_are_found_each_with_its_source(run: Run, folder: Path) -> None:
    made = told(run, "forms")

    assert folder.is_dir()
    pairs = {
        (member["path"], member["form"], member["like"]["path"], member["like"]["form"])
        for cluster in made["similar_forms"]
        for member in cluster["members"]
        if member["like"]
    }
    assert ("forms/b.yaml", 1, "forms/a.yaml", 1) in pairs
    assert ("forms/b.yaml", 2, "forms/a.yaml", 2) in pairs


def test_reports_and_databases_give_the_same_sums(run: Run, folder: Path) -> None:
    run("forms", "-f", "jsonl=a.jsonl", "-f", "sqlite=a.db", "-f", "json=a.json")
    forms = told(run, "forms")

    assert folder.is_dir()
    for name in ("a.jsonl", "a.db", "a.json"):
        made = told(run, name)
        for key in ("by_rule", "by_category"):
            assert made[key] == forms[key]
        assert made["totals"] == {**forms["totals"], "budget": None, "budgeted": 0}
        assert made["similar_forms"] is None
        assert any("neither the text nor the budget" in note for note in made["notes"])


def test_forms_and_reports_add_up_together(run: Run, folder: Path) -> None:
    run("forms/a.yaml", "-f", "jsonl=a.jsonl")

    made = told(run, "forms/b.yaml", "a.jsonl")

    assert folder.is_dir()
    assert made["totals"]["forms"] == 4
    assert [source["kind"] for source in made["sources"]] == ["forms", "jsonl"]
    assert any(note.startswith("2 of the forms come from reports") for note in made["notes"])


def test_several_formats_are_written_at_once(run: Run, folder: Path) -> None:
    done = run("stats", "forms", "-f", "text", "-f", "html=a.html", "-f", "xlsx=a.xlsx")

    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("Portfolio of performance targets\n")
    assert (folder / "a.html").read_text(encoding="utf-8").endswith("</html>\n")
    assert "By department" in openpyxl.load_workbook(folder / "a.xlsx").sheetnames


def test_the_same_forms_give_the_same_bytes_whatever_the_seed_of_hashes(
    run_apart: Run, folder: Path
) -> None:
    formats = ("-f", "json", "-f", "html=a.html", "-f", "xlsx=a.xlsx")
    made = []
    for seed in ("1", "2"):
        out = run_apart("stats", "forms", *formats, PYTHONHASHSEED=seed).out
        made.append((out, (folder / "a.html").read_bytes(), (folder / "a.xlsx").read_bytes()))

    assert made[0] == made[1]


def test_several_processes_give_the_same_bytes_as_one(run_apart: Run, folder: Path) -> None:
    for number in range(6):
        copy = (folder / "forms" / "a.yaml").read_text(encoding="utf-8")
        (folder / "forms" / f"c{number}.yaml").write_text(copy, encoding="utf-8")
    (folder / "forms" / "broken.yaml").write_text("indicators: [", encoding="utf-8")

    one, two = (run_apart("stats", "forms", "-f", "json", "-j", jobs) for jobs in ("1", "2"))

    assert one.code == 2
    assert json.loads(one.out)["totals"]["forms"] == 16
    assert one == two


def test_only_what_is_asked_for_is_grouped(run: Run, folder: Path) -> None:
    out = run("stats", "forms", "--by", "year", "--top", "1").out

    assert folder.is_dir()
    assert "By year" in out
    assert "By department" not in out
    assert "… 1 more" in out


def test_settings_decide_which_rules_speak(run: Run, folder: Path) -> None:
    made = told(run, "forms", "--select", "TL202")

    assert folder.is_dir()
    assert [entry["rule"] for entry in made["by_rule"]] == ["TL202"]


def test_what_cannot_be_read_is_told_and_the_rest_is_counted(run: Run, folder: Path) -> None:
    (folder / "forms" / "c.yaml").write_text("indicators: [", encoding="utf-8")

    done = run("stats", "forms", "-f", "json")

    assert done.code == 2
    assert "forms/c.yaml" in done.err
    assert json.loads(done.out)["totals"]["unreadable"] == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "targetlint stats forms/"),
        (("forms", "-f", "pdf"), "text, json, html, xlsx"),
        (("forms", "-f", "xlsx"), "-f xlsx=FILE"),
        (("forms", "-f", "json=a", "-f", "html=./a"), "two reports would be written"),
        (("broken.jsonl",), "broken.jsonl:2: not a whole report"),
        (("other.db",), "other.db"),
        (("empty",), "nothing to add up"),
        (("forms", "-j", "many"), "many"),
    ],
)
def test_what_is_asked_in_vain_is_told_in_words(
    run: Run, folder: Path, arguments: tuple[str, ...], words: str
) -> None:
    (folder / "broken.jsonl").write_text('{"type": "tool"}\n{"type": "form"', encoding="utf-8")
    (folder / "other.db").write_bytes(b"SQLite format 3\0" + b"\0" * 200)
    (folder / "empty").mkdir()

    done = run("stats", *arguments)

    assert done.code == 2
    assert words in done.err
    assert "Traceback" not in done.err


def test_without_the_library_everything_else_is_told(folder: Path) -> None:
    code = (
        "import sys; sys.modules['datasketch'] = None\n"
        "from targetlint.cli.start import main\n"
        "sys.exit(main(['stats', 'forms', '--lang', 'en']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=folder, check=False
    )
    out = done.stdout.decode()

    assert done.returncode == 0
    assert "this needs datasketch, pip install 'targetlint[stats]'" in out
    assert "no forms that are alike" not in out
    assert "Rows that recur" in out
