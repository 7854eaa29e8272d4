"""A performance-target form as a reviewer sees it.

Built by ``forms.build`` from a document's nodes, whatever spelling the author chose; every
value keeps the scalar it was written in, and with it its place. ``pointer`` is a JSON Pointer
into the normalised form of the form format.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from targetlint import resources
from targetlint.forms.fields import Amount, Field
from targetlint.forms.figures import (
    months_of,
    period_in,
    plainly_yuan,
    read_amounts,
    read_dates,
    year_in,
)
from targetlint.forms.template import Template
from targetlint.forms.values import not_given
from targetlint.nodes import Mapping, Node, Scalar
from targetlint.records import Record
from targetlint.source import SourceText, Span
from targetlint.targets.model import Reading
from targetlint.targets.reading import read

_YEAR = 12


class Remark(Record):
    """Something a reader or the builder noticed about the input itself.

    ``code`` is what a rule of the group TL0xx asks for (``duplicate-key``, ``unknown-key``
    …); ``values`` fill its message, ``edits`` (span, replacement) mend it.
    """

    __slots__ = ("code", "edits", "pointer", "span", "values")

    def __init__(
        self,
        code: str,
        span: Span,
        values: dict[str, str] | None = None,
        edits: tuple[tuple[Span, str], ...] = (),
        pointer: str = "",
    ) -> None:
        """Take what was noticed and where."""
        self.code = code
        self.span = span
        self.values = values or {}
        self.edits = edits
        self.pointer = pointer


class Indicator:
    """One row of the indicator table.

    ``cells`` holds what was written, by normalised key (``level1``, ``level2``, ``level3``,
    ``target``, ``weight``, ``previous`` …). A target that was split over comparator, value
    and unit stands joined under ``target``.
    """

    __slots__ = (
        "cells", "index", "level1", "level2", "name", "node", "pointer", "reading", "target",
    )  # fmt: skip

    level1: str
    """一级目标 / 一级指标."""
    level2: str
    """二级目标 / 二级指标."""
    name: str
    """三级目标 / 三级指标."""
    target: str
    """指标目标值 / 指标值, as written."""
    reading: Reading
    """What an expert makes of the row; it is read when first asked for."""

    def __init__(self, index: int, node: Node, cells: dict[str, Scalar]) -> None:
        """Take the row's number from 0, its node and its cells."""
        self.index = index
        self.node = node
        self.cells = cells
        self.pointer = f"/indicators/{index}"
        self.level1 = self.text("level1")
        self.level2 = self.text("level2")
        self.name = self.text("level3")
        written = cells.get("target")
        self.target = written.text if written is not None else ""

    def text(self, key: str) -> str:
        """Give a cell's text, stripped; empty where the row has no such cell."""
        cell = self.cells.get(key)
        return cell.text.strip() if cell is not None else ""

    if not TYPE_CHECKING:  # asked only for what is not there yet: cheaper than a property

        def __getattr__(self, name: str) -> Reading:
            """Read the row."""
            if name != "reading":
                raise AttributeError(name)
            unit = "" if not_given(written := self.text("unit")) else written
            self.reading = read(self.target, self.name, self.level2, self.level1, unit=unit)
            return self.reading

    def scalar(self, key: str) -> Scalar | None:
        """Give a cell as written."""
        return self.cells.get(key)

    def span(self, key: str = "target") -> Span:
        """Where a cell stands; the name or the row where there is no such cell."""
        cell = self.cells.get(key) or self.cells.get("level3")
        return cell.span if cell is not None else self.node.span

    def pointer_to(self, key: str) -> str:
        """Point to a cell, or to the row where there is no such cell."""
        return f"{self.pointer}/{key}" if key in self.cells else self.pointer


class Form:
    """One form: what stands in it, and by which printed layout it is read.

    ``memo`` is for checks that ask the same of a form for every row.

    ``number`` counts from 1 within the file. ``detected_by`` says in a phrase key how the
    template was found (``template``, ``labels``, ``levels``, ``option``, ``none``).
    """

    def __init__(  # noqa: PLR0913 - a plain record
        self,
        *,
        number: int,
        source: SourceText,
        node: Mapping,
        template: Template,
        detected_by: str,
        fields: dict[str, Field],
        indicators: list[Indicator],
        remarks: list[Remark],
        empty_levels: list[tuple[str, Scalar]] | None = None,
        indicators_label: Scalar | None = None,
    ) -> None:
        """Take what was gathered from the nodes."""
        self.number = number
        self.source = source
        self.node = node
        self.template = template
        self.detected_by = detected_by
        self.fields = fields
        self.indicators = indicators
        self.remarks = remarks
        self.empty_levels = empty_levels or []
        self.indicators_label = indicators_label
        self.memo: dict[Any, Any] = {}

    def text(self, key: str) -> str:
        """Give a field's text, stripped; empty where the form has no such field."""
        found = self.fields.get(key)
        return found.value.text.strip() if found is not None else ""

    def span(self, key: str) -> Span:
        """Where a field stands; where its section or the form begins if it is not there."""
        found = self.fields.get(key)
        if found is not None:
            return found.value.span if found.value.text else found.label.span
        return self.head

    @cached_property
    def head(self) -> Span:
        """The place that stands for the form as a whole: its first label, or its first cell."""
        title = self.fields.get("project.name") or self.fields.get("title")
        if title is not None:
            return title.value.span if title.value.text else title.label.span
        if self.node.entries:
            return self.node.entries[0][0].span
        return self.node.span

    @property
    def project(self) -> str:
        """项目名称."""
        return self.text("project.name")

    @cached_property
    def year(self) -> int | None:
        """The budget year: as the year field says, else as the title does."""
        for key in ("year", "title"):
            found = year_in(self.text(key))
            if found is not None:
                return found
        return None

    @cached_property
    def amounts(self) -> dict[str, Amount]:
        """Every money field that can be read, in yuan.

        What is written in our format is in yuan where it names no unit, whatever the labels;
        under printed labels alone only where the sums are too large for anything else.
        """
        ours = "template" in self.fields or self.node.get("budget") is not None
        return read_amounts(
            self.fields, yuan=ours or (self.source.ours and plainly_yuan(self.fields))
        )

    @cached_property
    def dates(self) -> dict[str, str]:
        """Every date field that can be read, as an ISO date."""
        return read_dates(self.fields)

    @cached_property
    def period(self) -> tuple[str, str] | None:
        """First and last day of the project as ISO dates, if the form says both, in this order."""
        start, end = self.dates.get("project.start_date"), self.dates.get("project.end_date")
        if start and end:
            return (start, end) if start <= end else None
        return period_in(self.text("project.period")) if not (start or end) else None

    @cached_property
    def months(self) -> int | None:
        """For how many months the project runs, by its dates or its period (3年), if it says so."""
        return months_of(self.period, self.text("project.period"))

    @property
    def several_years(self) -> bool | None:
        """Whether the project runs over more than one calendar year; None where it is not said."""
        if self.period is not None:
            return self.period[0][:4] != self.period[1][:4]
        return self.months > _YEAR if self.months is not None else None

    @cached_property
    def is_new(self) -> bool:
        """Whether the form calls the project new (新增项目)."""
        marks = resources.load("rules/detection.yaml")["new_project"]
        said = self.text("project.nature") + self.text("project.category")
        return any(mark in said for mark in marks)

    def narrative(self) -> Iterator[Field]:
        """Go through the narrative fields in the order written."""
        for key, found in self.fields.items():
            if key.startswith("narrative."):
                yield found
