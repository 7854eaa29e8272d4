"""The review opinion: every requirement in one place, and nothing decided for the reviewer."""

import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import docx
import openpyxl
import pytest
from markdown_it import MarkdownIt

from targetlint.findings import (
    FileReport,
    Finding,
    FormSummary,
    IndicatorSummary,
    NotEvaluated,
    Outcome,
    OutcomeNote,
    Place,
    Row,
    RuleInfo,
    RunInfo,
    Severity,
    Suppression,
)
from targetlint.reports.errors import ReportError
from targetlint.reports.writer import Piece
from targetlint.review import Opinion, build, render

PATH = "forms/绩效.yaml"
NASTY = "=1+1 | <b>&\x1b[31m 𠮷\n第二行 [x](http://y)"


def rule(name: str, aspect: str, question: str = "") -> RuleInfo:
    return RuleInfo(
        id=name,
        name=name.lower(),
        severity=Severity.WARNING,
        group=name[:3],
        summary=f"{name} 说明",
        description=f"{name} 要求",
        advice="",
        source="",
        fixable=False,
        aspect=aspect,
        question=question,
    )


RULES = [
    rule("TL101", "completeness"),
    rule("TL202", "relevance"),
    rule("TL301", "relevance"),
    rule("TL501", "appropriateness"),
    rule("TL309", "relevance", "由谁、怎样调查满意度？"),
    rule("TL605", "feasibility"),
    rule("TL999", "unheard-of"),
]


def finding(name: str, **changes: Any) -> Finding:
    made = Finding(
        rule=name,
        name=name.lower(),
        severity=Severity.WARNING,
        outcome=Outcome.FAIL,
        path=PATH,
        form=1,
        pointer="/indicators/0/target",
        row=Row("效果目标", "社会效益", "支撑作用"),
        where=Place(56, 18, 56, 20, None, ("target: 明显",)),
        message=f"{name} 的问题",
        advice="写明数量",
        found="明显",
        expected=None,
        source="财预〔2015〕88号",
        related=(),
        fixes=(),
        suppressed=None,
        fingerprint=name,
    )
    return made._replace(**changes)


def opinions(*findings: Finding, lang: str = "zh") -> list[Opinion]:
    rows = tuple(
        IndicatorSummary(f"/indicators/{n}", "count", m, None) for n, m in enumerate(("yes", "no"))
    )
    forms = [
        FormSummary(
            PATH, number, f"项目{number}", "sh-2020", "labels", rows, "主管", "单位", "2020"
        )
        for number in (1, 2)
    ]
    file = FileReport(
        PATH,
        list(findings),
        forms,
        [NotEvaluated("TL301", PATH, 1, "没有指标表")],
        outcomes=[OutcomeNote("TL605", PATH, 1, Outcome.PASS)],
    )
    run = RunInfo({entry.id: entry for entry in RULES}, "c0ffee", lang, "1.2.3", date="2026-11-23")
    return build(file, run)


def test_each_finding_stands_under_the_aspect_of_its_rule() -> None:
    first, _ = opinions(finding("TL501"), finding("TL101"), finding("TL202"), finding("TL999"))

    told = {aspect.title: [item.rule for item in aspect.items] for aspect in first.aspects}
    assert told == {
        "完整性": ["TL101", "TL999"],
        "相关性": ["TL202"],
        "适当性": ["TL501"],
        "可行性": [],
    }


def test_findings_are_numbered_as_they_are_listed() -> None:
    first, _ = opinions(finding("TL501"), finding("TL101"), finding("TL202"))

    assert [item.number for aspect in first.aspects for item in aspect.items] == [1, 2, 3]


def test_a_finding_has_place_requirement_and_advice() -> None:
    first, _ = opinions(finding("TL202", expected="≥3个"))

    (item,) = first.aspects[1].items
    assert item.subject == "效果目标 / 社会效益 / 支撑作用"
    assert item.place == "第 56 行"
    assert item.message == "TL202 的问题\n应为：≥3个"
    assert item.requirement == "TL202 要求（依据 1）"
    assert first.sources == ("财预〔2015〕88号",)
    assert item.advice == "写明数量"


def test_a_finding_in_a_document_has_its_place_there() -> None:
    first, _ = opinions(finding("TL202", where=Place(1, 1, 1, 3, "绩效目标表1!D25")))

    assert first.aspects[1].items[0].place == "绩效目标表1!D25"


@pytest.mark.parametrize(
    ("place", "zh", "en"),
    [
        ("p2 table 1 row 7", "第 2 页 表 1 第 7 行", "page 2 table 1 row 7"),
        ("paragraph 4", "第 4 段", "paragraph 4"),
        ("row 3 column 2", "第 3 行 第 2 列", "row 3 column 2"),
        ("table 1!A2", "table 1!A2", "table 1!A2"),
        ("cell 4", "cell 4", "cell 4"),
    ],
)
def test_a_place_in_a_document_is_told_in_words(place: str, zh: str, en: str) -> None:
    where = Place(1, 1, 1, 3, place)

    told = [
        opinions(finding("TL202", where=where), lang=lang)[0].aspects[1].items[0].place
        for lang in ("zh", "en")
    ]
    assert told == [zh, en]


