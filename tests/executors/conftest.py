"""A pile of forms, and a check that ends the process on a certain one of them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

RULE = """\
id: OURS001
name: no-project
summary: {zh: 项目, en: a project}
severity: error
check: doomed
message: {zh: 项目, en: project}
"""
CHECKS = """\
import os, signal
from pathlib import Path
from targetlint.checks.check import Check, Nothing

def doomed(form, params, _form):
    if "DOOM" in form.project:
        @ACT@

CHECKS = {"doomed": Check(("form",), Nothing, doomed)}
"""
Pile = Callable[..., list[str]]


@pytest.fixture
def pile(write: Any, form: str) -> Pile:
    """Write so many forms, each with a project of its own; some are doomed."""

    def put(count: int, doomed: tuple[int, ...] = ()) -> list[str]:
        for number in range(count):
            mark = "DOOM" if number in doomed else ""
            text = form.replace("河道清淤项目", f"河道清淤项目{mark}{number}")
            write(f"pile/form-{number:04}.yaml", text.replace(">=3公里", f">={number + 3}公里"))
        return ["pile"]

    return put


@pytest.fixture
def doom(write: Any) -> Callable[[str], list[str]]:
    """Write a rule whose check does something to the process that looks at a doomed form."""

    def put(act: str) -> list[str]:
        write("rule.yaml", RULE)
        write("own.py", CHECKS.replace("@ACT@", act))
        return ["--rule-files", "rule.yaml", "--checks", "own.py"]

    return put


@pytest.fixture
def start(tmp_path: Path) -> Any:
    """Start ``targetlint`` in a session of its own, so that nothing of it can hide."""
    begun: list[subprocess.Popen[bytes]] = []

    def command(*arguments: str) -> subprocess.Popen[bytes]:
        child = subprocess.Popen(
            [sys.executable, "-m", "targetlint", *arguments],
            cwd=tmp_path,
            env={**os.environ, "TARGETLINT_LANG": "en"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        begun.append(child)
        return child

    yield command
    for child in begun:
        if alive(child.pid):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()


def gone(group: int) -> bool:
    """Whether every process of a session ends, given a moment to see that it should."""
    for _ in range(1000):
        if not alive(group):
            return True
        time.sleep(0.02)
    return False


def alive(group: int) -> bool:
    """Whether any process of a session is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
