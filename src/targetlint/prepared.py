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
from pathlib import Path
from typing import Any

from targetlint.version import VERSION

LAYOUT = 1
# An installer writes the files of a wheel within this time; one that is newer was edited there.
_INSTALLING = 60 * 10**9

Made = dict[str, Any]


def prepared(name: str, folder: Path, suffixes: tuple[str, ...], make: Callable[[], Made]) -> Made:
    """Give the prepared data of a folder: as shipped in it, as cached, or made now.

    ``suffixes`` are the endings of the files that count. The shipped copy lies in the folder
    as ``prepared.json``.
    """
    found = sorted(_files(os.fspath(folder), suffixes))
    shipped = _read(folder / "prepared.json", _stamp(found, times=False))
    if shipped is not None and not _edited(folder / "prepared.json", found):
        return shipped
    stamp = _stamp(found, times=True)
    cached = cache_folder() / f"{name}-{LAYOUT}-{sys.implementation.cache_tag}.json"
    kept = _read(cached, stamp) if _own(cached) else None
    if kept is not None:
        return kept
    made = make()
    _write(cached, {"stamp": stamp, "data": made})
    return made


def ship(folder: Path, suffixes: tuple[str, ...], made: Made) -> None:
    """Write the copy that goes into the wheel."""
    stamp = _stamp(sorted(_files(os.fspath(folder), suffixes)), times=False)
    text = json.dumps({"stamp": stamp, "data": made}, ensure_ascii=False, sort_keys=True)
    (folder / "prepared.json").write_text(text, encoding="utf-8")


def cache_folder() -> Path:
    """Say where the user's own prepared data and results are kept."""
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA") or "~/AppData/Local"
    elif sys.platform == "darwin":
        home = os.environ.get("XDG_CACHE_HOME") or "~/Library/Caches"
    else:
        home = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    return Path(os.path.expanduser(home)) / "targetlint"  # noqa: PTH111 - no home is no fault


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


def _edited(shipped: Path, found: list[tuple[str, int, int]]) -> bool:
    """Whether a file was changed after the shipped copy was installed with it."""
    newest = max((changed for _, _, changed in found), default=0)
    return newest > shipped.stat().st_mtime_ns + _INSTALLING


def _own(path: Path) -> bool:
    """Whether a cached file is this user's own, which nobody else can write."""
    try:
        facts = path.stat()
    except OSError:
        return False
    if not hasattr(os, "getuid"):
        return True
    return facts.st_uid == os.getuid() and not facts.st_mode & 0o022


def _read(path: Path, stamp: str) -> Made | None:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    if isinstance(content, dict) and content.get("stamp") == stamp:
        data: Made = content["data"]
        return data
    return None


def _write(path: Path, content: Made) -> None:
    """Keep data for the next start, for this user's eyes only; without luck, without."""
    scratch = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(json.dumps(content, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        scratch.replace(path)
    except OSError:
        try:
            scratch.unlink(missing_ok=True)
        except OSError:
            return
