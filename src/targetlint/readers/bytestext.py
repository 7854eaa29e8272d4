"""Documents that are text: their encoding, told by mark, declaration or content."""

import re

from targetlint.readers.document import ReadError
from targetlint.readers.encoding import limits

_NAME = rb"([A-Za-z0-9_\-]{3,20})"
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*" + _NAME + rb"|encoding=[\"']" + _NAME)
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What pages call by an older name than what they are written in.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}


def decode(data: bytes, name: str, *, html: bool = False) -> str:
    """Give the text of a document, as declared or as it reads best."""
    size = limits()["file_size"]
    if len(data) > size:
        raise ReadError("too-large", {"limit": f"{size / 1_000_000:.0f}"})
    return _text(data, name, html=html).removeprefix("\ufeff").replace("\r\n", "\n")


def _text(data: bytes, name: str, *, html: bool) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data.decode(codec, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:4096]) if html else None
    if declared is not None:
        codec = (declared[1] or declared[2]).decode("ascii").lower()
        try:
            text = data.decode(_WIDER.get(codec, codec))
            text.encode()  # some codecs give halves of characters
        except (LookupError, ValueError):
            pass
        else:
            return text
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        if b"\x00" in data[:4096]:
            raise ReadError("document-unknown", {"name": name}) from None
        # A damaged letter is better than a document nobody can read.
        utf8, gb = data.decode("utf-8", "replace"), data.decode("gb18030", "replace")
        return min(utf8, gb, key=lambda text: text.count("\ufffd"))
