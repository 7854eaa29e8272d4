"""Inspections of TeamCity, as its service messages; a rule is told of before its first finding."""

from collections.abc import Iterator
from typing import Any

from targetlint.findings import FileReport, Finding, RunInfo, Severity, Tally
from targetlint.reports.paths import from_root
from targetlint.reports.words import placed_message
from targetlint.reports.writer import Options, Writer

_SEVERITY = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}
_NAME, _TEXT = 255, 4000
_MARKED = {"'": "|'", "|": "||", "[": "|[", "]": "|]", "\n": "|n", "\r": "|r"}


class TeamCity(Writer):
    """``--format teamcity``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Remember which rules were told of."""
        super().__init__(run, options)
        self.told: set[str] = set()

    def tell(self, file: FileReport) -> list[tuple[str, str, str]]:
        """Word an inspection for each finding that is not set aside: rule, name, message."""
        return list(self._inspections(file))

    def put(self, told: Any, _tally: Tally) -> Iterator[str]:
        """Give the inspections of the next file, each rule described before its first."""
        for rule, name, text in told:
            info = self.run.rules.get(rule)
            description = info.description if info is not None else name
            yield from self._type(rule, name, description or name)
            yield text

    def _inspections(self, file: FileReport) -> Iterator[tuple[str, str, str]]:
        path = from_root(file.path, self.options.root)
        for entry in file.unreadable:
            line = {} if entry.line is None else {"line": str(entry.line)}
            where = {"file": from_root(entry.path, self.options.root), **line}
            text = _inspection("unreadable", entry.message, where, "ERROR")
            yield "unreadable", "unreadable", text
        for finding in file.findings:
            if finding.suppressed is None:
                yield finding.rule, finding.name, _found(finding, path)

    def _type(self, rule: str, name: str, description: str) -> Iterator[str]:
        if rule in self.told:
            return
        self.told.add(rule)
        told = {
            "id": rule,
            "name": name[:_NAME],
            "description": description[:_TEXT],
            "category": "targetlint",
        }
        yield _message("inspectionType", told)


def _found(finding: Finding, path: str) -> str:
    where = {"file": path}
    if finding.where.place is None:
        where["line"] = str(finding.where.line)
    severity = _SEVERITY[finding.severity]
    return _inspection(finding.rule, placed_message(finding), where, severity)


def _inspection(rule: str, message: str, where: dict[str, str], severity: str) -> str:
    told = {"typeId": rule, "message": message[:_TEXT], **where, "SEVERITY": severity}
    return _message("inspection", told)


def _message(name: str, values: dict[str, str]) -> str:
    told = " ".join(f"{key}='{escape(value)}'" for key, value in values.items())
    return f"##teamcity[{name} {told}]\n"


def escape(text: str) -> str:
    """Write a value; what is not ASCII goes by its UTF-16 units, as the server reads it."""
    return "".join(_MARKED.get(char) or _unit(char) for char in text)


def _unit(char: str) -> str:
    if char.isascii() and char.isprintable():
        return char
    units = char.encode("utf-16-be", "surrogatepass")
    return "".join(f"|0x{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
