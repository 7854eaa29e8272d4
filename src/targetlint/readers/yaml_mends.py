"""The mistakes that people make when they write YAML, and how each is mended.

A mend looks at a line near the place where the parser gave up and says what may be wrong
there. Whether it was right shows when the mended text is parsed, so a mend may be generous.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from targetlint.readers.yaml_lines import WIDE_BLANKS, Line, line_after, line_before, loose_colon
from targetlint.readers.yaml_quoting import needs_quotes, quoted
from targetlint.source import Span

Edits = tuple[tuple[Span, str], ...]

_CLOSING_LOOKALIKES = "”“＂〞’‘＇"
_CHOMPING = ("", "-", "+")

# How far around a place a mistake is followed: keeps hostile input cheap, nobody's form is longer.
_MOST_LINES = 500
MOST_PLACES = 5000


class Mend(NamedTuple):
    """A mistake: the key of its wording, where it stands, what it says, and what mends it."""

    key: str
    span: Span
    values: dict[str, str]
    edits: Edits


def quote_value(_text: str, line: Line) -> Iterator[Mend]:
    """A value that begins with, or holds, what means something else to YAML."""
    value = line.cut(line.value, line.end)
    if not value or (line.colon < 0 and line.key == line.start + len(line.indent)):
        return
    key = _why_quotes(value)
    if key:
        yield _quoting(key, Span(line.value, line.end), value)


def quote_key(_text: str, line: Line) -> Iterator[Mend]:
    """A key that begins with an indicator of YAML."""
    if line.colon > line.key and line.cut(line.key, line.key + 1) in tuple("%@`*&![{]},|>"):
        key = line.cut(line.key, line.colon).rstrip()
        yield _quoting("special-character", Span(line.key, line.key + len(key)), key)


def _quoting(key: str, span: Span, text: str) -> Mend:
    right = quoted(text)
    return Mend(key, span, {"text": text, "char": text[0], "right": right}, ((span, right),))


def _why_quotes(value: str) -> str:
    first = value[0]
    if first in ">|":
        return "" if _is_header(value) else "unquoted-value"
    if first in "%@`*&!]},":
        return "special-character"
    if first in "[{":
        return "open-bracket"
    if first in "-?" and value[1:2] in ("", " ", "\t"):
        return "special-character"
    if first in "\"'":
        return "text-behind-quote" if 0 < value.find(first, 1) < len(value) - 1 else ""
    return "colon-in-value" if ": " in value or value.endswith(":") else ""


def _is_header(value: str) -> bool:
    """Whether a value opens a block of text (``|``, ``>-``, ``|2``)."""
    rest = value[1:]
    return rest in _CHOMPING or (
        len(rest.strip("-+")) == 1 and rest.strip("-+").isdigit() and len(rest) <= 2  # noqa: PLR2004
    )


def close_quote(_text: str, line: Line) -> Iterator[Mend]:
    """A quoted value whose quote is never closed, or by a look-alike."""
    value = line.cut(line.value, line.end)
    if value[:1] not in ('"', "'") or not value or value.find(value[0], 1) >= 0:
        return
    span = Span(line.value, line.end)
    lookalike = len(value) > 1 and value[-1] in _CLOSING_LOOKALIKES
    end = Span(line.end - 1 if lookalike else line.end, line.end)
    values = {"quote": value[0], "text": value}
    yield Mend("open-quote", span, values, ((end, value[0]),))


def escape(_text: str, line: Line) -> Iterator[Mend]:
    """A backslash in double quotes, as in a path."""
    value = line.cut(line.value, line.end)
    if value[:1] == '"' and "\\" in value:
        at = line.value + value.index("\\")
        places = islice((place for place, char in enumerate(value) if char == "\\"), MOST_PLACES)
        edits = tuple((Span(line.value + place, line.value + place), "\\") for place in places)
        yield Mend("backslash", Span(at, at + 2), {"text": value}, edits)


def narrow_colon(text: str, line: Line) -> Iterator[Mend]:
    """A full-width colon behind a key, in this line and its neighbours."""
    if run := _run(text, line, "："):
        edits = tuple(edit for each in run for edit in narrowed(each))
        colon = loose_colon(line, "：")
        yield Mend("wide-colon", Span(colon, colon + 1), _shown(line, colon), edits)


def space_colon(text: str, line: Line) -> Iterator[Mend]:
    """A colon behind a key with no blank behind it."""
    if run := _run(text, line, ":"):
        colon = loose_colon(line, ":")
        edits = tuple(edit for each in run for edit in spaced(each))
        yield Mend("tight-colon", Span(colon, colon + 1), _shown(line, colon), edits)


def _shown(line: Line, colon: int) -> dict[str, str]:
    return {"label": line.cut(line.key, colon).strip(), "text": line.text.strip()}


def spaced(line: Line) -> Edits:
    """Give the edit that puts a blank behind a colon that lacks one; none if none does."""
    colon = loose_colon(line, ":") if line.colon < 0 else -1
    return ((Span(colon + 1, colon + 1), " "),) if colon >= 0 else ()


def narrowed(line: Line) -> Edits:
    """Give the edits that make a full-width colon behind a key a real one; none if it has none."""
    colon = loose_colon(line, "：")
    if colon < 0 or 0 <= line.colon < colon:
        return ()
    value = line.cut(colon + 1, line.stop).strip()
    behind = line.cut(colon + 1, line.stop)
    start = colon + 1 + len(behind) - len(behind.lstrip())
    edits: list[tuple[Span, str]] = [(Span(colon, start), ": " if value else ":")]
    if value and needs_quotes(value):
        edits.append((Span(start, start + len(value)), quoted(value)))
    return tuple(edits)


def _run(text: str, line: Line, colon: str) -> list[Line]:
    """Give the lines around one that have the same mistake, if it has it."""

    def wrong(one: Line | None) -> bool:
        return one is not None and one.colon < 0 and loose_colon(one, colon) >= 0

    if not wrong(line):
        return []
    run = [line]
    while len(run) < _MOST_LINES and (above := line_before(text, run[0])) and wrong(above):
        run.insert(0, above)
    while len(run) < _MOST_LINES and (below := line_after(text, run[-1])) and wrong(below):
        run.append(below)
    return run


def blanks_for_tabs(text: str, line: Line) -> Iterator[Mend]:
    """Tabs in the indentation."""
    yield from _blanks_for(text, line, "\t", "tab-indent", (2, 4, 8, 1, 0))


def blanks_for_wide(text: str, line: Line) -> Iterator[Mend]:
    """Full-width or unbreakable blanks in the indentation."""
    for blank in WIDE_BLANKS:
        yield from _blanks_for(text, line, blank, "wide-indent", (2, 1, 4))


def _blanks_for(
    text: str, line: Line, blank: str, key: str, widths: tuple[int, ...]
) -> Iterator[Mend]:
    at = line.indent.find(blank)
    if at < 0:
        return
    span = Span(line.start + at, line.start + len(line.indent))
    places = list(islice(_indented_with(text, blank), MOST_PLACES))
    for width in widths:
        edits = tuple((Span(place, place + 1), " " * width) for place in places)
        yield Mend(key, span, {"code": f"U+{ord(blank):04X}"}, edits)


def _indented_with(text: str, blank: str) -> Iterator[int]:
    """Give every place of a blank in the indentation of a line."""
    at = text.find(blank)
    while at >= 0:
        start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
        if not text[start:at].strip(" \t" + WIDE_BLANKS):
            yield at
        else:  # behind the indentation: on to the next line
            ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
            at = min(ends, default=len(text))
        at = text.find(blank, at + 1)


def shift(text: str, line: Line) -> Iterator[Mend]:
    """A line that is in line with nothing above it."""
    own = len(line.indent)
    columns = sorted(_open_columns(text, line), key=lambda column: (abs(column - own), column))
    columns = [column for column in columns if column != own]
    if not columns:
        return
    span = Span(line.start, line.start + own) if own else Span(line.key, max(line.end, line.key))
    lines = list(_block(text, line))
    for column in columns:
        edits = tuple(
            (Span(each.start, each.start + own), " " * column)
            if column < own or own == 0
            else (Span(each.start, each.start), " " * (column - own))
            for each in lines
        )
        values = {"indent": str(own), "expected": str(column), "text": line.text.strip()}
        yield Mend("indentation", span, values, edits)


def _open_columns(text: str, line: Line) -> set[int]:
    """Give the columns that the lines above leave open, back to the left margin."""
    columns: set[int] = set()
    left = 1 << 30
    above = line_before(text, line)
    for _ in range(_MOST_LINES):
        if above is None or left == 0 or above.text.startswith(("---", "...")):
            break
        indent = len(above.indent)
        if indent < left:
            columns |= {indent, above.column}
            left = indent
        above = line_before(text, above)
    return columns


def _block(text: str, line: Line) -> Iterator[Line]:
    """Give a line and those below it that stand at least as far to the right."""
    own, below = len(line.indent), line_after(text, line)
    yield line
    for _ in range(_MOST_LINES):
        if below is None or not own or len(below.indent) < own:
            break
        yield below
        below = line_after(text, below)


# In the order tried. The mistakes of one family are mended together in the whole text.
Finder = Callable[[str, Line], Iterator[Mend]]
MENDS: dict[str, tuple[Finder, ...]] = {
    "indent": (blanks_for_tabs, blanks_for_wide),
    "quotes": (quote_value, quote_key),
    "colons": (narrow_colon, space_colon),
    "closing": (close_quote,),
    "escapes": (escape,),
    "shift": (shift,),
}
