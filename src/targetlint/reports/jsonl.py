"""The JSON report as a stream: one object a line, each with its ``type``."""

from collections.abc import Iterator
from typing import Any

from targetlint.findings import FileReport
from targetlint.reports import json
from targetlint.reports.writer import Lines


class JsonLines(Lines):
    """``--format jsonl``."""

    def begin(self) -> Iterator[str]:
        """Say who writes."""
        yield _line("tool", {"version": 1, "tool": json.tool(self.run)})

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give everything about a file: its forms, then what was found in them."""
        for form in file.forms:
            yield _line("form", json.form_object(form))
        for finding in file.findings:
            yield _line("finding", json.finding_object(finding))
        if self.run.outcomes:
            for note in file.unfound:
                yield _line("finding", json.outcome_object(note, self.run))
        for entry in file.not_evaluated:
            yield _line("not_evaluated", json.not_evaluated_object(entry))
        for broken in file.unreadable:
            yield _line("unreadable", json.unreadable_object(broken))

    def end(self) -> Iterator[str]:
        """Give the sums."""
        yield _line("summary", json.summary_object(self.totals, self.run))


def _line(kind: str, content: dict[str, Any]) -> str:
    return json.encode({"type": kind, **content}) + "\n"
