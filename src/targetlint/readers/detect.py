"""Which format an input is in, told by its content."""

import re

_HEAD = 2048
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Written as text: most inputs are told by their names, and need neither compiled.
_HTML = rb"(?i)<\s*(?:!doctype\s+html|html|head|body|table|div|meta|p|h[1-6])[\s>/]"
_YAML_LINE = (
    rb"\A(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*)?\r?\n|%YAML[^\n]*\n)*"
    rb"(?:---|-[ \t](?!\d+[ \t]*-)|\{|\[|[\w./\"'\x80-\xff]{1,120}:(?:[ \t\r\n]|\Z))"
)
_MARKED = (b"\xff\xfe", b"\xfe\xff")
_SIGNS: tuple[tuple[tuple[bytes, ...], str], ...] = (
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*"), "picture"),
    ((b"{\\rtf",), "rtf"),
)


def sniff(data: bytes, name: str = "") -> str:
    """Name the format of an input by its first bytes.

    One of ``yaml``, ``text``, ``html``, ``csv``, ``pdf``, ``docx``, ``xlsx``, ``doc``, ``xls``,
    ``ole`` (another or an encrypted office file), ``zip``, ``rtf``, ``picture``. Plain text
    that is no form in print is ``yaml``: its reader says best what is wrong with it. The
    name only decides between plain text formats.
    """
    head = data[:_HEAD]
    if not head[:1].isascii() or head[:1] in b"%P{\xff\xfeGMI<\x00" or b"\x00" in head:
        binary = _binary(data, head, name)
        if binary:
            return binary
    return _plain(data, head, name.lower())


def _binary(data: bytes, head: bytes, name: str) -> str:
    if b"%PDF-" in head[:1024] and not head.startswith((b"#", b"---")):
        return "pdf"
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if head.startswith(_OLE):
        return _compound(data)
    for signs, kind in _SIGNS:
        if head.startswith(signs):
            return kind
    if head.startswith(_MARKED):
        return _plain(data, head.decode("utf-16", "replace").encode(), name.lower())
    return ""


def _package(data: bytes) -> str:
    """Tell a Word document from a workbook by the names of its parts."""
    names = data[-(1 << 18) :] + data[: 1 << 16]
    if b"word/document" in names or b"word/" in names:
        return "docx"
    if b"xl/workbook" in names or b"xl/" in names:
        return "xlsx"
    return "zip"


def _compound(data: bytes) -> str:
    """Tell old Word and Excel files by the names of their streams, in UTF-16."""
    if _stream("EncryptedPackage") in data:
        return "ole"
    if _stream("WordDocument") in data:
        return "doc"
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    return "ole"


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def _plain(data: bytes, head: bytes, name: str) -> str:
    if name.endswith((".yaml", ".yml", ".json")):
        return "yaml"
    body = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if body[:1] == b"<" and re.search(_HTML, head):
        return "html"
    if name.endswith((".csv", ".tsv")):
        return "csv"
    if name.endswith((".htm", ".html")) and re.search(_HTML, head):
        return "html"
    if not name.endswith(".txt") and re.match(_YAML_LINE, head):
        return "yaml"
    return _printed(data)


def _printed(data: bytes) -> str:
    """Tell the text layer of a form, or an indicator table with separators, from YAML."""
    from targetlint.readers.plain import kind_of_text  # noqa: PLC0415 - only if in doubt

    return kind_of_text(data)
