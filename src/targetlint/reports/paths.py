"""Paths as other tools want them: from the root of the repository, with forward slashes."""

import os


def from_root(path: str, root: str | None) -> str:
    """Give a path relative to the root; as it is where it lies outside or there is no root."""
    if root is None:
        return path
    absolute = os.path.normpath(os.path.join(os.getcwd(), path))  # noqa: PTH109, PTH118
    root = os.path.normpath(root)
    if not absolute.startswith(root.rstrip(os.sep) + os.sep):
        return path
    return absolute[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
