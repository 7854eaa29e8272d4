"""Quick fixes: the mends of findings, a waiver, and everything that is safe at once."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from lsprotocol.types import (
    CodeAction,
    CodeActionContext,
    CodeActionKind,
    Diagnostic,
    Range,
    TextEdit,
    WorkspaceEdit,
)

from targetlint.findings import Finding, Fix, Unreadable
from targetlint.fixes import mend
from targetlint.lsp.diagnostics import live, unreadable_range
from targetlint.lsp.lines import Lines
from targetlint.lsp.spots import form_at
from targetlint.lsp.views import View, Watch
from targetlint.nodes import entries
from targetlint.phrases import say
from targetlint.source import Span

ALL = "source.fixAll.targetlint"
_SAFE = frozenset({"safe"})
_OFFERED = ("safe", "suggested")
_WAIVER = re.compile(r"^(\s*#\s*targetlint:\s*ignore\s*\[)([^\[\]]*)(\].*)$")


def actions(
    view: View, watch: Watch, uri: str, asked: Range, context: CodeActionContext
) -> list[CodeAction]:
    """Give what can be done about the findings of a range."""
    made: list[CodeAction] = []
    if view.report is None:
        return made
    if _wanted(CodeActionKind.QuickFix, context):
        for finding in live(view):
            if _touch(view.lines.of_place(finding.where), asked):
                made += _of_finding(finding, view, uri, context.diagnostics)
        for entry in view.report.unreadable:
            if _touch(unreadable_range(entry, view.lines), asked):
                made += _of_unreadable(entry, view, uri)
    if _wanted(ALL, context):
        made += _everything(view, watch, uri)
    return made


def _wanted(kind: str, context: CodeActionContext) -> bool:
    """Whether an editor asks for a kind of action, or for all of them."""
    only = context.only
    return not only or any(kind == one or kind.startswith(f"{one}.") for one in map(str, only))


def _touch(one: Range, other: Range) -> bool:
    def at(where: Range) -> tuple[tuple[int, int], tuple[int, int]]:
        return (where.start.line, where.start.character), (where.end.line, where.end.character)

    (start, end), (first, last) = at(one), at(other)
    return start <= last and first <= end


def _of_finding(
    finding: Finding, view: View, uri: str, shown: Iterable[Diagnostic]
) -> Iterator[CodeAction]:
    about = [
        one
        for one in shown
        if isinstance(one.data, dict) and one.data.get("fingerprint") == finding.fingerprint
    ] or None
    for fix in finding.fixes:
        if fix.edits and fix.kind in _OFFERED:
            yield _mend(fix, finding.rule, view, uri, about)
    edit = _waiver(finding, view)
    if edit is not None:
        yield CodeAction(
            title=say("lsp-act-waive", view.lang, rule=finding.rule),
            kind=CodeActionKind.QuickFix,
            diagnostics=about,
            edit=WorkspaceEdit(changes={uri: [edit]}),
        )


def _mend(fix: Fix, rule: str, view: View, uri: str, about: list[Diagnostic] | None) -> CodeAction:
    edits = [
        TextEdit(view.lines.range(Span(edit.start, edit.end)), edit.text) for edit in fix.edits
    ]
    return CodeAction(
        title=fix.title or say("lsp-act-fix", view.lang, rule=rule),
        kind=CodeActionKind.QuickFix,
        diagnostics=about,
        is_preferred=True if fix.kind == "safe" else None,
        edit=WorkspaceEdit(changes={uri: edits}),
    )


def _of_unreadable(entry: Unreadable, view: View, uri: str) -> Iterator[CodeAction]:
    for fix in entry.fixes:
        if fix.edits and fix.kind in _OFFERED:
            yield _mend(fix, "", view, uri, None)


def _everything(view: View, watch: Watch, uri: str) -> Iterator[CodeAction]:
    """Mend all that is safe, as the command does with ``--fix``."""
    fixes = [fix for finding in live(view) for fix in finding.fixes]
    if view.report is not None:
        fixes += [fix for entry in view.report.unreadable for fix in entry.fixes]
    if not any(fix.kind == "safe" and fix.edits for fix in fixes):
        return
    text = view.lines.text[view.lines.lead :]
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return
    done = mend(data, view.path, watch.recheck(view), _SAFE)
    if done.data == data:
        return
    edits = list(_difference(text, done.data.decode(), view.lines))
    yield CodeAction(
        title=say("lsp-act-all", view.lang),
        kind=ALL,
        edit=WorkspaceEdit(changes={uri: edits}),
    )


def _difference(before: str, after: str, lines: Lines) -> Iterator[TextEdit]:
    """Give the lines that differ as edits."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    offsets = [0]
    for line in old:
        offsets.append(offsets[-1] + len(line))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            where = lines.range(Span(offsets[start], offsets[end]))
            yield TextEdit(where, "".join(new[first:last]))


def _waiver(finding: Finding, view: View) -> TextEdit | None:
    """Write a waiver above what a finding is about, or add to the one that is there.

    The reason is left for the author: without one the waiver counts for nothing, and says so.
    """
    lines = view.lines
    number = _line_above(finding, view)
    if number is None:
        return None
    before = lines.line(number - 1) if number else ""
    match = _WAIVER.match(before)
    if match is not None:
        text = f"{match[1]}{match[2].rstrip()}, {finding.rule}{match[3]}"
        return TextEdit(Range(lines.at(number - 1, 0), lines.at(number - 1, len(before))), text)
    line = lines.line(number)
    indent = line[: len(line) - len(line.lstrip())]
    end = "\r\n" if "\r\n" in lines.text else "\n"
    text = f"{indent}# targetlint: ignore[{finding.rule}] {end}"
    return TextEdit(Range(lines.at(number, 0), lines.at(number, 0)), text)


def _line_above(finding: Finding, view: View) -> int | None:
    """Give the line, from 0, of the innermost entry that a finding stands in."""
    source = view.forms[0].source if view.forms else None
    if source is None or source.places or finding.where.place is not None:
        return None
    lines = view.lines
    where = finding.where
    offset = lines.offset(lines.at(where.line - 1, where.column - 1))
    form = form_at(view.forms, offset)
    if form is None:
        return None
    found = None
    for span in entries(form.node):
        first, last = lines.position(span.start).line, lines.position(span.end).line
        if first <= where.line - 1 <= last and (found is None or first >= found):
            found = first
    return found
