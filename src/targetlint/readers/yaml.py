"""Reads forms written as YAML: text, nodes with their places, and what was noticed.

The plainest way of writing, which most forms keep to, is read line by line (``yaml_plain``). All
else is parsed by libyaml, whose nodes are turned into ours in one walk. Tags are not looked at
and every scalar is kept as written, since what a form says is decided by the form, not by YAML.
"""

from targetlint.forms.model import Remark
from targetlint.nodes import Node
from targetlint.readers import yaml_plain
from targetlint.readers.document import Document
from targetlint.readers.encoding import decode, limits
from targetlint.readers.yaml_limits import could_be_huge
from targetlint.readers.yaml_notes import Notes
from targetlint.source import SourceText, Span


def read(data: bytes, name: str) -> Document:
    """Read a file of one or more forms; ReadError where it cannot be composed."""
    source, remarks = decode(data, name)
    source.ours = True
    roots = _compose(source, remarks)
    if " #" in source.text:
        remarks += _cut_off(source)
    del remarks[limits()["remarks"] :]
    return Document(source, roots, remarks)


def _cut_off(source: SourceText) -> list[Remark]:
    """Report text that YAML takes for a comment: ``项目 #1 完工率``."""
    from targetlint.readers.yaml_comments import all_comments  # noqa: PLC0415 - rarely needed

    return [
        Remark("cut-off", Span(one.offset, one.offset + len(one.text)), {"text": one.text})
        for one in all_comments(source)
        if not one.standalone
        and one.text[1:2].strip("# \t")
        and not one.text.startswith("#targetlint:")
    ]


def _compose(source: SourceText, remarks: list[Remark]) -> list[Node]:
    if not could_be_huge(source.text):
        noticed: list[Remark] = []
        roots = yaml_plain.read(source.text, Notes(source, noticed))
        if roots is not None and len(roots) <= limits()["documents"]:
            remarks += noticed
            return roots
    from targetlint.readers.yaml_parsed import parsed  # noqa: PLC0415 - PyYAML costs 8 ms

    return parsed(source, remarks)
