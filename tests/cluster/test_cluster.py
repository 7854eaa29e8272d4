"""A cluster says what one process says; workers may die, and what is wrong is one line."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from targetlint.reports import FORMATS

_TEXTS = [name for name in FORMATS if name not in ("xlsx", "sqlite")]
_PACKAGE = Path(__file__).parents[2] / "src" / "targetlint"
RULE = """\
id: OURS001
name: no-dredging
summary: {zh: 不得安排清淤, en: no dredging}
severity: error
subject: indicator
check: ours
message: {zh: 清淤, en: dredging}
"""
CHECKS = """\
from targetlint.checks.check import Check, Hit, Nothing

def ours(row, params, form):
    return [Hit(row.wording.span, {})] if "清淤" in row.name else None

CHECKS = {"ours": Check(("indicator",), Nothing, ours)}
"""


def _written(tmp_path: Path, name: str) -> list[str]:
    (tmp_path / name).mkdir()
    return [word for form in _TEXTS for word in ("-f", f"{form}={name}/{form}")]


def _under_way(folder: Path, address: str) -> subprocess.Popen[bytes]:
    """Start a run on a cluster, and come back once it has told of a hundred things."""
    child = subprocess.Popen(
        [sys.executable, "-m", "targetlint", "--no-cache", "-f", "jsonl", "--lang", "en",
         "--cluster", address, "pile"],
        cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdout is not None
    for _ in range(100):
        child.stdout.readline()
    return child


def test_a_cluster_writes_what_one_process_writes(
    run_apart: Any, grid: Any, pile: Any, write: Any, tmp_path: Path
) -> None:
    pile(130)
    write("pile/form-0030.yaml", "indicators: [{target: >=90%}]")
    write("pile/form-0041.yaml", "no form: at all")
    write("pile/missing.yaml", "").unlink()
    write("w.yaml", "waivers: [{rule: TL202, path: 'pile/*', who: a, why: b, until: 2026-12-01}]\n")
    write(".targetlint.yaml", "waivers: w.yaml\nseverity: {TL501: warning}\nrule-files: [r.yaml]\n")
    write("r.yaml", RULE)
    write("own.py", CHECKS)
    arguments = ["--no-cache", "--checks", "own.py", "pile", "pile/missing.yaml"]
    two = grid(2)

    one = run_apart(*_written(tmp_path, "one"), "-j", "1", *arguments)
    other = run_apart(*_written(tmp_path, "other"), "--cluster", two.address, *arguments)

    assert (one.code, one.err) == (other.code, other.err)
    for name in _TEXTS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()
    assert b"OURS001" in (tmp_path / "other" / "json").read_bytes()


def test_workers_need_nothing_but_the_package(
    run_apart: Any, grid: Any, pile: Any, tmp_path: Path
) -> None:
    pile(3)
    elsewhere = grid(1)
    hidden = [str(path) for path in (tmp_path / "pile").iterdir()]

    done = run_apart("--no-cache", "-f", "json", "--cluster", elsewhere.address, "pile")

    assert len(done.report["forms"]) == len(hidden)
    assert elsewhere.folder != tmp_path


def test_a_killed_worker_loses_nothing(
    grid: Any, pile: Any, tmp_path: Path, run_apart: Any
) -> None:
    pile(1500)
    two = grid(2)
    expected = run_apart("--no-cache", "-j", "1", "-f", "json", "pile")
    command = [
        sys.executable, "-m", "targetlint", "--no-cache", "-f", "jsonl", "--cluster",
        two.address, "pile",
    ]  # fmt: skip
    child = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert child.stdout is not None
    lines = [child.stdout.readline() for _ in range(300)]  # it is well under way

    os.killpg(two.workers[0].pid, signal.SIGKILL)
    lines += child.stdout.readlines()
    assert child.stderr is not None
    err = child.stderr.read()

    child.communicate()
    assert (child.returncode, err) == (1, b"")

    told = [json.loads(line) for line in lines]
    assert told[-1]["type"] == "summary"
    assert told[-1]["files"] == 1500
    forms = [entry["path"] for entry in told if entry["type"] == "form"]
    assert forms == [entry["path"] for entry in expected.report["forms"]]
    assert two.workers[0].poll() is not None


def test_what_was_kept_is_not_sent(run_apart: Any, grid: Any, pile: Any, tmp_path: Path) -> None:
    pile(20)
    two = grid(1)
    home = {"XDG_CACHE_HOME": str(tmp_path / "home")}

    first = run_apart("-f", "json", "--cluster", two.address, "pile", **home)
    here = run_apart("-f", "json", "-j", "1", "pile", **home)
    again = run_apart("-f", "json", "--cluster", two.address, "pile", **home)

    assert first == here == again
    assert "results of 20 files" in run_apart("cache", "info", **home).out


def test_no_scheduler_there(run_apart: Any, pile: Any) -> None:
    pile(1)

    done = run_apart("--cluster", "tcp://127.0.0.1:9", "pile")

    assert (done.code, done.out) == (2, "")
    assert done.err == "targetlint: tcp://127.0.0.1:9: no scheduler answers there\n"


@pytest.mark.parametrize("address", ["nonsense", "ftp://127.0.0.1:21", ""])
def test_an_address_that_is_none(run_apart: Any, pile: Any, address: str) -> None:
    pile(1)

    done = run_apart("--cluster", address, "pile")

    assert done.code == 2
    assert done.err == (
        f"targetlint: {address}: this is no address of a scheduler; write it as tcp://HOST:PORT\n"
    )


def test_a_scheduler_without_workers(run_apart: Any, grid: Any, pile: Any) -> None:
    pile(1)
    none = grid(0)

    done = run_apart("--cluster", none.address, "pile")

    assert (done.code, done.out) == (2, "")
    assert done.err == f"targetlint: {none.address}: the scheduler has no worker\n"


def test_workers_with_another_version(run_apart: Any, grid: Any, pile: Any, tmp_path: Path) -> None:
    pile(1)
    other = tmp_path / "other"
    other.mkdir()
    (other / "src").mkdir()
    for name in ("rules", "grammar"):
        (other / name).symlink_to(_PACKAGE.parents[1] / name)
    shutil.copytree(_PACKAGE, other / "src" / "targetlint")
    version = other / "src" / "targetlint" / "version.py"
    version.write_text(version.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    two = grid(1, PYTHONPATH=str(other / "src"))

    done = run_apart("--cluster", two.address, "pile")

    assert (done.code, done.out) == (2, "")
    assert "has another targetlint, or other libraries for it, than are here" in done.err
    assert len(done.err.splitlines()) == 1


def test_a_scheduler_that_goes_away(grid: Any, pile: Any, tmp_path: Path) -> None:
    pile(1500)
    two = grid(1)
    child = _under_way(tmp_path, two.address)

    os.killpg(two.scheduler.pid, signal.SIGKILL)
    _, err = child.communicate(timeout=120)

    assert child.returncode == 2
    assert err.decode() == f"targetlint: {two.address}: the connection to the scheduler was lost\n"


def test_ctrl_c_ends_with_what_was_done(grid: Any, pile: Any, tmp_path: Path) -> None:
    pile(1500)
    two = grid(1)
    child = _under_way(tmp_path, two.address)

    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=60)

    assert child.returncode == 2
    assert err.decode() == "targetlint: interrupted\n"
    assert json.loads(out.splitlines()[-1])["type"] == "summary"
    time.sleep(1)
    assert two.workers[0].poll() is None


def test_the_extra_is_named_where_it_is_missing(run_apart: Any, pile: Any, tmp_path: Path) -> None:
    pile(1)
    (tmp_path / "hidden").mkdir()
    (tmp_path / "hidden" / "distributed.py").write_text(
        "raise ModuleNotFoundError('', name='distributed')\n", encoding="utf-8"
    )

    done = run_apart(
        "--cluster", "tcp://127.0.0.1:9", "pile",
        PYTHONPATH=f"{tmp_path / 'hidden'}:{os.environ.get('PYTHONPATH', '')}",
    )  # fmt: skip

    assert done.code == 2
    assert done.err == (
        "targetlint: tcp://127.0.0.1:9: this needs targetlint[cluster]: "
        "distributed is not installed\n"
    )
