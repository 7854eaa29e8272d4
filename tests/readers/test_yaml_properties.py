"""What holds for any input of the YAML reader."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from targetlint.nodes import Mapping, Node, Scalar
from targetlint.readers.document import Document, ReadError
from targetlint.readers.yaml import read
from targetlint.readers.yaml_comments import all_comments
from targetlint.source import Span

PIECES = st.sampled_from(
    [
        *"abc一二 \t\n\r:：-?[]{},&*!|>%@`'\"#\\~.0123456789<",
        ": ", "- ", "? ", "\n  ", "\n    ", "\n- ", "\r\n", "---\n", "...\n", "&a ", "*a", "<<: ",
        "|\n", ">-\n", "\u3000", "\xa0", "\ufeff", "\x00", "\x85", "\u2028", "𠀀", "target: >=90%\n",
        "key: value\n", "名称：一\n", "!!str ", '"x"', "'y'", " # z",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=40).map("".join)
WORDS = st.text(alphabet="abc一二三 :#>|-'\"\n≥%~0\u3000", max_size=12)
DATA = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def nodes_of(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Mapping):
        for key, value in node.entries:
            yield key
            yield from nodes_of(value)
    elif not isinstance(node, Scalar):
        for item in node.items:
            yield from nodes_of(item)


def within(span: Span | None, length: int) -> bool:
    return span is not None and 0 <= span.start <= span.end <= length


def check_fault(error: ReadError) -> None:
    """What a fault names stands in the text, and its edits do not overlap."""
    if error.source is None:
        assert error.span is None
        return
    length = len(error.source.text)
    assert within(error.span, length)
    assert all(within(span, length) for span, _ in error.edits)
    assert all(a.end <= b.start for a, b in pairwise(sorted(span for span, _ in error.edits)))


def check(data: bytes) -> Document | None:
    """Read; every place that is named, in a document or a fault, stands in the text."""
    try:
        found = read(data, "form.yaml")
    except ReadError as error:
        check_fault(error)
        return None
    text = found.source.text
    for root in found.nodes:
        for node in nodes_of(root):
            assert within(node.span, len(text))
            if isinstance(node, Scalar) and node.inner >= 0:
                said = node.text.rstrip("\n")
                assert text[node.inner : node.inner + len(said)] == said
    for remark in found.remarks:
        assert within(remark.span, len(text))
    for comment in all_comments(found.source):
        assert text.startswith(comment.text, comment.offset)
    return found


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    check(data)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_is_read_or_refused(text: str) -> None:
    check(text.encode())


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["gb18030", "utf-16", "utf-8-sig", "utf-16-be"]))
def test_any_encoding_is_read_or_refused(text: str, encoding: str) -> None:
    check(text.encode(encoding))


class _TextLoader(yaml.BaseLoader):
    """Makes text of every scalar, and blank text of YAML's words for nothing."""


_NOTHING = "tag:yaml.org,2002:null"
_TextLoader.add_implicit_resolver(_NOTHING, re.compile("(?:~|null|Null|NULL)$"), list("~nN"))
_TextLoader.add_constructor(_NOTHING, lambda _loader, _node: "")


def plain(node: Node) -> Any:
    """Give a node as the plain data that PyYAML's BaseLoader makes of it."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: plain(value) for key, value in node.entries}
    return [plain(item) for item in node.items]


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(WORDS, DATA, min_size=1, max_size=5),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, '"', "'", "|", ">"]),
    st.sampled_from([20, 80]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_says_the_same_as_pyyaml(
    data: dict[str, Any], flow: Any, style: str | None, width: int, line_break: str
) -> None:
    text = yaml.dump(
        data,
        default_flow_style=flow,
        default_style=style,
        width=width,
        allow_unicode=True,
        line_break=line_break,
    )
    expected = yaml.load(text, Loader=_TextLoader)  # noqa: S506 - makes nothing but text

    found = check(text.encode())

    if found is None:  # the indentation of a key may be a wide blank, which is refused
        assert "\u3000" in text
    else:
        (root,) = found.nodes
        assert plain(root) == expected
