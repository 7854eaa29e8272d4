"""Text as a YAML scalar that says just that."""

_INDICATORS = tuple("\"'[]{},&*!|>%@`#")
_BEFORE_BLANK = ("-", "?", ":")


def quoted(text: str) -> str:
    """Put a text of one line in quotes."""
    if ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'


def needs_quotes(text: str) -> bool:
    """Whether a text of one line would not be read as itself without quotes."""
    return (
        text.startswith(_INDICATORS)
        or (text[:1] in _BEFORE_BLANK and text[1:2] in ("", " "))
        or ": " in text
        or " #" in text
        or text.endswith(":")
    )
