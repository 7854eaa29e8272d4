"""One line a finding, as compilers write it."""

from collections.abc import Iterator

from targetlint.findings import FileReport, Finding, RunInfo, Unreadable
from targetlint.reports import closing
from targetlint.reports.paint import Paint
from targetlint.reports.visible import visible
from targetlint.reports.writer import Lines, Options


class Concise(Lines):
    """``--format concise``."""

    for_people = True

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Choose colours."""
        super().__init__(run, options)
        self.paint = Paint(on=options.color)

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give a line for each finding that is not set aside."""
        for finding in file.findings:
            if finding.suppressed is None:
                yield f"{headline(finding, self.paint)}\n"
        for entry in file.unreadable:
            yield f"{unreadable_line(entry, self.paint)}\n"

    def end(self) -> Iterator[str]:
        """Give the counts of the rules where they are asked for."""
        if self.options.statistics:
            yield from closing.statistics(self.totals, self.run)


def headline(finding: Finding, paint: Paint) -> str:
    """Give place, severity, message and rule of a finding in one line."""
    where = finding.where
    place = f" {where.place}:" if where.place is not None else f"{where.line}:{where.column}:"
    severity = paint.severity(finding.severity)
    return (
        f"{paint.strong(visible(f'{finding.path}:{place}'))} {severity}: "
        f"{visible(finding.message)} {paint.faint(f'[{finding.rule}]')}"
    )


def unreadable_line(entry: Unreadable, paint: Paint) -> str:
    """Give an input that could not be read in one line."""
    place = f"{entry.path}:"
    if entry.line is not None:
        place += f"{entry.line}:{entry.column or 1}:"
    return f"{paint.strong(visible(place))} {paint.alarm('unreadable')}: {visible(entry.message)}"
