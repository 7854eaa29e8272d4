"""The formats of a comparison: kept as files, and read back by somebody else.

``TARGETLINT_UPDATE=1 pytest tests/compare/test_formats.py`` writes the files anew.
"""

import json
import os
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from tests.compare.conftest import LAST, THIS, Desk

SNAPSHOTS = Path(__file__).parent / "snapshots"
LESS = (
    THIS.replace("≥95%", "≥92%")
    .replace("2026年10月底前", "2026年11月底前")
    .replace("培训教师人数", "参训教师人数")
    .replace('"≥10%"', "明显提升")
    .replace("50万元", "62万元")
)
NASTY = '=HYPERLINK("x")<script>alert(1)</script>\\u001b[31m'


def put_both(desk: Desk) -> None:
    desk.put("last.yaml", LAST.replace('"≥12期"', '"≥12期", actual: 14期'))
    desk.put("this.yaml", LESS)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("name", ["text", "json"])
def test_keeps_its_shape(desk: Desk, name: str, lang: str) -> None:
    put_both(desk)

    done = desk.run("compare", "last.yaml", "this.yaml", "-f", name, "--lang", lang)

    kept = SNAPSHOTS / f"{name}.{lang}.txt"
    if os.environ.get("TARGETLINT_UPDATE"):
        kept.write_text(done.out, encoding="utf-8")
    assert done.out == kept.read_text(encoding="utf-8")
    assert done.code == 1


def test_the_language_changes_nothing_but_wordings(desk: Desk) -> None:
    put_both(desk)

    def plain(lang: str) -> str:
        done = desk.run("compare", "last.yaml", "this.yaml", "-f", "json", "--lang", lang)
        report = json.loads(done.out)
        for form in report["forms"]:
            for one in form["remarks"] + [f for row in form["indicators"] for f in row["flags"]]:
                del one["message"]
        return json.dumps(report)

    assert plain("zh") == plain("en")


class Page(HTMLParser):
    """Reads a page as a browser does: its elements, its table rows."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Note an element; begin a row or a cell."""
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        """Add to the cell."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def test_the_page_says_the_same_and_runs_nothing(desk: Desk) -> None:
    desk.put("last.yaml", LAST)
    desk.put("this.yaml", LESS.replace("明显提升", json.dumps(NASTY).replace("\\\\u", "\\u")))
    desk.put("earlier.json", desk.run("check", "this.yaml", "-f", "json").out)

    done = desk.run(
        "compare", "last.yaml", "this.yaml", "--opinions", "earlier.json", "-o", "a.html"
    )

    assert (done.code, done.out) == (1, "")
    text = (desk.folder / "a.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    assert "script" not in page.tags
    assert "\x1b" not in text
    lines = ["|".join(row) for row in page.rows]
    assert any(line.startswith("降低|产出指标|质量指标|培训合格率|≥95%|≥92%|-3") for line in lines)
    assert any("<script>alert(1)</script>" in line for line in lines)
    assert any(line.startswith("未改|") for line in lines)


def test_the_workbook_says_the_same_and_calculates_nothing(desk: Desk) -> None:
    desk.put("last.yaml", LAST)
    desk.put("this.yaml", LESS.replace("明显提升", json.dumps(NASTY).replace("\\\\u", "\\u")))
    desk.put("earlier.json", desk.run("check", "this.yaml", "-f", "json").out)

    done = desk.run(
        "compare", "last.yaml", "this.yaml", "--opinions", "earlier.json", "-o", "a.xlsx"
    )

    assert done.code == 1
    book = openpyxl.load_workbook(desk.folder / "a.xlsx")
    assert book.sheetnames == ["指标对比", "项目对比", "意见落实"]
    rows = list(book["指标对比"].iter_rows(values_only=True))
    assert rows[0][:7] == (
        "项目",
        "变化",
        "一级指标",
        "二级指标",
        "指标",
        "上年指标值",
        "本年指标值",
    )
    (fell,) = [row for row in rows if row[4] == "培训合格率"]
    assert fell[1] == "降低"
    assert fell[5:8] == ("≥95%", "≥92%", "-3 个百分点")
    assert list(book["项目对比"].iter_rows(values_only=True))[1][3:6] == (500000, 620000, "+24.0%")
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        assert sheet.freeze_panes == "A2"


def test_several_formats_come_out_of_one_run(desk: Desk) -> None:
    put_both(desk)

    done = desk.run("compare", "last.yaml", "this.yaml", "-f", "text", "-f", "json=a.json")

    assert "降低" in done.out
    assert json.loads((desk.folder / "a.json").read_text("utf-8"))["summary"]["fell"]


@pytest.mark.parametrize(
    ("last", "this", "said"),
    [
        ("≤900万元", "≤1280万元", "放宽  项目总成本: ≤900万元 → ≤1280万元 (+42.2%)"),
        ("≤1280万元", "≤900万元", "收紧  项目总成本: ≤1280万元 → ≤900万元 (-29.7%)"),
        ("≥900万元", "≥1280万元", "提高  项目总成本: ≥900万元 → ≥1280万元 (+42.2%)"),
        ("≥1280万元", "≥900万元", "降低  项目总成本: ≥1280万元 → ≥900万元 (-29.7%)"),
    ],
)
def test_a_figure_keeps_its_own_sign_and_a_ceiling_is_relaxed_or_tightened(
    desk: Desk, last: str, this: str, said: str
) -> None:
    form = "project: {{name: 项目}}\nindicators:\n  - {{level3: 项目总成本, target: '{}'}}\n"
    desk.put("last.yaml", form.format(last))
    desk.put("this.yaml", form.format(this))

    done = desk.run("compare", "last.yaml", "this.yaml")

    assert said in done.out
    assert f"1 项指标：{said[:2]} 1\n" in done.out
