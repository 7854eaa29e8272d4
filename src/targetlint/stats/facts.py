"""What the portfolio knows of one form, wherever it was learned."""

from decimal import Decimal
from typing import NamedTuple


class Row(NamedTuple):
    """A row of a form as written: second level, name, target."""

    level2: str
    name: str
    target: str


class FormFacts(NamedTuple):
    """One form. ``indicators`` are pairs of category and measurability, one a row.

    ``budget`` is the sum of the year in yuan, None where it is not known. ``text`` and ``rows``
    are what was written, None where only a report was read, which does not hold it.
    """

    path: str
    form: int
    project: str
    department: str
    year: str
    template: str
    indicators: tuple[tuple[str, str], ...]
    budget: Decimal | None = None
    text: str | None = None
    rows: tuple[Row, ...] | None = None


class Found(NamedTuple):
    """A finding, as far as it is counted."""

    form: int
    rule: str
    name: str
    severity: str
    waived: bool
    asks: bool = False


class FileFacts(NamedTuple):
    """What one input gave."""

    forms: tuple[FormFacts, ...]
    findings: tuple[Found, ...]
    unreadable: int = 0


class Source(NamedTuple):
    """Where facts came from: ``kind`` is forms, jsonl, json or sqlite; ``detail`` names the run."""

    kind: str
    path: str
    detail: str = ""
