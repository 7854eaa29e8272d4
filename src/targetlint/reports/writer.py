"""The shape of a format: a writer takes the files of a run one by one and gives text.

Writing about a file has two halves. ``tell`` words it and looks at nothing else, so that it may
be done in another process, or have been done yesterday; ``put`` takes what was told, in the
order of the files, and is quick. A format that cannot be halved gives ``file`` instead.

Nothing but totals is kept between files, so a run may be of any length. What a format
wants at the end (or at the top, like a count) waits in a ``Spool``.
"""

from collections.abc import Iterable, Iterator
from typing import IO, Any, NamedTuple

from targetlint.findings import FileReport, RunInfo, Tally, Totals, tally

Piece = str | bytes

_IN_MEMORY = 1_000_000


class Options(NamedTuple):
    """How a report is to look, decided before it is begun.

    ``root`` is the folder that paths are told from where a format wants them relative to a
    repository; ``path`` the file it goes to, None for a stream; ``room`` how many bytes it may
    take. ``wide`` says that the terminal draws ambiguous characters (“ × ≥) two cells wide.
    """

    color: bool = False
    width: int = 100
    wide: bool = False
    statistics: bool = False
    root: str | None = None
    path: str | None = None
    room: int | None = None


class Writer:
    """One report in the making.

    ``binary`` and ``keeps_file`` (it writes its file itself) need a file to go to;
    ``for_people`` may be written in the encoding of a terminal; ``wants_outcomes`` needs to
    hear of requirements that were met.
    """

    binary = False
    for_people = False
    keeps_file = False
    wants_outcomes = False

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Take what holds for the whole run."""
        self.run = run
        self.options = options

    def begin(self) -> Iterable[Piece]:
        """Give what stands before the first file."""
        return ()

    def file(self, file: FileReport) -> Iterable[Piece]:
        """Give what is said about one file."""
        return self.put(self.tell(file), tally(file))

    def tell(self, file: FileReport) -> Any:
        """Give what is said about a file, of this file alone: JSON-ready, or the file itself."""
        if self.wants_outcomes or self.run.outcomes or not file.outcomes:
            return file
        return file.without_outcomes()

    def put(self, told: Any, _tally: Tally) -> Iterable[Piece]:
        """Give what was told of the next file, in its place in the report."""
        return self.file(told)

    def end(self) -> Iterable[Piece]:
        """Give what stands after the last file."""
        return ()

    def abandon(self) -> None:
        """Let go of everything: the run was broken off."""


class Lines(Writer):
    """A format that says of a file the same whatever stands before it."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Count along."""
        super().__init__(run, options)
        self.totals = Totals()

    def lines(self, file: FileReport) -> Iterable[str]:
        """Give what is said about one file."""
        raise NotImplementedError

    def tell(self, file: FileReport) -> str:
        """Word a file."""
        return "".join(self.lines(file))

    def put(self, told: Any, tally: Tally) -> Iterable[str]:
        """Count the file and pass its words on."""
        self.totals.count(tally)
        return (told,) if told else ()


class Spool:
    """Text that waits: in memory while it is short, then in a temporary file."""

    def __init__(self) -> None:
        """Start empty."""
        self._held: list[str] = []
        self._size = 0
        self._file: IO[str] | None = None

    def __bool__(self) -> bool:
        """Tell whether anything waits."""
        return bool(self._held) or self._file is not None

    def add(self, text: str) -> None:
        """Keep a piece."""
        self._held.append(text)
        self._size += len(text)
        if self._size > _IN_MEMORY:
            self._move()

    def _move(self) -> None:
        if self._file is None:
            import tempfile  # noqa: PLC0415 - only long runs need it

            self._file = tempfile.TemporaryFile(  # noqa: SIM115 - open until it is drained
                "w+", encoding="utf-8", errors="surrogatepass", newline=""
            )
        self._file.writelines(self._held)
        self._held.clear()
        self._size = 0

    def drain(self) -> Iterator[str]:
        """Give everything back in order, and be empty."""
        if self._file is not None:
            self._file.seek(0)
            while text := self._file.read(_IN_MEMORY):
                yield text
            self._file.close()
            self._file = None
        yield from self._held
        self._held.clear()
        self._size = 0
