"""A home with nothing kept in it, and a pile of forms."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from targetlint.prepared import cache_folder

Home = Callable[..., dict[str, str]]


@pytest.fixture
def home(tmp_path: Path, run: Any) -> dict[str, str]:
    """Give the environment of a user who has run nothing yet, but for prepared rules."""
    run("rules")
    kept = tmp_path / "home" / "targetlint"
    kept.mkdir(parents=True, mode=0o700)
    for path in cache_folder().glob("*.json"):
        shutil.copy2(path, kept)
    return {"XDG_CACHE_HOME": str(tmp_path / "home")}


@pytest.fixture
def base(home: dict[str, str]) -> Path:
    """Give the place of the database."""
    return Path(home["XDG_CACHE_HOME"], "targetlint", "results", "results-1.db")


@pytest.fixture
def forms(write: Any, form: str) -> list[str]:
    """Write a few forms, an unreadable one and one that is none."""
    for number in range(6):
        write(f"pile/form-{number}.yaml", form.replace(">=3公里", f">={number + 3}公里"))
    write("pile/broken.yaml", "indicators: [{target: >=90%}]")
    write("pile/other.yaml", "what: ever\n")
    return ["pile"]


def as_root() -> bool:
    """Whether no file is closed to this user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
