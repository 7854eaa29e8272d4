"""The review opinion: what a reviewer would hand in, filled in as far as a program can.

opinions = build(file, run)
write_atomically("opinion.docx", render("opinion.docx", opinions))
"""

import os
from collections.abc import Iterable, Sequence
from importlib import import_module

from targetlint.reports.errors import ReportError
from targetlint.reports.writer import Piece
from targetlint.review.opinion import Opinion, build

__all__ = ["FORMATS", "Opinion", "build", "render"]

FORMATS: dict[str, str] = {
    ".docx": "targetlint.review.docx",
    ".xlsx": "targetlint.review.xlsx",
    ".md": "targetlint.review.markdown",
}


def render(path: str, opinions: Sequence[Opinion]) -> Iterable[Piece]:
    """Give opinions in the format that the ending of a path asks for."""
    suffix = os.path.splitext(path)[1].lower()  # noqa: PTH122 - a path is text here
    if suffix not in FORMATS:
        raise ReportError("review-unknown-suffix", path=path, known=", ".join(FORMATS))
    made: Iterable[Piece] = import_module(FORMATS[suffix]).render(opinions)
    return made
