"""What an editor offers while a form is typed: keys, levels, signs, units, layouts, rules."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lsprotocol.types import (
    CompletionItem,
    CompletionItemKind,
    CompletionList,
    InsertTextFormat,
    Position,
    Range,
    TextEdit,
)

from targetlint import resources
from targetlint.forms.labels import labels
from targetlint.forms.model import Form
from targetlint.forms.template import bare_level
from targetlint.lsp.cursor import ITEM, Cursor, cursor, siblings
from targetlint.lsp.diagnostics import live, table
from targetlint.lsp.hover import about, rule_summary, template_titles
from targetlint.lsp.lines import Lines
from targetlint.lsp.spots import form_at
from targetlint.lsp.views import View
from targetlint.shapes import schema
from targetlint.targets.reading import read

_GROUPS = ("project", "narrative", "budget", "indicators", "evaluation")
_ROWS = "indicators"
_WAIVER = re.compile(
    r"#\s*targetlint:\s*ignore(?:-file)?\s*\[(?:[^\]]*,)?\s*([^\],]*)$", re.IGNORECASE
)
_OPENING = re.compile(r"#\s*([a-z:]*)$", re.IGNORECASE)
_FIGURE = re.compile(r"(.*\d)\s*([^\d\s]*)$")
_PLAIN_START = re.compile(r"[\w\u2e80-\U0003ffff]")


class Offer(NamedTuple):
    """Something to put in the place of what is typed.

    ``tail`` follows it; ``goes_on`` leaves the cursor behind it, inside of any quotes; ``raw``
    is written as it is, in a comment.
    """

    text: str
    detail: str = ""
    kind: CompletionItemKind = CompletionItemKind.Value
    tail: str = ""
    goes_on: bool = False
    raw: bool = False
    documentation: str = ""


class Typing(NamedTuple):
    """A cursor with what is known of the form around it.

    ``row`` holds the cells of its row by normalised key, ``layout`` the id of the layout.
    """

    here: Cursor
    row: dict[str, str]
    beside: dict[str, str]
    layout: str
    chinese: bool
    lang: str


def completion(
    view: View, forms: list[Form], position: Position, *, snippets: bool
) -> CompletionList:
    """Offer what fits at a position; ``forms`` are those last seen in the text."""
    lines = view.lines
    here = cursor(lines, position.line, lines.column(position))
    if here.comment is not None:
        offers = _comment(view, here)
    else:
        typing = _typing(lines, forms, here, view.lang)
        offers = _keys(typing) if here.key is None else _values(typing)
    items = [
        _item(offer, here, lines, number, snippets=snippets)
        for number, offer in enumerate(_once(offers))
    ]
    return CompletionList(is_incomplete=True, items=items)


def _once(offers: Iterable[Offer]) -> list[Offer]:
    return list({offer.text: offer for offer in reversed(list(offers))}.values())[::-1]


def _item(
    offer: Offer, here: Cursor, lines: Lines, number: int, *, snippets: bool
) -> CompletionItem:
    start = lines.at(here.number, here.column)
    end = lines.at(here.number, here.end)
    stop = snippets and offer.goes_on
    text = offer.text if offer.raw else _written(offer.text, here, "$0" if stop else "")
    typed = here.comment or (here.quote + here.typed)
    return CompletionItem(
        label=offer.text,
        kind=offer.kind,
        detail=offer.detail or None,
        documentation=offer.documentation or None,
        sort_text=f"{number:04d}",
        filter_text=f"{typed}{offer.text}" if offer.raw else f"{here.quote}{offer.text}",
        insert_text_format=InsertTextFormat.Snippet if stop else InsertTextFormat.PlainText,
        text_edit=TextEdit(Range(start, end), text + offer.tail),
    )


def _written(text: str, here: Cursor, stop: str) -> str:
    """Write a value as YAML takes it: in quotes where it begins with a sign."""
    if here.key is None:
        return text
    quote = here.quote or ("" if _PLAIN_START.match(text) else '"')
    inner = text.replace("$", "\\$").replace("}", "\\}") if stop else text
    return f"{quote}{inner}{stop}{'' if here.closed else quote}"


def _typing(lines: Lines, forms: list[Form], here: Cursor, lang: str) -> Typing:
    form = form_at(forms, lines.start(here.number))
    layout = form.template.id if form is not None else ""
    beside = siblings(lines, here)
    row = {labels().column(key) or key: value for key, value in beside.items()}
    keys = [key for number in range(lines.count) if (key := _key(lines.line(number)))]
    chinese = sum(not key.isascii() for key in keys) > sum(key.isascii() for key in keys)
    return Typing(here, row, beside, layout, chinese, lang)


def _key(line: str) -> str:
    key, colon, _ = line.strip().lstrip("- ").partition(":")
    return key if colon else ""


# ---------------------------------------------------------------- keys


def _depth(path: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Give the group that a path leads into, and what of the path lies below it."""
    for index, key in enumerate(path):
        if key != ITEM and (group := labels().group(key)) in _GROUPS:
            return str(group), path[index + 1 :]
    return "", path


def _keys(typing: Typing) -> Iterator[Offer]:
    group, below = _depth(typing.here.path)
    if group == _ROWS and ITEM in below:
        yield from _named("columns", typing, "")
    elif group == _ROWS:
        yield from (
            Offer(name, kind=CompletionItemKind.EnumMember, tail=":")
            for name in _level_names(typing.layout, below)
        )
    elif group:
        yield from _named("fields", typing, group)
    elif not [key for key in below if key != ITEM]:
        yield from _named("fields", typing, "")
        yield from _named("groups", typing, "")


