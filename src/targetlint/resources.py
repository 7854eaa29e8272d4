"""Where the shipped rules and grammar live, and their content as plain data.

A wheel carries both folders inside the package. A checkout, which is what an
editable install points at, keeps them at its root, two levels up.
"""

from functools import cache
from pathlib import Path
from typing import Any

from targetlint.prepared import Made, prepared

_package = Path(__file__).parent
_home = _package if (_package / "rules").is_dir() else _package.parent.parent

RULES = _home / "rules"
GRAMMAR = _home / "grammar"

# What only the page of a rule shows is left in its file.
_PAGE_KEYS = ("what", "why", "examples", "question")


@cache
def load(relative: str) -> Any:
    """Give the content of a data file, named from the home of both folders (``rules/…``)."""
    return _prepared()[relative.removeprefix("rules/")]


@cache
def load_folder(relative: str) -> dict[str, Any]:
    """Give the content of every YAML file directly in a folder, by file name, in name order."""
    folder = relative.removeprefix("rules").removeprefix("/")
    prefix = f"{folder}/" if folder else ""
    return {
        name[len(prefix) :]: content
        for name, content in _prepared().items()
        if name.startswith(prefix) and "/" not in name[len(prefix) :]
    }


def load_page(relative: str) -> Any:
    """Give the whole content of a rule file, with what only its page shows."""
    return parse_yaml((_home / relative).read_bytes())


@cache
def _prepared() -> Made:
    return prepared("rules", RULES, (".yaml",), make)


def make() -> Made:
    """Read every YAML file under ``rules/``, by its path from there, in name order."""
    found: Made = {}
    for path in sorted(RULES.rglob("*.yaml")):
        content = parse_yaml(path.read_bytes())
        if isinstance(content, dict) and "check" in content and "id" in content:
            content = {key: value for key, value in content.items() if key not in _PAGE_KEYS}
        found[path.relative_to(RULES).as_posix()] = content
    return found


def parse_yaml(data: bytes) -> Any:
    """Read trusted plain data with the fastest safe loader at hand."""
    import yaml  # noqa: PLC0415 - costs 20 ms, and prepared data spares it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(data, Loader=loader)  # noqa: S506 - both are safe loaders
