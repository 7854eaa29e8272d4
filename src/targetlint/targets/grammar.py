"""From the grammar's files to plain tables.

The language of targets is written in ``grammar/`` for people: a Lark grammar, words and units
as lists. Here it is turned, once, into tables that a reader of a few lines can run: Lark builds
the LALR(1) tables and says which terminals each state can meet. Lark itself is needed for
nothing else, and not at all where prepared tables are at hand (``targetlint.prepared``).
"""

import re
from collections.abc import Iterable
from typing import Any

from targetlint.expressions import encode, interpreter
from targetlint.resources import GRAMMAR, parse_yaml
from targetlint.targets import first

# what the tables are made from, for `targetlint.prepared`
SUFFIXES = (".lark", ".yaml")
_LISTS = ("limits", "levels", "downward", "rates", "excludes", "strictly_before", "above_half")
LANGUAGES = ("words.zh.yaml", "words.en.yaml")


def prepare() -> dict[str, Any]:
    """Make the tables of the whole language, as plain data that JSON can hold."""

    def load(name: str) -> Any:
        return parse_yaml((GRAMMAR / name).read_bytes())

    units = load("units.yaml")
    words = [load(name) for name in LANGUAGES]
    return {
        "interpreter": interpreter(),
        **_parser_tables(build_lark(units, words)),
        "units": _unit_table(units),
        "scales": units["scales"],
        "odd": units["odd"],
        "in_divisors": units["in_divisors"],
        "tally": units["tally"],
        "never_units": units["never_units"],
        "currency": units["currency"],
        "each": [units["each"]["before"], units["each"]["after"]],
        "numerals": units["numerals"],
        "words": _word_table(words),
        "bases": [
            [word, base] for w in words for base, known in w["bases"].items() for word in known
        ],
        **{name: [e for w in words for e in w[name]] for name in _LISTS},
        "usual": words[0]["usual"],
        "calendar": load("calendar.yaml"),
        "characters": _characters(load("characters.yaml")),
        "proper": load("characters.yaml")["proper"],
        "longest": load("characters.yaml")["longest"],
    }


def build_lark(units: Any, words: list[Any]) -> Any:
    """Build Lark's own parser of the grammar; units and traps come in as generated terminals."""
    from lark import Lark  # noqa: PLC0415 - only needed where nothing is prepared

    calendar = parse_yaml((GRAMMAR / "calendar.yaml").read_bytes())
    generated = {
        "units.lark": _unit_terminals(units),
        "words.lark": _trap_terminal(words),
        "calendar.lark": _terminal(
            "SEASON_NAMES", trie((*calendar["festivals"], *calendar["seasons"]))
        ),
    }

    def find(_base: str | None, name: str) -> tuple[str, str]:
        if name in generated:
            return name, generated[name]
        return name, (GRAMMAR / name).read_text("utf-8")

    return Lark(
        (GRAMMAR / "target.lark").read_text("utf-8"),
        parser="lalr",
        lexer="contextual",
        start="start",
        import_paths=[find],
        keep_all_tokens=True,
        maybe_placeholders=False,
        propagate_positions=False,
    )


# ---------------------------------------------------------------- words into terminals


def trie(words: Iterable[str]) -> str:
    """Write words as one expression that looks at each character once, longest word first."""
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return _branches(tree)


def _branches(node: dict[str, Any]) -> str:
    ends = "" in node
    arms = [re.escape(char) + _branches(rest) for char, rest in node.items() if char]
    if not arms:
        return ""
    body = arms[0] if len(arms) == 1 and not ends else "(?:" + "|".join(arms) + ")"
    return body + ("?" if ends else "")


def _terminal(name: str, pattern: str) -> str:
    escaped = pattern.replace("/", "\\/").replace("\\\\/", "\\/")
    return f"{name}: /{escaped}/\n"


