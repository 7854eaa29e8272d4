"""Where files are checked: in this process, in several, or on a cluster; one interface.

Files go out in batches, a bounded number at a time, and answers come back in the order of the
files, so that a run of any length takes little memory and says the same whatever the backend.
"""

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from targetlint.findings import FileReport, Tally


class Job(NamedTuple):
    """One file to check: whether somebody named it, at which desk, and its bytes if at hand."""

    path: str
    named: bool
    desk: int = 0
    data: bytes | None = None


class Parcel(NamedTuple):
    """What a run needs to know about a checked file: its sums and the words of each report.

    ``report`` is the report itself, where more than words is asked for.
    """

    path: str
    failed: bool
    tally: Tally
    told: tuple[Any, ...]
    report: FileReport | None = None


class Answer(NamedTuple):
    """What became of a job; ``key`` names it in the cache, empty where it is not to be kept.

    It is a parcel where forms are checked; None where the file is no form and nobody named it.
    """

    key: bytes
    parcel: Any


class Batch(NamedTuple):
    """Files in a row: so many, of which some are known already, by place, and others are jobs."""

    size: int
    known: Mapping[int, Any]
    jobs: tuple[Job, ...]


class Plan(NamedTuple):
    """How a run is spread: workers, batches under way for each, and what to do when one dies.

    ``lost`` gives the answer for a file that no worker survives; ``again`` is told how many
    files are checked again.
    """

    workers: int
    ahead: int
    lost: Callable[[Job], Answer]
    again: Callable[[int], None]


class LostError(Exception):
    """A worker died with what it was working on."""


class Backend(Protocol):
    """Something that takes jobs and gives back answers, anywhere."""

    def submit(self, jobs: tuple[Job, ...]) -> Any:
        """Start on some jobs; gives a handle."""

    def answers(self, handle: Any) -> Iterable[Answer]:
        """Wait for the answers, in the order of the jobs; ``LostError`` where a worker died."""

    def alone(self, job: Job) -> Answer:
        """Do one job with nothing beside it; ``LostError`` where the worker died again."""

    def close(self) -> None:
        """Let the workers go."""


def spread(
    backend: Backend, supply: Iterable[Batch], plan: Plan, keep: Callable[[Answer], None]
) -> Generator[Any, None, None]:
    """Check files on a backend; parcels come in the order of the files.

    Where a worker dies, the batch that it was at is checked again file by file, so that a file
    that kills a worker is known for certain.
    """
    batches = iter(supply)
    waiting: deque[tuple[Batch, Any]] = deque()
    try:
        while True:
            while len(waiting) < plan.workers * plan.ahead and (batch := next(batches, None)):
                waiting.append((batch, backend.submit(batch.jobs) if batch.jobs else None))
            if not waiting:
                return
            batch, handle = waiting.popleft()
            try:
                answers = backend.answers(handle) if batch.jobs else ()
            except LostError:
                plan.again(len(batch.jobs))
                answers = _alone(backend, batch.jobs, plan.lost)
            yield from _in_order(batch, answers, keep)
    finally:
        backend.close()


def _in_order(
    batch: Batch, answers: Iterable[Answer], keep: Callable[[Answer], None]
) -> Iterator[Any]:
    """Put what is known and what was found out back into the order of the files."""
    found = iter(answers)
    for place in range(batch.size):
        if place in batch.known:
            parcel = batch.known[place]
        else:
            answer = next(found)
            parcel = answer.parcel
            if answer.key:
                keep(answer)
        if parcel is not None:
            yield parcel


def _alone(
    backend: Backend, jobs: Iterable[Job], lost: Callable[[Job], Answer]
) -> Iterator[Answer]:
    """Do the jobs of a lost batch one at a time."""
    for job in jobs:
        try:
            yield backend.alone(job)
        except LostError:
            yield lost(job)
