"""What makes a finding the same finding next time: rule, identity of the place, value.

Never a line number: a fingerprint stays when rows are moved, and changes when the value does,
so that swapping one fault for another is seen.
"""

from collections import Counter
from hashlib import blake2b

from targetlint.forms.model import Form, Indicator


def _squeezed(text: str) -> str:
    return "".join(text.split())


def fingerprint(  # noqa: PLR0913 - the parts of an identity
    rule: str,
    form: Form,
    row: Indicator | None,
    pointer: str,
    value: str,
    variant: str,
    ordinals: Counter[str],
) -> str:
    """Give 16 hexadecimal digits; like findings of a form differ by an ordinal."""
    if row is None:
        place = pointer
    else:
        cell = pointer.removeprefix(row.pointer)
        place = "\x1f".join((row.level1, row.level2, row.name, row.text("horizon"), cell))
    parts = (rule, form.project, str(form.year or ""), place, value, variant)
    identity = "\x1e".join(_squeezed(part) for part in parts)
    ordinals[identity] += 1
    text = f"{identity}\x1e{ordinals[identity]}"
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
