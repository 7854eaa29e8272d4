"""What the layers of settings make of one rule, step by step.

The steps are kept, so that ``targetlint config --why`` can tell them. Once a layer, a settings
file further up, or the rule itself calls a rule mandatory, what follows can only raise it.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from targetlint.config import levels
from targetlint.config.layers import COMMAND, Layer, Origin, texts
from targetlint.config.levels import Levels
from targetlint.config.resolver import Settings
from targetlint.config.selectors import closest
from targetlint.rulebook import OFF, Rule

RULE = "rule"
# What a setting of a rule may change once the rule is mandatory: nothing that it asks for.
_ALLOWED = ("severity", "mandatory", "max-reports")


class Step(NamedTuple):
    """One setting that bears on a rule: a word for it, its value, where it stands, its effect.

    ``effect`` is the severity after the step; ``refused`` says that it was not let through.
    """

    what: str
    value: str
    origin: Origin
    effect: str
    refused: bool = False


class Change(NamedTuple):
    """A layer's changes to parameters and words of a rule, with the key it used for the rule."""

    layer: Layer
    name: str
    said: Mapping[str, Any]


class Lock(NamedTuple):
    """Who made a rule mandatory, and the severities below which it cannot fall."""

    origin: Origin
    folder: str
    floor: Levels


class Decision:
    """What became of a rule: whether it is on, how grave, what is changed, and why."""

    def __init__(self, rule: Rule) -> None:
        """Begin with the rule as its file has it."""
        self.rule = rule
        self.levels = levels.of(rule)
        self.on = self.levels.on
        self.changes: list[Change] = []
        self.lock: Lock | None = None
        self._dropped = False
        self.steps: list[Step] = []
        origin = Origin(RULE, str(rule.data.get("file") or rule.id))
        self._step("rule", str(self.levels), origin)
        if rule.data.get("mandatory"):
            self._mandate(origin, "")

    def take(self, layer: Layer) -> None:
        """Take what a layer says about the rule: chosen, changed, mandatory."""
        self._dropped = False
        self._choose(layer)
        self._grade(layer)
        self._change(layer)
        key, index = self._mandatory(layer)
        if key:
            self._mandate(layer.origin(*key[: len(key) if index else 1]), layer.folder)

    def _step(self, what: str, value: str, origin: Origin, *, refused: bool = False) -> None:
        effect = str(self.levels) if self.on else OFF
        self.steps.append(Step(what, value, origin, effect, refused))

    def _choose(self, layer: Layer) -> None:
        """Switch the rule on or off; the selector that means it most closely wins, then ignore."""
        rule, data = self.rule, layer.data
        found: list[tuple[int, int, str, str]] = []
        for key, sign in (("select", 0), ("extend-select", 0), ("ignore", 1)):
            close = closest(rule, texts(data.get(key)))
            if close is not None:
                found.append((close[0], sign, key, texts(data[key])[close[1]]))
        if not found:
            if data.get("select") and self.on:
                self._switch(layer, "select", ", ".join(texts(data["select"])), on=False)
            return
        _, sign, key, word = max(found)
        self._switch(layer, key, word, on=not sign)

    def _switch(self, layer: Layer, key: str, value: str, *, on: bool) -> None:
        if not on and self.lock is not None:
            self._step(key, value, layer.origin(key), refused=True)
            return
        self.on, self._dropped = on, not on
        if on:
            self.levels = levels.switched_on(self.levels)
        self._step(key, value, layer.origin(key))

    def _grade(self, layer: Layer) -> None:
        """Set the severity: by the rule's own entry, else by the closest key of ``severity``."""
        table: Mapping[str, Any] = layer.data.get("severity") or {}
        close = closest(self.rule, table)
        if close is not None:
            name = list(table)[close[1]]
            exact = close[0] >= len(self.rule.id)
            self._set(layer, table[name], ("severity", name), revive=exact)
        for name, said in self._entries(layer):
            if "severity" in said:
                self._set(layer, said["severity"], ("rules", name, "severity"), revive=True)

    def _set(self, layer: Layer, wanted: Any, at: tuple[str, ...], *, revive: bool) -> None:
        """Take a severity. Naming the rule revives it, unless the same layer switched it off."""
        origin, shown = layer.origin(*at), _shown(wanted)
        if wanted == OFF:
            if self.lock is None:
                self.on = False
            self._step("severity", shown, origin, refused=self.lock is not None)
            return
        new = levels.changed(self.levels, wanted)
        if self.lock is not None:
            raised = levels.at_least(new, self.lock.floor)
            refused, new = raised != new, raised
        else:
            refused = False
        self.on = new.on and (self.on or (revive and not self._dropped))
        self.levels = new
        self._step("severity", shown, origin, refused=refused)

    def _entries(self, layer: Layer) -> list[tuple[str, Mapping[str, Any]]]:
        said: Mapping[str, Mapping[str, Any]] = layer.data.get("rules") or {}
        wanted = {*(name.upper() for name in self.rule.ids), self.rule.name.upper()}
        return [(name, entry) for name, entry in said.items() if name.upper() in wanted]

    def _change(self, layer: Layer) -> None:
        for name, said in self._entries(layer):
            rest = {
                key: value for key, value in said.items() if key not in ("severity", "mandatory")
            }
            for key, value in rest.items():
                refused = self.lock is not None and key not in _ALLOWED
                self._step(key, _shown(value), layer.origin("rules", name, key), refused=refused)
            if self.lock is not None:
                rest = {key: value for key, value in rest.items() if key in _ALLOWED}
            if rest:
                self.changes.append(Change(layer, name, rest))

    def _mandatory(self, layer: Layer) -> tuple[tuple[str, ...], bool]:
        for name, said in self._entries(layer):
            if said.get("mandatory"):
                return ("rules", name, "mandatory"), True
        close = closest(self.rule, texts(layer.data.get("mandatory")))
        return (("mandatory",), False) if close is not None else ((), False)

    def _mandate(self, origin: Origin, folder: str) -> None:
        if not self.on:
            self.on, self.levels = True, levels.switched_on(self.levels)
        floor = levels.at_least(self.levels, self.lock.floor) if self.lock else self.levels
        if self.lock is None:
            self.lock = Lock(origin, folder, floor)
        else:
            self.lock = self.lock._replace(floor=floor)
        self._step("mandatory", "true", origin)


def decide(rule: Rule, settings: Settings) -> Decision:
    """Take the layers in order, the weakest first; of the files further up what is mandatory."""
    decision = Decision(rule)
    for layers in settings.above:
        higher = Decision(rule)
        higher.lock = decision.lock
        for layer in layers:
            if layer.kind != COMMAND:
                higher.take(layer)
        if higher.lock is not None and higher.lock is not decision.lock:
            decision = higher
    for layer in settings.layers:
        decision.take(layer)
    return decision


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_shown(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return str(value).lower() if isinstance(value, bool) else str(value)
