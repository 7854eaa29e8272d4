"""From bytes to text: which encoding it is, and where it breaks.

Forms come as UTF-8, as UTF-8 or UTF-16 with a byte order mark from office programs, and as
GB18030 from older ones. Offsets count code points of the text without its mark; the
``encoding`` of the source text is the codec that writes it back, mark included.
"""

import codecs
from collections.abc import Mapping
from typing import Any

from targetlint.bounds import bounds
from targetlint.forms.model import Remark
from targetlint.readers.document import ReadError
from targetlint.source import SourceText, Span

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM\x00", "BMP"),
    (b"PK\x03\x04", "ZIP/DOCX/XLSX"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC/XLS"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"\x1f\x8b\x08", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"),
)
_BINARY_SAMPLE = 4096


def limits(part: str = "input") -> Mapping[str, Any]:
    """Give the limits of a part of reading."""
    return bounds(part)


def decode(data: bytes, name: str) -> tuple[SourceText, list[Remark]]:
    """Give the text of an input and what is remarkable about its encoding."""
    size = limits()["file_size"]
    if len(data) > size:
        raise ReadError("too-large", {"limit": f"{size / 1_000_000:.0f}"})
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return _decode_otherwise(data, name)
    if text.startswith("\ufeff"):
        return SourceText(name, text[1:], "utf-8-sig"), []
    if "\x00" in text or text.startswith("%PDF-"):
        return _decode_otherwise(data, name)
    return SourceText(name, text), []


def _decode_otherwise(data: bytes, name: str) -> tuple[SourceText, list[Remark]]:
    for mark, encoding, codec in _MARKS:
        if data.startswith(mark):
            return _decode_marked(data, name, encoding, codec)
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise ReadError("not-text", {"kind": kind})
    wide = _wide_without_mark(data)
    text = _strictly(data, wide) if wide else None
    if text is not None and (text.isascii() or _reads_as_chinese(text)):
        return _told(name, text, wide)
    text = _strictly(data, "utf-8")
    if text is not None:
        if text.count("\x00") > limits("encoding")["nul_most"]:
            raise ReadError("binary", {})
        return SourceText(name, text), []  # the parser says where the few NUL characters are
    return _decode_chinese(data, name)


def _decode_chinese(data: bytes, name: str) -> tuple[SourceText, list[Remark]]:
    """Read GB18030, unless it is UTF-8 with damage or no text at all."""
    if _share_of_utf8(data) < limits("encoding")["utf8_share"]:
        text = _strictly(data, "gb18030")
        if text is not None and _reads_as_chinese(text):
            return _told(name, text, "gb18030")
        if b"\x00" in data[:_BINARY_SAMPLE]:
            raise ReadError("binary", {})
    raise _bad_byte(data, name, "utf-8", "utf-8")


def _told(name: str, text: str, encoding: str) -> tuple[SourceText, list[Remark]]:
    remark = Remark("encoding", Span(0, 0), {"encoding": encoding.upper(), "expected": "UTF-8"})
    return SourceText(name, text, encoding), [remark]


def _decode_marked(
    data: bytes, name: str, encoding: str, codec: str
) -> tuple[SourceText, list[Remark]]:
    text = _strictly(data, codec)
    if text is None:
        raise _bad_byte(data, name, encoding, codec)
    text = text.removeprefix("\ufeff")
    if encoding == "utf-8-sig":
        return SourceText(name, text, encoding), []
    return _told(name, text, encoding)


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _wide_without_mark(data: bytes) -> str:
    """Tell UTF-16 that lost its mark, by the zero in every second byte of ASCII; else empty."""
    sample = data[:_BINARY_SAMPLE]
    if len(data) % 2 or b"\x00" not in sample:
        return ""
    for codec, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if b"\x00" in zeros and b"\x00" not in others and b"\n" in others:
            return codec
    return ""


def _share_of_utf8(data: bytes) -> float:
    """Give the share of well-formed characters among those that are not ASCII."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    high = sum(1 for char in text if char > "\x7f")
    return (high - bad) / high if high else 1.0


def _reads_as_chinese(text: str) -> bool:
    """Whether the characters are those that Chinese forms are written in."""
    high = [char for char in text if char > "\x7f"]
    common = sum(
        1
        for char in high
        if "\u4e00" <= char <= "\u9fa5"
        or "\u3000" <= char <= "\u303f"
        or "\uff00" <= char <= "\uffee"
        or "\u2010" <= char <= "\u2642"
        or char in "·×÷±°"
    )
    plain = all(char >= " " or char in "\t\r\n" for char in text)
    return plain and bool(high) and common / len(high) >= limits("encoding")["gb18030_share"]


def _bad_byte(data: bytes, name: str, encoding: str, codec: str) -> ReadError:
    try:
        data.decode(codec)
    except UnicodeDecodeError as fault:
        before = data[: fault.start].decode(codec, "replace").removeprefix("\ufeff")
        text = data.decode(codec, "replace").removeprefix("\ufeff")
        at = len(before)
        source = SourceText(name, text, encoding)
        shown = " ".join(f"0x{byte:02X}" for byte in data[fault.start : fault.start + 1])
        values = {"byte": shown, "encoding": codec.upper(), "offset": str(fault.start)}
        return ReadError("bad-encoding", values, source=source, span=Span(at, at + 1))
    return ReadError("binary", {})
