"""The opinion as a workbook: the opinion itself on the first sheet, each of its tables on one."""

from collections.abc import Iterator, Sequence

from targetlint.phrases import say
from targetlint.reports import workbook
from targetlint.reports.workbook import Cell, Sheet
from targetlint.review.opinion import Opinion
from targetlint.review.parts import (
    Table,
    conclusion,
    items_table,
    met_table,
    open_table,
    questions_table,
    sources_table,
    waived_table,
)

_WIDTH = 130


def render(opinions: Sequence[Opinion]) -> Iterator[bytes]:
    """Give one workbook; the sheets of several forms are numbered."""
    sheets: list[Sheet] = []
    for number, opinion in enumerate(opinions, 1):
        tail = f" {number}" if len(opinions) > 1 else ""
        sheets.append(_front(opinion, tail))
        tables = {
            "findings": _findings(opinion),
            "sources": sources_table(opinion),
            "questions": questions_table(opinion),
            "met": met_table(opinion),
            "open": open_table(opinion),
            "waived": waived_table(opinion),
        }
        sheets += [
            _sheet(say(f"review-sheet-{key}", opinion.lang) + tail, table)
            for key, table in tables.items()
            if table.rows
        ]
    yield from workbook.write(sheets)


def _front(opinion: Opinion, tail: str) -> Sheet:
    lang = opinion.lang
    name = say("review-sheet-opinion", lang) + tail
    sheet = Sheet(name, [say("review-title", lang), ""], [18, 90])
    for label, value in opinion.facts:
        sheet.add([label, value])
    sheet.add(["", opinion.sum])
    for aspect in opinion.aspects:
        found = "\n".join(f"{item.number}. {item.subject}: {item.message}" for item in aspect.items)
        sheet.add([aspect.title, found or say("review-nothing", lang)])
    sheet.add([Cell(say("review-part-conclusion", lang), workbook.HEADING), Cell("", 1)])
    for label, value in conclusion(opinion):
        sheet.add([label, value])
    sheet.add(["", say("review-note", lang)])
    sheet.add(["", opinion.tool])
    return sheet


def _findings(opinion: Opinion) -> Table:
    """Give the findings of every aspect in one table, the aspect in front."""
    tables = [(aspect.title, items_table(aspect.items, opinion.lang)) for aspect in opinion.aspects]
    _, first = tables[0]
    rows = tuple((title, *row) for title, table in tables for row in table.rows)
    return Table(
        (say("review-column-aspect", opinion.lang), *first.headings), (9, *first.widths), rows
    )


def _sheet(name: str, table: Table) -> Sheet:
    sheet = Sheet(name, table.headings, [max(width * _WIDTH // 100, 6) for width in table.widths])
    for row in table.rows:
        sheet.add(row)
    return sheet
