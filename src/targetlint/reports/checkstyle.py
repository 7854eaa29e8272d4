"""The report in the shape of Checkstyle, which many build servers read."""

from collections.abc import Iterator

from targetlint.findings import FileReport, Finding
from targetlint.reports.words import placed_message
from targetlint.reports.writer import Lines
from targetlint.reports.xml import HEAD, attributes


class Checkstyle(Lines):
    """``--format checkstyle``."""

    def begin(self) -> Iterator[str]:
        """Open the document."""
        yield f"{HEAD}<checkstyle{attributes(version=self.run.version)}>\n"

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give a file and its findings; those set aside are left out."""
        yield f"  <file{attributes(name=file.path)}>\n"
        for finding in file.findings:
            if finding.suppressed is None:
                yield _finding(finding)
        for entry in file.unreadable:
            told = attributes(
                line=entry.line,
                column=entry.column,
                severity="error",
                message=entry.message,
                source="targetlint.unreadable",
            )
            yield f"    <error{told}/>\n"
        yield "  </file>\n"

    def end(self) -> Iterator[str]:
        """Close the document."""
        yield "</checkstyle>\n"


def _finding(finding: Finding) -> str:
    lined = finding.where.place is None
    told = attributes(
        line=finding.where.line if lined else None,
        column=finding.where.column if lined else None,
        severity=finding.severity.value,
        message=placed_message(finding),
        source=f"targetlint.{finding.rule}",
    )
    return f"    <error{told}/>\n"
