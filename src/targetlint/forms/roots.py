"""Which nodes of a document are forms: the document itself, items of a list, parts with a name."""

from collections.abc import Callable

from targetlint.forms.labels import labels
from targetlint.forms.model import Remark
from targetlint.forms.rows import RowBuilder
from targetlint.forms.template import is_level1
from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.source import Span

_ENOUGH = 2
_INDICATORS = "indicators"
_NAME = "project.name"


def forms_in(roots: list[Node]) -> tuple[list[Node], list[Remark]]:
    """Give the nodes that are forms, and remarks on the parts between them that are none.

    Several forms may stand in a list, or each under a name. A list of rows is the indicators of a
    form of which nothing else is there.
    """
    forms: list[Node] = []
    strays: list[Node] = []
    for root in roots:
        if looks_like_form(root):
            forms.append(root)
            continue
        found, rest = _inside(root)
        forms += found
        strays += rest if found else [root]
    remarks = [Remark("stray-part", _beginning(node)) for node in strays] if forms else []
    return forms, remarks


def looks_like_form(node: Node) -> bool:
    """Whether a root could be a form, by the keys and labels that forms are known to have.

    Two known ones are asked for, or one where there is no more: plenty of other files have a
    ``title`` or a ``name``. Rows of indicators are enough, whatever stands over them.
    """
    if not isinstance(node, Mapping):
        return False
    wanted = min(_ENOUGH, len(node.entries))
    for label, value in node.entries:
        if _known(label, value):
            wanted -= 1
            if wanted <= 0:
                return True
    rows = RowBuilder()
    return any(rows.looks_like_rows(value) for _, value in node.entries)


def _known(label: Scalar, value: Node) -> bool:
    table = labels()
    if table.field(label.text) is not None or table.group(label.text) is not None:
        return True
    return not isinstance(value, Scalar) and is_level1(label.text)


def _inside(root: Node) -> tuple[list[Node], list[Node]]:
    """Give the forms in a list or under names, and what else stands there."""
    if isinstance(root, Sequence):
        if RowBuilder().looks_like_rows(root):
            start = root.span.start
            label = Scalar(_INDICATORS, Span(start, start))
            return [Mapping(root.span, [(label, root)])], []
        return _sorted_out(root.items, looks_like_form)
    if isinstance(root, Mapping):
        parts: list[Node] = []
        for _, value in root.entries:
            parts += value.items if isinstance(value, Sequence) else [value]
        return _sorted_out(parts, _surely_a_form)
    return [], []


def _sorted_out(
    nodes: list[Node], is_form: Callable[[Node], bool]
) -> tuple[list[Node], list[Node]]:
    forms = [node for node in nodes if is_form(node)]
    return forms, [node for node in nodes if not is_form(node)] if forms else []


def _surely_a_form(node: Node) -> bool:
    """Whether a part of a file is a form: it names its project or holds rows of indicators."""
    if not isinstance(node, Mapping) or not looks_like_form(node):
        return False
    table, rows = labels(), RowBuilder()
    for label, value in node.entries:
        if table.group(label.text) == _INDICATORS and rows.looks_like_rows(value):
            return True
        inside = value.entries if isinstance(value, Mapping) else [(label, value)]
        group = (table.group(label.text) or "") if isinstance(value, Mapping) else ""
        for key, written in inside:
            if table.field(key.text, group) == _NAME and isinstance(written, Scalar):
                return True
    return False


def _beginning(node: Node) -> Span:
    """Give the place of a stray part: its first entry says enough."""
    if isinstance(node, Mapping) and node.entries:
        return node.entries[0][0].span
    return node.span
