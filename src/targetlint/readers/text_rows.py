"""The indicator table in a text layer: words in lines, columns to be found again.

Level names are known, targets look like targets, and a cell whose line is as long as its
column is wide goes on in the next line: from these three a row is put together.
"""

from targetlint.forms.labels import labels
from targetlint.forms.template import is_level1, is_level2
from targetlint.nodes import Mapping, Node, Scalar
from targetlint.readers import cues
from targetlint.readers.canvas import joined, scalar
from targetlint.readers.draft import Draft
from targetlint.readers.inline import inline
from targetlint.readers.lines import Line, Word
from targetlint.readers.text_heading import Heading, Words, header_of, side_by_side
from targetlint.readers.wrap import unwrap
from targetlint.source import Span

_LEVELS = ("level1", "level2")
_ENOUGH = 3


def read_table(lines: list[Line], at: int, heading: Heading, draft: Draft) -> int:
    """Read the table under a header; give the number of the first line after it."""
    begin = at + heading.lines
    end = begin
    texts = [name.text for name in heading.names]
    body: list[Line] = []
    while end < len(lines):
        again = header_of(lines, end)
        if again is not None:
            if [name.text for name in again.names] != texts:
                break
            end += again.lines
            continue
        if _ends(lines[end]):
            break
        body.append(lines[end])
        end += 1
    draft.indicators_at = draft.indicators_at or heading.names[0].span
    for part, lines_of_part, horizon in side_by_side(heading, body):
        draft.horizon = horizon or draft.horizon
        _Rows(part, draft, lines_of_part).read()
    draft.horizon = ""
    return end


def _ends(line: Line) -> bool:
    text, word = line.text, line.words[0].text
    if is_level1(word) or is_level2(word) or word in cues.cue("totals"):
        return False
    if cues.is_title(text) or cues.pattern("notes").match(text):
        return True
    if cues.pattern("after_table").search(word):
        return True
    found = inline(text, 0)
    if found is not None and found.pairs[0][0].span.start == 0:
        return True
    key = cues.field_key(word) or ""
    return key.startswith(("project.", "narrative.")) and len(word) > _ENOUGH


