"""Waivers that authors write beside a finding: ``# targetlint: ignore[TL202] reason``.

Behind a value the comment speaks of its line; on a line of its own, of the row or field below
it; ``ignore-file`` speaks of the whole file. It names its rules and gives a reason, or it counts
for nothing and is itself a finding. One that nothing answers to can be taken out.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from targetlint.findings import Finding, Place, Related, Suppression
from targetlint.forms.model import Form, Remark
from targetlint.hits import place_of
from targetlint.nodes import entries
from targetlint.source import SourceText, Span

BY = "waiver"
_ADDRESSED = re.compile(r"#+\s*targetlint\b", re.IGNORECASE)
_DIRECTIVE = re.compile(
    r"#+\s*targetlint:\s*(ignore|ignore-file)\s*\[([^\[\]]*)\]\s*(.*)", re.DOTALL
)
_NEVER = (0, -1)


class Names(NamedTuple):
    """The rules that a waiver may name: id by id and by name, and those of this run."""

    known: Mapping[str, str]
    running: frozenset[str]
    locked: frozenset[str]

    def id_of(self, name: str) -> str | None:
        """Give the id that an id or a name means."""
        return self.known.get(name.upper()) or self.known.get(name.lower())


@dataclass(slots=True)
class Waiver:
    """One comment: its place, the lines it speaks of, its rules, and what is wrong with it.

    ``remarks`` become findings by the rules on waivers.
    """

    span: Span
    where: Place
    lines: tuple[int, int]
    rules: tuple[str, ...] = ()
    reason: str = ""
    remarks: list[Remark] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    pointer: str = ""


def read(source: SourceText, forms: Iterable[Form], names: Names) -> list[Waiver]:
    """Give the waivers in the comments of a YAML text, well written or not."""
    if "targetlint" not in source.text.lower() or source.places:
        return []
    from targetlint.readers.yaml_comments import all_comments  # noqa: PLC0415 - rarely needed

    blocks: dict[int, int] | None = None
    found = []
    for comment in all_comments(source):
        if _ADDRESSED.match(comment.text) is None:
            continue
        span = Span(comment.offset, comment.offset + len(comment.text.rstrip()))
        waiver = Waiver(span, place_of(source, span), (comment.line, comment.line))
        _parse(waiver, comment.text.rstrip(), names)
        if "ignore-file" in comment.text.partition("[")[0]:
            waiver.lines = (1, source.position(len(source.text)).line)
        elif comment.standalone:
            blocks = _blocks(source, forms) if blocks is None else blocks
            start = _next_line(source, comment.line)
            waiver.lines = (start, blocks[start]) if start in blocks else _NEVER
        found.append(waiver)
    return found


def _parse(waiver: Waiver, text: str, names: Names) -> None:
    match = _DIRECTIVE.fullmatch(text)
    listed = [name.strip() for name in match[2].split(",")] if match is not None else []
    if match is None or not any(listed):
        waiver.remarks.append(Remark("waiver-malformed", waiver.span, {"text": text}))
        return
    at = waiver.span.start + match.start(2)
    rules = []
    for name in filter(None, listed):
        rule = names.id_of(name)
        if rule is not None:
            rules.append(rule)
            continue
        start = at + match[2].index(name)
        values = {"rule": name, "text": text, "near": _nearest(name, names)}
        waiver.remarks.append(Remark("waiver-unknown-rule", Span(start, start + len(name)), values))
    if not match[3].strip():
        waiver.remarks.append(Remark("waiver-without-reason", waiver.span, {"text": text}))
        return
    waiver.rules, waiver.reason = tuple(dict.fromkeys(rules)), match[3].strip()


def _nearest(name: str, names: Names) -> str:
    from targetlint.shapes import near  # noqa: PLC0415 - only for the misspelt

    return near(name, list(names.known)) or "-"


def _next_line(source: SourceText, line: int) -> int:
    """Give the next line below that is neither blank nor a comment; 0 where there is none."""
    last = source.position(len(source.text)).line
    for number in range(line + 1, last + 1):
        bare = source.line(number).strip()
        if bare and not bare.startswith("#"):
            return number
    return 0


def _blocks(source: SourceText, forms: Iterable[Form]) -> dict[int, int]:
    """Map the first line of each row and field to its last; the outermost one counts."""
    blocks: dict[int, int] = {}
    for form in forms:
        for span in entries(form.node):
            first = source.position(span.start).line
            end = source.position(max(span.end, span.start))
            last = max(first, end.line - (end.column == 1))
            blocks[first] = max(blocks.get(first, 0), last)
    return blocks


def apply(
    findings: Iterable[Finding], waivers: list[Waiver], names: Names, *, honoured: bool, told: str
) -> list[Finding]:
    """Set aside what is waived; where waivers of authors do not count, tell of them instead.

    ``told`` is the wording beside a finding that is waived in vain, to be filled with the reason.
    """
    kept = []
    for finding in findings:
        waiver = _waiver_for(finding, waivers)
        if waiver is None or finding.suppressed is not None:
            kept.append(finding)
            continue
        waiver.used.add(finding.rule)
        if honoured and finding.rule not in names.locked:
            kept.append(finding._replace(suppressed=Suppression(BY, waiver.reason)))
        else:
            note = Related(
                waiver.where, finding.pointer, told.replace("{reason}", waiver.reason), finding.form
            )
            kept.append(finding._replace(related=(*finding.related, note)))
    return kept


def _waiver_for(finding: Finding, waivers: Iterable[Waiver]) -> Waiver | None:
    """Give the waiver that speaks of a finding, the one of fewest lines first."""
    where = finding.where
    found = [
        waiver
        for waiver in waivers
        if finding.rule in waiver.rules
        and waiver.lines[0] <= max(where.end_line, where.line)
        and where.line <= waiver.lines[1]
    ]
    return min(found, key=lambda one: one.lines[1] - one.lines[0], default=None)


def report_unused(waivers: Iterable[Waiver], names: Names, source: SourceText) -> None:
    """Remark on each rule that a waiver names and that found nothing there."""
    for waiver in waivers:
        idle = [rule for rule in waiver.rules if rule in names.running and rule not in waiver.used]
        if not idle:
            continue
        edits = _without(source, waiver, idle, names)
        values = {"rule": ", ".join(idle), "text": source.slice(waiver.span)}
        waiver.remarks.append(Remark("waiver-unused", waiver.span, values, edits))


def _without(
    source: SourceText, waiver: Waiver, idle: list[str], names: Names
) -> tuple[tuple[Span, str], ...]:
    """Take out the names that are not needed, or the comment where none is left."""
    text, span = source.text, waiver.span
    match = _DIRECTIVE.fullmatch(source.slice(span))
    if match is None:
        return ()
    listed = [name.strip() for name in match[2].split(",") if name.strip()]
    left = [name for name in listed if names.id_of(name) not in idle]
    if left:
        return ((Span(span.start + match.start(2), span.start + match.end(2)), ", ".join(left)),)
    start = span.start
    while start and text[start - 1] in " \t":
        start -= 1
    if start and text[start - 1] not in "\r\n":
        return ((Span(start, span.end), ""),)
    end = span.end
    while end < len(text) and text[end] in " \t":
        end += 1
    if text[end : end + 2] == "\r\n":
        end += 2
    elif end < len(text):
        end += 1
    return ((Span(start, end), ""),)
