"""The JSON report: one object, the same in every language but for its messages.

Each finding stands on a line of its own, so that the report can be searched and compared.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from targetlint.findings import (
    FileReport,
    Finding,
    Fix,
    FormSummary,
    IndicatorSummary,
    NotEvaluated,
    Outcome,
    OutcomeNote,
    Place,
    Related,
    RunInfo,
    Severity,
    Tally,
    Totals,
    Unreadable,
)
from targetlint.reports.writer import Options, Spool, Writer

_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_OBEYED = "[\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
_FIRST, _SEPARATOR = "\n  ", ",\n  "


def encode(value: object) -> str:
    """Write a value as JSON in one line; what a terminal would obey stands as an escape."""
    text = _encode(value)
    if text.isprintable():
        return text
    return re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", text)


class Json(Writer):
    """``--format json``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Keep the sections after the findings waiting."""
        super().__init__(run, options)
        self.totals = Totals()
        self.empty = True
        self.sections = {name: Spool() for name in ("forms", "not_evaluated", "unreadable")}

    def begin(self) -> Iterator[str]:
        """Open the object and its list of findings."""
        yield f'{{"version": 1,\n "tool": {encode(tool(self.run))},\n "findings": ['

    def tell(self, file: FileReport) -> list[str]:
        """Word the findings, and what goes into each of the sections after them."""
        listed = [finding_object(finding) for finding in file.findings]
        if self.run.outcomes:
            listed += [outcome_object(note, self.run) for note in file.unfound]
        sections = (
            listed,
            map(not_evaluated_object, file.not_evaluated),
            map(unreadable_object, file.unreadable),
        )
        found, *others = [_SEPARATOR.join(map(encode, entries)) for entries in sections]
        return [found, _SEPARATOR.join(map(_form_text, file.forms)), *others]

    def put(self, told: Any, tally: Tally) -> Iterator[str]:
        """Give the findings; forms and the rest wait."""
        self.totals.count(tally)
        findings, *sections = told
        if findings:
            yield f"{_FIRST if self.empty else _SEPARATOR}{findings}"
            self.empty = False
        for spool, text in zip(self.sections.values(), sections, strict=True):
            if text:
                spool.add(f"{_SEPARATOR if spool else _FIRST}{text}")

    def end(self) -> Iterator[str]:
        """Close the findings and give what waited."""
        yield "]" if self.empty else "\n ]"
        for name, spool in self.sections.items():
            yield f',\n "{name}": ['
            close = "\n ]" if spool else "]"
            yield from spool.drain()
            yield close
        yield f',\n "summary": {encode(summary_object(self.totals, self.run))}}}\n'


def tool(run: RunInfo) -> dict[str, str]:
    """Say who wrote the report, and by which rules."""
    return {"name": "targetlint", "version": run.version, "rules": run.rules_hash}


def finding_object(finding: Finding) -> dict[str, Any]:
    """Give a finding under the names that scripts rely on."""
    (rule, name, severity, outcome, path, form, pointer, row, where, message, advice, found) = (
        finding[:12]
    )
    return {
        "rule": rule,
        "name": name,
        "severity": severity.value,
        "outcome": outcome.value,
        "path": path,
        "form": form,
        "pointer": pointer,
        "row": row._asdict() if row is not None else None,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
        "place": where.place,
        "message": message,
        "advice": advice,
        "found": found,
        "expected": finding.expected,
        "source": finding.source,
        "related": [_related(other, path) for other in finding.related],
        "fixes": [_fix(fix) for fix in finding.fixes],
        "suppressed": finding.suppressed._asdict() if finding.suppressed is not None else None,
        "fingerprint": finding.fingerprint,
    }


def outcome_object(note: OutcomeNote, run: RunInfo) -> dict[str, Any]:
    """Give an outcome that is no fault the shape of a finding, without a place."""
    rule = run.rules.get(note.rule)
    return {
        "rule": note.rule,
        "name": rule.name if rule else "",
        "severity": (rule.severity if rule else Severity.INFO).value,
        "outcome": note.outcome.value,
        "path": note.path,
        "form": note.form,
        "pointer": "",
        "row": None,
        "line": None,
        "column": None,
        "end_line": None,
        "end_column": None,
        "place": None,
        "message": note.reason,
        "advice": "",
        "found": None,
        "expected": None,
        "source": rule.source if rule else "",
        "related": [],
        "fixes": [],
        "suppressed": None,
        "fingerprint": "",
    }


def _where(where: Place) -> dict[str, Any]:
    return {
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
    }


def _related(other: Related, path: str) -> dict[str, Any]:
    return {
        "path": path,
        "form": other.form,
        "pointer": other.pointer,
        **_where(other.where),
        "place": other.where.place,
        "message": other.message,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [
        {"start": edit.start, "end": edit.end, "text": edit.text, **_where(edit.where)}
        for edit in fix.edits
    ]
    return {"kind": fix.kind, "title": fix.title, "edits": edits}


def form_object(form: FormSummary) -> dict[str, Any]:
    """Give a form and what was made of its rows."""
    return {**_head(form), "indicators": [row._asdict() for row in form.indicators]}


def _form_text(form: FormSummary) -> str:
    """Write a form; its rows are of few kinds, and each kind is worded once."""
    rows = ", ".join(map(_row_text, form.indicators))
    return f'{encode(_head(form))[:-1]}, "indicators": [{rows}]}}'


@lru_cache(maxsize=4096)
def _row_text(row: IndicatorSummary) -> str:
    return encode(row._asdict())


def _head(form: FormSummary) -> dict[str, Any]:
    return {
        "path": form.path,
        "form": form.form,
        "project": form.project,
        "template": form.template,
        "detected_by": form.detected_by,
        "department": form.department,
        "applicant": form.applicant,
        "year": form.year,
    }


def not_evaluated_object(entry: NotEvaluated) -> dict[str, Any]:
    """Give a requirement that could not be looked at."""
    return {
        "rule": entry.rule,
        "path": entry.path,
        "form": entry.form,
        "reason": entry.reason,
    }


def unreadable_object(entry: Unreadable) -> dict[str, Any]:
    """Give an input that could not be read."""
    return {
        "path": entry.path,
        "message": entry.message,
        "line": entry.line,
        "column": entry.column,
        "fixes": [_fix(fix) for fix in entry.fixes],
    }


def summary_object(totals: Totals, run: RunInfo) -> dict[str, Any]:
    """Give what the run adds up to."""
    summary: dict[str, Any] = {
        "files": totals.files,
        "forms": totals.forms,
        **{severity.value: totals.severities[severity] for severity in Severity},
        "passed": totals.passed,
    }
    if any(totals.hidden.values()):
        summary["hidden"] = {severity.value: totals.hidden[severity] for severity in Severity}
    if run.outcomes:
        summary["outcomes"] = {outcome.value: totals.outcomes[outcome] for outcome in Outcome}
    return summary
