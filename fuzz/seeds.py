"""What fuzzing begins with: inputs in good order of every kind that the tool reads."""

import io
import json
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
DOCUMENTS = ROOT / "tests" / "readers" / "samples"
SAMPLES = ROOT / "tests" / "samples"
CORPUS = Path(__file__).parent / "corpus"

CONFIG = """\
profile: reviewer
fail-on: warning
template: sh-2020
select: [TL2, TL501]
ignore: [TL215]
rules:
  TL304: {severity: error, params: {min: 85}}
exclude: ["build/**"]
overrides:
  - files: ["forms/**/*.yaml"]
    ignore: [TL304]
"""
WAIVERS = """\
waivers:
  - rule: [TL202, TL501]
    path: "forms/*.yaml"
    pointer: /indicators/3/target
    why: 上年已说明
    who: 第三科
    until: "2027-06-30"
  - {rule: vague-target, project: 河道清淤项目, why: 已核实, who: 第三科}
"""
BASELINE = {
    "version": 1,
    "findings": {
        "forms/a.yaml": [
            {
                "rule": "TL202",
                "row": "河道环境",
                "found": "支撑作用明显",
                "fingerprint": "0123456789abcdef",
            }
        ]
    },
}


class Kind(NamedTuple):
    """A kind of input: the ending its files have, its seeds, and whether it is a form."""

    ending: str
    seeds: Callable[[], list[bytes]]
    form: bool = True


def _files(folder: Path, pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob(pattern))]


def _forms() -> list[bytes]:
    """Give forms as YAML: sound ones, such with one defect, and what faults of YAML look like."""
    return [*_files(SAMPLES, "*/*.yaml"), *_files(DOCUMENTS, "*.yaml"), b"indicators: []\n"]


def _table() -> list[bytes]:
    """Give the sample workbook's cells as separated values, with commas and with tabs."""
    from openpyxl import load_workbook  # noqa: PLC0415 - only where tables are damaged

    made = []
    book = load_workbook(DOCUMENTS / "xining-2020.xlsx")
    for mark in (",", "\t"):
        rows = io.StringIO()
        for row in book.worksheets[0].iter_rows(values_only=True):
            cells = ("" if cell is None else str(cell).replace("\n", " ") for cell in row)
            rows.write(mark.join(cells) + "\r\n")
        made += [rows.getvalue().encode(), rows.getvalue().encode("gb18030", "replace")]
    return made


def _one(text: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode()]


KINDS: dict[str, Kind] = {
    "yaml": Kind("yaml", _forms),
    "txt": Kind("txt", lambda: _files(DOCUMENTS, "*.txt")),
    "html": Kind("html", lambda: _files(DOCUMENTS, "*.html")),
    "csv": Kind("csv", _table),
    "docx": Kind("docx", lambda: _files(DOCUMENTS, "*.docx")),
    "xlsx": Kind("xlsx", lambda: _files(DOCUMENTS, "*.xlsx")),
    "pdf": Kind("pdf", lambda: _files(DOCUMENTS, "*.pdf")),
    "rule": Kind(
        "yaml",
        lambda: [
            *_files(ROOT / "examples" / "rules", "*.yaml"),
            *_files(ROOT / "rules", "TL*.yaml"),
        ],
        form=False,
    ),
    "config": Kind("yaml", _one(CONFIG), form=False),
    "waivers": Kind("yaml", _one(WAIVERS), form=False),
    "baseline": Kind("json", _one(json.dumps(BASELINE, ensure_ascii=False, indent=1)), form=False),
}


@cache
def seeds(kind: str) -> tuple[bytes, ...]:
    """Give the seeds of a kind."""
    found = tuple(KINDS[kind].seeds())
    if not found:
        raise LookupError(kind)
    return found


def kept(kind: str) -> list[Path]:
    """Give the inputs of a kind that once broke something."""
    return sorted((CORPUS / kind).glob("*")) if (CORPUS / kind).is_dir() else []
