"""Plain data that people write (settings, waivers, rules), with the place of every key.

What is read is JSON-like: text, numbers, true and false, null, lists and mappings of text.
``off``, ``no`` and ``yes`` stay words, and dates stay text, as a person would expect.
"""

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

At = tuple[str | int, ...]
Spot = tuple[int, int]

_NONE: Mapping[str, str] = {}
_DEEPEST = 40
_MOST_NODES = 200_000


class Fault(Exception):  # noqa: N818 - a fault in a file that a person wrote
    """A file that cannot be used as written: a phrase key, what fills it, and where."""

    def __init__(
        self, key: str, values: Mapping[str, str], path: str, spot: Spot | None = None
    ) -> None:
        """Keep what a person needs to know; ``spot`` is line and column from 1."""
        super().__init__(key)
        self.key = key
        self.values = dict(values)
        self.path = path
        self.spot = spot

    @property
    def where(self) -> str:
        """The place as people write it: ``file:line:column``, or as much as is known."""
        return ":".join([self.path, *map(str, self.spot or ())])


class Located(NamedTuple):
    """Data and its places: of a key (or list item), and of what stands behind it."""

    data: Any
    keys: Mapping[At, Spot]
    values: Mapping[At, Spot]
    path: str

    def key_spot(self, at: At) -> Spot | None:
        """Give the place of a key; of the nearest thing around it where that is not known."""
        while at and at not in self.keys:
            at = at[:-1]
        return self.keys.get(at) or self.values.get(())

    def value_spot(self, at: At) -> Spot | None:
        """Give the place of a value; of its key where that is not known."""
        return self.values.get(at) or self.key_spot(at)

    def fault(
        self, phrase: str, at: At = (), values: Mapping[str, str] = _NONE, *, behind: bool = False
    ) -> Fault:
        """Make a fault at a key, or at the value behind it."""
        spot = self.value_spot(at) if behind else self.key_spot(at)
        return Fault(phrase, values, self.path, spot)


def shown(path: str) -> str:
    """Give a path as people in the current folder would write it."""
    absolute = os.path.abspath(path)  # noqa: PTH100
    here = os.getcwd()  # noqa: PTH109
    if absolute.startswith(here.rstrip(os.sep) + os.sep):
        absolute = os.path.relpath(absolute, here)
    return absolute.replace(os.sep, "/")


def decoded(data: bytes, path: str) -> str:
    """Give the text of a UTF-8 file, a byte order mark left out."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Fault(
            "file-encoding", {"byte": f"0x{data[error.start]:02X}"}, path, (line, 1)
        ) from None


def read_yaml(data: bytes, path: str) -> Located:
    """Read one YAML document; an empty one is an empty mapping."""
    import yaml  # noqa: PLC0415 - only where somebody wrote such a file

    kind = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = decoded(data, path)
    loader = kind(text)
    walk = _Walk(path)
    try:
        _refuse_depths(yaml.parse(text, kind), path)
        node = loader.get_single_node()
        content = walk.value(node, (), 0) if node is not None else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        spot = (mark.line + 1, mark.column + 1) if mark is not None else None
        raise Fault("file-syntax", {"problem": str(error.problem or error)}, path, spot) from None
    except yaml.YAMLError as error:
        raise Fault("file-syntax", {"problem": str(error).splitlines()[0]}, path) from None
    finally:
        loader.dispose()
    return Located(content, walk.keys, walk.values, path)


def _refuse_depths(events: Iterable[Any], path: str) -> None:
    """Refuse what is nested too deep before it is composed, which would overflow the stack."""
    from yaml import CollectionEndEvent, CollectionStartEvent  # noqa: PLC0415 - as above

    depth = 0
    for event in events:
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            mark = event.start_mark
            raise Fault("file-too-deep", {}, path, (mark.line + 1, mark.column + 1))


class _Walk:
    """Turns YAML nodes into data, keeping their places."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.keys: dict[At, Spot] = {}
        self.values: dict[At, Spot] = {}
        self._count = 0

    def value(self, node: Any, at: At, depth: int) -> Any:
        spot = (node.start_mark.line + 1, node.start_mark.column + 1)
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST_NODES:
            raise Fault("file-too-deep", {}, self.path, spot)
        self.values[at] = spot
        if node.id == "scalar":
            return _scalar(node)
        if node.id == "sequence":
            for index, item in enumerate(node.value):
                mark = item.start_mark
                self.keys[(*at, index)] = (mark.line + 1, mark.column + 1)
            return [
                self.value(item, (*at, index), depth + 1) for index, item in enumerate(node.value)
            ]
        return self._mapping(node, at, depth)

    def _mapping(self, node: Any, at: At, depth: int) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in node.value:
            spot = (name.start_mark.line + 1, name.start_mark.column + 1)
            if name.id != "scalar":
                raise Fault("file-key-not-text", {}, self.path, spot)
            key = name.value
            if key in made:
                line = str(self.keys[(*at, key)][0])
                raise Fault("file-duplicate-key", {"key": key, "line": line}, self.path, spot)
            self.keys[(*at, key)] = spot
            made[key] = self.value(value, (*at, key), depth + 1)
        return made


