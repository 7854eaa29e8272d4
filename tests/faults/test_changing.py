"""Files that change or vanish while a run is under way.

The first file of each run is a pipe: the run waits for its text, and so for the test.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import ended

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs pipes with a name")


def _vanish(path: Path) -> None:
    path.unlink()


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:300])


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def _circle(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.name)


def _grow(path: Path) -> None:
    with path.open("r+b") as file:
        file.truncate(12_000_000)


CHANGES: dict[str, tuple[Callable[[Path], None], str]] = {
    "vanishes": (_vanish, "b.yaml was not found"),
    "is emptied": (_empty, "the file is empty"),
    "becomes a folder": (_folder, "b.yaml"),
    "becomes a link to itself": (_circle, "b.yaml cannot be read"),
    "grows beyond measure": (_grow, "larger than the limit"),
}


@pytest.mark.parametrize("warm", [False, True])
@pytest.mark.parametrize("name", CHANGES)
def test_a_file_that_changes_is_told_and_the_others_are_checked(
    name: str, warm: bool, start: Any, lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    change, told = CHANGES[name]
    write("b.yaml", form)
    write("c.yaml", form)
    os.mkfifo(tmp_path / "a.yaml")
    if warm:
        lint("b.yaml", "c.yaml")

    child = start("a.yaml", "b.yaml", "c.yaml", "-f", "concise")
    with (tmp_path / "a.yaml").open("wb") as pipe:  # opened once the run has come so far
        change(tmp_path / "b.yaml")
        pipe.write(form.encode())
    said = ended(child)

    assert said.code == 2
    assert told in said.out
    assert "a.yaml:12:17: error:" in said.out
    assert "c.yaml:12:17: error:" in said.out


def test_a_file_that_is_cut_while_it_waits_is_judged_as_it_is_then(
    start: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("b.yaml", form)
    os.mkfifo(tmp_path / "a.yaml")

    child = start("a.yaml", "b.yaml", "-f", "concise", "--no-cache")
    with (tmp_path / "a.yaml").open("wb") as pipe:
        _cut(tmp_path / "b.yaml")
        pipe.write(form.encode())

    assert ended(child).code in {1, 2}


def test_settings_that_vanish_are_read_before_the_first_form(
    start: Any, write: Any, form: str, tmp_path: Path
) -> None:
    settings = write(".targetlint.yaml", "ignore: [TL501]\n")
    write("b.yaml", form)
    os.mkfifo(tmp_path / "a.yaml")

    child = start("a.yaml", "b.yaml", "-f", "concise", "--no-cache")
    with (tmp_path / "a.yaml").open("wb") as pipe:
        settings.unlink()
        pipe.write(form.encode())
    said = ended(child)

    assert said.code == 0
    assert "TL501" not in said.out
