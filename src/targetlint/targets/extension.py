"""Telling words that settings add to the classes of the language.

They hold for the whole process until others are asked for: what was read by other words is
forgotten then.
"""

from functools import cache
from typing import Any

from targetlint import resources
from targetlint.targets import names, parser, reading
from targetlint.targets.language import FirstWords, language
from targetlint.targets.lexicon import load

# The class of words that tell nothing, and so hide what tells something within them.
NOTHING = "nothing"
_TRAP = "-"

Words = tuple[tuple[str, tuple[str, ...]], ...]

_in_use: list[Words] = [()]


@cache
def classes() -> tuple[str, ...]:
    """Name the classes that words can be added to: those of verdicts and those of the grammar."""
    known = dict.fromkeys([*load("wordings"), *sorted(_of_grammar())])
    return (*known, NOTHING)


@cache
def _of_grammar() -> frozenset[str]:
    return frozenset(
        name
        for file, content in resources.load_folder("grammar").items()
        if file.startswith("words.")
        for name in content["classes"]
    )


def use(words: Words) -> None:
    """Let these words tell, in place of those added before."""
    if words == _in_use[0]:
        return
    telling = tuple(entry for entry in words if entry[0] in _of_grammar() or entry[0] == NOTHING)
    language().first_words = FirstWords(_merged(telling))
    reading.added_words.clear()
    reading.added_words.update(words)
    reading.reader.cache_clear()
    _in_use[0] = words
    for module in (parser, names, reading):
        for value in vars(module).values():
            _forget(value)


def _forget(value: Any) -> None:
    """Empty what remembers readings; what holds data (without a bound) stays."""
    facts = getattr(value, "cache_info", None)
    if facts is not None and facts().maxsize is not None:
        value.cache_clear()


@cache
def _shipped() -> dict[str, str]:
    """Give the words as shipped: entries by first character, as lines of text."""
    return dict(language().first_words.written)


def _merged(words: Words) -> dict[str, str]:
    written = dict(_shipped())
    for name, members in words:
        kind = _TRAP if name == NOTHING else name
        for member in members:
            word = member.strip().lower()
            written[word[0]] = _with(written.get(word[0], ""), word, kind)
    return written


def _with(lines: str, word: str, kind: str) -> str:
    """Add a word to the lines of its first character; a longer word comes before a shorter one."""
    entries = dict(line.split("\t", 1) for line in lines.split("\n") if line)
    anywhere, _, rest = entries.get(word, "\t\t").partition("\t")
    kinds = (
        [] if kind == _TRAP else [name for name in anywhere.split(",") if name and name != _TRAP]
    )
    entries[word] = f"{','.join(dict.fromkeys([*kinds, kind]))}\t{rest or chr(9)}"
    ordered = sorted(entries.items(), key=lambda entry: (-len(entry[0]), entry[0]))
    return "\n".join(f"{word}\t{places}" for word, places in ordered)