def _named(kind: str, typing: Typing, group: str) -> Iterator[Offer]:
    """Offer the keys of a kind that are not there yet, in the spelling that the form uses."""
    for key, printed in resources.load("rules/labels.yaml")[kind].items():
        owner, _, short = key.rpartition(".")
        if owner != group:
            continue
        text = str(printed[0]) if typing.chinese and printed else short
        if {text, short, key} & typing.beside.keys() or short in typing.row:
            continue
        heading = "indicators" if kind == "columns" else ""
        told = "\n".join(about(key, heading, typing.lang))
        other = short if typing.chinese else str(printed[0]) if printed else ""
        icon = CompletionItemKind.Module if kind == "groups" else CompletionItemKind.Property
        tail = ":" if kind == "groups" else ": "
        yield Offer(text, other, icon, tail, documentation=told.replace("**", ""))


# ---------------------------------------------------------------- values


def _values(typing: Typing) -> Iterator[Offer]:
    here = typing.here
    group, below = _depth(here.path)
    names = [key for key in below if key != ITEM]
    column = labels().column(here.key or "") if group == _ROWS else None
    if group == _ROWS and ITEM not in below and column is None:
        levels = dict(zip(("level1", "level2"), names, strict=False))
        if len(names) > 1:
            yield from _target(typing._replace(row={**levels, "level3": here.key or ""}))
        return
    key = column or labels().field(here.key or "", group) or ""
    if key in ("target", "value", "unit"):
        yield from _unit_cell(typing) if key == "unit" else _target(typing)
    elif key in ("level1", "level2"):
        above = (typing.row.get("level1", ""),) if key == "level2" else ()
        for name in _level_names(typing.layout, above):
            yield Offer(name, kind=CompletionItemKind.EnumMember)
    elif key == "template":
        for name, title in template_titles(typing.lang):
            yield Offer(name, title, CompletionItemKind.EnumMember)
    elif column in table()["cells"]:
        yield from (Offer(str(word)) for word in table()["cells"][column])
    else:
        yield from (Offer(word) for word in _examples(key, in_row=column is not None))


def _examples(key: str, *, in_row: bool) -> list[str]:
    """Give the words that the schema has for a field of few words."""
    entry: dict[str, Any] = schema("form")["$defs"]["row"] if in_row else schema("form")
    for name in key.split("."):
        entry = entry.get("properties", {}).get(name, {})
    return [str(word) for word in entry.get("enum") or entry.get("examples") or ()]


def _level_names(layout: str, above: tuple[str, ...]) -> list[str]:
    """Give the level names of a layout below those written; of every layout if none is known."""
    files = resources.load_folder("rules/templates")
    chosen = files.get(f"{layout}.yaml", {}).get("levels")
    several = [chosen] if chosen else [data["levels"] for data in files.values()]
    if not above:
        return [str(name) for levels in several for name in levels]
    first = bare_level(above[0])
    found = [
        str(name)
        for levels in several
        for level1, names in levels.items()
        if bare_level(level1) == first
        for name in names
    ]
    if found or len(above) > 1:
        return found if len(above) == 1 else []
    return [str(name) for levels in several for names in levels.values() for name in names]


def _target(typing: Typing) -> Iterator[Offer]:
    """Offer a sign where nothing is written yet, a unit behind a figure."""
    typed = typing.here.typed
    figure = _FIGURE.match(typed)
    if figure is not None:
        for unit in _units(typing):
            if unit.startswith(figure[2]) and unit != figure[2]:
                yield Offer(f"{figure[1]}{unit}", kind=CompletionItemKind.Unit)
        return
    lang = typing.lang
    for sign, words in table()["comparators"].items():
        if sign.startswith(typed):
            yield Offer(sign, words[lang], CompletionItemKind.Operator, goes_on=True)
    for wording in table()["wordings"].values():
        yield Offer(wording["text"], wording[lang], CompletionItemKind.Snippet)


def _unit_cell(typing: Typing) -> Iterator[Offer]:
    yield from (Offer(unit, kind=CompletionItemKind.Unit) for unit in _units(typing))


def _units(typing: Typing) -> list[str]:
    """Give units, those that fit the indicator first."""
    row = typing.row
    reading = read("", row.get("level3", ""), row.get("level2", ""), row.get("level1", ""))
    known: dict[str, list[str]] = table()["units"]
    fitting = known.get(reading.section or "", []) + known.get(reading.category or "", [])
    return [str(unit) for unit in dict.fromkeys([*fitting, *known["others"]])]


# ---------------------------------------------------------------- waivers


def _comment(view: View, here: Cursor) -> Iterator[Offer]:
    """Offer the rules that a waiver can name, those of what was found below it first."""
    comment = here.comment or ""
    match = _WAIVER.search(comment)
    if match is None:
        opening = _OPENING.match(comment)
        if opening is not None and "targetlint".startswith(opening[1].lower()):
            yield Offer("# targetlint: ignore[", kind=CompletionItemKind.Keyword, raw=True)
        return
    before = comment[: match.start(1)]
    near = [finding.rule for finding in live(view) if finding.where.line - 1 >= here.number]
    known = {rule.id: rule for rule in view.desk.choice.rules}
    for rule_id in dict.fromkeys([*near, *known]):
        rule = known.get(rule_id)
        if rule is None or rule_id in before:
            continue
        told = f"{rule.name}: {rule_summary(rule, view.lang)}"
        text = f"{before}{rule_id}"
        yield Offer(text, told, CompletionItemKind.Reference, raw=True)
