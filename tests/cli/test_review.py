"""``targetlint review``: real forms through the real command, the opinion read back."""

import os
import subprocess
import sys
from pathlib import Path

import docx
import openpyxl
import pytest

ROOT = Path(__file__).parents[2]
SEED = ROOT / "examples" / "xining-2020.yaml"
DOCUMENT = ROOT / "tests" / "readers" / "samples" / "xining-2020.docx"


def review(*args: object, cwd: Path = ROOT, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795392000"}
    done = subprocess.run(
        [sys.executable, "-m", "targetlint", "review", "--lang", "zh", *map(str, args)],
        input=stdin, capture_output=True, cwd=cwd, env=environment, check=False,
    )  # fmt: skip
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def cells(path: Path) -> list[list[str]]:
    document = docx.Document(os.fspath(path))
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def test_an_opinion_on_each_form_goes_to_the_standard_output_as_markdown() -> None:
    done = review(SEED)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("# 绩效目标审核意见（初稿）\n") == 2
    assert "- **项目名称** 合作交流工作业务费\n" in done.stdout
    assert "- **项目名称** 合作交流专项工作经费\n" in done.stdout
    assert "- **检查日期** 2026-11-23\n" in done.stdout


def test_it_leaves_the_conclusion_to_the_reviewer() -> None:
    text = review(SEED).stdout

    assert "它不是审核，也不代替审核结论" in text
    assert text.count("- **结论** □ 通过　□ 修改后通过　□ 退回修改\n") == 2
    assert text.count("- **审核人** \n") == 2


def test_findings_come_with_the_why_of_their_rules_and_questions_with_what_to_ask() -> None:
    text = review(SEED).stdout

    row = next(line for line in text.splitlines() if "| 第 56 行 |" in line)
    assert r"“明显”没有衡量标准，无法核对 \[TL202\]" in row
    assert "绩效目标应当细化量化；不能量化的，要用可衡量的定性表述。" in row
    assert "服务对象具体是谁？用什么方式调查，计划收多少份？" in text


def test_what_was_checked_without_a_finding_and_what_could_not_be_is_listed() -> None:
    text = review(SEED).stdout
    met, _, rest = text.partition("## 三、")[2].partition("## 四、")

    assert r"当年预算大于项目总预算 \[TL501\]" in met
    assert r"\[TL502\] | 没有分列资金来源 |" in rest


def test_the_word_document_of_a_word_document_has_places_in_it(tmp_path: Path) -> None:
    done = review(DOCUMENT, "-o", tmp_path / "意见.docx")

    assert done.returncode == 0
    assert "已写入" in done.stderr
    rows = cells(tmp_path / "意见.docx")
    assert ["项目名称", "合作交流工作业务费"] in rows
    (vague,) = [row for row in rows if row[1:2] == ["效果目标 / 社会效益 / 合作交流工作支撑作用"]][
        :1
    ]
    assert vague[2] == "表 2 第 9 行"
    assert "“明显”" in vague[3]


def test_the_workbook_has_the_sheets_of_both_forms(tmp_path: Path) -> None:
    review(SEED, "-o", tmp_path / "意见.xlsx")

    book = openpyxl.load_workbook(tmp_path / "意见.xlsx")
    assert {"审核意见 1", "审核意见 2", "发现的问题 1", "人工判断 2"} <= set(book.sheetnames)


def test_the_same_form_gives_the_same_document_again(tmp_path: Path) -> None:
    for name in ("one.docx", "two.docx"):
        review(SEED, "-o", tmp_path / name)

    assert (tmp_path / "one.docx").read_bytes() == (tmp_path / "two.docx").read_bytes()


WAIVED = """\
template: central-2021
indicators:
  - {level1: 效益指标, level2: 社会效益指标, level3: 社会治安状况, target: 明显好转}  # targetlint: ignore[vague-target] -- 上年已说明
"""


@pytest.mark.parametrize(("profile", "kept"), [((), True), (("--profile", "submitter"), False)])
def test_what_an_author_waived_is_still_listed_for_the_reviewer(
    tmp_path: Path, profile: tuple[str, ...], *, kept: bool
) -> None:
    (tmp_path / "form.yaml").write_text(WAIVED, encoding="utf-8")

    found, _, rest = review(*profile, "form.yaml", cwd=tmp_path).stdout.partition("## 二、")

    assert (r"\[TL202\]" in found) is kept
    assert ("上年已说明" in rest) is not kept


def test_a_form_from_standard_input_is_called_as_told() -> None:
    done = review("-", "--stdin-filename", "表.yaml", stdin=SEED.read_bytes())

    assert "- **文件** 表.yaml（第 1 张表）\n" in done.stdout


def test_what_cannot_be_read_is_told_and_the_rest_is_written(tmp_path: Path) -> None:
    done = review(SEED, tmp_path / "gone.yaml", "-o", tmp_path / "a.md")

    assert done.returncode == 2
    assert "gone.yaml: 找不到" in done.stderr
    assert (tmp_path / "a.md").read_text(encoding="utf-8").count("初稿") == 2


def test_without_a_form_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text("indicators: [", encoding="utf-8")

    done = review(tmp_path / "broken.yaml", "-o", tmp_path / "a.docx")

    assert done.returncode == 2
    assert "broken.yaml:1:" in done.stderr
    assert "未生成审核意见" in done.stderr
    assert not (tmp_path / "a.docx").exists()


def test_an_ending_that_cannot_be_written_is_refused_before_the_work(tmp_path: Path) -> None:
    done = review(SEED, "-o", tmp_path / "意见.pdf")

    assert done.returncode == 2
    assert ".docx, .xlsx, .md" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    done = review(SEED, "-o", tmp_path / "no" / "a.docx")

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1


def test_a_form_must_be_named() -> None:
    done = review()

    assert done.returncode == 2
    assert "targetlint review 绩效目标表.docx -o 审核意见.docx" in done.stderr
