"""The comparison for programs: the same in every language but for its wordings."""

from collections.abc import Iterator
from typing import Any

from targetlint.compare import words
from targetlint.compare.model import Comparison, Flag, FormChange, Opinion, RowChange, Side
from targetlint.reports.json import encode, finding_object, unreadable_object
from targetlint.reports.writer import Options


def render(found: Comparison, _options: Options) -> Iterator[str]:
    """Give the comparison as one object, an indicator or opinion a line."""
    tool = {"name": "targetlint", "version": found.version}
    yield f'{{"version": 1,\n "tool": {encode(tool)},\n'
    yield f' "last": {encode(found.last)},\n "this": {encode(found.this)},\n "forms": ['
    yield _joined([_form(form, found.lang) for form in found.forms], " ")
    yield '],\n "opinions": '
    if found.opinions is None:
        yield "null"
    else:
        yield "[" + _joined([encode(_opinion(one)) for one in found.opinions], " ") + "]"
    entries = [encode(unreadable_object(entry)) for entry in found.unreadable]
    yield ',\n "unreadable": [' + _joined(entries, " ") + "],\n"
    rows, opinions = words.counts(found)
    summary = {
        "forms": len(found.forms),
        "indicators": sum(len(form.rows) for form in found.forms),
        "changes": dict(sorted(rows.items())),
        "opinions": dict(sorted(opinions.items())),
        "fell": words.fell(found),
    }
    yield f' "summary": {encode(summary)}}}\n'


def _joined(entries: list[str], indent: str) -> str:
    if not entries:
        return ""
    return f"\n{indent} " + f",\n{indent} ".join(entries) + f"\n{indent}"


def _form(form: FormChange, lang: str) -> str:
    head = {
        "last": _side(form.last),
        "this": _side(form.this),
        "match": form.match._asdict() if form.match is not None else None,
        "budget_change": _rounded(form.growth),
        "remarks": [
            _told(one, words.severity_of("remarks", one.key), words.remark(one, lang))
            for one in form.remarks
        ],
    }
    rows = _joined([encode(_row(row, lang)) for row in form.rows], "   ")
    return encode(head)[:-1] + f', "indicators": [{rows}]}}'


def _side(side: Side | None) -> dict[str, Any] | None:
    return side._asdict() if side is not None else None


def _told(flag: Flag, severity: str, message: str) -> dict[str, Any]:
    return {"kind": flag.key, "severity": severity, "values": flag.values, "message": message}


def _row(row: RowChange, lang: str) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "severity": words.severity_of("changes", row.kind),
        "last": row.last._asdict() if row.last is not None else None,
        "this": row.this._asdict() if row.this is not None else None,
        "match": row.match._asdict() if row.match is not None else None,
        "change": _rounded(row.change),
        "change_unit": row.unit,
        "better": row.better,
        "flags": [
            _told(one, words.severity_of("flags", one.key), words.flag(one, lang))
            for one in row.flags
        ],
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 6)


def _opinion(one: Opinion) -> dict[str, Any]:
    return {
        "state": one.state,
        "severity": one.severity,
        "project": one.project,
        "earlier": one.earlier._asdict() if one.earlier is not None else None,
        "now": finding_object(one.now) if one.now is not None else None,
        "reason": one.reason or None,
    }
