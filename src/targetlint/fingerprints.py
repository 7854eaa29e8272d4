"""What makes a finding the same finding next time: rule, identity of the place, value.

Never a line number: a fingerprint stays when rows are moved, and changes when the value does,
so that swapping one fault for another is seen.
"""

from collections import Counter
from functools import lru_cache

try:
    from _blake2 import blake2b  # what hashlib gives, without loading OpenSSL first
except ImportError:  # pragma: no cover - other interpreters
    from hashlib import blake2b

from targetlint.forms.model import Form, Indicator


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return "".join(text.split())


def digest(text: str) -> str:
    """Give 16 hexadecimal digits for a text."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def fingerprint(  # noqa: PLR0913, PLR0917 - the parts of an identity
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
        names = "\0".join((row.level1, row.level2, row.name, row.text("horizon")))
        place = f"{_squeezed(names)}\0{cell}"
    identity = "\0".join(
        (rule, _squeezed(form.project), str(form.year or ""), place, _squeezed(value), variant)
    )
    ordinals[identity] += 1
    return digest(f"{identity}\0{ordinals[identity]}")
