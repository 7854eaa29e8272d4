"""Tell apart what plain text can be: a form in print, a table with separators, YAML."""

from targetlint.readers import cues
from targetlint.readers.inline import inline

_LINES = 40
_HEAD_LINES = 5


def kind_of_text(data: bytes) -> str:
    """Name the format of a plain text that does not begin as YAML does."""
    text = _decoded(data[: 1 << 14])
    lines = [line.strip() for line in text.splitlines() if line.strip()][:_LINES]
    if any(_separated(line) for line in lines):
        return "csv"
    printed = sum(1 for line in lines if _printed(line))
    titled = any(cues.is_title(line) for line in lines[:_HEAD_LINES])
    return "text" if printed > 1 or titled else "yaml"


def _decoded(data: bytes) -> str:
    text = data.decode("utf-8", "ignore")
    return text if len(text) * 2 > len(data) // 2 else data.decode("gb18030", "ignore")


def _separated(line: str) -> bool:
    """Say whether a line is the header of a table with separators."""
    for mark in ",\t;":
        cells = [cell.strip(" \"'") for cell in line.split(mark)]
        if sum(1 for cell in cells if cell and cues.column_key(cell)) > 2:  # noqa: PLR2004
            return True
    return False


def _printed(line: str) -> bool:
    """Say whether a line looks like one of a printed form."""
    if cues.is_title(line):
        return True
    found = inline(line, 0)
    if found is not None and "：" in line:
        return True
    words = line.split()
    return len(words) > 1 and sum(1 for w in words if cues.field_key(w) or cues.column_key(w)) > 1
