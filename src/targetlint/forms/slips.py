"""Keys that nobody knows: which known one is near, and which is plainly a slip for one."""

from targetlint.forms.labels import Labels, plain_label

# A slip is one character more, less, other or exchanged; two in a long key. Short keys are too
# near to each other for that.
_SHORTEST = 4
_LONG = 8
_LONG_HEADING = 5


def nearest_key(key: str, group: str, table: Labels) -> str | None:
    """Give the known key or label that is most like an unknown one, if any is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

    bare, _ = plain_label(key)
    if key.isascii():
        found = get_close_matches(key.lower(), _keys(group, table), 1, 0.7)
    else:
        found = get_close_matches(bare, [*table.fields, *table.groups], 1, 0.6)
    return found[0] if found else None


def nearest_column(key: str, table: Labels) -> str | None:
    """Give the known column or heading that is most like an unknown one, if any is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the misspelt

    known = [name for name in table.columns if name.isascii() == key.isascii()]
    found = get_close_matches(plain_label(key)[0], known, 1, 0.6)
    return found[0] if found else None


def slip_for_key(key: str, group: str, table: Labels) -> str | None:
    """Give the group or field (``project``, ``budget.total``) that a key plainly means.

    Only keys in Latin letters: one other character makes another word of a printed label.
    """
    meant = _slip(key, _keys(group, table))
    if meant is None or meant in table.groups:
        return meant
    return f"{group}.{meant}" if f"{group}.{meant}" in table.fields else meant


def slip_for_column(key: str, table: Labels) -> str | None:
    """Give the column (``target``) that a key of a row plainly means.

    Of a long printed heading one character may be another.
    """
    if key.isascii():
        return _slip(key, [name for name in table.columns if name.isascii()])
    bare, _ = plain_label(key)
    if len(bare) < _LONG_HEADING:
        return None
    near = {column for heading, column in table.columns.items() if _one_other(heading, bare)}
    return near.pop() if len(near) == 1 else None


def _keys(group: str, table: Labels) -> list[str]:
    """Give the keys in Latin letters that may stand in a group, or at the top."""
    prefix = f"{group}." if group else ""
    fields = (name.removeprefix(prefix) for name in table.fields if name.startswith(prefix))
    known = [name for name in fields if name.isascii() and "." not in name]
    return known if group else [*known, *(name for name in table.groups if name.isascii())]


def _slip(key: str, known: list[str]) -> str | None:
    if not key.isascii():
        return None
    written = _folded(key)
    most = 2 if len(written) >= _LONG else 1
    near = [name for name in known if len(name) >= _SHORTEST and _within(written, name, most)]
    # two that are as near (value, values) would be a guess
    return near[0] if len(near) == 1 else None


def _one_other(one: str, other: str) -> bool:
    """Whether two headings differ in a single character."""
    return len(one) == len(other) and sum(map(str.__ne__, one, other)) == 1


def _folded(key: str) -> str:
    """Give a key in the manner of ours: small letters, ``_`` between words."""
    return key.strip().lower().replace("-", "_").replace(" ", "_")


def _within(written: str, known: str, most: int) -> bool:
    """Whether one becomes the other by a few slips of the hand; figures (level3) are no slip."""
    if abs(len(written) - len(known)) > most or _figures(written) != _figures(known):
        return False
    before: list[int] = []
    row = list(range(len(known) + 1))
    for i, one in enumerate(written, 1):
        last, before, row = before, row, [i]
        for j, other in enumerate(known, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == known[j - 2] and written[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1] <= most


def _figures(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
