"""What became of each form and each indicator."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from targetlint.compare.likeness import squeezed
from targetlint.compare.maps import NOTHING, Entry, Map
from targetlint.compare.matching import Pair, Source, match_forms, match_rows, named
from targetlint.compare.model import Cell, Flag, FormChange, RowChange, Side
from targetlint.compare.promises import (
    Move,
    Promise,
    move,
    of_text,
    promises,
    same_unit,
    shift,
    table,
)
from targetlint.compare.words import MARKS, worst_of
from targetlint.forms.model import Form, Indicator
from targetlint.forms.template import bare_level

_LOST, _GAINED, _LOWERED, _RAISED = "figure-lost", "figure-gained", "lowered", "raised"
_SAME = "unchanged"


def compare(last: Sequence[Source], this: Sequence[Source], wanted: Map) -> list[FormChange]:
    """Compare all forms of two years."""
    _hold(wanted, last, this)
    return [_form(pair, wanted) for pair in match_forms(last, this, wanted)]


def _hold(wanted: Map, last: Sequence[Source], this: Sequence[Source]) -> None:
    """Raise a fault where a map names what is not there."""
    for entry in (*wanted.rows, *wanted.projects):
        for side, sources in (("last", last), ("this", this)):
            name = getattr(entry, side)
            if name != NOTHING and not _is_there(name, entry, sources):
                assert wanted.located is not None  # noqa: S101 - entries come from a file
                where = (*entry.at, side)
                raise wanted.located.fault(
                    f"compare-map-{side}", where, {"name": name}, behind=True
                )


def _is_there(name: str, entry: Entry, sources: Sequence[Source]) -> bool:
    if entry.at[0] == "projects":
        return any(squeezed(source.form.project) == squeezed(name) for source in sources)
    return any(named(row, name) for source in sources for row in source.form.indicators)


def _form(pair: Pair, wanted: Map) -> FormChange:
    last, this = pair.last, pair.this
    if last is None or this is None:
        kind = "form-added" if last is None else "form-dropped"
        sides = [_side(source) if source is not None else None for source in (last, this)]
        return FormChange(sides[0], sides[1], None, (), (Flag(kind, {}),))
    years = (last.form.year, this.form.year)
    rows = [
        _row(one, last.form, this.form, years) for one in match_rows(last.form, this.form, wanted)
    ]
    order = list(table()["changes"])
    rows.sort(key=lambda row: (MARKS.index(worst_of(row)), order.index(row.kind)))
    change = FormChange(_side(last), _side(this), pair.match, tuple(rows), ())
    return change._replace(remarks=tuple(_remarks(change, last.form, this.form)))


def _side(source: Source) -> Side:
    form = source.form
    budget = _budget(form)
    return Side(
        source.path,
        form.number,
        form.project,
        str(form.year or ""),
        form.template.id,
        float(budget) if budget is not None else None,
    )


def _budget(form: Form) -> Decimal | None:
    """Give the budget of the year in yuan; the total where a form has only that."""
    for key in ("budget.current_year", "budget.total"):
        amount = form.amounts.get(key)
        if amount is not None:
            return amount.yuan
    return None


def _remarks(change: FormChange, last: Form, this: Form) -> Iterator[Flag]:
    kinds = [row.kind for row in change.rows]
    copied = [row for row in change.rows if row.kind == _SAME]
    least = table()["copied_forward"]["rows"]
    if len(copied) == len(kinds) >= least:
        yield Flag("copied-forward", {"n": str(len(copied))})
    growth = change.growth
    still = kinds and not {_RAISED, _GAINED, "added"} & set(kinds)
    if growth is not None and growth > table()["budget"]["up"] and still:
        yield Flag("budget-up", {"change": f"{growth:.1%}"})
    stated = this.amounts.get("budget.previous_year")
    known = last.amounts.get("budget.current_year")
    if stated is not None and known is not None and stated.yuan != known.yuan:
        values = {"stated": f"{stated.yuan.normalize():,f}", "last": f"{known.yuan.normalize():,f}"}
        yield Flag("budget-misstated", values)


def _row(pair: Pair, last: Form, this: Form, years: tuple[int | None, int | None]) -> RowChange:
    if pair.last is None:
        return RowChange("added", None, _cell(pair.this, this))
    if pair.this is None:
        return RowChange("dropped", _cell(pair.last, last), None)
    kind, change, unit, better = verdict(pair.last, pair.this, years)
    return RowChange(
        kind,
        _cell(pair.last, last),
        _cell(pair.this, this),
        pair.match,
        tuple(_flags(pair.last, pair.this)),
        change,
        unit,
        better,
    )


def _cell(row: Indicator, form: Form) -> Cell:
    span = row.span()
    where = form.source.position(span.start)
    human = form.source.place(span.start) if form.source.places else None
    target = " ".join(row.target.split())
    return Cell(
        row.level1, row.level2, row.name, target, row.pointer, where.line, where.column, human
    )


class Verdict(NamedTuple):
    """What became of a target: the kind, by how much, in what, and which way is better."""

    kind: str
    change: float | None = None
    unit: str | None = None
    better: str | None = None


def verdict(last: Indicator, this: Indicator, years: tuple[int | None, int | None]) -> Verdict:
    """Tell what became of a target, by how much, and in what."""
    before, after = promises(last), promises(this)
    if squeezed(last.target) == squeezed(this.target):
        if before and after and not same_unit(before[0], after[0]):
            return Verdict("not-comparable")
        return Verdict(_SAME)
    if not before and not after:
        return Verdict("reworded")
    if not before or not after:
        return Verdict(_LOST if before else _GAINED)
    return _figures(before, after, years)


def _figures(
    before: list[Promise], after: list[Promise], years: tuple[int | None, int | None]
) -> Verdict:
    """Compare figure by figure; the first that got worse decides."""
    moves: list[Move] = []
    left = list(after)
    for promise in before:
        answer = next((one for one in left if same_unit(promise, one)), None)
        if answer is None:
            continue
        left.remove(answer)
        if promise.stated and answer.stated and promise.better != answer.better:
            return Verdict("reversed")
        better = promise.better if promise.stated or not answer.stated else answer.better
        moves.append(move(promise, answer, better, years))
    if not moves:
        return Verdict("not-comparable")
    worst, best = min(moves), max(moves)
    if worst.gain < 0:
        return _moved(_LOWERED, worst)
    if len(moves) < len(before):
        return Verdict(_LOWERED)  # a condition fell away
    if best.gain > 0:
        return _moved(_RAISED, best)
    return Verdict(_RAISED if left else _SAME)


def _moved(kind: str, told: Move) -> Verdict:
    """Tell of a figure that went up or down; a share of nothing is not told."""
    change = -told.gain if told.better == "lower" else told.gain
    if told.from_nothing:
        return Verdict(kind, better=told.better)
    return Verdict(kind, change, told.unit, told.better)


def _flags(last: Indicator, this: Indicator) -> Iterator[Flag]:
    actual = last.text("actual") or this.text("previous_actual")
    if actual and _falls_short(this, actual):
        yield Flag("below-actual", {"actual": actual})
    stated = this.text("previous")
    if stated and _differ(stated, last):
        yield Flag("previous-misstated", {"stated": stated, "last": last.target.strip()})
    before, after = promises(last), promises(this)
    if before and after:
        one, other = before[0], after[0]
        if one.unit != other.unit:
            yield Flag("unit-changed", {"last": one.unit or "-", "this": other.unit or "-"})
        if one.comparator != other.comparator:
            yield Flag("comparator-changed", {"last": one.comparator, "this": other.comparator})
    if squeezed(last.name) != squeezed(this.name):
        yield Flag("renamed", {"last": last.name})
    if bare_level(last.level2) != bare_level(this.level2):
        yield Flag("moved", {"last": last.level2 or last.level1})


def _falls_short(this: Indicator, actual: str) -> bool:
    """Whether a target promises less than what was reached before."""
    targets, reached = promises(this), of_text(actual, this)
    if not targets or not reached or targets[0].dimension == "date":
        return False
    if not same_unit(reached[0], targets[0]):
        return False
    margin: float = table()["actual_margin"]
    return shift(reached[0], targets[0], targets[0].better) < -margin


def _differ(stated: str, last: Indicator) -> bool:
    """Whether last year's target is told otherwise than last year's form has it."""
    if squeezed(stated) == squeezed(last.target):
        return False
    told, known = of_text(stated, last), promises(last)
    if not told or not known:
        return bool(told) != bool(known)
    if not same_unit(told[0], known[0]):
        return True
    if told[0].dimension == "date":
        return told[0].day != known[0].day
    return shift(told[0], known[0], "higher") != 0
