"""Year over year, and a resubmission against the findings of the first submission.

``matching`` pairs forms and rows, ``promises`` makes figures of targets, ``changes`` tells what
became of each pair, ``opinions`` what became of earlier findings; each format is one module and
one line here.
"""

from collections.abc import Iterable
from importlib import import_module

from targetlint.compare.model import Comparison
from targetlint.reports.writer import Options, Piece

FORMATS: dict[str, str] = {
    "text": "targetlint.compare.text",
    "json": "targetlint.compare.json",
    "html": "targetlint.compare.html",
    "xlsx": "targetlint.compare.xlsx",
}

SUFFIXES: dict[str, str] = {".txt": "text", ".json": "json", ".html": "html", ".xlsx": "xlsx"}
BINARY = frozenset({"xlsx"})


def render(name: str, found: Comparison, options: Options) -> Iterable[Piece]:
    """Give a comparison in a format."""
    made: Iterable[Piece] = import_module(FORMATS[name]).render(found, options)
    return made
