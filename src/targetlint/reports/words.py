"""Places and names as every report says them."""

from targetlint.findings import Finding, Place, Row
from targetlint.phrases import say
from targetlint.resources import load


def short_place(where: Place) -> str:
    """Give the place within its file: line and column, or the human place of a document."""
    return where.place if where.place is not None else f"{where.line}:{where.column}"


def placed_message(finding: Finding) -> str:
    """Give the message, led by the human place in a document that has no lines."""
    place = finding.where.place
    return finding.message if place is None else f"{place}: {finding.message}"


def row_name(row: Row | None) -> str:
    """Give a row by its three levels; empty where there is none."""
    return " / ".join(filter(None, row)) if row is not None else ""


def field_name(pointer: str, lang: str) -> str:
    """Give the printed label of a field by its pointer; its key where it has none here."""
    key = pointer.strip("/").replace("/", ".")
    labels = load("rules/labels.yaml") if lang == "zh" and key else {}
    for family in ("fields", "groups"):
        for known in labels.get(family, {}).get(key, ()):
            return str(known)
    return key


def subject(finding: Finding, lang: str) -> str:
    """Give what a finding is about: its row by the three levels, else its field."""
    return row_name(finding.row) or field_name(finding.pointer, lang)


def label(kind: str, value: str, lang: str) -> str:
    """Give the word for a severity, an outcome, a kind of target … in the language of the run."""
    return say(f"report-{kind}-{value}", lang)
