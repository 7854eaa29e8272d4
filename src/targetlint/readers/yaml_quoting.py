"""Text as a YAML scalar that says just that."""


def quoted(text: str) -> str:
    """Put a text of one line in quotes."""
    if ('"' in text or "\\" in text) and "'" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'
