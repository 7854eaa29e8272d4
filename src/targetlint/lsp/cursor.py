"""Where in a form a person is typing, told from the lines alone.

While a line is half written the text can rarely be parsed, so this looks at indentation, dashes
and colons only: what stands above, which key is being given a value, what of it is there.
"""

import re
from typing import NamedTuple

from targetlint.lsp.lines import Lines

ITEM = "-"
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s"'#{}\[\],][^"#{}\[\],]*?))\s*:(?=\s|$)""")


class Cursor(NamedTuple):
    """A place where something is being typed.

    ``path`` holds the keys above it, the outermost first, with ``-`` for an item of a list.
    ``key`` is the key whose value is typed, None where a key is. ``typed`` is what stands there,
    from ``column`` on, without the quote that may open it. ``comment`` is the comment up to the
    cursor; ``closed`` tells that the closing quote is there already.
    """

    number: int
    column: int
    end: int
    path: tuple[str, ...]
    key: str | None
    typed: str
    quote: str = ""
    closed: bool = False
    comment: str | None = None


class Measured(NamedTuple):
    """A line: where it begins, where what follows its dashes begins, and its key."""

    indent: int
    content: int
    key: str
    blank: bool
    limit: bool

    @property
    def item(self) -> bool:
        """Whether the line opens an item of a list."""
        return self.content > self.indent


def measure(line: str) -> Measured:
    """Look at a line."""
    bare = line.lstrip(" ")
    indent = content = len(line) - len(bare)
    while bare == ITEM or bare.startswith("- "):
        rest = bare[1:].lstrip(" ")
        content += len(bare) - len(rest)
        bare = rest
    return Measured(
        indent,
        content,
        key_of(bare),
        blank=not line.strip() or bare.startswith("#"),
        limit=line.startswith(("---", "...")),
    )


def key_of(text: str) -> str:
    """Give the key that a text opens with; empty where it opens with none."""
    match = _KEY.match(text)
    return "".join(filter(None, match.groups())) if match is not None else ""


def cursor(lines: Lines, number: int, column: int) -> Cursor:
    """Tell what is being typed at a line and column that count code points from 0."""
    number = min(max(number, 0), lines.count)
    line = lines.line(number)
    before, after = line[:column], line[column:]
    start, quote, comment = _opened(before)
    if comment is not None:
        return Cursor(number, comment, column, (), None, "", comment=before[comment:])
    measured = measure(before)
    begin = max(start, measured.content)
    segment = before[begin:]
    path = _path(lines, number, measured)
    match = _KEY.match(segment)
    if match is None:
        typed = segment.lstrip()
        return _typed(Cursor(number, column - len(typed), column, path, None, typed), quote, after)
    key = "".join(filter(None, match.groups()))
    typed = segment[match.end() :].lstrip()
    here = Cursor(number, column - len(typed), column, path, key, typed)
    return _typed(here, quote, after)


def _typed(here: Cursor, quote: str, after: str) -> Cursor:
    if quote and here.typed.startswith(quote):
        return here._replace(
            typed=here.typed[1:], quote=quote, closed=after.lstrip().startswith(quote)
        )
    return here


def _opened(before: str) -> tuple[int, str, int | None]:
    """Give where the innermost piece of a flow begins, an open quote, and an open comment."""
    start, quote, flow = 0, "", 0
    for at, char in enumerate(before):
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'" and (not before[:at].strip() or before[at - 1] in " \t{[,:"):
            quote = char
        elif char == "#" and (at == 0 or before[at - 1] in " \t"):
            return start, "", at
        elif char in "{[" and (flow or before[:at].rstrip()[-1:] in {"", ":", "-"}):
            flow, start = flow + 1, at + 1
        elif flow and char in "}]":
            flow -= 1
        elif flow and char == ",":
            start = at + 1
    return start, quote, None


def _path(lines: Lines, number: int, here: Measured) -> tuple[str, ...]:
    """Go up the lines to the beginning of the document, by indentation."""
    path: list[str] = []
    limit, beside = here.content, False
    if here.item:
        path.append(ITEM)
        limit, beside = here.indent, True
    for above in range(number - 1, -1, -1):
        line = measure(lines.line(above))
        if line.limit:
            break
        if line.blank:
            continue
        if line.item and line.content <= limit and not (beside and line.indent >= limit):
            if line.content < limit:
                path.append(line.key)
            path.append(ITEM)
            limit, beside = line.indent, True
        elif (
            not line.item
            and line.key
            and (line.content < limit or (beside and line.content == limit))
        ):
            path.append(line.key)
            limit, beside = line.content, False
        if limit == 0 and not beside:
            break
    return tuple(reversed(path))


def siblings(lines: Lines, here: Cursor) -> dict[str, str]:
    """Give the keys beside the one being typed, with what is written behind each."""
    found = _in_flow(lines.line(here.number))
    column = measure(lines.line(here.number)).content
    for step in (-1, 1):
        number = here.number
        if step < 0 and measure(lines.line(number)).item:
            continue
        while 0 <= (number := number + step) < lines.count:
            text = lines.line(number)
            line = measure(text)
            if line.blank:
                continue
            if line.limit or line.content < column or (step > 0 and line.item):
                break
            if line.content == column and line.key:
                found.setdefault(line.key, _value(text[line.content :]))
            if line.item and line.content == column:
                break
    return found


def _value(text: str) -> str:
    match = _KEY.match(text)
    return text[match.end() :].strip().strip("\"'") if match is not None else ""


def _in_flow(line: str) -> dict[str, str]:
    """Give the keys of a row that is written in one line, ``{level1: …, level2: …}``."""
    inside = line.partition("{")[2]
    if not inside:
        return {}
    pieces = inside.partition("}")[0].split(",")
    return {key: _value(piece) for piece in pieces if (key := key_of(piece))}
