"""Where results lie: one SQLite database in the user's own folder.

Whatever goes wrong with it, a run goes on without: a full disk, a database that is damaged,
locked for long or not ours, a folder that cannot be written. Each entry carries a checksum. Of
two layouts measured (a file for each entry was the other) this one writes in a twelfth of the
time and reads in a third.
"""

import os
import sqlite3
import time
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from targetlint.cache.key import digest
from targetlint.prepared import cache_folder

_LAYOUT = 1
_WAIT = 2.0
_TOGETHER = 256
_CHECKED = 8
_LEFT = 0.75
_SCHEMA = """
CREATE TABLE IF NOT EXISTS runs (run BLOB PRIMARY KEY, used INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS results (
  number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, run BLOB NOT NULL, content BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS results_run ON results (run);
"""


class Info(NamedTuple):
    """How the cache stands: where, how many results, how many bytes on disk."""

    path: str
    results: int
    size: int


def folder() -> Path:
    """Say where results are kept."""
    return cache_folder() / "results"


class Store:
    """The results of one kind of run: the same rules, settings, formats.

    ``limit`` bounds the size on disk; what was not used for longest goes first.
    """

    def __init__(self, run: bytes, limit: int) -> None:
        """Open the database, or go without."""
        self._run = run
        self._limit = limit
        self._waiting: dict[bytes, bytes] = {}
        self._base = _open()
        self.empty = True
        if self._base is not None:
            self._look()

    def _look(self) -> None:
        """Tell whether anything is known of such runs, and that it is still in use."""
        found = self._ask("SELECT 1 FROM runs WHERE run = ?", (self._run,))
        self.empty = not found
        self._change([("INSERT OR REPLACE INTO runs VALUES (?, ?)", (self._run, int(time.time())))])

    def find(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """Give what is kept under keys, whole entries only."""
        wanted = tuple(keys)
        if not wanted or self._base is None:
            return {}
        places = ",".join("?" * len(wanted))
        found = self._ask(f"SELECT key, content FROM results WHERE key IN ({places})", wanted)  # noqa: S608 - places are question marks
        return {
            key: content[_CHECKED:]
            for key, content in found
            if digest(key, content[_CHECKED:])[:_CHECKED] == content[:_CHECKED]
        }

    def keep(self, key: bytes, content: bytes) -> None:
        """Keep a result; it is written together with others."""
        if self._base is None:
            return
        self._waiting[key] = digest(key, content)[:_CHECKED] + content
        if len(self._waiting) >= _TOGETHER:
            self._write()

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, {}
        self._change(
            ("INSERT OR REPLACE INTO results (key, run, content) VALUES (?, ?, ?)",
             (key, self._run, content))
            for key, content in waiting.items()
        )  # fmt: skip
        size = self._size()
        if size > self._limit:
            self._make_room(self._limit * _LEFT / size)

    def _make_room(self, share: float) -> None:
        """Keep a share: the runs not used for longest go first, then what is oldest."""
        order = "SELECT number FROM results JOIN runs USING (run) ORDER BY used, number"
        (count,), *_ = self._ask("SELECT count(*) FROM results") or [(0,)]
        gone = count - int(count * share)
        self._change([
            (f"DELETE FROM results WHERE number IN ({order} LIMIT ?)", (gone,)),  # noqa: S608 - no text from outside
            ("DELETE FROM runs WHERE run NOT IN (SELECT run FROM results) AND run <> ?",
             (self._run,)),
        ])  # fmt: skip

    def _size(self) -> int:
        """Give the bytes that entries take; pages that became free are used again."""
        pages, free, size = (
            next(iter(self._ask(f"PRAGMA {name}")), (0,))[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _ask(self, question: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        if self._base is None:
            return []
        try:
            return self._base.execute(question, values).fetchall()
        except _BROKEN as error:
            self._give_up(error)
            return []

    def _change(self, changes: Iterable[tuple[str, tuple[object, ...]]]) -> None:
        """Make changes, all or none; without luck, none."""
        if self._base is None:
            return
        try:
            self._base.execute("BEGIN IMMEDIATE")
            for statement, values in changes:
                self._base.execute(statement, values)
            self._base.execute("COMMIT")
        except _BROKEN as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        """Go on without; a damaged database is put away for the next run to begin anew."""
        base, self._base = self._base, None
        if base is not None:
            base.close()
        if _damaged(error):
            _remove()

    def close(self) -> None:
        """Write what waits, and let go."""
        if self._base is not None and self._waiting:
            self._write()
        if self._base is not None:
            self._base.close()
            self._base = None

    def __enter__(self) -> Self:
        """Use the store for a run."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it, however the run went: every result kept is whole."""
        self.close()


# What a database raises: over damage, its own words may be no text.
_BROKEN = (sqlite3.Error, UnicodeDecodeError)


def _damaged(error: Exception) -> bool:
    """Tell a damaged or foreign database from one that is busy, full or not writable."""
    return type(error) in (sqlite3.DatabaseError, UnicodeDecodeError)


def _open() -> sqlite3.Connection | None:
    path = folder() / f"results-{_LAYOUT}.db"
    base: sqlite3.Connection | None = None
    try:
        _make(path)
        base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
        base.execute("PRAGMA synchronous = OFF")
        base.execute("PRAGMA journal_mode = TRUNCATE")
        base.executescript(_SCHEMA)
    except (OSError, *_BROKEN) as error:
        if base is not None:
            base.close()
        if _damaged(error):
            _remove()
        return None
    return base


def _make(path: Path) -> None:
    """Make the folder and the file for this user alone; refuse what is another's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600))
    if hasattr(os, "getuid"):
        for place in (path, path.parent):
            facts = place.stat()
            if facts.st_uid != os.getuid() or facts.st_mode & 0o022:
                raise PermissionError(place)


def _remove() -> int:
    """Remove the database with its journal; gives the number of bytes that became free."""
    freed = 0
    for path in sorted(folder().glob("results-*.db*")):
        try:
            size = path.stat().st_size
            path.unlink()
            freed += size
        except OSError:
            continue
    return freed


def clean() -> int:
    """Remove every result; gives the number of bytes that became free."""
    return _remove()


def info() -> Info:
    """Say how the cache stands."""
    path = folder() / f"results-{_LAYOUT}.db"
    results = size = 0
    try:
        size = path.stat().st_size
        base = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=_WAIT)
    except (OSError, *_BROKEN):
        return Info(str(path), 0, size)
    try:
        (results,) = base.execute("SELECT count(*) FROM results").fetchone()
    except _BROKEN:
        results = 0
    finally:
        base.close()
    return Info(str(path), results, size)