def _spellings(units: Any) -> dict[str, str]:
    """Map every spelling of a unit to its canonical one."""
    found: dict[str, str] = {}
    for group in units["units"].values():
        for canonical, more in group.items():
            for spelling in (canonical, *(more or {}).get("also", ())):
                found.setdefault(str(spelling), str(canonical))
    return found


def _unit_terminals(units: Any) -> str:
    spellings = _spellings(units)
    latin = [word for word in spellings if word[-1].isascii() and word[-1].isalpha()]
    other = [word for word in spellings if word not in latin]
    barred = units["never_before"]
    counted = [word for word in other if word not in set(units["digits_only"])]
    barred_scale = "".join(units["scale_never_before"])
    scales = f"(?:{trie(units['scales'])}(?![{barred_scale}]))?"
    bare = trie(units["bare_scales"]) + "(?![一二三四五六七八九千百余元])"
    body = f"(?:{_guarded(other, barred)}|{trie(latin)}(?![A-Za-z0-9]))"
    starts = "".join(sorted({re.escape(word[0]) for word in (*spellings, *units["scales"])}))
    return (
        _terminal("KNOWN_UNIT", f"(?:{scales}{body}|{bare})")
        + _terminal("CN_UNITS", f"(?:{scales}{_guarded(counted, barred)})")
        + _terminal("UNIT_START", f"[{starts}]")
    )


def _guarded(words: Iterable[str], barred: dict[str, list[str]]) -> str:
    """Write units as one expression in which 年 does not begin 年级."""
    plain = [word for word in words if not barred.get(word)]
    guarded = [
        f"{re.escape(word)}(?![{''.join(barred[word])}])" for word in words if barred.get(word)
    ]
    return "(?:" + "|".join([trie(plain), *guarded]) + ")"


def _trap_terminal(words: list[Any]) -> str:
    return _terminal("NOT_A_NUMBER", trie(w for each in words for w in each["not_numbers"]))


# ---------------------------------------------------------------- tables


def _parser_tables(lark: Any) -> dict[str, Any]:
    """Write Lark's parse table, its rules and the scanner of every state as numbers."""
    from lark.parsers.lalr_analysis import Shift  # noqa: PLC0415 - as above

    table = lark.parser.parser._parse_table  # noqa: SLF001 - Lark has no public way to its tables
    names = [terminal.name for terminal in lark.terminals]
    index = {name: at for at, name in enumerate([*names, "$END"])}
    rules: list[Any] = []
    symbols: dict[str, int] = {}
    numbers: dict[Any, int] = {}
    states = _in_order(table)
    renumbered = {state: at for at, state in enumerate(states)}
    actions: list[list[int]] = []
    gotos: list[list[int]] = []
    for state in states:
        acts: list[int] = []
        goes: list[int] = []
        for name, (action, argument) in sorted(table.states[state].items()):
            if action is not Shift:
                if argument not in numbers:
                    numbers[argument] = len(rules)
                    rules.append(_rule(argument, symbols))
                acts += [index[name], -1 - numbers[argument]]
            elif name in index:
                acts += [index[name], renumbered[argument]]
            else:
                goes += [symbols.setdefault(name, len(symbols)), renumbered[argument]]
        actions.append(acts)
        gotos.append(goes)
    return {
        "terminals": names,
        "actions": [" ".join(map(str, row)) for row in actions],
        "gotos": [" ".join(map(str, row)) for row in gotos],
        "rules": rules,
        "start": renumbered[table.start_states["start"]],
        "end": renumbered[table.end_states["start"]],
        **_scanners(lark, states, index),
    }


def _in_order(table: Any) -> list[Any]:
    """Give the states as they are reached from the first one; Lark's own numbers are by chance."""
    from lark.parsers.lalr_analysis import Shift  # noqa: PLC0415 - as above

    order = [table.start_states["start"]]
    known = set(order)
    for state in order:
        for _, (action, argument) in sorted(table.states[state].items()):
            if action is Shift and argument not in known:
                known.add(argument)
                order.append(argument)
    return order


