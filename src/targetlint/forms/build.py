"""From a document's nodes to a form, whatever spelling the author chose.

Four spellings lead to the same form: the normalised keys, the printed labels as keys (flat
or grouped), indicators nested by level, and targets split over comparator, value and unit.
What has no place is kept as a remark, never dropped.
"""

from collections.abc import Iterable, Iterator

from targetlint.forms.fields import Field
from targetlint.forms.labels import Labels, labels, plain_label
from targetlint.forms.model import Form, Indicator, Remark
from targetlint.forms.normal import structural
from targetlint.forms.rows import RowBuilder
from targetlint.forms.shapes import shape, shape_words
from targetlint.forms.template import (
    Evidence,
    Template,
    bare_level,
    detect,
    is_level1,
    templates,
)
from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.source import SourceText, Span
from targetlint.targets.language import language

_FEW = 3
_INDICATORS = "indicators"


class _Draft:
    """What has been gathered of a form so far."""

    def __init__(self, table: Labels) -> None:
        """Begin with nothing."""
        self.table = table
        self.fields: dict[str, Field] = {}
        self.remarks: list[Remark] = []
        self.seen_labels: set[str] = set()
        self.rows = RowBuilder()
        self.unknown: list[tuple[Scalar, Node, str]] = []


def build_all(
    nodes: list[Node], source: SourceText, remarks: Iterable[Remark], template_id: str = ""
) -> list[Form]:
    """Build the forms of a document, each with the reader's remarks that stand in it."""
    forms = [build(node, source, number, template_id) for number, node in enumerate(nodes, 1)]
    for remark in remarks:
        before = sum(form.node.span.start <= remark.span.start for form in forms)
        forms[max(before - 1, 0)].remarks.append(remark)
    return forms


def build(node: Node, source: SourceText, number: int = 1, template_id: str = "") -> Form:
    """Build a form from a document's root node.

    ``template_id`` overrides what the form says or shows. A root that is no mapping gives an
    empty form with a remark.
    """
    draft = _Draft(labels())
    root = node if isinstance(node, Mapping) else Mapping(node.span)
    if root is not node:
        draft.remarks.append(_shape("form", "mapping", node, ""))
    _walk(draft, root, "")
    _settle(draft)
    rows = draft.rows
    template, by = _template_of(draft, template_id)
    form = Form(
        number=number,
        source=source,
        node=root,
        template=template,
        detected_by=by,
        fields=draft.fields,
        indicators=rows.indicators,
        remarks=draft.remarks + rows.remarks,
        empty_levels=rows.empty_levels,
        indicators_label=rows.label,
    )
    form.remarks += structural(form)
    form.remarks += _overlong(form.indicators)
    return form


def _overlong(rows: Iterable[Indicator]) -> Iterator[Remark]:
    """Remark on targets of which only the first part is read, where the rest begins."""
    longest = language().longest
    for row in rows:
        if len(row.target) > longest:
            rest = row.cells["target"].part(longest, len(row.target))
            values = {"name": row.name, "limit": str(longest)}
            yield Remark("overlong-target", rest, values, pointer=row.pointer_to("target"))


def _walk(draft: _Draft, mapping: Mapping, group: str) -> None:
    """Sort the entries of a mapping into fields, groups and indicators."""
    for label, value in mapping.entries:
        if isinstance(value, Scalar):
            _scalar(draft, label, value, group)
        else:
            _section(draft, label, value, group)


def _scalar(draft: _Draft, label: Scalar, value: Scalar, group: str) -> None:
    """Place a text: a field, or something where a group or the indicators should be."""
    key = draft.table.field(label.text, group)
    if key is not None:
        _place_field(draft, key, label, value)
        return
    opened = draft.table.group(label.text)
    if opened is None or (opened != _INDICATORS and not value.text):
        _unknown(draft, label, value, group)
        return
    if opened == _INDICATORS:
        draft.rows.label = label
    if value.text.strip():
        wanted = "sequence" if opened == _INDICATORS else "mapping"
        draft.remarks.append(_shape(opened, wanted, value, f"/{opened}"))


def _section(draft: _Draft, label: Scalar, value: Mapping | Sequence, group: str) -> None:
    """Place a mapping or a list: a group, the indicators, or a text written in pieces."""
    table, text = draft.table, label.text
    opened = table.group(text)
    if opened == _INDICATORS:
        draft.seen_labels.add(plain_label(text)[0])
        draft.rows.take(label, value)
    elif opened is None and table.field(text, group) is None and is_level1(text):
        draft.rows.take_level(label, value)
    elif opened is None and draft.rows.looks_like_rows(value):
        _rows_elsewhere(draft, label, value)
    elif opened is not None and isinstance(value, Mapping):
        draft.seen_labels.add(plain_label(text)[0])
        _head_unit(draft, label)
        _walk(draft, value, opened)
    elif opened is not None:
        draft.remarks.append(_shape(opened, "mapping", value, f"/{opened}"))
    elif (key := table.field(text, group)) is not None:
        if isinstance(value, Mapping) and (inside := _fields_of(table, value) - {key}):
            groups = {one.partition(".")[0] for one in inside}
            _head_unit(draft, label)
            _walk(draft, value, groups.pop() if len(groups) == 1 else group)
        else:
            _place_field(draft, key, label, _flattened(value))
    elif isinstance(value, Mapping) and _fields_of(table, value):
        _walk(draft, value, group)
    else:
        _unknown(draft, label, value, group)


