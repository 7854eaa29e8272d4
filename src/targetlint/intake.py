"""Input that is no ordinary file of ordinary size: pipes, devices, large documents."""

import os
import select
from errno import EPIPE
from typing import BinaryIO

from targetlint.bounds import bounds

# How files begin that may be larger than any text: packages, PDF, old office files.
_DOCUMENTS = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")


def streamed(number: int, most: int) -> bytes:
    """Read what was opened without waiting; OSError for a pipe that nobody writes to.

    A program that is slow to write is waited for, one that is not there is not.
    """
    first = b""
    if hasattr(os, "O_NONBLOCK"):
        patience: float = bounds("input")["patience"]
        if not select.select([number], [], [], patience)[0]:
            first = _if_anybody_is_there(number)
        os.set_blocking(number, True)
    with open(number, "rb", closefd=False) as file:
        return rest(file, first + file.read(most - len(first)), most)


def _if_anybody_is_there(number: int) -> bytes:
    try:
        first = os.read(number, 1)
    except BlockingIOError:
        return b""
    if not first:
        raise OSError(EPIPE, os.strerror(EPIPE))
    return first


def rest(file: BinaryIO, data: bytes, most: int) -> bytes:
    """Give what was read of a file, and of a large document the rest."""
    if len(data) < most or not data.startswith(_DOCUMENTS):
        return data
    larger: int = bounds("layout")["file_bytes"]
    return data + file.read(max(0, larger + 1 - len(data)))