def _rule(rule: Any, symbols: dict[str, int]) -> list[Any]:
    """Give a rule's symbol, its length, and its label ('' hands one child on, '*' is a list)."""
    name = rule.origin.name
    if rule.alias:
        label = rule.alias
    elif name.startswith("_"):
        label = "*"
    elif rule.options.expand1 and len(rule.expansion) == 1:
        label = ""
    else:
        label = name
    return [symbols.setdefault(name, len(symbols)), len(rule.expansion), label]


def _scanners(lark: Any, states: list[Any], index: dict[str, int]) -> dict[str, Any]:
    """Write what each terminal matches, and in which order each state asks for which ones."""
    lexers = lark.parser.lexer.lexers
    scanners: list[list[int]] = []
    numbers: dict[tuple[str, ...], int] = {}
    of_state = []
    for state in states:
        key = tuple(terminal.name for terminal in lexers[state].terminals)
        if key not in numbers:
            numbers[key] = len(scanners)
            scanners.append([index[name] for name in key if name != "TEXT"])
        of_state.append(numbers[key])
    patterns = [terminal.pattern.to_regexp() for terminal in lark.terminals]
    return {
        "scanners": scanners,
        "scanner_of": of_state,
        "ignore": index["BLANKS"],
        "text": index["TEXT"],
        "patterns": patterns,
        "codes": [encode(pattern) for pattern in patterns],
        "first": [
            "" if terminal.name == "TEXT" else "".join(sorted(first.characters(pattern)))
            for terminal, pattern in zip(lark.terminals, patterns, strict=True)
        ],
        "after_figure": [_listed(first.after_figure(pattern)) for pattern in patterns],
    }


def _listed(characters: frozenset[str] | None) -> str | None:
    return None if characters is None else "".join(sorted(characters))


# ---------------------------------------------------------------- lists


def _unit_table(units: Any) -> dict[str, list[Any]]:
    """List every spelling: canonical unit, dimension, factor, and whether the figure changes."""
    table: dict[str, list[Any]] = {}
    for dimension, group in units["units"].items():
        for canonical, more in group.items():
            facts = more or {}
            entry = [
                str(facts.get("value", canonical)),
                dimension,
                facts.get("factor", 1),
                "value" in facts,
            ]
            for spelling in (canonical, *facts.get("also", ())):
                table.setdefault(str(spelling), entry)
    for scale in units["bare_scales"]:
        table[scale] = [scale, "number", units["scales"][scale], False]
    return table


def _word_table(words: list[Any]) -> dict[str, Any]:
    """List telling words by first character, longest first, with their classes by place."""
    found: dict[str, dict[str, list[str]]] = {}
    whole: dict[str, list[str]] = {}
    for language in words:
        for kind, lists in language["classes"].items():
            for place in ("words", "opening", "ending"):
                for word in lists.get(place, ()):
                    found.setdefault(str(word).lower(), {}).setdefault(place, []).append(kind)
            for word in lists.get("whole", ()):
                whole.setdefault(str(word).lower(), []).append(kind)
        for word in (*language["traps"], *language["not_numbers"]):
            found.setdefault(str(word).lower(), {}).setdefault("words", ["-"])
    by_first: dict[str, list[str]] = {}
    for word in sorted(found, key=lambda each: (-len(each), each)):
        at = found[word]
        kinds = (",".join(at.get(place, ())) for place in ("words", "opening", "ending"))
        by_first.setdefault(word[0], []).append("\t".join((word, *kinds)))
    return {
        "by_first": {char: "\n".join(entries) for char, entries in by_first.items()},
        "whole": {word: ",".join(kinds) for word, kinds in whole.items()},
    }


def _characters(characters: Any) -> dict[str, str]:
    """Map each character that stands for another one to that one."""
    table = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for char in characters["keep"]:
        del table[char]
    table.update(dict.fromkeys(characters["blanks"], " "))
    for usual, others in characters["same"].items():
        table.update(dict.fromkeys(others, usual))
    return table
