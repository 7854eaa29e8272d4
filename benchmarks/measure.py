"""Time and memory of a command, as the kernel counts them for that one process and its children."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

_KIB = 1024 if os.uname().sysname != "Darwin" else 1


class Cost(NamedTuple):
    """What a command took: seconds by the clock, seconds of processor, megabytes at its peak."""

    seconds: float
    cpu: float
    peak: float


class UnexpectedError(Exception):
    """A command ended in a way that makes its time meaningless."""


def cost(
    command: Sequence[str], *, codes: tuple[int, ...] = (0, 1), env: Mapping[str, str] | None = None
) -> Cost:
    """Run a command with its output thrown away, and say what it took."""
    with Path(os.devnull).open("wb") as null:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=null, stderr=null, stdin=null, env=env)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - begun
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in codes:
        raise UnexpectedError(f"exit code {child.returncode}: {' '.join(command)[:300]}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _KIB / 1e6)


def interleaved(
    commands: Mapping[str, Callable[[int], Sequence[str]]],
    rounds: int,
    env: Mapping[str, str] | None = None,
) -> dict[str, Cost]:
    """Run commands in turn, so that a slow moment of the machine hits all; give the medians.

    Each command is told the number of the round, to take another input each time.
    """
    taken: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds):
        for name, command in commands.items():
            taken[name].append(cost(command(number), env=env))
    return {name: middle(costs) for name, costs in taken.items()}


def middle(costs: Sequence[Cost]) -> Cost:
    """Give the median of each figure."""
    return Cost(*map(median, zip(*costs, strict=True)))
