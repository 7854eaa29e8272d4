"""What is wrong with a value itself, beside whether it can be verified."""

from collections.abc import Iterator
from typing import NamedTuple

from targetlint.targets.intervals import contradict
from targetlint.targets.lexicon import Data, Features
from targetlint.targets.model import Kind, Part, Target, Word
from targetlint.targets.names import Name


class Row(NamedTuple):
    """What the problems are looked for in."""

    target: Target
    name: Name
    part: Part | None
    unit: str | None
    dimension: str
    bits: int


class Problems:
    """The faults of a value, by the limits that the data sets."""

    def __init__(self, limits: Data, features: Features) -> None:
        """Take the limits; the features of names must be known."""
        self._whole: int = limits["whole_share"]
        self._compared: int = limits["compared"]
        self._scanned: Data = limits["scanned"]
        self._above = features.all_of(["name.growth", "name.compare", "name.cost", "name.control"])
        self._moves = features.all_of(["name.growth", "name.effect"])
        self._fits = features.all_of(["name.growth", "target.hit", "unit.ratio"])
        self._spans = features.known("name.span")
        self._frugal = features.known("name.frugal")
        self._headcount = features.known("name.headcount")
        self._mismatch: dict[str, frozenset[str]] = {
            measure: frozenset(units) for measure, units in limits["mismatch"].items()
        }
        self._opposites: dict[str, tuple[str, ...]] = {
            sign: tuple(words) for sign, words in limits["opposites"].items()
        }
        self._short_of_headcount = frozenset(limits["short_of_headcount"])

    def find(self, row: Row) -> tuple[Word, ...]:
        """Give the problems of a row in the order in which they are looked for."""
        part = row.part
        if part is None or row.target.kind is Kind.PLACEHOLDER:
            return ()
        found = [kind for kind in self._kinds(row, part) if kind]
        text = row.target.text
        words = [_stretch(kind, text, part, part) for kind in found]
        clash = self._clash(row.target)
        return (*words, clash) if clash else tuple(words)

    def _kinds(self, row: Row, part: Part) -> Iterator[str]:
        value, share = part.value, row.dimension == "share"
        if isinstance(value, int | float):
            if share and part.unit and self._looks_scanned(row.target.text, part):
                yield "scanned-2"
            elif share and (value < 0 or self.over_whole(row.target, row.name)):
                yield "percent-out-of-range"
            if self._says_nothing(part, value, share=share and not row.bits & self._above):
                yield "vacuous"
            if (
                value != 0
                and row.dimension == "none"
                and row.name.measure not in ("count", "rate", "index")
            ):
                yield "missing-unit"
        yield from self._against_name(row, part)

    def _against_name(self, row: Row, part: Part) -> Iterator[str]:
        upward = part.comparator in (">=", ">")
        downward = part.comparator in ("<=", "<")
        moves = bool(row.bits & self._moves)
        if part.change:
            if not moves and not downward and _worsens(part.change, row.name.polarity):
                yield "change"
        elif (
            row.name.polarity == "lower"
            and upward
            and not moves
            and part.value != 0
            and not (row.bits & self._spans and row.dimension == "share")  # 按时办理时间占比
        ) or (row.name.polarity == "higher" and downward and part.dimension != "date"):
            yield "direction-date" if part.dimension == "date" else "direction"
        elif upward and row.bits & self._frugal and row.dimension == "count":
            yield "frugal"
        if part.kind is Kind.RELATIVE or row.bits & self._fits:
            return
        if row.dimension in self._mismatch.get(row.name.measure or "", ()) or (
            row.bits & self._headcount and part.unit in self._short_of_headcount
        ):
            yield "unit-mismatch"

    def over_whole(self, target: Target, name: Name) -> bool:
        """Tell whether a percentage is above the whole although it is a share of something."""
        for part in target.parts:
            if part.dimension != "share" or part.kind is Kind.RELATIVE:
                continue
            for number in (part.value, part.upper):
                if not isinstance(number, int | float) or number <= self._whole:
                    continue
                return self._looks_scanned(target.text, part) or not name.bits & self._above
        return False

    def out_of_reach(self, part: Part | None) -> bool:
        """Tell whether a share is asked to be more than the whole."""
        if part is None or not isinstance(part.value, int | float):
            return False
        return part.comparator == ">" and part.value >= self._whole

    def _looks_scanned(self, text: str, part: Part) -> bool:
        if part.explicit or part.dimension != "share" or not isinstance(part.value, int):
            return False
        digits = str(part.value)
        low, high = self._scanned["from"], self._scanned["to"]
        if not digits.startswith(self._scanned["digit"]) or digits not in text:
            return False
        rest = digits[len(self._scanned["digit"]) :]
        return rest.isdigit() and len(rest) > 1 and low <= int(rest) <= high

    def _says_nothing(self, part: Part, value: float, *, share: bool) -> bool:
        if part.comparator == ">=" and value <= 0:
            return True
        return share and part.comparator == "<=" and value >= self._whole

    def _clash(self, target: Target) -> Word | None:
        parts = target.parts[: self._compared]
        for at, part in enumerate(parts):
            low, high = part.lower, part.upper
            if part.comparator == "range" and type(low) is type(high) and _reversed(low, high):
                return _stretch("contradictory", target.text, part, part)
            turned = self._opposites.get(part.comparator or "")
            if turned and target.text[part.start : part.end].endswith(turned):
                return _stretch("contradictory", target.text, part, part)
            for other in parts[at + 1 :]:
                if contradict(part, other) and part.comparator != other.comparator:
                    return _stretch("contradictory", target.text, part, other)
        return None


def _worsens(change: str, polarity: str | None) -> bool:
    """Tell whether a change leads away from what is better: accidents up, satisfaction down."""
    return (change, polarity) in (("up", "lower"), ("down", "higher"))


def _reversed(low: object, high: object) -> bool:
    if isinstance(low, str) and isinstance(high, str):
        return low > high and len(low) == len(high)
    if isinstance(low, int | float) and isinstance(high, int | float):
        return low > high
    return False


def _stretch(kind: str, text: str, first: Part, last: Part) -> Word:
    start, end = min(first.start, last.start), max(first.end, last.end)
    if kind == "change" and first.about:  # 上升 stands before the figure
        start = max(text.rfind(first.about, 0, start), 0)
    return Word(kind, text[start:end], start, end)
