"""The short way into ``check``, for a call that needs no help with its options.

Most calls name files and perhaps a format. They are understood here, so that a single form
need not wait for the option parser; everything else, and everything doubtful, takes the long way.
The tests hold both ways to the same outcome.
"""

from collections.abc import Sequence
from typing import Any

# What the options of ``check`` are when nobody gives them.
DEFAULTS: dict[str, Any] = {
    "formats": (), "lang": None, "fail_on": None, "config": None, "isolated": False,
    "profile": None, "select": (), "extend_select": (), "ignore": (), "template": None,
    "rule_files": (), "packs": (), "checks": None, "waivers": None, "baseline": None,
    "exclude": (), "force_exclude": False, "stdin_filename": None, "outcomes": "findings",
    "annotate": None, "fix": False, "suggested": False, "diff": False, "show_files": False,
    "no_respect_gitignore": False, "statistics": False, "color": "auto", "jobs": "auto",
    "no_cache": False, "cluster": None,
}  # fmt: skip

_FORMAT = ("-f", "--format")


def understood(arguments: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """Give the paths and options of a plain call; None where it takes the long way."""
    paths: list[str] = []
    formats: list[str] = []
    remaining = iter(arguments)
    for argument in remaining:
        if argument in _FORMAT:
            named = next(remaining, "-")
            if named.startswith("-"):
                return None
            formats.append(named)
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            paths.append(argument)
    if not paths:
        return None
    return tuple(paths), DEFAULTS | {"formats": tuple(formats)}
