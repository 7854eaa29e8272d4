"""From findings to text: each format is one module, and one line here.

Only the format that is asked for is imported.
"""

from importlib import import_module

from targetlint.findings import Report, RunInfo
from targetlint.reports.writer import Options, Piece, Writer

FORMATS: dict[str, str] = {
    "full": "targetlint.reports.full:Full",
    "concise": "targetlint.reports.concise:Concise",
    "json": "targetlint.reports.json:Json",
    "github": "targetlint.reports.github:GitHub",
}


def writer(name: str, run: RunInfo, options: Options) -> Writer:
    """Give the writer of a format."""
    module, _, kind = FORMATS[name].partition(":")
    made = getattr(import_module(module), kind)(run, options)
    if not isinstance(made, Writer):
        raise TypeError(FORMATS[name])
    return made


def pieces(name: str, report: Report, options: Options | None = None) -> list[Piece]:
    """Write a whole report in a format."""
    making = writer(name, report.run, options or Options())
    made = [*making.begin()]
    for file in report.files:
        made += making.file(file)
    return [*made, *making.end()]


def render(name: str, report: Report, options: Options | None = None) -> str:
    """Give a whole report as one text."""
    return "".join(piece for piece in pieces(name, report, options) if isinstance(piece, str))
