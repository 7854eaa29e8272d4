"""The rules: read from YAML, fitted to their checks, with their severity for each layout."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from targetlint import resources
from targetlint.checks import CHECKS
from targetlint.checks.check import NO_SUBJECT, Check, Hit, Unknown, inherited
from targetlint.checks.where import Condition, condition
from targetlint.phrases import LANGUAGES

OFF = "off"
_WORDED = ("summary", "message", "advice", "what", "why", "question")
Needs = Callable[[Any, Any], bool]
Words = dict[str, str]


class Variant(NamedTuple):
    """Another wording, and perhaps severity, that a check picks for a case."""

    message: Words
    advice: Words
    severity: str | None
    outcome: str | None


class Part(NamedTuple):
    """One check of a rule with its parameters and condition (``asked`` as it was written)."""

    check: Check
    params: Any
    where: Condition | None = None
    asked: Mapping[str, Any] | None = None


class Rule(NamedTuple):
    """A requirement, ready to run.

    ``parts`` are its checks in order, ``check`` with ``params`` the first: the first that hits
    speaks.

    ``severity`` maps a layout's id or family, or ``default``, to error, warning, info or off.
    ``severity_if`` gives it another one where a condition on the subject holds (the first
    that does). ``yields_to`` are the rules before which it falls silent on the same row.
    ``group_by`` is the cell or fact that makes groups for the subject ``group``. ``data`` is the
    rule file as read, for the pages that explain it.
    """

    id: str
    name: str
    subject: str
    check: Check
    params: Any
    parts: tuple[Part, ...]
    where: Condition | None
    severity: dict[str, str]
    message: Words
    advice: Words
    variants: dict[str, Variant]
    notes: dict[str, Words]
    yields_to: frozenset[str]
    severity_if: tuple[tuple[Condition, str], ...]
    group_by: str
    templates: frozenset[str]
    outcome: str
    fix: str | None
    source: Words
    data: Mapping[str, Any]

    def __reduce__(self) -> tuple[Any, ...]:
        """Send a shipped rule by its id, another as its file says and settings change it."""
        if any(rule is self for rule in shipped()):
            return _of_shipped, (self.id,)
        cases = {name: case.severity for name, case in self.variants.items()}
        return _remade, (self.data, self.severity, cases, bool(self.severity_if))

    @property
    def group(self) -> str:
        """The group of the rule: ``TL2`` of ``TL202``."""
        return self.id[:3]

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids that mean the rule: its own, and that of the rule whose place it takes."""
        replaced = self.data.get("replaces")
        return (self.id, str(replaced)) if replaced else (self.id,)

    @property
    def speaks(self) -> bool:
        """Whether the rule is on anywhere when nobody sets anything."""
        return any(level != OFF for level in self.severity.values())

    def severity_for(self, template: str, family: str) -> str:
        """Give the severity under a layout; ``off`` where the rule does not speak of it."""
        if self.templates and not self.templates & {template, family}:
            return OFF
        table = self.severity
        return table.get(template) or table.get(family) or table["default"]


def outcome(parts: Iterable[Part], subject: Any, form: Any) -> list[Hit] | Unknown | None:
    """Run checks in order on a subject; the first that hits speaks."""
    unknown: Unknown | None = None
    looked = False
    for check, params, where, _ in parts:
        if where is not None and not where(subject, form):
            continue
        result = check.run(subject, params, form)
        if result is None:
            looked = True
        elif not isinstance(result, Unknown):
            return result if type(result) is list else list(result)
        elif unknown is None or result is not NO_SUBJECT:
            unknown = result
    return None if looked and unknown is NO_SUBJECT else unknown


class RuleError(Exception):
    """A rule file is broken; ``path``, ``line`` and ``column`` say where."""

    def __init__(self, key: str, values: dict[str, str], path: str, at: tuple[Any, ...]) -> None:
        """Keep the key of the wording, what fills it, the file and the keys down to the fault."""
        super().__init__(key)
        self.key = key
        self.values = values
        self.path = path
        self.at = at


