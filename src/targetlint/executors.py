"""Where files are checked: in this process, in several, or on a cluster; one interface.

A ``Recipe`` says how to make a checker and can be sent anywhere. Files go out in batches, a
bounded number at a time, and reports come back in the order of the files, so that a run of any
length takes little memory and says the same whatever the executor.
"""

import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, Protocol

from targetlint.findings import FileReport, Unreadable

Named = tuple[str, bool]
Batch = tuple[Named, ...]


class Checker(Protocol):
    """What checks one file; None where it is no form and nobody named it."""

    def check_file(self, path: str, *, explicit: bool = True) -> FileReport | None:
        """Check one file."""


class Recipe(NamedTuple):
    """How to make a checker: a function of a module and plain arguments for it."""

    make: Callable[..., Checker]
    arguments: tuple[Any, ...]


class Plan(NamedTuple):
    """How a run is spread: processes, files in a batch, batches under way for each process."""

    jobs: int
    batch: int
    ahead: int


def jobs_for(asked: str, files: int, worth_it: int) -> int:
    """Give the number of processes: as asked, or what the machine has where the run is long."""
    if asked != "auto":
        return max(1, int(asked))
    if files < worth_it:
        return 1
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def serial(recipe: Recipe, files: Iterable[Named]) -> Iterator[FileReport]:
    """Check files one after the other in this process."""
    checker = recipe.make(*recipe.arguments)
    for path, explicit in files:
        report = checker.check_file(path, explicit=explicit)
        if report is not None:
            yield report


def batches(files: Iterable[Named], size: int) -> Iterator[Batch]:
    """Divide files into batches, in order."""
    remaining = iter(files)
    while batch := tuple(islice(remaining, size)):
        yield batch


_checkers: dict[int, Checker] = {}


def check_batch(recipe: Recipe, batch: Batch) -> list[FileReport]:
    """Check a batch in the process where this runs; the checker is made once for a recipe."""
    key = hash((recipe.make.__module__, recipe.make.__qualname__, repr(recipe.arguments)))
    checker = _checkers.get(key)
    if checker is None:
        _checkers.clear()
        checker = _checkers[key] = recipe.make(*recipe.arguments)
    found = (checker.check_file(path, explicit=explicit) for path, explicit in batch)
    return [report for report in found if report is not None]


class LostError(Exception):
    """A worker died with what it was working on."""


class Backend(Protocol):
    """Something that takes batches and gives back reports, in any order and anywhere."""

    def submit(self, batch: Batch) -> Any:
        """Start on a batch."""

    def result(self, handle: Any) -> list[FileReport]:
        """Wait for a batch; ``LostError`` where its worker died."""

    def renew(self) -> None:
        """Get fresh workers after some died."""

    def close(self) -> None:
        """Let the workers go."""


class Processes:
    """Worker processes on this machine."""

    def __init__(self, recipe: Recipe, jobs: int) -> None:
        """Start with no process yet."""
        self._recipe = recipe
        self._jobs = jobs
        self._pool = self._start()

    def _start(self) -> Any:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - only for long runs
        from multiprocessing import get_context  # noqa: PLC0415 - as above

        context = get_context("spawn")
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_quiet_worker)

    def submit(self, batch: Batch) -> Any:
        """Start on a batch."""
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

        try:
            return self._pool.submit(check_batch, self._recipe, batch)
        except BrokenProcessPool:
            return None

    def result(self, handle: Any) -> list[FileReport]:
        """Wait for a batch."""
        from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - as above

        if handle is None:
            raise LostError
        try:
            reports: list[FileReport] = handle.result()
        except BrokenProcessPool:
            raise LostError from None
        return reports

    def renew(self) -> None:
        """Get a fresh pool."""
        self.close()
        self._pool = self._start()

    def close(self) -> None:
        """End the processes."""
        self._pool.shutdown(wait=True, cancel_futures=True)


def _quiet_worker() -> None:
    """Leave Ctrl-C to the main process, which ends the run."""
    import signal  # noqa: PLC0415 - only in workers

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def spread(
    backend: Backend, files: Iterable[Named], plan: Plan, lost: Callable[[str], FileReport]
) -> Generator[FileReport, None, None]:
    """Check files on a backend; reports come in the order of the files.

    Where a worker dies, the batch waited for is checked again file by file with nothing beside
    it, so that a file that kills a worker is known for certain; ``lost`` says so. Everything
    else under way is handed out anew.
    """
    supply = batches(files, plan.batch)
    waiting: deque[tuple[Batch, Any]] = deque()
    try:
        while True:
            while len(waiting) < plan.jobs * plan.ahead and (batch := next(supply, None)):
                waiting.append((batch, backend.submit(batch)))
            if not waiting:
                return
            batch, handle = waiting.popleft()
            try:
                yield from backend.result(handle)
            except LostError:
                yield from _alone(backend, batch, lost)
                waiting = deque((other, backend.submit(other)) for other, _ in waiting)
    finally:
        backend.close()


def _alone(
    backend: Backend, batch: Batch, lost: Callable[[str], FileReport]
) -> Iterator[FileReport]:
    """Check the files of a lost batch one at a time."""
    backend.renew()
    for named in batch:
        try:
            yield from backend.result(backend.submit((named,)))
        except LostError:
            backend.renew()
            yield lost(named[0])


def died(path: str, message: str) -> FileReport:
    """Say that worker processes died with a file, as of an input that cannot be read."""
    return FileReport(path, unreadable=[Unreadable(path, message)])
