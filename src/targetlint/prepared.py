"""What is made once from data files and kept as plain JSON: in the wheel, else in the user's cache.

Reading prepared data takes a few milliseconds, making it from YAML or a grammar up to half a
second. What is kept is JSON, never code; it is used only if it was made from exactly the
files at hand (names, sizes and, in the cache, times), and a damaged, foreign or stale file is
simply made anew. Where nothing can be written, it is made for each run.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from targetlint.version import VERSION

if TYPE_CHECKING:
    from pathlib import Path

LAYOUT = 3
SHIPPED = "prepared.json"
# An installer writes the files of a wheel within this time; one that is newer was edited there.
_INSTALLING = 60 * 10**9

Made = dict[str, Any]


def prepared(name: str, folder: str, suffixes: tuple[str, ...], make: Callable[[], Made]) -> Made:
    """Give the prepared data of a folder: as shipped in it, as cached, or made now.

    ``suffixes`` are the endings of the files that count. The shipped copy lies in the folder
    as ``prepared.json``.
    """
    found = sorted(_files(folder, suffixes))
    copy = os.path.join(folder, SHIPPED)
    shipped = _read(copy, _stamp(found, times=False))
    if shipped is not None and not _edited(copy, found):
        return shipped
    stamp = _stamp(found, times=True)
    tag = sys.implementation.cache_tag
    cached = os.path.join(cache_home(), f"{name}-{LAYOUT}-{tag}.json")
    kept = _read(cached, stamp) if _own(cached) else None
    if kept is not None:
        return kept
    made = make()
    _write(cached, {"stamp": stamp, "data": made})
    return made


def ship(folder: "str | os.PathLike[str]", suffixes: tuple[str, ...], made: Made) -> None:
    """Write the copy that goes into the wheel, its keys in their order, which may count."""
    stamp = _stamp(sorted(_files(os.fspath(folder), suffixes)), times=False)
    text = json.dumps({"stamp": stamp, "data": made}, ensure_ascii=False)
    with open(os.path.join(folder, SHIPPED), "w", encoding="utf-8") as file:
        file.write(text)


def cache_folder() -> "Path":
    """Say where the user's own prepared data and results are kept."""
    from pathlib import Path  # noqa: PLC0415 - see above

    return Path(cache_home())


def cache_home() -> str:
    """Say where the user's own prepared data and results are kept, as plain text."""
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        home = os.environ.get("XDG_CACHE_HOME") or "~/Library/Caches"
    else:
        home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return os.path.join(os.path.expanduser(home), "targetlint")


def _files(
    folder: str, suffixes: tuple[str, ...], prefix: str = ""
) -> Iterable[tuple[str, int, int]]:
    """Go through the files that count, with size and time of change."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                yield from _files(entry.path, suffixes, f"{prefix}{entry.name}/")
            elif entry.name.endswith(suffixes) and entry.name != "prepared.json":
                facts = entry.stat()
                yield f"{prefix}{entry.name}", facts.st_size, facts.st_mtime_ns


def _stamp(found: list[tuple[str, int, int]], *, times: bool) -> str:
    """Name the state of the files, in one line."""
    kept: list[tuple[Any, ...]] = list(found) if times else [entry[:2] for entry in found]
    return f"{LAYOUT} {VERSION} {kept}"


def _edited(shipped: str, found: list[tuple[str, int, int]]) -> bool:
    """Whether a file was changed after the shipped copy was installed with it."""
    newest = max((changed for _, _, changed in found), default=0)
    return newest > os.stat(shipped).st_mtime_ns + _INSTALLING


def _own(path: str) -> bool:
    """Whether a cached file is this user's own, which nobody else can write."""
    try:
        facts = os.stat(path)
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return facts.st_uid == os.getuid() and not facts.st_mode & 0o022


def _read(path: str, stamp: str) -> Made | None:
    try:
        with open(path, "rb") as file:
            content = json.loads(file.read())
    except (OSError, ValueError, RecursionError):
        return None
    if isinstance(content, dict) and content.get("stamp") == stamp:
        data: Made = content["data"]
        return data
    return None


def _write(path: str, content: Made) -> None:
    """Keep data for the next start, for this user's eyes only; without luck, without."""
    scratch = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        os.replace(scratch, path)
    except OSError:
        try:
            os.unlink(scratch)
        except OSError:
            return
