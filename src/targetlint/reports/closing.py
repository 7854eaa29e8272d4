"""The last lines of a report for people: what it adds up to, and what to do next."""

from collections.abc import Iterator

from targetlint.findings import Outcome, RunInfo, Severity, Totals
from targetlint.phrases import say
from targetlint.reports.paint import Paint


def number(key: str, count: int, lang: str) -> str:
    """Give a counted thing: ``3 errors``, ``1 error``, ``3 个错误``."""
    return say(f"report-{key}-one" if count == 1 else f"report-{key}", lang, n=f"{count:,}")


def severities(totals: Totals, lang: str, paint: Paint | None = None) -> str:
    """Give the findings by severity, gravest first; that there are none where there are none."""
    paint = paint or Paint(on=False)
    parts = [
        paint.mark(severity, number(severity.value, count, lang))
        for severity, count in totals.severities.items()
        if count
    ]
    if not parts:
        return paint.good(say("report-nothing", lang))
    return say("report-comma", lang).join(parts)


def sums(totals: Totals, run: RunInfo, paint: Paint | None = None) -> str:
    """Give what the run adds up to, in one line."""
    lang = run.lang
    paint = paint or Paint(on=False)
    rest = [
        number(key, count, lang)
        for key, count in (
            ("passed", totals.passed),
            ("suppressed", totals.suppressed),
            ("not-evaluated", totals.outcomes[Outcome.NOT_EVALUATED]),
            ("hidden", sum(totals.hidden.values())),
        )
        if count
    ]
    if totals.unreadable:
        rest.append(paint.alarm(number("unreadable", totals.unreadable, lang)))
    looked = say(
        "report-looked",
        lang,
        files=number("files", totals.files, lang),
        forms=number("forms", totals.forms, lang),
    )
    line = f"{looked}{severities(totals, lang, paint)}"
    return say("report-semicolon", lang).join([line, *rest]) + say("report-stop", lang)


def hints(totals: Totals, run: RunInfo, paint: Paint) -> Iterator[str]:
    """Give the next steps: what could not be evaluated, what can be mended, where to read on."""
    lang = run.lang
    if totals.outcomes[Outcome.NOT_EVALUATED] and not run.outcomes:
        yield say("report-see-not-evaluated", lang)
    if totals.fixable:
        yield number("fixable", totals.fixable, lang)
    rule = _worth_explaining(totals, run)
    if rule:
        yield say("report-explain", lang, command=paint.strong(f"targetlint explain {rule}"))


def _worth_explaining(totals: Totals, run: RunInfo) -> str | None:
    """Pick the gravest rule that was broken most often."""

    def weight(rule: str) -> tuple[int, int, str]:
        info = run.rules.get(rule)
        rank = info.severity.rank if info is not None else Severity.INFO.rank
        return (rank, -totals.rules[rule], rule)

    return min(totals.rules, key=weight, default=None)


def statistics(totals: Totals, run: RunInfo) -> Iterator[str]:
    """Give how often each rule was broken, most often first."""
    ranked = sorted(totals.rules.items(), key=lambda entry: (-entry[1], entry[0]))
    wide = len(str(ranked[0][1])) if ranked else 0
    for rule, count in ranked:
        info = run.rules.get(rule)
        yield f"{count:>{wide}}  {rule}  {info.summary if info else ''}".rstrip() + "\n"
