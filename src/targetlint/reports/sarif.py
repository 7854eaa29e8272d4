"""SARIF 2.1.0, with what GitHub's code scanning needs.

Columns are code points, and said to be. What is set aside is listed with its reason. An input that
could not be read is a notification of the run.

GitHub takes so many results of a run and so many runs of a log. What is beyond goes into further
runs, each a category of its own; a log with too many of them says so.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from targetlint.findings import (
    FileReport,
    Finding,
    Fix,
    Outcome,
    OutcomeNote,
    Place,
    RuleInfo,
    RunInfo,
    Severity,
    Suppression,
    Tally,
    Unreadable,
)
from targetlint.phrases import say
from targetlint.reports.json import encode
from targetlint.reports.paths import from_root
from targetlint.reports.words import placed_message
from targetlint.reports.writer import Options, Spool, Writer

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
_PRECISION = {Severity.ERROR: "very-high", Severity.WARNING: "high", Severity.INFO: "medium"}
_KIND = {
    Outcome.FAIL: "fail",
    Outcome.REVIEW: "review",
    Outcome.PASS: "pass",
    Outcome.NOT_APPLICABLE: "notApplicable",
    Outcome.NOT_EVALUATED: "open",
}
_TEXT, _TAGS = 1024, 20
# What GitHub takes of one log.
RESULTS, RUNS = 25_000, 20
_ROOT = "%SRCROOT%"


class Sarif(Writer):
    """``--format sarif``."""

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Number the rules; notifications wait for the end."""
        super().__init__(run, options)
        self.rules = {rule: index for index, rule in enumerate(sorted(run.rules))}
        self.notices = Spool()
        self.number = 1
        self.count = 0

    def begin(self) -> Iterator[str]:
        """Open the log and its first run."""
        yield f'{{"$schema": {encode(SCHEMA)},\n "version": "2.1.0",\n "runs": ['
        yield from self._open()

    def _open(self) -> Iterator[str]:
        """Open a run, and describe the rules."""
        driver: dict[str, Any] = {
            "name": "targetlint",
            "version": self.run.version,
            "semanticVersion": self.run.version,
        }
        if self.run.home:
            driver["informationUri"] = self.run.home
        driver["properties"] = {"rulesHash": self.run.rules_hash}
        driver["rules"] = [_rule(self.run.rules[rule], self.run.home) for rule in self.rules]
        category = "targetlint/" if self.number == 1 else f"targetlint/{self.number}/"
        yield f'{{\n  "tool": {{"driver": {encode(driver)}}},\n'
        yield f'  "automationDetails": {{"id": "{category}"}},\n'
        yield '  "columnKind": "unicodeCodePoints",\n'
        yield f'  "language": "{"zh-CN" if self.run.lang == "zh" else "en-US"}",\n'
        root = {"description": {"text": "The root of the checked tree."}}
        yield f'  "originalUriBaseIds": {encode({_ROOT: root})},\n'
        yield '  "results": ['
        self.count = 0

    def tell(self, file: FileReport) -> list[list[str]]:
        """Word the results of a file, and what could not be read."""
        artifact = self._artifact(file.path)
        listed = [self._result(finding, artifact) for finding in file.findings]
        if self.run.outcomes:
            listed += [self._note(note, artifact) for note in file.unfound]
        return [list(map(encode, listed)), [encode(self._notice(one)) for one in file.unreadable]]

    def put(self, told: Any, _tally: Tally) -> Iterator[str]:
        """Give the results of the next file, in a further run when one is full."""
        results, notices = told
        while results:
            room = RESULTS - self.count
            if not room:
                yield from self._close()
                self.number += 1
                yield ", "
                yield from self._open()
                continue
            piece, results = results[:room], results[room:]
            yield f"{',' if self.count else ''}\n   " + ",\n   ".join(piece)
            self.count += len(piece)
        for notice in notices:
            self._wait(notice)

    def _wait(self, notice: str) -> None:
        """Keep a notification until the run is closed."""
        self.notices.add(f"{',' if self.notices else ''}\n     {notice}")

    def end(self) -> Iterator[str]:
        """Close the last run and the log; say where it is too long for GitHub."""
        went = not self.notices
        if self.number > RUNS:
            text = say("sarif-too-many", self.run.lang, runs=str(self.number), most=str(RUNS))
            self._wait(encode({"level": "warning", "message": {"text": text}}))
        yield from self._close(went=went)
        yield "]\n}\n"

    def _close(self, *, went: bool | None = None) -> Iterator[str]:
        """Close the results of a run and say how it went."""
        went = not self.notices if went is None else went
        yield f'\n  ],\n  "invocations": [{{\n    "executionSuccessful": {str(went).lower()}'
        if self.notices:
            yield ',\n    "toolExecutionNotifications": ['
            yield from self.notices.drain()
            yield "\n    ]"
        yield "\n  }]\n }"

    def _artifact(self, path: str) -> dict[str, str]:
        told = from_root(path, self.options.root)
        if told.startswith("/"):
            return {"uri": "file://" + _quote(told)}
        return {"uri": _quote(told), "uriBaseId": _ROOT}

    def _result(self, finding: Finding, artifact: dict[str, str]) -> dict[str, Any]:
        failed = finding.outcome is Outcome.FAIL
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "kind": _KIND[finding.outcome],
            "level": _LEVEL[finding.severity] if failed else "none",
            "message": {"text": placed_message(finding)},
            "locations": [_location(finding.where, artifact)],
            "partialFingerprints": {
                "primaryLocationLineHash": f"{finding.fingerprint}:{finding.form}"
            },
            "properties": _properties(finding),
        }
        if finding.rule in self.rules:
            result["ruleIndex"] = self.rules[finding.rule]
        if finding.related:
            result["relatedLocations"] = [
                {
                    "id": number,
                    **_location(other.where, artifact),
                    "message": {"text": other.message},
                }
                for number, other in enumerate(finding.related)
            ]
        if finding.fixes and finding.where.place is None:
            result["fixes"] = [_fix(fix, artifact) for fix in finding.fixes if fix.edits]
        if finding.suppressed is not None:
            result["suppressions"] = [_suppression(finding.suppressed)]
        return result

    def _note(self, note: OutcomeNote, artifact: dict[str, str]) -> dict[str, Any]:
        result: dict[str, Any] = {
            "ruleId": note.rule,
            "kind": _KIND[note.outcome],
            "level": "none",
            "message": {"text": note.reason or note.outcome.value},
            "locations": [{"physicalLocation": {"artifactLocation": artifact}}],
            "properties": {"form": note.form},
        }
        if note.rule in self.rules:
            result["ruleIndex"] = self.rules[note.rule]
        return result

    def _notice(self, entry: Unreadable) -> dict[str, Any]:
        physical: dict[str, Any] = {"artifactLocation": self._artifact(entry.path)}
        if entry.line is not None:
            physical["region"] = {"startLine": entry.line, "startColumn": entry.column or 1}
        return {
            "level": "error",
            "message": {"text": entry.message},
            "locations": [{"physicalLocation": physical}],
        }


