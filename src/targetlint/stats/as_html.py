"""The portfolio as a page: one file, offline, without a script."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from targetlint import reports
from targetlint.findings import RunInfo
from targetlint.own import GENERATOR
from targetlint.phrases import say
from targetlint.reports.charts import Bar, bars, parts
from targetlint.reports.html import policy
from targetlint.reports.html import shown as safe
from targetlint.reports.visible import visible
from targetlint.reports.words import label
from targetlint.stats.as_text import shown
from targetlint.stats.portfolio import Portfolio, notes
from targetlint.stats.tables import Table, View, gravest, ordered, percent, ranked, tables

_TOP = 12
_HUNDRED = 100
_KINDS = ("yes", "conditional", "no")
Draw = Callable[[Sequence[Bar], str], str]


def render(portfolio: Portfolio, view: View, run: RunInfo, _width: int) -> Iterator[str]:
    """Give the page: charts, then every table."""
    lang = view.lang
    style = "".join(
        path.read_text("utf-8")
        for path in (
            Path(reports.__file__).with_name("page.css"),
            Path(__file__).with_name("stats.css"),
        )
    )
    title = safe(say("stats-title", lang))
    paths = say("report-comma", lang).join(visible(source.path) for source in portfolio.sources)
    yield (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        f'<meta charset="utf-8">\n{GENERATOR}\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(style)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        f'<p class="sums">{safe(say("stats-of", lang, paths=paths))}</p>\n'
    )
    yield from (f'<p class="sums">{safe(note)}</p>\n' for note in notes(portfolio, lang))
    yield '<div class="charts">\n'
    for key, draw, entries in _charts(portfolio, view):
        name = say(f"stats-chart-{key}", lang)
        yield f"<figure><figcaption>{safe(name)}</figcaption>{draw(entries, name)}</figure>\n"
    yield "</div>\n<main>\n"
    for table in tables(portfolio, view):
        if table.rows or table.note:
            yield from _table(table, lang)
    tool = f"targetlint {run.version} · {run.rules_hash}"
    yield f"</main>\n<footer><p>{safe(say('stats-note', lang))} {safe(tool)}</p></footer>\n"
    yield "</body>\n</html>\n"


def _table(table: Table, lang: str) -> Iterator[str]:
    yield f"<section><header><h2>{safe(say(f'stats-table-{table.key}', lang))}</h2></header>"
    if table.rows:
        heads = "".join(
            f'<th scope="col"{_look(table, at)}>{safe(say(f"stats-column-{key}", lang))}</th>'
            for at, (key, _) in enumerate(table.columns)
        )
        widest = sum(column.width for column in table.columns)
        widths = "".join(
            f'<col span="1" width="{100 * column.width / widest:.1f}%">' for column in table.columns
        )
        yield f"<table><colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead><tbody>\n"
        for row in table.rows:
            made = (
                f"<td>{safe(value)}</td>"
                if isinstance(value, str)
                else f'<td class="figure">{safe(shown(value, column.key))}</td>'
                for value, column in zip(row, table.columns, strict=True)
            )
            yield f"<tr>{''.join(made)}</tr>\n"
        yield "</tbody></table>"
    if table.note:
        yield f'<p class="more">{safe(table.note)}</p>'
    if table.more:
        yield f'<p class="more">{safe(say("stats-more", lang, n=f"{table.more:,}"))}</p>'
    yield "</section>\n"


def _look(table: Table, at: int) -> str:
    """Put the heading of figures above the figures."""
    return "" if isinstance(table.rows[0][at], str) else ' class="figure"'


def _charts(portfolio: Portfolio, view: View) -> Iterator[tuple[str, Draw, list[Bar]]]:
    """Choose what is worth a chart: nothing with fewer than two bars."""
    tally = portfolio.tally
    if tally.all.indicators:
        counts = tally.all.measurable
        yield (
            "measurable",
            parts,
            [Bar(label("measurable", kind, view.lang), counts[kind], kind) for kind in _KINDS],
        )
    bars_of = (
        ("category", _categories(portfolio, view.lang)),
        ("rule", _rules(portfolio, view)),
        ("department", _departments(portfolio, view.lang)),
        ("year", _years(portfolio)),
        ("clusters", _clusters(portfolio)),
    )
    for key, entries in bars_of:
        if len(entries) > 1:
            yield key, bars, entries


def _categories(portfolio: Portfolio, lang: str) -> list[Bar]:
    counts = sorted(
        portfolio.tally.categories.items(), key=lambda entry: (-entry[1].total(), entry[0])
    )
    return [
        Bar(say(f"category-{key}", lang), round(percent(kinds["yes"], kinds.total()) or 0), "yes")
        for key, kinds in counts
        if key
    ][:_TOP]


def _rules(portfolio: Portfolio, view: View) -> list[Bar]:
    return [
        Bar(
            f"{count.rule} {view.summaries.get(count.rule, count.name)}",
            count.findings,
            gravest(count.severities),
        )
        for count in ranked(portfolio.tally.rules.values())[:_TOP]
    ]


def _departments(portfolio: Portfolio, lang: str) -> list[Bar]:
    """Give the largest departments, by findings for a hundred forms."""
    largest = ordered("department", portfolio.tally.groups["department"])[:_TOP]
    made = [
        Bar(
            visible(name or say("stats-unnamed", lang)),
            round(_HUNDRED * group.findings / group.forms),
            "warning",
        )
        for name, group in largest
    ]
    return sorted(made, key=lambda entry: -entry.size)


def _years(portfolio: Portfolio) -> list[Bar]:
    return [
        Bar(year, round(percent(group.measurable["yes"], group.indicators) or 0), "yes")
        for year, group in sorted(portfolio.tally.groups["year"].items())
        if year
    ][-_TOP:]


def _clusters(portfolio: Portfolio) -> list[Bar]:
    return [
        Bar(f"{number}. {visible(cluster.members[0].project)}", len(cluster.members), "info")
        for number, cluster in enumerate(portfolio.copies.clusters[:_TOP], 1)
    ]
