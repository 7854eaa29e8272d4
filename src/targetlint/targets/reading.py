"""A target in its row: whether it can be verified, what it is about, what is wrong with it.

The wording alone is read by ``parser``; the name by ``names``. Here both become features, and
the tables of ``rules/measurability.yaml`` and ``rules/categories.yaml`` decide.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from targetlint.targets.alike_rows import AlikeRows
from targetlint.targets.categories import Categories, Sections
from targetlint.targets.lexicon import Data, Hit, Lexicon, Table, load
from targetlint.targets.model import Kind, Measurable, Part, Reading, Target
from targetlint.targets.names import Name, Names, analyse, names
from targetlint.targets.parser import in_month, parse, shaped
from targetlint.targets.problems import Problems, Row

QUANTITIES = frozenset(
    {Kind.THRESHOLD, Kind.EXACT, Kind.RANGE, Kind.COUNT, Kind.DEADLINE, Kind.DURATION}
)
FIGURED = QUANTITIES | {Kind.COMPOUND}
WORDINGS = frozenset({Kind.STATE, Kind.QUALITATIVE, Kind.LEVEL})
REWORDED = WORDINGS | {Kind.BOOLEAN, Kind.PLACEHOLDER}
FACTS = (
    "no-name", "empty", "residue", "copied-level", "number-name", "na-name", "over-100", "minus",
    "small-share", "unit-implied", "echo", "with-figure", "with-base", "words-too", "quantity",
    "several", "zero", "approximate", "recurring", "says-none", "out-of-reach", "verb-first",
    "own-rate", "own-thing", "concrete", "pattern", "copied", "within", "one", "at-most",
    "below-zero", "hoped",
)  # fmt: skip
_PERCENT = "%％"
REMEMBERED = 400  # characters of a row; what is longer is read anew, so that the memory stays small
AT_MOST = ("<=", "<")
OWN_RATES = frozenset({"rate", "implied-rate", "index"})
UNMEASURED = frozenset({"share", "none"})
UNITS = ("ratio", "share", "money", "time", "date", "score", "size", "count", "none")


class Figure(NamedTuple):
    """The first quantity of a target, with the unit that its row gives it."""

    part: Part | None
    unit: str | None
    dimension: str
    implied: bool


class Reader:
    """The reading of rows, as the data has it."""

    def __init__(self, names: Names, data: dict[str, Data]) -> None:
        """Take the reading of names and the data of rows by file."""
        features = self._features = names.features
        self._limits = data["figures"]
        self._words = Lexicon.from_data([data["wordings"]], features, "target.")
        self._alike = AlikeRows(
            self._limits, (word for words in data["wordings"].values() for word in words)
        )
        self._sections = Sections(data["levels"])
        self._bits = {
            **{f"kind.{kind}": features.bit(f"kind.{kind}") for kind in Kind},
            **{f"unit.{unit}": features.bit(f"unit.{unit}") for unit in UNITS},
            **{f"fact.{fact}": features.bit(f"fact.{fact}") for fact in FACTS},
        }
        for code in (*self._sections.codes, *self._sections.group_names):
            features.bit(f"in.{code}")
        self._in = {
            code: features.all_of(
                f"in.{name}" for name in (code, *self._sections.groups.get(code, ()))
            )
            for code in self._sections.codes
        }
        self._table = Table.from_data(data["measurability"]["cases"], features)
        self._categories = Categories(data["categories"], features)
        self._problems = Problems(self._limits, features)
        self._sizes = frozenset(self._limits["sizes"])
        self._own = frozenset(self._limits["own"])
        self._pairs: Data = self._limits["pairs"]
        self._shares = tuple(self._limits["share_of"])
        self._mishap = features.known("target.mishap")
        self._recurring = tuple(self._limits["recurring"])
        vague = (f"target.{name}" for name in self._limits["concrete"]["vague"])
        self._vague = sum(features.known(name) for name in vague)
        self._criterion = features.known("target.criterion")
        self._day = features.known("name.day")
        self._hopes = sum(features.known(f"target.{name}") for name in self._limits["hoped"])
        self._opens: int = self._limits["criterion_opens"]
        self._filled_in: str = self._limits["template_signs"] + self._limits["residue_signs"]

    def read(self, text: str, name_text: str, level2: str, level1: str, unit: str) -> Reading:
        """Read a target in its row; a row that is alike but for the figure spares most of it."""
        target, shape = shaped(text)
        key = self._alike.key(target, shape, (name_text, level2, level1, unit))
        if key is not None and (like := self._alike.find(key, target)):
            return like
        name = analyse(name_text)
        if target.kind is Kind.DURATION and name.bits & self._day:
            target, key = in_month(target, self._limits["month_due"]), None
        reading = self._read(target, name, (level2, level1), unit)
        if key is not None:
            self._alike.learn(key, reading)
        return reading

    def _read(self, target: Target, name: Name, levels: tuple[str, str], unit: str) -> Reading:
        text = target.text
        level2, level1 = levels
        section = self._sections.find(level2, level1)
        figure = self._figure(target, name, unit, section)
        opening = text[: self._limits["looked_at"]]
        hits = self._words.scan(opening.lower() if opening.isascii() else opening)
        bits = name.bits | self._facts(target, name, figure, levels)
        for hit in hits:
            if hit.start <= self._opens or not hit.bits & self._criterion:
                bits |= hit.bits
        if section:
            bits |= self._in[section]
        elif group := self._sections.group(level2) or self._sections.group(level1):
            bits |= self._features.known(f"in.{group}")
        elif told := self._sections.named(name.core):  # the name is all that tells
            bits |= self._in[told]
        if target.kind in WORDINGS:
            bits |= self._worded(target, name, opening, hits)
        case = self._table.find(bits) or {"is": "no", "why": "unparsed"}
        start, end, in_name = self._place(case, text, name.text, hits)
        belonging = self._categories.decide(bits, section or self._sections.named(name.core))
        if section is None:
            belonging = belonging._replace(misfiled=None)
        measurable = Measurable(case["is"])
        kind = _kind(target, figure, case.get("kind"))
        row = Row(target, name, figure.part, figure.unit, figure.dimension, bits)
        return Reading(
            target=target,
            kind=kind,
            measurable=measurable,
            reason=case.get("why"),
            start=start,
            end=end,
            in_name=in_name,
            category=belonging.category,
            certain=belonging.certain,
            section=section,
            misfiled=belonging.misfiled,
            measure=name.measure,
            polarity=name.polarity,
            problems=self._problems.find(row),
            comparator=self._comparator(target, figure, bits, name.bracket),
            unit=figure.unit,
        )

    def _figure(self, target: Target, name: Name, unit: str, section: str | None) -> Figure:
        part = next((part for part in target.parts if _is_quantity(part)), None)
        if part is None:
            return Figure(None, target.unit, "none", implied=False)
        if part.dimension == "date" or part.kind is Kind.DEADLINE:
            return Figure(part, part.unit, "date", implied=False)
        found, implied = part.unit, False
        dimension = part.dimension
        money = name.measure == "money" or section == "cost"
        if found and money and (sum_of := self._sum_of(found)):
            found, dimension = sum_of, "money"
        for given in (unit, name.bracket.strip(self._filled_in)):
            if given and (not found or found[0] == "/"):
                other = _unit_of(given)
                if other and other[0].endswith(found or ""):
                    found, dimension = other
        said = None if found else _said_in(name.core, part.value)
        if said:
            found, dimension, implied = said.unit, said.dimension, True
        if not found and name.unit:
            found, dimension, implied = name.unit, "count", True
        if not found and name.measure == "rate":
            found, dimension, implied = self._limits["rate_unit"], "share", True
        return Figure(part, found, self._dimension(found, dimension), implied)

    def _sum_of(self, unit: str) -> str | None:
        """Give the unit of money that a bare scale stands for: 万元/月 for 万/月."""
        scale, per, every = unit.partition("/")
        money = self._limits["bare_scales"].get(scale)
        return money + per + every if money else None

    def _dimension(self, unit: str | None, dimension: str | None) -> str:
        if not unit:
            return "none"
        if dimension in self._own:
            return str(dimension)
        return "size" if dimension in self._sizes else "count"

    def _facts(self, target: Target, name: Name, figure: Figure, levels: tuple[str, str]) -> int:
        limits, bits = self._limits, self._bits
        stripped = target.text.strip()
        part = figure.part
        value = part.value if part else None
        number = value if isinstance(value, int | float) else None
        share = figure.dimension == "share"
        facts = (
            ("fact.no-name", not name.core),
            ("fact.empty", not stripped),
            ("fact.residue", self._left_over(target, stripped)),
            ("fact.copied-level", bool(name.core) and self._sections.copied(name.core, *levels)),
            ("fact.number-name", name.number),
            ("fact.verb-first", name.verb_first),
            ("fact.na-name", name.absent),
            ("fact.minus", _is_minus_share(stripped, limits["dashes"])),
            ("fact.zero", number == 0),
            ("fact.below-zero", number is not None and number < 0),
            ("fact.hoped", figure.dimension in UNMEASURED and self._hoped(name)),
            ("fact.one", number == 1 and figure.implied),
            ("fact.at-most", part is not None and part.comparator in AT_MOST),
            ("fact.over-100", share and self._problems.over_whole(target, name)),
            ("fact.out-of-reach", share and self._problems.out_of_reach(part)),
            ("fact.small-share", share and number is not None and number < limits["small_share"]),
            ("fact.unit-implied", figure.implied),
            ("fact.with-figure", value is not None),
            ("fact.quantity", part is not None and target.kind in FIGURED),
            ("fact.approximate", part is not None and part.approximate),
            ("fact.recurring", self._recurs(figure)),
            ("fact.own-rate", part is not None and self._rated(part.about)),
            ("fact.own-thing", self._says_what(target, part)),
            ("fact.says-none", stripped[:1] in limits["none_signs"] and len(stripped) > 1),
            ("fact.with-base", any(part.base for part in target.parts)),
            ("fact.words-too", any(part.kind in WORDINGS for part in target.parts)),
            ("fact.several", any(sign in name.core for sign in limits["several"])),
        )
        found = bits[f"kind.{target.kind}"] | bits[f"unit.{figure.dimension}"]
        if figure.unit and "/" in figure.unit:
            found |= bits["unit.ratio"]
        for fact, holds in facts:
            if holds:
                found |= bits[fact]
        return found

    def _left_over(self, target: Target, stripped: str) -> bool:
        """Tell whether signs of a template are left in a target that says nothing."""
        if target.kind not in (Kind.PLACEHOLDER, Kind.MALFORMED):
            return False
        return any(sign in stripped for sign in self._limits["residue_signs"])

    def _says_what(self, target: Target, part: Part | None) -> bool:
        """Tell whether words before a figure or a comparison name what it is of."""
        least: int = self._limits["concrete"]["about"]
        if part is not None:
            return len(part.about) >= least
        return target.kind is Kind.RELATIVE and any(one.start >= least for one in target.parts[:1])

    def _rated(self, about: str) -> bool:
        """Tell whether the words before a figure say themselves what it is the share of."""
        if not about:
            return False
        return any(word in about for word in self._shares) or analyse(about).measure in OWN_RATES

    def _hoped(self, name: Name) -> bool:
        """Tell whether a name that measures nothing ends as a wish: 服务热情周到, not 资料齐全."""
        if name.measure in OWN_RATES:
            return False
        tail = name.core[-self._limits["hoped_tail"] :]
        hits = self._words.scan(tail)
        return any(hit.end == len(tail) and hit.bits & self._hopes for hit in hits)

    def _recurs(self, figure: Figure) -> bool:
        if figure.part is not None and figure.part.per:
            return True
        return bool(figure.unit) and str(figure.unit).endswith(self._recurring)

    def _worded(self, target: Target, name: Name, opening: str, hits: tuple[Hit, ...]) -> int:
        """Give the facts about a target in words: what it repeats, what it names.

        The words of slogans are a closed lot, those of things are not. So what counts is how much
        of a wording is left beside the vague words: enough of it is something to look up.
        """
        found = 0
        if self._echoes(target, name, hits):
            found |= self._bits["fact.echo"]
            if self._copies(opening, name.core):
                found |= self._bits["fact.copied"]
        if len(opening) >= self._limits["echo"]["within"] and opening in name.core:
            found |= self._bits["fact.within"]
        spaced = zip(opening, opening[2:], strict=False)
        if any(third in self._pairs.get(first, "") for first, third in spaced):
            found |= self._bits["fact.pattern"]
        denials = self._limits["denials"]
        for hit in hits:  # 全年无中断
            if hit.start and hit.bits & self._mishap and opening[hit.start - 1] in denials:
                found |= self._bits["fact.says-none"]
        vague = sum(hit.end - hit.start for hit in hits if hit.bits & self._vague)
        if sum(map(str.isalnum, opening)) - vague >= self._limits["concrete"]["least"]:
            found |= self._bits["fact.concrete"]
        return found

    def _copies(self, opening: str, name: str) -> bool:
        """Tell whether a sentence is written in little else than the characters of the name."""
        limits = self._limits["echo"]
        own = sum(char in name for char in opening)
        return bool(len(opening) >= limits["long"] and own >= limits["copy"] * len(opening))

    def _echoes(self, target: Target, name: Name, hits: tuple[Hit, ...]) -> bool:
        """Tell whether a target only says its name again, a telling word added."""
        opening = target.text[: self._limits["looked_at"]]
        if not name.core or len(opening) < len(target.text):
            return False
        shared = set(name.core) & set(opening)
        if len(shared) < self._limits["echo"]["overlap"] * len(set(name.core)):
            return False
        rest = len(target.text) - sum(hit.end - hit.start for hit in hits)
        own = sum(1 for char in target.text if char in shared)
        return bool(rest - own <= self._limits["echo"]["rest"])

    def _place(
        self, case: Data, text: str, name: str, hits: tuple[Hit, ...]
    ) -> tuple[int, int, bool]:
        for wanted in case.get("at", ()):
            if wanted == "name":
                return 0, len(name), True
            bit = self._features.known(f"target.{wanted}")
            for hit in hits:
                if hit.bits & bit:
                    return hit.start, hit.end, False
        return 0, len(text), False

    def _comparator(self, target: Target, figure: Figure, bits: int, bracket: str) -> str | None:
        ceiling = self._features.known("name.ceiling")
        part = figure.part
        if part and target.comparator == "=" and not part.explicit:
            if bits & ceiling:
                return "<="
            return _comparator_of(bracket) or target.comparator
        return target.comparator


def _kind(target: Target, figure: Figure, judged: str | None) -> Kind:
    """Give the kind of the wording, as the row makes it.

    Words are of the kind that their case says; a bare number that the row makes a rate or a sum
    of money is exact; anything may turn out malformed.
    """
    if judged and (target.kind in REWORDED or judged == Kind.MALFORMED):
        return Kind(judged)
    if target.kind is Kind.COUNT and figure.dimension in ("share", "money"):
        return Kind.EXACT
    return target.kind


def _is_minus_share(text: str, dashes: str) -> bool:
    """Tell whether a text is a bare percentage with a dash before it."""
    if len(text) < 2 or text[0] not in dashes or text[-1] not in _PERCENT:  # noqa: PLR2004 - dash and sign
        return False
    return not text[1:-1].strip("0123456789. ")


def _is_quantity(part: Part) -> bool:
    return part.kind in QUANTITIES or (part.kind is Kind.RELATIVE and part.value is not None)


@lru_cache(maxsize=1_000)
def _unit_of(unit: str) -> tuple[str, str | None] | None:
    """Give the canonical spelling of a unit and what it measures."""
    parts = parse(f"1{unit}").parts
    if parts and parts[0].unit and parts[0].end > len(unit.rstrip()):
        return parts[0].unit, parts[0].dimension
    return None


@lru_cache(maxsize=1_000)
def _comparator_of(bracket: str) -> str | None:
    """Give the comparison that a template left in the brackets of a name: (≥**万元)."""
    if not bracket or bracket[0].isalnum():
        return None
    parts = parse(f"{bracket[0]}1").parts
    return parts[0].comparator if parts and parts[0].explicit else None


@lru_cache(maxsize=1_000)
def _said_in(name: str, value: object) -> Part | None:
    """Give the same figure with its unit where the name has it already: 变压器3台."""
    if value is None or not any(char.isdigit() for char in name):
        return None
    said = (part for part in parse(name).parts if part.unit and part.value == value)
    return next(said, None)


# Telling words that settings add by class, or take out (``-degree``); see ``extension``.
added_words: dict[str, tuple[str, ...]] = {}


def _with_changes(name: str, known: Mapping[str, list[str]]) -> list[str]:
    """Give the words of a class with those that settings add, without those they take out."""
    gone = added_words.get(f"-{name}", ())
    words = (*known.get(name, ()), *added_words.get(name, ()))
    return [word for word in words if word not in gone]


@cache
def reader() -> Reader:
    """Give the reading of rows: the shipped one, with the words that settings add."""
    needed = ("figures", "wordings", "levels", "measurability", "categories")
    data = {name: load(name) for name in needed}
    known = data["wordings"]
    more = {name.lstrip("-"): _with_changes(name.lstrip("-"), known) for name in added_words}
    return Reader(names(), {**data, "wordings": {**known, **more}})


def read(
    target: str, name: str = "", level2: str = "", level1: str = "", *, unit: str = ""
) -> Reading:
    """Read a target in its row, as the shipped data has it."""
    if len(target) + len(name) > REMEMBERED:
        return reader().read(target, name, level2, level1, unit)
    return _remembered(target, name, level2, level1, unit)


@lru_cache(maxsize=50_000)
def _remembered(target: str, name: str, level2: str, level1: str, unit: str) -> Reading:
    return reader().read(target, name, level2, level1, unit)
