"""A real Dask cluster on this machine: a scheduler and workers, each a process of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

distributed = pytest.importorskip("distributed")

_PATIENCE = 60


class Grid:
    """A scheduler with workers."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        """Take where it may write, and what its processes find in their environment."""
        self.folder = folder
        self.environment = environment
        self.workers: list[subprocess.Popen[bytes]] = []
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.address = ""

    def start(self, workers: int) -> None:
        """Start everything and wait until it is there."""
        file = self.folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard",
            "--scheduler-file", str(file),
        )  # fmt: skip
        self.address = _address(file)
        for _ in range(workers):
            self.add()
        if workers:
            self._wait(workers)

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{words[0]}", *words[1:]],
                cwd=self.folder,
                env={**os.environ, **self.environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def add(self) -> subprocess.Popen[bytes]:
        """Start one more worker, with nobody to restart it."""
        worker = self._start(
            "worker", self.address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
            "--local-directory", str(self.folder / f"worker-{len(self.workers)}"),
        )  # fmt: skip
        self.workers.append(worker)
        return worker

    def _wait(self, workers: int) -> None:
        with distributed.Client(self.address, timeout=_PATIENCE, set_as_default=False) as client:
            client.wait_for_workers(workers, timeout=_PATIENCE)

    def stop(self) -> None:
        """End everything."""
        for child in filter(None, (*self.workers, self.scheduler)):
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def _address(file: Path) -> str:
    """Wait for the address that a scheduler writes down."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
        except (OSError, ValueError):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return address


Start = Callable[..., Grid]


@pytest.fixture
def grid(tmp_path: Path) -> Iterator[Start]:
    """Start clusters."""
    begun: list[Grid] = []

    def start(workers: int = 2, **environment: str) -> Grid:
        folder = tmp_path / f"grid-{len(begun)}"
        folder.mkdir()
        begun.append(Grid(folder, environment))
        begun[-1].start(workers)
        return begun[-1]

    yield start
    for one in begun:
        one.stop()


@pytest.fixture
def pile(write: Any, form: str) -> Callable[[int], None]:
    """Write so many forms, each with a figure of its own."""

    def put(count: int) -> None:
        for number in range(count):
            text = form.replace(">=3公里", f">={number + 3}公里")
            write(f"pile/form-{number:04}.yaml", text)

    return put
