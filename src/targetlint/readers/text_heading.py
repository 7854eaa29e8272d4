"""The header of an indicator table in a text layer, and two such tables side by side."""

from typing import NamedTuple

from targetlint.forms.labels import labels
from targetlint.forms.template import is_level1, is_level2
from targetlint.nodes import Scalar
from targetlint.readers import cues
from targetlint.readers.lines import Line, Word

_LEVELS = ("level1", "level2")
_ENOUGH = 3

Words = list[Word]


class Heading(NamedTuple):
    """The header of the table: a key and a printed heading for each column, and its lines."""

    keys: list[str]
    names: list[Scalar]
    lines: int
    horizon: str = ""

    @property
    def values(self) -> list[str]:
        """The columns right of the level names."""
        return [key for key in self.keys if key not in _LEVELS]

    @property
    def target(self) -> str:
        """The column that says what is to be reached."""
        return next((k for k in ("target", "value", "actual") if k in self.keys), self.keys[-1])


def header_of(lines: list[Line], at: int) -> Heading | None:
    """Read the header that begins at a line, all in one line or a column a line."""
    words = lines[at].words
    if len(words) >= _ENOUGH:
        return _heading(words, 1, lines[at + 1].words if at + 1 < len(lines) else [])
    if len(words) != 1 or cues.column_key(words[0].text) is None:
        return None
    alone: list[Word] = []
    for line in lines[at : at + 16]:
        if len(line.words) != 1 or cues.column_key(line.text) is None:
            break
        alone.append(line.words[0])
    return _heading(alone, len(alone), [])


def _heading(words: list[Word], count: int, below: list[Word]) -> Heading | None:
    listed = [(cues.column_key(word.text), word) for word in words]
    first = next((i for i, (key, _) in enumerate(listed) if key in ("level1", "level2")), None)
    if first is None:
        return None
    named = [key for key, _ in listed[first:] if key]
    if len(named) < _ENOUGH or len(named) <= len(words) // 2 or "level3" not in named:
        return None
    subs = cues.cue("subheadings")
    divided = bool(below) and all(word.text in subs for word in below)
    columns: list[tuple[str, Scalar]] = []
    for key, word in listed[first:]:
        if key:
            columns.append((key, word.scalar))
        elif divided:
            spans = [(subs[sub.text], sub.scalar.span) for sub in below]
            columns += [(cues.column_key(name) or name, Scalar(name, at)) for name, at in spans]
        elif labels().horizon(word.text) is None:
            columns.append((word.text, word.scalar))
    keys = [key for key, _ in columns]
    horizon = next((h for word in words[:first] if (h := labels().horizon(word.text))), "")
    names = [name for _, name in columns]
    return Heading(keys, names, count + divided, horizon or "")


def side_by_side(heading: Heading, body: list[Line]) -> list[tuple[Heading, list[Words], str]]:
    """Part a table in which two sets of indicators stand side by side."""
    lines = [line.words for line in body]
    twice = next((key for key in heading.keys if heading.keys.count(key) > 1), None)
    if twice is None:
        return [(heading, lines, heading.horizon)]
    first = heading.keys.index(twice)
    second = heading.keys.index(twice, first + 1)
    parts = [(first, second), (second, len(heading.keys))]
    if not all("level3" in heading.keys[:first] + heading.keys[a:b] for a, b in parts):
        return [(heading, lines, heading.horizon)]  # a heading that stands twice by mistake
    halves = [_halves(words, heading) for words in lines]
    return [
        (
            Heading(
                heading.keys[:first] + heading.keys[start:stop],
                heading.names[:first] + heading.names[start:stop],
                heading.lines,
            ),
            [half[number] for half in halves if half[number]],
            name,
        )
        for number, ((start, stop), name) in enumerate(
            zip(parts, cues.cue("side_by_side"), strict=True)
        )
    ]


def _halves(words: Words, heading: Heading) -> tuple[Words, Words]:
    """Part a line: what opens a first level belongs to both sets."""
    shared: Words = []
    opens = is_level1(words[0].text) and (
        len(words) == 1 or is_level2(words[1].text) or not is_level2(words[0].text)
    )
    if opens and "level1" in heading.keys:
        shared, words = words[:1], words[1:]
    again = next((i for i, w in enumerate(words) if i and is_level2(w.text)), None)
    middle = again if again is not None else len(words) // 2
    if again is None and len(words) % 2:
        middle = len(words)
    return shared + words[:middle], shared + words[middle:]
