"""Findings under the name of their file, one line each, for a quick look over many files."""

from collections.abc import Iterator

from targetlint.findings import FileReport, RunInfo
from targetlint.reports import closing
from targetlint.reports.paint import Paint
from targetlint.reports.visible import cells, visible
from targetlint.reports.words import short_place
from targetlint.reports.writer import Lines, Options


class Grouped(Lines):
    """``--format grouped``."""

    for_people = True

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Choose colours."""
        super().__init__(run, options)
        self.paint = Paint(on=options.color)

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give the name of the file and, below it, its findings in columns."""
        live = [finding for finding in file.findings if finding.suppressed is None]
        if not live and not file.unreadable:
            return
        yield self.paint.strong(visible(file.path)) + "\n"
        places = [visible(short_place(finding.where)) for finding in live]
        wide = max(map(cells, places), default=0)
        for finding, place in zip(live, places, strict=True):
            severity = self.paint.severity(finding.severity)
            yield (
                f"  {' ' * (wide - cells(place))}{place}  {severity}"
                f"{' ' * (7 - len(finding.severity))}  {visible(finding.message)}  "
                f"{self.paint.faint(finding.rule)}\n"
            )
        for entry in file.unreadable:
            place = "" if entry.line is None else f"{entry.line}:{entry.column or 1}  "
            yield f"  {place}{self.paint.alarm('unreadable')}  {visible(entry.message)}\n"
        yield "\n"

    def end(self) -> Iterator[str]:
        """Give the sums."""
        if self.options.statistics:
            yield from closing.statistics(self.totals, self.run)
            yield "\n"
        yield closing.sums(self.totals, self.run, self.paint) + "\n"
