"""Excel workbooks: cells as typed, merged cells, several sheets.

A number is rendered as the sheet shows it (500000, 95%), a date as an ISO date. Formulas have
the value that was saved with them; macros are never run.
"""

import io
import re
from datetime import date, datetime, time, timedelta
from decimal import Context, Decimal
from typing import Any

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import Canvas, trimmed
from targetlint.readers.document import Document, ReadError
from targetlint.readers.layout import document
from targetlint.readers.packages import Package, missing, too_large
from targetlint.readers.tables import Cell, Row, rows_of
from targetlint.readers.xlsx_guard import look_through

# Decimal places that a sheet can show.
_MOST_PLACES = 30
_REFERENCE = re.compile(r"[A-Za-z(!]")


def read(data: bytes, name: str) -> Document:
    """Read the forms in a workbook."""
    package = Package(data, name)
    formulas = look_through(package)
    book = _open(data, name, values=True)
    typed = _open(data, name, values=False) if formulas else None
    canvas = Canvas()
    rows: list[Row] = []
    beyond: list[Scalar] = []
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if len(sheets or book.worksheets) > cues.limit("sheets"):
        raise too_large("sheets")
    for number, sheet in enumerate(sheets or book.worksheets, 1):
        found, far = _rows(sheet, number, canvas, typed[sheet.title] if typed else None)
        rows += found
        beyond += far
    return document(canvas, rows, name, beyond)


def _open(data: bytes, name: str, *, values: bool) -> Any:
    try:
        import openpyxl  # noqa: PLC0415 - only for workbooks
    except ImportError as fault:
        raise missing("openpyxl") from fault
    import warnings  # noqa: PLC0415 - as above

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl leaves out (drawings …) is not read
            return openpyxl.load_workbook(io.BytesIO(data), data_only=values, keep_links=False)
    except ReadError:
        raise
    except Exception as fault:  # openpyxl fails on damage in every way there is
        key = "document-entities" if "Forbidden" in type(fault).__name__ else "document-damaged"
        raise ReadError(key, {"name": name}) from fault


def _rows(sheet: Any, number: int, canvas: Canvas, typed: Any) -> tuple[list[Row], list[Scalar]]:
    """Give the rows of a sheet, and the texts in columns beyond those that are read."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only for workbooks

    merged = {
        (area.min_row, area.min_col): (area.max_row, area.max_col)
        for area in sheet.merged_cells.ranges
    }
    inside = {
        (row, column)
        for (top, left), (bottom, right) in merged.items()
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - merged.keys()
    texts = _texts(sheet, typed)
    wide = [merged.get(at, at)[1] for at in texts]
    widest = cues.limit("columns")
    last = min(max(wide, default=0), widest)
    far: dict[int, list[int]] = {}
    for row, column in sorted(texts):
        if column > widest:
            far.setdefault(row, []).append(column)
    rows = sorted({row for row, _ in texts})
    if len(rows) * last > cues.limit("cells"):
        raise too_large("cells")
    cells: list[Cell] = []
    beyond: list[Scalar] = []
    for row in rows:
        for column in range(1, last + 1):
            at = (row, column)
            if at in inside:
                continue
            bottom, right = merged.get(at, at)
            text = texts.get(at, "")
            span = canvas.write(text, f"{sheet.title}!{get_column_letter(column)}{row}")
            cells.append(Cell(text, span, column, right + 1, row, bottom - row + 1))
        for column in far.get(row, ()):
            text = texts[row, column]
            span = canvas.write(text, f"{sheet.title}!{get_column_letter(column)}{row}")
            beyond.append(trimmed(text, span.start))
    return rows_of(number, cells), beyond


def _texts(sheet: Any, typed: Any) -> dict[tuple[int, int], str]:
    """Give what is written in the cells that exist; going over all would make them."""
    formulas = typed._cells if typed is not None else {}  # noqa: SLF001 - as said
    found = {
        at: _as_typed(formulas[at].value if at in formulas else None, cell.value)
        or shown(cell.value, cell.number_format)
        for at, cell in sheet._cells.items()  # noqa: SLF001 - as said
    }
    return {at: text for at, text in found.items() if text}


def _as_typed(formula: Any, value: Any) -> str:
    """Give a formula that is no calculation (somebody typed ``=100%``) or was never computed."""
    if not isinstance(formula, str) or not formula.startswith("="):
        return ""
    return formula if value is None or not _REFERENCE.search(formula) else ""


def shown(value: Any, style: str) -> str:  # noqa: PLR0911 - one line a type
    """Give a cell's value as the sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return cues.pattern_text("ticks", "on" if value else "off")[0]
    if isinstance(value, datetime):
        if value.time() == time():
            return value.date().isoformat()
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        return str(value)
    if isinstance(value, int | float):
        return _number(value, style)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_", "")


def _number(value: float, style: str) -> str:
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    style = style.split(";", maxsplit=1)[0]
    if "%" in style:
        return f"{_plain(number * 100, style)}%"
    unit = re.search(r'"([^"]{1,6})"\s*$', style)
    return _plain(number, style) + (unit[1] if unit else "")


def _plain(number: Decimal, style: str) -> str:
    """Write a number without an exponent, rounded as the sheet rounds what binary left over."""
    if not number.is_finite():
        return str(number)
    found = re.search(r"\.(0+)", style)
    places = min(max(len(found[1]) if found else 0, 10), _MOST_PLACES)
    exact = Context(prec=max(number.adjusted(), 0) + places + 2)
    rounded = number.quantize(Decimal(1).scaleb(-places), context=exact)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
