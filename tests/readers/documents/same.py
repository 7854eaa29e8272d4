"""Read a document and a YAML form into the same plain shape, to be compared."""

from pathlib import Path
from typing import Any, NamedTuple

import yaml

from targetlint.forms.build import build
from targetlint.forms.model import Form
from targetlint.readers import read
from targetlint.readers.document import Document

SAMPLES = Path(__file__).parent.parent / "samples"


class Plain(NamedTuple):
    """A form as plain text: its fields by normalised key, its rows by column."""

    fields: dict[str, str]
    rows: list[dict[str, str]]


def forms(document: Document) -> list[Form]:
    return [build(node, document.source, number) for number, node in enumerate(document.nodes, 1)]


def plain(form: Form) -> Plain:
    fields = {
        key: _money(field.value.text) if key.startswith("budget.") else field.value.text
        for key, field in form.fields.items()
    }
    rows = [
        {key: cell.text for key, cell in row.cells.items() if cell.text} for row in form.indicators
    ]
    return Plain(fields, rows)


def plain_forms(data: bytes, name: str) -> list[Plain]:
    return [plain(form) for form in forms(read(data, name))]


def expected(path: Path) -> list[Plain]:
    """Give the forms of a YAML file in the form format, flattened."""
    return [_flat(form) for form in yaml.load_all(path.read_text("utf-8"), yaml.BaseLoader)]


def _flat(form: dict[str, Any]) -> Plain:
    fields: dict[str, str] = {}
    for key, value in form.items():
        if isinstance(value, dict):
            fields |= {f"{key}.{name}": str(inner) for name, inner in value.items()}
        elif key not in ("indicators", "template"):
            fields[key] = str(value)
    rows = [{key: str(value) for key, value in row.items()} for row in form["indicators"]]
    return Plain(fields, rows)


def _money(text: str) -> str:
    return text.replace(",", "")


__all__ = ["SAMPLES", "Plain", "expected", "forms", "plain", "plain_forms", "read"]
