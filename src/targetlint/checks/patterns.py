"""Regular expressions from rule files, kept from running wild.

Python's engine backtracks, so a pattern is refused when its text shows that it could take
more than quadratic time, and it only ever sees the first part of a long text.
"""

from functools import lru_cache
from typing import Any

from targetlint import resources


class PatternError(ValueError):
    """A pattern is broken or could run wild; the message key says which."""


class Pattern:
    """A compiled expression that looks at a bounded text only. Compiled at its first use."""

    __slots__ = ("_compiled", "text")

    def __init__(self, text: str) -> None:
        """Keep the expression as written."""
        self.text = text
        self._compiled: Any = None

    def search(self, value: str) -> Any:
        """Search the first part of a text; gives a match or None."""
        if self._compiled is None:
            import re  # noqa: PLC0415 - patterns are compiled when first needed

            self._compiled = re.compile(self.text)
        return self._compiled.search(value, 0, _longest())


@lru_cache(maxsize=1)
def _longest() -> int:
    return int(resources.load("rules/limits.yaml")["regex_text"])


@lru_cache(maxsize=1024)
def pattern(text: str) -> Pattern:
    """Give the pattern for an expression."""
    return Pattern(text)