def _rule(rule: RuleInfo, home: str) -> dict[str, Any]:
    body = "\n\n".join(filter(None, (rule.description, rule.advice, rule.source)))
    told: dict[str, Any] = {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.summary[:_TEXT] or rule.name},
        "fullDescription": {"text": (rule.description or rule.summary)[:_TEXT] or rule.name},
        "help": {
            "text": body or rule.name,
            "markdown": f"**{rule.id} {rule.name}**\n\n{body}",
        },
        "defaultConfiguration": {"level": _LEVEL[rule.severity]},
        "properties": {
            "tags": list(dict.fromkeys((*rule.tags, rule.group)))[:_TAGS],
            "precision": _PRECISION[rule.severity],
            "problem.severity": _PROBLEM[rule.severity],
        },
    }
    if home:
        told["helpUri"] = f"{home}{rule.id}"
    return told


def _properties(finding: Finding) -> dict[str, Any]:
    return {
        "form": finding.form,
        "pointer": finding.pointer,
        "row": finding.row._asdict() if finding.row is not None else None,
        "place": finding.where.place,
        "found": finding.found,
        "expected": finding.expected,
        "advice": finding.advice,
    }


def _location(where: Place, artifact: dict[str, str]) -> dict[str, Any]:
    """Give a place; in a document without lines its human place stands beside line 1."""
    if where.place is not None:
        return {
            "physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1}},
            "logicalLocations": [{"fullyQualifiedName": where.place}],
        }
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(where)}}


def _region(where: Place) -> dict[str, int]:
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _fix(fix: Fix, artifact: dict[str, str]) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.where), "insertedContent": {"text": edit.text}}
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
    }


def _suppression(suppressed: Suppression) -> dict[str, str]:
    return {
        "kind": "inSource" if suppressed.by == "waiver" else "external",
        "status": "accepted",
        "justification": suppressed.reason,
    }


def _quote(path: str) -> str:
    """Write a path as a relative URI; a name that is no UTF-8 keeps its bytes."""
    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:
        return quote(path.encode("utf-8", "surrogatepass"))
