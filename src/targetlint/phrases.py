"""What the tool itself says, in the language of the run.

The words are data, in ``rules/phrases/``: one file a part of the tool, each a mapping of a
key to its wording in every language. Placeholders are written ``{name}``; nothing else in
braces means anything, so that text from a form can be filled in safely.
"""

from collections.abc import Mapping
from functools import cache

from targetlint import resources

LANGUAGES = ("zh", "en")


def fill(wording: str, values: Mapping[str, object]) -> str:
    """Fill ``{name}`` places of a wording; an unknown one stays as written."""
    if "{" not in wording:
        return wording
    head, *rest = wording.split("{")
    pieces = [head]
    for piece in rest:
        name, brace, tail = piece.partition("}")
        if brace and name in values:
            pieces.append(f"{values[name]}{tail}")
        else:
            pieces.append("{" + piece)
    return "".join(pieces)


@cache
def _phrases() -> dict[str, dict[str, str]]:
    files = resources.load_folder("rules/phrases").values()
    return {key: wording for content in files for key, wording in content.items()}


def known(key: str) -> bool:
    """Whether there is a wording of a key."""
    return key in _phrases()


def say(key: str, lang: str, /, **values: object) -> str:
    """Give the wording of a key, filled with values."""
    return fill(_phrases()[key][lang], values)
