"""The working list in spreadsheets: nothing in it is a formula, and what was written comes back."""

import csv
import re
import zipfile
from io import BytesIO, StringIO
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from targetlint.findings import FileReport, Report, Row
from targetlint.reports import pieces, render, table, workbook
from targetlint.reports.workbook import Sheet

KEYS = [column.key for column in table.COLUMNS]
FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://x","y")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r\n=1",
    " =1",
    "＝1+1",
    "＋1",
    "'=1",
    "''",
    "%0",
    "|calc",
]


def one(report: Report, text: str) -> Report:
    finding = (
        report.files[0]
        .findings[1]
        ._replace(path=text, message=text, found=text, advice=text, row=Row(text, text, text))
    )
    form = report.files[0].forms[0]._replace(project=text, department=text, path=text)
    return Report([FileReport(text, [finding], [form])], report.run)


def csv_rows(report: Report) -> list[dict[str, str]]:
    text = render("csv", report)
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""))
    assert len(head) == len(KEYS)
    return [dict(zip(KEYS, row, strict=True)) for row in rows]


def book(report: Report) -> Any:
    data = b"".join(piece for piece in pieces("xlsx", report) if isinstance(piece, bytes))
    return openpyxl.load_workbook(BytesIO(data))


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_the_csv_begins_like_a_formula(text: str, zh: Report) -> None:
    (row,) = csv_rows(one(zh, text))

    for key in ("path", "project", "level1", "level3", "message", "found", "advice"):
        assert row[key].startswith("'")
        assert row[key][1:].replace("    ", "\t") == text.replace("\r\n", "\n")


def test_the_csv_gives_back_what_was_written(zh: Report) -> None:
    text = 'a,"b"\n𠮷😀;\t|'

    (row,) = csv_rows(one(zh, text))

    assert row["message"] == text.replace("\t", "    ")


def test_the_csv_has_a_row_for_each_finding_and_each_unreadable_input(report: Report) -> None:
    rows = csv_rows(report)

    assert len(rows) == len(report.findings) + len(report.unreadable)
    assert [row["rule"] for row in rows][:3] == ["TL501", "TL202", "TL202"]
    assert [row["place"] for row in rows if row["place"].startswith("绩效")] == ["绩效目标表1!D25"]


def test_the_csv_leaves_room_for_the_reviewer(report: Report) -> None:
    assert {(row["decision"], row["remark"]) for row in csv_rows(report)} == {("", "")}


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_of_the_workbook_is_a_formula(text: str, zh: Report) -> None:
    for sheet in book(one(zh, text)):
        for row in sheet.iter_rows():
            assert {cell.data_type for cell in row} <= {"s", "n"}


@pytest.mark.parametrize("text", FORMULAS)
def test_text_in_the_workbook_stays_text_when_edited(text: str, zh: Report) -> None:
    sheet = book(one(zh, text)).worksheets[0]
    cell = sheet.cell(2, KEYS.index("message") + 1)

    assert cell.value == text.replace("\r\n", "\n").replace("\t", "    ")
    assert cell.quotePrefix


@pytest.mark.parametrize(
    "text", ['<a>&"', "𠮷😀\n二", "_x0041_ _x005F_", "\x1b[31m\x00", "\ufffe", " x ", "x" * 40_000]
)
def test_the_workbook_holds_any_text(text: str, zh: Report) -> None:
    sheet = book(one(zh, text)).worksheets[0]
    told = sheet.cell(2, KEYS.index("message") + 1).value

    shown = text.replace("\x1b", "\\x1b").replace("\x00", "\\x00").replace("\ufffe", "")
    read = re.sub("_x([0-9A-F]{4})_", lambda found: chr(int(found[1], 16)), told or "")
    assert read == shown[:32_767]


def test_the_heading_is_frozen_and_can_be_filtered(report: Report) -> None:
    for sheet in book(report):
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_the_reviewer_picks_a_decision_from_a_list(zh: Report) -> None:
    sheet = book(zh).worksheets[0]
    (choice,) = sheet.data_validations.dataValidation

    letter = get_column_letter(KEYS.index("decision") + 1)
    assert str(choice.sqref) == f"{letter}2:{letter}{sheet.max_row}"
    assert choice.formula1 == '"采纳,不采纳,待核实"'


def test_forms_and_rules_have_sheets_of_their_own(zh: Report) -> None:
    _, forms, rules = book(zh).worksheets

    assert [cell.value for cell in forms[2]][-5:] == [1, 4, 1, 2, 1]
    assert [row[0].value for row in rules.iter_rows(min_row=2)] == ["TL202", "TL206", "TL501"]


def test_a_full_sheet_is_followed_by_another(zh: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 4)

    names = book(zh).sheetnames

    assert names[:3] == ["问题清单", "问题清单 2", "问题清单 3"]


def test_the_same_findings_give_the_same_bytes(zh: Report) -> None:
    assert pieces("xlsx", zh) == pieces("xlsx", zh)


def test_the_parts_of_a_workbook_carry_no_date_of_today(zh: Report) -> None:
    data = b"".join(piece for piece in pieces("xlsx", zh) if isinstance(piece, bytes))

    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.parametrize("name", ["表[1]:*?/\\'", "", "长" * 60, "a\x1bb"])
def test_a_sheet_takes_any_name(name: str) -> None:
    sheet = Sheet(name, ["a"], [10])

    read = openpyxl.load_workbook(BytesIO(b"".join(workbook.write([sheet]))))
    assert read.worksheets[0]["A1"].value == "a"
    assert len(read.sheetnames[0]) <= 31
