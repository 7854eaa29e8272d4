"""Regular expressions from rule files, kept from running wild.

Python's engine backtracks, so an expression only ever sees a bounded stretch of a text: as long
a one as its structure lets be searched with a bounded amount of work (``guard.py``). One that
could take exponential time is refused before any form is read.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from targetlint import resources


class PatternError(ValueError):
    """A pattern is broken or could run wild; ``key`` is the phrase that says so."""

    def __init__(self, key: str, **values: str) -> None:
        """Take the key of the wording and what fills it."""
        super().__init__(key)
        self.key = key
        self.values = values


class Pattern:
    """A compiled expression that looks at a bounded text only. Compiled at its first use.

    ``window`` is how many characters of a text it looks at.
    """

    __slots__ = ("_compiled", "text", "window")

    def __init__(self, text: str) -> None:
        """Keep the expression as written."""
        self.text = text
        self.window = limits()["regex_text"]
        self._compiled: Any = None

    def search(self, value: str) -> Any:
        """Search the first part of a text; gives a match or None."""
        if self._compiled is None:
            self._compiled = resources.compiled(self.text)
        return self._compiled.search(value, 0, self.window)

    def matches(self, value: str) -> Iterator[Any]:
        """Go through the non-overlapping matches in the first part of a text."""
        if self._compiled is None:
            self._compiled = resources.compiled(self.text)
        found: Iterator[Any] = self._compiled.finditer(value, 0, self.window)
        return found


@cache
def limits() -> dict[str, int]:
    """Give how much work an expression may make."""
    found: dict[str, int] = resources.load("rules/limits.yaml")["rules"]
    return found


@cache
def pattern(text: str) -> Pattern:
    """Give the pattern for an expression of a rule file."""
    return Pattern(text)
