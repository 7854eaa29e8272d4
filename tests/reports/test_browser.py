"""The page in a real browser: filter, charts, print, and an attack that comes to nothing.

Needs Chromium and the package playwright. Where ``CI`` is set they have to be there; elsewhere
the tests are left out without them.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from targetlint.findings import FileReport, Report
from targetlint.reports import render

pytestmark = pytest.mark.browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")
if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no Chromium here", allow_module_level=True)
if not os.environ.get("CI"):
    pytest.importorskip("playwright")

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402 - may be missing


class Opened:
    """A page in the browser, with everything it complained about, asked for or popped up."""

    def __init__(self, page: Page, folder: Path) -> None:
        """Listen to the page."""
        self.page = page
        self.file = folder / "report.html"
        self.noise: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.noise.append(message.text))
        page.on("pageerror", lambda error: self.noise.append(str(error)))
        page.on("dialog", lambda dialog: self.noise.append(dialog.message))
        page.on("request", lambda request: self.asked.append(request.url))

    def show(self, report: Report) -> Page:
        """Open a report."""
        data = render("html", report).encode("utf-8", "backslashreplace")
        self.file.write_bytes(data)
        self.page.goto(self.file.as_uri())
        return self.page

    def rows(self) -> list[str]:
        """Give the rules of the rows that are to be seen."""
        return [
            row.get_attribute("data-rule") or ""
            for row in self.page.locator("tbody tr").all()
            if row.is_visible()
        ]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    with browser.new_page() as page:
        yield Opened(page, tmp_path)


def test_the_page_works_without_a_complaint_or_a_request(opened: Opened, report: Report) -> None:
    opened.show(report)

    assert opened.noise == []
    assert opened.asked == [opened.file.as_uri()]
    assert len(opened.rows()) == 10


def test_a_severity_is_switched_off_and_on(opened: Opened, zh: Report) -> None:
    page = opened.show(zh)

    page.get_by_label("警告").uncheck()
    assert opened.rows() == ["TL501", "TL206", "", ""]
    assert page.locator("output").inner_text() == "显示 4 / 10 条"

    page.get_by_label("警告").check()
    assert len(opened.rows()) == 10


def test_a_rule_a_file_and_words_narrow_the_list(opened: Opened, zh: Report) -> None:
    page = opened.show(zh)

    page.locator("[name=rule]").select_option("TL202")
    assert opened.rows() == ["TL202"] * 6
    page.locator("[name=path]").fill("FILED/")
    assert opened.rows() == ["TL202"]
    page.locator("[name=path]").fill("")
    page.locator("[name=text]").fill("社会效益 8:19")
    assert opened.rows() == ["TL202"]
    page.locator("[name=text]").fill("nowhere")
    assert opened.rows() == []
    assert page.locator("section:visible").count() == 0

    page.locator("[type=reset]").click()
    page.wait_for_function("document.querySelector('output').textContent.includes('10 / 10')")


def test_what_is_waived_can_be_hidden(opened: Opened, zh: Report) -> None:
    page = opened.show(zh)

    page.get_by_label("含已豁免").uncheck()

    assert len(opened.rows()) == 9


def test_a_bar_of_a_chart_filters(opened: Opened, zh: Report) -> None:
    page = opened.show(zh)

    page.locator("[data-pick='rule=TL206']").click()
    assert opened.rows() == ["TL206"]

    page.locator("[type=reset]").click()
    page.locator("[data-pick='severity=error']").focus()
    page.keyboard.press("Enter")
    assert opened.rows() == ["TL501", "", ""]


def test_the_bars_are_as_long_as_their_figures(opened: Opened, zh: Report) -> None:
    page = opened.show(zh)

    def length(severity: str) -> float:
        box = page.locator(f"[data-pick='severity={severity}'] rect").bounding_box()
        assert box is not None
        return box["width"]

    assert length("warning") == pytest.approx(5 * length("error"), rel=0.02)


def test_paper_shows_the_findings_without_the_filter(opened: Opened, zh: Report) -> None:
    page = opened.show(zh)

    page.emulate_media(media="print")

    assert page.locator("form").is_hidden()
    assert len(opened.rows()) == 10
    assert page.pdf().startswith(b"%PDF")


def test_the_findings_can_be_read_without_script(opened: Opened, zh: Report) -> None:
    opened.show(zh)
    page = opened.file.read_text("utf-8").partition("<script>")[0]
    opened.file.write_text(page, "utf-8")

    opened.page.reload()

    assert opened.page.locator("form").is_hidden()
    assert len(opened.rows()) == 10


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '"><svg/onload=alert(1)>',
        "</script><script>alert(1)</script>",
        "' autofocus onfocus=alert(1) x='",
    ],
)
def test_an_attack_in_a_form_comes_to_nothing(text: str, opened: Opened, zh: Report) -> None:
    finding = zh.files[0].findings[1]._replace(message=text, advice=text, path=text, found=text)
    form = zh.files[0].forms[0]._replace(project=text, path=text)

    page = opened.show(Report([FileReport(text, [finding], [form])], zh.run))

    assert page.locator(".told").inner_text() == text
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, [onerror], [onload], [onfocus]").count() == 0
    assert opened.noise == []
    assert opened.asked == [opened.file.as_uri()]
