"""The command ends at once, and nothing is lost by that."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest


def python(*words: str, cwd: Path, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], cwd=cwd, capture_output=True, encoding="utf-8", check=False,
        timeout=60, **options,
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path, form: str) -> Path:
    path = tmp_path / "form.yaml"
    path.write_text(form, encoding="utf-8")
    return path


def test_all_of_a_long_report_goes_out_before_the_end(file: Path) -> None:
    copies = [f"copy-{number}.yaml" for number in range(300)]
    for name in copies:
        file.with_name(name).write_bytes(file.read_bytes())

    done = python("-m", "targetlint", "--no-cache", "-j1", "-f", "json", *copies, cwd=file.parent)

    assert done.returncode == 1
    assert done.stdout.count('"template": "central-2015"') == 300
    assert done.stdout.endswith("}\n")


def test_what_was_registered_for_the_end_is_done(file: Path) -> None:
    code = (
        "import atexit, sys; from targetlint.__main__ import run; "
        "atexit.register(lambda: print('at the end')); sys.argv[1:] = ['form.yaml']; run()"
    )

    done = python("-c", code, cwd=file.parent)

    assert done.returncode == 1
    assert done.stdout.endswith("at the end\n")


def test_a_profiler_gets_to_tell_what_it_saw(file: Path) -> None:
    done = python("-m", "cProfile", "-m", "targetlint", "form.yaml", cwd=file.parent)

    assert "function calls" in done.stdout


def test_a_thread_is_waited_for(file: Path) -> None:
    code = (
        "import threading, time, sys; from targetlint.__main__ import run; "
        "threading.Thread(target=lambda: (time.sleep(1), print('done'))).start(); "
        "sys.argv[1:] = ['form.yaml']; run()"
    )

    assert python("-c", code, cwd=file.parent).stdout.endswith("done\n")
