"""Text from a form, made safe to look at in a terminal or a log.

A form may hold escape sequences that recolour or retitle a terminal, and direction marks that
make a line read other than it is. They are shown as escapes, never obeyed; nor are the
commands that build servers look for in what a step prints.
"""

_JOINERS = "\u200c\u200d"
_OBEYED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_TAB = "    "
_COMMANDS = ("##[", "##vso[", "##teamcity[")


def visible(text: str) -> str:
    """Give the text with everything that a terminal would obey written as an escape."""
    if not text.isprintable():
        text = "".join(map(_shown, text))
    if "##" in text:
        for command in _COMMANDS:
            text = text.replace(command, "#\\x23" + command[2:])
    return text


def visible_lines(text: str) -> str:
    """Do the same, but leave line breaks as they are."""
    if text.isprintable():
        return visible(text)
    return "\n".join(map(visible, text.replace("\r\n", "\n").split("\n")))


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    import unicodedata  # noqa: PLC0415 - plain text does without

    if unicodedata.category(char) not in _OBEYED:
        return char
    return _escape(char)


def _escape(char: str) -> str:
    short = {"\n": "\\n", "\r": "\\r", "\t": _TAB}.get(char)
    if short:
        return short
    code = ord(char)
    if code < 0x100:  # noqa: PLR2004 - what fits in two digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004 - one plane


def cells(text: str, *, wide: bool = False) -> int:
    """Count the terminal cells that a visible text takes; ``wide`` counts ambiguous ones double."""
    if text.isascii():
        return len(text)
    import unicodedata  # noqa: PLC0415 - plain text does without

    double = "WFA" if wide else "WF"
    count = 0
    for char in text:
        if char in _JOINERS or unicodedata.category(char) in {"Mn", "Me"}:
            continue
        count += 2 if unicodedata.east_asian_width(char) in double else 1
    return count
