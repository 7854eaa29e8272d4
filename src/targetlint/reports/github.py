"""Annotations of a pull request, as GitHub's workflow commands.

GitHub shows only the first ten of a level in a step, so the gravest come first and a notice
says how many it will hide.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from targetlint.findings import FileReport, Finding, Place, RunInfo, Severity, Tally, Unreadable
from targetlint.phrases import say
from targetlint.reports.paths import from_root
from targetlint.reports.visible import visible_lines
from targetlint.reports.words import placed_message
from targetlint.reports.writer import Options, Spool, Writer

SHOWN = 10
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


class GitHub(Writer):
    """``--format github``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Let the lighter ones wait for the graver ones."""
        super().__init__(run, options)
        self.waiting = {severity: Spool() for severity in Severity}
        self.counts = dict.fromkeys(Severity, 0)

    def tell(self, file: FileReport) -> list[tuple[str, str]]:
        """Word the findings that are not set aside, each with its severity."""
        told = [(Severity.ERROR.value, self._unreadable(entry)) for entry in file.unreadable]
        return told + [
            (finding.severity.value, self._annotation(finding))
            for finding in file.findings
            if finding.suppressed is None
        ]

    def put(self, told: Any, _tally: Tally) -> Iterable[str]:
        """Sort the commands of the next file by severity."""
        for name, text in told:
            severity = Severity(name)
            self.counts[severity] += 1
            self.waiting[severity].add(text + "\n")
        return ()

    def _annotation(self, finding: Finding) -> str:
        title = f"{finding.rule} {finding.name}"
        message = placed_message(finding)
        if finding.advice:
            message = f"{message}\n{finding.advice}"
        where = {**self._file(finding.path), **position(finding.where), "title": title}
        return command(LEVELS[finding.severity], where, message)

    def _unreadable(self, entry: Unreadable) -> str:
        where = self._file(entry.path)
        if entry.line is not None:
            where["line"] = str(entry.line)
            if entry.column is not None:
                where["col"] = str(entry.column)
        return command("error", where, entry.message)

    def _file(self, path: str) -> dict[str, str]:
        return {} if path == "-" else {"file": from_root(path, self.options.root)}

    def end(self) -> Iterator[str]:
        """Give everything, gravest first; what GitHub will hide is the first of the notices."""
        yield from self.waiting[Severity.ERROR].drain()
        yield from self.waiting[Severity.WARNING].drain()
        hidden = sum(max(count - SHOWN, 0) for count in self.counts.values())
        if hidden:
            hidden += self.counts[Severity.INFO] >= SHOWN
            text = say("report-github-hidden", self.run.lang, n=hidden)
            yield command("notice", {"title": "targetlint"}, text) + "\n"
        yield from self.waiting[Severity.INFO].drain()


def position(where: Place) -> dict[str, str]:
    """Give line and column; columns only within one line, or GitHub drops the annotation."""
    if where.place is not None:
        return {}
    if where.line != where.end_line:
        return {"line": str(where.line), "endLine": str(where.end_line)}
    return {
        "line": str(where.line),
        "col": str(where.column),
        "endLine": str(where.end_line),
        "endColumn": str(max(where.end_column, where.column)),
    }


def command(name: str, properties: dict[str, str], message: str) -> str:
    """Write a workflow command, escaped so that no text can end or begin one."""
    told = ",".join(f"{key}={escape_property(value)}" for key, value in properties.items())
    return f"::{name}{' ' if told else ''}{told}::{escape(message)}"


def escape(text: str) -> str:
    """Escape the message of a command; a log shows what a terminal would obey."""
    return visible_lines(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escape_property(text: str) -> str:
    """Escape a property of a command."""
    return escape(text).replace(":", "%3A").replace(",", "%2C")
