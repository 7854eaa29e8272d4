"""The text layer of a form: columns lost, cells wrapped over lines, pages in between.

The text itself is the source, so findings have lines and columns in it.
"""

from targetlint.forms.labels import labels, plain_label
from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.bytestext import decode
from targetlint.readers.canvas import joined, scalar
from targetlint.readers.document import Document, ReadError
from targetlint.readers.draft import Draft, merged
from targetlint.readers.inline import inline, unknown
from targetlint.readers.layout import settle
from targetlint.readers.lines import Line, Word, lines_of
from targetlint.readers.text_heading import header_of
from targetlint.readers.text_rows import read_table
from targetlint.readers.text_tables import amounts, values_below
from targetlint.readers.wrap import unwrap
from targetlint.source import SourceText


def read(data: bytes, name: str) -> Document:
    """Read the forms in the text layer of a document."""
    return read_source(SourceText(name, decode(data, name)))


def read_source(source: SourceText) -> Document:
    """Read the forms in a text."""
    drafts = compose(lines_of(source.text))
    nodes, remarks = settle(drafts)
    if not nodes:
        key = "no-form-in-document" if source.text.strip() else "document-without-text"
        raise ReadError(key, {"name": source.name}, source=source)
    return Document(source, nodes, merged(remarks, source.text))


def compose(lines: list[Line]) -> list[Draft]:
    """Read the forms in lines of text."""
    reader = _Reader(lines)
    at = 0
    while at < len(lines):
        at = reader.step(at)
    reader.close()
    return reader.drafts


