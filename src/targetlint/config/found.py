"""Whether anybody set anything at all: asked first, so that a run without settings pays nothing."""

import os
from collections.abc import Iterable

# In one folder the first of these that holds settings is read.
NAMES = (".targetlint.yaml", "targetlint.yaml", "pyproject.toml")
_SHARED = "pyproject.toml"


def anywhere(paths: Iterable[str]) -> bool:
    """Whether a settings file stands in the folder of any of these files, or above it."""
    seen: set[str] = set()
    for path in {os.path.dirname(path) for path in paths}:  # noqa: PTH120
        folder = os.path.abspath(path)  # noqa: PTH100
        while folder not in seen:
            seen.add(folder)
            if _in(folder):
                return True
            folder = os.path.dirname(folder)  # noqa: PTH120
    return False


def _in(folder: str) -> bool:
    for name in NAMES:
        path = os.path.join(folder, name)  # noqa: PTH118 - asked of every folder on the way up
        if os.path.isfile(path) and (name != _SHARED or speaks(path)):  # noqa: PTH113
            return True
    return False


def speaks(path: str) -> bool:
    """Whether a file that serves many tools may hold settings of this one."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return b"targetlint" in file.read()
    except OSError:
        return True
