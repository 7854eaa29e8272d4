"""What is wrong with a text that is not YAML, said so that its author can mend it."""

import yaml

from targetlint.readers.document import ReadError
from targetlint.source import SourceText, Span


def explain(error: yaml.YAMLError, source: SourceText) -> ReadError:
    """Say what is wrong, where, and what would be right."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    at = mark.index if mark is not None else getattr(error, "position", 0)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    span = Span(min(at, len(source.text)), min(at + 1, len(source.text)))
    return ReadError("yaml-syntax", {"problem": problem}, source=source, span=span)


def wide_colons(source: SourceText, written: str, start: int) -> ReadError | None:
    """Tell lines that were meant as keys from text that happens to hold a full-width colon."""
    return None
