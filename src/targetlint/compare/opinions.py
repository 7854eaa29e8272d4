"""What became of the findings of a first submission when the form comes again.

A finding is met again by its fingerprint; where the value has changed, by rule and row, or
rule and field; where the row was renamed, by the likeness of the names. What is met no more is
answered, unless its indicator or its form has gone, or its rule did not look this time.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from targetlint.compare.likeness import likeness, project_name, squeezed
from targetlint.compare.model import Earlier, Opinion
from targetlint.compare.promises import table
from targetlint.findings import FileReport, Finding, FormSummary, RunInfo, Severity
from targetlint.located import Fault

_VERSION = 1
_LEVELS = 3
_LIVE = ("fail", "review")


def read_earlier(path: str, run: RunInfo) -> list[Earlier]:
    """Read a JSON report or a baseline."""
    try:
        content = json.loads(Path(path).read_bytes())
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Fault("config-not-readable", {"problem": problem}, path) from None
    except (ValueError, RecursionError) as error:
        spot = (getattr(error, "lineno", 1), getattr(error, "colno", 1))
        problem = getattr(error, "msg", type(error).__name__)
        raise Fault("compare-opinions-broken", {"problem": problem}, path, spot) from None
    said = content if isinstance(content, dict) else {}
    findings = said.get("findings")
    if said.get("version") != _VERSION:
        raise Fault("compare-opinions-broken", {"problem": '"version"'}, path)
    try:
        if isinstance(findings, list):
            return list(_of_report(said))
        if isinstance(findings, dict):
            return list(_of_baseline(findings, run))
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        problem = f"{type(error).__name__}: {error}"
        raise Fault("compare-opinions-broken", {"problem": problem}, path) from None
    raise Fault("compare-opinions-broken", {"problem": '"findings"'}, path)


def _of_report(said: Mapping[str, Any]) -> Iterator[Earlier]:
    projects = {
        (form["path"], form["form"]): str(form.get("project") or "")
        for form in said.get("forms") or ()
    }
    for entry in said["findings"]:
        if entry["outcome"] not in _LIVE or entry.get("suppressed"):
            continue
        row = entry.get("row")
        yield Earlier(
            rule=str(entry["rule"]),
            severity=Severity(entry["severity"]).value,
            path=str(entry["path"]),
            form=int(entry["form"]),
            project=projects.get((entry["path"], entry["form"]), ""),
            row=(row["level1"], row["level2"], row["level3"]) if row else None,
            pointer=str(entry.get("pointer") or ""),
            found=str(entry.get("found") or ""),
            message=str(entry.get("message") or ""),
            fingerprint=str(entry["fingerprint"]),
        )


def _of_baseline(findings: Mapping[str, Any], run: RunInfo) -> Iterator[Earlier]:
    """Read a baseline: it knows no forms and no severities, so those of the rules are taken."""
    for path, entries in findings.items():
        for entry in entries:
            where = str(entry["row"])
            levels = where.split("/")
            is_row = not where.startswith("/") and len(levels) == _LEVELS
            rule = run.rules.get(str(entry["rule"]))
            yield Earlier(
                rule=str(entry["rule"]),
                severity=rule.severity.value if rule is not None else "warning",
                path=path,
                form=0,
                project="",
                row=(levels[0], levels[1], levels[2]) if is_row else None,
                pointer="" if is_row else where,
                found=str(entry.get("found") or ""),
                message=rule.summary if rule is not None else "",
                fingerprint=str(entry["fingerprint"]),
            )


class _Form:
    """A form that was handed in again, with what is found in it now."""

    def __init__(self, summary: FormSummary, file: FileReport, rows: Iterable[Any]) -> None:
        self.summary = summary
        self.rows = [(row.level1, row.level2, row.name) for row in rows]
        own = [one for one in file.findings if one.form == summary.form]
        self.live = [one for one in own if one.suppressed is None]
        self.waived = [one for one in own if one.suppressed is not None]
        self.unseen = {one.rule for one in file.not_evaluated if one.form == summary.form}
        self.name = PurePosixPath(summary.path).name


Resubmitted = tuple[FileReport, Sequence[Any]]


def follow(earlier: Sequence[Earlier], now: Sequence[Resubmitted], run: RunInfo) -> list[Opinion]:
    """Tell what became of each earlier finding, and what is new."""
    forms = [
        _Form(summary, file, form.indicators)
        for file, built in now
        for summary, form in zip(file.forms, built, strict=True)
    ]
    opinions = []
    for entry, form in zip(earlier, _forms_of(earlier, forms), strict=True):
        opinions.append(_one(entry, form, run))
    for form in forms:
        for finding in form.live:
            project = form.summary.project
            opinions.append(Opinion("new", finding.severity.value, project, None, finding))
    order = list(table()["opinions"])
    ranks = ("error", "warning", "info")
    opinions.sort(key=lambda one: (order.index(one.state), ranks.index(one.severity)))
    return opinions


def _forms_of(earlier: Sequence[Earlier], forms: list[_Form]) -> Iterator[_Form | None]:
    """Give the present form of each earlier finding: by a fingerprint, by project, by file."""
    by_print = {one.fingerprint: form for form in forms for one in form.live + form.waived}
    single = len({(entry.path, entry.form) for entry in earlier}) == len(forms) == 1
    for entry in earlier:
        met = by_print.get(entry.fingerprint)
        yield met or _form_of(entry, forms) or (forms[0] if single else None)


def _form_of(entry: Earlier, forms: list[_Form]) -> _Form | None:
    wanted = project_name(entry.project)
    if wanted:
        for form in forms:
            if project_name(form.summary.project) == wanted:
                return form
        ranked = [(likeness(wanted, project_name(form.summary.project)), form) for form in forms]
        best = max(ranked, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= table()["forms"]["least"]:
            return best[1]
    elif entry.form == 0:
        named = [form for form in forms if form.name == PurePosixPath(entry.path).name]
        if entry.row is not None:
            named = [form for form in named if _has(form, entry.row)] or named
        if named:
            return named[0]
    return None


def _has(form: _Form, row: tuple[str, str, str]) -> bool:
    return any(squeezed(own[2]) == squeezed(row[2]) for own in form.rows)


def _one(entry: Earlier, form: _Form | None, run: RunInfo) -> Opinion:
    project = entry.project or (form.summary.project if form is not None else "")
    told = Opinion("answered", entry.severity, project, entry)
    if form is None:
        return told._replace(state="form-gone")
    waived = _met(entry, form.waived)
    if waived is not None:
        form.waived.remove(waived)
        reason = waived.suppressed.reason if waived.suppressed is not None else ""
        return told._replace(state="waived", now=waived, reason=reason)
    found = _met(entry, form.live)
    if found is not None:
        form.live.remove(found)
        same = found.fingerprint == entry.fingerprint or _same_value(found, entry)
        return told._replace(state="stands" if same else "changed", now=found)
    if entry.rule not in run.rules or entry.rule in form.unseen:
        return told._replace(state="not-checked")
    if entry.row is not None and not _has(form, entry.row):
        return told._replace(state="indicator-gone")
    return told


def _same_value(finding: Finding, entry: Earlier) -> bool:
    return squeezed(finding.found or "") == squeezed(entry.found)


def _met(entry: Earlier, findings: list[Finding]) -> Finding | None:
    """Give the finding that an earlier one is met in."""
    of_rule = [one for one in findings if one.rule == entry.rule]
    for finding in of_rule:
        if finding.fingerprint == entry.fingerprint:
            return finding
    if entry.row is None:
        same = (one for one in of_rule if one.row is None and one.pointer == entry.pointer)
        return next(same, None)
    least, best = table()["rows"]["least"], None
    for finding in of_rule:
        if finding.row is None:
            continue
        alike = likeness(finding.row.level3, entry.row[2])
        if squeezed(finding.row.level2) != squeezed(entry.row[1]):
            alike -= table()["rows"]["same_level2"]
        if alike >= least and (best is None or alike > best[0]):
            best = (alike, finding)
    return best[1] if best is not None else None
