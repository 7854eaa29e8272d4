"""A report made by hand, with everything in it that has broken a report somewhere."""

from collections.abc import Callable
from typing import Any

import pytest

from targetlint.findings import (
    Edit,
    FileReport,
    Finding,
    Fix,
    FormSummary,
    IndicatorSummary,
    NotEvaluated,
    Outcome,
    OutcomeNote,
    Place,
    Related,
    Report,
    Row,
    RuleInfo,
    RunInfo,
    Severity,
    Suppression,
    Unreadable,
)

NASTY_PATH = "forms/w,x:y%z.yaml"
PATHS = [
    "forms/w,x:y%z.yaml",
    "表/绩效 目标.yaml",
    "line\nbreak.yaml",
    "quo\"te'.yaml",
    "😀𠮷#?&<>.yaml",
    "a;b]c|d[e.yaml",
    "100%0A.yaml",
]
MESSAGES = [
    "100%，“明显”: a,b\n第二行",
    "%0A%25%3A::error::",
    "<b>&amp;</b>]]>",
    "|n |0x4e00 '[x]'",
    "𠮷😀 end",
]
WORDS = {
    "zh": {
        "vague": "“明显”没有衡量标准",
        "vague-advice": "写出可核对的数量、时限或评级，如“≥3个”",
        "budget": "当年预算 500,000 元超过总预算",
        "budget-advice": "核对两个数",
        "other": "总预算在此",
        "unit": "改为“≥90%”",
        "unreadable": "此处以 > 开头的值未加引号",
        "reason": "没有写明单位",
        "waived": "上年已说明",
        "summary": "目标值含糊",
    },
    "en": {
        "vague": "“明显” cannot be judged",
        "vague-advice": "State a number, a date or a grade, such as “≥3个”",
        "budget": "This year's budget of 500,000 yuan exceeds the total",
        "budget-advice": "Compare the two figures",
        "other": "the total stands here",
        "unit": "write “≥90%”",
        "unreadable": "a value that begins with > needs quotes",
        "reason": "no unit is given",
        "waived": "explained last year",
        "summary": "A vague target",
    },
}


def rule_info(rule: str, name: str, severity: Severity, lang: str) -> RuleInfo:
    return RuleInfo(
        id=rule,
        name=name,
        severity=severity,
        group=rule[:3],
        summary=WORDS[lang]["summary"] + f" <{name}>",
        description=WORDS[lang]["vague-advice"],
        advice=WORDS[lang]["vague-advice"],
        source="财预〔2015〕88号",
        fixable=rule == "TL206",
        tags=("wording",),
        fold=2 if rule == "TL202" else None,
    )


def run_info(lang: str, *, outcomes: bool = False) -> RunInfo:
    rules = [
        rule_info("TL202", "vague-target", Severity.WARNING, lang),
        rule_info("TL206", "bare-number", Severity.INFO, lang),
        rule_info("TL501", "current-exceeds-total", Severity.ERROR, lang),
        rule_info("TL507", "unit-cost", Severity.WARNING, lang),
        rule_info("TL605", "basis-names-nothing", Severity.INFO, lang),
    ]
    return RunInfo(
        rules={rule.id: rule for rule in rules},
        rules_hash="c0ffee",
        lang=lang,
        version="1.2.3",
        outcomes=outcomes,
        date="2026-11-23",
    )


def vague(lang: str, line: int, *, path: str = NASTY_PATH, name: str = "支撑作用") -> Finding:
    text = f"    target: 𠮷祥支撑作用明显  # {name}"
    return Finding(
        rule="TL202",
        name="vague-target",
        severity=Severity.WARNING,
        outcome=Outcome.FAIL,
        path=path,
        form=1,
        pointer=f"/indicators/{line}/target",
        row=Row("效果目标", "社会效益", name),
        where=Place(line, 19, line, 21, None, (text,)),
        message=WORDS[lang]["vague"],
        advice=WORDS[lang]["vague-advice"],
        found="𠮷祥支撑作用明显",
        expected=None,
        source="财预〔2015〕88号",
        related=(),
        fixes=(),
        suppressed=None,
        fingerprint=f"fp-{path}-{line}",
    )


