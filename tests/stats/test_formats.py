"""The portfolio in every format, and nothing that a form says at work in any of them.

``TARGETLINT_UPDATE=1 pytest tests/stats/test_formats.py`` writes the snapshots anew.
"""

import json
import os
import re
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tests.stats.piles import SETTINGS
from tests.stats.test_pile import other_text, table

from targetlint.findings import RunInfo
from targetlint.reports.visible import cells
from targetlint.stats.facts import FileFacts, FormFacts, Found, Row, Source
from targetlint.stats.formats import FORMATS, render
from targetlint.stats.portfolio import Portfolio, add_up
from targetlint.stats.tables import BY, View

SNAPSHOTS = Path(__file__).parent / "snapshots"
NASTY = "=cmd|' /C calc'!A0 <script>alert(1)</script>\x1b[2J\u202e表"
SUMMARIES = {
    "zh": {"TL202": "目标值只有程度词", "TL501": "当年预算大于总预算"},
    "en": {"TL202": "A target of degree words", "TL501": "This year's budget exceeds the total"},
}
KINDS = (("quantity", "yes"), ("quantity", "yes"), ("social", "no"), ("social", "conditional"))


def form(number: int, department: str, text: str, rows: Iterable[Row], year: str) -> FormFacts:
    return FormFacts(
        path=f"forms/{number}.yaml",
        form=1,
        project=NASTY if number == 1 else f"项目{number}",
        department=department,
        year=year,
        template="central-2021" if number < 4 else "sh-2020",
        indicators=KINDS,
        budget=Decimal(1234567) if number != 3 else None,
        text=text,
        rows=tuple(rows),
    )


def portfolio(*, told: bool = True) -> Portfolio:
    forms = [
        form(1, "甲市财政局", other_text(1), table(5), "2025"),
        form(2, "乙县教育局", other_text(1) + "另加一句。", table(5), "2026"),
        form(3, "乙县教育局", other_text(3), [*table(4), *table(2, 30)], "2026"),
        form(4, "", other_text(4), table(6, 60), ""),
    ]
    if not told:
        forms = [each._replace(text=None, rows=None, budget=None) for each in forms]
    findings = (
        Found(1, "TL202", "vague-target", "warning", waived=False),
        Found(1, "TL501", "current-exceeds-total", "error", waived=False),
        Found(1, "TL202", "vague-target", "warning", waived=True),
    )
    files = [FileFacts((each,), findings) for each in forms]
    files.append(FileFacts((), (), unreadable=1))
    source = Source("forms", "forms") if told else Source("sqlite", "f.db", "#2 2026-11-23")
    return add_up(files, [source], SETTINGS)


def view(lang: str, **changes: Any) -> View:
    return View(lang, BY, 10, 5, SUMMARIES[lang])._replace(**changes)


def text(name: str, lang: str = "zh", *, told: bool = True, **changes: Any) -> str:
    run = RunInfo({}, "c0ffee", lang, "1.2.3", date="2026-11-23")
    made = render(name, portfolio(told=told), view(lang, **changes), run)
    return "".join(piece for piece in made if isinstance(piece, str))


def workbook(lang: str = "zh") -> openpyxl.Workbook:
    run = RunInfo({}, "c0ffee", lang, "1.2.3", date="2026-11-23")
    made = render("xlsx", portfolio(), view(lang), run)
    data = b"".join(piece for piece in made if isinstance(piece, bytes))
    return openpyxl.load_workbook(BytesIO(data))


def same_as_kept(name: str, written: str) -> None:
    written = re.sub("(?s)(<style>).*?(</)", r"\1\2", written)
    written = re.sub("'sha256-[^']*'", "'sha256'", written)
    kept = SNAPSHOTS / name
    if os.environ.get("TARGETLINT_UPDATE"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(written, encoding="utf-8", newline="")
    assert written == kept.read_bytes().decode()


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if not form.binary])
def test_the_shape_of_a_format_stays(name: str, lang: str) -> None:
    same_as_kept(f"{name}.{lang}.txt", text(name, lang))


