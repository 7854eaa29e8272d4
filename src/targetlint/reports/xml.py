"""Text written into XML 1.0, so that it comes back as it was."""

import re

_ILLEGAL = "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]"
_OBEYED = "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
_ENTITIES = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "\n": "&#10;",
    "\r": "&#13;",
    "\t": "&#9;",
}
_ESCAPED = str.maketrans(_ENTITIES)

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def legal(text: str) -> str:
    """Give the text without the characters that XML cannot hold."""
    return text if text.isprintable() else re.sub(_ILLEGAL, "", text)


def escape(text: str) -> str:
    """Write text as content or as an attribute; what a terminal would obey goes by number."""
    text = legal(text).translate(_ESCAPED)
    if text.isprintable():
        return text
    return re.sub(_OBEYED, lambda found: f"&#{ord(found[0])};", text)


def attributes(**values: str | int | None) -> str:
    """Write attributes, each led by a blank; one that is None is left out."""
    return "".join(
        f' {name}="{escape(str(value))}"' for name, value in values.items() if value is not None
    )
