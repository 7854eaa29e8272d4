"""Anchors, aliases and merge keys, written out within a limit.

An alias shares the node of its anchor, so a few lines can stand for more values than any
memory holds ("billion laughs"). What a document comes to is therefore reckoned before it is
written out.
"""

from typing import Any, NamedTuple

from yaml.nodes import MappingNode, ScalarNode

from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.readers.encoding import limits
from targetlint.readers.yaml_limits import LimitError


class _Weight(NamedTuple):
    size: int
    depth: int


class Scales:
    """Reckons what the documents of one file come to when aliases are written out."""

    def __init__(self) -> None:
        """Start with nothing weighed."""
        allowed = limits()
        self._most: int = allowed["alias_nodes"]
        self._deepest: int = allowed["nesting"]
        self._extra = 0
        self._known: dict[int, _Weight | None] = {}

    def weigh(self, root: Any) -> None:
        """Refuse a document with LimitError if its aliases add too much, or never end."""
        self._known = {}
        self._weigh(root)

    def _weigh(self, node: Any) -> _Weight:
        known = self._known
        number = id(node)
        if number in known:
            weight = known[number]
            if weight is None:
                raise LimitError("alias-cycle", 0, node.start_mark.index)
            self._extra += weight.size
            if self._extra > self._most:
                raise LimitError("alias-expansion", self._most, node.start_mark.index)
            return weight
        known[number] = None
        size, depth = 1, 0
        for child in _children(node):
            weight = self._weigh(child)
            size += weight.size
            depth = max(depth, weight.depth)
        if depth >= self._deepest:
            raise LimitError("too-deep", self._deepest, node.start_mark.index)
        known[number] = weight = _Weight(size, depth + 1)
        return weight


def _children(node: Any) -> list[Any]:
    if node.__class__ is ScalarNode:
        return []
    if node.__class__ is MappingNode:
        return [child for pair in node.value for child in pair]
    children: list[Any] = node.value
    return children


def merge(node: Node) -> None:
    """Put the entries that merge keys (``<<``) bring into the mappings that ask for them."""
    if isinstance(node, Sequence):
        for item in node.items:
            merge(item)
    elif isinstance(node, Mapping):
        for _, value in node.entries:
            merge(value)
        if any(_merges(key, value) for key, value in node.entries):
            node.entries = _merged(node)


def _merges(key: Scalar, value: Node) -> bool:
    return key.text == "<<" and not key.quoted and bool(_sources(value))


def _sources(value: Node) -> list[Mapping]:
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, Sequence):
        return [item for item in value.items if isinstance(item, Mapping)]
    return []


def _merged(node: Mapping) -> list[tuple[Scalar, Node]]:
    own = [(key, value) for key, value in node.entries if not _merges(key, value)]
    taken = {key.text for key, _ in own}
    for key, value in node.entries:
        if not _merges(key, value):
            continue
        for source in _sources(value):
            for entry in source.entries:
                if entry[0].text not in taken:
                    taken.add(entry[0].text)
                    own.append(entry)
    return own
