"""The rules that hold for a file, as its settings change them.

Everything that settings say about rules is looked over here before the first form is read: an
unknown rule, layout or parameter is a fault with its place and the nearest known name.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, NamedTuple

from targetlint import packs
from targetlint.config import levels
from targetlint.config.decisions import Change, Decision, Lock, decide
from targetlint.config.layers import PROFILE, Layer, paths, texts
from targetlint.config.resolver import Settings
from targetlint.config.selectors import closeness, closest, nearest_name
from targetlint.forms.template import templates
from targetlint.located import Fault, Located
from targetlint.rulebook import Rule, RuleError, make_rule, shipped
from targetlint.rulefile import look_over
from targetlint.shapes import kinds_told, near
from targetlint.targets import extension

# What settings may say about a rule beside its severity and parameters, and its key in the rule.
_WORDED = ("message", "advice", "summary", "question")
_REPLACED = {"max-reports": "max_reports", "where": "where", "outcome": "outcome"}
_LISTED = {"templates": "templates", "yields-to": "yields_to"}
# The first of these that settings change is what a fault in the changed rule is blamed on.
_BLAMED = ("params", "where", "also")


class RuleSet(NamedTuple):
    """The rules that are on, those that nobody may waive, and what is counted but not listed.

    ``known`` are all that settings know of, on or off.
    """

    known: tuple[Rule, ...]
    rules: tuple[Rule, ...]
    locks: Mapping[str, Lock]
    hidden: frozenset[tuple[str, str]]
    refused: tuple[str, ...]


def all_rules(settings: Settings) -> tuple[Rule, ...]:
    """Give every rule that settings know of: shipped, from files, from packs.

    Those of settings files further up are known as well, since they may be mandatory.
    """
    own = _sources(settings.layers)
    above = [source for layers in settings.above for source in _sources(layers)]
    return packs.joined(shipped(), [*own, *above]) if own or above else shipped()


def _sources(layers: Iterable[Layer]) -> list[packs.Source]:
    """Read the packs and the rule files that layers name."""
    found: list[packs.Source] = []
    for layer in layers:
        for index, name in enumerate(paths(layer.data.get("packs"))):
            with _blamed(layer, "packs", index):
                found.append(packs.installed(name))
        for index, path in enumerate(paths(layer.data.get("rule-files"))):
            with _blamed(layer, "rule-files", index):
                found.append(packs.in_path(layer.path(path)))
    return found


def _own_ids(settings: Settings) -> frozenset[str]:
    """Name the rules that settings have by themselves, without the files further up."""
    own = (rule.id for source in _sources(settings.layers) for rule, _ in source.rules)
    return frozenset([*own, *(rule.id for rule in shipped())])


class _blamed:  # noqa: N801 - reads as a word
    """Gives a fault that knows no file the place of the setting that led to it."""

    def __init__(self, layer: Layer, key: str, index: int) -> None:
        self.layer, self.key, self.index = layer, key, index

    def __enter__(self) -> None:
        return None

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, Fault) and not error.path:
            written = self.layer.data[self.key]
            at = (self.key, self.index) if isinstance(written, list) else (self.key,)
            raise self.layer.fault(error.key, at, error.values) from None


def choose(settings: Settings) -> RuleSet:
    """Give the rules that hold under settings."""
    known = all_rules(settings)
    for layer in settings.every:
        if layer.kind != PROFILE:
            _look_over(layer, known)
    chosen: list[Rule] = []
    locks: dict[str, Lock] = {}
    refused: dict[str, None] = {}
    hidden: set[tuple[str, str]] = set()
    hide = _hide(settings)
    own = _own_ids(settings) if settings.above else frozenset(rule.id for rule in known)
    for rule in known:
        decision = decide(rule, settings)
        if not decision.on or (rule.id not in own and decision.lock is None):
            continue
        chosen.append(customised(decision))
        if decision.lock is not None:
            locks[rule.id] = decision.lock
        else:
            hidden |= {(rule.id, level) for level, words in hide.items() if closest(rule, words)}
        refused |= dict.fromkeys(_refusals(decision))
    return RuleSet(known, tuple(chosen), locks, frozenset(hidden), tuple(refused))


def _hide(settings: Settings) -> dict[str, list[str]]:
    """Give the selectors of what is only counted; for each severity the strongest layer wins."""
    found: dict[str, list[str]] = {}
    for layer in settings.layers:
        for level, words in (layer.data.get("hide") or {}).items():
            found[level] = texts(words)
    return found


def _refusals(decision: Decision) -> Iterator[str]:
    """Give what settings asked of a mandatory rule in vain: place, rule, and who forbids it."""
    for step in decision.steps:
        if step.refused and decision.lock is not None:
            yield f"{step.origin}\x1f{decision.rule.id}\x1f{decision.lock.origin}"


def customised(decision: Decision) -> Rule:
    """Give a rule with its severities, parameters and words as settings have them."""
    rule = decision.rule
    for change in decision.changes:
        rule = _changed(rule, change)
    now = decision.levels
    if now == levels.of(rule):
        return rule
    variants = {
        name: case._replace(severity=now.cases.get(name)) for name, case in rule.variants.items()
    }
    return rule._replace(severity=dict(now.table), severity_if=(), variants=variants)


def _changed(rule: Rule, change: Change) -> Rule:
    said = change.said
    data = dict(rule.data)
    data |= {key: {**(data.get(key) or {}), **said[key]} for key in _WORDED if key in said}
    data |= {name: said[key] for key, name in _REPLACED.items() if key in said}
    data |= {name: texts(said[key]) for key, name in _LISTED.items() if key in said}
    if "also" in said:
        data["also"] = _extended(list(data.get("also") or ()), said["also"])
    if said.get("variants"):
        data["variants"] = _variants(rule, change)
    if said.get("params"):
        data["params"] = _params(rule, change)
    plain = {key: value for key, value in data.items() if key != "file"}
    try:
        look_over(Located(plain, {}, {}, ""))
        return make_rule(data, change.layer.located.path)
    except (Fault, RuleError) as error:
        blamed = next((key for key in _BLAMED if said.get(key)), "")
        at = ("rules", change.name, blamed) if blamed else ("rules", change.name)
        raise change.layer.fault(error.key, at, error.values, behind=False) from None


def _variants(rule: Rule, change: Change) -> dict[str, Any]:
    """Give the cases of a rule with the words that a layer has for some of them."""
    cases = {name: dict(case) for name, case in (rule.data.get("variants") or {}).items()}
    for name, said in change.said["variants"].items():
        if name not in cases:
            close = near(name, list(cases))
            key = "file-unknown-key-near" if close else "file-unknown-key"
            words = {"key": name, "near": close, "known": ", ".join(cases) or "-"}
            at = ("rules", change.name, "variants", name)
            raise change.layer.fault(key, at, words, behind=False)
        for key, wording in said.items():
            cases[name][key] = {**(cases[name].get(key) or {}), **wording}
    return cases


def _params(rule: Rule, change: Change) -> dict[str, Any]:
    """Give the parameters of a rule with a layer's changes; each must fit what it replaces."""
    shape: Any = rule.check.params
    known: tuple[str, ...] = shape._fields
    params = dict(rule.data.get("params") or {})
    for key, value in change.said["params"].items():
        at = ("rules", change.name, "params", key)
        if key not in known:
            close = near(key, list(known))
            name = "config-unknown-param-near" if close else "config-unknown-param"
            words = {"key": key, "rule": rule.id, "near": close, "known": ", ".join(known) or "-"}
            raise change.layer.fault(name, at, words, behind=False)
        old = params.get(key, shape._field_defaults.get(key))
        old = list(old) if isinstance(old, tuple) else old
        new = _extended(old, value)
        if old is not None and _kind(old) != _kind(new):
            words = {"key": key, "rule": rule.id} | kinds_told([_kind(old)])
            raise change.layer.fault("config-param-type", at, words)
        params[key] = new
    return params


