"""Settings in layers, the weakest first: profile, what a file extends, the file, its overrides."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from targetlint import globs
from targetlint.config import files
from targetlint.config.files import ConfigFile
from targetlint.located import At, Fault, Located

PROFILE, FILE, OVERRIDE, COMMAND = "profile", "file", "override", "command"


class Origin(NamedTuple):
    """Where a setting came from: the kind of its layer, the file (or option), the line."""

    kind: str
    path: str
    line: int | None = None

    def __str__(self) -> str:
        """Write it as ``file:line``."""
        return f"{self.path}:{self.line}" if self.line is not None else self.path


class Layer(NamedTuple):
    """Settings that were said together.

    ``folder`` is what their paths and patterns count from (empty for a profile); ``base`` the
    keys under which they stand in their file.
    """

    kind: str
    folder: str
    data: Mapping[str, Any]
    located: Located
    base: At = ()

    def origin(self, *at: str | int) -> Origin:
        """Say where a setting of this layer stands."""
        if self.kind == COMMAND:
            return Origin(COMMAND, f"--{at[0]}" if at else "-")
        spot = self.located.key_spot((*self.base, *at))
        return Origin(self.kind, self.located.path, spot[0] if spot else None)

    def fault(
        self, phrase: str, at: At, values: Mapping[str, str], *, behind: bool = True
    ) -> Fault:
        """Make a fault at the value of a setting of this layer, or at its key."""
        if self.kind == COMMAND:
            return Fault(phrase, values, f"--{at[0]}")
        return self.located.fault(phrase, (*self.base, *at), values, behind=behind)

    def path(self, text: str) -> str:
        """Give a path as counted from the file that says it."""
        return os.path.join(self.folder, text) if self.folder else text  # noqa: PTH118


def texts(value: Any) -> list[str]:
    """Give a list of words, written as a list or as one text with commas."""
    if value is None:
        return []
    if isinstance(value, str):
        return [piece.strip() for piece in value.split(",") if piece.strip()]
    return [str(item) for item in value]


def paths(value: Any) -> list[str]:
    """Give a list of paths, written as a list or as one text."""
    return [value] if isinstance(value, str) else list(value or ())


class Stack(NamedTuple):
    """A settings file with all that it extends, weakest first, each file once."""

    top: ConfigFile
    files: tuple[ConfigFile, ...]

    def layers(self, path: str) -> tuple[Layer, ...]:
        """Give what speaks of a file: each settings file, then its overrides that match."""
        return tuple(layer for file in self.files for layer in _layers(file, path))

    def every(self) -> tuple[Layer, ...]:
        """Give all that people wrote, for whatever file: so that it can be looked over."""
        return tuple(layer for file in self.files for layer in _every(file))

    @property
    def overrides(self) -> bool:
        """Whether what is said differs from file to file."""
        return any("overrides" in file.data for file in self.files)


def stack(top: ConfigFile) -> Stack:
    """Follow what a settings file extends."""
    return Stack(top, tuple(_extended(top, ())))


def _extended(file: ConfigFile, above: tuple[str, ...]) -> Iterator[ConfigFile]:
    identity = os.path.realpath(file.absolute)
    names = paths(file.data.get("extends"))
    for index, name in enumerate(names):
        at: At = ("extends", index) if isinstance(file.data["extends"], list) else ("extends",)
        if name in files.profile_names():
            yield files.profile(name)
            continue
        path = os.path.join(file.folder, name)  # noqa: PTH118
        if not os.path.isfile(path):  # noqa: PTH113
            near = _near_profile(name)
            key = "config-extends-missing-near" if near else "config-extends-missing"
            raise file.located.fault(key, at, {"name": name, "near": near}, behind=True)
        if os.path.realpath(path) in (*above, identity):
            raise file.located.fault("config-extends-cycle", at, {"name": name}, behind=True)
        yield from _extended(files.read(path), (*above, identity))
    yield file


def _near_profile(name: str) -> str:
    from targetlint.shapes import near  # noqa: PLC0415 - only for the misspelt

    return near(name, files.profile_names())


def _layers(file: ConfigFile, path: str) -> Iterator[Layer]:
    relative = globs.below(path, file.folder) if file.folder else None
    for layer in _every(file):
        patterns = paths(layer.data["files"]) if layer.kind == OVERRIDE else ()
        if layer.kind != OVERRIDE or (
            relative is not None and any(globs.matches(one, relative) for one in patterns)
        ):
            yield layer


def _every(file: ConfigFile) -> Iterator[Layer]:
    """Give a file and its overrides as layers."""
    yield Layer(FILE if file.folder else PROFILE, file.folder, file.data, file.located)
    for index, override in enumerate(file.data.get("overrides") or ()):
        yield Layer(OVERRIDE, file.folder, override, file.located, ("overrides", index))


def command_layer(options: Mapping[str, Any]) -> Layer:
    """Make the layer of what was asked for on the command line."""
    return Layer(COMMAND, str(Path.cwd()), options, Located(options, {}, {}, ""))
