"""What an opinion says, before it is given a shape: a pure function of a file's report.

Every requirement ends in one place: found wrong, for a person to judge, met, not to be
checked, or set aside with a reason.
"""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from targetlint.findings import (
    FileReport,
    Finding,
    FormSummary,
    Outcome,
    RuleInfo,
    RunInfo,
    Severity,
)
from targetlint.phrases import fill, say
from targetlint.reports.table import waiver
from targetlint.reports.words import label, subject
from targetlint.resources import load

_PIECE = re.compile(r"([a-z]+ ?)([0-9]+)")


class Item(NamedTuple):
    """A finding as the opinion lists it; ``reason`` is why it is set aside."""

    number: int
    subject: str
    place: str
    severity: str
    rule: str
    message: str
    requirement: str
    advice: str
    reason: str = ""


class Aspect(NamedTuple):
    """One of the four headings: what it asks, what was found, and which faults were not."""

    title: str
    asks: str
    items: tuple[Item, ...]
    met: tuple[str, ...]


class Question(NamedTuple):
    """Something only a person can judge; without a subject it is about the form as a whole."""

    number: int
    aspect: str
    subject: str
    place: str
    question: str


class Open(NamedTuple):
    """A requirement that could not be checked, and why."""

    requirement: str
    reason: str


class Opinion(NamedTuple):
    """The opinion on one form.

    ``facts`` are label and value of its head; ``sources`` the regulations that the
    requirements point to by number.
    """

    lang: str
    facts: tuple[tuple[str, str], ...]
    sum: str
    aspects: tuple[Aspect, ...]
    sources: tuple[str, ...]
    questions: tuple[Question, ...]
    open: tuple[Open, ...]
    waived: tuple[Item, ...]
    tool: str


def build(file: FileReport, run: RunInfo) -> list[Opinion]:
    """Give the opinion on each form of a file."""
    return [_opinion(file, form, run) for form in file.forms]


def _opinion(file: FileReport, form: FormSummary, run: RunInfo) -> Opinion:
    layout = load("rules/review.yaml")
    first = form.form == file.forms[0].form
    findings = [f for f in file.findings if f.form == form.form or (first and not f.form)]
    waived = [finding for finding in findings if finding.suppressed is not None]
    live = [finding for finding in findings if finding.suppressed is None]
    asked = [finding for finding in live if finding.outcome is Outcome.REVIEW]
    failed = [finding for finding in live if finding.outcome is not Outcome.REVIEW]
    order = list(layout["aspects"])
    failed.sort(key=lambda finding: order.index(_aspect(finding.rule, run, layout)))
    sources = tuple(dict.fromkeys(finding.source for finding in failed if finding.source))
    questions = _questions(asked, run, layout)
    return Opinion(
        lang=run.lang,
        facts=_facts(form, run),
        sum=_sum(form, failed, len(questions), run.lang),
        aspects=tuple(
            Aspect(
                words["title"][run.lang],
                words["asks"][run.lang],
                tuple(
                    _item(number, finding, run, sources)
                    for number, finding in enumerate(failed, 1)
                    if _aspect(finding.rule, run, layout) == key
                ),
                tuple(_met(file, form, key, run, layout)),
            )
            for key, words in layout["aspects"].items()
        ),
        sources=sources,
        questions=questions,
        open=tuple(
            Open(_summary(entry.rule, run), entry.reason)
            for entry in file.not_evaluated
            if entry.form == form.form
        ),
        waived=tuple(_item(number, finding, run) for number, finding in enumerate(waived, 1)),
        tool=say("review-tool", run.lang, version=run.version, rules=run.rules_hash),
    )


def _facts(form: FormSummary, run: RunInfo) -> tuple[tuple[str, str], ...]:
    told = {
        "project": form.project,
        "applicant": form.applicant,
        "department": form.department,
        "year": form.year,
        "template": form.template,
        "file": say("review-form", run.lang, path=form.path, n=form.form),
        "date": run.date,
    }
    return tuple((say(f"review-{key}", run.lang), value) for key, value in told.items())


