"""Paths as other tools want them: from the root of the repository, with forward slashes."""

import os

from targetlint.whereabouts import absolute


def from_root(path: str, root: str | None) -> str:
    """Give a path relative to the root; as it is where it lies outside or there is no root."""
    if root is None:
        return path
    full = absolute(path)
    root = os.path.normpath(root)
    if not full.startswith(root.rstrip(os.sep) + os.sep):
        return path
    return full[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
