"""The tables of a comparison, for the page and the workbook: headings, and rows of text."""

from collections.abc import Iterator
from typing import NamedTuple

from targetlint.compare import words
from targetlint.compare.model import Comparison, FormChange, Opinion
from targetlint.phrases import say

CHANGES = (
    ("project", 24), ("kind", 12), ("level1", 14), ("level2", 16), ("name", 26), ("last", 22),
    ("this", 22), ("amount", 10), ("notes", 44), ("last-place", 24), ("this-place", 24),
)  # fmt: skip
FORMS = (
    ("project", 30), ("last-place", 28), ("this-place", 28), ("last-budget", 16),
    ("this-budget", 16), ("amount", 10), ("notes", 60),
)  # fmt: skip
OPINIONS = (
    ("state", 16), ("severity", 10), ("rule", 9), ("project", 24), ("subject", 34),
    ("message", 44), ("now", 50),
)  # fmt: skip

Value = str | float | None


class Line(NamedTuple):
    """A row of a table with its mark: a severity, or none."""

    mark: str
    cells: tuple[Value, ...]


def headings(columns: tuple[tuple[str, int], ...], lang: str) -> list[str]:
    """Give the headings of a table."""
    return [say(f"compare-column-{key}", lang) for key, _ in columns]


def changes(form: FormChange, lang: str) -> Iterator[Line]:
    """Give a row for each indicator of a form."""
    last_path = form.last.path if form.last is not None else ""
    this_path = form.this.path if form.this is not None else ""
    for row in form.rows:
        cell = row.this or row.last
        if cell is None:
            continue
        yield Line(
            words.worst_of(row),
            (
                form.project, words.kind(row, lang), cell.level1, cell.level2, cell.level3,
                row.last.target if row.last is not None else "",
                row.this.target if row.this is not None else "",
                words.amount(row, lang), "\n".join(words.notes(row, lang)),
                words.place(last_path, row.last), words.place(this_path, row.this),
            ),
        )  # fmt: skip


def form_line(form: FormChange, lang: str) -> Line:
    """Give a form in one row."""
    marks = [words.severity_of("remarks", one.key) for one in form.remarks]
    notes = [words.remark(one, lang) for one in form.remarks]
    sure = words.form_confidence(form.match, lang)
    sides = [
        f"{side.path} #{side.form}" if side is not None else "" for side in (form.last, form.this)
    ]
    budgets = [side.budget if side is not None else None for side in (form.last, form.this)]
    growth = "" if form.growth is None else f"{form.growth:+.1%}"
    mark = min(marks, key=words.MARKS.index, default="none")
    text = "\n".join([*notes, sure] if sure else notes)
    return Line(
        mark, (form.project or say("compare-nameless", lang), *sides, *budgets, growth, text)
    )


def opinion_line(one: Opinion, lang: str) -> Line:
    """Give an opinion in one row."""
    rule = one.earlier.rule if one.earlier is not None else one.now.rule if one.now else ""
    message = one.earlier.message if one.earlier is not None else ""
    severity = say(f"report-severity-{one.severity}", lang)
    mark = one.severity if one.state in {"stands", "changed", "form-gone", "new"} else "none"
    return Line(
        mark,
        (
            words.state(one, lang), severity, rule, one.project, words.about(one, lang), message,
            words.now_told(one),
        ),
    )  # fmt: skip


def opinion_lines(found: Comparison) -> Iterator[Line]:
    """Give every opinion."""
    for one in found.opinions or ():
        yield opinion_line(one, found.lang)
