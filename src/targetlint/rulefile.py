"""A rule file looked over before it is used: every fault with its place and the known names.

The JSON Schema of rule files says what a file looks like; what it cannot say is looked at here:
checks and their parameters, facts and operators of conditions, layouts, expressions.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from targetlint import shapes
from targetlint.checks import CHECKS
from targetlint.checks.access import known_facts
from targetlint.checks.check import Check, inherited
from targetlint.checks.guard import guard
from targetlint.checks.params import Special, params_schema, specials
from targetlint.checks.patterns import PatternError
from targetlint.checks.quantities import is_operand
from targetlint.checks.where import COMBINED, OPERATORS
from targetlint.forms.labels import labels
from targetlint.forms.template import templates
from targetlint.located import At, Fault, Located

_NUMBERS = ("min", "max")
_ROW = "row."
_NONE: Mapping[str, Any] = {}


def look_over(located: Located) -> None:
    """Raise a fault where a rule file cannot be used as written."""
    data = located.data
    if not isinstance(data, dict):
        raise located.fault("rule-not-mapping")
    shapes.hold(located, "rule")
    subject = _check(data, (), located, data.get("subject"))
    for index, entry in enumerate(data.get("also") or ()):
        _check(entry, ("also", index), located, subject, inherited(entry, data))
        _condition(entry.get("where"), ("also", index, "where"), located, subject)
    _condition(data.get("where"), ("where",), located, subject)
    for index, entry in enumerate(data.get("severity_if") or ()):
        _condition(entry["where"], ("severity_if", index, "where"), located, subject)
    _layouts(data, located)


def _unknown(phrase: str, name: str, known: Iterable[str], at: At, located: Located) -> Fault:
    """Make a fault on a name that nobody knows, with the nearest known one if one is near."""
    listed = sorted(known)
    close = shapes.near(name, listed)
    values = {"near": close, "known": ", ".join(listed)}
    word = {"rule-unknown-check": "check", "rule-unknown-layout": "name"}.get(phrase, "key")
    key = f"{phrase}-near" if close else phrase
    return located.fault(key, at, {word: name, **values}, behind=word == "check")


def _check(
    entry: Mapping[str, Any],
    at: At,
    located: Located,
    subject: str | None,
    taken: Mapping[str, Any] = _NONE,
) -> str:
    """Look over a check with its parameters; give the subject that it is for."""
    name = entry["check"]
    check = CHECKS.get(name)
    if check is None:
        raise _unknown("rule-unknown-check", name, CHECKS, (*at, "check"), located)
    wanted = subject or check.subjects[0]
    if wanted not in check.subjects:
        values = {"check": name, "subject": wanted, "known": ", ".join(check.subjects)}
        place: At = (*at, "check") if at else ("subject",)
        raise located.fault("rule-wrong-subject", place, values, behind=True)
    raw = entry.get("params") or {}
    _params(check, entry, taken, located, (*at, "params"))
    for special in specials(check.params, raw):
        _SPECIALS[special.kind](special, (*at, "params", *special.at), located, wanted)
    return wanted


def _params(
    check: Check, entry: Mapping[str, Any], taken: Mapping[str, Any], located: Located, at: At
) -> None:
    """Hold the parameters of a check against their shapes; some are taken from the rule."""
    name, raw = entry["check"], entry.get("params") or {}
    wanted = params_schema(check.params)
    for key in raw:
        if key not in wanted["properties"]:
            known = list(wanted["properties"])
            close = shapes.near(key, known)
            phrase = "rule-unknown-param-near" if close else "rule-unknown-param"
            values = {"check": name, "key": key, "near": close, "known": ", ".join(known) or "-"}
            raise located.fault(phrase, (*at, key), values)
    for key in wanted.get("required", ()):
        if key not in raw and key not in taken:
            raise located.fault("rule-missing-param", at, {"check": name, "key": key})
    shapes.hold_part(located, raw, {**wanted, "required": []}, at)


def _regex(special: Special, at: At, located: Located, _subject: str) -> None:
    _guarded(special.value, at, located)


def _guarded(text: Any, at: At, located: Located) -> None:
    try:
        guard(str(text))
    except PatternError as error:
        raise located.fault(error.key, at, error.values, behind=True) from None


def _operand(special: Special, at: At, located: Located, _subject: str) -> None:
    if not is_operand(str(special.value)):
        raise located.fault("rule-bad-operand", at, {"text": str(special.value)}, behind=True)
    for piece in str(special.value).split("+"):
        text = piece.strip()
        if text[:1].isalpha() and text.isascii() and not text.endswith(")"):
            _known_key(text, at, located)


def _key(special: Special, at: At, located: Located, subject: str) -> None:
    for choice in str(special.value).split("|"):
        if choice not in known_facts(subject):
            _known_key(choice, at, located)


def _known_key(name: str, at: At, located: Located, *, behind: bool = True) -> None:
    """Refuse a field or a cell that no form has; the name is a key, or stands behind one."""
    known = _columns() if name.startswith(_ROW) else _fields()
    if name in known or (name.endswith(".*") and any(key.startswith(name[:-1]) for key in known)):
        return
    close = shapes.near(name, sorted(known))
    phrase = "rule-unknown-field-near" if close else "rule-unknown-field"
    raise located.fault(phrase, at, {"key": name, "near": close}, behind=behind)


@cache
def _fields() -> frozenset[str]:
    return frozenset(labels().fields.values())


@cache
def _columns() -> frozenset[str]:
    return frozenset(f"{_ROW}{name}" for name in labels().columns.values())


def _nothing(_special: Special, _at: At, _located: Located, _subject: str) -> None:
    """Leave what the schema has said all about."""


def _schema(special: Special, at: At, located: Located, _subject: str) -> None:
    from jsonschema import Draft202012Validator, SchemaError  # noqa: PLC0415 - only such rules

    try:
        Draft202012Validator.check_schema(special.value)
    except SchemaError as error:
        here = (*at, *error.absolute_path)
        values = {"problem": error.message}
        raise located.fault("rule-bad-schema", here, values, behind=True) from None


def _where(special: Special, at: At, located: Located, _subject: str) -> None:
    _condition(special.value, at, located, "indicator")


_SPECIALS = {
    "regex": _regex,
    "operand": _operand,
    "order": _nothing,
    "key": _key,
    "where": _where,
    "schema": _schema,
}


def _condition(where: Any, at: At, located: Located, subject: str) -> None:
    """Look over a condition, down to its last operator."""
    if where is None:
        return
    if not isinstance(where, dict) or not where:
        raise located.fault("rule-empty-condition", at, {"key": str(at[-1])})
    facts = known_facts(subject)
    for name, wanted in where.items():
        here = (*at, name)
        if name in COMBINED:
            if not isinstance(wanted, list) or not wanted:
                raise located.fault("rule-not-a-list", here, {"key": name})
            for index, entry in enumerate(wanted):
                _condition(entry, (*here, index), located, subject)
            continue
        if name not in facts:
            if name in known_facts("indicator"):
                raise located.fault("rule-fact-of-row", here, {"key": name, "subject": subject})
            if "." not in name and name not in _fields():
                raise _unknown("rule-unknown-fact", name, [*facts, *COMBINED], here, located)
            _known_key(name, here, located, behind=False)
        _test(wanted, here, located)


def _test(wanted: Any, at: At, located: Located) -> None:
    if not isinstance(wanted, dict):
        return
    if not wanted:
        raise located.fault("rule-empty-condition", at, {"key": str(at[-1])})
    for name, argument in wanted.items():
        here = (*at, name)
        if name not in OPERATORS:
            raise _unknown("rule-unknown-operator", name, OPERATORS, here, located)
        if name == "matches":
            _guarded(argument, here, located)
        elif name in _NUMBERS and not isinstance(argument, int | float):
            raise located.fault("rule-not-a-number", here, {"key": name}, behind=True)
        elif name == "not":
            _test(argument, here, located)


@cache
def _layout_names() -> frozenset[str]:
    known = templates().values()
    return frozenset({one.id for one in known} | {one.family for one in known})


def _layouts(data: Mapping[str, Any], located: Located) -> None:
    """Refuse severities and restrictions for layouts that do not exist."""
    severity = data["severity"]
    if isinstance(severity, dict):
        if "default" not in severity:
            raise located.fault("rule-no-severity-default", ("severity",))
        for name in severity:
            if name != "default" and name not in _layout_names():
                at = ("severity", name)
                raise _unknown("rule-unknown-layout", name, _layout_names(), at, located)
    for index, name in enumerate(data.get("templates") or ()):
        if name not in _layout_names():
            at = ("templates", index)
            raise _unknown("rule-unknown-layout", name, _layout_names(), at, located)
