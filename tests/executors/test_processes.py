"""Several processes say what one says; those that die, or are told to stop, lose nothing."""

import json
import os
import signal
import time
from pathlib import Path
from typing import Any

import pytest
from tests.executors.conftest import gone

from targetlint.reports import FORMATS

_TEXTS = [name for name in FORMATS if name not in ("xlsx", "sqlite")]
_ONCE = "p = Path('struck'); p.exists() or (p.touch(), os.kill(os.getpid(), signal.SIGKILL))"


def _written(tmp_path: Path, name: str) -> list[str]:
    """Ask for every text format at once, each into a file of a folder."""
    (tmp_path / name).mkdir()
    return [word for form in _TEXTS for word in ("-f", f"{form}={name}/{form}")]


@pytest.mark.parametrize("more", [[], ["--outcomes", "all", "--lang", "en"]])
def test_two_processes_write_what_one_writes(
    run_apart: Any, pile: Any, write: Any, tmp_path: Path, more: list[str]
) -> None:
    pile(70)
    write("pile/form-0030.yaml", "indicators: [{target: >=90%}]")
    write("pile/form-0041.yaml", "no form: at all")
    write("pile/inner/.targetlint.yaml", "fail-on: never\nhide: {info: [TL]}\n")
    write("pile/inner/form.yaml", (tmp_path / "pile/form-0001.yaml").read_text(encoding="utf-8"))

    one = run_apart("--no-cache", "-j", "1", *_written(tmp_path, "one"), *more, "pile")
    two = run_apart("--no-cache", "-j", "2", *_written(tmp_path, "two"), *more, "pile")

    assert (one.code, one.err) == (two.code, two.err) == (2, "")
    for name in _TEXTS:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_files_of_a_killed_worker_are_checked_again(run_apart: Any, pile: Any, doom: Any) -> None:
    rules = doom(_ONCE)
    pile(60, doomed=(31,))

    done = run_apart("--no-cache", "-j", "2", "-f", "json", *rules, "pile")

    assert done.code == 1
    assert done.report["summary"]["files"] == 60
    assert not done.report["unreadable"]
    (line,) = done.err.splitlines()
    assert line.startswith("targetlint: a worker process died; ")


def test_a_file_that_kills_every_worker_is_unreadable(run_apart: Any, pile: Any, doom: Any) -> None:
    rules = doom("os._exit(3)")
    pile(60, doomed=(5, 40))

    done = run_apart("--no-cache", "-j", "2", "-f", "json", *rules, "pile")

    assert done.code == 2
    assert [entry["path"] for entry in done.report["unreadable"]] == [
        "pile/form-0005.yaml",
        "pile/form-0040.yaml",
    ]
    assert done.report["summary"]["files"] == 60
    assert len(done.report["forms"]) == 58


@pytest.mark.parametrize(
    ("number", "group"),
    [(signal.SIGINT, False), (signal.SIGINT, True), (signal.SIGTERM, False)],
    ids=["main process", "whole group", "asked to end"],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_ctrl_c_ends_with_what_was_done(
    start: Any, pile: Any, doom: Any, tmp_path: Path, jobs: str, number: int, group: bool
) -> None:
    rules = doom("Path('reached').touch(); import time; time.sleep(60)")
    pile(200, doomed=(120,))

    child = start("--no-cache", "-j", jobs, "-f", "json=report.json", *rules, "pile")
    _wait_for(tmp_path / "reached")
    os.killpg(child.pid, number) if group else child.send_signal(number)
    out, err = child.communicate(timeout=30)

    assert (child.returncode, out) == (2, b"")
    assert err.decode().splitlines() == ["targetlint: interrupted"]
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    done = [form["path"] for form in report["forms"]]
    assert done == [f"pile/form-{number:04}.yaml" for number in range(len(done))]
    assert report["summary"]["files"] == len(done) <= 120
    assert gone(child.pid)


def test_workers_end_when_the_main_process_is_killed(
    start: Any, pile: Any, doom: Any, tmp_path: Path
) -> None:
    rules = doom("Path('reached').touch(); import time; time.sleep(60)")
    pile(100, doomed=(50,))

    child = start("--no-cache", "-j", "2", "-f", "json=report.json", *rules, "pile")
    _wait_for(tmp_path / "reached")
    child.kill()
    child.wait()

    assert gone(child.pid)
    assert not (tmp_path / "report.json").exists()


def test_jobs_is_a_number(run: Any, pile: Any) -> None:
    pile(2)

    done = run("-j", "many", "pile")

    assert done.code == 2
    assert "--jobs takes a whole number from 1 or auto, not many" in done.err


def test_standard_input_has_its_place_among_the_files(run_apart: Any, pile: Any, form: str) -> None:
    pile(50)

    done = run_apart("--no-cache", "-j", "2", "-f", "json", "pile", "-", stdin=form.encode())

    assert next(entry["path"] for entry in done.report["forms"]) == "<stdin>"
    assert len(done.report["forms"]) == 51


def _wait_for(path: Path) -> None:
    deadline = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
