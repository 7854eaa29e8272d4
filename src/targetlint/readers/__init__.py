"""From bytes to nodes: each reader is one module, and one line here.

Which reader takes an input is decided by its content; only that one is imported.
"""

from collections.abc import Callable
from importlib import import_module

from targetlint.nodes import Mapping, Node
from targetlint.readers.document import Document

Reader = Callable[[bytes, str], Document]

READERS: dict[str, str] = {
    "yaml": "targetlint.readers.yaml:read",
}

_ENOUGH = 2


def reader_for(data: bytes, name: str) -> Reader:
    """Give the reader that takes an input."""
    kind = "yaml"
    module, _, function = READERS[kind].partition(":")
    reader: Reader = getattr(import_module(module), function)
    return reader


def looks_like_form(node: Node, known: frozenset[str]) -> bool:
    """Whether a root could be a form, by the keys and labels that forms are known to have.

    Two known ones are asked for, or one where there is no more: plenty of other files have a
    ``title`` or a ``name``.
    """
    if not isinstance(node, Mapping):
        return False
    found = {key.text.strip() for key, _ in node.entries} & known
    return len(found) >= min(_ENOUGH, len(node.entries)) > 0