def _scalar(node: Any) -> Any:
    text: str = node.value
    if node.style in ("'", '"', "|", ">"):
        return text
    kind = node.tag.rpartition(":")[2]
    if kind == "null":
        return None
    if kind == "bool" and text.lower() in ("true", "false"):
        return text.lower() == "true"
    return _number(text) if kind in ("int", "float") else text


def _number(text: str) -> Any:
    try:
        return int(text) if text.lstrip("+-").isdecimal() else float(text)
    except ValueError:
        return text


def read_toml(data: bytes, path: str, table: At) -> Located | None:
    """Read a table of a TOML file; None where the file has no such table."""
    import tomllib  # noqa: PLC0415 - only where somebody wrote such a file

    text = decoded(data, path)
    _refuse_long_names(text, path)
    try:
        content: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Fault("file-syntax", {"problem": str(error)}, path, _toml_spot(str(error))) from None
    except RecursionError:
        raise Fault("file-too-deep", {}, path) from None
    for name in table:
        content = content.get(name) if isinstance(content, dict) else None
    if content is None:
        return None
    places = {
        at[len(table) :]: spot
        for at, spot in _toml_places(text).items()
        if at[: len(table)] == table
    }
    return Located(_plain(content, path), places, dict(places), path)


def _refuse_long_names(text: str, path: str) -> None:
    """Refuse names of very many parts, over which the library takes the square of the time."""
    import re  # noqa: PLC0415 - only where somebody wrote such a file

    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") > _DEEPEST:
            for piece in re.split(r"[^\w.\"' \t-]+", line):
                if len(re.findall(r"[\w\"'-][ \t]*\.(?=[ \t]*[\w\"'-])", piece)) > _DEEPEST:
                    raise Fault("file-too-deep", {}, path, (number, 1))


def _toml_spot(message: str) -> Spot | None:
    words = message.replace(",", " ").replace(")", " ").split()
    if "line" in words and "column" in words:
        return int(words[words.index("line") + 1]), int(words[words.index("column") + 1])
    return None


def _toml_places(text: str) -> dict[At, Spot]:
    """Find the lines of keys and tables: near enough to lead a person to the fault."""
    places: dict[At, Spot] = {}
    table: At = ()
    counts: dict[At, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip()
        column = line.find(bare) + 1
        if bare.startswith("["):
            names = _toml_names(bare.strip("[] ").partition("]")[0])
            if bare.startswith("[["):
                index = counts.get(names, -1) + 1
                counts[names] = index
                places.setdefault(names, (number, column))
                names = (*names, index)
            table = names
            places.setdefault(table, (number, column))
        elif "=" in bare and not bare.startswith("#"):
            key = (*table, *_toml_names(bare.partition("=")[0]))
            for length in range(len(table) + 1, min(len(key), _DEEPEST) + 1):
                places.setdefault(key[:length], (number, column))
    return places


def _toml_names(text: str) -> At:
    return tuple(name.strip().strip("\"'") for name in text.split("."))


def _plain(value: Any, path: str, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise Fault("file-too-deep", {}, path)
    if isinstance(value, dict):
        return {key: _plain(item, path, depth + 1) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item, path, depth + 1) for item in value]
    return value if value is None or isinstance(value, str | int | float) else str(value)
