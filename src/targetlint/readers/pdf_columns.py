"""Pages without ruling lines: columns are where no letter stands, rows where no line does."""

from dataclasses import dataclass, field

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import scalar
from targetlint.readers.inline import inline
from targetlint.readers.pdf_lines import TextLine, text_lines
from targetlint.readers.pdf_page import Letter
from targetlint.readers.wrap import unwrap

_GAP = 0.9
_ENOUGH = 3
_ROW_GAP = 0.45
_EDGE = 2.0


@dataclass(slots=True)
class Piece:
    """A cell to be: lines that stand under each other, and how far they reach."""

    left: float
    right: float
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines, joined."""
        parts: list[Scalar] = [scalar(line, 0) for line in self.lines]
        return unwrap(parts).text if parts else ""


Pieces = list[Piece]


def rows_on(letters: list[Letter], edges: list[float]) -> tuple[list[Pieces], list[float]]:
    """Give the rows of a page as pieces, and the columns of the table it ends in.

    ``edges`` are the columns of the table in which the page before ended.
    """
    lines = [line for line in text_lines(letters) if not cues.is_furniture(line.text)]
    words = [_words(line, letters) for line in lines]
    rows: list[Pieces] = []
    at = 0
    while at < len(words):
        header = next((i for i in range(at, len(words)) if _is_header(words[i])), None)
        if edges:
            stop = _end(words, at)
            rows += _table(words[at:stop], edges)
            edges, at = (edges if stop == len(words) else []), stop
            continue
        stop = len(words) if header is None else header
        rows += _loose(words[at:stop])
        if header is None:
            break
        stop = _end(words, header + 1)
        columns = _columns(words[header:stop])
        rows += _table(words[header:stop], columns)
        edges, at = (columns if stop == len(words) else []), stop
    return rows, edges


def _words(line: TextLine, letters: list[Letter]) -> list[TextLine]:
    """Break a line where its gaps are wide."""
    inside = sorted(
        (
            one
            for one in letters
            if line.top <= (one.top + one.bottom) / 2 <= line.bottom and not one.text.isspace()
        ),
        key=lambda one: one.left,
    )
    groups: list[list[Letter]] = []
    for one in inside:
        if groups and one.left - groups[-1][-1].right < _GAP * (one.bottom - one.top):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [text_lines(_with_blanks(group, line, letters))[0] for group in groups]


def _with_blanks(group: list[Letter], line: TextLine, letters: list[Letter]) -> list[Letter]:
    left, right = group[0].left, group[-1].right
    blanks = (one for one in letters if one.text.isspace() and left < one.left < right)
    return group + [one for one in blanks if line.top <= (one.top + one.bottom) / 2 <= line.bottom]


def _is_header(words: list[TextLine]) -> bool:
    named = [key for word in words if (key := cues.column_key(word.text))]
    return len(named) >= _ENOUGH and cues.any_key(named, ("level2", "level3"))


def _end(words: list[list[TextLine]], start: int) -> int:
    """Find the line after the table: a label with a colon, a note, a title."""
    for number in range(start, len(words)):
        text = words[number][0].text if words[number] else ""
        noted = cues.split_label(text) is not None or cues.pattern("notes").match(text)
        if noted or cues.is_title(text) or cues.pattern("after_table").search(text):
            return number
    return len(words)


def _columns(rows: list[list[TextLine]]) -> list[float]:
    """Find where columns begin: behind the strips in which nothing is printed."""
    lefts: list[float] = []
    reach = float("-inf")
    for left, right in sorted((word.left, word.right) for row in rows for word in row):
        if left > reach + 1:
            lefts.append(left)
        reach = max(reach, right)
    return lefts


def _bands(rows: list[list[TextLine]]) -> list[list[TextLine]]:
    """Put the lines of each row together: rows are further apart than the lines of a cell."""
    bands: list[list[TextLine]] = []
    bottom = float("-inf")
    for words in rows:
        for word in sorted(words, key=lambda one: one.top):
            if not bands or word.top - bottom > _ROW_GAP * word.size:
                bands.append([])
            bands[-1].append(word)
            bottom = max(bottom, word.bottom)
    return bands


def _table(rows: list[list[TextLine]], lefts: list[float]) -> list[Pieces]:
    """Arrange lines under the columns of a table; a place may be blank."""
    result: list[Pieces] = []
    rights = [*lefts[1:], lefts[-1] + 200.0]
    for band in _bands(rows):
        cells = [Piece(left, right) for left, right in zip(lefts, rights, strict=True)]
        for word in sorted(band, key=lambda one: (one.top, one.left)):
            column = max(
                (i for i, left in enumerate(lefts) if word.left >= left - _EDGE), default=0
            )
            cells[column].lines.append(word.text)
        result.append(cells)
    return result


def _loose(rows: list[list[TextLine]]) -> list[Pieces]:
    """Arrange lines of labels and values: what stands under each other belongs together."""
    result: list[Pieces] = []
    bands: list[list[TextLine]] = []
    for words in rows:
        bands += [words] if any(_begins(word.text) for word in words) else []
        if bands and words and bands[-1] is not words:
            near = any(_under(word, bands[-1]) for word in words)
            bands[-1:] = [bands[-1] + words] if near else [bands[-1], words]
        elif not bands:
            bands.append(words)
    for band in bands:
        cells: Pieces = []
        for word in sorted(band, key=lambda one: (one.left, one.top)):
            last = cells[-1] if cells else None
            if last is not None and word.left < last.right - _EDGE:
                last.right = max(last.right, word.right)
                last.lines.append(word.text)
            else:
                cells.append(Piece(word.left, word.right, [word.text]))
        if not (result and _goes_on(result[-1], cells)):
            result.append(cells)
    return result


def _under(word: TextLine, band: list[TextLine]) -> bool:
    """Say whether a piece is a further line of one that stands right above it."""
    above = [one for one in band if one.left < word.right and word.left < one.right]
    bottom = max((one.bottom for one in above), default=float("-inf"))
    return word.top - bottom <= _ROW_GAP * word.size


def _begins(text: str) -> bool:
    """Say whether a piece opens a row of its own: a label, a title, a heading."""
    return (
        cues.field_key(text) is not None
        or inline(text, 0) is not None
        or cues.is_title(text)
        or cues.is_heading(text)
        or cues.pattern("year_line").match(text) is not None
    )


def _goes_on(above: Pieces, cells: Pieces) -> bool:
    """Take a line that has no label of its own into the value above it."""
    if len(cells) != 1 or len(above) > 2 or not above[-1].lines:  # noqa: PLR2004 - label, value
        return False
    text = cells[0].text
    labelled = cues.field_key(text) is not None or inline(text, 0) is not None
    apart = (
        labelled or cues.is_title(text) or cues.is_heading(text) or cues.is_title(above[-1].text)
    )
    under = abs(cells[0].left - above[-1].left) < _EDGE
    valued = len(above) > 1 or inline(above[0].text, 0) is not None
    if apart or not under or not valued or cues.group_key(text) is not None:
        return False
    above[-1].lines += cells[0].lines
    above[-1].right = max(above[-1].right, cells[0].right)
    return True
