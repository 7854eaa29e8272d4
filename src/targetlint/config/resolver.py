"""From a path to the settings that hold for it.

The settings file nearest to a form is read as a whole, with what it extends. Of those further
up only what is mandatory holds, so that nobody below can switch it off. Where there is no
settings file, nothing but ``stat`` is asked of the folders on the way up, once a folder.
"""

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from targetlint import globs
from targetlint.config.files import ConfigFile, in_folder, profile, read
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

    def seconds(self) -> tuple[tuple[str, float], ...]:
        """Give the time limits that layers set, in a fixed order."""
        found: dict[str, float] = {}
        for layer in self.layers:
            found.update(layer.data.get("time-limits") or {})
        return tuple(sorted(found.items()))

    @property
    def honours_authors(self) -> bool:
        """Whether waivers in the comments of a form count; a single ``show`` settles it."""
        stacks = (
            self.layers,
            *(_with_profile(one, _strongest(one, "profile")) for one in self.above),
        )
        said = {layer.data.get("author-waivers") for layers in stacks for layer in layers}
        return "show" not in said

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
        self._named = stack(read(config)) if config else None
        self._isolated = isolated
        self._folders: dict[str, tuple[Stack, ...]] = {}
        self._stacks: dict[str, Stack] = {}
        self._by_path: dict[str, Settings] = {}
        self._made: dict[tuple[Any, ...], Settings] = {}

    def settings(self, path: str) -> Settings:
        """Give the settings of a file; the same object for files to which the same applies."""
        folder = os.path.dirname(path) if path != STDIN else ""  # noqa: PTH120
        known = self._by_path.get(folder)
        if known is not None:
            return known
        absolute = os.path.abspath(path)  # noqa: PTH100 - keeps links as they are
        chain = self._chain(os.path.dirname(absolute))  # noqa: PTH120
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

    def _chain(self, folder: str) -> tuple[Stack, ...]:
        """Give the settings files of a folder and of those above it, the nearest first."""
        if self._isolated:
            return ()
        if self._named is not None:
            return (self._named,)
        chain = self._folders.get(folder)
        if chain is None:
            parent = os.path.dirname(folder)  # noqa: PTH120
            above = self._chain(parent) if parent != folder else ()
            found = in_folder(folder)
            chain = (self._stack(found), *above) if found is not None else above
            self._folders[folder] = chain
        return chain

    def _stack(self, found: ConfigFile) -> Stack:
        return self._stacks.setdefault(found.absolute, stack(found))
