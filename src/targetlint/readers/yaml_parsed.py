"""Reads any YAML there is: libyaml parses, one walk turns its nodes into ours."""

import yaml

from targetlint.forms.model import Remark
from targetlint.nodes import Node, Scalar
from targetlint.readers.document import ReadError
from targetlint.readers.encoding import limits
from targetlint.readers.yaml_limits import LimitError
from targetlint.readers.yaml_parser import parser_for
from targetlint.readers.yaml_walk import Walk
from targetlint.source import SourceText, Span


def parsed(source: SourceText, remarks: list[Remark]) -> list[Node]:
    """Give the roots of the documents of a source; ReadError where it cannot be composed."""
    try:
        return _composed(source, remarks)
    except LimitError as error:
        values = {"limit": str(error.limit)}
        at = Span(error.index, min(error.index + 1, len(source.text)))
        raise ReadError(error.key, values, source=source, span=at) from None
    except yaml.YAMLError as error:
        from targetlint.readers.yaml_faults import explain  # noqa: PLC0415 - only for a fault

        raise explain(error, source) from None


def _composed(source: SourceText, remarks: list[Remark]) -> list[Node]:
    most = limits()["documents"]
    walk = Walk(source, remarks)
    roots: list[Node] = []
    parser = parser_for(source.text)
    while parser.check_node():
        root = walk.root(parser.get_node())
        if isinstance(root, Scalar) and not root.text and not root.quoted:
            continue  # nothing between two separators
        roots.append(root)
        if len(roots) > most:
            raise LimitError("too-many-forms", most, root.span.start)
    return roots
