"""Excel workbooks: cells as typed, merged cells, several sheets.

A number is rendered as the sheet shows it (500000, 95%), a date as an ISO date. Formulas have
the value that was saved with them; macros are never run.
"""

import io
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from targetlint.readers import cues
from targetlint.readers.canvas import Canvas
from targetlint.readers.document import Document, ReadError
from targetlint.readers.layout import document
from targetlint.readers.packages import Package, missing, too_large
from targetlint.readers.tables import Cell, Row, rows_of

_ROW = re.compile(rb"<(?:\w+:)?row[ >]")
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >]")
_REFERENCE = re.compile(r"[A-Za-z(!]")
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")


def read(data: bytes, name: str) -> Document:
    """Read the forms in a workbook."""
    package = Package(data, name)
    formulas = _look_through(package)
    book = _open(data, name, values=True)
    typed = _open(data, name, values=False) if formulas else None
    canvas = Canvas()
    rows: list[Row] = []
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for number, sheet in enumerate((sheets or book.worksheets)[: cues.limit("sheets")], 1):
        rows += _rows(sheet, number, canvas, typed[sheet.title] if typed else None)
    return document(canvas, rows, name)


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


def _look_through(package: Package) -> bool:
    """Count the rows before the library builds them; say whether there are formulas."""
    formulas = False
    for part in package.names():
        if not _SHEET.fullmatch(part):
            continue
        rows, tail = 0, b""
        for chunk in package.chunks(part):
            window = tail + chunk
            rows += len(_ROW.findall(window))
            tail = window[-8:]
            rows -= len(_ROW.findall(tail))
            if rows > cues.limit("rows"):
                raise too_large("rows")
            formulas = formulas or _FORMULA.search(window) is not None
    return formulas


def _rows(sheet: Any, number: int, canvas: Canvas, typed: Any) -> list[Row]:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - only for workbooks

    merged = {
        (area.min_row, area.min_col): (area.max_row, area.max_col)
        for area in sheet.merged_cells.ranges
    }
    inside = {
        (row, column)
        for (top, left), (bottom, right) in merged.items()
        if (bottom - top + 1) * (right - left + 1) <= cues.limit("cells")
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    } - merged.keys()
    last = _last_column(sheet, merged)
    if (sheet.max_row or 0) * last > cues.limit("cells"):
        raise too_large("cells")
    cells: list[Cell] = []
    title = sheet.title
    for row in sheet.iter_rows(max_col=last):
        if all(cell.value is None for cell in row) and typed is None:
            continue
        for cell in row:
            at = (cell.row, cell.column)
            if at in inside:
                continue
            bottom, right = merged.get(at, at)
            formula = typed.cell(*at).value if typed is not None else None
            text = _as_typed(formula, cell.value) or shown(cell.value, cell.number_format)
            span = canvas.write(text, f"{title}!{get_column_letter(at[1])}{at[0]}")
            cells.append(Cell(text, span, at[1], right + 1, at[0], bottom - at[0] + 1))
    return rows_of(number, cells)


def _as_typed(formula: Any, value: Any) -> str:
    """Give a formula that is no calculation (somebody typed ``=100%``) or was never computed."""
    if not isinstance(formula, str) or not formula.startswith("="):
        return ""
    return formula if value is None or not _REFERENCE.search(formula) else ""


def _last_column(sheet: Any, merged: dict[tuple[int, int], tuple[int, int]]) -> int:
    """Find the last column in which something is written."""
    last = 1
    for row in sheet.iter_rows(max_col=cues.limit("columns")):
        for cell in reversed(row):
            if cell.value is not None:
                last = max(last, merged.get((cell.row, cell.column), (0, cell.column))[1])
                break
    return min(last, cues.limit("columns"))


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
    places = re.search(r"\.(0+)", style)
    rounded = round(number, max(len(places[1]) if places else 0, 10))
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