def test_headings_stay_with_their_tables_and_the_conclusion_on_one_page() -> None:
    document = docx.Document(BytesIO(bytes_of(written("a.docx", finding("TL202")))))

    first = {table.rows[0].cells[0].text: table for table in document.tables}
    conclusion = first["结论"].rows
    kept = [first["序号"].rows[0], first["方面"].rows[0], first["事项"].rows[0], *conclusion[:-1]]
    paragraphs = [p for row in kept for cell in row.cells for p in cell.paragraphs]
    assert all(p.paragraph_format.keep_with_next for p in paragraphs)


def test_a_finding_about_a_field_is_named_by_its_label() -> None:
    first, _ = opinions(finding("TL501", row=None, pointer="/budget/current_year"))

    assert first.aspects[2].items[0].subject == "项目当年预算"


def test_what_a_person_must_judge_comes_with_the_question_to_ask() -> None:
    first, second = opinions(finding("TL309", outcome=Outcome.REVIEW))

    assert first.questions[0].question == "TL309 的问题\n由谁、怎样调查满意度？"
    assert first.questions[0].aspect == "相关性"
    assert not any(aspect.items for aspect in first.aspects)
    assert [question.number for question in first.questions] == list(
        range(1, len(first.questions) + 1)
    )
    assert len(second.questions) == len(first.questions) - 1


def test_every_form_gets_an_opinion_of_its_own() -> None:
    first, second = opinions(finding("TL202"), finding("TL101", form=2), finding("TL501", form=0))

    rules = [
        [i.rule for aspect in opinion.aspects for i in aspect.items] for opinion in (first, second)
    ]
    assert rules == [["TL202", "TL501"], ["TL101"]]
    assert ("项目名称", "项目2") in second.facts


def test_what_was_met_not_checked_and_set_aside_is_told_apart() -> None:
    waived = Suppression("waiver", "上年已说明", "填报人")
    first, second = opinions(finding("TL202", suppressed=waived))

    assert first.aspects[3].met == ("TL605 说明 [TL605]",)
    assert [tuple(entry) for entry in first.open] == [("TL301 说明 [TL301]", "没有指标表")]
    assert [item.reason for item in first.waived] == ["上年已说明 · 填报人"]
    assert (second.open, second.waived) == ((), ())


def test_the_sum_counts_findings_and_questions() -> None:
    first, _ = opinions(finding("TL202"), finding("TL101", severity=Severity.ERROR))

    assert first.sum.startswith("共 2 项指标，其中 1 项可直接衡量；1 个错误、1 个警告；")


def text_of(pieces: Sequence[Piece]) -> str:
    return "".join(piece for piece in pieces if isinstance(piece, str))


def bytes_of(pieces: Sequence[Piece]) -> bytes:
    return b"".join(piece for piece in pieces if isinstance(piece, bytes))


def written(path: str, *findings: Finding, lang: str = "zh") -> list[Piece]:
    return list(render(path, opinions(*findings, lang=lang)))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_word_document_has_every_part_and_an_empty_conclusion(lang: str) -> None:
    data = bytes_of(written("a.docx", finding("TL202"), lang=lang))
    document = docx.Document(BytesIO(data))

    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert len(headings) == 12
    conclusion = document.tables[-1]
    answers = [row.cells[1].text.strip() for row in conclusion.rows]
    assert answers[0].startswith("□")
    assert answers[1:] == ["", "", ""]


def test_the_word_document_says_that_it_is_no_review() -> None:
    document = docx.Document(BytesIO(bytes_of(written("a.docx"))))

    assert "不代替审核结论" in "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_the_word_document_holds_any_text() -> None:
    document = docx.Document(BytesIO(bytes_of(written("a.docx", finding("TL202", message=NASTY)))))

    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert NASTY.replace("\x1b", "\\x1b") + " [TL202]" in cells


def test_the_workbook_holds_the_findings_and_no_formula() -> None:
    data = bytes_of(written("a.xlsx", finding("TL202", message=NASTY, advice="=1+1")))
    book = openpyxl.load_workbook(BytesIO(data))

    assert book.sheetnames[:3] == ["审核意见 1", "发现的问题 1", "依据 1"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "=1+1" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_markdown_is_a_page_with_tables(lang: str) -> None:
    text = text_of(written("a.md", finding("TL202", message=NASTY), lang=lang))
    page = MarkdownIt("gfm-like", {"linkify": False}).render(text)

    assert page.count("<h1>") == 2
    assert "<a " not in page
    assert "<b>" not in page
    assert page.count("<table>") == 6


@pytest.mark.parametrize("path", ["a.docx", "a.xlsx", "a.md"])
def test_the_same_form_gives_the_same_bytes(path: str) -> None:
    assert written(path, finding("TL202")) == written(path, finding("TL202"))


def test_the_ending_decides_whatever_its_case() -> None:
    assert bytes_of(written("意见.DOCX"))[:2] == b"PK"


def test_an_unknown_ending_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(ReportError) as caught:
        written("a.pdf")

    assert caught.value.values == {"path": "a.pdf", "known": ".docx, .xlsx, .md"}


def test_a_missing_extra_is_said_in_one_line() -> None:
    code = (
        "import sys; sys.modules['docx'] = None\n"
        "from targetlint.review import render; from targetlint.reports.errors import ReportError\n"
        "from targetlint.phrases import say\n"
        "try: list(render('a.docx', []))\n"
        "except ReportError as error: print(say(error.key, 'en', **error.values))"
    )
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert made.stdout == "docx needs python-docx: pip install 'targetlint[documents]'\n"