def test_the_shape_of_what_reports_tell_stays() -> None:
    same_as_kept("text-told.zh.txt", text("text", told=False))


def test_no_text_of_a_form_obeys_anything() -> None:
    for name in ("text", "html"):
        assert "\x1b" not in text(name)
        assert "\u202e" not in text(name)
    assert "<script" not in text("html")
    assert json.loads(text("json"))["similar_forms"][0]["members"][0]["project"] == NASTY


def test_the_page_loads_and_runs_nothing() -> None:
    page = text("html")

    assert "script-src 'none'" in page
    assert not re.search(r"(src|href)=", page)


def test_the_workbook_has_a_sheet_for_each_table_and_no_formula() -> None:
    book = workbook()

    assert book.sheetnames[:2] == ["总况", "按部门或单位"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    departments = [[cell.value for cell in row[:2]] for row in book["按部门或单位"].iter_rows()]
    assert departments == [
        ["部门或单位", "表数"], ["乙县教育局", 2], ["（未填）", 1], ["甲市财政局", 1]
    ]  # fmt: skip


def test_the_numbers_are_those_of_the_forms() -> None:
    told = json.loads(text("json"))

    assert told["totals"] == {
        "files": 5, "forms": 4, "indicators": 16, "yes": 8, "conditional": 4, "no": 4,
        "measurable_percent": 50.0, "error": 4, "warning": 4, "info": 0,
        "findings_per_form": 2.0, "budget": "3703701", "budgeted": 3, "waived": 4, "unreadable": 1,
    }  # fmt: skip
    assert [entry["department"] for entry in told["by_department"]] == [
        "乙县教育局", "", "甲市财政局",
    ]  # fmt: skip
    assert [(entry["rule"], entry["findings"], entry["forms"]) for entry in told["by_rule"]] == [
        ("TL202", 4, 4), ("TL501", 4, 4),
    ]  # fmt: skip


def test_groups_name_the_forms_and_what_they_are_alike_in() -> None:
    rows, texts = json.loads(text("json"))["similar_forms"]

    assert (rows["kind"], rows["forms"], rows["least_similarity"]) == ("rows", 3, 0.5714)
    assert (texts["kind"], texts["forms"]) == ("text", 2)
    first, second = texts["members"]
    assert (first["path"], first["like"]) == ("forms/1.yaml", None)
    assert (second["like"]["path"], second["like"]["form"]) == ("forms/1.yaml", 1)
    assert 0.97 <= second["like"]["similarity"] < 1


def test_only_the_groupings_asked_for_are_shown() -> None:
    told = json.loads(text("json", by=("year",)))

    assert [key for key in told if key.startswith("by_")] == ["by_year"]


def test_a_name_longer_than_the_line_is_cut_to_it() -> None:
    facts = form(1, "石门区e\u0301" * 2000, "目标", (), "2026")
    files = [FileFacts((facts,), ())]
    whole = add_up(files, [Source("forms", "forms")], SETTINGS)
    run = RunInfo({}, "c0ffee", "zh", "1.2.3", date="2026-11-23")
    lines = "".join(map(str, render("text", whole, view("zh"), run, 120))).splitlines()

    (line,) = [line for line in lines if "石门区" in line]
    assert "…" in line
    assert cells(line) <= 120


def test_tables_are_cut_to_as_many_rows_as_asked_and_say_so() -> None:
    shown = text("text", told=False, by=("department",), top=1)

    assert "乙县教育局" in shown
    assert "甲市财政局" not in shown
    assert "……另有 2 行未列出" in shown


def test_without_texts_copies_are_not_told_to_be_none() -> None:
    told = json.loads(text("json", told=False))

    assert (told["similar_forms"], told["recurring_rows"]) == (None, None)
    assert any("无法得知" in note for note in told["notes"])
    assert "没有发现雷同" not in text("text", told=False)
