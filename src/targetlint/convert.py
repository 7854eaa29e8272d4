"""A document's forms in the form format: as YAML with comments on what is doubtful, or as JSON.

Nothing that was recognised is lost: what the format has no key for keeps its printed label, an
amount whose unit the format could not carry does too. Checking the result finds what checking
the document finds.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from targetlint.forms.build import build_all
from targetlint.forms.figures import read_amounts
from targetlint.forms.labels import Labels, labels, plain_label
from targetlint.forms.model import Form, Remark
from targetlint.forms.roots import forms_in
from targetlint.forms.values import unknown_unit
from targetlint.nodes import Mapping, Scalar, Sequence
from targetlint.phrases import say
from targetlint.readers.document import Document, ReadError

_GROUPS = ("project", "narrative", "budget", "evaluation")
_RESERVED = frozenset((*_GROUPS, "indicators"))
_ORDER = ("template", "title", "year", "applicant", "department", *_GROUPS, "indicators")


@dataclass(slots=True)
class Plain:
    """A form as plain data in the form format, and what is to be said about it."""

    data: dict[str, Any]
    comments: list[str] = field(default_factory=list)


def convert(document: Document, kind: str = "yaml", lang: str = "zh", template: str = "") -> str:
    """Give the forms of a document as ``yaml`` or ``json``; ReadError where it has none."""
    forms = [plain(form, document, lang) for form in forms_of(document, template)]
    if kind == "json":
        content = [form.data for form in forms]
        return json.dumps(
            content if len(content) != 1 else content[0], ensure_ascii=False, indent=2
        )
    name = _in_a_line(document.source.name)
    head = f"# {say('convert-from', lang, name=name)}\n"
    return head + "---\n".join("".join(_yaml(form)) for form in forms)


def forms_of(document: Document, template: str = "") -> list[Form]:
    """Build the forms of a document, each with the remarks that stand in it; ReadError for none."""
    nodes, strays = forms_in(document.nodes)
    if not nodes:
        raise ReadError("not-a-form")
    return build_all(nodes, document.source, [*document.remarks, *strays], template)


def plain(form: Form, document: Document, lang: str) -> Plain:
    """Give one form as plain data."""
    table = labels()
    data: dict[str, Any] = {"template": form.template.id} if form.template.known else {}
    amounts = _amount_keys(form)
    for label, value in form.node.entries:
        if isinstance(value, Scalar):
            _place(data, form, table, (label, value, ""), amounts)
        elif isinstance(value, Mapping) and (group := table.group(label.text)) in _GROUPS:
            for key, inside in value.entries:
                if isinstance(inside, Scalar):
                    _place(data, form, table, (key, inside, group or ""), amounts)
        elif isinstance(value, Sequence):
            data.setdefault("indicators", []).extend(_rows(value, table))
    ordered = {key: data[key] for key in _ORDER if key in data}
    return Plain(ordered | data, list(_doubts(form, document, lang)))


def _place(
    data: dict[str, Any],
    form: Form,
    table: Labels,
    entry: tuple[Scalar, Scalar, str],
    amounts: dict[str, str],
) -> None:
    """Put a field under its key; under its printed label where the format has no key for it."""
    label, value, within = entry
    key = table.field(label.text, within)
    known = form.fields.get(key) if key is not None else None
    if key is None or known is None or known.value is not value:
        data.setdefault(_beside_groups(_printed(label.text)), value.text)
        return
    if key == "template":
        data["template"] = value.text
        return
    group, _, name = key.rpartition(".")
    name = amounts.get(key, name) if group == "budget" else name
    if group:
        data.setdefault(group, {})[name] = value.text
        if group == "budget" and (unit := amounts.get("unit")):
            data[group] = {"unit": unit} | data[group]
    else:
        data[name] = value.text


def _beside_groups(label: str) -> str:
    """Give a text that stands where a group should its label with a colon, which no reader counts.

    So it is not lost, and the group can stand beside it.
    """
    return f"{label}：" if label in _RESERVED else label


def _printed(label: str) -> str:
    lines = [line.strip() for line in label.split("\n")]
    return "".join(lines).rstrip("：:")


def _amount_keys(form: Form) -> dict[str, str]:
    """Say which amounts keep their printed label, and the unit of the others if it is not yuan.

    The form format has one unit for all amounts, and yuan where none is given; where the units
    differ or are not printed it says so.
    """
    general = form.text("budget.unit")
    units = {
        key: plain_label(amount.field.label.text)[1] or general
        for key, amount in read_amounts(form.fields).items()
    }
    kinds = set(units.values())
    if len(kinds) == 1 and kinds <= labels().money_units.keys():
        (unit,) = kinds
        return {} if labels().money_units[unit] == 1 or general else {"unit": unit}
    kept = {key: _printed(form.fields[key].label.text) for key in units}
    return kept if general or not units else kept | {"unit": unknown_unit()}


def _rows(rows: Sequence, table: Labels) -> Iterator[dict[str, str]]:
    for row in rows.items:
        if not isinstance(row, Mapping):
            continue
        cells: dict[str, str] = {}
        for label, value in row.entries:
            key = table.column(label.text) or _printed(label.text)
            if isinstance(value, Scalar) and not cells.get(key):
                cells[key] = value.text
        if "value" in cells and "target" not in cells and not cells.keys() & {"comparator", "unit"}:
            cells = {("target" if key == "value" else key): text for key, text in cells.items()}
        keep = {key for key, text in cells.items() if text or key in ("level3", "target", "value")}
        only_levels = not any(cells.get(key) for key in ("level3", "target", "value", "actual"))
        yield {
            key: text for key, text in cells.items() if key in keep and (text or not only_levels)
        }


def _doubts(form: Form, document: Document, lang: str) -> Iterator[str]:
    """Say what a person should look at: what was not placed, not known, or guessed."""
    if form.template.known and form.detected_by not in ("template", "option"):
        title = form.template.title.get(lang, form.template.id)
        yield say("convert-template", lang, template=title)
    for remark in form.remarks:
        place = document.source.place(remark.span.start)
        where = place or str(document.source.position(remark.span.start).line)
        if remark.code in _WORDED:
            yield say(f"convert-{remark.code}", lang, place=where, text=_text(remark))


_WORDED = ("unplaced-text", "unknown-key", "repeated-field")


def _text(remark: Remark) -> str:
    return " ".join((remark.values.get("text") or remark.values.get("key") or "").split())


# Writing YAML: every value so that it reads as the text it is.

_SAFE = re.compile(
    r"[A-Za-z\u3400-\u9fff（《“][\w\u3000-\u303f\uff00-\uffef“”（）《》、，。；./ -]*"
)
_NUMBER = re.compile(r"0|[1-9]\d{0,14}|(?:0|[1-9]\d{0,14})\.\d{1,6}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_WORDS = frozenset(("true", "false", "yes", "no", "on", "off", "null", "y", "n", "nan", "inf"))


def _yaml(form: Plain) -> Iterator[str]:
    for comment in form.comments:
        yield f"# {_in_a_line(comment)}\n"
    for key, value in form.data.items():
        if isinstance(value, dict):
            yield f"{_scalar(key)}:\n"
            for name, text in value.items():
                yield f"  {_scalar(name)}: {_scalar(text, '    ')}\n"
        elif isinstance(value, list):
            yield f"{_scalar(key)}:\n" if value else f"{_scalar(key)}: []\n"
            for row in value:
                yield from _row(row)
        else:
            yield f"{_scalar(key)}: {_scalar(value, '  ')}\n"


def _row(row: dict[str, str]) -> Iterator[str]:
    mark = "  - "
    for key, text in row.items():
        yield f"{mark}{_scalar(key)}: {_scalar(text, '      ')}\n"
        mark = "    "


def _scalar(text: str, indent: str = "") -> str:
    """Write a text plainly where that is safe, in quotes otherwise, in lines where it has some."""
    if indent and "\n" in text and _in_lines(text):
        return "|-\n" + "\n".join(f"{indent}{line}".rstrip() for line in text.split("\n"))
    safe = _SAFE.fullmatch(text) and text.lower() not in _WORDS and text == text.strip()
    if safe or _NUMBER.fullmatch(text) or _DATE.fullmatch(text):
        return text
    return _in_a_line(json.dumps(text, ensure_ascii=False))


def _in_a_line(text: str) -> str:
    """Escape what ends a line, and what YAML does not allow even in a comment."""
    return "".join(char if char.isprintable() else _escaped(char) for char in text)


# How much each escape of a quoted text can hold.
_ESCAPES = ((0x100, "\\x{:02x}"), (0x10000, "\\u{:04x}"), (0x110000, "\\U{:08x}"))


def _escaped(char: str) -> str:
    return next(escape.format(ord(char)) for most, escape in _ESCAPES if ord(char) < most)


def _in_lines(text: str) -> bool:
    return all(line.strip() == line and line.isprintable() for line in text.split("\n")) and (
        text.strip() == text
    )
