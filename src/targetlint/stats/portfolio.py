"""The portfolio: files added up, copies found, and what could not be told."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from targetlint.phrases import say
from targetlint.reports.errors import ReportError
from targetlint.stats.facts import FileFacts, Source
from targetlint.stats.pile import Copies, Pile
from targetlint.stats.tally import Tally


class Portfolio(NamedTuple):
    """What many forms add up to. ``missing`` is the package without which copies are not found."""

    sources: tuple[Source, ...]
    tally: Tally
    copies: Copies
    missing: str = ""

    @property
    def untold(self) -> int:
        """How many forms came without their text."""
        return self.tally.all.forms - self.copies.compared


def add_up(
    files: Iterable[FileFacts], sources: Iterable[Source], settings: dict[str, Any]
) -> Portfolio:
    """Add files up, one after the other, and look for copies among their forms."""
    missing = ""
    try:
        pile = Pile(settings)
    except ReportError as error:
        missing = str(error.values["package"])
        pile = Pile(settings, search=False)
    tally = Tally()
    for file in files:
        tally.add(file)
        for form in file.forms:
            pile.add(form)
    return Portfolio(tuple(sources), tally, pile.copies(), missing)


def notes(portfolio: Portfolio, lang: str) -> list[str]:
    """Say what cannot be told, and why."""
    tally = portfolio.tally
    told: list[str] = []
    told += [
        say("stats-note-run", lang, path=source.path, run=source.detail)
        for source in portfolio.sources
        if source.detail
    ]
    if portfolio.untold:
        key = "stats-note-some-text" if portfolio.copies.compared else "stats-note-no-text"
        told.append(say(key, lang, n=f"{portfolio.untold:,}"))
    if portfolio.missing and portfolio.copies.compared:
        told.append(say("stats-note-missing", lang, package=portfolio.missing))
    unknown = tally.all.forms - tally.all.budgeted - portfolio.untold
    if unknown and portfolio.copies.compared:
        told.append(say("stats-note-budget", lang, n=f"{unknown:,}"))
    if tally.unreadable:
        told.append(say("stats-note-unreadable", lang, n=f"{tally.unreadable:,}"))
    return told
