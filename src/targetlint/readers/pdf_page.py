"""One page of a PDF as letters and ruling lines, upright, through pdfium."""

import ctypes
from collections import Counter
from typing import Any, NamedTuple

from targetlint.readers import cues
from targetlint.readers.packages import too_large

_THIN = 2.5
_AXIS = 1.0
_LINE_SEGMENTS = (0, 1, 2)  # line to, Bézier to, move to: FPDF_SEGMENT_*
_PATH, _FORM = 2, 5  # FPDF_PAGEOBJ_*
_QUARTER = 90


class Letter(NamedTuple):
    """A letter and its box; y grows downwards."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Ruling(NamedTuple):
    """A ruling line: where it stands across its direction, from where to where it reaches."""

    at: float
    start: float
    end: float


class Page(NamedTuple):
    """What stands on a page."""

    letters: list[Letter]
    across: list[Ruling]
    down: list[Ruling]
    upright: "Matrix"


class Matrix(NamedTuple):
    """How a point is turned and moved, as PDF has it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Give where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, outer: "Matrix") -> "Matrix":
        """Apply this one first, then the outer one."""
        e, f = outer.point(self.e, self.f)
        return Matrix(
            self.a * outer.a + self.b * outer.c,
            self.a * outer.b + self.b * outer.d,
            self.c * outer.a + self.d * outer.c,
            self.c * outer.b + self.d * outer.d,
            e,
            f,
        )


# Each turn undoes itself, so the same matrix leads back to the page.
_UPRIGHT = {
    0: Matrix(d=-1.0),
    1: Matrix(a=0.0, b=-1.0, c=-1.0, d=0.0),
    2: Matrix(a=-1.0),
    3: Matrix(a=0.0, b=1.0, c=1.0, d=0.0),
}


def look_at(page: Any, raw: Any) -> Page:
    """Give the letters and rulings of a page, turned so that its text is upright."""
    text = page.get_textpage()
    try:
        found, turns = _letters(text.raw, raw)
    finally:
        text.close()
    upright = _UPRIGHT[turns]
    letters = [_turned(letter, upright) for letter in found]
    across: list[Ruling] = []
    down: list[Ruling] = []
    if letters:
        budget = [cues.limit("objects_per_page")]
        for start, end in _lines(page.raw, raw, budget):
            _sort_in(upright.point(*start), upright.point(*end), across, down)
    return Page(letters, across, down, upright)


def _letters(page: Any, raw: Any) -> tuple[list[Letter], int]:
    """Give the letters in page space, and by how many quarters the text is turned."""
    box = raw.FS_RECTF()
    letters: list[Letter] = []
    turns: Counter[int] = Counter()
    count = raw.FPDFText_CountChars(page)
    if count > cues.limit("letters_per_page"):
        raise too_large("letters_per_page")
    for index in range(count):
        code = raw.FPDFText_GetUnicode(page, index)
        if code in _IGNORED or (code == _BLANK and raw.FPDFText_IsGenerated(page, index) == 1):
            continue
        raw.FPDFText_GetLooseCharBox(page, index, box)
        letters.append(Letter(_character(code), box.left, box.bottom, box.right, box.top))
        if index % _SAMPLE == 0:
            angle = raw.FPDFText_GetCharAngle(page, index)
            turns[round(angle / (_QUARTER * 0.0174533)) % 4] += 1
    return letters, turns.most_common(1)[0][0] if turns else 0


_IGNORED = frozenset((0, 2, 10, 13, 0xFFFE, 0xFFFF, 0xFEFF, 0xAD))
_SAMPLE = 5
_BLANK = 32


def _character(code: int) -> str:
    return chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"  # noqa: PLR2004


def _turned(letter: Letter, upright: Matrix) -> Letter:
    if upright is _UPRIGHT[0]:
        return Letter(letter.text, letter.left, -letter.bottom, letter.right, -letter.top)
    x0, y0 = upright.point(letter.left, letter.top)
    x1, y1 = upright.point(letter.right, letter.bottom)
    return Letter(letter.text, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _lines(
    holder: Any, raw: Any, budget: list[int], outer: Matrix | None = None, depth: int = 0
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """Give the straight strokes and thin boxes of a page or of a form inside it."""
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
    count = raw.FPDFPage_CountObjects if depth == 0 else raw.FPDFFormObj_CountObjects
    get = raw.FPDFPage_GetObject if depth == 0 else raw.FPDFFormObj_GetObject
    for index in range(count(holder)):
        budget[0] -= 1
        if budget[0] < 0:
            break
        item = get(holder, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == _PATH:
            lines += _strokes(item, raw, _matrix(item, raw, outer))
        elif kind == _FORM and depth < _DEEPEST:
            lines += _lines(item, raw, budget, _matrix(item, raw, outer), depth + 1)
    return lines


_DEEPEST = 6


def _matrix(item: Any, raw: Any, outer: Matrix | None) -> Matrix:
    found = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, found)
    own = Matrix(found.a, found.b, found.c, found.d, found.e, found.f)
    return own.then(outer) if outer is not None else own


def _strokes(
    path: Any, raw: Any, matrix: Matrix
) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not fill.value and not stroke.value:
        return []
    points: list[tuple[int, float, float, bool]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST_SEGMENTS)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        kind = raw.FPDFPathSegment_GetType(segment)
        points.append((kind, *matrix.point(x.value, y.value), _closes(segment, raw)))
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
    begin = last = (0.0, 0.0)
    for kind, px, py, close in points:
        here = (px, py)
        if kind == _LINE_SEGMENTS[2]:
            begin = here
        elif kind == _LINE_SEGMENTS[0]:
            lines.append((last, here))
        last = here
        if close:
            lines.append((here, begin))
            last = begin
    return lines


_MOST_SEGMENTS = 4000


def _closes(segment: Any, raw: Any) -> bool:
    return bool(raw.FPDFPathSegment_GetClose(segment))


def _sort_in(
    start: tuple[float, float],
    end: tuple[float, float],
    across: list[Ruling],
    down: list[Ruling],
) -> None:
    (x0, y0), (x1, y1) = start, end
    if abs(y0 - y1) <= _AXIS and abs(x0 - x1) > _THIN:
        across.append(Ruling((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
    elif abs(x0 - x1) <= _AXIS and abs(y0 - y1) > _THIN:
        down.append(Ruling((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
