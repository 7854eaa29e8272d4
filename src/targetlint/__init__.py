"""A linter for Chinese budget performance-target forms (绩效目标表).

``check`` reads and judges one input; ``Report``, ``Finding`` and ``Severity`` are what it gives,
``SettingsError`` says that settings cannot be used.
Names are imported when they are first used, so that the command starts fast.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from targetlint.api import SettingsError, check
    from targetlint.findings import Finding, Report, Severity

__all__ = ["Finding", "Report", "SettingsError", "Severity", "check"]

_HOMES = {
    "SettingsError": "targetlint.api",
    "check": "targetlint.api",
    "Finding": "targetlint.findings",
    "Report": "targetlint.findings",
    "Severity": "targetlint.findings",
}


def __getattr__(name: str) -> Any:
    """Import a public name at its first use."""
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(name)
    return getattr(import_module(home), name)
