"""The report as Markdown, for a comment, a wiki or a minute.

Text from a form can neither link nor call anyone there: what Markdown or GitHub would take for
markup is escaped.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from targetlint.findings import FileReport, Finding, RunInfo, Tally, Totals
from targetlint.phrases import say
from targetlint.reports import closing
from targetlint.reports.visible import visible_lines
from targetlint.reports.words import label, short_place, subject
from targetlint.reports.writer import Options, Spool, Writer

_MARKUP = re.compile(r"[\\`*_\[\]#|~$]")
_CALLS = re.compile(r"(@|#|://|www\.|GH-)(?=\S)", re.IGNORECASE)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_COLUMNS = ("severity", "place", "row", "message", "rule")


class Markdown(Writer):
    """``--format markdown``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Let the tables wait for the sums, which come first."""
        super().__init__(run, options)
        self.totals = Totals()
        self.body = Spool()

    def tell(self, file: FileReport) -> str:
        """Word the table of a file."""
        return "".join(file_pieces(file, self.run.lang))

    def put(self, told: Any, tally: Tally) -> Iterable[str]:
        """Keep the table of the next file."""
        self.totals.count(tally)
        self.body.add(told)
        return ()

    def end(self) -> Iterator[str]:
        """Give the sums, then the tables."""
        yield heading(self.totals, self.run)
        yield from self.body.drain()


def heading(totals: Totals, run: RunInfo) -> str:
    """Give the title and what the run adds up to."""
    counted = closing.sums(totals, run)
    return f"## targetlint\n\n{escape(counted)}\n"


def file_pieces(file: FileReport, lang: str) -> Iterator[str]:
    """Give the table of a file, a piece for each of its rows; nothing where all is well."""
    live = [finding for finding in file.findings if finding.suppressed is None]
    if live or file.unreadable:
        yield f"\n### {escape(file.path)}\n\n"
    for entry in file.unreadable:
        line = "" if entry.line is None else f"{entry.line}:{entry.column or 1}: "
        yield f"- **{label('outcome', 'unreadable', lang)}** {line}{escape(entry.message)}\n"
    if live:
        names = " | ".join(say(f"report-column-{name}", lang) for name in _COLUMNS)
        yield f"| {names} |\n|{' --- |' * len(_COLUMNS)}\n"
    for finding in live:
        yield _row(finding, lang)


def _row(finding: Finding, lang: str) -> str:
    message = escape(finding.message)
    if finding.advice:
        message += f"<br>*{escape(finding.advice)}*"
    cells = (
        label("severity", finding.severity.value, lang),
        escape(short_place(finding.where)),
        escape(subject(finding, lang)),
        message,
        finding.rule,
    )
    return f"| {' | '.join(cells)} |\n"


def escape(text: str) -> str:
    """Write text that Markdown shows as it is; line breaks become ``<br>``."""
    shown = visible_lines(text)
    shown = _CALLS.sub("\\1\0", shown)
    shown = _MARKUP.sub(r"\\\g<0>", shown).translate(_ENTITIES)
    return shown.replace("\0", "<!-- -->").replace("\n", "<br>")
