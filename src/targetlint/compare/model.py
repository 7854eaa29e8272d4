"""What a comparison holds, complete in itself: places and texts are resolved when it is made."""

from typing import NamedTuple

from targetlint.findings import Finding, Unreadable


class Side(NamedTuple):
    """A form on one side. ``budget`` is this year's in yuan, as a plain number or empty."""

    path: str
    form: int
    project: str
    year: str
    template: str
    budget: float | None = None


class Cell(NamedTuple):
    """An indicator on one side."""

    level1: str
    level2: str
    level3: str
    target: str
    pointer: str
    line: int
    column: int
    place: str | None = None


class Match(NamedTuple):
    """How a pair was found: ``by`` identity, name, likeness, map …, and how sure that is."""

    by: str
    confidence: float = 1.0


class Flag(NamedTuple):
    """Something said of a pair beside its kind: its key and what fills its wording."""

    key: str
    values: dict[str, str]


class RowChange(NamedTuple):
    """What became of an indicator.

    ``change`` is by how much its figure changed, with its own sign: a ``share`` of last year's,
    percentage ``points``, or ``days``, as ``unit`` says. ``better`` is ``lower`` where less is
    better (a ceiling, a deadline), so that a figure that rose was relaxed.
    """

    kind: str
    last: Cell | None
    this: Cell | None
    match: Match | None = None
    flags: tuple[Flag, ...] = ()
    change: float | None = None
    unit: str | None = None
    better: str | None = None


class FormChange(NamedTuple):
    """What became of a form."""

    last: Side | None
    this: Side | None
    match: Match | None
    rows: tuple[RowChange, ...]
    remarks: tuple[Flag, ...]

    @property
    def project(self) -> str:
        """The project, by its present name."""
        side = self.this or self.last
        return side.project if side is not None else ""

    @property
    def growth(self) -> float | None:
        """By which share the budget has grown."""
        if self.last is None or self.this is None or not self.last.budget:
            return None
        if self.this.budget is None:
            return None
        return self.this.budget / self.last.budget - 1


class Earlier(NamedTuple):
    """A finding of the first submission."""

    rule: str
    severity: str
    path: str
    form: int
    project: str
    row: tuple[str, str, str] | None
    pointer: str
    found: str
    message: str
    fingerprint: str


class Opinion(NamedTuple):
    """What became of an earlier finding; a new one has no earlier one."""

    state: str
    severity: str
    project: str
    earlier: Earlier | None
    now: Finding | None = None
    reason: str = ""


class Comparison(NamedTuple):
    """Everything that is told. ``opinions`` is None where no earlier ones were given."""

    lang: str
    last: str
    this: str
    forms: tuple[FormChange, ...]
    opinions: tuple[Opinion, ...] | None
    unreadable: tuple[Unreadable, ...]
    version: str
