"""The portfolio for programs: keys and plain values, the same in every language but for words."""

from collections.abc import Iterator
from typing import Any

from targetlint.findings import RunInfo, Severity
from targetlint.reports.json import encode, tool
from targetlint.stats.pile import Cluster, Member
from targetlint.stats.portfolio import Portfolio, notes
from targetlint.stats.tables import View, gravest, ordered, percent, ranked
from targetlint.stats.tally import GROUPS, Group


def render(portfolio: Portfolio, view: View, run: RunInfo, _width: int) -> Iterator[str]:
    """Give one object, each entry of its lists on a line of its own."""
    told: dict[str, Any] = {
        "version": 1,
        "tool": tool(run),
        "sources": [source._asdict() for source in portfolio.sources],
        "totals": _totals(portfolio),
        **{f"by_{key}": list(_by(key, portfolio, view)) for key in view.by},
        "similar_forms": _similar(portfolio, view),
        "recurring_rows": _recurring(portfolio, view),
        "notes": notes(portfolio, view.lang),
    }
    yield "{"
    for number, (key, value) in enumerate(told.items()):
        yield f"{',' if number else ''}\n {encode(key)}: "
        yield from _lines(value)
    yield "\n}\n"


def _lines(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or not value:
        yield encode(value)
        return
    for number, entry in enumerate(value):
        yield f"{',' if number else '['}\n  {encode(entry)}"
    yield "\n ]"


def _totals(portfolio: Portfolio) -> dict[str, Any]:
    tally = portfolio.tally
    return {
        "files": tally.files,
        **_group(tally.all),
        "waived": tally.waived,
        "unreadable": tally.unreadable,
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "forms": group.forms,
        "indicators": group.indicators,
        **{key: group.measurable[key] for key in ("yes", "conditional", "no")},
        "measurable_percent": percent(group.measurable["yes"], group.indicators),
        **{severity.value: group.severities[severity.value] for severity in Severity},
        "findings_per_form": round(group.findings / group.forms, 3) if group.forms else None,
        "budget": str(group.budget) if group.budgeted else None,
        "budgeted": group.budgeted,
    }


def _by(key: str, portfolio: Portfolio, view: View) -> Iterator[dict[str, Any]]:
    tally, end = portfolio.tally, view.top or None
    if key in GROUPS:
        for name, group in ordered(key, tally.groups[key])[:end]:
            yield {key: name, **_group(group)}
    elif key == "rule":
        for count in ranked(tally.rules.values())[:end]:
            yield {
                "rule": count.rule,
                "name": count.name,
                "severity": gravest(count.severities),
                "summary": view.summaries.get(count.rule, count.name),
                "findings": count.findings,
                "forms": count.forms,
                "forms_percent": percent(count.forms, tally.all.forms),
                "needs_a_person": count.asks,
            }
    else:
        counts = sorted(tally.categories.items(), key=lambda entry: (-entry[1].total(), entry[0]))
        for name, kinds in counts[:end]:
            yield {
                "category": name or None,
                "indicators": kinds.total(),
                **{kind: kinds[kind] for kind in ("yes", "conditional", "no")},
                "measurable_percent": percent(kinds["yes"], kinds.total()),
            }


def _similar(portfolio: Portfolio, view: View) -> list[dict[str, Any]] | None:
    """Give the groups; None where they were not looked for."""
    if portfolio.missing or not portfolio.copies.compared:
        return None
    return [_cluster(cluster, view) for cluster in portfolio.copies.clusters[: view.top or None]]


def _cluster(cluster: Cluster, view: View) -> dict[str, Any]:
    return {
        "kind": cluster.kind,
        "forms": len(cluster.members),
        "departments": cluster.departments,
        "least_similarity": round(cluster.least, 4),
        "members": [_member(member) for member in cluster.members[: view.members or None]],
    }


def _member(member: Member) -> dict[str, Any]:
    like = None
    if member.like is not None:
        path, form = member.like
        like = {"path": path, "form": form, "similarity": round(member.similarity, 4)}
    told = member._asdict()
    del told["similarity"]
    return {**told, "like": like}


def _recurring(portfolio: Portfolio, view: View) -> list[dict[str, Any]] | None:
    if not portfolio.copies.compared:
        return None
    return [
        {**row._asdict(), "first": dict(zip(("path", "form"), row.first, strict=True))}
        for row in portfolio.copies.recurring[: view.top or None]
    ]
