"""With the language given, the same input gives the same bytes, wherever and however it is checked."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from targetlint.reports import FORMATS

ROOT = Path(__file__).parents[1]
DATABASE = "sqlite"
FILES = [name for name in FORMATS if name != DATABASE]
SAMPLES = ["one-defect/TL202-1.yaml", "one-defect/TL301-1.yaml", "good/sh-2020-it-operation.yaml"]

Report = Callable[..., dict[str, bytes]]


@pytest.fixture
def report(tmp_path: Path) -> Report:
    """Check a pile of forms; give every format, by name."""
    pile = tmp_path / "pile"
    pile.mkdir()
    for number, name in enumerate(SAMPLES * 3):
        (pile / f"{number}.yaml").write_bytes((ROOT / "tests" / "samples" / name).read_bytes())
    (pile / "broken.yaml").write_text("indicators: [{target: >=90%}]", "utf-8")
    (pile / "filed.txt").write_bytes((ROOT / "tests/readers/samples/xining-2020.txt").read_bytes())

    def go(*words: str, **settings: str) -> dict[str, bytes]:
        out = tmp_path / "out"
        out.mkdir(exist_ok=True)
        asked = [f"--format={name}={out / name}" for name in FORMATS]
        done = subprocess.run(
            [sys.executable, "-m", "targetlint", *(words or ["pile"]), "--lang", "zh", *asked],
            cwd=tmp_path,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT / "src"),
                "HOME": str(tmp_path),
                "SOURCE_DATE_EPOCH": "1795392000",
                **settings,
            },
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (2, b"")
        found = {name: (out / name).read_bytes() for name in FILES}
        return {**found, DATABASE: _dumped(out / DATABASE)}

    return go


def _dumped(path: Path) -> bytes:
    """Give all that a database says, as statements; the next run is to begin a new one."""
    with closing(sqlite3.connect(path)) as base:
        statements = "\n".join(base.iterdump())
    path.unlink()
    return statements.encode()


def test_ten_hash_seeds_give_the_same_bytes(report: Report) -> None:
    first = report("pile", "--no-cache", PYTHONHASHSEED="0")

    assert b"INSERT INTO" in first[DATABASE]
    for seed in range(1, 10):
        assert report("pile", "--no-cache", PYTHONHASHSEED=str(seed)) == first


def test_one_process_two_processes_cold_and_warm_give_the_same_bytes(report: Report) -> None:
    alone = report("pile", "--no-cache", "-j1")

    assert report("pile", "--no-cache", "-j2") == alone
    assert report("pile") == alone  # nothing is kept yet
    assert report("pile") == alone  # everything is
    assert report("pile", "-j2") == alone


def test_locales_give_the_same_bytes(report: Report) -> None:
    first = report("pile", "--no-cache", LC_ALL="C.UTF-8")

    for settings in ({"LC_ALL": "C"}, {"LANG": "en_US.UTF-8"}, {"LC_ALL": "zh_CN.GBK"}, {}):
        assert report("pile", "--no-cache", **settings) == first


def test_the_order_of_folders_on_disk_does_not_matter(report: Report, tmp_path: Path) -> None:
    first = report("pile", "--no-cache")
    for path in sorted((tmp_path / "pile").iterdir(), reverse=True):
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)

    assert report("pile", "--no-cache") == first


def test_the_order_of_arguments_does_not_matter(report: Report, tmp_path: Path) -> None:
    names = [f"pile/{path.name}" for path in sorted((tmp_path / "pile").iterdir())]
    first = report(*names, "pile", "./pile/0.yaml", "--no-cache")

    assert report("./pile/0.yaml", "pile", *names[::-1], "--no-cache") == first
    assert report(*names[3:], *names[:3], "./pile/0.yaml", "--no-cache") == first
