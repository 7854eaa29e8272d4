"""Findings as an editor underlines them."""

from functools import cache
from typing import Any

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    DiagnosticTag,
    Location,
    Position,
    Range,
)

from targetlint import resources
from targetlint.findings import Finding, Outcome, Severity, Unreadable
from targetlint.lsp.lines import Lines
from targetlint.lsp.views import View
from targetlint.phrases import say

SOURCE = "targetlint"

_SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}


@cache
def table() -> dict[str, Any]:
    """Give what the language server goes by."""
    loaded: dict[str, Any] = resources.load("rules/lsp.yaml")
    return loaded


def diagnostics(view: View, uri: str, home: str) -> list[Diagnostic]:
    """Give everything that is to be underlined in a text."""
    made = []
    if view.trouble:
        made.append(_at_top(view.lines, view.trouble))
    if view.report is not None:
        made += [_broken(entry, view) for entry in view.report.unreadable]
        made += [_diagnostic(finding, view, uri, home) for finding in live(view)]
    return made


def live(view: View) -> list[Finding]:
    """Give the findings that nobody has set aside."""
    if view.report is None:
        return []
    return [finding for finding in view.report.findings if finding.suppressed is None]


def fault(lines: Lines, text: str, lang: str) -> Diagnostic:
    """Say that the tool itself failed, at the top of the text."""
    return _at_top(lines, say("lsp-fault", lang, text=text))


def _at_top(lines: Lines, message: str) -> Diagnostic:
    where = Range(Position(0, 0), lines.at(0, len(lines.line(0))))
    return Diagnostic(where, message, DiagnosticSeverity.Error, source=SOURCE)


def _diagnostic(finding: Finding, view: View, uri: str, home: str) -> Diagnostic:
    lines = view.lines
    related = [
        DiagnosticRelatedInformation(Location(uri, lines.of_place(other.where)), other.message)
        for other in finding.related
    ]
    return Diagnostic(
        range=lines.of_place(finding.where),
        message="\n".join(_told(finding, view.lang)),
        severity=_SEVERITIES[finding.severity],
        code=finding.rule,
        code_description=CodeDescription(f"{home}{finding.rule}") if home else None,
        source=SOURCE,
        tags=_tags(finding.rule),
        related_information=related or None,
        data={"fingerprint": finding.fingerprint},
    )


def _told(finding: Finding, lang: str) -> list[str]:
    review = say("lsp-review", lang) if finding.outcome is Outcome.REVIEW else ""
    lines = [finding.message + review]
    if finding.expected:
        lines.append(say("lsp-expected", lang, text=finding.expected))
    if finding.advice:
        lines.append(say("lsp-advice", lang, text=finding.advice))
    return lines


def _tags(rule: str) -> list[DiagnosticTag] | None:
    tags = []
    if rule in table()["unnecessary"]:
        tags.append(DiagnosticTag.Unnecessary)
    if rule in table()["deprecated"]:
        tags.append(DiagnosticTag.Deprecated)
    return tags or None


def _broken(entry: Unreadable, view: View) -> Diagnostic:
    return Diagnostic(
        unreadable_range(entry, view.lines),
        entry.message,
        DiagnosticSeverity.Error,
        source=SOURCE,
    )


def unreadable_range(entry: Unreadable, lines: Lines) -> Range:
    """Give the rest of the line at which reading stopped, at least one character of it."""
    number = (entry.line or 1) - 1
    column = (entry.column or 1) - 1
    length = len(lines.line(number))
    if column >= length:
        column = max(length - 1, 0)
    return Range(lines.at(number, column), lines.at(number, length))
