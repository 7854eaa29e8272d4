"""Where a run takes place: its language, its terminal, its repository."""

import os
import sys

_WIDTH, _NARROWEST = 100, 40


def width() -> int:
    """Give the columns of the terminal; the usual number where the output is none."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return max(int(said), _NARROWEST)
    if not sys.stdout.isatty():
        return _WIDTH
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
    except (OSError, ValueError):
        return _WIDTH
    return max(columns, _NARROWEST) if columns else _WIDTH


def root() -> str:
    """Give the folder that paths are told from: of GitHub's run, of the repository, or this one."""
    here = os.path.abspath(os.curdir)  # noqa: PTH100 - as links are spelt
    workspace = os.environ.get("GITHUB_WORKSPACE", "")
    if workspace and _within(here, os.path.abspath(workspace)):  # noqa: PTH100
        return os.path.abspath(workspace)  # noqa: PTH100
    folder = here
    while not os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118 - asked on every run
        above = os.path.dirname(folder)  # noqa: PTH120
        if above == folder:
            return here
        folder = above
    return folder


def _within(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def language(asked: str | None, configured: str | None = None) -> str:
    """Decide the language: asked for, configured, environment, locale; zh where nothing tells."""
    if asked or configured:
        return asked or configured or "zh"
    for name in ("TARGETLINT_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "").lower()
        if value.startswith("en"):
            return "en"
        if value.startswith("zh"):
            return "zh"
        if value and name != "TARGETLINT_LANG":
            break
    return "zh"


def wants_color(choice: str) -> bool:
    """Decide on colour: the option, then NO_COLOR and FORCE_COLOR (non-empty), then a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
