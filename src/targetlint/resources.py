"""Where the shipped rules and grammar live, and their content as plain data.

A wheel carries both folders inside the package. A checkout, which is what an
editable install points at, keeps them at its root, two levels up.
"""

from functools import cache
from pathlib import Path
from typing import Any

_package = Path(__file__).parent
_home = _package if (_package / "rules").is_dir() else _package.parent.parent

RULES = _home / "rules"
GRAMMAR = _home / "grammar"


@cache
def load(relative: str) -> Any:
    """Give the content of a data file, named from the home of both folders (``rules/…``)."""
    return parse_yaml((_home / relative).read_bytes())


@cache
def load_folder(relative: str) -> dict[str, Any]:
    """Give the content of every YAML file directly in a folder, by file name, in name order."""
    return {path.name: load(f"{relative}/{path.name}") for path in _yaml_files(relative)}


def parse_yaml(data: bytes) -> Any:
    """Read trusted plain data with the fastest safe loader at hand."""
    import yaml  # noqa: PLC0415 - costs 20 ms, and prepared data spares it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(data, Loader=loader)  # noqa: S506 - both are safe loaders


def _yaml_files(relative: str) -> list[Path]:
    return sorted(path for path in (_home / relative).iterdir() if path.suffix == ".yaml")
