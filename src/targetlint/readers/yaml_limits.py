"""How deep a text nests and how much it holds, told without parsing it."""

import re
from functools import cache

from targetlint.readers.encoding import limits

_BEFORE_A_NODE = " -?:\t"
_OTHER_BREAKS = "\r\x85\u2028\u2029"


class LimitError(Exception):
    """The text nests too deep or holds too much; ``index`` is where that was seen."""

    def __init__(self, key: str, limit: int, index: int) -> None:
        """Keep which limit it was."""
        super().__init__(key)
        self.key = key
        self.limit = limit
        self.index = index


def could_be_huge(text: str) -> bool:
    """Tell whether a text could be deeper, or hold more, than allowed: never a wrong no.

    A node takes at least one character. A level in flow style takes a bracket; a level in
    block style begins further right than the one around it, with nothing but indentation and
    indicators before it in its line.
    """
    allowed = limits()
    nesting = allowed["nesting"]
    if len(text) > allowed["nodes"] or text.count("[") + text.count("{") > nesting // 2:
        return True
    lines = f"\n{text}"
    for other in _OTHER_BREAKS:
        if other in text:
            lines = lines.replace(other, "\n")
    return _deep_line(nesting // 4).search(lines) is not None


@cache
def _deep_line(width: int) -> re.Pattern[str]:
    """Find a line that begins so far right that there could be too many levels around it."""
    return re.compile(f"\n[{re.escape(_BEFORE_A_NODE)}]{{{width}}}.")
