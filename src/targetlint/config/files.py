"""The files in which people write settings: found, read, held against their schema."""

import os
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from targetlint import resources, shapes
from targetlint.config.found import NAMES, may_have_table
from targetlint.located import Fault, Located, read_toml, read_yaml, shown

_TABLE = ("tool", "targetlint")


class ConfigFile(NamedTuple):
    """One source of settings: how it is shown, where it is (absolute), and what it says.

    A shipped profile has no place of its own, so that nothing in it is a path.
    """

    path: str
    absolute: str
    located: Located

    @property
    def folder(self) -> str:
        """The folder that paths and patterns count from."""
        return os.path.dirname(self.absolute)  # noqa: PTH120

    @property
    def data(self) -> dict[str, Any]:
        """The settings as written."""
        data: dict[str, Any] = self.located.data
        return data


def in_folder(folder: str) -> ConfigFile | None:
    """Give the settings file of a folder; None where it has none."""
    for name in NAMES:
        path = os.path.join(folder, name)  # noqa: PTH118 - asked of every folder on the way up
        if os.path.isfile(path):  # noqa: PTH113
            found = _read(path, name)
            if found is not None:
                return found
    return None


def read(path: str) -> ConfigFile:
    """Read a settings file that somebody named."""
    found = _read(path, Path(path).name)
    if found is None:
        raise Fault("config-no-table", {}, shown(path))
    return found


def _read(path: str, name: str) -> ConfigFile | None:
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise Fault("config-not-readable", {"problem": _problem(error)}, shown(path)) from None
    if name.endswith(".toml"):
        if not may_have_table(data):
            return None
        located = read_toml(data, shown(path), _TABLE)
        if located is None:
            return None
    else:
        located = read_yaml(data, shown(path))
    if located.data is None:
        located = located._replace(data={})
    shapes.hold(located, "config")
    return ConfigFile(shown(path), os.path.abspath(path), located)  # noqa: PTH100


def _problem(error: OSError) -> str:
    return error.strerror or type(error).__name__


def profile_names() -> list[str]:
    """Name the profiles that come with the tool."""
    return sorted(path.stem for path in (resources.RULES / "profiles").glob("*.yaml"))


@cache
def profile(name: str) -> ConfigFile:
    """Give a shipped profile."""
    path = resources.RULES / "profiles" / f"{name}.yaml"
    located = read_yaml(path.read_bytes(), f"rules/profiles/{name}.yaml")
    return ConfigFile(f"rules/profiles/{name}.yaml", "", located)
