"""Every limit is a setting: lower, it refuses and names itself; higher, it lets through."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from targetlint import resources

ROW = "  - {level1: 产出指标, level2: 数量指标, level3: 培训人数, target: 200人}\n"
HEAD = "year: 2027\nproject: {name: 培训经费}\nindicators:\n"
TABLE = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "培训人数", "200人"],
]


def _workbook() -> bytes:
    book = openpyxl.Workbook()
    for row in TABLE:
        book.worksheets[0].append(row)
    book.create_sheet()
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _pages() -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream)
    for _ in range(2):
        canvas.drawString(50, 700, "budget")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


CSV = "".join(",".join(row) + "\n" for row in TABLE)
# A limit, a figure that is too low for an input, one that is not, and the input.
CASES: list[tuple[str, int, int, str, str | bytes]] = [
    ("file-size", 100, 1000, "form.yaml", HEAD + ROW),
    ("document-size", 1000, 100_000, "form.xlsx", _workbook()),
    ("nesting", 2, 3, "form.yaml", HEAD + ROW),
    ("values", 12, 40, "form.yaml", HEAD + ROW),
    ("aliases", 8, 40, "form.yaml", HEAD + ROW.replace("- ", "- &a ") + "  - *a\n"),
    ("forms", 1, 2, "form.yaml", HEAD + ROW + "---\n" + HEAD + ROW),
    ("indicators", 1, 2, "form.yaml", HEAD + ROW + ROW),
    ("pages", 1, 2, "form.pdf", _pages()),
    ("sheets", 1, 2, "form.xlsx", _workbook()),
    ("rows", 1, 2, "form.csv", CSV),
    ("cells", 4, 8, "form.csv", CSV),
]
SHIPPED = resources.load("rules/limits.yaml")["settings"]


@pytest.mark.parametrize(
    ("name", "low", "enough", "file", "content"), CASES, ids=[case[0] for case in CASES]
)
def test_a_limit_is_a_setting(
    name: str,
    low: int,
    enough: int,
    file: str,
    content: str | bytes,
    check: Any,
    write: Any,
    tmp_path: Path,
) -> None:
    (tmp_path / file).write_bytes(content.encode() if isinstance(content, str) else content)

    write(".targetlint.yaml", f"limits: {{{name}: {low}}}\n")
    refused = check(file)
    write(".targetlint.yaml", f"limits: {{{name}: {enough}}}\n")
    taken = check(file)

    (told,) = refused.report["unreadable"]
    assert refused.code == 2
    assert f"{name} under limits in the settings" in told["message"]
    assert all(name not in entry["message"] for entry in taken.report["unreadable"])


def test_those_and_the_others_are_all_that_can_be_set() -> None:
    elsewhere = {"file-seconds", "rule-seconds", "columns"}

    assert {case[0] for case in CASES} | elsewhere == set(SHIPPED)
    schema = json.loads((resources.RULES / "schemas" / "config.schema.json").read_bytes())
    assert set(schema["$defs"]["limits"]["properties"]) == set(SHIPPED)


def test_columns_beyond_the_setting_are_listed(check: Any, write: Any) -> None:
    write("form.csv", "".join(f"{line},备注\n" for line in CSV.splitlines()))
    write(".targetlint.yaml", "limits: {columns: 4}\n")

    told = [
        one["message"] for one in check("form.csv").report["findings"] if one["rule"] == "TL009"
    ]

    assert len(told) == 2
    assert all("备注" in message for message in told)


def test_each_file_has_the_limits_of_its_folder(check: Any, write: Any) -> None:
    for folder, most in (("a", 1), ("b", 5), ("c", 1)):
        write(f"in/{folder}/.targetlint.yaml", f"limits: {{indicators: {most}}}\n")
        write(f"in/{folder}/form.yaml", HEAD + ROW + ROW)
    write("in/d/form.yaml", HEAD + ROW + ROW)

    for more in (
        [],
        ["--no-cache", "-j", "2"],
        [],
    ):  # nothing kept yet, in two processes, from the cache
        report = check("in", *more).report
        assert [one["path"] for one in report["unreadable"]] == ["in/a/form.yaml", "in/c/form.yaml"]
        assert [one["path"] for one in report["forms"]] == ["in/b/form.yaml", "in/d/form.yaml"]
