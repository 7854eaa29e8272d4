"""The command in a process of its own, with something wrong around it."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]

# Gives away the right to read and write what nobody may, sets bounds, and becomes the command.
LAUNCH = """
import ctypes, os, resource, sys
most = int(sys.argv[1])
if most:
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
for right in (1, 2) if sys.platform == "linux" and os.getuid() == 0 else ():
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)
os.execv(sys.executable, [sys.executable, "-m", "targetlint", *sys.argv[2:]])
"""


class Said(NamedTuple):
    """How the command ended, and what it said."""

    code: int
    out: str
    err: str


def environment(folder: Path, settings: dict[str, str]) -> dict[str, str]:
    """Give an environment with nothing of this machine in it."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "HOME": str(folder / "home"),
        "TARGETLINT_LANG": "en",
        "PYTHONDONTWRITEBYTECODE": "1",  # a bound on the size of files would leave halves of them
        **settings,
    }


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[bytes]]:
    """Start the command in the folder of the test; ``most`` bounds the files that it may write."""

    def go(*words: str, most: int = 0, **settings: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", LAUNCH, str(most), *words],
            cwd=tmp_path,
            env=environment(tmp_path, settings),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    return go


@pytest.fixture
def lint(start: Callable[..., subprocess.Popen[bytes]]) -> Callable[..., Said]:
    """Run the command to its end; it never shows a traceback."""

    def go(*words: str, **settings: Any) -> Said:
        return ended(start(*words, **settings))

    return go


def ended(child: subprocess.Popen[bytes]) -> Said:
    """Wait for a command to end."""
    out, err = child.communicate(timeout=60)
    said = Said(child.returncode, out.decode(), err.decode())
    assert "Traceback" not in said.out + said.err
    assert "TARGETLINT_DEBUG" not in said.err
    return said
