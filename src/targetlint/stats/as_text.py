"""The portfolio for the terminal: tables that line up under Chinese text."""

from collections.abc import Iterator, Sequence

from targetlint.findings import RunInfo
from targetlint.phrases import say
from targetlint.reports.visible import cells, visible
from targetlint.stats.portfolio import Portfolio, notes
from targetlint.stats.tables import Table, Value, View, tables

_GAP = 2
_NARROWEST = 12
_MONEY = ("budget",)
# Of these the end says more than the beginning.
_PATHS = ("path", "like", "first")


def render(portfolio: Portfolio, view: View, run: RunInfo, width: int) -> Iterator[str]:
    """Give one table after the other."""
    lang = view.lang
    paths = say("report-comma", lang).join(visible(source.path) for source in portfolio.sources)
    yield f"{say('stats-title', lang)}\n{say('stats-of', lang, paths=paths)}\n"
    for table in tables(portfolio, view):
        if table.rows or table.note:
            yield f"\n{say(f'stats-table-{table.key}', lang)}\n"
            yield from _table(table, lang, width)
    yield "\n"
    for note in notes(portfolio, lang):
        yield f"{visible(note)}\n"
    yield f"{say('stats-note', lang)}\ntargetlint {run.version} · {run.rules_hash}\n"


def _table(table: Table, lang: str, width: int) -> Iterator[str]:
    if table.rows:
        heads = [say(f"stats-column-{column.key}", lang) for column in table.columns]
        keys = [column.key for column in table.columns]
        body = [list(map(shown, row, keys)) for row in table.rows]
        right = [
            all(isinstance(row[at], int | float | None) for row in table.rows)
            for at in range(len(heads))
        ]
        rows = [heads, *body] if table.key != "sums" else body
        widths = _widths(rows, right, width)
        for row in rows:
            pieces = [
                _fit(text, widths[at], right=right[at], from_end=keys[at] in _PATHS)
                for at, text in enumerate(row)
            ]
            yield f"  {(' ' * _GAP).join(pieces)}".rstrip() + "\n"
    if table.note:
        yield f"  {visible(table.note)}\n"
    if table.more:
        yield f"  {say('stats-more', lang, n=f'{table.more:,}')}\n"


def shown(value: Value, key: str) -> str:
    """Write a value of a column for a person."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, float) and key != "value":
        return f"{value:,.2f}" if key in _MONEY else f"{value:,.1f}"
    return f"{value:,}"


def _widths(rows: Sequence[Sequence[str]], right: Sequence[bool], width: int) -> list[int]:
    """Give each column what it needs; texts share what is missing, the longest first."""
    needed = [min(max(cells(row[at]) for row in rows), width) for at in range(len(rows[0]))]
    room = width - _GAP * len(needed)
    texts = [at for at, number in enumerate(right) if not number]
    while sum(needed) > room:
        longest = max(texts, key=lambda at: needed[at], default=None)
        if longest is None or needed[longest] <= _NARROWEST:
            break
        needed[longest] -= 1
    return needed


def _opening(text: str, most: int) -> str:
    """Give as much of a text from its beginning as fits into so many cells."""
    taken = 0
    for at, char in enumerate(text):
        taken += cells(char)
        if taken > most:
            return text[:at]
    return text


def _fit(text: str, width: int, *, right: bool, from_end: bool) -> str:
    """Cut or fill a text to so many cells."""
    if cells(text) > width:
        if from_end:
            text = f"…{_opening(text[::-1], width - 1)[::-1]}"
        else:
            text = f"{_opening(text, width - 1)}…"
    space = " " * (width - cells(text))
    return space + text if right else text + space
