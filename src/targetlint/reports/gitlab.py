"""GitLab's code quality report.

Equal fingerprints collapse into one entry there, so file and form go into them. Its pages do not
show the check, so the rule leads the description.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

from targetlint.findings import FileReport, Finding, RunInfo, Severity, Tally, Unreadable
from targetlint.reports.json import encode
from targetlint.reports.paths import from_root
from targetlint.reports.words import placed_message
from targetlint.reports.writer import Options, Writer

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


class GitLab(Writer):
    """``--format gitlab``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Remember whether an entry was written."""
        super().__init__(run, options)
        self.empty = True

    def begin(self) -> Iterator[str]:
        """Open the list."""
        yield "["

    def tell(self, file: FileReport) -> str:
        """Word an entry for each finding that is not set aside."""
        path = from_root(file.path, self.options.root)
        entries = [_finding(f, path) for f in file.findings if f.suppressed is None]
        entries += [self._unreadable(entry) for entry in file.unreadable]
        return ",\n".join(map(encode, entries))

    def put(self, told: Any, _tally: Tally) -> Iterator[str]:
        """Give the entries of the next file."""
        if told:
            yield f"{'' if self.empty else ','}\n{told}"
            self.empty = False

    def end(self) -> Iterator[str]:
        """Close the list."""
        yield "\n]\n"

    def _unreadable(self, entry: Unreadable) -> dict[str, Any]:
        path = from_root(entry.path, self.options.root)
        return {
            "description": entry.message,
            "check_name": "unreadable",
            "fingerprint": _digest(path, "unreadable", entry.message),
            "severity": "critical",
            "location": {"path": path, "lines": {"begin": entry.line or 1}},
        }


def _finding(finding: Finding, path: str) -> dict[str, Any]:
    where = finding.where
    lines = {"begin": 1}
    if where.place is None:
        lines = {"begin": where.line, "end": where.end_line}
    return {
        "description": f"{finding.rule}: {placed_message(finding)}",
        "check_name": finding.rule,
        "fingerprint": _digest(path, str(finding.form), finding.fingerprint),
        "severity": _SEVERITY[finding.severity],
        "location": {"path": path, "lines": lines},
    }


def _digest(*parts: str) -> str:
    whole = "\0".join(parts).encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:40]
