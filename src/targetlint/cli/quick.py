"""The short way into ``check``, for a call that needs no help with its options.

Most calls name files and perhaps a format. They are understood here, so that a single form
need not wait for the option parser; everything else, and everything doubtful, takes the long way.
The tests hold both ways to the same outcome.
"""

from collections.abc import Sequence
from typing import Any

from targetlint.phrases import LANGUAGES

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

# Options that are as plain as a path: the list that a value joins, what a value is for, or the
# values that may stand.
_LISTS = {"-f": "formats", "--format": "formats"}
_VALUES = {"-j": "jobs", "--jobs": "jobs"}
_CHOICES = {"--lang": ("lang", LANGUAGES)}
_SWITCHES = {"--no-cache": "no_cache"}


def understood(arguments: Sequence[str]) -> tuple[tuple[str, ...], dict[str, Any]] | None:
    """Give the paths and options of a plain call; None where it takes the long way."""
    paths: list[str] = []
    options = dict(DEFAULTS)
    remaining = iter(arguments)
    for argument in remaining:
        if argument in _LISTS or argument in _VALUES:
            named = next(remaining, "-")
            if named.startswith("-"):
                return None
            if argument in _LISTS:
                options[_LISTS[argument]] += (named,)
            else:
                options[_VALUES[argument]] = named
        elif argument in _CHOICES:
            key, choices = _CHOICES[argument]
            options[key] = next(remaining, "")
            if options[key] not in choices:
                return None
        elif argument in _SWITCHES:
            options[_SWITCHES[argument]] = True
        elif argument.startswith("-") and argument != "-":
            return None
        else:
            paths.append(argument)
    return (tuple(paths), options) if paths else None