class _Reader:
    """Reads lines one after the other; a field stays open for the lines that follow it."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.drafts = [Draft()]
        self.label: Scalar | None = None
        self.alone = False
        self.tabular = False
        self.parts: list[Scalar] = []
        self.with_colon = False

    @property
    def draft(self) -> Draft:
        return self.drafts[-1]

    def step(self, at: int) -> int:
        """Read what begins at a line; give the number of the next line to read."""
        line = self.lines[at]
        text = scalar(line.text, line.start)
        if cues.is_title(line.text):
            self.close()
            self._title(at, text)
            return at + 1
        header = header_of(self.lines, at)
        if header is not None:
            self.close()
            return read_table(self.lines, at, header, self.draft)
        for special in (self._vertical, self._table):
            after = special(at)
            if after:
                return after
        if not (self._subtable(line) or self._inline(line) or self._label_first(line)):
            self._loose(line, text)
        return at + 1

    def close(self) -> None:
        """Take the open field, if any, into the form."""
        if self.label is not None:
            if self.parts and self.tabular:
                self.draft.add(self.label, joined(self.parts, ["\n"] * len(self.parts)))
            elif self.parts:
                self.draft.add(self.label, unwrap(self.parts))
            elif self.with_colon or not (self.alone and self._is_group(self.label.text)):
                self.draft.add(self.label, scalar("", self.label.span.end))
            else:
                self.draft.unit = cues.money_unit_of(self.label.text) or self.draft.unit
        self.label, self.parts, self.tabular = None, [], False

    def _open(self, label: Scalar, value: Scalar | None, *, colon: bool) -> None:
        self.close()
        again = cues.field_key(label.text) == "project.name" and self.draft.indicators
        if again and "project.name" in self.draft.keys:
            self.drafts.append(Draft())
        self.label = label
        self.alone = False
        self.with_colon = colon
        self.parts = [value] if value is not None and value.text else []

    def _is_group(self, label: str) -> bool:
        bare = plain_label(label)[0]
        unit = cues.money_unit_of(label)
        return bool(unit) or bare in cues.cue("money_groups") or cues.group_key(label) is not None

    def _title(self, at: int, text: Scalar) -> None:
        if self.draft.recognised and self._another_form(at + 1):
            self.drafts.append(Draft())
        self.draft.add_title(text)

    def _another_form(self, at: int) -> bool:
        """Say whether a form begins here rather than the next page of the one before."""
        identity = set(cues.cue("identity"))
        for line in self.lines[at:]:
            if cues.is_title(line.text):
                return False
            found = inline(line.text, line.start)
            keys = {cues.field_key(label.text) for label, _ in found.pairs} if found else set()
            if keys & identity or cues.field_key(line.words[0].text) in identity:
                return True
        return False

    def _inline(self, line: Line) -> bool:
        """Read ``label：value`` pairs; the last value may go on in the lines below."""
        found = inline(line.text, line.start)
        if found is None or found.pairs[0][0].span.start != line.start:
            if found is not None and found.loose and self._heads(found.loose[0].text):
                self.close()
                self.draft.unit = cues.money_unit_of(found.loose[0].text) or self.draft.unit
            elif found is not None and found.loose and self.draft.add_year(found.loose[0]):
                pass
            elif found is None or self.label is not None:
                return False
            else:
                self.draft.unplaced(found.loose[0])
        for label, value in found.pairs:
            self._open(label, value, colon=True)
        for loose in found.loose[1:] if found.pairs[0][0].span.start != line.start else found.loose:
            if not self.draft.add_year(loose):
                self.draft.unplaced(loose)
        return True

    def _heads(self, text: str) -> bool:
        """Say whether a text stands left of several amounts: 资金情况（万元）."""
        unit = cues.money_unit_of(text)
        return bool(unit) and self._is_group(text) and cues.field_key(text) is None

    def _label_first(self, line: Line) -> bool:
        """Read a line that begins with a label without a colon, others may follow in it."""
        words = line.labelled
        if cues.pattern("after_table").search(words[0].text):
            self._open_words(words[0], words[1:], words)
            return True
        if cues.field_key(words[0].text) is None or len(plain_label(words[0].text)[0]) < _SHORT:
            return False
        if self.label is not None and self.parts and len(words) == 1 and _sentence(words[0].text):
            return False
        label, values = words[0], list[Word]()
        for word in words[1:]:
            listed = cues.field_key(word.text) is not None
            if listed and not values and self._is_group(label.text):
                self.close()
                self.draft.unit = cues.money_unit_of(label.text) or self.draft.unit
                label = word
            elif listed and len(plain_label(word.text)[0]) >= _SHORT:
                self._open_words(label, values, words)
                label, values = word, []
            else:
                values.append(word)
        self._open_words(label, values, words)
        self.alone = len(words) == 1
        return True

    def _subtable(self, line: Line) -> bool:
        """Read the first line of a table that stands for one field, and those after it."""
        words = line.words
        if words[0].text.rstrip("：:") in cues.cue("subtables"):
            self._open(words[0].scalar, None, colon=True)
            if len(words) > 1:
                rest = line.text[len(words[0].text) :].lstrip()
                self.parts = [scalar(rest, words[1].start)]
            self.tabular = True
            return True
        if self.tabular and cues.field_key(words[0].text) is None and not self._another(line):
            self.parts.append(scalar(line.text, line.start))
            return True
        return False

    def _another(self, line: Line) -> bool:
        found = inline(line.text, line.start)
        begins = found is not None and found.pairs[0][0].span.start == line.start
        return (
            begins or cues.is_heading(line.text) or cues.group_key(line.words[0].text) is not None
        )

    def _open_words(self, label: Word, values: list[Word], line: list[Word]) -> None:
        value = None
        if values:
            parts = [scalar(word.text, word.start) for word in values]
            value = joined(parts, [" "] * len(parts))
        name = label.scalar
        if any(word.text == label.text and word.start > label.start for word in line):
            name = Scalar(f"{cues.cue('whole_period')}{label.text}", name.span)
        self._open(name, value, colon=cues.ends_with_colon(label.text))

    def _table(self, at: int) -> int:
        """Read amounts under headings, or values under labels; give the next line, or 0."""
        after = amounts(self.lines, at, self.draft) or values_below(self.lines, at, self.draft)
        if after:
            self.label = None if self.alone and not self.parts else self.label
            self.close()
        return after

    def _vertical(self, at: int) -> int:
        """Read a label printed letter below letter; give the next line, or 0."""
        text = ""
        for number, line in enumerate(self.lines[at : at + 10], at):
            if len(line.text) > 2:  # noqa: PLR2004 - a letter or two a line
                break
            text += line.text
            longer = number + 1 < len(self.lines) and len(self.lines[number + 1].text) <= 2  # noqa: PLR2004
            if number > at and len(text) >= _SHORT and cues.field_key(text) and not longer:
                parts = [scalar(part.text, part.start) for part in self.lines[at : number + 1]]
                self._open(joined(parts, [""] * len(parts)), None, colon=True)
                return number + 1
        return 0

    def _loose(self, line: Line, text: Scalar) -> None:
        """Place a line that begins with no label."""
        unit = cues.bracketed_unit(line.text)
        if unit:
            self.draft.unit = unit
        elif self.draft.add_year(text):
            self.close()
        elif cues.is_heading(line.text) or (
            cues.group_key(line.text) and not (self.label and not self.parts)
        ):
            self._heading(text)
        elif self.label is not None and self._may_go_on():
            self.parts.append(text)
        else:
            self.close()
            pair = unknown(line.text, line.start)
            if pair is not None:
                self._open(*pair, colon=True)
            else:
                self.draft.unplaced(text)

    def _heading(self, text: Scalar) -> None:
        self.close()
        self.draft.unit = cues.money_unit_of(text.text)
        self.draft.heading = self.draft.heading if self.draft.indicators_at else text
        self.draft.horizon = labels().horizon(text.text) or ""

    def _may_go_on(self) -> bool:
        key = (cues.field_key(self.label.text) or "") if self.label is not None else ""
        single = any(key == name or key.startswith(f"{name}.") for name in cues.cue("one_line"))
        return not (single and self.parts)


_SHORT = 3


def _sentence(text: str) -> bool:
    return text[-1] in cues.pattern_text("wrapped", "sentence_end")
