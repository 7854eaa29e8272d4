"""Diagnostics for reviewdog, one a line. Its columns count UTF-8 bytes."""

from collections.abc import Iterator
from typing import Any

from targetlint.findings import Edit, FileReport, Finding, Place, Severity, Unreadable
from targetlint.reports.concise import headline, unreadable_line
from targetlint.reports.json import encode
from targetlint.reports.paint import Paint
from targetlint.reports.paths import from_root
from targetlint.reports.words import placed_message
from targetlint.reports.writer import Lines

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_PLAIN = Paint(on=False)


class ReviewDog(Lines):
    """``--format rdjsonl``."""

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give a diagnostic for each finding that is not set aside."""
        for finding in file.findings:
            if finding.suppressed is None:
                yield encode(self._finding(finding)) + "\n"
        for entry in file.unreadable:
            yield encode(self._unreadable(entry)) + "\n"

    def _finding(self, finding: Finding) -> dict[str, Any]:
        path = from_root(finding.path, self.options.root)
        lines = _lines(finding.where)
        code = {"value": finding.rule}
        if self.run.home:
            code["url"] = f"{self.run.home}{finding.rule}"
        diagnostic: dict[str, Any] = {
            "message": placed_message(finding),
            "location": {"path": path},
            "severity": _SEVERITY[finding.severity],
            "source": _source(self.run.home),
            "code": code,
            "original_output": headline(finding, _PLAIN),
        }
        if finding.where.place is None:
            diagnostic["location"]["range"] = _range(finding.where, lines)
        edits = [fix.edits[0] for fix in finding.fixes if len(fix.edits) == 1]
        offered = [made for edit in edits if (made := _suggestion(edit, lines))]
        if offered and finding.where.place is None:
            diagnostic["suggestions"] = offered
        if finding.related:
            diagnostic["related_locations"] = [
                {
                    "message": other.message,
                    "location": {"path": path, "range": _range(other.where, _lines(other.where))},
                }
                for other in finding.related
                if other.where.place is None
            ]
        return diagnostic

    def _unreadable(self, entry: Unreadable) -> dict[str, Any]:
        location: dict[str, Any] = {"path": from_root(entry.path, self.options.root)}
        if entry.line is not None:
            column = entry.column or 1
            where = Place(entry.line, column, entry.line, column, None, entry.lines)
            location["range"] = _range(where, _lines(where))
        return {
            "message": entry.message,
            "location": location,
            "severity": "ERROR",
            "source": _source(self.run.home),
            "code": {"value": "unreadable"},
            "original_output": unreadable_line(entry, _PLAIN),
        }


def _source(home: str) -> dict[str, str]:
    return {"name": "targetlint", "url": home} if home else {"name": "targetlint"}


def _lines(where: Place) -> dict[int, str]:
    return {where.line + index: line for index, line in enumerate(where.lines)}


def _position(line: int, column: int, lines: dict[int, str]) -> dict[str, int]:
    """Give a position in bytes; without the text of the line, the line alone."""
    if line not in lines and column > 1:
        return {"line": line}
    before = lines.get(line, "")[: column - 1]
    return {"line": line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


def _range(where: Place, lines: dict[int, str]) -> dict[str, dict[str, int]]:
    """Give the range; whole lines where one end's column cannot be told in bytes."""
    start = _position(where.line, where.column, lines)
    end = _position(where.end_line, where.end_column, lines)
    if "column" in start and "column" in end:
        return {"start": start, "end": end}
    return {"start": {"line": where.line}, "end": {"line": where.end_line}}


def _suggestion(edit: Edit, lines: dict[int, str]) -> dict[str, Any] | None:
    """Give an edit, unless its columns cannot be told in bytes."""
    where = edit.where
    known = lines | _lines(where)
    start = _position(where.line, where.column, known)
    end = _position(where.end_line, where.end_column, known)
    if "column" not in start or "column" not in end:
        return None
    return {"range": {"start": start, "end": end}, "text": edit.text}