def _extended(old: Any, value: Any) -> Any:
    """Change a list by what is added to it and removed from it; anything else is replaced."""
    if isinstance(old, list) and isinstance(value, Mapping) and set(value) <= {"add", "remove"}:
        gone = value.get("remove") or []
        kept = [item for item in old if item not in gone]
        return kept + [item for item in value.get("add") or [] if item not in kept]
    return value


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    return "string" if isinstance(value, str) else "array" if isinstance(value, list) else "object"


def _look_over(layer: Layer, known: Sequence[Rule]) -> None:
    """Refuse a layer that speaks of a rule or a layout that does not exist."""
    for key in ("select", "extend-select", "ignore", "mandatory"):
        _known_all(layer, known, layer.data.get(key), key)
    for level, words in (layer.data.get("hide") or {}).items():
        _known_all(layer, known, words, "hide", level)
    for key in ("severity", "rules"):
        for name, said in (layer.data.get(key) or {}).items():
            exact = key == "rules"
            _known(layer, known, name, (key, name), exact=exact)
            graded = said if key == "severity" else said.get("severity")
            at = (key, name) if key == "severity" else (key, name, "severity")
            _known_layouts(layer, known, name, graded, at)
    for name in layer.data.get("words") or {}:
        if name not in extension.classes():
            close = near(name, list(extension.classes()))
            phrase = "file-unknown-key-near" if close else "file-unknown-key"
            words = {"key": name, "near": close, "known": ", ".join(extension.classes())}
            raise layer.fault(phrase, ("words", name), words, behind=False)
    template = layer.data.get("template")
    if template and template not in templates():
        raise _unknown_template(layer, template, ("template",))


def _known_all(layer: Layer, known: Sequence[Rule], written: Any, *at: str) -> None:
    for index, selector in enumerate(texts(written)):
        place: tuple[str | int, ...] = (*at, index) if isinstance(written, list) else at
        _known(layer, known, selector, place)


def _known(
    layer: Layer,
    known: Sequence[Rule],
    selector: str,
    at: tuple[str | int, ...],
    *,
    exact: bool = False,
) -> None:
    for rule in known:
        close = closeness(rule, selector)
        if close is not None and (not exact or close >= len(rule.id)):
            return
    close_name = nearest_name(known, selector)
    key = "unknown-rule-near" if close_name else "unknown-rule"
    values = {"rule": selector, "near": close_name}
    raise layer.fault(key, at, values, behind=at[-1] != selector)


def _known_layouts(
    layer: Layer, known: Sequence[Rule], name: str, graded: Any, at: tuple[str, ...]
) -> None:
    if not isinstance(graded, Mapping):
        return
    cases = {case for rule in known if closeness(rule, name) for case in rule.variants}
    layouts = {text for one in templates().values() for text in (one.id, one.family)}
    for key in graded:
        if key not in cases | layouts | {levels.DEFAULT}:
            raise _unknown_template(layer, key, (*at, key), *cases)


def _unknown_template(layer: Layer, name: str, at: tuple[str, ...], *others: str) -> Fault:
    known = sorted({*templates(), *others})
    close = near(name, known)
    key = "config-unknown-template-near" if close else "unknown-template"
    values = {"name": name, "near": close, "known": ", ".join(known)}
    return layer.fault(key, at, values, behind=at[-1] != name)