class _Rows:
    """Puts the rows of a table together, line by line."""

    def __init__(self, heading: Heading, draft: Draft, lines: list[Words]) -> None:
        self.heading = heading
        self.draft = draft
        self.lines = lines
        self.levels: dict[str, Scalar] = {}
        self.used: set[str] = set()
        self.row: dict[str, list[Scalar]] | None = None
        self.widths = self._widths()

    def _widths(self) -> dict[str, int]:
        """Estimate how wide the columns are: the longest piece that stands in each."""
        widths = {"level3": 0, self.heading.target: 0}
        for line in self.lines:
            words = [word for word in line if not cues.level_like(word.text)]
            if len(words) > 1:
                widths["level3"] = max(widths["level3"], len(words[0].text))
            if words:
                longest = max(len(word.text) for word in words)
                widths[self.heading.target] = max(widths[self.heading.target], longest)
        return widths

    def read(self) -> None:
        """Read all lines."""
        skip: Word | None = None
        for number, line in enumerate(self.lines):
            words = [word for word in line if word != skip]
            skip = None
            following = self.lines[number + 1] if number + 1 < len(self.lines) else []
            if not words:
                continue
            if words[0].text in cues.cue("totals"):
                self._flush()
                self._total(words)
                continue
            if len(words) == 1 and following and not cues.level_like(words[0].text):
                both = words[0].text + following[0].text
                if cues.level_like(both) and len(following) > 1:
                    skip = following[0]
                    parts = [words[0].scalar, skip.scalar]
                    self._flush()
                    self._level(joined(parts, ["", ""]))
                    continue
            fresh, words = self._take_levels(words, following)
            if words:
                self._take_cells(words, following, fresh=fresh)
        self._flush()

    # Levels.

    def _take_levels(self, words: list[Word], following: list[Word]) -> tuple[bool, list[Word]]:
        fresh = False
        while words:
            text = words[0].text
            horizon = labels().horizon(text)
            if horizon or cues.group_key(text) == "indicators":
                self._flush()
                self.draft.horizon = horizon or self.draft.horizon
            elif self._is_level(words):
                self._flush()
                self._level(words[0].scalar, second=self._second(words, following))
                fresh = True
            else:
                break
            words = words[1:]
            if fresh and "level2" in self.levels:
                break
        return fresh, words

    def _is_level(self, words: list[Word]) -> bool:
        text = words[0].text
        if is_level1(text) or is_level2(text):
            # A name that happens to be a level name, its target behind it.
            named = len(words) == 2 and cues.value_like(words[1].text)  # noqa: PLR2004
            return not (named and "level2" in self.levels and not is_level1(text))
        return cues.level_like(text) and "level1" in self.levels and len(words) > 1

    def _second(self, words: list[Word], following: list[Word]) -> bool:
        """Say whether a level name is that of a second level."""
        text = words[0].text
        if "level2" not in self.heading.keys:
            return False
        if not is_level1(text) or "level1" not in self.heading.keys:
            return True
        if not is_level2(text):
            return False
        rest = words[1:] or following
        opens = bool(rest) and is_level2(rest[0].text) and len(rest) > 1
        return not (opens and not cues.value_like(rest[1].text)) and "level1" in self.levels

    def _level(self, name: Scalar, *, second: bool = True) -> None:
        if second:
            self.levels["level2"] = name
        else:
            self.levels["level1"] = name
            self.levels.pop("level2", None)
        self.used.discard("level2" if second else "level1")

    # Cells.

    def _take_cells(self, words: list[Word], following: list[Word], *, fresh: bool) -> None:
        row = self.row
        if fresh or row is None:
            self.row = self._assigned(words)
        elif cues.pattern("numbering").match(words[0].text):
            self._flush()
            self.row = self._assigned(words)
        elif not row[self.heading.target]:
            self._go_on_without_target(row, words, following)
        elif len(words) > 1 and not (
            self._full("level3") and self._full(self.heading.target) and not _any_value(words[1:])
        ):
            self._flush()
            self.row = self._assigned(words)
        elif len(words) > 1:
            row["level3"].append(words[0].scalar)
            row[self.heading.target] += [_phrase(words[1:])]
        else:
            self._go_on(row, words[0], following)

    def _assigned(self, words: list[Word]) -> dict[str, list[Scalar]]:
        """Put the words of a line into the columns right of the levels."""
        keys = self.heading.values
        row: dict[str, list[Scalar]] = {key: [] for key in keys}
        if len(words) == len(keys):
            for key, word in zip(keys, words, strict=True):
                row[key].append(word.scalar)
            return row
        if len(words) == 1:
            row["level3"].append(words[0].scalar)
            return row
        signs = cues.cue("comparators") if "comparator" in keys else ()
        value = next(
            (i for i, w in enumerate(words) if i and (cues.value_like(w.text) or w.text in signs)),
            1,
        )
        row["level3"].append(_phrase(words[:value]))
        rest = words[value:]
        after = keys[keys.index("level3") + 1 :]
        if len(rest) <= len(after):
            self._spread(row, rest, after)
        else:
            spare = len(rest) - len(after) + 1
            row[after[0]].append(_phrase(rest[:spare])) if after else None
            for key, word in zip(after[1:], rest[spare:], strict=True):
                row[key].append(word.scalar)
        return row

    def _spread(self, row: dict[str, list[Scalar]], words: list[Word], keys: list[str]) -> None:
        """Place fewer words than columns: numbers under numbers, the rest from the left."""
        numeric = [key for key in keys if key in ("weight", "score")]
        row[keys[0]].append(words[0].scalar)
        last, keys = keys[0], keys[1:]
        for word in words[1:]:
            if not keys:
                row[last].append(word.scalar)
                continue
            plain = word.text.replace(".", "", 1).isdigit()
            fitting = [key for key in keys if (key in numeric) == plain] or keys
            last = fitting[0]
            row[last].append(word.scalar)
            keys = keys[keys.index(last) + 1 :]

    def _full(self, key: str) -> bool:
        """Say whether the last line of a cell is as long as the column is wide."""
        pieces = self.row[key] if self.row else []
        width = self.widths.get(key, 0)
        return bool(pieces) and len(pieces[-1].text) >= max(width * _FULL, _NARROW)

    def _go_on_without_target(
        self, row: dict[str, list[Scalar]], words: list[Word], following: list[Word]
    ) -> None:
        """Go on with a row whose target is still to come."""
        target = self.heading.target
        if len(words) > 1:
            row["level3"].append(words[0].scalar)
            after = self.heading.values[self.heading.values.index("level3") + 1 :]
            self._spread(row, words[1:], after) if after else None
            return
        word = words[0]
        more = bool(following) and not cues.level_like(following[0].text)
        name = (
            more
            and self._full("level3")
            and len(word.text) <= self.widths["level3"]
            and not cues.value_like(word.text)
        )
        row["level3" if name and row["level3"] else target].append(word.scalar)

    def _go_on(self, row: dict[str, list[Scalar]], word: Word, following: list[Word]) -> None:
        """Go on with a row that has all it needs: a wrapped cell, or the name of the next row."""
        target = self.heading.target
        if self._full(target):
            row[target].append(word.scalar)
        elif self._full("level3") and len(word.text) <= self.widths["level3"]:
            row["level3"].append(word.scalar)
        elif len(following) == 1 and cues.value_like(following[0].text):
            self._flush()
            self.row = self._assigned([word])
        else:
            row[target].append(word.scalar)

    def _flush(self) -> None:
        """Take the row that has been put together into the form; a level without rows too."""
        cells = {key: self._cell(key, parts) for key, parts in (self.row or {}).items()}
        filled = any(cell.text for cell in cells.values())
        level = next((k for k in ("level2", "level1") if k in self.levels), None)
        lonely = level is not None and level not in self.used
        if not filled and not (lonely and level == "level2"):
            self.row = None
            return
        entries: list[tuple[Scalar, Node]] = []
        for key, name in zip(self.heading.keys, self.heading.names, strict=True):
            value = self.levels.get(key) if key in _LEVELS else cells.get(key)
            entries.append((name, value or scalar("", self._end())))
        spans = [v.span for _, v in entries if isinstance(v, Scalar) and v.text]
        own = [cell.span for cell in cells.values() if cell.text] or spans
        span = Span(min(s.start for s in own), max(s.end for s in own))
        if self.draft.horizon:
            at = Span(span.start, span.start)
            entries.append((Scalar("horizon", at), Scalar(self.draft.horizon, at)))
        self.used.update(self.levels)
        self.draft.add_row(Mapping(span, entries), self.heading.names[0].span)
        self.row = None

    def _end(self) -> int:
        ends = [part.span.end for parts in (self.row or {}).values() for part in parts]
        ends += [level.span.end for level in self.levels.values()]
        return max(ends, default=self.heading.names[-1].span.end)

    def _cell(self, key: str, parts: list[Scalar]) -> Scalar:
        if not parts:
            return scalar("", self._end())
        cell = unwrap(parts)
        if key == "level3":
            found = cues.pattern("numbering").match(cell.text)
            if cues.pattern("residue").match(cell.text):
                return scalar("", cell.span.start)
            if found and len(parts) == 1:
                return scalar(cell.text[found.end() :], cell.part(found.end(), found.end()).start)
        return cell

    def _total(self, words: list[Word]) -> None:
        if "score" in self.heading.keys and len(words) > 1:
            key = Scalar(cues.cue("totals_keys")["score"], words[0].scalar.span)
            self.draft.add(key, words[-1].scalar)
        else:
            self.draft.unplaced(_phrase(words))


_FULL = 0.85
_NARROW = 5


def _phrase(words: list[Word]) -> Scalar:
    return joined([word.scalar for word in words], [" "] * len(words))


def _any_value(words: list[Word]) -> bool:
    return any(cues.value_like(word.text) for word in words)
