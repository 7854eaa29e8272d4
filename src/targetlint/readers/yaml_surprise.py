"""Plain words and numbers that other YAML loaders turn into something else."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

# What YAML has for nothing at all: every program reads a blank, so it is no surprise.
NOTHING = frozenset(("~", "null", "Null", "NULL"))
_WORDS = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON"), "true"),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF"), "false"),
}


@cache
def _numbers() -> re.Pattern[str]:
    return re.compile(
        r"""(?P<sexagesimal>[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)
        | (?P<binary>[-+]?0b_*[01][01_]*)
        | (?P<hex>[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*)
        | (?P<octal>[-+]?0o?[0-7_]*[0-7])
        | (?P<zeros>[-+]?0[0-9]+)
        | (?P<split>[-+]?[0-9]+(?:_+[0-9]+)+(?:\.[0-9]+)?)
        | (?P<power>[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+)
        | (?P<special>[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))""",
        re.VERBOSE,
    )


_LONGEST = 40
# without one of these only a zero in front makes a number something else
_ODD = frozenset("_:.xobeEainf")


@lru_cache(maxsize=4096)
def becomes(text: str) -> str | None:
    """Tell what a plain scalar becomes elsewhere; None where that is what was meant.

    Dates and ordinary numbers mean the same everywhere and are no surprise.
    """
    if text in _WORDS:
        return _WORDS[text]
    if not text or len(text) > _LONGEST or text[0] not in "0123456789+-.":
        return None
    if _ODD.isdisjoint(text) and (text.lstrip("+-")[:1] != "0" or text == "0"):
        return None  # a whole number or a date
    match = _numbers().fullmatch(text)
    if match is None or match.lastgroup is None:
        return None
    return _CONVERSIONS[match.lastgroup](text.replace("_", ""))


def _sexagesimal(text: str) -> str:
    sign = -1 if text.startswith("-") else 1
    total = 0.0
    for digits in text.lstrip("+-").split(":"):
        total = total * 60 + float(digits)
    return f"{sign * total:g}" if total % 1 else str(sign * int(total))


_CONVERSIONS: dict[str, Callable[[str], str]] = {
    "sexagesimal": _sexagesimal,
    "binary": lambda text: str(int(text, 2)),
    "hex": lambda text: str(int(text, 16)),
    "octal": lambda text: str(int(text.replace("o", ""), 8)),
    "zeros": lambda text: str(int(text)),
    "split": str,
    "power": lambda text: f"{float(text):g}",
    "special": lambda text: text.lstrip("+").replace(".", "").lower(),
}
