"""Reports of our own, known again by their content when a search of a folder meets them.

Those that a person may save again (workbooks, Word documents, tables) keep their mark then.
"""

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from targetlint.phrases import LANGUAGES, say

# The author of packages, and what the head of a page or of a JSON report names as its maker.
MARK = "targetlint"
GENERATOR = f'<meta name="generator" content="{MARK}">'
PROPERTIES = "docProps/core.xml"
# The first headings of the table of findings, by the keys of their wordings.
HEADINGS = ("severity", "path", "form", "project", "department", "place")

_AUTHOR = f">{MARK}</dc:creator>".encode()
_TOOL = f'"tool": {{"name": "{MARK}"'.encode()
_RULE = "── "
_RULED = b"[TL"
_HEAD = 512
_MOST = 1 << 16


def is_report(data: bytes, name: str) -> bool:
    """Tell whether an input is a report that this tool has written."""
    if data.startswith(b"PK"):
        return _package(data)
    head = data[:_HEAD]
    if head.startswith(b"{"):
        return _TOOL in head
    if head.startswith(b"<"):
        return GENERATOR.encode() in head
    if name.lower().endswith(".csv"):
        return _table(data)
    line = head.decode("utf-8", "replace").partition("\n")[0].rstrip()
    return line.startswith(_RULE) and line.endswith(_RULE[::-1]) and _RULED in data


def _package(data: bytes) -> bool:
    """Look at the author; what is wrong with a package is for its reader to say."""
    if PROPERTIES.encode() not in data:
        return False
    try:
        with ZipFile(BytesIO(data)) as archive, archive.open(PROPERTIES) as file:
            return _AUTHOR in file.read(_MOST)
    except (BadZipFile, KeyError, OSError, RuntimeError, ValueError, EOFError, zlib.error):
        return False


def _table(data: bytes) -> bool:
    """Look at the first headings, in either encoding that a spreadsheet saves."""
    line = data[:_HEAD].partition(b"\n")[0]
    said = [line.decode(encoding, "replace") for encoding in ("utf-8-sig", "gb18030")]
    for lang in LANGUAGES:
        headings = ",".join(say(f"report-column-{key}", lang) for key in HEADINGS)
        if any(one.replace('"', "").startswith(headings) for one in said):
            return True
    return False
