"""Places and names as every report says them."""

from targetlint.findings import Finding, Place, Row
from targetlint.phrases import say


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


def label(kind: str, value: str, lang: str) -> str:
    """Give the word for a severity, an outcome, a kind of target … in the language of the run."""
    return say(f"report-{kind}-{value}", lang)
