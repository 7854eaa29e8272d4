"""Patterns of paths as people know them from ``.gitignore``.

``*`` and ``?`` stay within a name, ``**`` reaches over folders. A pattern with a slash counts
from the folder of the file that says it; one without matches a name at any depth. A pattern
that matches a folder matches all that is in it.
"""

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def _expression(pattern: str) -> Any:
    import re  # noqa: PLC0415 - only where there are patterns

    anchored = "/" in pattern.rstrip("/")
    bare = pattern.strip("/").removeprefix("./")
    head = "" if anchored else "(?:.*/)?"
    return re.compile(f"{head}{_translated(bare, re.escape)}(?:/.*)?", re.DOTALL)


def _translated(pattern: str, escape: Any) -> str:
    pieces: list[str] = []
    at = 0
    while at < len(pattern):
        char = pattern[at]
        if pattern.startswith("**/", at):
            pieces.append("(?:[^/]+/)*")
            at += 3
        elif pattern.startswith("**", at):
            pieces.append(".*")
            at += 2
        elif char == "*":
            pieces.append("[^/]*")
            at += 1
        elif char == "?":
            pieces.append("[^/]")
            at += 1
        elif char == "[" and (end := pattern.find("]", at + 2)) > 0:
            inside = pattern[at + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            inside = "^" + inside[1:] if inside[:1] in ("!", "^") else inside
            pieces.append(f"(?!/)[{inside}]")
            at = end + 1
        else:
            pieces.append(escape(char))
            at += 1
    return "".join(pieces)


def matches(pattern: str, relative: str) -> bool:
    """Tell whether a path, relative to where the pattern was written, is meant by it."""
    import re  # noqa: PLC0415

    try:
        return _expression(pattern).fullmatch(relative) is not None
    except re.error:
        return False


def below(path: str, folder: str) -> str | None:
    """Give an absolute path as seen from a folder, with forward slashes; None from outside it."""
    path, folder = path.replace("\\", "/"), folder.replace("\\", "/").rstrip("/")
    if not path.startswith(folder + "/"):
        return None
    return path[len(folder) + 1 :]
