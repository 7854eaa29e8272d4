"""The Markdown report: tables stay tables, and text from a form is only text."""

import html
import re

import pytest
from markdown_it import MarkdownIt

from targetlint.findings import FileReport, Report
from targetlint.reports import render
from targetlint.reports.markdown import escape

NASTY = [
    "| a | b |",
    "<script>alert(1)</script>",
    "[link](http://x) ![](y)",
    "`code` *b* _i_ ~~s~~ **x**",
    "@everyone #12 GH-12 a@b.example",
    "https://x.example www.x.example",
    "$x$ \\| \\\\",
    "&amp; &#64;",
    "# heading\n- list\n> quote",
    "𠮷😀",
    "<!-- comment -->",
]


def read(text: str) -> str:
    """Give the text that a reader of GitHub-flavoured Markdown sees."""
    page = MarkdownIt("gfm-like", {"linkify": False}).enable("table").render(text)
    page = re.sub(r"<!-- -->", "", page).replace("<br>", "\n")
    return html.unescape(re.sub(r"<[^>]*>", "", page)).strip()


@pytest.mark.parametrize("text", NASTY)
def test_text_comes_back_as_it_was(text: str) -> None:
    assert read(f"x {escape(text)} y") == f"x {text} y"


@pytest.mark.parametrize("text", NASTY)
def test_a_row_keeps_its_cells(text: str, zh: Report) -> None:
    finding = zh.files[0].findings[1]._replace(message=text, advice=text, path=text)
    report = Report([FileReport(text, [finding])], zh.run)

    page = MarkdownIt("gfm-like", {"linkify": False}).render(render("markdown", report))

    assert page.count("<tr>") == 2
    assert page.count("<td>") == 5
    assert not re.search(r"<(a|img|script|code|strong|li|blockquote)\b", page)


@pytest.mark.parametrize(
    "call", ["@reviewer", "#12", "GH-12", "https://x.example", "www.x.example"]
)
def test_nobody_and_nothing_is_called(call: str) -> None:
    assert call not in escape(f"see {call} now").replace("\\", "")
