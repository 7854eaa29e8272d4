"""Checking in this process, and deciding when others are worth their start."""

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from targetlint.executors import Answer, Backend, Job


class Here:
    """This process; a job is done when its answer is asked for."""

    def __init__(self, answer: Callable[[Job], Answer]) -> None:
        """Take what does a job."""
        self._answer = answer

    def submit(self, jobs: tuple[Job, ...]) -> tuple[Job, ...]:
        """Put jobs off until they are asked for."""
        return jobs

    def answers(self, handle: tuple[Job, ...]) -> Iterator[Answer]:
        """Do the jobs, one by one."""
        return map(self._answer, handle)

    def alone(self, job: Job) -> Answer:
        """Do a job."""
        return self._answer(job)

    def close(self) -> None:
        """Nothing is held here."""


class Thrifty:
    """This process for the first jobs, others once there were so many that they pay.

    In a tree that was checked before, few files are new.
    """

    def __init__(self, here: Here, start: Callable[[], Backend], after: int) -> None:
        """Take both, and the number of jobs to do here first."""
        self._here = here
        self._start = start
        self._left = after
        self._others: Backend | None = None

    def submit(self, jobs: tuple[Job, ...]) -> tuple[Backend, Any]:
        """Give the jobs to whom they suit."""
        backend: Backend = self._here
        if self._left <= 0:
            if self._others is None:
                self._others = self._start()
            backend = self._others
        self._left -= len(jobs)
        return backend, backend.submit(jobs)

    def answers(self, handle: tuple[Backend, Any]) -> Iterable[Answer]:
        """Ask who has the jobs."""
        return handle[0].answers(handle[1])

    def alone(self, job: Job) -> Answer:
        """Leave it to the others, where one of them died."""
        return (self._others or self._here).alone(job)

    def close(self) -> None:
        """Let the workers go."""
        if self._others is not None:
            self._others.close()


def processors() -> int:
    """Give the number of processors that this process may use."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1