def fit(params: type, raw: Mapping[str, Any], path: str) -> Any:
    """Fill a check's parameters from a rule file."""
    fields: tuple[str, ...] = params._fields  # type: ignore[attr-defined] # a NamedTuple class
    for key in raw:
        if key not in fields:
            values = {"key": str(key), "known": ", ".join(fields) or "-"}
            raise RuleError("rule-unknown-param", values, path, ("params", key))
    defaults: Mapping[str, Any] = params._field_defaults  # type: ignore[attr-defined]
    for name in fields:
        if name not in raw and name not in defaults:
            raise RuleError("rule-missing-param", {"key": name}, path, ("params",))
    return params(**{key: _frozen(value) for key, value in raw.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(item) for item in value) if isinstance(value, list) else value


def make_rule(data: Mapping[str, Any], path: str) -> Rule:
    """Make a rule from the content of its file."""
    check = CHECKS.get(data["check"])
    if check is None:
        values = {"check": str(data["check"]), "known": ", ".join(sorted(CHECKS))}
        raise RuleError("rule-unknown-check", values, path, ("check",))
    subject = data.get("subject", check.subjects[0])
    if subject not in check.subjects:
        values = {"subject": str(subject), "known": ", ".join(check.subjects)}
        raise RuleError("rule-wrong-subject", values, path, ("subject",))
    data = {**data, **{key: words(data[key]) for key in _WORDED if key in data}}
    severity = data["severity"]
    params: Any = fit(check.params, data.get("params") or {}, path)
    more = (_part(entry, data, path) for entry in data.get("also") or ())
    return Rule(
        id=data["id"],
        name=data["name"],
        subject=subject,
        check=check,
        params=params,
        parts=(Part(check, params), *more),
        where=condition(data["where"]) if data.get("where") else None,
        severity={"default": severity} if isinstance(severity, str) else dict(severity),
        message=data["message"],
        advice=data.get("advice") or words(""),
        variants={name: _variant(raw) for name, raw in (data.get("variants") or {}).items()},
        notes={name: words(note) for name, note in (data.get("notes") or {}).items()},
        yields_to=frozenset(data.get("yields_to") or ()),
        severity_if=tuple(
            (condition(entry["where"]), entry["severity"])
            for entry in data.get("severity_if") or ()
        ),
        group_by=data.get("group_by", "level1"),
        templates=frozenset(data.get("templates") or ()),
        outcome=data.get("outcome", "fail"),
        fix=data.get("fix"),
        source=source_words(data.get("source") or ()),
        data=data,
    )


def _part(entry: Mapping[str, Any], data: Mapping[str, Any], path: str) -> Part:
    """Make one of the checks of a rule that has several (``also:``)."""
    check = CHECKS[entry["check"]]
    asked = entry.get("where")
    where = condition(asked) if asked else None
    params = {**inherited(entry, data), **(entry.get("params") or {})}
    return Part(check, fit(check.params, params, path), where, asked)


def _variant(raw: Mapping[str, Any]) -> Variant:
    return Variant(
        words(raw["message"]) if "message" in raw else {},
        words(raw["advice"]) if "advice" in raw else {},
        raw.get("severity"),
        raw.get("outcome"),
    )


def words(written: str | Words) -> Words:
    """Give a wording in every language; a rule may have one text for all, or lack a language."""
    if isinstance(written, str):
        return dict.fromkeys(LANGUAGES, written)
    if len(written) < len(LANGUAGES):
        there = next(iter(written.values()), "")
        return {lang: written.get(lang, there) for lang in LANGUAGES}
    return written


def source_words(names: Iterable[str]) -> Words:
    """Name the regulations behind a rule, each with its standing."""
    known = sources()
    named = {}
    for lang, comma in (("zh", "；"), ("en", "; ")):
        named[lang] = comma.join(known[name][lang] if name in known else name for name in names)
    return named


@cache
def sources() -> dict[str, dict[str, str]]:
    """Give the regulations that rules name, from ``rules/sources/``."""
    merged: dict[str, dict[str, str]] = {}
    for content in resources.load_folder("rules/sources").values():
        merged.update(content)
    return merged


@cache
def shipped() -> tuple[Rule, ...]:
    """Give the rules that come with the tool, in the order of their ids."""
    files = resources.load_folder("rules")
    made = [
        make_rule(data, f"rules/{name}")
        for name, data in files.items()
        if isinstance(data, dict) and "check" in data
    ]
    return tuple(sorted(made, key=lambda rule: rule.id))


def _of_shipped(name: str) -> Rule:
    return next(rule for rule in shipped() if rule.id == name)


def _remade(
    data: Mapping[str, Any],
    severity: dict[str, str],
    cases: Mapping[str, str | None],
    conditional: bool,  # noqa: FBT001 - sent by position
) -> Rule:
    """Make a rule again that settings may have given other severities."""
    rule = make_rule(data, str(data.get("file", "")))
    variants = {
        name: case._replace(severity=cases.get(name)) for name, case in rule.variants.items()
    }
    conditions = rule.severity_if if conditional else ()
    return rule._replace(severity=severity, variants=variants, severity_if=conditions)
