"""From a hit to a finding: its place, its words, its fingerprint."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from targetlint.checks.check import Hit, Other
from targetlint.findings import Edit, Finding, Fix, Outcome, Place, Related, Row, Severity
from targetlint.fingerprints import fingerprint
from targetlint.forms.model import Form, Indicator
from targetlint.phrases import fill
from targetlint.rowplan import Planned
from targetlint.rulebook import Rule
from targetlint.source import SourceText, Span

_SHOWN_LINES = 3
_SHOWN_VALUE = 60


class Seen(NamedTuple):
    """A hit with the rule that it belongs to and the row it is about."""

    planned: Planned
    hit: Hit
    form: Form
    row: Indicator | None
    subject_pointer: str


def shortened(text: str, longest: int = _SHOWN_VALUE) -> str:
    """Give a text on one line, cut in the middle where it is long."""
    flat = text if text.isprintable() and "  " not in text else " ".join(text.split())
    if len(flat) <= longest:
        return flat
    half = longest // 2
    return f"{flat[:half]}…{flat[-half + 1 :]}"


def place_of(source: SourceText, span: Span) -> Place:
    """Resolve a span to lines, columns and the human place."""
    line, column = source.position(span.start)
    first = source.line(line)
    human = source.place(span.start) if source.places else None
    length = span.end - span.start
    if column + length <= len(first) + 1:
        return Place(line, column, line, column + max(length, 0), human, (first,))
    end_line, end_column = source.position(span.end)
    last = min(end_line, line + _SHOWN_LINES - 1)
    lines = tuple(source.line(number) for number in range(line, last + 1))
    return Place(line, column, end_line, end_column, human, lines)


def fix_of(source: SourceText, kind: str, title: str, edits: Iterable[tuple[Span, str]]) -> Fix:
    """Resolve edits to a fix."""
    made = tuple(
        Edit(span.start, span.end, text, place_of(source, span)._replace(lines=()))
        for span, text in edits
    )
    return Fix(kind, title, made)


def finding_of(entry: Seen, path: str, lang: str, ordinals: Counter[str]) -> Finding:
    """Make the finding of a hit, in a language; ``ordinals`` tells like ones of a file apart."""
    planned, hit, form, row, subject_pointer = entry
    rule = planned.rule
    variant = rule.variants.get(hit.variant)
    message, advice = rule.message, rule.advice
    severity = planned.severity
    outcome = rule.outcome
    if variant is not None:
        message, advice = variant.message or message, variant.advice or advice
        outcome = variant.outcome or outcome
        if variant.severity is not None and not planned.fixed:
            severity = Severity(variant.severity)
    values = {key: shortened(value) for key, value in hit.values.items()}
    pointer = hit.pointer or subject_pointer
    source = form.source
    found = hit.found
    if found is None and row is not None:
        found = row.target
    fixes: tuple[Fix, ...] = ()
    if hit.edits and rule.fix and not source.places:
        title = fill(rule.notes["fix"][lang], values) if "fix" in rule.notes else ""
        fixes = (fix_of(source, rule.fix, title, hit.edits),)
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=severity,
        outcome=Outcome(outcome),
        path=path,
        form=form.number,
        pointer=pointer,
        row=Row(row.level1, row.level2, row.name) if row is not None else None,
        where=place_of(source, hit.span),
        message=fill(message[lang], values),
        advice=fill(advice.get(lang, ""), values),
        found=found,
        expected=hit.expected,
        source=rule.source.get(lang, ""),
        related=tuple(_related(other, rule, form, lang, values) for other in hit.others),
        fixes=fixes,
        suppressed=None,
        fingerprint=fingerprint(rule.id, form, row, pointer, found or "", hit.variant, ordinals),
    )


def _related(other: Other, rule: Rule, form: Form, lang: str, values: dict[str, str]) -> Related:
    words = rule.notes.get(other.note, {}).get(lang, "")
    source = (other.of or form).source
    number = (other.of or form).number
    return Related(place_of(source, other.span), other.pointer, fill(words, values), number)
