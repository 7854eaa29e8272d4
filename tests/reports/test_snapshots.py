"""The shape of every report is kept as a plain file, so that a change of it is seen.

``TARGETLINT_UPDATE=1 pytest tests/reports/test_snapshots.py`` writes the files anew.
"""

import os
import re
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from targetlint.findings import Report
from targetlint.reports import FORMATS, pieces, render
from targetlint.reports.writer import Options

SNAPSHOTS = Path(__file__).parent / "snapshots"
BINARY = {"xlsx", "sqlite"}
OPTIONS = Options(statistics=True)


def same_as_kept(name: str, text: str) -> None:
    """Compare with the file that is kept, but for the style and the script of a page."""
    kept = SNAPSHOTS / name
    text = re.sub("(?s)(<(style|script)>).*?(</)", r"\1\3", text)
    text = re.sub("'sha256-[^']*'", "'sha256'", text)
    data = text.encode("utf-8", "backslashreplace")
    if os.environ.get("TARGETLINT_UPDATE"):
        kept.write_bytes(data)
    assert kept.read_bytes() == data


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - BINARY))
def test_a_report_keeps_its_shape(name: str, report: Report, lang: str) -> None:
    same_as_kept(f"{name}.{lang}.txt", render(name, report, OPTIONS))


@pytest.mark.parametrize("name", ["full", "json", "jsonl", "sarif"])
def test_a_report_of_every_outcome_keeps_its_shape(name: str, zh: Report) -> None:
    zh.run = zh.run._replace(outcomes=True)

    same_as_kept(f"{name}-outcomes.zh.txt", render(name, zh, OPTIONS))


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_a_coloured_report_keeps_its_shape(name: str, zh: Report) -> None:
    text = render(name, zh, OPTIONS._replace(color=True))

    same_as_kept(f"{name}-color.zh.txt", text.replace("\x1b", "␛"))


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - BINARY))
def test_a_report_without_findings_keeps_its_shape(name: str, clean: Report) -> None:
    same_as_kept(f"{name}-clean.zh.txt", render(name, clean, OPTIONS))


def test_the_workbook_keeps_its_shape(report: Report, lang: str) -> None:
    data = b"".join(piece for piece in pieces("xlsx", report) if isinstance(piece, bytes))
    book = openpyxl.load_workbook(BytesIO(data))
    lines = [
        "\t".join(repr(cell.value) for cell in row) for sheet in book for row in sheet.iter_rows()
    ]

    same_as_kept(f"xlsx.{lang}.txt", "\n".join(lines) + "\n")
