"""Standard output and error as they really are: closed pipes, old code pages, full disks."""

import os
import sys
from collections.abc import Callable
from typing import TextIO

_CLOSED = 0
_FAULT = 2


def prepare(stream: TextIO) -> None:
    """Make sure that any text can be written, whatever the code page.

    A console keeps its own encoding, with what it cannot show escaped; a pipe or a file
    gets UTF-8.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
        reconfigure(errors="backslashreplace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def guarded(action: Callable[[], int]) -> int:
    """Run the command; a closed output ends it quietly, a full disk with one line."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            prepare(stream)
    try:
        code = action()
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return _CLOSED
    except KeyboardInterrupt:
        _say("interrupted")
        return 130
    except OSError as error:
        _say(str(error))
        _silence()
        return _FAULT
    return code


def _say(text: str) -> None:
    try:
        sys.stderr.write(f"targetlint: {text}\n")
    except OSError:
        return


def _silence() -> None:
    """Keep the interpreter from complaining about the closed output at exit."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        return
