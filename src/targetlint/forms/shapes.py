"""What a node is, in words for a person."""

from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.phrases import LANGUAGES, say

_SHAPES: dict[type, str] = {Scalar: "scalar", Sequence: "sequence", Mapping: "mapping"}


def shape(node: Node) -> str:
    """Give ``scalar``, ``sequence`` or ``mapping``."""
    return _SHAPES[type(node)]


def shape_words(key: str, name: str) -> dict[str, str]:
    """Give the words for a shape in every language, under ``KEY_zh`` and so on."""
    return {f"{key}_{lang}": say(f"shape-{name}", lang) for lang in LANGUAGES}
