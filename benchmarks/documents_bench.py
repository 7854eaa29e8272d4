"""Measure how fast filed documents are read, and where the time goes.

    python benchmarks/documents_bench.py [--seconds 2] [--json]

For each format: documents a second, the time of the library's own parse of the same file (the
workbook opened, the XML or the page parsed, the letters and lines of a PDF fetched), and what the
reader adds to it. The sample is the same pair of forms in every format.
"""

import argparse
import io
import json
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pypdfium2
from lxml import etree
from pypdfium2 import raw

from targetlint.readers import read
from targetlint.readers.detect import sniff
from targetlint.readers.pdf_page import look_at

SAMPLES = Path(__file__).parent.parent / "tests" / "readers" / "samples"
_MILLI = 1000.0


class Figure(NamedTuple):
    """What was measured of a format, in milliseconds a document."""

    kind: str
    reading: float
    parsing: float
    sniffing: float

    @property
    def added(self) -> float:
        """The share that the reader adds to the library's own parse."""
        return self.reading / self.parsing - 1 if self.parsing else 0.0


def _workbook(data: bytes) -> None:
    # A sheet with formulas is opened twice: for the values, and for what was typed.
    openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    openpyxl.load_workbook(io.BytesIO(data))


def _word(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        etree.fromstring(package.read("word/document.xml"))


def _page(data: bytes) -> None:
    etree.fromstring(data, etree.HTMLParser())


def _pdf(data: bytes) -> None:
    document = pypdfium2.PdfDocument(data)
    for page in document:
        look_at(page, raw)
    document.close()


def _nothing(data: bytes) -> None:
    data.decode()


PARSERS: dict[str, Callable[[bytes], None]] = {
    "xlsx": _workbook,
    "docx": _word,
    "html": _page,
    "pdf": _pdf,
    "txt": _nothing,
}


def each(action: Callable[[], object], seconds: float) -> float:
    """Give the milliseconds one call takes, the best of five batches."""
    action()
    best = float("inf")
    for _ in range(5):
        count, start = 0, time.perf_counter()
        while (spent := time.perf_counter() - start) < seconds / 5:
            action()
            count += 1
        best = min(best, spent / max(count, 1))
    return best * _MILLI


def measure(kind: str, seconds: float) -> Figure:
    """Measure one format."""
    path = SAMPLES / f"xining-2020.{kind}"
    data = path.read_bytes()
    return Figure(
        kind,
        each(lambda: read(data, path.name), seconds),
        each(lambda: PARSERS[kind](data), seconds),
        each(lambda: sniff(data, path.name), seconds / 5),
    )


def main() -> None:
    """Print a table, or JSON."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=2.0)
    options.add_argument("--json", action="store_true")
    chosen = options.parse_args()
    figures = [measure(kind, chosen.seconds) for kind in PARSERS]
    if chosen.json:
        print(json.dumps([figure._asdict() | {"added": figure.added} for figure in figures]))
        return
    print("format  documents/s    read ms   parse ms   reader adds   sniff ms")
    for one in figures:
        share = f"{one.added:+11.0%}" if one.kind != "txt" else "          -"
        print(
            f"{one.kind:6} {_MILLI / one.reading:12.0f} {one.reading:10.2f} {one.parsing:10.2f}"
            f" {share}   {one.sniffing:8.4f}"
        )


if __name__ == "__main__":
    main()
