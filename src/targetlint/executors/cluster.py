"""Checking on a Dask cluster; its workers need this package and nothing else.

What a worker needs to know comes with each batch, files with their content. Dask hands the
batches of a worker that dies to others; one that several workers died with is given up by it, and
counts as lost.
"""

import logging
import pickle
import warnings
import zlib
from collections.abc import Callable
from concurrent.futures import CancelledError
from threading import Lock
from typing import Any

from distributed import Client, Future, KilledWorker
from distributed.comm.registry import backends

from targetlint.executors import Answer, Job, LostError
from targetlint.located import Fault

Answerer = Callable[[Job], Answer]
Make = Callable[[Any], Answerer]


class Cluster:
    """The workers of a scheduler."""

    def __init__(self, address: str, patience: float, hello: Callable[[], bytes]) -> None:
        """Find the scheduler and at least one worker; all must answer ``hello`` as it is here."""
        _hush()
        self._address = address
        if not _is_address(address):
            raise self._fault("cluster-no-address")
        self._given: tuple[Any, ...] = ()
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._client = Client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise self._fault("cluster-unreachable") from error
        try:
            self._agree(hello, patience)
        except BaseException:
            self.close()
            raise
        self.workers = sum(self._client.nthreads().values())

    def _agree(self, hello: Callable[[], bytes], patience: float) -> None:
        try:
            self._client.wait_for_workers(1, timeout=patience)
        except OSError as error:
            raise self._fault("cluster-no-worker") from error
        try:
            said = self._client.run(hello)
        except ImportError as error:
            raise self._fault("cluster-no-tool", name=error.name or "") from error
        except (OSError, CancelledError) as error:
            raise self._fault("cluster-lost") from error
        for worker, answer in said.items():
            if answer != hello():
                raise self._fault("cluster-other-version", worker=worker)

    def _fault(self, key: str, **values: str) -> Fault:
        return Fault(key, values, self._address)

    def set_to(self, make: Make, order: Any) -> None:
        """Say how workers are made ready: a function of a module, and what it is given."""
        packed = zlib.compress(pickle.dumps(order, pickle.HIGHEST_PROTOCOL))
        self._given = (make, packed)

    def submit(self, jobs: tuple[Job, ...]) -> Future:
        """Start on some jobs."""
        return self._client.submit(work, *self._given, jobs, pure=False)

    def answers(self, handle: Future) -> list[Answer]:
        """Wait for answers."""
        try:
            answers: list[Answer] = handle.result()
        except KilledWorker:
            raise LostError from None
        except ImportError as error:
            raise self._fault("cluster-no-tool", name=error.name or "") from error
        except (OSError, CancelledError) as error:
            raise self._fault("cluster-lost") from error
        handle.release()
        return answers

    def alone(self, job: Job) -> Answer:
        """Do one job; nothing of this run is beside it that was begun before."""
        return self.answers(self.submit((job,)))[0]

    def close(self) -> None:
        """Take back what is not done, and leave."""
        self._client.close()


def _is_address(text: str) -> bool:
    """Whether a text is an address as Dask writes it, of a kind that it knows here."""
    scheme, _, place = text.partition("://")
    return scheme in backends and bool(place)


def _hush() -> None:
    """Leave it to this tool to say what went wrong; Dask would do so at length."""
    for name in [*logging.root.manager.loggerDict]:
        if name.startswith(("distributed", "asyncio", "tornado")):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


_ready: dict[tuple[Make, bytes], Answerer] = {}
_one_by_one = Lock()


def work(make: Make, packed: bytes, jobs: tuple[Job, ...]) -> list[Answer]:
    """Do jobs on a worker, in one of its threads at a time; it is made ready once for a run."""
    with _one_by_one:
        answer = _ready.get((make, packed))
        if answer is None:
            _ready.clear()
            answer = _ready[make, packed] = make(pickle.loads(zlib.decompress(packed)))  # noqa: S301 - from the client
        return [answer(job) for job in jobs]
