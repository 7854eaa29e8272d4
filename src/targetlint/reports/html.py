"""The report as a page: one file, offline, to read, filter and print.

Nothing is loaded from anywhere, and a policy in the page forbids every script and style but its
own two. Text from a form is text: it is escaped, and what would turn a line around is shown.
"""

import heapq
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from targetlint.findings import FileReport, Finding, FormSummary, RunInfo, Severity, Totals
from targetlint.own import GENERATOR
from targetlint.phrases import say
from targetlint.reports import closing
from targetlint.reports.charts import Bar, bars, parts
from targetlint.reports.table import waiver
from targetlint.reports.visible import visible, visible_lines
from targetlint.reports.words import label, short_place, subject
from targetlint.reports.writer import Options, Spool, Writer
from targetlint.reports.xml import escape, legal

_COLUMNS = ("severity", "place", "row", "message", "rule")
_TOP = 12
_EXCERPT = 160
_MEASURABLE = ("yes", "conditional", "no")


class Html(Writer):
    """``--format html``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Let the findings wait for the sums and charts above them."""
        super().__init__(run, options)
        self.totals = Totals()
        self.body = Spool()
        self.measurable: Counter[str] = Counter()
        self.heaviest: list[tuple[int, int, str]] = []

    def file(self, file: FileReport) -> Iterator[str]:
        """Keep a section for each form of a file that has something to say."""
        self.totals.add(file)
        for form in file.forms:
            self.measurable.update(str(row.measurable) for row in form.indicators)
        self._weigh(file)
        forms = {form.form: form for form in file.forms}
        by_form: dict[int, list[Finding]] = {}
        for finding in file.findings:
            by_form.setdefault(finding.form, []).append(finding)
        for number, findings in by_form.items():
            rows = [self._row(finding) for finding in findings]
            self.body.add(self._section(file.path, forms.get(number), rows))
        if file.unreadable:
            rows = [
                self._broken(entry.path, entry.line, entry.message) for entry in file.unreadable
            ]
            self.body.add(self._section(file.path, None, rows))
        yield ""

    def _weigh(self, file: FileReport) -> None:
        """Remember the files with the most findings, the earlier ones first."""
        count = sum(finding.suppressed is None for finding in file.findings)
        if not count:
            return
        entry = (count, -self.totals.files, file.path)
        if len(self.heaviest) < _TOP:
            heapq.heappush(self.heaviest, entry)
        else:
            heapq.heappushpop(self.heaviest, entry)

    def _say(self, key: str, **values: object) -> str:
        return shown(say(f"report-{key}", self.run.lang, **values))

    def _section(self, path: str, form: FormSummary | None, rows: list[str]) -> str:
        told = "" if form is None else f" · {self._say('form', n=form.form)}"
        lines = ""
        if form is not None:
            department = form.department or form.applicant
            known = filter(None, (form.project, department, form.year, form.template))
            lines = f"<p>{shown(' · '.join(known))}</p>"
        heads = "".join(f'<th scope="col">{self._say(f"column-{name}")}</th>' for name in _COLUMNS)
        return (
            f'<section data-path="{shown(path)}"><header><h2>{shown(path)}{told}</h2>{lines}'
            f"</header><table><thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}"
            "</tbody></table></section>\n"
        )

    def _row(self, finding: Finding) -> str:
        severity = finding.severity.value
        info = self.run.rules.get(finding.rule)
        waived = ' class="waived"' if finding.suppressed is not None else ""
        title = f' title="{shown(info.summary)}"' if info is not None else ""
        return (
            f'<tr{waived} data-severity="{severity}" data-rule="{shown(finding.rule)}">'
            f'<td class="badge {severity}">{self._word("severity", severity)}</td>'
            f"<td>{shown(short_place(finding.where))}</td>"
            f"<td>{shown(subject(finding, self.run.lang))}</td>"
            f"<td>{''.join(self._told(finding))}</td>"
            f"<td{title}>{shown(finding.rule)}</td></tr>\n"
        )

    def _told(self, finding: Finding) -> Iterator[str]:
        yield f'<p class="told">{shown(finding.message)}</p>'
        if finding.outcome.value == "review":
            yield f"<p>{self._say('review')}</p>"
        if excerpt := _excerpt(finding):
            yield f"<p><code>{excerpt}</code></p>"
        if finding.expected:
            yield f"<p>{self._say('expected', text=finding.expected)}</p>"
        if finding.advice:
            yield f"<p>{self._say('advice', text=finding.advice)}</p>"
        for other in finding.related:
            place = short_place(other.where)
            yield f'<p class="faint">{self._say("related", place=place, text=other.message)}</p>'
        if finding.source:
            yield f'<p class="faint">{self._say("source", text=finding.source)}</p>'
        if finding.suppressed is not None:
            yield f"<p>{self._say('waived', text=waiver(finding.suppressed))}</p>"

    def _broken(self, path: str, line: int | None, message: str) -> str:
        place = "" if line is None else str(line)
        return (
            f'<tr data-severity="error" data-rule=""><td class="badge error">'
            f"{self._word('outcome', 'unreadable')}</td><td>{place}</td><td>{shown(path)}</td>"
            f'<td><p class="told">{shown(message)}</p></td><td></td></tr>\n'
        )

    def _word(self, kind: str, value: str) -> str:
        return shown(label(kind, value, self.run.lang))

    def end(self) -> Iterator[str]:
        """Give the page: sums, charts, filter, findings."""
        style, script = (
            Path(__file__).with_name(name).read_text("utf-8") for name in ("page.css", "page.js")
        )
        lang = "zh-CN" if self.run.lang == "zh" else "en"
        yield (
            f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n{GENERATOR}\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy(style, script)}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{self._say('html-title')}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f"<h1>{self._say('html-title')}</h1>\n"
            f'<p class="sums">{shown(closing.sums(self.totals, self.run))}</p>\n'
        )
        yield from self._charts()
        yield self._filter()
        yield "<main>\n"
        yield from self.body.drain()
        tool = f"targetlint {self.run.version} · {self.run.rules_hash}"
        yield f"</main>\n<footer><p>{self._say('html-note')} {shown(tool)}</p></footer>\n"
        yield f"<script>{script}</script>\n</body>\n</html>\n"

    def _charts(self) -> Iterator[str]:
        by_severity = [
            Bar(label("severity", kind.value, self.run.lang), count, kind.value, f"severity={kind}")
            for kind, count in self.totals.severities.items()
        ]
        ranked = sorted(self.totals.rules.items(), key=lambda entry: (-entry[1], entry[0]))[:_TOP]
        by_file = sorted(self.heaviest, key=lambda entry: (-entry[0], -entry[1]))
        by_measure = [
            Bar(label("measurable", kind, self.run.lang), self.measurable[kind], kind)
            for kind in _MEASURABLE
        ]
        drawn = [("chart-severity", bars, by_severity)]
        if sum(self.measurable.values()):
            drawn.append(("chart-measurable", parts, by_measure))
        if ranked:
            drawn.append(("chart-rules", bars, [self._rule_bar(*entry) for entry in ranked]))
        if len(by_file) > 1:
            files = [Bar(visible(path), count, "info") for count, _, path in by_file]
            drawn.append(("chart-files", bars, files))
        yield '<div class="charts">\n'
        for key, draw, entries in drawn:
            title = say(f"report-{key}", self.run.lang)
            yield f"<figure><figcaption>{shown(title)}</figcaption>{draw(entries, title)}"
            yield "</figure>\n"
        yield "</div>\n"

    def _rule_bar(self, rule: str, count: int) -> Bar:
        info = self.run.rules.get(rule)
        severity = info.severity if info is not None else Severity.INFO
        named = f"{rule} {info.summary}" if info is not None else rule
        return Bar(named, count, severity.value, f"rule={rule}")

    def _filter(self) -> str:
        boxes = "".join(
            f'<label><input type="checkbox" name="severity" value="{kind.value}" checked> '
            f"{self._word('severity', kind.value)}</label>"
            for kind in Severity
        )
        choices = "".join(
            f'<option value="{shown(rule)}">{shown(rule)}</option>'
            for rule in sorted(self.totals.rules)
        )
        told = self._say("html-shown", shown="{shown}", all="{all}")
        return (
            f'<form hidden aria-label="{self._say("html-filter")}">{boxes}'
            f'<label>{self._say("column-rule")} <select name="rule"><option value="">'
            f"{self._say('html-all')}</option>{choices}</select></label>"
            f'<label>{self._say("column-path")} <input type="search" name="path"></label>'
            f'<label>{self._say("html-text")} <input type="search" name="text"></label>'
            f'<label><input type="checkbox" name="waived" checked> {self._say("html-waived")}'
            f'</label><button type="reset">{self._say("html-reset")}</button>'
            f'<output data-told="{told}"></output></form>\n'
        )


def shown(text: str) -> str:
    """Write text from anywhere as text of the page; a line break stays one."""
    return escape(legal(visible_lines(text))).replace("&#10;", "\n")


def _excerpt(finding: Finding) -> str:
    """Give the line of a finding with its place marked, cut to what one reads at a glance."""
    where = finding.where
    if not where.lines:
        return ""
    line = where.lines[0]
    start = where.column - 1
    end = where.end_column - 1 if where.end_line == where.line else len(line)
    low, high = max(start - _EXCERPT // 4, 0), max(end, start) + _EXCERPT // 4
    high = min(high, low + _EXCERPT)
    head = ("…" if low else "") + line[low:start].lstrip()
    tail = line[max(end, start) : high] + ("…" if high < len(line) else "")
    marked = shown(line[start : min(end, high)])
    return f"{shown(head)}<mark>{marked}</mark>{shown(tail.rstrip())}"


def policy(style: str, script: str = "") -> str:
    """Forbid everything but a page's own style and script, known by their hashes."""

    def known(text: str) -> str:
        return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"

    scripts = known(script) if script else "'none'"
    return (
        f"default-src 'none'; style-src {known(style)}; script-src {scripts}; "
        "base-uri 'none'; form-action 'none'"
    )
