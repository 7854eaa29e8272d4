"""No room, no right to write, killed in the middle: what was there before stays whole."""

import json
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="faults of POSIX systems")
OLD = "the report of yesterday\n"
FORMATS = ("json", "sarif", "junit", "html", "csv", "xlsx", "sqlite", "markdown")


@pytest.mark.parametrize("name", FORMATS)
def test_a_report_that_has_no_room_leaves_the_old_one(
    name: str, lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("form.yaml", form)
    old = tmp_path / "reports" / "report"
    old.parent.mkdir()
    if name != "sqlite":  # which adds to what is there
        old.write_text(OLD)
    before = {path.name: path.read_bytes() for path in old.parent.iterdir()}

    said = lint("form.yaml", "-f", f"{name}=reports/report", most=500)

    assert said.code == 2
    assert "File too large" in said.err or "disk" in said.err
    assert said.err.count("\n") == 1
    kept = {path.name: path.read_bytes() for path in old.parent.iterdir()}
    assert {name: kept[name] for name in before} == before
    assert set(kept) - {"report"} == set()


def test_a_form_that_has_no_room_stays_as_it_was(
    lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    long = form + "# 说明\n" * 2000
    path = write("form.yaml", long)

    said = lint("form.yaml", "--fix", "--no-cache", most=4000)

    assert said.code == 2
    assert path.read_text("utf-8") == long
    assert sorted(one.name for one in tmp_path.iterdir() if one.name != "home") == ["form.yaml"]


def test_a_baseline_that_has_no_room_stays_as_it_was(
    lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("form.yaml", form)
    assert lint("baseline", "write", "form.yaml").code == 0
    path = tmp_path / "targetlint-baseline.json"
    before = path.read_bytes()
    for number in range(20):
        write(f"more/{number}.yaml", form)

    said = lint("baseline", "write", ".", most=len(before) + 100)

    assert said.code == 2
    assert path.read_bytes() == before


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """Give a disk of 64 kB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("may not mount a disk")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_disk_that_is_full_is_said_in_one_line(
    tiny: Path, lint: Any, write: Any, form: str
) -> None:
    (tiny / "report").write_text(OLD)
    (tiny / "filler").write_bytes(b"x" * 61_000)
    write("form.yaml", form)

    said = lint("form.yaml", "-f", "json=tiny/report")

    assert (said.code, said.err) == (2, "targetlint: [Errno 28] No space left on device\n")
    assert (tiny / "report").read_text() == OLD


def test_a_cache_on_a_full_disk_is_no_fault(tiny: Path, lint: Any, write: Any, form: str) -> None:
    for number in range(3):
        write(f"forms/{number}.yaml", form)

    said = lint("forms", "-f", "concise", XDG_CACHE_HOME=str(tiny))

    assert (said.code, said.err) == (1, "")
    assert said.out == lint("forms", "-f", "concise", "--no-cache").out


def test_a_folder_that_may_not_be_written_is_named(
    lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("form.yaml", form)
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)

    said = lint("form.yaml", "-f", "json=closed/report.json")

    assert said.code == 2
    assert "closed" in said.err
    assert said.err.count("\n") == 1


def test_a_folder_that_may_not_be_read_does_not_hide_the_others(
    lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("forms/a/form.yaml", form)
    write("forms/b/form.yaml", form)
    (tmp_path / "forms" / "a").chmod(0)

    said = lint("forms", "-f", "concise")
    (tmp_path / "forms" / "a").chmod(0o700)

    assert "forms/b/form.yaml:12:17: error:" in said.out
    assert said.code in {1, 2}


def test_killed_in_the_middle_it_leaves_the_old_report_and_a_cache_of_use(
    start: Any, lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    paths = [f"form-{number}.yaml" for number in range(60)]
    for number, path in enumerate(paths):
        write(path, form.replace(">=3公里", f">={number}公里"))
    (tmp_path / "report.json").write_text(OLD)
    os.mkfifo(tmp_path / "slow.yaml")

    child = start(*paths, "slow.yaml", "-f", "json=report.json")
    with (tmp_path / "slow.yaml").open("wb"):  # opened by the run now, which waits for its text
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)

    assert (tmp_path / "report.json").read_text() == OLD
    again = lint(*paths, "-f", "json=report.json")
    assert (again.code, again.err) == (1, "")
    report = (tmp_path / "report.json").read_bytes()
    assert lint(*paths, "-f", "json=fresh.json", "--no-cache").code == 1
    assert (tmp_path / "fresh.json").read_bytes() == report


def test_what_a_killed_run_left_is_gone_with_the_next_report(
    start: Any, lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("form.yaml", form)
    write("reports/.report.json.notes.tmp", "somebody's own")
    os.mkfifo(tmp_path / "slow.yaml")

    child = start("form.yaml", "slow.yaml", "-f", "json=reports/report.json")
    with (tmp_path / "slow.yaml").open("wb"):  # opened by the run now, which waits for its text
        child.send_signal(signal.SIGKILL)
        child.communicate(timeout=60)
    left = _hidden(tmp_path / "reports")
    assert lint("form.yaml", "-f", "json=reports/other.json").code == 1
    untouched = _hidden(tmp_path / "reports")
    assert lint("form.yaml", "-f", "json=reports/report.json").code == 1

    assert len(left) == 2
    assert untouched == left
    assert _hidden(tmp_path / "reports") == [".report.json.notes.tmp"]


def test_what_another_run_is_writing_stays(
    start: Any, lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("form.yaml", form)
    os.mkfifo(tmp_path / "slow.yaml")

    child = start("slow.yaml", "form.yaml", "-f", "json=report.json")
    with (tmp_path / "slow.yaml").open("wb") as slow:
        assert lint("form.yaml", "-f", "json=report.json").code == 1
        slow.write(form.encode())
    out, err = child.communicate(timeout=60)

    assert (child.returncode, out, err) == (1, b"", b"")
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert report["summary"]["files"] == 2
    assert [name for name in _hidden(tmp_path) if name.endswith(".tmp")] == []


def _hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("."))
