"""One form while it is being read from a document."""

from targetlint.forms.labels import labels, plain_label
from targetlint.forms.model import Remark
from targetlint.forms.values import other_currency
from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.readers import cues, ticks
from targetlint.readers.canvas import on_one_line, scalar
from targetlint.readers.inline import listed
from targetlint.source import Span


class Draft:
    """What has been found of a form so far, and what could not be placed."""

    def __init__(self) -> None:
        """Start with an empty form."""
        self.entries: list[tuple[Scalar, Node]] = []
        self.keys: dict[str, str] = {}
        self.indicators: list[Mapping] = []
        self.indicators_at: Span | None = None
        self.remarks: list[Remark] = []
        self.title: Scalar | None = None
        self.year: Scalar | None = None
        self.heading: Scalar | None = None
        self.unit = ""
        self.horizon = ""
        # The form whose head this one shares with others, and how many entries are from there.
        self.base: Draft | None = None
        self.shared = 0

    def twin(self) -> "Draft":
        """Begin another form under the same head: title, year and what was said so far."""
        other = Draft()
        other.title, other.year, other.unit = self.title, self.year, self.unit
        other.entries, other.keys = list(self.entries), dict(self.keys)
        other.base, other.shared = self, len(self.entries)
        return other

    @property
    def recognised(self) -> bool:
        """Whether this is a form at all."""
        return bool(self.indicators_at) or len(self.keys) > 1 or bool(self.title and self.keys)

    def add(self, label: Scalar, value: Scalar, unit: str = "") -> None:
        """Take a field: its label as printed and its value."""
        text = label.text.strip().rstrip("：:").rstrip()
        if not text:
            self.unplaced(value)
            return
        if plain_label(text)[0] in cues.cue("money_unit_labels") and _is_unit(value.text):
            self._entry(Scalar(cues.cue("money_unit_key"), label.span), value)
            return
        key = cues.field_key(text)
        if key == "year":
            self.add_year(value)
            return
        unit = unit or self.unit
        if key is not None and key.startswith("budget.") and (parts := listed(value)):
            self._add_parts(label, parts, unit or cues.money_unit_of(text))
            return
        if unit and key is not None and key.startswith("budget.") and not cues.money_unit_of(text):
            text = f"{text}（{unit}）"
        name = Scalar(text, label.span, label.inner if label.text.startswith(text) else -1)
        value = ticks.chosen(value)
        if key in cues.cue("names"):
            value = on_one_line(value)
        if key is not None and (key not in self.keys or not self.keys[key]):
            self.keys[key] = value.text.strip()
        self._entry(name, value)

    def _add_parts(self, label: Scalar, parts: list[tuple[Scalar, Scalar]], unit: str) -> None:
        """Take several amounts that share the cell of one label; a total is that label's own."""
        for name, value in parts:
            total = name.text in cues.cue("totals")
            self.add(label if total else name, value, unit)

    def _entry(self, name: Scalar, value: Scalar) -> None:
        self.entries.append((name, value))

    def add_title(self, text: Scalar) -> None:
        """Take the title line, and the year it may name."""
        if self.title is None:
            self.title = text
            found = cues.pattern("year").search(text.text)
            if found and self.year is None:
                self.year = scalar(found[1], text.part(found.start(1), found.end(1)).start)

    def add_year(self, text: Scalar) -> bool:
        """Take a line that says the year; False if it does not."""
        found = cues.pattern("year_line").match(text.text.strip())
        if found is None:
            return False
        if self.year is None:
            at = text.text.find(found[1])
            self.year = scalar(found[1], text.part(at, at + 4).start)
        return True

    def add_row(self, row: Mapping, at: Span) -> None:
        """Take a row of the indicator table that begins at a place."""
        self.indicators.append(row)
        self.indicators_at = self.indicators_at or at

    def unplaced(self, text: Scalar) -> None:
        """Keep what could not be placed, so that it is reported."""
        if text.text.strip():
            self.remarks.append(unplaced(text))

    def node(self) -> Mapping:
        """Give the form as nodes."""
        entries: list[tuple[Scalar, Node]] = []
        for key, value in (("title", self.title), ("year", self.year)):
            if value is not None:
                entries.append((Scalar(key, value.span), value))
        first = len(entries) + self.shared if self.base else 0
        entries += self.entries
        if self.indicators_at is not None:
            rows: list[Node] = list(_without_lone_horizon(_without_blank_rows(self.indicators)))
            end = rows[-1].span.end if rows else self.indicators_at.end
            label = self.heading
            if label is None or not labels().names_indicators(label.text):
                label = Scalar("indicators", self.indicators_at)
            entries.append((label, Sequence(Span(self.indicators_at.start, end), rows)))
        own = entries[first:]
        spans = [key.span for key, _ in own] + [value.span for _, value in own]
        whole = Span(min(s.start for s in spans), max(s.end for s in spans))
        return Mapping(whole, entries)


def _is_unit(text: str) -> bool:
    """Say whether a text is a unit of money, known or of another currency."""
    return cues.is_money_unit(text) or (bool(other_currency(text)) and cues.looks_like_label(text))


def _without_blank_rows(rows: list[Mapping]) -> list[Mapping]:
    """Keep a row without name and value only where its first level has no other row."""
    written: set[str] = set()
    blank: list[tuple[Mapping, str]] = []
    for row in rows:
        cells = {cues.column_key(key.text): value for key, value in row.entries}
        level = _text(cells.get("level1"))
        if any(_text(cells.get(key)) for key in ("level3", "target", "value", "actual")):
            written.add(level)
        else:
            blank.append((row, level))
    gone: set[int] = set()
    for row, level in blank:
        if level in written or level == "":
            gone.add(id(row))
        else:
            row.entries = [entry for entry in row.entries if _text(entry[1])]
            written.add(level)
    return [row for row in rows if id(row) not in gone]


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _without_lone_horizon(rows: list[Mapping]) -> list[Mapping]:
    """Leave the horizon out where all rows have the same."""
    horizons = [row.get("horizon") for row in rows]
    if len({h.text if isinstance(h, Scalar) else "" for h in horizons}) > 1:
        return rows
    return [
        Mapping(row.span, [entry for entry in row.entries if entry[0].text != "horizon"])
        for row in rows
    ]


def unplaced(text: Scalar) -> Remark:
    """Make the remark on a text that could not be placed."""
    return Remark("unplaced-text", text.span, {"text": text.text.strip()})


def merged(remarks: list[Remark], source: str) -> list[Remark]:
    """Put texts that stand right after each other into one remark."""
    result: list[Remark] = []
    for remark in sorted(remarks, key=lambda remark: remark.span):
        last = result[-1] if result else None
        if last is not None and not source[last.span.end : remark.span.start].strip():
            text = f"{last.values['text']} {remark.values['text']}"
            result[-1] = Remark(
                last.code, Span(last.span.start, remark.span.end), {"text": _short(text)}
            )
        else:
            result.append(remark)
    return result


def _short(text: str) -> str:
    longest = cues.cue("unplaced_longest")
    return text if len(text) <= longest else text[: longest - 1] + "…"
