"""Checks that hold one figure against another: text against table, unit cost against total."""

from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from targetlint import standing
from targetlint.checks.access import bare, first_part, is_number
from targetlint.checks.check import NO_SUBJECT, Hit, Key, Other, Params, Regex, Result, remembered
from targetlint.checks.numbers import upper_yuan
from targetlint.checks.patterns import pattern
from targetlint.checks.quantities import amount, of_part, plain
from targetlint.checks.wording import pairs
from targetlint.forms.fields import Field
from targetlint.forms.figures import year_in, years_in
from targetlint.forms.labels import printed
from targetlint.forms.model import Form, Indicator
from targetlint.resources import compiled
from targetlint.targets.model import Part
from targetlint.targets.parser import parse


class SameFigures(Params):
    """Figures in texts and in the table that speak of the same thing are the same.

    ``fields`` are the texts by horizon (``annual``, ``overall``, ``any``), the first that speaks of
    a row decides. ``clause`` matches a piece of a text with a figure, its first group what stands
    before that. ``sentences`` are signs that end one; from one of ``stages`` on a sentence is about
    a part or another time. ``suffixes`` are taken from the end of a name; ``overlap`` of the
    character pairs of the rest, ``min_pairs`` or more, must occur in the clause. Where no other
    row has the unit, ``near`` of what stands before the figure, ``fillers`` left out, is enough.
    """

    fields: dict[str, tuple[Key, ...]]
    clause: Regex
    sentences: str
    stages: tuple[str, ...]
    suffixes: tuple[str, ...]
    overlap: float
    min_pairs: int = 2
    fillers: tuple[str, ...] = ()
    near: float = 0.6


class UnitCost(Params):
    """Unit cost times number against the total cost or the ``budget``.

    ``unit_names`` match the name of a cost for one, ``total_names`` of a total cost. ``tolerance``
    is a share.
    """

    unit_names: Regex
    total_names: Regex
    budget: tuple[Key, ...]
    tolerance: float


class Parts(Params):
    """``openings`` open the name of a part of the row above."""

    openings: tuple[str, ...]


class Clause(NamedTuple):
    """A piece of a text that has a figure, what stands in it before the figure, and its place."""

    text: str
    lead: str
    field: Field
    start: int


class Clauses(list[Clause]):
    """The clauses of a text that have a figure and speak of the whole, this year.

    ``text`` has all of them: what none of it has need not be looked for in each.
    """

    text = ""


class Said(NamedTuple):
    """A figure in a text, with the clause that says it."""

    part: Part
    clause: Clause


def _said(form: Form, key: str, params: SameFigures) -> Clauses:
    """Give the clauses of a text that have a figure and speak of the whole, this year."""
    field = form.fields.get(key)
    if field is None:
        return Clauses()
    text, year = field.text, form.year
    stages = [word for word in params.stages if word in text]
    others = year is not None and any(one != year for one in years_in(text))
    found = Clauses()
    for match in pattern(params.clause).matches(text):
        clause, start = match[0], match.start()
        if stages:
            begun = max(text.rfind(sign, 0, start) for sign in params.sentences) + 1
            if any(word in text[begun : match.end()] for word in stages):
                continue
        if not others or year_in(clause) in (None, year):
            found.append(Clause(clause, match[1], field, start))
    found.text = "\n".join([clause.text for clause in found])
    return found


def _lead(text: str, params: SameFigures) -> frozenset[str]:
    """Give the character pairs of what stands before a figure, without fillers and signs."""
    for filler in params.fillers:
        text = text.replace(filler, "")
    return pairs(text)


def _wanted(name: str, params: SameFigures) -> tuple[frozenset[str], float]:
    """Give the character pairs of what a name counts, and how many of them say it.

    The word for counting is left out. No pairs where there are too few.
    """
    name = bare(name)
    for opening in "（(":
        name = name.partition(opening)[0] or name
    for suffix in params.suffixes:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            name = name.removesuffix(suffix)
            break
    wanted = pairs(name)
    if len(wanted) < params.min_pairs:
        wanted = frozenset()
    return wanted, params.overlap * len(wanted)


