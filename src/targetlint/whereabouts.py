"""The folder that paths count from: where the command was called, also on another machine."""

import os

_folder = ""


def here() -> str:
    """Give the folder in which the command was called."""
    return _folder or os.getcwd()  # noqa: PTH109 - as the system spells it


def work_for(folder: str) -> None:
    """Count paths from a folder, which need not exist on this machine."""
    global _folder  # noqa: PLW0603 - a process works for one caller at a time
    _folder = folder


def absolute(path: str) -> str:
    """Give the full path of a file, links as they are."""
    return os.path.normpath(os.path.join(here(), path))  # noqa: PTH118
