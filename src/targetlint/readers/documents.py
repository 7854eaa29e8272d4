"""The readers of filed documents, by the format that ``detect.sniff`` names."""

from collections.abc import Callable
from importlib import import_module

from targetlint.readers.document import Document, ReadError

Reader = Callable[[bytes, str], Document]

# The format and the module whose ``read`` reads it; imported when the first one comes.
MODULES = {
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

# Formats that are told apart only to say what to do with them.
REFUSED = {
    "zip": "document-unknown",
    "rtf": "document-rtf",
    "picture": "document-picture",
}


def _reader(module: str) -> Reader:
    def read(data: bytes, name: str) -> Document:
        document: Document = import_module(module).read(data, name)
        return document

    return read


def _refuser(key: str) -> Reader:
    def read(_data: bytes, name: str) -> Document:
        raise ReadError(key, {"name": name})

    return read


READERS: dict[str, Reader] = {kind: _reader(module) for kind, module in MODULES.items()} | {
    kind: _refuser(key) for kind, key in REFUSED.items()
}
