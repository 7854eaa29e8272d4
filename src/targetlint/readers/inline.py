"""Labels and values that share a paragraph or a cell: ``项目名称：A    项目类别：B``."""

import re
from typing import NamedTuple

from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import scalar, trimmed

_GAP = re.compile(r"[ \t\u3000\xa0]{2,}")
_COLON = re.compile("[：:]")
_LONGEST = 40
_MOST = 400


class Inline(NamedTuple):
    """What a text says: pairs of label and value, and what is left over."""

    pairs: list[tuple[Scalar, Scalar]]
    loose: list[Scalar]


def _label_start(text: str, colon: int, begin: int) -> int | None:
    """Find where the label that ends at a colon begins, the longest known one."""
    line = max(text.rfind("\n", begin, colon) + 1, begin)
    first = max(line, colon - _LONGEST)
    for at in range(first, colon):
        boundary = at in (line, begin) or text[at - 1].isspace() or text[at - 1] in ")）"
        if boundary and not text[at].isspace() and cues.field_key(text[at:colon]) is not None:
            return at
    return None


def _found(text: str) -> list[tuple[int, int]]:
    """Find the labels of a text: where each begins and where its colon stands."""
    found: list[tuple[int, int]] = []
    begin = 0
    for colon in _COLON.finditer(text):
        at = _label_start(text, colon.start(), begin)
        if at is not None:
            found.append((at, colon.start()))
            begin = colon.end()
    return found


def inline(text: str, start: int) -> Inline | None:
    """Read the labels in a text that begins at an offset; None where it has none."""
    found = _found(text)
    if not found:
        return None
    pairs: list[tuple[Scalar, Scalar]] = []
    loose = [trimmed(text[: found[0][0]], start)] if text[: found[0][0]].strip() else []
    ends = [at for at, _ in found[1:]] + [len(text)]
    for (at, colon), end in zip(found, ends, strict=True):
        value = text[colon + 1 : end]
        parts = _parts(value)
        label = scalar(text[at : colon + 1], start + at)
        pairs.append((label, trimmed(parts[0][1], start + colon + 1 + parts[0][0])))
        for offset, part in parts[1:]:
            loose.append(trimmed(part, start + colon + 1 + offset))
    return Inline(pairs, [part for part in loose if part.text])


def _parts(value: str) -> list[tuple[int, str]]:
    """Split a short value of one line at wide gaps: what follows is another thing."""
    body = value.strip()
    if "\n" in body or not _GAP.search(body) or len(body) > 3 * _LONGEST:
        return [(0, value)]
    lead = value.find(body)
    parts, at = [], lead
    for gap in _GAP.finditer(value, lead, lead + len(body)):
        parts.append((at, value[at : gap.start()]))
        at = gap.end()
    return [*parts, (at, value[at:])]


def listed(value: Scalar) -> list[tuple[Scalar, Scalar]]:
    """Read amounts that share one cell, ``资金总额 80，其中：财政拨款 80``; all of it or nothing.

    A total may stand before a single amount.
    """
    if value.inner < 0 or not value.text or value.text[0].isdigit() or len(value.text) > _MOST:
        return []
    found: list[tuple[Scalar, Scalar]] = []
    begin = 0
    ends = [gap.span() for gap in cues.pattern("amounts", "between").finditer(value.text)]
    for end, after in [*ends, (len(value.text), len(value.text))]:
        match = cues.pattern("amounts", "one").fullmatch(value.text, *_bare(value.text, begin, end))
        name = match[1].strip() if match is not None else ""
        if match is None or not (cues.field_key(name) or name in cues.cue("totals")):
            return []
        parts = [scalar(match[n].strip(), value.inner + match.start(n)) for n in (1, 2)]
        found.append((parts[0], parts[1]))
        begin = after
    return found


def _bare(text: str, begin: int, end: int) -> tuple[int, int]:
    """Give a stretch of a text without the blanks around it."""
    piece = text[begin:end]
    return begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())


def unknown(text: str, start: int) -> tuple[Scalar, Scalar] | None:
    """Read ``label：value`` whose label nobody listed."""
    colon = _COLON.search(text)
    if colon is None or not cues.looks_like_label(text[: colon.start()]):
        return None
    if text.count("（", 0, colon.start()) > text.count("）", 0, colon.start()):
        return None  # 二、项目资金（单位：万元）
    if cues.pattern("notes").match(text):
        return None
    label = scalar(text[: colon.end()], start)
    return label, trimmed(text[colon.end() :], start + colon.end())
