"""``--annotate`` gives the reviewer's documents back with the findings at their place."""

from pathlib import Path

import openpyxl
import pytest
from tests.conftest import Run

SAMPLES = Path(__file__).parents[1] / "readers" / "samples"


@pytest.fixture
def workbook() -> Path:
    return SAMPLES / "xining-2020.xlsx"


def test_a_workbook_comes_back_with_comments_at_the_cells(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "annotated.xlsx"

    done = run(str(workbook), "--annotate", str(copy), "-f", "concise", "--lang", "zh")

    assert done.code == 1
    sheet = openpyxl.load_workbook(copy)["绩效目标表1"]
    assert sheet["D25"].value == "支撑作用明显"
    assert "TL202" in sheet["D25"].comment.text


def test_several_documents_go_into_a_folder(run: Run, workbook: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"

    run(str(workbook), str(SAMPLES / "xining-2020.docx"), "--annotate", str(folder))

    assert sorted(path.name for path in folder.iterdir()) == [
        "xining-2020.docx",
        "xining-2020.xlsx",
    ]


def test_what_carries_no_comments_is_told(run: Run, tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    form.write_text("project: {name: 培训经费}\n", "utf-8")

    done = run(str(form), "--annotate", str(tmp_path / "copy.yaml"), "--lang", "en")

    assert done.code == 2
    assert "cannot carry comments" in done.err
    assert not (tmp_path / "copy.yaml").exists()


def test_one_document_goes_into_a_folder_that_is_yet_to_be_made(
    run: Run, workbook: Path, tmp_path: Path
) -> None:
    run(str(workbook), "--annotate", f"{tmp_path / 'out'}/")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["xining-2020.xlsx"]