def _sum(form: FormSummary, failed: list[Finding], questions: int, lang: str) -> str:
    counted = [(severity, sum(f.severity is severity for f in failed)) for severity in Severity]
    parts = [
        say(f"report-{severity}-one" if count == 1 else f"report-{severity}", lang, n=count)
        for severity, count in counted
        if count
    ]
    found = say("report-comma", lang).join(parts) or say("report-nothing", lang)
    return say(
        "review-sum",
        lang,
        rows=len(form.indicators),
        measurable=sum(row.measurable == "yes" for row in form.indicators),
        found=found,
        questions=questions,
    )


def _met(
    file: FileReport, form: FormSummary, aspect: str, run: RunInfo, layout: dict[str, Any]
) -> Iterable[str]:
    for note in file.outcomes:
        met = note.form == form.form and note.outcome is Outcome.PASS
        if met and _aspect(note.rule, run, layout) == aspect:
            yield _summary(note.rule, run)


def _aspect(rule: str, run: RunInfo, layout: dict[str, Any]) -> str:
    info = run.rules.get(rule)
    known = info is not None and info.aspect in layout["aspects"]
    return info.aspect if info is not None and known else str(layout["otherwise"])


def _item(number: int, finding: Finding, run: RunInfo, sources: tuple[str, ...] = ()) -> Item:
    lang = run.lang
    source = ""
    if finding.source in sources:
        source = say("review-source", lang, n=sources.index(finding.source) + 1)
    message = finding.message
    if finding.outcome is not Outcome.REVIEW and finding.expected:
        message += "\n" + say("report-expected", lang, text=finding.expected)
    return Item(
        number=number,
        subject=subject(finding, lang),
        place=_place(finding, lang),
        severity=label("severity", finding.severity.value, lang),
        rule=finding.rule,
        message=message,
        requirement=_requirement(run.rules.get(finding.rule)) + source,
        advice=finding.advice,
        reason=waiver(finding.suppressed) if finding.suppressed is not None else "",
    )


def _requirement(info: RuleInfo | None) -> str:
    return "" if info is None else info.description or info.summary


def _summary(rule: str, run: RunInfo) -> str:
    info = run.rules.get(rule)
    return f"{info.summary} [{rule}]" if info is not None else rule


def _place(finding: Finding, lang: str) -> str:
    where = finding.where
    if where.place is None:
        return say("review-line", lang, line=where.line)
    return _worded(where.place, lang)


def _worded(place: str, lang: str) -> str:
    """Give a place such as ``p2 table 2 row 7`` in the words of a language; others as they are."""
    known: dict[str, dict[str, str]] = load("rules/review.yaml")["places"]
    pieces = _PIECE.findall(place)
    if " ".join(map("".join, pieces)) != place or any(
        word.strip() not in known for word, _ in pieces
    ):
        return place
    told = [fill(known[word.strip()][lang], {"n": number}) for word, number in pieces]
    return " ".join(told)


def _questions(asked: list[Finding], run: RunInfo, layout: dict[str, Any]) -> tuple[Question, ...]:
    """Put the questions that the form raises before those that every form raises."""
    lang, made = run.lang, []
    titles = {key: words["title"][lang] for key, words in layout["aspects"].items()}
    for finding in asked:
        info = run.rules.get(finding.rule)
        told = (finding.message, info.question if info is not None else "")
        question = "\n".join(filter(None, told))
        aspect = titles[_aspect(finding.rule, run, layout)]
        made.append((aspect, subject(finding, lang), _place(finding, lang), question))
    for key, words in layout["aspects"].items():
        made += [(titles[key], "", "", question[lang]) for question in words["questions"]]
    return tuple(Question(number, *entry) for number, entry in enumerate(made, 1))
