"""Checks that rules are built from without code: presence, lists, patterns, words, relations."""

from decimal import Decimal
from functools import cache
from typing import Any

from targetlint.checks.access import bare, fact, texts
from targetlint.checks.check import Hit, Key, Operand, Order, Other, Params, Regex, Result, Unknown
from targetlint.checks.patterns import pattern
from targetlint.checks.quantities import Quantity, comparable, holds, operand, plain
from targetlint.forms.fields import Field
from targetlint.forms.model import Form, Indicator
from targetlint.nodes import Scalar
from targetlint.source import Span


class Present(Params):
    """``keys`` that must be filled: fields (``narrative.basis``) or cells (``row.evidence``).

    ``a|b`` means one of them.
    """

    keys: tuple[Key, ...]


class OneOf(Params):
    """``of`` is a field, a cell or a fact; what it says must be one of ``values``.

    Nothing is asked where it is blank. ``contains`` is content with one of them inside.
    """

    of: Key
    values: tuple[str, ...]
    contains: bool = False


class Patterns(Params):
    """Texts ``of`` these keys: one of ``must`` matches, none of ``never`` does.

    ``unless`` are patterns of texts that are let pass. Keys are fields (``narrative.goals``,
    ``narrative.*``) and cells (``row.level3``); without any, the subject's own text counts.
    ``rewrite`` as in ``matches-where``, for a target.
    """

    of: tuple[Key, ...] = ()
    must: tuple[Regex, ...] = ()
    never: tuple[Regex, ...] = ()
    unless: tuple[Regex, ...] = ()
    rewrite: str = ""


class WordList(Params):
    """Texts ``of`` these keys: one of ``need`` stands in them, none of ``never`` does.

    ``spare`` are longer words in which a word of ``never`` does not count. Keys as in ``pattern``.
    """

    of: tuple[Key, ...] = ()
    need: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    spare: tuple[str, ...] = ()


class Compare(Params):
    """``left`` stands in the relation ``op`` to ``right``: fields, cells, figures, sums.

    ``factor`` multiplies the right side, ``tolerance`` is a share of it that is let pass.
    """

    left: Operand
    op: Order
    right: Operand
    factor: float = 1
    tolerance: float = 0


class Where(Params):
    """Nothing but the rule's own ``where:`` is looked at; ``at`` is the cell or field to point at.

    ``rewrite`` is what may stand there instead: ``{text}``, ``{value}``, ``{unit}``, ``{tail}``
    (the text without its first character), ``{comparator}`` and ``{turned}`` (that turned round).
    """

    at: Key | None = None
    rewrite: str = ""


def _home(subject: Any, form: Form, key: str) -> tuple[Span, str]:
    """Where to speak of a field or cell, be it there or not."""
    if key.startswith("row.") and isinstance(subject, Indicator):
        column = key[4:]
        return subject.span(column), f"{subject.pointer}/{column}"
    pointer = "/" + key.replace(".", "/")
    return (form.span(key), pointer) if key in form.fields else (form.head, pointer)


def present(subject: Any, params: Present, form: Form) -> Result:
    """Every key is there and filled."""
    hits = []
    for choice in params.keys:
        keys = choice.split("|")
        if any(str(fact(key)(subject, form) or "").strip() for key in keys):
            continue
        span, pointer = _home(subject, form, keys[0])
        name = subject.name if isinstance(subject, Indicator) else form.project
        hits.append(Hit(span, {"key": keys[0], "name": name}, pointer, found=""))
    return hits or None


def one_of(subject: Any, params: OneOf, form: Form) -> Result:
    """What is written is one of the values allowed."""
    written = str(fact(params.of)(subject, form) or "").strip()
    if not written:
        return None
    if written in params.values or (
        params.contains and any(value in written for value in params.values)
    ):
        return None
    if isinstance(subject, Field):
        span, pointer = subject.value.span, subject.pointer
    else:
        span, pointer = _home(subject, form, params.of)
    values = {"text": written, "known": "、".join(params.values)}
    return (Hit(span, values, pointer, written, "、".join(params.values)),)


def cells_of(params: Patterns | WordList) -> tuple[str, ...] | None:
    """Name the cells that texts ``of`` these keys are; None where others are among them."""
    return _cells(params.of or ("row.target",))


@cache
def _cells(keys: tuple[str, ...]) -> tuple[str, ...] | None:
    if not all(key.startswith("row.") for key in keys):
        return None
    return tuple(key.removeprefix("row.") for key in keys)


def _nothing_matches(subject: Any, params: Patterns) -> bool:
    """Tell the usual case, cells of a row in order, without making texts with their places."""
    if params.must or not params.never or type(subject) is not Indicator:
        return False
    cells = cells_of(params)
    if cells is None:
        return False
    for expression in params.never:
        search = pattern(expression).search
        for cell in cells:
            written = subject.cells.get(cell)
            if written is not None and search(written.text) is not None:
                return False
    return True


