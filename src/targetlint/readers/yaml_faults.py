"""What is wrong with a text that is not YAML, said so that its author can mend it.

A parser says where it gave up, which is often lines after the mistake, in words that no
author knows. So the mistakes that people really make are tried in turn on the lines around
that place: the first whose mend lets the parser go further is the one. Mistakes of the same
kind in the rest of the text are found by going on from there.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

import yaml

from targetlint.forms.labels import labels, plain_label
from targetlint.readers.document import ReadError
from targetlint.readers.encoding import limits
from targetlint.readers.yaml_limits import LimitError
from targetlint.readers.yaml_lines import Line, line_at, line_before
from targetlint.readers.yaml_mends import (
    MENDS,
    MOST_PLACES,
    Edits,
    Finder,
    Mend,
    blanks_for_wide,
    narrowed,
    spaced,
)
from targetlint.readers.yaml_parser import parser_for
from targetlint.source import SourceText, Span

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINES_SHOWN = 10
_NEAR, _FAR = 3, 40
_END = 1 << 60
_COPYING = 20  # characters copied in the time that one is parsed


def explain(error: yaml.YAMLError, source: SourceText) -> ReadError:
    """Say what is wrong, where, and what would be right."""
    forbidden = _FORBIDDEN.search(source.text)
    if forbidden is not None and isinstance(error, yaml.reader.ReaderError):
        return _forbidden(source, forbidden.start())
    if "second occurrence" in str(getattr(error, "problem", "")):
        return _by_problem(error, source)
    mends = _Case(source.text, _places(error)).diagnose()
    return _told(source, mends) if mends else _by_problem(error, source)


class _Found(NamedTuple):
    """A mend that leads further: how far, and where the parser gives up next."""

    reached: int
    mend: Mend
    next: list[int]


class _Case:
    """One text and the attempts to mend it, within a budget of text to parse."""

    def __init__(self, text: str, places: list[int]) -> None:
        self._text = text
        self._most: int = limits()["faults_listed"]
        self._budget: int = limits()["fault_budget"]
        self._base = _document_start(text, min(places))
        self._places = places

    def diagnose(self) -> list[Mend]:
        """Find the mistake behind an error, and then the others of its kind further down."""
        for family, find in MENDS.items():
            mends: list[Mend] = []
            places = self._places
            while places and len(mends) < self._most:
                found = self._attempt(family, find, places, mends)
                if found is None:
                    break
                mends.append(found.mend)
                places = found.next if found.mend.edits else []
            if mends:
                return mends
        return []

    def _attempt(
        self, family: str, find: tuple[Finder, ...], places: list[int], mends: list[Mend]
    ) -> _Found | None:
        """Try the mends of a family near some places; give the one that leads furthest."""
        for line in _lines_near(self._text, places, _FAR if family == "closing" else _NEAR):
            begun_here = any(line.start <= place <= line.stop for place in places[1:])
            floor = line.stop if begun_here else max(line.stop, places[0])
            found = []
            for mend in (mend for one in find for mend in one(self._text, line)):
                following = self._error_with([*mends, mend])
                reached = following[0] if following else _END
                if reached > floor and reached != places[0]:
                    found.append(_Found(reached, mend, following))
            if found:
                best = max(found, key=lambda one: one.reached)
                return _settled(best, found) if family == "shift" else best
        return None

    def _error_with(self, mends: list[Mend]) -> list[int]:
        """Give where the parser gives up on the mended text; empty if it does not."""
        edits = sorted({edit for mend in mends for edit in mend.edits})
        pieces, at = [], self._base
        for span, replacement in edits:
            if span.start < at:
                return [0]
            pieces += [self._text[at : span.start], replacement]
            at = span.end
        mended = "".join([*pieces, self._text[at:]])
        places = first_error(mended, self._budget)
        if places is None:
            return []
        self._budget -= places[0] + len(mended) // _COPYING
        return [self._unmended(place, edits) for place in places]

    def _unmended(self, place: int, edits: list[tuple[Span, str]]) -> int:
        """Find a place of the mended text in the original one."""
        at = place + self._base
        for span, replacement in edits:
            if span.start >= at:
                break
            at -= len(replacement) - (span.end - span.start)
        return max(at, 0)


def _settled(best: _Found, found: list[_Found]) -> _Found:
    """Name the columns that would do; where there are several, none is chosen."""
    columns = sorted({int(one.mend.values["expected"]) for one in found})
    values = {**best.mend.values, "expected": " / ".join(str(column) for column in columns)}
    edits = best.mend.edits if len(found) == 1 else ()
    return best._replace(mend=best.mend._replace(values=values, edits=edits))


def first_error(text: str, budget: int) -> list[int] | None:
    """Give the places a parser names when it gives up; None where it does not."""
    if budget <= 0:
        return [0]
    try:
        parser = parser_for(text)
        while parser.check_node():
            parser.get_node()
    except LimitError:
        return [0]
    except yaml.YAMLError as error:
        return _places(error)
    return None


def _places(error: yaml.YAMLError) -> list[int]:
    """Give where the parser gave up and, if it says, where what it was reading began."""
    marks = [getattr(error, name, None) for name in ("problem_mark", "context_mark")]
    return [mark.index for mark in marks if mark is not None] or [0]


def _document_start(text: str, place: int) -> int:
    return max(text.rfind("\n---", 0, place) + 1, 0)


def _lines_near(text: str, places: list[int], back: int) -> Iterator[Line]:
    """Give the line of the first place, lines above it, and the lines of the other places."""
    seen: set[int] = set()
    line: Line | None = line_at(text, places[0])
    for _ in range(back + 1):
        if line is None:
            break
        seen.add(line.start)
        yield line
        line = line_before(text, line)
    for place in places[1:]:
        line = line_at(text, place)
        if line.start not in seen:
            yield line


def _told(source: SourceText, mends: list[Mend]) -> ReadError:
    """Make the error of a mistake and of the others of its kind."""
    first = mends[0]
    edits: Edits = tuple(sorted({edit for mend in mends for edit in mend.edits}))
    values = dict(first.values)
    numbers = sorted({source.position(span.start).line for span, _ in edits})
    if len(numbers) > 1:
        shown = ", ".join(str(number) for number in numbers[:_LINES_SHOWN])
        values["lines"] = shown + (" …" if len(numbers) > _LINES_SHOWN else "")
        values["count"] = str(len(numbers))
        key = first.key + "-several"
    else:
        key = first.key
    return ReadError(key, values, source=source, span=first.span, edits=edits)


def _by_problem(error: yaml.YAMLError, source: SourceText) -> ReadError:
    """Say in our words what the parser says, as far as they are known."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error)
    places = _places(error)
    for part, (key, index) in _PROBLEMS.items():
        if part in problem:
            at = places[min(index, len(places) - 1)]
            return ReadError(key, {}, source=source, span=_one(source, at))
    return ReadError(
        "yaml-syntax", {"problem": problem}, source=source, span=_one(source, places[0])
    )


