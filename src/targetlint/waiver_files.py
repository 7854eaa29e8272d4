"""Waivers for forms that have no comments, in a file of their own: who, why, until when.

Their places count from the folder of that file. A waiver whose day has passed no longer counts
and is told beside what it waived.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from targetlint import globs, shapes
from targetlint.findings import FileReport, Finding, Suppression
from targetlint.located import Fault, Located, read_yaml, shown

BY = "waiver-file"


class Entry(NamedTuple):
    """One waiver as written; ``line`` is where it stands, ``rules`` are ids."""

    rules: tuple[str, ...]
    said: Mapping[str, Any]
    line: int
    until: str

    def expired(self, today: str) -> bool:
        """Whether its last day has passed."""
        return bool(self.until) and self.until < today


class WaiverFile(NamedTuple):
    """The waivers of a file; ``folder`` is where their paths count from."""

    path: str
    folder: str
    entries: tuple[Entry, ...]

    def for_path(self, absolute: str) -> tuple[Entry, ...]:
        """Give the waivers that speak of a file."""
        relative = globs.below(absolute, self.folder)
        return tuple(
            entry
            for entry in self.entries
            if "path" not in entry.said
            or (relative is not None and globs.matches(entry.said["path"], relative))
        )


def read(path: str, known: Mapping[str, str]) -> WaiverFile:
    """Read a waiver file; ``known`` maps ids in upper case and names to ids."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Fault("config-not-readable", {"problem": problem}, shown(path)) from None
    located = read_yaml(data, shown(path))
    return listed(located, str(Path(path).absolute().parent), known)


def listed(located: Located, folder: str, known: Mapping[str, str]) -> WaiverFile:
    """Take a list of waivers as read; their paths count from a folder."""
    shapes.hold(located, "waivers")
    entries = []
    for index, said in enumerate(located.data["waivers"]):
        at = ("waivers", index)
        if not {"path", "project"} & said.keys():
            raise located.fault("waiver-entry-nowhere", at)
        spot = located.key_spot(at)
        rules = tuple(_rules(said["rule"], known, located, (*at, "rule")))
        until = _day(said.get("until", ""), located, (*at, "until"))
        entries.append(Entry(rules, said, spot[0] if spot else 1, until))
    return WaiverFile(located.path, folder, tuple(entries))


def _rules(
    written: Any, names: Mapping[str, str], located: Any, at: tuple[Any, ...]
) -> Iterable[str]:
    for index, name in enumerate([written] if isinstance(written, str) else written):
        rule = names.get(name.upper()) or names.get(name.lower())
        if rule is None:
            close = shapes.near(name, list(names))
            key = "unknown-rule-near" if close else "unknown-rule"
            place = at if isinstance(written, str) else (*at, index)
            raise located.fault(key, place, {"rule": name, "near": close}, behind=True)
        yield rule


def _day(written: str, located: Any, at: tuple[Any, ...]) -> str:
    if written:
        from datetime import date  # noqa: PLC0415 - only for waivers with a day

        try:
            date.fromisoformat(written)
        except ValueError:
            raise located.fault("waiver-entry-day", at, {"day": written}, behind=True) from None
    return written


class Matched(NamedTuple):
    """What a waiver file makes of a report: its findings, and those whose waiver has run out."""

    findings: list[Finding]
    expired: list[tuple[Finding, Entry]]


def apply(
    report: FileReport, file: WaiverFile, absolute: str, today: str, locked: frozenset[str]
) -> Matched:
    """Set aside what a waiver file waives."""
    entries = file.for_path(absolute)
    projects = {form.form: form.project for form in report.forms}
    kept: list[Finding] = []
    expired: list[tuple[Finding, Entry]] = []
    for finding in report.findings:
        found = [
            entry
            for entry in entries
            if finding.suppressed is None
            and finding.rule not in locked
            and _means(entry, finding, projects.get(finding.form, ""))
        ]
        valid = next((entry for entry in found if not entry.expired(today)), None)
        if valid is not None:
            said = valid.said
            by = Suppression(BY, said["why"], said["who"], valid.until)
            kept.append(finding._replace(suppressed=by))
            continue
        if found:
            expired.append((finding, found[0]))
        kept.append(finding)
    return Matched(kept, expired)


def _means(entry: Entry, finding: Finding, project: str) -> bool:
    said = entry.said
    if finding.rule not in entry.rules:
        return False
    if "form" in said and said["form"] != finding.form:
        return False
    if "project" in said and _bare(said["project"]) != _bare(project):
        return False
    if "indicator" in said and (
        finding.row is None or _bare(said["indicator"]) != _bare(finding.row.level3)
    ):
        return False
    pointer = str(said.get("pointer", "")).rstrip("/")
    return finding.pointer == pointer or finding.pointer.startswith(pointer + "/")


def _bare(text: str) -> str:
    return "".join(text.split())


class Watch:
    """Notes over a run which waivers of a file met something; those that met nothing are idle.

    A waiver is judged only where its rules ran on a form that it speaks of.
    """

    def __init__(self, file: WaiverFile, running: frozenset[str]) -> None:
        """Begin with nothing seen."""
        self.file = file
        self._running = running
        self._spoken_of: set[int] = set()
        self._met: set[int] = set()

    def note(self, report: FileReport, absolute: str) -> None:
        """Take the report of one more file."""
        speaking = self.file.for_path(absolute)
        projects = {form.form: _bare(form.project) for form in report.forms}
        for number, entry in enumerate(self.file.entries):
            if entry not in speaking or not projects or not set(entry.rules) <= self._running:
                continue
            wanted = entry.said.get("project")
            if wanted is None or _bare(wanted) in projects.values():
                self._spoken_of.add(number)
            if any(_means(entry, one, projects.get(one.form, "")) for one in report.findings):
                self._met.add(number)

    def idle(self) -> list[Entry]:
        """Give the waivers that met nothing."""
        return [self.file.entries[number] for number in sorted(self._spoken_of - self._met)]