def _first(lang: str) -> FileReport:
    words = WORDS[lang]
    where = Place(4, 8, 6, 3, None, ("total: '400000", "  ", "  '"))
    budget = vague(lang, 4)._replace(
        rule="TL501",
        name="current-exceeds-total",
        severity=Severity.ERROR,
        pointer="/budget/current_year",
        row=None,
        where=where,
        message=words["budget"] + "：100% ::error::\n第二行\u202e]]><script>alert(1)</script>",
        advice=words["budget-advice"],
        found="=500000",
        expected="<=400000",
        related=(Related(Place(3, 1, 3, 6, None, ("total: 4",)), "/budget/total", words["other"]),),
        fingerprint="fp-budget",
    )
    bare = vague(lang, 20, name="@引号\"'😀|x")._replace(
        rule="TL206",
        name="bare-number",
        severity=Severity.INFO,
        where=Place(20, 13, 20, 17, None, ('    target: "９０％"',)),
        found="９０％",
        expected="≥90%",
        fixes=(
            Fix("safe", words["unit"], (Edit(300, 303, "≥90%", Place(20, 14, 20, 17)),)),
            Fix("suggested", words["unit"], (Edit(303, 303, "；", Place(20, 17, 20, 17)),)),
        ),
        fingerprint="fp-bare",
    )
    waived = vague(lang, 22)._replace(
        suppressed=Suppression("waiver", words["waived"] + "\x1b[31m", "reviewer", "2027-01-01"),
    )
    return FileReport(
        NASTY_PATH,
        [budget, *(vague(lang, line) for line in (8, 10, 12, 14)), bare, waived],
        [
            FormSummary(
                NASTY_PATH,
                1,
                "合作交流\x1b[2J工作经费",
                "sh-2020",
                "labels",
                (
                    IndicatorSummary("/indicators/0", "qualitative", "no", "social"),
                    IndicatorSummary("/indicators/1", "threshold", "yes", None),
                ),
                "上海市合作交流办公室",
                "=cmd|' /C calc'!A0",
                "2020",
            )
        ],
        [NotEvaluated("TL507", NASTY_PATH, 1, words["reason"])],
        [],
        [
            OutcomeNote("TL605", NASTY_PATH, 1, Outcome.PASS),
            OutcomeNote("TL507", NASTY_PATH, 1, Outcome.NOT_EVALUATED, words["reason"]),
        ],
        passed=41,
    )


def _document(lang: str) -> FileReport:
    path = 'filed/表 "1"\n<𠮷>.xlsx'
    where = Place(25, 1, 25, 7, "绩效目标表1!D25", ("支撑作用明显",))
    asks = vague(lang, 25, path=path)._replace(
        where=where, outcome=Outcome.REVIEW, form=2, message="-1+1 ##[add-mask]表"
    )
    form = FormSummary(path, 2, "=HYPERLINK(1)", "central-2015", "labels", ())
    return FileReport(path, [asks], [form], passed=3)


def _broken(lang: str) -> FileReport:
    entry = Unreadable(
        "broken.yaml",
        WORDS[lang]["unreadable"],
        3,
        11,
        (Fix("suggested", '">=90%"', (Edit(30, 35, '">=90%"', Place(3, 11, 3, 16)),)),),
        ("  target: >=90%",),
    )
    gone = Unreadable("gone.yaml", "？")
    return FileReport("broken.yaml", unreadable=[entry, gone])


def nasty(lang: str, *, outcomes: bool = False) -> Report:
    files = [_first(lang), _document(lang), _broken(lang), FileReport("good.yaml", passed=40)]
    return Report(files, run_info(lang, outcomes=outcomes))


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def report(lang: str) -> Report:
    return nasty(lang)


@pytest.fixture
def zh() -> Report:
    return nasty("zh")


@pytest.fixture
def clean() -> Report:
    return Report([FileReport("good.yaml", passed=40)], run_info("zh"))


@pytest.fixture(params=PATHS)
def path(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=MESSAGES)
def message(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def one() -> Callable[..., Report]:
    """Make a report with one finding that is as asked."""

    def make(report: Report, **changes: Any) -> Report:
        finding = report.files[0].findings[1]._replace(**changes)
        return Report([FileReport(finding.path, [finding])], report.run)

    return make


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "browser: needs Chromium and playwright")
