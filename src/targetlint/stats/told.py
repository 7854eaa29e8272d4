"""What an earlier report tells: JSON lines, a JSON report, a findings database.

No report holds the text of the forms, so what is compared by text cannot be told from it.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Any

from targetlint.phrases import known
from targetlint.reports.errors import ReportError
from targetlint.stats.facts import FileFacts, FormFacts, Found

_APPLICATION = 0x746C696E
_SQLITE = b"SQLite format 3\0"
_FAILS = ("fail", "review")

_LAST_RUN = "SELECT id, date FROM runs ORDER BY id DESC LIMIT 1"
_FILES = "SELECT id FROM files WHERE run = ? ORDER BY id"
_FORMS = (
    "SELECT forms.id, path, form, project, department, applicant, year, template"
    " FROM forms JOIN files ON files.id = forms.file WHERE file = ? ORDER BY form"
)
_ROWS = "SELECT category, measurable FROM indicators WHERE form = ? ORDER BY id"
_FINDINGS = (
    "SELECT forms.form, rule, name, severity, waived_by IS NOT NULL, outcome"
    " FROM findings LEFT JOIN forms ON forms.id = findings.form WHERE findings.file = ?"
)
_UNREADABLE = "SELECT count(*) FROM unreadable WHERE file = ?"


def kind_of(path: str) -> str:
    """Tell a report by how it begins: jsonl, json or sqlite; empty for anything else."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")
    except OSError:
        return ""
    if head.startswith(_SQLITE):
        return "sqlite"
    if head.startswith(b'{"type": "tool"'):
        return "jsonl"
    return "json" if head.startswith(b'{"version": 1') else ""


def read(path: str) -> Iterator[FileFacts]:
    """Give what a report tells, file by file."""
    readers: dict[str, Callable[[str], Iterator[FileFacts]]] = {
        "jsonl": _lines,
        "json": _whole,
        "sqlite": _database,
    }
    try:
        yield from readers[kind_of(path)](path)
    except sqlite3.Error as error:
        raise ReportError("report-no-database", path=path, error=str(error)) from error
    except (KeyError, TypeError, ValueError, AttributeError, ArithmeticError, RecursionError):
        raise ReportError("stats-broken-report", path=path) from None


def last_run(path: str) -> str:
    """Name the run of a database that is read: the last one, by number and date."""
    try:
        with closing(_open(path)) as base:
            number, date = _run(base, path)
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise ReportError("report-no-database", path=path, error=str(error)) from error
    return f"#{number} {date}".strip()


def _lines(path: str) -> Iterator[FileFacts]:
    """Read JSON lines: the forms of a file come before its findings, files one by one."""
    with Path(path).open(encoding="utf-8-sig") as file:
        entries = (
            _entry(line, path, number) for number, line in enumerate(file, 1) if line.strip()
        )
        told = (entry for entry in entries if "path" in entry)
        for _, group in groupby(told, key=lambda entry: str(entry["path"])):
            yield _file(group)


def _entry(line: str, path: str, number: int) -> dict[str, Any]:
    try:
        entry = json.loads(line)
    except ValueError:
        entry = None
    if not isinstance(entry, dict):
        raise ReportError("stats-broken-report", path=f"{path}:{number}")
    return entry


def _whole(path: str) -> Iterator[FileFacts]:
    """Read a JSON report, which has all findings before all forms, as one file after the other."""
    try:
        report = json.loads(Path(path).read_text(encoding="utf-8-sig"))
        sections = {kind: report[key] for kind, key in (
            ("form", "forms"), ("finding", "findings"), ("unreadable", "unreadable")
        )}  # fmt: skip
    except (ValueError, KeyError):
        raise ReportError("stats-broken-report", path=path) from None
    by_path: dict[str, list[dict[str, Any]]] = {}
    for kind, entries in sections.items():
        for entry in entries:
            by_path.setdefault(str(entry["path"]), []).append({**entry, "type": kind})
    for entries in by_path.values():
        yield _file(entries)


def _file(entries: Iterable[dict[str, Any]]) -> FileFacts:
    forms, findings, unreadable = [], [], 0
    for entry in entries:
        kind = entry.get("type")
        if kind == "form":
            forms.append(_form(entry))
        elif kind == "finding" and entry.get("outcome") in _FAILS:
            findings.append(
                Found(
                    int(entry["form"]),
                    str(entry["rule"]),
                    str(entry["name"]),
                    str(entry["severity"]),
                    waived=entry.get("suppressed") is not None,
                    asks=entry["outcome"] == "review",
                )
            )
        unreadable += kind == "unreadable"
    return FileFacts(tuple(forms), tuple(findings), unreadable)


def _form(entry: dict[str, Any]) -> FormFacts:
    return FormFacts(
        path=str(entry["path"]),
        form=int(entry["form"]),
        project=str(entry.get("project") or ""),
        department=str(entry.get("department") or entry.get("applicant") or ""),
        year=str(entry.get("year") or ""),
        template=str(entry.get("template") or ""),
        indicators=tuple(
            (_category(row.get("category")), str(row.get("measurable") or ""))
            for row in entry.get("indicators") or ()
        ),
    )


def _category(told: Any) -> str:
    """Give a category; one that only another version knows counts among the others."""
    text = str(told or "")
    return text if not text or known(f"category-{text}") else "other"


def _open(path: str) -> sqlite3.Connection:
    """Open a findings database to read; refuse another one."""
    try:
        base = sqlite3.connect(f"{Path(path).absolute().as_uri()}?mode=ro", uri=True)
        (application,) = base.execute("PRAGMA application_id").fetchone()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise ReportError("report-no-database", path=path, error=str(error)) from error
    if application != _APPLICATION:
        base.close()
        raise ReportError("report-other-database", path=path)
    return base


def _run(base: sqlite3.Connection, path: str) -> tuple[int, str]:
    found = base.execute(_LAST_RUN).fetchone()
    if found is None:
        raise ReportError("stats-no-run", path=path)
    return int(found[0]), str(found[1])


def _database(path: str) -> Iterator[FileFacts]:
    """Read the last run of a findings database."""
    with closing(_open(path)) as base:
        number, _ = _run(base, path)
        for (file,) in base.execute(_FILES, (number,)):
            (unreadable,) = base.execute(_UNREADABLE, (file,)).fetchone()
            forms = tuple(_stored(base, row) for row in base.execute(_FORMS, (file,)).fetchall())
            findings = tuple(
                Found(
                    form or 0, rule, name, severity, waived=bool(waived), asks=outcome == "review"
                )
                for form, rule, name, severity, waived, outcome in base.execute(_FINDINGS, (file,))
                if outcome in _FAILS
            )
            yield FileFacts(forms, findings, unreadable)


def _stored(base: sqlite3.Connection, row: tuple[Any, ...]) -> FormFacts:
    number, path, form, project, department, applicant, year, template = row
    indicators = tuple(
        (_category(category), str(measurable or ""))
        for category, measurable in base.execute(_ROWS, (number,))
    )
    return FormFacts(
        path=path,
        form=form,
        project=project or "",
        department=department or applicant or "",
        year=year or "",
        template=template or "",
        indicators=indicators,
    )
