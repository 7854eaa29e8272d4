"""Whether anybody set anything at all: asked first, so that a run without settings pays nothing."""

import os
import re
from collections.abc import Iterable
from functools import cache

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
            return may_have_table(file.read())
    except OSError:
        return True


def may_have_table(data: bytes) -> bool:
    """Whether TOML may have a table ``tool.targetlint``, in any of the ways to write it.

    Reading TOML costs more than checking a form, and most of it only names the tool.
    """
    return b"targetlint" in data and _any_table().search(data) is not None


@cache
def _any_table() -> re.Pattern[bytes]:
    return re.compile(rb"""tool["']?\s*(?:\.\s*["']?targetlint|\]|=)""")
