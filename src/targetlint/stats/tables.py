"""The portfolio as tables, the same for every format for people."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from targetlint.findings import Severity
from targetlint.phrases import say
from targetlint.reports.words import label
from targetlint.stats.pile import Cluster
from targetlint.stats.portfolio import Portfolio
from targetlint.stats.tally import GROUPS, Group, RuleCount

BY = (*GROUPS, "rule", "category")
Value = str | int | float | None
_WAN = 10_000


class Column(NamedTuple):
    """A column: the key of its heading and its width in a spreadsheet."""

    key: str
    width: int


class Table(NamedTuple):
    """A table; ``more`` counts the rows that were left out, ``note`` stands below it."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    more: int = 0
    note: str = ""


class View(NamedTuple):
    """What somebody wants to see: language, groupings, how much, and what rules say."""

    lang: str
    by: tuple[str, ...]
    top: int
    members: int
    summaries: Mapping[str, str]


def percent(part: int, whole: int) -> float | None:
    """Give a share in percent with one decimal; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def tables(portfolio: Portfolio, view: View) -> Iterator[Table]:
    """Go through the tables in the order in which they are read."""
    yield _sums(portfolio, view.lang)
    for key in BY:
        if key in view.by:
            yield _cut(_grouped(key, portfolio, view), view.top)
    if portfolio.copies.compared:
        yield _clusters(portfolio, view)
        yield _members(portfolio, view)
        yield _cut(_recurring(portfolio), view.top)


def _cut(table: Table, top: int) -> Table:
    if not top or len(table.rows) <= top:
        return table
    return table._replace(rows=table.rows[:top], more=len(table.rows) - top)


def _sums(portfolio: Portfolio, lang: str) -> Table:
    tally, whole = portfolio.tally, portfolio.tally.all
    pairs: list[tuple[str, Value]] = [
        ("files", tally.files),
        ("forms", whole.forms),
        ("indicators", whole.indicators),
        ("measurable", percent(whole.measurable["yes"], whole.indicators)),
        *((severity.value, whole.severities[severity.value]) for severity in Severity),
        ("findings-per-form", _mean(whole)),
        ("waived", tally.waived),
    ]
    if whole.budgeted:
        pairs += [("budget", _money(whole)), ("budgeted", whole.budgeted)]
    rows = tuple((say(f"stats-column-{key}", lang), value) for key, value in pairs)
    return Table("sums", (Column("what", 30), Column("value", 18)), rows)


def _grouped(key: str, portfolio: Portfolio, view: View) -> Table:
    if key == "rule":
        return _rules(portfolio, view)
    if key == "category":
        return _categories(portfolio, view.lang)
    return _groups(key, portfolio, view.lang)


def ordered(key: str, groups: Mapping[str, Group]) -> list[tuple[str, Group]]:
    """Give groups with the most forms first; years in their order."""
    if key == "year":
        return sorted(groups.items())
    return sorted(groups.items(), key=lambda entry: (-entry[1].forms, entry[0]))


def _groups(key: str, portfolio: Portfolio, lang: str) -> Table:
    budgeted = bool(portfolio.tally.all.budgeted)
    money = (Column("budget", 14), Column("budgeted", 12)) if budgeted else ()
    columns = (
        Column(key, 34),
        Column("forms", 8),
        *money,
        Column("indicators", 9),
        Column("measurable", 13),
        *(Column(severity.value, 9) for severity in Severity),
        Column("per-form", 11),
    )
    rows = []
    for name, group in ordered(key, portfolio.tally.groups[key]):
        known = (_money(group), group.budgeted) if budgeted else ()
        rows.append(
            (
                name or say("stats-unnamed", lang),
                group.forms,
                *known,
                group.indicators,
                percent(group.measurable["yes"], group.indicators),
                *(group.severities[severity.value] for severity in Severity),
                _mean(group),
            )
        )
    return Table(key, columns, tuple(rows))


def _mean(group: Group) -> float | None:
    return round(group.findings / group.forms, 1) if group.forms else None


def _money(group: Group) -> float | None:
    return float(round(group.budget / _WAN, 2)) if group.budgeted else None


def _categories(portfolio: Portfolio, lang: str) -> Table:
    columns = (
        Column("category", 26),
        Column("indicators", 9),
        *(Column(f"measurable-{key}", 10) for key in ("yes", "conditional", "no")),
        Column("measurable", 13),
    )
    counts = sorted(
        portfolio.tally.categories.items(), key=lambda entry: (-entry[1].total(), entry[0])
    )
    rows = tuple(
        (
            say(f"category-{key}", lang) if key else say("stats-unnamed", lang),
            count.total(),
            *(count[kind] for kind in ("yes", "conditional", "no")),
            percent(count["yes"], count.total()),
        )
        for key, count in counts
    )
    return Table("category", columns, rows)


def ranked(rules: Iterable[RuleCount]) -> list[RuleCount]:
    """Give rules with the most findings first."""
    return sorted(rules, key=lambda count: (-count.findings, count.rule))


def gravest(severities: Counter[str]) -> str:
    """Give the severity that a rule had most often, the graver one of two."""
    return max(Severity, key=lambda severity: (severities[severity.value], -severity.rank)).value


def _rules(portfolio: Portfolio, view: View) -> Table:
    columns = (
        Column("rule", 8),
        Column("severity", 9),
        Column("summary", 48),
        Column("findings", 9),
        Column("in-forms", 9),
        Column("share", 12),
    )
    forms = portfolio.tally.all.forms
    rows = tuple(
        (
            count.rule,
            label("severity", gravest(count.severities), view.lang),
            view.summaries.get(count.rule, count.name),
            count.findings,
            count.forms,
            percent(count.forms, forms),
        )
        for count in ranked(portfolio.tally.rules.values())
    )
    return Table("rule", columns, rows)


def years(cluster: Cluster) -> str:
    """Give the years of a group of forms, the first and the last."""
    known = sorted({member.year for member in cluster.members if member.year})
    return "–".join(dict.fromkeys((known[0], known[-1]))) if known else ""


def _clusters(portfolio: Portfolio, view: View) -> Table:
    columns = (
        Column("group", 8),
        Column("kind", 12),
        Column("forms", 8),
        Column("departments", 12),
        Column("years", 12),
        Column("least", 14),
        Column("project", 40),
    )
    rows = tuple(
        (
            number,
            say(f"stats-kind-{cluster.kind}", view.lang),
            len(cluster.members),
            cluster.departments,
            years(cluster),
            round(100 * cluster.least, 1),
            cluster.members[0].project,
        )
        for number, cluster in enumerate(portfolio.copies.clusters, 1)
    )
    note = say("stats-how-alike", view.lang) if rows else _nothing(portfolio, view.lang)
    return _cut(Table("clusters", columns, rows, note=note), view.top)


def _nothing(portfolio: Portfolio, lang: str) -> str:
    if portfolio.missing:
        return say("stats-note-missing", lang, package=portfolio.missing)
    return say("stats-no-copies", lang, n=f"{portfolio.copies.compared:,}")


def _members(portfolio: Portfolio, view: View) -> Table:
    columns = (
        Column("group", 8),
        Column("path", 40),
        Column("form", 8),
        Column("project", 30),
        Column("department", 24),
        Column("year", 8),
        Column("similarity", 10),
        Column("like", 40),
    )
    listed = portfolio.copies.clusters[: view.top or None]
    rows: list[tuple[Value, ...]] = []
    more = 0
    for number, cluster in enumerate(listed, 1):
        shown = cluster.members[: view.members or None]
        more += len(cluster.members) - len(shown)
        for member in shown:
            like = say("stats-first", view.lang)
            if member.like is not None:
                like, form = member.like
                if form > 1:
                    like = say("stats-form", view.lang, path=like, n=form)
            rows.append(
                (
                    number,
                    member.path,
                    member.form,
                    member.project,
                    member.department,
                    member.year,
                    round(100 * member.similarity, 1) if member.like is not None else None,
                    like,
                )
            )
    return Table("members", columns, tuple(rows), more)


def _recurring(portfolio: Portfolio) -> Table:
    columns = (
        Column("level2", 16),
        Column("name", 30),
        Column("target", 40),
        Column("forms", 8),
        Column("departments", 12),
        Column("first", 40),
    )
    rows = tuple(
        (row.level2, row.name, row.target, row.forms, row.departments, row.first[0])
        for row in portfolio.copies.recurring
    )
    return Table("recurring", columns, rows)
