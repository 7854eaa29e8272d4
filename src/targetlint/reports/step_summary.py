"""The summary of a step on GitHub: the Markdown report, cut where GitHub would refuse it whole."""

from collections.abc import Iterable, Iterator
from typing import Any

from targetlint.findings import FileReport, RunInfo, Tally, Totals
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

    def tell(self, file: FileReport) -> list[str]:
        """Word the table of a file, row by row."""
        return list(markdown.file_pieces(file, self.run.lang))

    def put(self, told: Any, tally: Tally) -> Iterable[str]:
        """Keep the table of the next file as far as there is room, whole rows only."""
        self.totals.count(tally)
        for piece in told:
            size = len(piece.encode("utf-8", "backslashreplace"))
            if size > self.room or self.left_out:
                self.left_out += piece.startswith(("| ", "- "))
                continue
            self.room -= size
            self.body.add(piece)
        return ()

    def end(self) -> Iterator[str]:
        """Give the sums, the tables, and how much was left out."""
        if self.room + _RESERVE <= 0:
            return
        yield markdown.heading(self.totals, self.run)
        yield from self.body.drain()
        if self.left_out:
            yield "\n" + say("report-left-out", self.run.lang, n=f"{self.left_out:,}") + "\n"
