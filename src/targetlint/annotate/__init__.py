"""The reviewer's document with the findings as comments at their place, all else untouched."""

from collections.abc import Iterable
from importlib import import_module
from typing import NamedTuple

from targetlint.findings import Finding
from targetlint.phrases import say
from targetlint.readers.detect import sniff
from targetlint.readers.document import ReadError

# The formats that carry comments, and the module whose ``annotate`` writes them.
ANNOTATORS: dict[str, str] = {
    "xlsx": "targetlint.annotate.xlsx",
    "docx": "targetlint.annotate.docx",
    "pdf": "targetlint.annotate.pdf",
}

AUTHOR = "targetlint"


class Note(NamedTuple):
    """What is to be said at a place; ``line`` is what stands there, to tell cells apart."""

    place: str
    line: str
    text: str


def annotate(data: bytes, name: str, findings: Iterable[Finding], lang: str = "zh") -> bytes:
    """Give the document with a comment for each place that has findings.

    Findings that are set aside are left out. ReadError where the format carries no comments.
    """
    kind = sniff(data, name)
    if kind not in ANNOTATORS:
        raise ReadError("annotate-format", {"name": name})
    marked: bytes = import_module(ANNOTATORS[kind]).annotate(data, notes(findings, lang))
    return marked


def notes(findings: Iterable[Finding], lang: str) -> list[Note]:
    """Put the findings of each place into one note, in the order of the document."""
    gathered: dict[tuple[str, str], list[str]] = {}
    for finding in findings:
        if finding.suppressed is None and finding.where.place:
            line = finding.where.lines[0] if finding.where.lines else ""
            gathered.setdefault((finding.where.place, line), []).append(_worded(finding, lang))
    return [Note(place, line, "\n\n".join(texts)) for (place, line), texts in gathered.items()]


def _worded(finding: Finding, lang: str) -> str:
    severity = say(f"annotate-{finding.severity.value}", lang)
    text = f"[{finding.rule}] {severity}{finding.message}"
    return f"{text}\n{finding.advice}" if finding.advice else text
