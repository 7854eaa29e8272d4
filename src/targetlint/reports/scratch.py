"""The file beside a report that is written until the report is whole.

Who writes to one holds a lock on it, so that what a killed run left behind can be told from what
another run is writing, be it in another container or on another machine. Windows needs no lock:
there nobody can remove a file that is open.
"""

import os
import re
import stat
import sys
from collections.abc import Iterator
from typing import BinaryIO

_LONGEST = 100


def beside(target: str) -> tuple[str, BinaryIO]:
    """Open a new file in the folder of the target, with the rights the target has or would get.

    What killed runs left of the same report is removed.
    """
    folder, name = os.path.split(target)
    start = f".{name[:_LONGEST]}."
    _sweep(folder, start)
    path = os.path.join(folder, f"{start}{os.getpid()}.{id(target):x}.tmp")  # noqa: PTH118
    stream = _opened(path)
    try:
        mode = stat.S_IMODE(os.stat(target).st_mode)  # noqa: PTH116
    except FileNotFoundError:
        return path, stream
    os.chmod(path, mode)  # noqa: PTH101
    return path, stream


def _opened(path: str) -> BinaryIO:
    """Make a file and hold it; again where another run has swept it away in between."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        stream = os.fdopen(os.open(path, flags, 0o666), "wb")
        try:
            _hold(stream.fileno(), wait=True)
        except OSError:  # a disk without locks: nobody sweeps there
            return stream
        if os.path.exists(path):  # noqa: PTH110 - paths stay text on the fast path
            return stream
        stream.close()


def _sweep(folder: str, start: str) -> None:
    """Remove the files of such a name that nobody holds; whatever stands against it, go on."""
    try:
        left = list(_left(folder, start))
    except OSError:
        return
    for path in left:
        try:
            _remove(path)
        except OSError:
            continue


def _left(folder: str, start: str) -> Iterator[str]:
    named = re.compile(re.escape(start) + r"\d+\.[0-9a-f]+\.tmp")
    with os.scandir(folder) as entries:
        for entry in entries:
            if named.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                yield entry.path


def _remove(path: str) -> None:
    """Remove a file; OSError where somebody holds it."""
    if sys.platform == "win32":
        os.unlink(path)  # noqa: PTH108 - as above
        return
    number = os.open(path, os.O_WRONLY | os.O_NOFOLLOW)
    try:
        _hold(number, wait=False)
        os.unlink(path)  # noqa: PTH108 - as above
    finally:
        os.close(number)


def _hold(number: int, *, wait: bool) -> None:
    """Take hold of an open file; OSError where somebody else does, unless that is waited for."""
    if sys.platform != "win32":
        import fcntl  # noqa: PLC0415 - not on Windows

        fcntl.flock(number, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
