"""The summary of a step on GitHub: the Markdown report, cut where GitHub would refuse it whole."""

from collections.abc import Iterator

from targetlint.findings import FileReport, RunInfo, Totals
from targetlint.phrases import say
from targetlint.reports import markdown
from targetlint.reports.writer import Options, Spool, Writer

_LIMIT = 1_000_000
_RESERVE = 4_000


class StepSummary(Writer):
    """``--format github-summary``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Keep count of the bytes that are left."""
        super().__init__(run, options)
        self.totals = Totals()
        self.body = Spool()
        limit = _LIMIT if options.room is None else options.room
        self.room = limit - _RESERVE
        self.left_out = 0

    def file(self, file: FileReport) -> Iterator[str]:
        """Keep the table of a file as far as there is room, whole rows only."""
        self.totals.add(file)
        for piece in markdown.file_pieces(file, self.run.lang):
            size = len(piece.encode("utf-8", "backslashreplace"))
            if size > self.room or self.left_out:
                self.left_out += piece.startswith(("| ", "- "))
                continue
            self.room -= size
            self.body.add(piece)
        yield ""

    def end(self) -> Iterator[str]:
        """Give the sums, the tables, and how much was left out."""
        if self.room + _RESERVE <= 0:
            return
        yield markdown.heading(self.totals, self.run)
        yield from self.body.drain()
        if self.left_out:
            yield "\n" + say("report-left-out", self.run.lang, n=f"{self.left_out:,}") + "\n"
