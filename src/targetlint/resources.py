"""Where the shipped rules and grammar live, and their content as plain data.

A wheel carries both folders inside the package. A checkout, which is what an
editable install points at, keeps them at its root, two levels up.
"""

import json
import os
import re
from functools import cache
from typing import TYPE_CHECKING, Any

from targetlint import standing
from targetlint.expressions import Code, decode, encode_all, interpreter
from targetlint.prepared import Made, prepared

if TYPE_CHECKING:
    from pathlib import Path

    RULES: Path
    GRAMMAR: Path

# Paths are plain text here and in what every start runs through: pathlib costs 4 ms to import.
_package = os.path.dirname(os.path.abspath(__file__))
_home = (
    _package
    if os.path.isdir(os.path.join(_package, "rules"))
    else os.path.dirname(os.path.dirname(_package))
)
RULES_FOLDER = os.path.join(_home, "rules")
GRAMMAR_FOLDER = os.path.join(_home, "grammar")

# What only the page of a rule shows is left in its file.
_PAGE_KEYS = ("what", "why", "examples", "question")
# What of a rule file may hold regular expressions, and where they are kept compiled.
_WITH_EXPRESSIONS = ("where", "params", "also", "severity_if")
_EXPRESSIONS = "compiled/expressions"


def __getattr__(name: str) -> Any:
    """Give ``RULES`` and ``GRAMMAR``, the two folders as paths, to whoever asks."""
    folders = {"RULES": RULES_FOLDER, "GRAMMAR": GRAMMAR_FOLDER}
    if name not in folders:
        raise AttributeError(name)
    from pathlib import Path  # noqa: PLC0415 - see above

    return Path(folders[name])


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


@cache
def load_json(relative: str) -> Any:
    """Give the content of a JSON file, a schema for instance."""
    with open(os.path.join(_home, relative), "rb") as file:
        return json.loads(file.read())


def load_page(relative: str) -> Any:
    """Give the whole content of a rule file, with what only its page shows."""
    with open(os.path.join(_home, relative), "rb") as file:
        return parse_yaml(file.read())


@cache
def _prepared() -> Made:
    return prepared("rules", RULES_FOLDER, (".yaml",), make)


def make() -> Made:
    """Read every YAML file under ``rules/``, by its path from there, in name order."""
    from pathlib import Path  # noqa: PLC0415 - only where nothing is prepared

    found: Made = {}
    rules = Path(RULES_FOLDER)
    for path in sorted(rules.rglob("*.yaml")):
        content = parse_yaml(path.read_bytes())
        if isinstance(content, dict) and "check" in content and "id" in content:
            content = {key: value for key, value in content.items() if key not in _PAGE_KEYS}
        found[path.relative_to(rules).as_posix()] = content
    rule_files = [content for name, content in found.items() if name.startswith("TL")]
    codes = encode_all(
        [[*standing.ALL], *([rule.get(key) for key in _WITH_EXPRESSIONS] for rule in rule_files)]
    )
    found[_EXPRESSIONS] = {"interpreter": interpreter(), "codes": codes}
    return found


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Give an expression compiled, from what was prepared where it is a shipped one."""
    code = _codes().get(pattern)
    built = decode(pattern, code) if code is not None else None
    return built or re.compile(pattern)


@cache
def _codes() -> dict[str, Code]:
    kept = _prepared()[_EXPRESSIONS]
    codes: dict[str, Code] = kept["codes"] if kept["interpreter"] == interpreter() else {}
    return codes


def parse_yaml(data: bytes) -> Any:
    """Read trusted plain data with the fastest safe loader at hand."""
    import yaml  # noqa: PLC0415 - costs 20 ms, and prepared data spares it

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(data, Loader=loader)  # noqa: S506 - both are safe loaders
