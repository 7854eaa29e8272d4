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
    """Run the command; a closed output ends it quietly, a full disk or a fault with one line."""
    _open_closed_ones()
    for stream in (sys.stdout, sys.stderr):
        prepare(stream)
    try:
        code = action()
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        return _CLOSED
    except KeyboardInterrupt:
        from targetlint.cli.surroundings import language  # noqa: PLC0415 - only then
        from targetlint.phrases import say  # noqa: PLC0415 - as above

        _say(say("interrupted", language(None)))
        return _FAULT
    except OSError as error:
        _say(str(error))
        _silence()
        return _FAULT
    except Exception as error:
        if os.environ.get("TARGETLINT_DEBUG"):
            raise
        _say(_worded(error))
        return _FAULT
    return code


def _open_closed_ones() -> None:
    """Give what was closed before the start a place to go, so that no file takes its number."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


def _worded(error: Exception) -> str:
    """Say in one line that the tool itself failed, and where."""
    from targetlint.cli.surroundings import language  # noqa: PLC0415 - only for a fault of the tool
    from targetlint.mishap import told  # noqa: PLC0415 - as above
    from targetlint.phrases import say  # noqa: PLC0415 - as above

    return say("tool-fault", language(None), **told(error))


def complain(text: str, name: str = "targetlint: ") -> None:
    """Say something on the standard error; what it quotes is shown there, never obeyed."""
    from targetlint.reports.visible import visible_lines  # noqa: PLC0415 - most runs say nothing

    sys.stderr.write(f"{visible_lines(name + text)}\n")


def shown(text: str) -> str:
    """Give what a program is to read as it is, and what a person reads so that it can be seen."""
    from targetlint.reports.visible import visible_lines  # noqa: PLC0415 - few verbs ask

    return visible_lines(text) if sys.stdout.isatty() else text


def _say(text: str) -> None:
    try:
        complain(text)
    except OSError:
        return


def _silence() -> None:
    """Keep the interpreter from complaining about the closed output at exit."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, sys.stdout.fileno())
    except (OSError, ValueError):
        return
