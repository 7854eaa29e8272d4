"""The page: text is text, nothing is loaded, and its script and style are the only ones."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from targetlint.findings import FileReport, Report
from targetlint.reports import render

NASTY = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "'\"><svg onload=alert(1)>",
    "</style></title><!--",
    "&lt;b&gt; &amp;",
    "javascript:alert(1)",
    "𠮷😀\n第二行",
    "{{7*7}} ${x}",
]


class Page(HTMLParser):
    """What a parser sees of a page: its tags with their attributes, and its text by tag."""

    def __init__(self, text: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "p":
            self.texts.setdefault("p", []).append("")

    def handle_endtag(self, tag: str) -> None:
        """Leave a tag."""
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Note text."""
        if not self.open:
            return
        if "p" in self.open:
            self.texts["p"][-1] += data
        else:
            self.texts.setdefault(self.open[-1], []).append(data)


def hostile(report: Report, text: str) -> Report:
    finding = report.files[0].findings[1]
    where = finding.where._replace(lines=(text * 3,), column=1, end_column=5)
    finding = finding._replace(
        rule=text, message=text, advice=text, path=text, where=where, expected=text, source=text
    )
    form = report.files[0].forms[0]._replace(project=text, path=text, department=text)
    return Report([FileReport(text, [finding], [form])], report.run)


@pytest.mark.parametrize("text", NASTY)
def test_text_from_a_form_makes_no_tag(text: str, zh: Report) -> None:
    plain, attacked = (Page(render("html", hostile(zh, told))) for told in ("text", text))

    assert [tag for tag, _ in attacked.tags] == [tag for tag, _ in plain.tags]
    assert [sorted(attrs) for _, attrs in attacked.tags] == [
        sorted(attrs) for _, attrs in plain.tags
    ]


@pytest.mark.parametrize("text", NASTY)
def test_text_comes_back_as_it_was(text: str, zh: Report) -> None:
    page = Page(render("html", hostile(zh, text)))

    assert text in page.texts["p"]


def test_nothing_is_loaded(report: Report) -> None:
    page = Page(render("html", report))

    for tag, attrs in page.tags:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "a"}
        assert not {"src", "href", "style", "action"} & attrs.keys()
        assert not [name for name in attrs if name.startswith("on")]


def test_the_policy_allows_the_own_script_and_style_alone(zh: Report) -> None:
    text = render("html", zh)
    (policy,) = re.findall(r'Content-Security-Policy" content="([^"]*)"', text)

    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")


def test_every_finding_stands_in_the_page(report: Report, lang: str) -> None:
    page = Page(render("html", report))
    rows = [attrs for tag, attrs in page.tags if tag == "tr" and "data-severity" in attrs]

    assert len(rows) == len(report.findings) + len(report.unreadable)
    assert sum(attrs.get("class") == "waived" for attrs in rows) == 1
    assert [attrs["lang"] for tag, attrs in page.tags if tag == "html"] == [
        {"zh": "zh-CN", "en": "en"}[lang]
    ]


def test_the_word_in_question_is_marked(zh: Report) -> None:
    assert "支撑作用<mark>明显</mark>" in render("html", zh)


def test_charts_are_drawn_from_the_figures(zh: Report) -> None:
    text = render("html", zh)

    titles = re.findall(r"<title>([^<]*)</title>", text)
    assert "警告: 5" in titles
    assert "可衡量: 1 (50.0%)" in titles
    assert any(title.startswith("TL202") and title.endswith(": 5") for title in titles)
