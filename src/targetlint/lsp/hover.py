"""What an editor tells when the pointer rests: the rule, how a target is read, what a field is."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from targetlint import resources
from targetlint.findings import Finding
from targetlint.forms.model import Form
from targetlint.forms.template import templates
from targetlint.lsp.diagnostics import live
from targetlint.lsp.spots import Spot, form_at, spot_at
from targetlint.lsp.views import View
from targetlint.phrases import say
from targetlint.resources import RULES
from targetlint.rulebook import Rule
from targetlint.shapes import schema
from targetlint.targets.model import Reading

_PRINTED = 6
_ESCAPED = str.maketrans({char: f"\\{char}" for char in "\\`*_{}[]<>#|~"})


def plain(text: str) -> str:
    """Give text from a form so that it shows as it is."""
    return " ".join(text.split()).translate(_ESCAPED)


def hover(view: View, position: Position, home: str) -> Hover | None:
    """Tell about a position: its findings first, then what stands there."""
    offset = view.lines.offset(position)
    sections = []
    told = set()
    for finding in findings_at(view, position):
        if finding.rule not in told:
            told.add(finding.rule)
            sections.append("\n\n".join(_rule(finding, view, home)))
    form = form_at(view.forms, offset)
    spot = spot_at(form, offset) if form is not None else None
    if form is not None and spot is not None:
        sections.append("\n\n".join(_spot(spot, form, view.lang)))
    if not sections:
        return None
    where = view.lines.range(spot.span) if spot is not None else None
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n---\n\n".join(sections)), where)


def findings_at(view: View, position: Position) -> list[Finding]:
    """Give the live findings whose place holds a position."""
    here = (position.line, position.character)
    found = []
    for finding in live(view):
        where = view.lines.of_place(finding.where)
        first = (where.start.line, where.start.character)
        if first <= here <= (where.end.line, where.end.character):
            found.append(finding)
    return found


def _rule(finding: Finding, view: View, home: str) -> Iterator[str]:
    """Give the page of a rule in short, led by what it says here."""
    lang = view.lang
    yield f"**{finding.rule} {finding.name}** · {finding.severity.value}"
    yield plain(finding.message)
    page = _page(view, finding.rule)
    for key, title in (("what", ""), ("why", "lsp-why")):
        text = page.get(key, {}).get(lang)
        if text:
            yield f"*{say(title, lang)}*: {plain(text)}" if title else plain(text)
    for text, title in ((finding.advice, "lsp-how"), (finding.source, "lsp-source")):
        if text:
            yield f"*{say(title, lang)}*: {plain(text)}"
    yield f"*{say('lsp-waive', lang)}*: {say('lsp-waive-how', lang, rule=finding.rule)}"
    if home:
        yield f"[{say('lsp-page', lang)}]({home}{finding.rule})"


def _page(view: View, rule_id: str) -> dict[str, Any]:
    for rule in (*view.desk.choice.rules, *view.desk.choice.known):
        if rule.id == rule_id:
            return _whole(rule.id, rule.name) or dict(rule.data)
    return {}


@cache
def _whole(rule: str, name: str) -> dict[str, Any]:
    """Give the whole file of a shipped rule; empty for a rule of somebody's own."""
    path = f"rules/{rule}-{name}.yaml"
    if not (RULES / path.removeprefix("rules/")).is_file():
        return {}
    loaded: dict[str, Any] = resources.load_page(path)
    return loaded


def rule_summary(rule: Rule, lang: str) -> str:
    """Give what a rule asks, in a line."""
    summary: str = rule.data.get("summary", {}).get(lang, rule.name)
    return summary


def _spot(spot: Spot, form: Form, lang: str) -> Iterator[str]:
    if spot.key == "target" and spot.row is not None and not spot.label:
        yield from target(spot.row.reading, lang)
        return
    yield from about(spot.key, "indicators" if spot.row is not None else "", lang)
    if spot.key == "template" or (spot.key in ("title", "indicators") and spot.label):
        title = form.template.title[lang]
        yield say("lsp-template", lang, title=plain(title), id=form.template.id)
    if spot.field is not None and spot.key in form.amounts and not spot.label:
        yield f"= {form.amounts[spot.key].yuan:,f} 元"


def about(key: str, owner: str, lang: str) -> Iterator[str]:
    """Tell what a field or column is: its printed name, what it holds, what it is called."""
    entry = _schema_entry(key, owner)
    title = entry.get("title") or key
    yield f"**{plain(title)}** · {say('lsp-key', lang)} `{key.rpartition('.')[2]}`"
    if entry.get("description"):
        yield plain(entry["description"])
    table = resources.load("rules/labels.yaml")
    groups = ("columns",) if owner == "indicators" else ("fields", "groups")
    printed = [name for group in groups for name in table[group].get(key, ())]
    if printed:
        yield f"{say('lsp-labels', lang)}: {plain('、'.join(printed[:_PRINTED]))}"


def _schema_entry(key: str, owner: str) -> dict[str, Any]:
    root = schema("form")
    entry: dict[str, Any] = root["$defs"]["row"] if owner == "indicators" else root
    for name in key.split("."):
        entry = entry.get("properties", {}).get(name, {})
    return entry


def target(reading: Reading, lang: str) -> Iterator[str]:
    """Tell how a target is read."""
    read = reading.target
    yield f"**{say('lsp-target-title', lang)}**"
    verdict = say(f"measurable-{reading.measurable.value}", lang)
    if reading.reason:
        verdict += f" ({resources.load('rules/reasons.yaml')[reading.reason][lang]})"
    rows = [("kind", say(f"kind-{reading.kind.value}", lang)), ("measurable", verdict)]
    if reading.comparator and read.value is not None:
        rows.append(("reads", f"{reading.comparator} {read.value} {reading.unit or ''}".rstrip()))
    if read.normalised and read.normalised != read.text.strip():
        rows.append(("normalised", read.normalised))
    if reading.category:
        rows.append(("category", say(f"category-{reading.category}", lang)))
    if len(read.parts) > 1:
        pieces = (read.text[part.start : part.end] for part in read.parts)
        rows.append(("parts", " | ".join(pieces)))
    yield "\n".join(f"- {say(f'target-{key}', lang)}: {plain(value)}" for key, value in rows)


def template_titles(lang: str) -> list[tuple[str, str]]:
    """Give the ids of the printed layouts with their titles."""
    return [(one.id, one.title[lang]) for one in templates().values()]
