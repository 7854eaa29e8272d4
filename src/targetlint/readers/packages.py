"""Zip-based office documents: opened with limits, nothing in them executed or fetched."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from targetlint.readers import cues
from targetlint.readers.document import ReadError

_CHUNK = 1 << 16
# What the library raises over damage: RuntimeError where a part says that it is encrypted,
# ValueError for names and places that are none.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError
)  # fmt: skip
_ENCRYPTED = 0x1
# How office programs pack parts; other ways may ask for gigabytes of memory.
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_WORDS = {
    "rows": "document-too-many-rows",
    "cells": "document-too-many-cells",
    "file_bytes": "document-file-too-large",
    "sheets": "document-too-many-sheets",
    "letters_per_page": "document-too-many-letters",
    "ratio": "document-bomb",
}


class Package:
    """The parts of a document, each read only within the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open a package and look at its directory before anything is unpacked."""
        self.name = name
        if len(data) > cues.limit("file_bytes"):
            raise too_large("file_bytes")
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN as fault:
            raise ReadError("document-damaged", {"name": name}) from fault
        infos = self.zip.infolist()
        if len(infos) > cues.limit("zip_entries"):
            raise too_large("zip_entries")
        self.sizes = {info.filename: info.file_size for info in infos}
        for info in infos:
            if info.flag_bits & _ENCRYPTED:
                raise ReadError("document-encrypted", {"name": name})
            if info.compress_type not in _PACKED:
                raise ReadError("document-damaged", {"name": name})
            _refuse_bomb(info)
        if sum(self.sizes.values()) > cues.limit("unpacked_bytes"):
            raise too_large("unpacked_bytes")

    def names(self) -> list[str]:
        """Give the names of all parts."""
        return list(self.sizes)

    def part(self, name: str) -> bytes:
        """Give one part; empty where there is none."""
        return b"".join(self.chunks(name)) if name in self.sizes else b""

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give one part piece by piece, and stop where it is larger than it may be."""
        left = cues.limit("part_bytes")
        try:
            with self.zip.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise too_large("part_bytes")
                    yield chunk
        except _BROKEN as fault:
            raise ReadError("document-damaged", {"name": self.name}) from fault

    def tree(self, xml: bytes) -> Any:
        """Give the tree of an XML part; a declaration of entities is refused."""
        try:
            from lxml import etree  # noqa: PLC0415 - only for documents
        except ImportError as fault:
            raise missing("lxml") from fault
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(xml, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise ReadError("document-damaged", {"name": self.name}) from fault
        if root.getroottree().docinfo.doctype:
            raise ReadError("document-entities", {"name": self.name})
        return root


def missing(package: str) -> ReadError:
    """Say that a library is not installed, and how to get it."""
    return ReadError(
        "document-extra", {"package": package, "command": 'pip install "targetlint[documents]"'}
    )


def too_large(limit: str) -> ReadError:
    """Say that a document is larger than the limits allow."""
    return ReadError(_WORDS.get(limit, "document-too-large"), {"limit": f"{cues.limit(limit):,}"})


def _refuse_bomb(info: zipfile.ZipInfo) -> None:
    unpacked, packed = info.file_size, max(info.compress_size, 1)
    if unpacked > cues.limit("ratio_from_bytes") and unpacked / packed > cues.limit("ratio"):
        raise too_large("ratio")
    if unpacked > cues.limit("part_bytes"):
        raise too_large("part_bytes")
