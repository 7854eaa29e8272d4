"""Where and when a run takes place: the folder that paths count from, and the day.

Both are those of whoever called the command, also on another machine.
"""

import os
import time

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


def today() -> str:
    """Give the day of the run; ``SOURCE_DATE_EPOCH`` fixes it for runs that are to be repeated."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        moment = time.gmtime(int(fixed)) if fixed.isdecimal() else time.localtime()
    except (OverflowError, ValueError, OSError):  # a day beyond all calendars
        moment = time.localtime()
    return time.strftime("%Y-%m-%d", moment)
