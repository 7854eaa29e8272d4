"""The check on waivers: what is wrong with one was noticed when it was read."""

from collections.abc import Iterable
from typing import Protocol

from targetlint.checks.check import Hit, Params, Result
from targetlint.forms.model import Form, Remark


class Waived(Protocol):
    """A waiver, as far as the check needs it."""

    remarks: list[Remark]


class Codes(Params):
    """``codes`` of the remarks that a waiver can bring on itself."""

    codes: tuple[str, ...]


def waiver(subject: Waived, params: Codes, _form: Form) -> Result:
    """The waiver is well written and there is something that it waives."""
    hits: Iterable[Hit] = [
        Hit(note.span, note.values, found=note.values.get("text"), edits=note.edits)
        for note in subject.remarks
        if note.code in params.codes
    ]
    return hits or None
