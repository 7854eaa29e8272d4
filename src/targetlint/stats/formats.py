"""The formats of the portfolio: one line each."""

from collections.abc import Callable, Iterable
from importlib import import_module
from typing import NamedTuple

from targetlint.findings import RunInfo
from targetlint.reports.writer import Piece
from targetlint.stats.portfolio import Portfolio
from targetlint.stats.tables import View


class Format(NamedTuple):
    """A format: where it is written, and whether it needs a file."""

    module: str
    binary: bool = False


FORMATS: dict[str, Format] = {
    "text": Format("targetlint.stats.as_text"),
    "json": Format("targetlint.stats.as_json"),
    "html": Format("targetlint.stats.as_html"),
    "xlsx": Format("targetlint.stats.as_xlsx", binary=True),
}

Render = Callable[[Portfolio, View, RunInfo, int], Iterable[Piece]]


def render(
    name: str, portfolio: Portfolio, view: View, run: RunInfo, width: int = 100
) -> Iterable[Piece]:
    """Give the portfolio in a format; ``width`` is that of the terminal."""
    made: Render = import_module(FORMATS[name].module).render
    return made(portfolio, view, run, width)