def figures_agree(form: Form, params: SameFigures, _form: Form) -> Result:
    """The goals and the table give the same figure for the same thing."""
    said = {key: _said(form, key, params) for key in set().union(*params.fields.values())}
    texts = {
        horizon: [clauses for key in keys if (clauses := said[key])]
        for horizon, keys in params.fields.items()
    }
    if not any(texts.values()):
        return NO_SUBJECT
    hits = []
    compared = False
    parts = [first_part(row) for row in form.indicators]
    units = Counter([part.unit for part in parts if part is not None])
    unsaid = "annual" if form.several_years else "any"
    for row, part in zip(form.indicators, parts, strict=True):
        if part is None or not is_number(part.value) or not row.name or not part.unit:
            continue
        sole = units[part.unit] == 1
        for clauses in texts.get(row.text("horizon") or unsaid, texts["any"]):
            about = _naming(row, clauses, params)
            if not about and sole:
                about = _near(row, part, clauses, params)
            if about and _hold_figure(about, row.target):
                compared = True
                break
            same = _figures(about, part)
            if same:
                compared = True
                if all(_differs(part, other.part) for other in same):
                    hits.append(_mismatch(row, part, same[0]))
                break
    return (hits or None) if compared else NO_SUBJECT


def _naming(row: Indicator, clauses: Clauses, params: SameFigures) -> list[Clause]:
    """Give the clauses that name what a row counts."""
    wanted, least = remembered(params, row.name, _wanted)
    if not wanted or sum(map(clauses.text.__contains__, wanted)) < least:
        return []
    return [clause for clause in clauses if sum(map(clause.text.__contains__, wanted)) >= least]


def _near(row: Indicator, part: Part, clauses: list[Clause], params: SameFigures) -> list[Clause]:
    """Give the clauses whose own words name a row, which is the only one with its unit."""
    if part.unit == "%" or part.dimension != "count":
        return []
    mine = pairs(bare(row.name))
    near = []
    for clause in clauses:
        lead = remembered(params, clause.lead, _lead)
        if lead and len(lead & mine) >= params.near * len(lead):
            near.append(clause)
    return near


def _hold_figure(clauses: list[Clause], target: str) -> bool:
    """Whether a clause has the very figure of a target, so that nothing needs to be parsed."""
    found = compiled(standing.FIGURE).search(target)
    return found is not None and any(_whole(clause.text, found.group()) for clause in clauses)


def _whole(clause: str, written: str) -> bool:
    """Tell whether a clause has a figure, and not as the end of a longer one."""
    at = clause.find(written)
    return at >= 0 and not (
        clause[at - 1 : at].isdigit() or clause[at - 1 : at] in standing.IN_A_FIGURE
    )


def _figures(clauses: list[Clause], part: Part) -> list[Said]:
    """Give the figures of clauses that have the unit of a part."""
    return [
        Said(other, clause)
        for clause in clauses
        for other in parse(clause.text).parts
        if other.unit == part.unit and is_number(other.value) and other.base is None
    ]


def _differs(part: Part, other: Part) -> bool:
    mine, theirs = of_part(part), of_part(other)
    return mine is not None and theirs is not None and mine[0] != theirs[0]


def _mismatch(row: Indicator, part: Part, said: Said) -> Hit:
    mine, theirs = of_part(part), of_part(said.part)
    stricter = False
    if mine is not None and theirs is not None:
        lower = row.reading.polarity == "lower" or part.comparator in ("<=", "<")
        stricter = mine[0] < theirs[0] if lower else mine[0] > theirs[0]
    field = said.clause.field
    start = said.clause.start + said.part.start
    end = said.clause.start + said.part.end
    figure = field.text[start:end]
    values = {"said": figure, "target": row.target.strip(), "name": row.name}
    values["field"] = printed(field.key)
    return Hit(
        field.value.part(start, end),
        values,
        field.pointer,
        figure,
        row.target.strip(),
        "stricter" if stricter else "",
        (Other(row.span(), row.pointer_to("target")),),
    )


def _lowest(part: Part) -> Decimal | None:
    """Give the least that a part allows, in base units; None where it sets no floor."""
    found = of_part(part)
    return found[0] if found is not None and part.comparator in ("=", ">=", ">") else None


def is_cost(row: Indicator, _params: UnitCost) -> bool:
    """Whether a row gives a sum of money."""
    part = first_part(row)
    return part is not None and part.dimension == "money"


def unit_cost_within_total(row: Indicator, params: UnitCost, form: Form) -> Result:
    """Unit cost times number stays within the total."""
    part = first_part(row)
    if part is None or not is_number(part.value) or part.comparator not in ("=", ">=", ">"):
        return None
    _, slash, counted = (part.unit or "").partition("/")
    if not slash and pattern(params.unit_names).search(row.name) is None:
        return None
    return _against_total_cost(row, part, counted, params, form)