def patterns(subject: Any, params: Patterns, form: Form) -> Result:
    """The texts match what they must and nothing that they must not."""
    if _nothing_matches(subject, params):
        return None
    found = texts(subject, params.of, form)
    if params.unless and any(pattern(one).search(t.text) for one in params.unless for t in found):
        return None
    for text in found:
        for expression in params.never:
            match = pattern(expression).search(text.text)
            if match is not None:
                word = match.group()
                span = text.part(match.start(), max(match.end(), match.start() + 1))
                edits = rewritten(subject, params.rewrite) if params.rewrite else ()
                expected = edits[0][1] if edits else None
                values = {"word": word, "text": text.text}
                return (Hit(span, values, text.pointer, word, expected, edits=edits),)
    if not params.must or not found:
        return None
    if any(pattern(one).search(text.text) for one in params.must for text in found):
        return None
    first = found[0]
    return (Hit(first.span, {"text": first.text, "word": ""}, first.pointer, variant="must"),)


def word_list(subject: Any, params: WordList, form: Form) -> Result:
    """The texts hold a word that they need, and none that they must not."""
    found = texts(subject, params.of, form)
    for text in found:
        written = text.text
        for phrase in params.spare:
            if phrase in written:
                written = written.replace(phrase, "\0" * len(phrase))
        for word in params.never:
            at = written.find(word)
            if at >= 0:
                values = {"word": word, "text": text.text}
                return (Hit(text.part(at, at + len(word)), values, text.pointer, word),)
    if not params.need or not found:
        return None
    if any(word in text.text for word in params.need for text in found):
        return None
    first = found[0]
    values = {"text": first.text, "word": "、".join(params.need)}
    return (Hit(first.span, values, first.pointer, variant="need"),)


def compare(subject: Any, params: Compare, form: Form) -> Result:
    """Two quantities stand in the stated relation."""
    left, right = operand(subject, params.left, form), operand(subject, params.right, form)
    if left is None or right is None:
        return None if isinstance(subject, Indicator) else Unknown("absent")
    if not comparable(left, right):
        return None if isinstance(subject, Indicator) else Unknown("other-unit")
    if params.factor != 1 and isinstance(right.value, Decimal) and isinstance(right.raw, Decimal):
        factor = Decimal(str(params.factor))
        right = right._replace(value=right.value * factor, raw=right.raw * factor)
    slack = Decimal(0)
    if params.tolerance and isinstance(right.value, Decimal):
        slack = abs(right.value) * Decimal(str(params.tolerance))
    if holds(left, params.op, right, slack):
        return None
    return (_relation(left, right, params, form),)


def _relation(left: Quantity, right: Quantity, params: Compare, form: Form) -> Hit:
    values = {"left": left.text, "right": right.text, "difference": ""}
    if isinstance(left.value, Decimal) and isinstance(right.value, Decimal):
        values["difference"] = plain(abs(left.value - right.value))
    others = (Other(right.span, right.pointer),) if right.span is not None else ()
    span, pointer = left.span, left.pointer
    if span is None:
        span, pointer = right.span or form.head, right.pointer
    return Hit(span, values, pointer, left.text, f"{params.op} {right.text}", others=others)


_TURNED = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "="}


def rewritten(row: Indicator, rewrite: str) -> tuple[tuple[Span, str], ...]:
    """Give the edit that a rule's ``rewrite`` makes of the first figure of a target."""
    target, cell = row.reading.target, row.scalar("target")
    if not rewrite or cell is None or cell.inner < 0 or not target.parts:
        return ()
    part = target.parts[0]
    text = cell.text[part.start : part.end]
    unit = part.unit or ""
    filled = {
        "{text}": text,
        "{tail}": text[1:],
        "{value}": "" if part.value is None else f"{part.value}",
        "{unit}": unit,
        "{comparator}": target.comparator or "",
        "{turned}": _TURNED.get(target.comparator or "", ""),
    }
    for name, value in filled.items():
        rewrite = rewrite.replace(name, value)
    return mended(cell, [(part.start, part.end, rewrite)])


def mended(cell: Scalar, changes: list[tuple[int, int, str]]) -> tuple[tuple[Span, str], ...]:
    """Give the edits that change stretches of a cell; a bare one is put in quotes as a whole.

    Without quotes a comparator at the beginning would mean something else to YAML.
    """
    if cell.inner < 0:
        return ()
    if cell.quoted or cell.span.end - cell.span.start != len(cell.text):
        return tuple((cell.part(start, end), text) for start, end, text in changes)
    whole = cell.text
    for start, end, text in sorted(changes, reverse=True):
        whole = whole[:start] + text + whole[end:]
    quote = "'" if '"' in whole or "\\" in whole else '"'
    return ((cell.span, f"{quote}{whole}{quote}"),)


def matches_where(subject: Any, params: Where, form: Form) -> Result:
    """No subject meets the conditions of the rule."""
    if isinstance(subject, Indicator):
        column = (params.at or "row.target").removeprefix("row.")
        values = {"word": subject.text(column), "target": subject.target.strip()}
        values |= {"name": subject.name, "level2": subject.level2, "level1": subject.level1}
        edits = rewritten(subject, params.rewrite)
        expected = edits[0][1] if edits else None
        pointer = subject.pointer_to(column)
        return (Hit(subject.span(column), values, pointer, None, expected, edits=edits),)
    if isinstance(subject, Field):
        return (Hit(subject.value.span, {"text": subject.text.strip()}, subject.pointer),)
    span, pointer = _home(subject, form, params.at) if params.at else (form.head, "")
    return (
        Hit(span, {"project": form.project, "text": bare(form.text(params.at or ""))}, pointer),
    )
