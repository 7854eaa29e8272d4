"""The comments of a YAML text, for what an author asks of the tool in them."""

from typing import NamedTuple

import yaml

from targetlint.readers.yaml_limits import LimitError
from targetlint.readers.yaml_parser import parser_for, scalars
from targetlint.source import SourceText

_DIRECTIVE = "targetlint:"


class Comment(NamedTuple):
    """One comment: its line, the offset of its ``#``, its text from there to the end of the line.

    ``standalone`` is true where nothing but blanks stands before it in its line.
    """

    line: int
    offset: int
    text: str
    standalone: bool


def comments(source: SourceText) -> list[Comment]:
    """Give every comment of a text in which one speaks to the tool; else none.

    A ``#`` within quotes or a block of text opens no comment.
    """
    return all_comments(source) if _DIRECTIVE in source.text else []


def all_comments(source: SourceText) -> list[Comment]:
    """Give every comment of a text; none where it cannot be parsed."""
    text = source.text
    try:
        taken = sorted(
            {
                (node.start_mark.index, node.end_mark.index)
                for node in scalars(parser_for(text))
                if node.end_mark.index > node.start_mark.index
            }
        )
    except (yaml.YAMLError, LimitError):
        return []
    found: list[Comment] = []
    following = 0
    at = text.find("#")
    while at >= 0:
        while following < len(taken) and taken[following][1] <= at:
            following += 1
        if following < len(taken) and taken[following][0] <= at:
            at = text.find("#", taken[following][1])
            continue
        if at and text[at - 1] not in " \t\r\n":
            at = text.find("#", at + 1)  # within an anchor or a tag
            continue
        line = source.position(at).line
        start = at - source.position(at).column + 1
        end = start + len(source.line(line))
        found.append(Comment(line, at, text[at:end], not text[start:at].strip()))
        at = text.find("#", max(end, at + 1))
    return found
