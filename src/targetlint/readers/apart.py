"""Work on hostile input in a process of its own, which may die of it.

A library in C that a file drives out of memory takes its process with it, and a few hundred bytes
of PDF can ask for gigabytes. So it works in a child of this process, with bounds on memory and
time, and what it found comes back through a pipe. Where processes cannot be divided (Windows) the
work is done here, without bounds.
"""

import os
from collections.abc import Callable
from typing import Any, TypeVar

from targetlint.readers import cues
from targetlint.readers.document import ReadError

T = TypeVar("T")


def apart(work: Callable[[], T], name: str) -> T:
    """Give what work gives or raises; ReadError where its process died."""
    if not hasattr(os, "fork"):
        return work()
    told = _answer(work)
    if not told:
        raise ReadError("document-damaged", {"name": name})
    import pickle  # noqa: PLC0415 - only for documents

    ended, found = pickle.loads(told)  # noqa: S301 - from a child of this process
    if ended == _REFUSED:
        raise ReadError(*found)
    if ended == _FAILED:
        raise RuntimeError(found)
    result: T = found
    return result


# How a child ended: with a result, with ReadError, with any other exception.
_DONE, _REFUSED, _FAILED = 0, 1, 2


def _answer(work: Callable[[], Any]) -> bytes:
    """Do the work in a child; give what that said, nothing where it died."""
    import signal  # noqa: PLC0415 - only for documents
    import warnings  # noqa: PLC0415 - as above

    hearing, speaking = os.pipe()
    with warnings.catch_warnings():
        # Newer Pythons warn where there are other threads; the child touches no lock of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _in_child(work, speaking)
    os.close(speaking)
    try:
        with open(hearing, "rb") as pipe:  # noqa: PTH123 - an open pipe
            return pipe.read()
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _in_child(work: Callable[[], Any], speaking: int) -> None:
    """Work and say what came of it; the process ends here."""
    code = 1
    try:
        _bound()
        _say(speaking, _told(work))
        code = 0
    finally:
        os._exit(code)


def _told(work: Callable[[], Any]) -> tuple[int, Any]:
    try:
        return _DONE, work()
    except ReadError as error:
        return _REFUSED, (error.key, error.values)
    except Exception as error:  # noqa: BLE001 - the parent raises it
        return _FAILED, f"{type(error).__name__}: {error}"


def _say(speaking: int, told: tuple[int, Any]) -> None:
    import pickle  # noqa: PLC0415 - only for documents

    with open(speaking, "wb") as pipe:
        pickle.dump(told, pipe, pickle.HIGHEST_PROTOCOL)


def _bound() -> None:
    """Set the bounds, be quiet, and leave signals to the parent."""
    import resource  # noqa: PLC0415 - not on Windows
    import signal  # noqa: PLC0415 - only for documents

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for what, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, cues.limit("apart_seconds")),
        (resource.RLIMIT_AS, _held() + cues.limit("apart_bytes")),
    ):
        _, hard = resource.getrlimit(what)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (soft, hard))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)  # a library that gives up says so there


def _held() -> int:
    """Give the memory that this process has taken, as far as the system tells."""
    try:
        with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - three reads are faster so
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 32