# What the parser says, how we say it, and which of the places it names is the better one.
_PROBLEMS = {
    "second occurrence": ("repeated-anchor", 0),
    "found undefined alias": ("undefined-alias", 0),
    "found unexpected end of stream": ("open-quote-somewhere", 1),
    "found unexpected document indicator": ("open-quote-somewhere", 1),
    "could not find expected ':'": ("no-colon", 1),
    "mapping values are not allowed": ("misplaced-colon", 0),
    "did not find expected key": ("misplaced-line", 0),
    "did not find expected '-' indicator": ("misplaced-line", 0),
    "did not find expected <document start>": ("misplaced-line", 0),
    "block sequence entries are not allowed": ("misplaced-line", 0),
    "did not find expected ',' or": ("open-bracket-somewhere", 1),
    "YAML document": ("yaml-version", 0),
}


def _one(source: SourceText, at: int) -> Span:
    at = min(at, len(source.text))
    return Span(at, min(at + 1, len(source.text)))


def _forbidden(source: SourceText, at: int) -> ReadError:
    """Place the first character that no YAML may hold, and drop all of them."""
    most = limits()["faults_listed"]
    matches = islice(_FORBIDDEN.finditer(source.text), most)
    edits = tuple((Span(match.start(), match.end()), "") for match in matches)
    values = {"code": f"U+{ord(source.text[at]):04X}"}
    return _told(source, [Mend("control-character", _one(source, at), values, edits)])


def wide_indents(source: SourceText, key: Span) -> ReadError | None:
    """Refuse a line indented with a blank YAML takes for a letter, and mend all such lines."""
    line = line_at(source.text, key.start)
    mend = next(blanks_for_wide(source.text, line), None)
    return _told(source, [mend]) if mend is not None else None


def wide_colons(source: SourceText, written: str, start: int) -> ReadError | None:
    """Tell lines that were meant as keys from text that happens to hold such colons.

    They were if each line has one, most of them behind a label that forms are known to have.
    """
    edits: list[tuple[Span, str]] = []
    labels_known: list[bool] = []
    every = labels()
    names = (*every.fields, *every.groups, *every.columns)
    known = {part for key in names for part in (key, key.rpartition(".")[2])}
    at = start
    while at < start + len(written) and len(edits) < MOST_PLACES:
        line = line_at(source.text, at)
        at = max(line.stop, at) + 1
        if not line.text.strip():
            continue
        mend = narrowed(line) or spaced(line)
        if not mend:
            return None
        label = line.cut(line.key, mend[0][0].start).rstrip(": ")
        labels_known.append(plain_label(label)[0] in known)
        edits += mend
    if labels_known.count(True) <= labels_known.count(False):
        return None
    line = line_at(source.text, start)
    first = next(mend for find in MENDS["colons"] for mend in find(source.text, line))
    return _told(source, [first._replace(edits=tuple(edits))])
