"""Mends, applied to the bytes of a form.

What lies outside an edit keeps its bytes: encoding, mark, line ends, comments. A mend is taken
back where its result cannot be read, says something else elsewhere, or brings an error that was
not there. After each round the form is checked again, until nothing is left to mend.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from targetlint.findings import FileReport, Fix, Severity
from targetlint.nodes import Mapping, Node, Scalar
from targetlint.readers import read
from targetlint.readers.document import ReadError
from targetlint.readers.encoding import decode
from targetlint.source import SourceText

Check = Callable[[bytes], FileReport | None]

OVERLAP, UNREADABLE, ELSEWHERE, NEW_ERROR, CIRCLE, ENCODING, UNFINISHED = (
    "overlap", "unreadable", "elsewhere", "new-error", "circle", "encoding", "unfinished",
)  # fmt: skip
_ROUNDS = 20


class Mend(NamedTuple):
    """A fix with what it belongs to; ``rule`` is empty for an input that cannot be read."""

    rule: str
    pointer: str
    line: int
    fix: Fix

    @property
    def identity(self) -> tuple[str, str, tuple[str, ...]]:
        """What makes it the same mend after others have moved it."""
        return self.rule, self.pointer, tuple(edit.text for edit in self.fix.edits)

    @property
    def span(self) -> tuple[int, int]:
        """From its first to its last edit."""
        edits = self.fix.edits
        return min(edit.start for edit in edits), max(edit.end for edit in edits)


class Skipped(NamedTuple):
    """A mend that was not made, and why."""

    mend: Mend
    why: str


class Mended(NamedTuple):
    """What became of an input."""

    data: bytes
    applied: tuple[Mend, ...]
    skipped: tuple[Skipped, ...]


def mend(data: bytes, name: str, check: Check, kinds: frozenset[str]) -> Mended:
    """Apply the fixes of these kinds until none is left; the input is not touched."""
    applied: list[Mend] = []
    refused: dict[tuple[str, str, tuple[str, ...]], Skipped] = {}
    seen = {data}
    late: list[Skipped] = []
    for _ in range(_ROUNDS):
        report = check(data)
        offered = [one for one in _offered(report, kinds) if one.identity not in refused]
        if report is None or not offered:
            late = []
            break
        chosen, late = _side_by_side(offered)
        round_ = _Round(data, name, report, check)
        done = round_.all_of(chosen)
        refused |= {one.mend.identity: one for one in round_.skipped}
        if round_.data == data:
            break
        if round_.data in seen:
            late = [Skipped(one, CIRCLE) for one in done]
            break
        seen.add(round_.data)
        data = round_.data
        applied += done
    else:
        late = [Skipped(one, UNFINISHED) for one in _offered(check(data), kinds)]
    known = {one.mend.identity for one in refused.values()}
    rest = [one for one in late if one.mend.identity not in known]
    return Mended(data, tuple(applied), (*refused.values(), *rest))


def _offered(report: FileReport | None, kinds: frozenset[str]) -> list[Mend]:
    """Give the fixes of a report that may be applied, in the order of the text."""
    if report is None:
        return []
    found = [
        Mend(finding.rule, finding.pointer, finding.where.line, fix)
        for finding in report.findings
        if finding.suppressed is None and finding.where.place is None
        for fix in finding.fixes[:1]
    ]
    found += [
        Mend("", "", one.line or 1, fix) for one in report.unreadable for fix in one.fixes[:1]
    ]
    fitting = [one for one in found if one.fix.kind in kinds and one.fix.edits]
    return sorted(fitting, key=lambda one: (one.span, one.rule))


def _side_by_side(offered: list[Mend]) -> tuple[list[Mend], list[Skipped]]:
    """Part mends that can be made together from those that reach into one made before them."""
    chosen: list[Mend] = []
    late: list[Skipped] = []
    for one in offered:
        if any(_same(one, other) for other in chosen):
            continue
        if any(_overlap(one, other) for other in chosen):
            late.append(Skipped(one, OVERLAP))
        else:
            chosen.append(one)
    return chosen, late


def _same(one: Mend, other: Mend) -> bool:
    return [edit[:3] for edit in one.fix.edits] == [edit[:3] for edit in other.fix.edits]


def _overlap(one: Mend, other: Mend) -> bool:
    """Whether two mends touch the same text; two that put something in one place do, too."""
    return any(
        (a.start < b.end and b.start < a.end) or a.start == b.start
        for a in one.fix.edits
        for b in other.fix.edits
    )


class _Round:
    """One pass over an input: mends made together, in halves where they do not all hold."""

    def __init__(self, data: bytes, name: str, report: FileReport, check: Check) -> None:
        self.data = self._before = data
        self.skipped: list[Skipped] = []
        self._name = name
        self._report = report
        self._check = check

    def all_of(self, mends: list[Mend], done: list[Mend] | None = None) -> list[Mend]:
        """Make mends on top of those done; halve them where they fail. Gives those that held."""
        held = done or []
        changed, why = self._tried(self._before, self._report, [*held, *mends])
        if not why:
            self.data = changed
            return [*held, *mends]
        if len(mends) == 1:
            self.skipped.append(Skipped(mends[0], why))
            return held
        half = len(mends) // 2
        return self.all_of(mends[half:], self.all_of(mends[:half], held))

    def _tried(self, data: bytes, report: FileReport, mends: list[Mend]) -> tuple[bytes, str]:
        """Give the changed input and why it cannot stand; empty where it can."""
        edits = sorted({edit[:3] for one in mends for edit in one.fix.edits})
        changed = edited(data, self._name, edits)
        if changed is None:
            return data, ENCODING
        if report.unreadable:
            return changed, self._worse_input(data, changed, report)
        after = self._check(changed)
        if after is None or after.unreadable:
            return data, UNREADABLE
        if not says_the_same(data, changed, self._name, edits):
            return data, ELSEWHERE
        return changed, NEW_ERROR if _new_errors(report, after) else ""

    def _worse_input(self, data: bytes, changed: bytes, report: FileReport) -> str:
        """An input that could not be read must be read now, or stop at a later place."""
        after = self._check(changed)
        if after is None or changed == data:
            return UNREADABLE
        if not after.unreadable:
            return ""
        was, is_ = report.unreadable[0], after.unreadable[0]
        moved = (is_.line or 0, is_.column or 0) > (was.line or 0, was.column or 0)
        return "" if moved or is_.message != was.message else UNREADABLE


def _new_errors(before: FileReport, after: FileReport) -> bool:
    """Whether an error stands where there was none of its rule."""

    def errors(report: FileReport) -> set[tuple[str, int, str]]:
        return {
            (finding.rule, finding.form, finding.pointer)
            for finding in report.findings
            if finding.severity is Severity.ERROR and finding.suppressed is None
        }

    return bool(errors(after) - errors(before))


def edited(data: bytes, name: str, edits: Iterable[tuple[int, int, str]]) -> bytes | None:
    """Replace stretches of a text, counted in characters; None where its bytes cannot be kept."""
    source, mark, codec = _text_of(data, name)
    if source is None:
        return None
    text, at = source.text, 0
    pieces: list[str] = []
    for start, end, new in sorted(edits):
        pieces += [text[at:start], new]
        at = end
    pieces.append(text[at:])
    try:
        if mark + text.encode(codec) != data:
            return None
        return mark + "".join(pieces).encode(codec)
    except UnicodeEncodeError:
        return None


_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def _text_of(data: bytes, name: str) -> tuple[SourceText | None, bytes, str]:
    """Decode an input as its reader does; give its byte order mark and the codec without one."""
    try:
        source, _ = decode(data, name)
    except ReadError:
        return None, b"", ""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return source, mark, codec
    return source, b"", source.encoding


def says_the_same(
    before: bytes, after: bytes, name: str, edits: Iterable[tuple[int, int, str]]
) -> bool:
    """Whether an input says the same outside of the edits: the same keys and values, in order."""
    old, new = sorted(edits), []
    shift = 0
    for start, end, text in old:
        new.append((start + shift, start + shift + len(text)))
        shift += len(text) - (end - start)
    try:
        return _told(before, name, [(start, end) for start, end, _ in old]) == _told(
            after, name, new
        )
    except ReadError:
        return False


# What a node says: text, or what its parts say; None where nothing of it is left.
Said = str | tuple["Said", ...] | None


def _told(data: bytes, name: str, touched: list[tuple[int, int]]) -> list[Said]:
    """Give what an input says outside of some stretches."""
    return [said for node in read(data, name).nodes if (said := _said(node, touched)) is not None]


def _said(node: Node, touched: list[tuple[int, int]]) -> Said:
    if isinstance(node, Scalar):
        start, end = node.span
        apart = all(end < begin or stop < start for begin, stop in touched)
        return node.text if apart else None
    parts: Iterable[Said]
    if isinstance(node, Mapping):
        parts = [
            _together(_said(key, touched), _said(value, touched)) for key, value in node.entries
        ]
    else:
        parts = [_said(item, touched) for item in node.items]
    return _together(*parts)


def _together(*parts: Said) -> Said:
    return tuple(part for part in parts if part is not None) or None


def difference(path: str, before: bytes, after: bytes) -> str:
    """Show what changed, as a unified diff."""
    from difflib import unified_diff  # noqa: PLC0415 - only on request

    old, new = (_lines(_text_of(data, path)[0]) for data in (before, after))
    shown = path.replace("\\", "/")
    pieces = []
    for line in unified_diff(old, new, f"a/{shown}", f"b/{shown}"):
        pieces.append(line)
        if not line.endswith("\n"):
            pieces.append("\n\\ No newline at end of file\n")
    return "".join(pieces)


def _lines(source: SourceText | None) -> list[str]:
    return (
        []
        if source is None
        else [f"{line}\n" for line in source.text.split("\n")][:-1]
        + ([source.text.rpartition("\n")[2]] if not source.text.endswith("\n") else [])
    )