def _rows_elsewhere(draft: _Draft, label: Scalar, value: Mapping | Sequence) -> None:
    """Take rows that stand under a heading of another name, and say so where nobody knows it."""
    draft.seen_labels.add(plain_label(label.text)[0])
    draft.rows.take(label, value)
    if draft.table.field(label.text) is None and not draft.table.names_indicators(label.text):
        _say_unknown(draft, label, "", _INDICATORS)


def _fields_of(table: Labels, value: Mapping) -> set[str]:
    """Give the fields that the entries of a mapping name: with any, its label is a heading."""
    return {key for label, _ in value.entries if (key := table.field(label.text)) is not None}


def _head_unit(draft: _Draft, label: Scalar) -> None:
    """Let the unit in a heading (项目资金（万元）) hold for the sums below it."""
    unit = plain_label(label.text)[1]
    if unit in draft.table.money_units and "budget.unit" not in draft.fields:
        draft.fields["budget.unit"] = Field("budget.unit", label, Scalar(unit, label.span))


def _place_field(draft: _Draft, key: str, label: Scalar, value: Scalar) -> None:
    draft.seen_labels.add(plain_label(label.text)[0])
    known = draft.fields.get(key)
    if known is None or not known.value.text.strip():
        draft.fields[key] = Field(key, label, value)
    elif value.text.strip() and known.value.text.strip() != value.text.strip():
        first = known.label.text
        draft.remarks.append(
            Remark("repeated-field", label.span, {"key": label.text, "first": first})
        )


def _flattened(value: Node) -> Scalar:
    """Give a list or table under a text field (a plan in steps) as one text."""
    pieces: list[str] = []

    def gather(node: Node) -> None:
        if isinstance(node, Scalar):
            pieces.append(node.text)
        elif isinstance(node, Sequence):
            for item in node.items:
                gather(item)
        else:
            for key, item in node.entries:
                pieces.append(key.text)
                gather(item)

    gather(value)
    return Scalar("\n".join(piece for piece in pieces if piece), value.span)


def _unknown(draft: _Draft, label: Scalar, value: Node, group: str) -> None:
    """Keep a key that no one knows, until all that are known have been read."""
    if label.text.strip() or not isinstance(value, Scalar) or value.text.strip():
        draft.unknown.append((label, value, group))


def _settle(draft: _Draft) -> None:
    """Say of every unknown key which one is near; read it as the one that it plainly means."""
    if not draft.unknown:
        return
    from targetlint.forms.slips import slip_for_key  # noqa: PLC0415 - only for the misspelt

    while draft.unknown:
        label, value, group = draft.unknown.pop(0)
        meant = slip_for_key(label.text, group, draft.table) or ""
        if meant in draft.table.groups:
            meant = draft.table.groups[meant]
        read = bool(meant) and _taken(draft, meant, label, value)
        _say_unknown(draft, label, group, meant if read else "")


def _taken(draft: _Draft, meant: str, label: Scalar, value: Node) -> bool:
    """Read what stands under a misspelt key, if it has the shape and nothing else stands there."""
    if meant == _INDICATORS:
        if isinstance(value, Scalar):
            return False
        draft.rows.take(label, value)
    elif meant in draft.table.groups:
        if not isinstance(value, Mapping):
            return False
        _walk(draft, value, meant)
    elif meant in draft.fields:
        return False
    else:
        _place_field(draft, meant, label, value if isinstance(value, Scalar) else _flattened(value))
    return True


def _say_unknown(draft: _Draft, label: Scalar, group: str, meant: str) -> None:
    """Remark on an unknown key; ``meant`` is what its content was read as, if it was."""
    from targetlint.forms.slips import nearest_key  # noqa: PLC0415 - only for the misspelt

    text = label.text
    nearest = meant.rpartition(".")[2] or nearest_key(text, group, draft.table) or ""
    values = {"key": text, "nearest": nearest}
    edits: tuple[tuple[Span, str], ...] = ()
    if meant:
        values["meant"] = meant
        edits = ((label.span, nearest),)
    pointer = f"/{group}/{text}" if group else f"/{text}"
    draft.remarks.append(Remark("unknown-key", label.span, values, edits, pointer))


def _shape(what: str, wanted: str, node: Node, pointer: str) -> Remark:
    values = {"what": what, **shape_words("wanted", wanted), **shape_words("got", shape(node))}
    return Remark("structure-shape", node.span, values, pointer=pointer)


def _likely(name: str, known: list[str]) -> list[str]:
    """Give a few of the known layouts, those with the most likely names if there are such."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

    return get_close_matches(name, known, _FEW) or known[:_FEW]


def _template_of(draft: _Draft, template_id: str) -> tuple[Template, str]:
    """Find the layout: as told, as the form says, or as it shows."""
    known = templates()
    if template_id in known:
        return known[template_id], "option"
    written = draft.fields.get("template")
    if written is not None and (name := written.value.text.strip()):
        if name in known:
            return known[name], "template"
        draft.remarks.append(
            Remark(
                "unknown-template-name",
                written.value.span,
                {"name": name, "known": ", ".join(_likely(name, list(known)))},
                pointer="/template",
            )
        )
    levels = draft.rows.level_names
    title = draft.fields.get("title")
    evidence = Evidence(
        labels=frozenset(draft.seen_labels | draft.rows.seen_labels),
        keys=frozenset(draft.fields) | draft.rows.columns,
        title=title.value.text if title is not None else "",
        levels=frozenset(levels[0] | levels[1]),
        level1=frozenset(levels[0]),
        pairs=frozenset(
            (bare_level(row.level1), bare_level(row.level2)) for row in draft.rows.indicators
        ),
    )
    found = detect(evidence)
    return found.template, found.by
