"""Colour for terminals, where it is wanted."""

from targetlint.findings import Severity

_SEVERITY = {Severity.ERROR: "1;31", Severity.WARNING: "1;33", Severity.INFO: "1;36"}


class Paint:
    """Wraps text in colour, or leaves it alone."""

    def __init__(self, *, on: bool) -> None:
        """Decide once for a report."""
        self.on = on

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.on and text else text

    def strong(self, text: str) -> str:
        """Paths and headings."""
        return self._wrap("1", text)

    def faint(self, text: str) -> str:
        """What stands aside."""
        return self._wrap("2", text)

    def alarm(self, text: str) -> str:
        """What went wrong altogether."""
        return self._wrap("1;31", text)

    def good(self, text: str) -> str:
        """What helps."""
        return self._wrap("32", text)

    def severity(self, severity: Severity) -> str:
        """A severity in its colour."""
        return self._wrap(_SEVERITY[severity], severity.value)

    def mark(self, severity: Severity, text: str) -> str:
        """Text in the colour of a severity."""
        return self._wrap(_SEVERITY[severity], text)
