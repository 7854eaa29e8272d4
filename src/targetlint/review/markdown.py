"""The opinion as Markdown."""

from collections.abc import Iterator, Sequence

from targetlint.phrases import say
from targetlint.reports.markdown import escape
from targetlint.review.opinion import Opinion
from targetlint.review.parts import Table, conclusion, parts


def render(opinions: Sequence[Opinion]) -> Iterator[str]:
    """Give one opinion after the other."""
    for number, opinion in enumerate(opinions):
        yield "\n---\n\n" if number else ""
        yield from _opinion(opinion)


def _opinion(opinion: Opinion) -> Iterator[str]:
    lang = opinion.lang
    yield f"# {say('review-title', lang)}\n\n> {say('review-note', lang)}\n\n"
    for name, value in opinion.facts:
        if value:
            yield f"- **{name}** {escape(value)}\n"
    yield f"\n{escape(opinion.sum)}\n"
    for part in parts(opinion):
        yield f"\n{'#' * (part.level + 1)} {part.heading}\n"
        if part.text:
            yield f"\n{escape(part.text)}\n"
        if part.table is not None:
            yield from _table(part.table)
    yield f"\n## {say('review-part-conclusion', lang)}\n\n"
    for name, value in conclusion(opinion):
        yield f"- **{name}** {value.strip()}\n"
    yield f"\n*{escape(opinion.tool)}*\n"


def _table(table: Table) -> Iterator[str]:
    yield f"\n| {' | '.join(table.headings)} |\n|{' --- |' * len(table.headings)}\n"
    for row in table.rows:
        yield f"| {' | '.join(map(escape, row))} |\n"
