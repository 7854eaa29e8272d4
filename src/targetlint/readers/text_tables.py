"""Small tables in a text layer: amounts under headings, values under labels."""

from targetlint.forms.labels import plain_label
from targetlint.readers import cues
from targetlint.readers.amounts import amount_row, is_amount
from targetlint.readers.canvas import joined
from targetlint.readers.draft import Draft
from targetlint.readers.lines import Line, Word
from targetlint.readers.tables import Cell, Row
from targetlint.source import Span

_HEADS = 3


def amounts(lines: list[Line], at: int, draft: Draft) -> int:
    """Read amounts by source and phase; give the number of the next line, 0 if there are none."""
    heads: list[Word] = []
    words = lines[at].labelled
    for word in reversed(words):
        if not is_amount(word.text):
            break
        heads.insert(0, word)
    if len(heads) == len(words) and len(heads) > _HEADS:
        heads = heads[1:] if cues.money_unit_of(heads[0].text) else heads
    if len(heads) < _HEADS:
        return 0
    unit = next((u for word in words if (u := cues.money_unit_of(word.text))), draft.unit)
    columns = [_cell(word, number) for number, word in enumerate(heads, 1)]
    end = at + 1
    while end < len(lines):
        row = lines[end].labelled
        if not is_amount(row[0].text) or any(is_amount(word.text) for word in row[1:]):
            break
        cells = [_cell(word, number) for number, word in enumerate(row[1 : len(heads) + 1], 1)]
        amount_row(_cell(row[0], 0), columns, Row(1, 0, cells), unit, draft)
        end += 1
    return end if end > at + 1 else 0


def _cell(word: Word, column: int) -> Cell:
    span = Span(word.start, word.start + len(word.text))
    return Cell(word.text, span, column, column + 1)


def values_below(lines: list[Line], at: int, draft: Draft) -> int:
    """Read a line of labels and the values under it; 0 where there is no such line."""
    names = lines[at].labelled
    if len(names) < 2 or at + 1 >= len(lines):  # noqa: PLR2004 - side by side
        return 0
    if not all(_is_label(word) for word in names):
        return 0
    if len(names) > 2 and cues.group_key(names[0].text):  # noqa: PLR2004 - group and two labels
        names = names[1:]
    elif len(names) > 2:  # noqa: PLR2004 - as above
        first, second = (cues.field_key(word.text) for word in names[:2])
        names = names[1:] if first == second else names
    values = lines[at + 1].words
    if _is_label(values[0]):
        return 0
    groups = _dealt(values, len(names))
    for name, words in zip(names, groups, strict=True):
        parts = [word.scalar for word in words]
        value = joined(parts, [_gap(a, b) for a, b in zip([None, *words], words, strict=False)])
        draft.add(name.scalar, value)
    return at + 2


def _is_label(word: Word) -> bool:
    bare = plain_label(word.text)[0]
    return cues.field_key(word.text) is not None and len(bare) >= _HEADS


def _dealt(values: list[Word], count: int) -> list[list[Word]]:
    """Deal values out to labels: one each, or where the numbering begins again."""
    if len(values) == count:
        return [[word] for word in values]
    begin = values[0].text[:3]
    starts = [number for number, word in enumerate(values) if word.text.startswith(begin)]
    if len(starts) == count:
        stops = [*starts[1:], len(values)]
        return [values[start:stop] for start, stop in zip(starts, stops, strict=True)]
    return [values] + [[Word("", values[-1].start + len(values[-1].text))]] * (count - 1)


def _gap(before: Word | None, after: Word) -> str:
    item = cues.pattern("wrapped", "item").match(after.text)
    return "" if before is None else "\n" if item else " "
