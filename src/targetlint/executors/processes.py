"""Worker processes on this machine.

Each has a pipe of its own, so that the death of one is seen at once, is known to be that one's,
and can leave nobody waiting. Workers are started afresh (``spawn``), leave Ctrl-C to the main
process, and end by themselves when that is gone, however it went.
"""

import pickle
from collections import deque
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any

from targetlint.executors import Answer, Job, LostError

Answerer = Callable[[Job], Answer]
# What makes the thing that does the jobs, from what was sent.
Make = Callable[[Any], Answerer]
# Batches that a worker has: one that it is at, and one to go on with.
_IN_HAND = 2


class Handle:
    """Jobs handed in, and what became of them: answers, or that a worker died with them."""

    __slots__ = ("answers", "jobs", "lost")

    def __init__(self, jobs: tuple[Job, ...]) -> None:
        """Begin without answers."""
        self.jobs = jobs
        self.answers: list[Answer] | None = None
        self.lost = False


class _Worker:
    """One process, its pipe, and the jobs it has, in order; it is at the first."""

    def __init__(self, make: Make, order: bytes) -> None:
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, make, order), daemon=True)
        self.process.start()
        theirs.close()
        self.has: deque[Handle] = deque()

    def give(self, handle: Handle) -> None:
        """Hand over jobs; where the worker is gone, that shows when it is listened to."""
        self.has.append(handle)
        try:
            self.pipe.send(handle.jobs)
        except OSError:
            return

    def hear(self) -> bool:
        """Take the next answers; False where the worker is gone."""
        try:
            said = self.pipe.recv()
        except (EOFError, OSError):
            return False
        if isinstance(said, Exception):
            raise said
        handle = self.has.popleft()
        handle.answers, handle.jobs = said, ()
        return True

    def end(self) -> None:
        """Let the process go; what it is at is of no use to anybody any more."""
        self.pipe.close()
        self.process.terminate()
        self.process.join()
        self.process.close()


class Processes:
    """Worker processes, begun with the first jobs."""

    def __init__(self, make: Make, order: Any, count: int) -> None:
        """Take how workers are made ready: a function of a module, and what it is given."""
        self._given = (make, pickle.dumps(order, pickle.HIGHEST_PROTOCOL))
        self._count = count
        self._workers: dict[Connection, _Worker] = {}
        self._single: _Worker | None = None
        self._queue: deque[Handle] = deque()

    def submit(self, jobs: tuple[Job, ...]) -> Handle:
        """Start on some jobs."""
        handle = Handle(jobs)
        self._queue.append(handle)
        self._hand_out()
        return handle

    def answers(self, handle: Handle) -> list[Answer]:
        """Wait for answers, handing out more meanwhile."""
        while handle.answers is None and not handle.lost:
            for pipe in wait(list(self._workers)):
                worker = self._workers[pipe]  # type: ignore[index] # a Connection that was put in
                if not worker.hear():
                    self._bury(worker)
            self._hand_out()
        if handle.answers is None:
            raise LostError
        return handle.answers

    def alone(self, job: Job) -> Answer:
        """Do a job with a worker that has nothing else."""
        if self._single is None:
            self._single = _Worker(*self._given)
        handle = Handle((job,))
        self._single.give(handle)
        if not self._single.hear() or handle.answers is None:
            self._single.end()
            self._single = None
            raise LostError
        return handle.answers[0]

    def close(self) -> None:
        """End the processes."""
        if self._single is not None:
            self._single.end()
            self._single = None
        while self._workers:
            _, worker = self._workers.popitem()
            worker.end()

    def _hand_out(self) -> None:
        """Give every worker enough to go on with."""
        while self._queue:
            worker = min(self._workers.values(), key=lambda one: len(one.has), default=None)
            if len(self._workers) < self._count and (worker is None or worker.has):
                worker = _Worker(*self._given)
                self._workers[worker.pipe] = worker
            if worker is None or len(worker.has) >= _IN_HAND:
                return
            worker.give(self._queue.popleft())

    def _bury(self, worker: _Worker) -> None:
        """Note what a dead worker was at as lost; what it had not begun is for others."""
        del self._workers[worker.pipe]
        worker.end()
        if worker.has:
            worker.has.popleft().lost = True
        self._queue.extendleft(reversed(worker.has))


def serve(pipe: Connection, make: Make, order: bytes) -> None:
    """Do jobs as they come; this is all that a worker process does."""
    import signal  # noqa: PLC0415 - only in workers
    from queue import SimpleQueue  # noqa: PLC0415 - as above
    from threading import Thread  # noqa: PLC0415 - as above

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waiting: SimpleQueue[tuple[Job, ...]] = SimpleQueue()
    Thread(target=_listen, args=(pipe, waiting), daemon=True).start()
    try:
        answer = make(pickle.loads(order))  # noqa: S301 - from the process that started this one
        while True:
            pipe.send([answer(job) for job in waiting.get()])
    except OSError:  # nobody is there to hear it
        return
    except Exception as error:  # noqa: BLE001 - the main process says what went wrong
        pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _listen(pipe: Connection, waiting: Any) -> None:
    """Take in jobs, so that the main process never waits to hand one over; end with it."""
    import os  # noqa: PLC0415 - only in workers

    while True:
        try:
            waiting.put(pipe.recv())
        except (EOFError, OSError):
            os._exit(0)
