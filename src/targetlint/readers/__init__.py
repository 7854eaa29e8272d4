"""From bytes to nodes: each reader is one module, and one line here.

Which reader takes an input is decided by its content; only that one is imported.
"""

from collections.abc import Sequence
from importlib import import_module

from targetlint.bounds import bounds
from targetlint.nodes import Node
from targetlint.readers.detect import sniff
from targetlint.readers.document import Document, ReadError
from targetlint.source import SourceText

# The formats that ``detect.sniff`` names, and the module whose ``read`` reads each.
READERS: dict[str, str] = {
    "yaml": "targetlint.readers.yaml",
    "text": "targetlint.readers.text",
    "html": "targetlint.readers.html",
    "csv": "targetlint.readers.csv",
    "pdf": "targetlint.readers.pdf",
    "docx": "targetlint.readers.docx",
    "xlsx": "targetlint.readers.xlsx",
    "doc": "targetlint.readers.legacy",
    "xls": "targetlint.readers.legacy",
    "ole": "targetlint.readers.legacy",
}

# Formats that are told apart only to say what to do with them, and the phrase that says it.
REFUSED: dict[str, str] = {
    "zip": "document-unknown",
    "rtf": "document-rtf",
    "picture": "document-picture",
}


def read(data: bytes, name: str) -> Document:
    """Read an input with the reader that its content asks for; ReadError where none can."""
    kind = sniff(data, name)
    if kind in REFUSED:
        raise ReadError(REFUSED[kind], {"name": name})
    document: Document = import_module(READERS[kind]).read(data, name)
    refuse_piles(document.nodes, document.source)
    return document


def refuse_piles(nodes: Sequence[Node], source: SourceText) -> None:
    """Refuse a file with more forms than anybody hands in at once, at the first too many."""
    limit: int = bounds("input")["documents"]
    if len(nodes) > limit:
        values = {"limit": str(limit)}
        raise ReadError("too-many-forms", values, source=source, span=nodes[limit].span)
