"""Reads the YAML that forms are mostly written in: keys line by line, values on their line.

Such text needs no parser: one expression splits it, and the indentation tells what belongs to
what. Half the time of reading a form is spared by that. What is not of this kind to the last
character (anchors, flow style, folded text, escapes, and whatever is no YAML) gives None and is
left to libyaml. What is of this kind gives the very trees that libyaml gives; the tests hold the
two against each other.
"""

from targetlint import standing
from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.readers.yaml_notes import Notes
from targetlint.readers.yaml_surprise import NOTHING
from targetlint.resources import compiled
from targetlint.source import Span

_QUOTES = "\"'"
_DASH = 2  # what a list item takes before its first key
_tuple = tuple.__new__  # Span(...) at half the price


class _Open:
    """A mapping or a list that is still being read.

    ``indent`` is the column of its keys or dashes, ``start`` its offset, ``key`` the last key of
    a mapping as long as no value is known.
    """

    __slots__ = ("entries", "indent", "items", "key", "start")

    def __init__(self, indent: int, start: int, *, listed: bool = False) -> None:
        self.indent = indent
        self.start = start
        self.entries: list[tuple[Scalar, Node]] = []
        self.items: list[Node] | None = [] if listed else None
        self.key: Scalar | None = None


def read(text: str, notes: Notes) -> list[Node] | None:
    """Read the documents of a text; None where they are not plainly in block style."""
    letters = text.replace("\n", "")
    if "<<" in text or not (letters.replace("\r", "") if "\r" in text else letters).isprintable():
        return None
    roots: list[Node] = []
    opened = [top := _outermost()]
    at = 0
    for indent, dash, key, gap, value, rest, no_entry in compiled(standing.YAML_LINE).findall(text):
        if not key:
            at += len(no_entry)
            if no_entry[0] == "-":
                roots += _finished(opened, notes)
                opened = [top := _outermost()]
            continue
        column = len(indent)
        start = at + column
        if dash or column != top.indent or top.key is not None:
            inner = _turn(opened, column, start, notes, listed=bool(dash))
            if inner is None:
                return None
            top = inner
            start += len(dash)
        colon = start + len(key)
        name = Scalar("" if key in NOTHING else key, _tuple(Span, (start, colon)), start)
        at = colon + 1
        if value:
            begun = at + len(gap)
            at = begun + len(value)
            span = _tuple(Span, (begun, at))
            if value[0] in _QUOTES:
                cell = Scalar(value[1:-1], span, begun + 1, True)  # noqa: FBT003 - hot
            else:
                cell = Scalar("" if value in NOTHING else value, span, begun)
                if value.isascii() and cell.text:
                    notes.look_for_surprise(cell)
            top.entries.append((name, cell))
        else:
            top.key = name
        at += len(rest)
    roots += _finished(opened, notes)
    return roots if at == len(text) and roots else None


def _outermost() -> _Open:
    """Begin a document: its root is what the one key around it waits for."""
    around = _Open(-1, 0)
    around.key = Scalar("", Span(0, 0))
    return around


def _finished(opened: list[_Open], notes: Notes) -> list[Node]:
    """Give the root of a document; a document without anything has none."""
    while len(opened) > 1:
        _close(opened, notes)
    return [root for _, root in opened[0].entries]


def _next_item(opened: list[_Open], column: int, start: int, notes: Notes) -> bool:
    """Go on to the next item of a list, where the last one is complete: the usual turn."""
    top = opened[-1]
    if top.key is not None or top.indent != column + _DASH:
        return False
    around = opened[-2]
    if around.items is None or around.indent != column:
        return False
    around.items.append(_mapping(top, notes))
    top.entries, top.start = [], start
    return True


def _turn(
    opened: list[_Open], column: int, start: int, notes: Notes, *, listed: bool
) -> _Open | None:
    """Find the mapping that a line belongs to where it is not simply the one before.

    Gives None where the indentation makes no sense, or makes the line part of a value.
    """
    top = opened[-1]
    if listed and _next_item(opened, column, start + _DASH, notes):
        return top
    if top.key is None:
        if column > top.indent:
            return None
    elif column > top.indent or (listed and column == top.indent):
        opened.append(_Open(column, start, listed=listed))
    else:
        _blank(top)
    while _ends(opened[-1], column, listed=listed):
        _close(opened, notes)
    top = opened[-1]
    if top.indent != column or listed is (top.items is None):
        return None
    if listed:
        top = _Open(column + _DASH, start + _DASH)
        opened.append(top)
    return top


def _ends(one: _Open, column: int, *, listed: bool) -> bool:
    """Tell whether a mapping or list ends before a line that begins in a column."""
    if one.indent == column:  # a list may stand as far left as the key that it belongs to
        return one.items is not None and not listed
    return one.indent > column


def _close(opened: list[_Open], notes: Notes) -> None:
    """Finish the innermost mapping or list and put it where it belongs."""
    done = opened.pop()
    node: Node
    if done.items is not None:
        node = Sequence(_tuple(Span, (done.start, done.items[-1].span[1])), done.items)
    else:
        _blank(done)
        node = _mapping(done, notes)
    around = opened[-1]
    if around.items is not None:
        around.items.append(node)
    elif around.key is not None:
        around.entries.append((around.key, node))
        around.key = None


def _mapping(one: _Open, notes: Notes) -> Mapping:
    """Give the mapping that was read."""
    entries = one.entries
    notes.look_for_duplicates(entries)
    return Mapping(_tuple(Span, (one.start, entries[-1][1].span[1])), entries)


def _blank(one: _Open) -> None:
    """Give a key that no value followed an empty one, behind its colon."""
    if one.key is not None:
        behind = one.key.span[1] + 1
        one.entries.append((one.key, Scalar("", _tuple(Span, (behind, behind)), behind)))
        one.key = None
