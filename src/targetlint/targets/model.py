"""What a target value can be, and what an expert makes of it.

Two steps: a wording alone becomes a ``Target`` (what it says); a target in its row, with the
indicator's name and its levels, becomes a ``Reading`` (whether it can be verified, what the
indicator is by its nature). The vocabulary is that of the field; every offset counts code
points within the text it speaks of. Named tuples, because they are made by the hundred thousand
(``value._replace(...)`` gives a changed copy).
"""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The form of a target expression."""

    THRESHOLD = "threshold"
    EXACT = "exact"
    RANGE = "range"
    COUNT = "count"
    DEADLINE = "deadline"
    DURATION = "duration"
    RELATIVE = "relative"
    LEVEL = "level"
    STATE = "state"
    BOOLEAN = "boolean"
    QUALITATIVE = "qualitative"
    PLACEHOLDER = "placeholder"
    COMPOUND = "compound"
    MALFORMED = "malformed"


class Measurable(StrEnum):
    """Whether a strict reviewer would accept a target as verifiable as written."""

    YES = "yes"
    CONDITIONAL = "conditional"
    NO = "no"


class Word(NamedTuple):
    """A telling word inside a target: its class (``degree``, ``state``, ``vague-time`` …)."""

    kind: str
    text: str
    start: int
    end: int


class Notation(NamedTuple):
    """A stretch written in an unusual way, and the usual way to write it.

    ``kind`` is one of ``full-width``, ``comparator``, ``numeral``, ``unit``, ``bracket``,
    ``blank``.
    """

    kind: str
    start: int
    end: int
    replacement: str


class Part(NamedTuple):
    """One thing that a target promises.

    ``kind`` is one of threshold, exact, count, range, deadline, duration, relative, and the
    word kinds. ``comparator`` is ``>=  >  <=  <  =  range`` or None. ``value``, ``lower`` and
    ``upper`` are numbers in ``unit`` as written, or ISO dates for a deadline (without what the
    cell does not name: ``12-31``, ``05`` for the fifth of every month); an interval has
    comparator ``range`` and both ends in ``value``, divided by a slash (``90/95``,
    ``2023-07/2024-01``). ``unit`` is canonical. ``dimension`` is what the unit
    measures: share, count, money, length, area, mass, time, date …, ``number`` for a scale
    alone (250万); ``scale`` turns a value into the dimension's base unit (万元 → 10000 yuan).
    ``base`` is what a relative part is measured against (``last-year``, ``budget``, ``plan`` …,
    or a date: ``2020``), ``explicit`` whether a comparator
    was written, ``approximate`` whether the number is hedged (约, 余, 左右), ``about`` the words
    before the quantity that say what is counted, ``per`` the recurring period (每月 …),
    ``change`` whether the figure is a difference (``up``, ``down``).
    """

    kind: Kind
    start: int
    end: int
    comparator: str | None = None
    value: float | int | str | None = None
    lower: float | int | str | None = None
    upper: float | int | str | None = None
    unit: str | None = None
    dimension: str | None = None
    scale: float = 1.0
    base: str | None = None
    explicit: bool = False
    approximate: bool = False
    about: str = ""
    per: str | None = None
    change: str | None = None


class Target(NamedTuple):
    """What one wording promises, read without its row.

    The first quantity's figures stand at the top; ``parts`` has them all. ``normalised`` is the
    same promise in canonical spelling; parsing it gives the same meaning.
    """

    text: str
    kind: Kind
    comparator: str | None
    value: float | int | str | None
    lower: float | int | str | None
    upper: float | int | str | None
    unit: str | None
    normalised: str
    parts: tuple[Part, ...]
    words: tuple[Word, ...]
    notations: tuple[Notation, ...]


class Reading(NamedTuple):
    """A target in its row, as an expert reads it.

    ``reason`` names why a target is not, or not quite, measurable (a key of
    ``rules/reasons.yaml``; None when measurable is yes); ``start``/``end`` is the stretch that
    gives the reason, in the target, or in the name where ``in_name``. ``category`` is where
    the indicator belongs by its nature, None where nothing tells; ``certain`` whether the cue
    is a plain one. ``section`` is the canonical code of the level-2 name it is filed under, None if
    unknown. ``misfiled`` is None where section or category is unknown. ``measure`` is what
    the name says is measured: rate, count, money, time, degree, state, fact (是否…) or None.
    ``polarity`` is ``higher``, ``lower`` or None. ``problems`` are faults of the value itself
    beside its measurability (``percent-above-100``, ``scanned-2``, ``contradictory``,
    ``vacuous``, ``unit-mismatch``, ``direction``, ``missing-unit`` …) with their places.
    ``comparator`` and ``unit`` are those of the target with what the row adds to them: the unit
    that a column or the name gives, the ceiling that the name states. ``like`` is the reading of a
    row that differs in the figure of its target only, from which all else was taken over.
    """

    target: Target
    kind: Kind
    measurable: Measurable
    reason: str | None
    start: int
    end: int
    in_name: bool
    category: str | None
    certain: bool
    section: str | None
    misfiled: str | None
    measure: str | None
    polarity: str | None
    problems: tuple[Word, ...] = ()
    comparator: str | None = None
    unit: str | None = None
    like: "Reading | None" = None
