"""What a node is, in words for a person."""

from targetlint.nodes import Mapping, Node, Sequence
from targetlint.phrases import LANGUAGES, say


def shape(node: Node) -> str:
    """Give ``scalar``, ``sequence`` or ``mapping``; readers have kinds of scalars of their own."""
    if isinstance(node, Mapping):
        return "mapping"
    return "sequence" if isinstance(node, Sequence) else "scalar"


def shape_words(key: str, name: str) -> dict[str, str]:
    """Give the words for a shape in every language, under ``KEY_zh`` and so on."""
    return {f"{key}_{lang}": say(f"shape-{name}", lang) for lang in LANGUAGES}
