"""From findings to text: each format is one module, and one line here.

Only the format that is asked for is imported.
"""

from importlib import import_module

from targetlint.findings import Report, RunInfo
from targetlint.reports.writer import Options, Piece, Writer

FORMATS: dict[str, str] = {
    "full": "targetlint.reports.full:Full",
    "concise": "targetlint.reports.concise:Concise",
    "grouped": "targetlint.reports.grouped:Grouped",
    "json": "targetlint.reports.json:Json",
    "jsonl": "targetlint.reports.jsonl:JsonLines",
    "sarif": "targetlint.reports.sarif:Sarif",
    "github": "targetlint.reports.github:GitHub",
    "github-summary": "targetlint.reports.step_summary:StepSummary",
    "gitlab": "targetlint.reports.gitlab:GitLab",
    "junit": "targetlint.reports.junit:JUnit",
    "xunit": "targetlint.reports.junit:XUnit",
    "checkstyle": "targetlint.reports.checkstyle:Checkstyle",
    "azure": "targetlint.reports.azure:Azure",
    "teamcity": "targetlint.reports.teamcity:TeamCity",
    "rdjsonl": "targetlint.reports.rdjsonl:ReviewDog",
    "markdown": "targetlint.reports.markdown:Markdown",
    "html": "targetlint.reports.html:Html",
    "csv": "targetlint.reports.csv:Csv",
    "xlsx": "targetlint.reports.xlsx:Xlsx",
    "sqlite": "targetlint.reports.sqlite:Sqlite",
}


def writer_for(name: str, run: RunInfo, options: Options) -> Writer:
    """Give the writer of a format."""
    module, _, kind = FORMATS[name].partition(":")
    made = getattr(import_module(module), kind)(run, options)
    if not isinstance(made, Writer):
        raise TypeError(FORMATS[name])
    return made


def pieces(name: str, report: Report, options: Options | None = None) -> list[Piece]:
    """Write a whole report in a format."""
    making = writer_for(name, report.run, options or Options())
    made = [*making.begin()]
    for file in report.files:
        made += making.file(file)
    return [*made, *making.end()]


def render(name: str, report: Report, options: Options | None = None) -> str:
    """Give a whole report as one text."""
    return "".join(piece for piece in pieces(name, report, options) if isinstance(piece, str))
