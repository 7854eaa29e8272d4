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

FORM = (ROOT / "examples" / "xining-2020.yaml").read_bytes()

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
TOML = """\
[project]
name = "forms"

[tool.targetlint]
profile = "reviewer"
fail-on = "warning"
select = ["TL2", "TL501"]
ignore = ["TL215"]
exclude = ["build/**"]

[tool.targetlint.rules.TL304]
severity = "error"
params = {min = 85}

[[tool.targetlint.overrides]]
files = ["forms/**/*.yaml"]
ignore = ["TL304"]
"""
MAP = """\
indicators:
  - {last: 预算执行率, this: 预算执行率}
  - {last: 长效机制建立情况, this: null, project: 合作交流工作业务费}
projects:
  - {last: 合作交流工作业务费, this: 合作交流工作业务费}
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


def _documents() -> list[bytes]:
    """Give forms of every kind, for the verbs that take any."""
    return [
        *_files(DOCUMENTS, "*"), *_table(), FORM, *_files(SAMPLES, "*/*.yaml")[::7],
    ]  # fmt: skip


def _targets() -> list[bytes]:
    """Give target values as a person would try them, line by line."""
    lines = (ROOT / "tests" / "targets" / "wordings.tsv").read_bytes().splitlines(keepends=True)
    return [b"".join(lines[start : start + 12]) for start in range(0, len(lines), 12)]


def _made(*words: str) -> Callable[[], list[bytes]]:
    """Give what the command itself writes."""

    def seeds_made() -> list[bytes]:
        from fuzz.verbs import made  # noqa: PLC0415 - which needs seeds itself

        return [made(*words)]

    return seeds_made


def _parcels() -> list[bytes]:
    from targetlint.cache.parcels import packed  # noqa: PLC0415 - only where it is damaged
    from targetlint.executors import Parcel  # noqa: PLC0415 - as above
    from targetlint.findings import tally  # noqa: PLC0415 - as above
    from targetlint.rulebook import shipped  # noqa: PLC0415 - as above
    from targetlint.session import Request, Session  # noqa: PLC0415 - as above

    report = Session(shipped(), Request("zh")).check(FORM, "a.yaml")
    if report is None:
        raise LookupError("a.yaml")
    told = tally(report)
    return [packed(Parcel("a.yaml", failed, told, ("x",), report)) for failed in (True, False)]


def _one(text: str) -> Callable[[], list[bytes]]:
    return lambda: [text.encode()]


_BASELINE = json.dumps(BASELINE, ensure_ascii=False, indent=1)
# Verbs that are given forms of any kind.
_ON_FORMS = ("convert", "compare", "review", "stats", "fix", "annotate", "baselining")

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
    "baseline": Kind("json", _one(_BASELINE), form=False),
    **{verb: Kind("form", _documents, form=False) for verb in _ON_FORMS},
    "opinions": Kind("json", lambda: [*_made("a.yaml", "-f", "json=r.json", "r.json")(), _BASELINE.encode()], form=False),
    "map": Kind("yaml", _one(MAP), form=False),
    "report": Kind(
        "json", lambda: [*_made("a.yaml", "-f", "json=r.json", "r.json")(), *_made("a.yaml", "b.yaml", "-f", "jsonl=r.jsonl", "r.jsonl")()],
        form=False,
    ),
    "known": Kind("json", _made("baseline", "write", "a.yaml", "-o", "known.json", "known.json"), form=False),
    "waiving": Kind("yaml", _one(WAIVERS), form=False),
    "settings": Kind("yaml", _one(CONFIG), form=False),
    "toml": Kind("toml", _one(TOML), form=False),
    "pyproject": Kind("toml", _one(TOML), form=False),
    "target": Kind("txt", _targets, form=False),
    "stored": Kind("json", _parcels, form=False),
    "cache": Kind("db", _made("a.yaml", "b.yaml", "cache/targetlint/results/results-*.db"), form=False),
    "database": Kind("db", _made("a.yaml", "b.yaml", "-f", "sqlite=r.db", "r.db"), form=False),
    "lsp": Kind("yaml", _forms, form=False),
}  # fmt: skip


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
