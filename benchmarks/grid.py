"""A Dask cluster on this machine, for the benchmark: a scheduler and its workers."""

import json
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PATIENCE, _GRACE = 60.0, 10.0


class NoSchedulerError(Exception):
    """The scheduler did not come up."""


@contextmanager
def grid(python: Path, home: Path, workers: int, env: Mapping[str, str]) -> Iterator[str]:
    """Start a scheduler and workers of one thread each; give its address, and end them."""
    file = home / "scheduler.json"
    file.unlink(missing_ok=True)
    begun: list[subprocess.Popen[bytes]] = []

    def start(kind: str, *words: str) -> None:
        command = [str(python), "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *words]
        null = subprocess.DEVNULL
        begun.append(subprocess.Popen(command, cwd=home, env=env, stdout=null, stderr=null))

    try:
        start("scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(file))
        address = _address(file)
        for number in range(workers):
            folder = str(home / f"worker-{number}")
            start("worker", address, "--nthreads", "1", "--no-nanny", "--local-directory", folder)
        time.sleep(5)
        yield address
    finally:
        for child in reversed(begun):
            child.terminate()
        for child in begun:
            try:
                child.wait(_GRACE)
            except subprocess.TimeoutExpired:  # a worker may wait for a scheduler that is gone
                child.kill()
                child.wait()


def _address(file: Path) -> str:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        try:
            address: str = json.loads(file.read_text(encoding="utf-8"))["address"]
        except (OSError, ValueError):
            time.sleep(0.1)
        else:
            return address
    raise NoSchedulerError
