"""Where the shipped rules and grammar live.

A wheel carries both folders inside the package. A checkout, which is what an
editable install points at, keeps them at its root, two levels up.
"""

from pathlib import Path

_package = Path(__file__).parent
_home = _package if (_package / "rules").is_dir() else _package.parent.parent

RULES = _home / "rules"
GRAMMAR = _home / "grammar"
