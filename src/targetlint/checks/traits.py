"""The traits of a row: the facts with few values, which decide most conditions of most rules.

Rows with the same traits are the same to every condition that asks for nothing else, so the
engine decides such conditions once for each set of traits.
"""

from targetlint.checks.access import FORM_FACTS, INDICATOR_FACTS
from targetlint.forms.model import Indicator
from targetlint.targets.model import Kind, Reading

# Facts that the layout of a form settles.
LAYOUT = frozenset(
    {"template", "family", "known_template", "self_evaluation", "stage_goal_asked"}
) & set(FORM_FACTS)

# Facts that the traits of a row, or the layout of its form, settle; of the unit only whether the
# row has one.
SETTLED = LAYOUT | {"unit?"} | (
    frozenset(
        {
            "kind", "measurable", "reason", "category", "certain", "section", "area", "misfiled",
            "measure", "polarity", "comparator", "dimension", "explicit", "approximate", "parts",
            "deadline",
        }
    )
    & set(INDICATOR_FACTS)
)  # fmt: skip

Traits = tuple[object, ...]

_known: dict[int, tuple[Reading, int]] = {}
_numbers: dict[Traits, int] = {}
_MOST = 50_000


def traits(row: Indicator) -> int:
    """Give a number for the traits of a row, the same for all that have the same.

    It is kept for as long as the reading is. A figure alone makes no other traits.
    """
    reading = row.reading
    reading = reading.like or reading
    kept = _known.get(id(reading))
    if kept is not None and kept[0] is reading:
        return kept[1]
    if len(_known) > _MOST:
        _known.clear()
    found = _numbers.setdefault(_traits(reading), len(_numbers))
    _known[id(reading)] = (reading, found)
    return found


def _traits(reading: Reading) -> Traits:
    target = reading.target
    parts = target.parts
    first = parts[0] if parts else None
    return (
        reading.kind,
        reading.measurable,
        reading.reason,
        reading.category,
        reading.certain,
        reading.section,
        reading.misfiled,
        reading.measure,
        reading.polarity,
        reading.comparator,
        first.dimension if first is not None else None,
        first is not None and first.explicit,
        any(part.approximate for part in parts),
        len(parts),
        any(part.kind is Kind.DEADLINE for part in parts),
        frozenset(fault.kind for fault in reading.problems) if reading.problems else None,
        frozenset(word.kind for word in target.words) if target.words else None,
        bool(target.notations),
        bool(reading.unit),
    )
