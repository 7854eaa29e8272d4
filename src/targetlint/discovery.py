"""Which files a run looks at: files as named, folders searched, patterns spread out."""

import os
import stat
from collections.abc import Iterable, Iterator

from targetlint import resources

STDIN = "-"


def find(paths: Iterable[str], *, respect_gitignore: bool = True) -> Iterator[tuple[str, bool]]:
    """Give each file once, sorted by path, with whether somebody named it.

    The order of the paths does not matter, so that the same files give the same report. A path
    that does not exist is given as named, so that the run can say so. Within folders only files
    that could hold a form are given.
    """
    seen: dict[str, tuple[str, bool]] = {}
    for path in paths:
        for found, named in _spread(path, respect_gitignore=respect_gitignore):
            key = os.path.normpath(found)
            before = seen.get(key)
            if before is None or (not named, found) < (not before[1], before[0]):
                seen[key] = found, named
    return iter(sorted(seen.values()))


def _spread(path: str, *, respect_gitignore: bool) -> Iterator[tuple[str, bool]]:
    if path == STDIN:
        yield path, True
    elif os.path.isdir(path):
        for found in _in_folder(path, respect_gitignore=respect_gitignore):
            yield found, False
    elif any(char in path for char in "*?[") and not os.path.exists(path):
        from glob import glob  # noqa: PLC0415 - only for patterns

        matches = sorted(glob(path, recursive=True))
        if not matches:
            yield path, True
        for match in matches:
            if os.path.isdir(match):
                continue
            yield match, True
    else:
        yield path, True


def _in_folder(folder: str, *, respect_gitignore: bool) -> Iterator[str]:
    settings = resources.load("rules/discovery.yaml")
    suffixes = tuple(settings["suffixes"])
    skipped = frozenset(settings["skip_folders"])
    names = frozenset(settings["skip_files"])
    tracked = _tracked(folder) if respect_gitignore else None
    found = tracked if tracked is not None else _walk(folder, skipped)
    root = os.path.realpath(folder)
    for path in sorted(found):
        name = os.path.basename(path)
        if not name.lower().endswith(suffixes) or name in names or name.startswith("~$"):
            continue
        if skipped.intersection(os.path.relpath(path, folder).split(os.sep)[:-1]):
            continue
        if os.path.islink(path) and not _inside(os.path.realpath(path), root):
            continue
        if _holds_content(path):
            yield path


def _holds_content(path: str) -> bool:
    """Whether a path is a file, not a pipe or a device; what cannot be told is for the run."""
    try:
        return stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        return True


def _inside(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip(os.sep) + os.sep)


def _walk(folder: str, skipped: frozenset[str]) -> list[str]:
    found = []
    for base, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in skipped]
        found += [os.path.join(base, name) for name in files]
    return found


def _tracked(folder: str) -> list[str] | None:
    """Give the files that git does not ignore; None outside a repository or without git."""
    if not _in_repository(folder):
        return None
    import subprocess  # noqa: PLC0415 - only for folders in a repository

    # Settings of git lie in the tree, too: they may name programs, and servers to fetch from.
    command = ["git", "-c", "core.fsmonitor=false", "-C", folder]
    command += ["ls-files", "-z", "-co", "--exclude-standard", "--", "."]
    environment = {
        **os.environ, "GIT_OPTIONAL_LOCKS": "0", "GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1",
    }  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment)  # noqa: S603 - fixed words and a folder
    except OSError:
        return None
    if done.returncode:
        return None
    names = os.fsdecode(done.stdout).split("\0")
    paths = [os.path.join(folder, name) for name in names if name]
    return [path for path in paths if os.path.lexists(path)]


def _in_repository(folder: str) -> bool:
    folder = os.path.realpath(folder)
    while not os.path.lexists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
    return True
