"""The end of a run."""

import atexit
import os
import sys
from typing import NoReturn


def leave(code: int) -> NoReturn:
    """End the process with an exit code, at once where nobody is kept waiting by that.

    Taking a hundred modules apart one by one takes longer than checking a form, and the system
    takes all memory back anyway. What was registered for the end is done, and what was written
    goes out. A run that has threads, or that a profiler or a debugger watches, ends as usual.
    """
    threading = sys.modules.get("threading")
    busy = threading is not None and threading.active_count() > 1
    if busy or sys.gettrace() or sys.getprofile() or sys.flags.inspect:
        sys.exit(code)
    atexit._run_exitfuncs()  # noqa: SLF001 - what the interpreter would do first
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # left to the interpreter to tell
        sys.exit(code)
    os._exit(code)