def _against_total_cost(
    row: Indicator, part: Part, counted: str, params: UnitCost, form: Form
) -> Result:
    number = _number_of(row, counted, form)
    price, count = _lowest(part), _lowest(number[1]) if number is not None else None
    if number is None or price is None or count is None:
        return None
    product = price * count
    total = _total_of(row, params, form)
    if total is None or product <= total.most * (1 + Decimal(str(params.tolerance))):
        return None
    values = {"price": row.target.strip(), "number": number[0].target.strip(), "name": row.name}
    values |= {"product": plain(product), "total": total.text}
    others = (total.place, _other(number[0]))
    return (Hit(row.span(), values, row.pointer_to("target"), variant=total.case, others=others),)


class _Total(NamedTuple):
    """What may be spent in all, in yuan: as written, by which case of the rule, and where."""

    most: Decimal
    text: str
    case: str
    place: Other


def _total_of(row: Indicator, params: UnitCost, form: Form) -> _Total | None:
    """Find the total cost in the table, else the budget."""
    for other in form.indicators:
        part = first_part(other)
        if other is row or part is None or pattern(params.total_names).search(other.name) is None:
            continue
        most = upper_yuan(part)
        if (
            most is not None
            and "/" not in (part.unit or "")
            and part.comparator in ("=", "<=", "<")
        ):
            return _Total(most, other.target.strip(), "", _other(other))
    bound = next((found for key in params.budget if (found := amount(form, key))), None)
    if bound is None or not isinstance(bound.value, Decimal) or bound.span is None:
        return None
    return _Total(bound.value, bound.text, "budget", Other(bound.span, bound.pointer))


def _other(row: Indicator) -> Other:
    return Other(row.span(), row.pointer_to("target"))


def _number_of(row: Indicator, counted: str, form: Form) -> tuple[Indicator, Part] | None:
    """Find the row that says how many of the thing a unit cost is for."""
    mine = pairs(row.name)
    best: tuple[int, Decimal, Indicator, Part] | None = None
    for other in form.indicators:
        part = first_part(other)
        if other is row or part is None or part.dimension != "count" or part.approximate:
            continue
        if (counted and part.unit != counted) or (part.unit or "").count("/"):
            continue
        found = of_part(part)
        if found is None or other.reading.section not in ("quantity", None):
            continue
        shared = len(mine & pairs(other.name))
        if not counted and not shared:
            continue
        if best is None or (shared, found[0]) > best[:2]:
            best = (shared, found[0], other, part)
    return best[2:] if best is not None else None


def parts_within_whole(row: Indicator, params: Parts, form: Form) -> Result:
    """The parts (其中……) are no more in all than the row above that they are parts of."""
    part = first_part(row)
    if part is None or not is_number(part.value) or not row.name.startswith(params.openings):
        return None
    whole = None
    for earlier in reversed(form.indicators[: row.index]):
        if not earlier.name.startswith(params.openings):
            whole = earlier
            break
    top = first_part(whole) if whole is not None else None
    if (
        whole is None
        or top is None
        or top.unit != part.unit
        or top.comparator not in ("=", "<=", "<")
    ):
        return None
    least, most = _lowest(part), of_part(top)
    if least is None or most is None:
        return None
    so_far = _lowest_of(form.indicators[whole.index + 1 : row.index], part.unit)
    if so_far > most[0] or least + so_far <= most[0]:
        return None  # within the whole, or an earlier part has been reported
    sole = least > most[0]
    added = plain((least + so_far) / Decimal(str(part.scale)))
    values = {"name": row.name, "target": row.target.strip(), "total": whole.target.strip()}
    values["sum"] = f"{added}{part.unit or ''}"
    pointer, variant = row.pointer_to("target"), "part" if sole else "parts"
    return (Hit(row.span(), values, pointer, variant=variant, others=(_other(whole),)),)


def _lowest_of(rows: list[Indicator], unit: str | None) -> Decimal:
    """Add up the least that rows in one unit allow."""
    parts = (first_part(row) for row in rows)
    lowest = (_lowest(part) for part in parts if part is not None and part.unit == unit)
    return sum((least for least in lowest if least is not None), Decimal(0))
