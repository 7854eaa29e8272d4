"""An opinion as headings and tables, the same for every format that writes it."""

from collections.abc import Iterator
from typing import NamedTuple

from targetlint.phrases import say
from targetlint.review.opinion import Item, Opinion

_NUMERALS = {"zh": "一二三四五六七八九", "en": "123456789"}
_ITEM = ("number", "subject", "place", "message", "requirement", "advice", "severity")


class Table(NamedTuple):
    """A table: its headings, the share of the width of each column, and its rows."""

    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


class Part(NamedTuple):
    """A heading of some level (1 or 2), a sentence below it, and a table; both may be missing."""

    key: str
    level: int
    heading: str
    text: str = ""
    table: Table | None = None


def parts(opinion: Opinion) -> Iterator[Part]:
    """Go through the parts of an opinion in order, the conclusion excepted."""
    lang = opinion.lang
    yield Part("findings", 1, say("review-part-findings", lang))
    for aspect, numeral in zip(opinion.aspects, _NUMERALS[lang], strict=False):
        heading = say("review-aspect", lang, n=numeral, title=aspect.title)
        if aspect.items:
            yield Part("findings", 2, heading, aspect.asks, items_table(aspect.items, lang))
        else:
            nothing = say("review-nothing", lang)
            yield Part("findings", 2, heading, f"{aspect.asks}\n{nothing}")
    if opinion.sources:
        yield Part("findings", 2, say("review-sources", lang), "", sources_table(opinion))
    yield _part("questions", opinion, questions_table(opinion))
    yield _part("met", opinion, met_table(opinion))
    yield _part("open", opinion, open_table(opinion))
    yield _part("waived", opinion, waived_table(opinion))


def _part(key: str, opinion: Opinion, table: Table) -> Part:
    heading = say(f"review-part-{key}", opinion.lang)
    if table.rows:
        return Part(key, 1, heading, "", table)
    return Part(key, 1, heading, say("review-none", opinion.lang))


def _headings(names: tuple[str, ...], lang: str) -> tuple[str, ...]:
    return tuple(say(f"review-column-{name}", lang) for name in names)


def items_table(items: tuple[Item, ...], lang: str) -> Table:
    """Give the findings of an aspect."""
    rows = tuple(
        (
            str(item.number),
            item.subject,
            item.place,
            f"{item.message} [{item.rule}]",
            item.requirement,
            item.advice,
            item.severity,
        )
        for item in items
    )
    return Table(_headings(_ITEM, lang), (5, 17, 9, 24, 22, 17, 6), rows)


def sources_table(opinion: Opinion) -> Table:
    """Give the regulations that the requirements point to."""
    rows = tuple((str(number), source) for number, source in enumerate(opinion.sources, 1))
    return Table(_headings(("number", "source"), opinion.lang), (5, 95), rows)


def questions_table(opinion: Opinion) -> Table:
    """Give the questions, with room for the answers."""
    rows = tuple(
        (
            str(question.number),
            question.aspect,
            " ".join(filter(None, (question.subject, question.place))),
            question.question,
            "",
        )
        for question in opinion.questions
    )
    names = ("number", "aspect", "subject", "question", "answer")
    return Table(_headings(names, opinion.lang), (5, 9, 21, 40, 25), rows)


def met_table(opinion: Opinion) -> Table:
    """Give the faults that were looked for and not found, a row for each aspect."""
    joint = say("report-semicolon", opinion.lang)
    rows = tuple((aspect.title, joint.join(aspect.met)) for aspect in opinion.aspects if aspect.met)
    return Table(_headings(("aspect", "met"), opinion.lang), (15, 85), rows)


def open_table(opinion: Opinion) -> Table:
    """Give what could not be checked."""
    names = ("requirement-open", "reason")
    return Table(_headings(names, opinion.lang), (60, 40), tuple(map(tuple, opinion.open)))


def waived_table(opinion: Opinion) -> Table:
    """Give what is set aside, with the reasons."""
    rows = tuple(
        (str(item.number), item.subject, item.place, f"{item.message} [{item.rule}]", item.reason)
        for item in opinion.waived
    )
    names = ("number", "subject", "place", "message", "waiver")
    return Table(_headings(names, opinion.lang), (5, 25, 12, 33, 25), rows)


def conclusion(opinion: Opinion) -> tuple[tuple[str, str], ...]:
    """Give the lines that the reviewer fills in."""
    lang = opinion.lang
    return (
        (say("review-conclusion", lang), say("review-choices", lang)),
        (say("review-opinion", lang), "\n\n\n"),
        (say("review-reviewer", lang), ""),
        (say("review-signed", lang), ""),
    )
