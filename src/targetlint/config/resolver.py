"""From a path to the settings that hold for it.

The settings file nearest to a form is read as a whole, with what it extends. Of those further
up only what is mandatory holds, so that nobody below can switch it off. Who reviews the forms of
others (profile ``reviewer``) is not told by files that came with them what to look at: below the
file that says so, or below the working folder where the command says so, none is heeded. Where
there is no settings file, nothing but ``stat`` is asked of the folders on the way up, once a
folder.
"""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from targetlint import globs
from targetlint.config.files import in_folder, profile, read
from targetlint.config.layers import (
    COMMAND,
    PROFILE,
    Layer,
    Origin,
    Stack,
    command_layer,
    paths,
    stack,
)
from targetlint.located import Fault
from targetlint.whereabouts import here

STDIN = "-"


class Setting(NamedTuple):
    """A value and where it came from."""

    value: Any
    origin: Origin


class Settings:
    """What holds for a file: layers of settings, the weakest first.

    ``above`` are the layers of the settings files further up, the topmost file first; only
    what they call mandatory counts. ``every`` is all that was written in any of these files, also
    for other forms.
    """

    __slots__ = ("above", "every", "files", "layers", "profile")

    def __init__(
        self,
        layers: tuple[Layer, ...],
        above: tuple[tuple[Layer, ...], ...],
        files: tuple[str, ...],
        every: tuple[Layer, ...],
    ) -> None:
        """Put the profile that the strongest layer asks for under the others."""
        asked = _strongest(layers, "profile")
        self.profile = asked
        self.layers = _with_profile(layers, asked)
        self.above = above
        self.files = files
        self.every = every

    def get(self, key: str) -> Setting | None:
        """Give a single setting as the strongest layer says it; None where nobody does."""
        return _strongest(self.layers, key)

    def text(self, key: str) -> str:
        """Give a setting that is one word; empty where nobody says it."""
        found = self.get(key)
        return str(found.value) if found is not None else ""

    def path(self, key: str) -> str:
        """Give a setting that is a path, counted from the file that says it."""
        for layer in reversed(self.layers):
            if layer.data.get(key):
                return str(layer.path(str(layer.data[key])))
        return ""

    def folder(self, key: str) -> str | None:
        """Give the folder of the file that says a setting; None for the command line or nobody."""
        for layer in reversed(self.layers):
            if layer.data.get(key):
                return None if layer.kind == COMMAND else layer.folder
        return None

    def gathered(self, key: str) -> list[tuple[str, Layer, int]]:
        """Give the entries of a list that every layer adds to, with layer and index."""
        return [
            (entry, layer, index)
            for layer in self.layers
            for index, entry in enumerate(paths(layer.data.get(key)))
        ]

    def words(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Give the words that layers add to classes of telling words, in a fixed order.

        Those that they take out stand under the name of the class with a minus before it.
        """
        said: dict[str, dict[str, None]] = {}
        for layer in self.layers:
            for name, members in (layer.data.get("words") or {}).items():
                changes = members if isinstance(members, Mapping) else {"add": members}
                for key, one, other in (("add", name, f"-{name}"), ("remove", f"-{name}", name)):
                    for word in paths(changes.get(key)):
                        said.setdefault(one, {})[word] = None
                        said.get(other, {}).pop(word, None)
        return tuple((name, tuple(words)) for name, words in sorted(said.items()) if words)

    def limits(self) -> tuple[tuple[str, float], ...]:
        """Give the limits that layers set, in a fixed order."""
        found: dict[str, float] = {}
        for layer in self.layers:
            found.update(layer.data.get("limits") or {})
        return tuple(sorted(found.items()))

    @property
    def honours_authors(self) -> bool:
        """Whether waivers in the comments of a form count; a single ``show`` settles it."""
        return not any(map(_reviews, (self.layers, *self.above)))

    def excludes(self, path: str) -> bool:
        """Whether a search leaves a file out."""
        absolute = os.path.abspath(path)  # noqa: PTH100 - keeps links as they are
        for pattern, layer, _ in self.gathered("exclude"):
            relative = globs.below(absolute, layer.folder)
            if relative is not None and globs.matches(pattern, relative):
                return True
        return False


def _strongest(layers: tuple[Layer, ...], key: str) -> Setting | None:
    for layer in reversed(layers):
        value = layer.data.get(key)
        if value is not None:
            return Setting(value, layer.origin(key))
    return None


def _with_profile(layers: tuple[Layer, ...], asked: Setting | None) -> tuple[Layer, ...]:
    if asked is None:
        return layers
    file = profile(asked.value)
    return (Layer(PROFILE, "", file.data, file.located), *layers)


def _reviews(layers: tuple[Layer, ...]) -> bool:
    """Whether settings are those of somebody who reviews what others have written."""
    every = _with_profile(layers, _strongest(layers, "profile"))
    return any(layer.data.get("author-waivers") == "show" for layer in every)


def _covers(folder: str, other: str) -> bool:
    """Whether a folder is another or lies above it."""
    return other == folder or other.startswith(folder.rstrip(os.sep) + os.sep)


class _Found(NamedTuple):
    """The settings file of a folder, or what is wrong with it, which matters if it is heeded."""

    folder: str
    path: str
    says: Stack | Fault

    def stack(self) -> Stack:
        if isinstance(self.says, Fault):
            raise self.says
        return self.says


def _found(folder: str) -> _Found | None:
    try:
        file = in_folder(folder)
        return _Found(folder, file.path, stack(file)) if file is not None else None
    except Fault as fault:
        return _Found(folder, fault.path, fault)


class Resolver:
    """Finds the settings of each file of a run, each settings file read once."""

    def __init__(
        self,
        options: Mapping[str, Any] | None = None,
        *,
        config: str | None = None,
        isolated: bool = False,
    ) -> None:
        """Take what the command line said: options, one file for all, or none at all."""
        given = {key: value for key, value in (options or {}).items() if value}
        self._command = (command_layer(given),) if given else ()
        self._reviewing = _reviews(self._command)
        self._named = stack(read(config)) if config else None
        self._isolated = isolated
        self._folders: dict[str, tuple[_Found, ...]] = {}
        self._by_path: dict[str, Settings] = {}
        self._made: dict[tuple[Any, ...], Settings] = {}
        self.unheeded: dict[str, str] = {}
        """The settings files that came with forms under review, and who says that it is one."""

    def settings(self, path: str) -> Settings:
        """Give the settings of a file; the same object for files to which the same applies."""
        folder = os.path.dirname(path) if path != STDIN else ""  # noqa: PTH120
        known = self._by_path.get(folder)
        if known is not None:
            return known
        absolute = os.path.abspath(path)  # noqa: PTH100 - keeps links as they are
        chain = self._heeded(absolute)
        made = self._settings(chain, absolute)
        if not any(one.overrides for one in chain):
            self._by_path[folder] = made
        return made

    def _settings(self, chain: tuple[Stack, ...], path: str) -> Settings:
        stacks = [one.layers(path) for one in chain]
        key = tuple((layer.located.path, layer.base) for layers in stacks for layer in layers)
        made = self._made.get(key)
        if made is None:
            nearest = (*(stacks[0] if stacks else ()), *self._command)
            files = tuple(one.top.path for one in chain)
            every = (*(layer for one in chain for layer in one.every()), *self._command)
            made = self._made[key] = Settings(nearest, tuple(reversed(stacks[1:])), files, every)
        return made

    def _heeded(self, path: str) -> tuple[Stack, ...]:
        """Give the settings files that bear on a file, the nearest first.

        Those that came with what is under review are left out.
        """
        if self._isolated:
            return ()
        if self._named is not None:
            return (self._named,)
        chain = self._chain(os.path.dirname(path))  # noqa: PTH120
        first, by = 0, ""
        if self._reviewing:
            first = sum(not _covers(one.folder, here()) for one in chain)
            by = "--profile reviewer"
        for number, one in enumerate(chain[first:], first):
            if isinstance(one.says, Stack) and _reviews(one.says.layers(path)):
                first, by = number, one.path
        self.unheeded |= {one.path: by for one in chain[:first]}
        return tuple(one.stack() for one in chain[first:])

    def _chain(self, folder: str) -> tuple[_Found, ...]:
        """Give the settings files of a folder and of those above it, the nearest first."""
        chain = self._folders.get(folder)
        if chain is None:
            parent = os.path.dirname(folder)  # noqa: PTH120
            above = self._chain(parent) if parent != folder else ()
            found = _found(folder)
            chain = self._folders[folder] = (found, *above) if found is not None else above
        return chain
