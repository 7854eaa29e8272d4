"""Where reports go: a stream, or a file that is written whole or not at all.

Every writer of a run is fed side by side, one file of the run at a time:

    with Outputs([("full", None), ("sarif", "out.sarif")], run, options) as outputs:
        for file in files:
            outputs.add(file)
"""

import os
import stat
import sys
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, BinaryIO, Self

from targetlint.findings import FileReport, RunInfo, Tally
from targetlint.reports import FORMATS, writer_for
from targetlint.reports.errors import ReportError
from targetlint.reports.writer import Options, Piece, Writer

# What makes a writer again, elsewhere: format, run, options.
Making = tuple[str, RunInfo, Options]


class Sink:
    """A place to write to; nothing is seen of a file before it is kept."""

    def __init__(self, path: str | None, encoding: str = "utf-8", *, append: bool = False) -> None:
        """Open a stream for None, else a new file beside the one that it is to replace."""
        self.encoding = encoding
        self.target = self.temporary = ""
        self.stream: BinaryIO
        if path is None:
            self.stream = sys.stdout.buffer
        elif append or not _replaceable(path):
            self.stream = _open_in_place(path, append=append)
        else:
            from targetlint.reports.scratch import beside  # noqa: PLC0415 - not for a terminal

            self.target = os.path.realpath(path)
            self.temporary, self.stream = beside(self.target)

    def write(self, pieces: Iterable[Piece]) -> None:
        """Write pieces in order; a lone surrogate is written as an escape."""
        for piece in pieces:
            if isinstance(piece, str):
                self.stream.write(piece.encode(self.encoding, "backslashreplace"))
            else:
                self.stream.write(piece)

    def keep(self) -> None:
        """Put the file in its place."""
        if self.stream is sys.stdout.buffer:
            self.stream.flush()
            return
        if not self.temporary:
            self.stream.close()
            return
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        os.replace(self.temporary, self.target)  # noqa: PTH105 - paths stay text on the fast path
        self.temporary = ""

    def drop(self) -> None:
        """Leave everything as it was."""
        temporary, self.temporary = self.temporary, ""
        try:
            if self.stream is not sys.stdout.buffer:
                self.stream.close()
        except OSError:  # what waits has no room either, and is not wanted
            if not temporary:
                raise
        finally:
            if temporary:
                os.unlink(temporary)  # noqa: PTH108


def _replaceable(path: str) -> bool:
    """Tell a plain file, or one to be made, from a device, a pipe and the like."""
    if os.path.abspath(path).startswith(("/dev/", "/proc/")):  # noqa: PTH100
        return False
    try:
        return stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116
    except FileNotFoundError:
        return True


def _open_in_place(path: str, *, append: bool) -> BinaryIO:
    streams = {"/dev/stdout": 1, "/dev/stderr": 2, "/dev/fd/1": 1, "/dev/fd/2": 2}
    if path in streams:
        return os.fdopen(os.dup(streams[path]), "wb")
    return open(path, "ab" if append else "wb")  # noqa: PTH123 - closed by the sink


def write_atomically(path: str, pieces: Iterable[Piece]) -> None:
    """Write a file whole or not at all."""
    sink = Sink(path)
    try:
        sink.write(pieces)
    except BaseException:
        sink.drop()
        raise
    sink.keep()


class Outputs:
    """The reports of a run in the making, side by side."""

    def __init__(
        self,
        requests: Sequence[tuple[str, str | None]],
        run: RunInfo,
        options: Options,
        *,
        step_summary: str | None = None,
    ) -> None:
        """Open a report for each format and file; ``-`` and None are the standard output.

        ``step_summary`` is the file that GitHub offers for a summary; it goes with the format
        ``github``.
        """
        _refuse_clashes(requests)
        self.open: list[tuple[Writer, Sink | None]] = []
        self.made: list[Making] = []
        try:
            for name, path in requests:
                self._open(name, None if path == "-" else path, run, options)
                if name == "github" and step_summary:
                    self._open("github-summary", step_summary, run, options, append=True)
        except BaseException:
            self.drop()
            raise

    def _open(
        self, name: str, path: str | None, run: RunInfo, options: Options, *, append: bool = False
    ) -> None:
        room = _room(path) if append and path is not None else None
        color = options.color and path is None
        own = options._replace(path=path, room=room, color=color)
        made = writer_for(name, run, own)
        self.made.append((name, run, own))
        if path is None and (made.binary or made.keeps_file):
            raise ReportError("report-needs-file", name=name)
        encoding = _stream_encoding() if path is None and made.for_people else "utf-8"
        sink = None if made.keeps_file else Sink(path, encoding, append=append)
        self.open.append((made, sink))

    @property
    def wants_outcomes(self) -> bool:
        """Tell whether a report needs every outcome, also of what was met."""
        return any(made.wants_outcomes or made.run.outcomes for made, _ in self.open)

    def __enter__(self) -> Self:
        """Begin every report."""
        try:
            for made, sink in self.open:
                _put(sink, made.begin())
        except BaseException:
            self.drop()
            raise
        return self

    def add(self, file: FileReport) -> None:
        """Tell every report of one more file."""
        for made, sink in self.open:
            _put(sink, made.file(file))

    def tell(self, file: FileReport) -> tuple[Any, ...]:
        """Give what each report says about a file, of that file alone."""
        return tuple(made.tell(file) for made, _ in self.open)

    def put(self, told: Sequence[Any], tally: Tally) -> None:
        """Tell every report of one more file, of which is known what each says."""
        for (made, sink), words in zip(self.open, told, strict=True):
            _put(sink, made.put(words, tally))

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End every report and put it in its place; drop them all where the run broke off."""
        if kind is not None:
            self.drop()
            return
        try:
            for made, sink in self.open:
                _put(sink, made.end())
            while self.open:
                _, sink = self.open[0]
                if sink is not None:
                    sink.keep()
                self.open.pop(0)
        except BaseException:
            self.drop()
            raise

    def drop(self) -> None:
        """Give up every report that is not in its place yet."""
        while self.open:
            made, sink = self.open.pop()
            made.abandon()
            if sink is not None:
                sink.drop()


def _put(sink: Sink | None, pieces: Iterable[Piece]) -> None:
    if sink is not None:
        sink.write(pieces)
        return
    for _ in pieces:  # a writer that keeps its own file gives no text
        pass


def _refuse_clashes(requests: Sequence[tuple[str, str | None]]) -> None:
    taken = set()
    for name, path in requests:
        if name not in FORMATS:
            raise ReportError("report-unknown-format", name=name, known=", ".join(FORMATS))
        place = "-" if path in {None, "-"} else os.path.realpath(str(path))
        if place in taken:
            raise ReportError("report-same-place", place=path or "-")
        taken.add(place)


def _room(path: str) -> int:
    """How many bytes GitHub still takes in a step summary; it refuses a larger one whole."""
    limit = 1024 * 1024 - 1024
    try:
        return max(limit - os.stat(path).st_size, 0)  # noqa: PTH116
    except FileNotFoundError:
        return limit


def _stream_encoding() -> str:
    """A person's terminal is served in its own encoding; everything else reads UTF-8."""
    if sys.stdout.isatty() or os.environ.get("PYTHONIOENCODING"):
        return sys.stdout.encoding or "utf-8"
    return "utf-8"
