"""Findings that are known already, kept in a file so that only new ones count.

A finding is known by its fingerprint: rule, place in the form and value, never a line. So rows
may move, and a fault that takes the place of another is seen. The file has one finding per
line, in a fixed order, under the path of its form as seen from the file.
"""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from targetlint.findings import FileReport, Finding, Suppression
from targetlint.located import Fault, shown
from targetlint.whereabouts import absolute

BY = "baseline"
VERSION = 1


class Known(NamedTuple):
    """A finding as a baseline keeps it. Beside the fingerprint all is for people to read."""

    path: str
    rule: str
    row: str
    found: str
    fingerprint: str

    @property
    def key(self) -> tuple[str, str]:
        """What it is known by."""
        return self.path, self.fingerprint


class Baseline(NamedTuple):
    """The findings that a file keeps; ``folder`` is where their paths count from."""

    path: str
    folder: str
    known: tuple[Known, ...]
    by_form: Mapping[str, Counter[str]]
    gone: Counter[str]

    def relative(self, path: str) -> str:
        """Give a path as the file writes it."""
        return relative(path, self.folder)


def relative(path: str, folder: str) -> str:
    """Give a path as seen from the folder of a baseline, with forward slashes."""
    try:
        return os.path.relpath(absolute(path), folder).replace(os.sep, "/")
    except ValueError:  # another drive
        return path.replace(os.sep, "/")


def make(path: str, known: Iterable[Known]) -> Baseline:
    """Make a baseline of findings; those of forms that are gone may be met under another path."""
    folder = os.path.dirname(os.path.abspath(path))  # noqa: PTH100, PTH120
    ordered = tuple(sorted(known))
    by_form: dict[str, Counter[str]] = {}
    for entry in ordered:
        by_form.setdefault(entry.path, Counter())[entry.fingerprint] += 1
    gone: Counter[str] = Counter()
    for form, prints in by_form.items():
        if not os.path.exists(os.path.join(folder, form)):  # noqa: PTH110, PTH118
            gone += prints
    return Baseline(path, folder, ordered, by_form, gone)


def read(path: str) -> Baseline:
    """Read a baseline file."""
    import json  # noqa: PLC0415 - only where there is a baseline

    try:
        content = json.loads(Path(path).read_bytes())
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Fault("config-not-readable", {"problem": problem}, shown(path)) from None
    except (ValueError, RecursionError) as error:
        spot = (getattr(error, "lineno", 1), getattr(error, "colno", 1))
        problem = getattr(error, "msg", type(error).__name__)
        raise Fault("baseline-broken", {"problem": problem}, shown(path), spot) from None
    return make(path, _entries(content, shown(path)))


def _entries(content: Any, path: str) -> list[Known]:
    if not isinstance(content, dict) or content.get("version") != VERSION:
        raise Fault("baseline-broken", {"problem": f'"version": {VERSION}'}, path)
    forms = content.get("findings")
    found = []
    for form, entries in forms.items() if isinstance(forms, dict) else ():
        for entry in entries if isinstance(entries, list) else ():
            said = entry if isinstance(entry, dict) else {}
            fields = [said.get(name) for name in ("rule", "row", "found", "fingerprint")]
            if not all(isinstance(text, str) for text in fields):
                raise Fault("baseline-broken", {"problem": f"{form}: {entry}"}, path)
            found.append(Known(form, *map(str, fields)))
    if not isinstance(forms, dict):
        raise Fault("baseline-broken", {"problem": '"findings"'}, path)
    return found


def text(known: Iterable[Known]) -> str:
    """Write findings down, one per line, in a fixed order."""
    import json  # noqa: PLC0415

    by_form: dict[str, list[str]] = {}
    for entry in sorted(known):
        fields = entry._asdict()
        form = fields.pop("path")
        by_form.setdefault(form, []).append("   " + json.dumps(fields, ensure_ascii=False))
    forms = [
        f"  {json.dumps(form, ensure_ascii=False)}: [\n" + ",\n".join(lines) + "\n  ]"
        for form, lines in by_form.items()
    ]
    body = "{\n" + ",\n".join(forms) + "\n }" if forms else "{}"
    return f'{{\n "version": {VERSION},\n "findings": {body}\n}}\n'


def known(report: FileReport, folder: str) -> list[Known]:
    """Give the findings of a file as a baseline keeps them; what is waived is left out."""
    return [
        _known(finding, relative(finding.path, folder))
        for finding in report.findings
        if finding.suppressed is None or finding.suppressed.by == BY
    ]


def _known(finding: Finding, path: str) -> Known:
    row = "/".join(finding.row) if finding.row is not None else finding.pointer
    found = " ".join((finding.found or "").split())[:60]
    return Known(path, finding.rule, row, found, finding.fingerprint)


def apply(
    report: FileReport, baseline: Baseline, reason: str, locked: frozenset[str]
) -> list[Finding]:
    """Set aside what is known; each entry covers one finding."""
    left = Counter(baseline.by_form.get(baseline.relative(report.path), baseline.gone))
    kept = []
    for finding in report.findings:
        covered = left[finding.fingerprint] > 0 and finding.rule not in locked
        if covered and finding.suppressed is None:
            left[finding.fingerprint] -= 1
            kept.append(finding._replace(suppressed=Suppression(BY, reason)))
        else:
            kept.append(finding)
    return kept


class Difference(NamedTuple):
    """How things stand against a baseline."""

    new: tuple[Known, ...]
    gone: tuple[Known, ...]
    left: tuple[Known, ...]


def compare(baseline: Baseline, now: Iterable[Known], looked_at: Iterable[str]) -> Difference:
    """Tell what is new and what is gone in the files looked at, and in those that are no more."""
    current = list(now)
    had, have = Counter(entry.key for entry in baseline.known), Counter(e.key for e in current)
    new = _surplus(current, had)
    seen = {baseline.relative(path) for path in looked_at}
    checked = [
        entry
        for entry in baseline.known
        if entry.path in seen or not Path(baseline.folder, entry.path).exists()
    ]
    gone = _surplus(checked, have)
    removed = Counter(gone)
    left = []
    for entry in baseline.known:
        if removed[entry]:
            removed[entry] -= 1
        else:
            left.append(entry)
    return Difference(tuple(sorted(new)), tuple(sorted(gone)), tuple(left))


def _surplus(entries: Iterable[Known], others: Counter[tuple[str, str]]) -> list[Known]:
    """Give the entries that the others do not have."""
    room = Counter(others)
    found = []
    for entry in entries:
        if room[entry.key]:
            room[entry.key] -= 1
        else:
            found.append(entry)
    return found
