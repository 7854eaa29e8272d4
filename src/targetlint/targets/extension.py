"""Telling words that settings add to the classes of the language, or take out of them.

They hold for the whole process until others are asked for: what was read by other words is
forgotten then.
"""

from functools import cache

from targetlint import resources
from targetlint.targets import names, parser, reading
from targetlint.targets.language import FirstWords, language
from targetlint.targets.lexicon import load

# The class of words that tell nothing, and so hide what tells something within them.
NOTHING = "nothing"
# The class of such words among those that verdicts look for.
_PLAIN = "plain"
# Before the name of a class: words that are no longer in it.
OUT = "-"
_TRAP = "-"

Words = tuple[tuple[str, tuple[str, ...]], ...]

_in_use: list[Words] = [()]


@cache
def classes() -> tuple[str, ...]:
    """Name the classes that words can be added to: those of the grammar and those of verdicts."""
    return tuple(dict.fromkeys([*sorted(_of_grammar()), *load("wordings"), NOTHING]))


@cache
def _of_grammar() -> frozenset[str]:
    files = sorted(resources.GRAMMAR.glob("words.*.yaml"))
    contents = (resources.parse_yaml(file.read_bytes()) for file in files)
    return frozenset(name for content in contents for name in content["classes"])


def use(words: Words) -> None:
    """Let these words tell, in place of those added before."""
    if words == _in_use[0]:
        return
    ours = {*_of_grammar(), NOTHING}
    telling = tuple(entry for entry in words if entry[0].removeprefix(OUT) in ours)
    language().first_words = FirstWords(_merged(telling))
    reading.added_words.clear()
    for name, members in words:
        kind = name.replace(NOTHING, _PLAIN)
        reading.added_words[kind] = (*reading.added_words.get(kind, ()), *members)
    _in_use[0] = words
    forget()


def forget() -> None:
    """Forget whatever was read; what holds data (memories without a bound) stays."""
    reading.reader.cache_clear()
    parser.forget()
    for module in (names, reading):
        for value in vars(module).values():
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
        bare = name.removeprefix(OUT)
        kind = _TRAP if bare == NOTHING else bare
        for member in members:
            word = member.strip().lower()
            change = _without if name.startswith(OUT) else _with
            written[word[0]] = change(written.get(word[0], ""), word, kind)
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


def _without(lines: str, word: str, kind: str) -> str:
    """Take a word out of a class; where it is in no other, what it holds may tell something."""
    kept = []
    for line in lines.split("\n"):
        written, _, places = line.partition("\t")
        if written == word:
            left = [
                ",".join(name for name in place.split(",") if name and name != kind)
                for place in places.split("\t")
            ]
            if not any(left):
                continue
            line = "\t".join([word, *left])  # noqa: PLW2901 - the line as it is now
        kept.append(line)
    return "\n".join(kept)
