"""The short way of reading plain YAML gives what libyaml gives, or leaves it to libyaml."""

from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targetlint.forms.model import Remark
from targetlint.nodes import Node
from targetlint.readers import yaml_plain
from targetlint.readers.document import ReadError
from targetlint.readers.yaml_notes import Notes
from targetlint.readers.yaml_parsed import parsed
from targetlint.source import SourceText

EXAMPLES = Path(__file__).parents[2] / "examples"
FORM = """\
template: central-2021
# 项目的基本情况
project:
  name: 培训#1班
  start_date: 2024-01-01
narrative:
  overview: "共 19 个工种：按人数补贴。"
  basis: '财预〔2015〕88号'

  plan:
budget:
    total: 0x10
    unit: ~
indicators:
- level1: 产出指标
  level3: 培训人次
  target: "≥8830人次"
- level1: 产出指标
  target: <=9天
  notes:
  - of: a:b
other:
  - one: 1
"""
PIECES = st.sampled_from(
    [
        *" \n:#-?\"'[]{}&*!|>%@`,.=~<\t\r\\aA1年：\u3000\xa0\ufeff\x85\u2028\x00\U0001f600",
        *(": ", " #", "- ", "---\n", "...\n", "<<: ", "? ", "|\n", ": \n", "  ", "\r\n", '"a"'),
        *("'a'", "- - ", "key: v\n", "null", "~", "yes", "0x1F", "12:30", "a:", "\n  b: 1\n"),
    ]
)
CHANGES = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 3), PIECES | st.just("")),
    max_size=5,
)


class Read(NamedTuple):
    """What came of a text."""

    nodes: list[Node]
    remarks: list[Remark]


def plainly(text: str) -> Read | None:
    remarks: list[Remark] = []
    nodes = yaml_plain.read(text, Notes(SourceText("form.yaml", text), remarks))
    return Read(nodes, remarks) if nodes is not None else None


def by_libyaml(text: str) -> Read:
    remarks: list[Remark] = []
    return Read(parsed(SourceText("form.yaml", text), remarks), remarks)


def changed(text: str, changes: list[tuple[float, int, str]]) -> str:
    for place, gone, piece in changes:
        at = int(place * (len(text) + 1))
        text = text[:at] + piece + text[at + gone :]
    return text


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changes=CHANGES, start=st.integers(0, 23), lines=st.integers(1, 24))
def test_what_is_read_plainly_is_what_libyaml_reads(
    changes: list[tuple[float, int, str]], start: int, lines: int
) -> None:
    text = changed("".join(FORM.splitlines(keepends=True)[start : start + lines]), changes)
    found = plainly(text)
    if found is None:
        return
    try:
        wanted = by_libyaml(text)
    except ReadError as error:
        raise AssertionError(f"libyaml reads no tree in {text!r}") from error
    assert found == wanted


@pytest.mark.parametrize(
    "text",
    [
        FORM,
        FORM.replace("\n", "\r\n"),
        FORM.rstrip("\n"),
        "a:\nb:",
        "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n",
        "- a: 1\n- a: 2\n  b: yes\n",
        "a: 1\na: 2\n",
        "~: null\n",
        "  a: 1\n  b: 2\n",
        "---\na: 1\n---\n# nothing\n---\nb:\n---\n- c: 2\n",
        'a: ">=90%"   \nb: "x: y # z"\n',
    ],
)
def test_plain_forms_are_read_without_libyaml(text: str) -> None:
    assert plainly(text) == by_libyaml(text)


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_forms_of_the_examples_are_read_without_libyaml(path: Path) -> None:
    text = path.read_text("utf-8")
    assert plainly(text) == by_libyaml(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n b: 2\n",  # the second line goes on with the value
        "a: 1\n  folded\n",
        "a: &x 1\nb: *x\n",
        "a: [1, 2]\n",
        "a: |\n  text\n",
        'a: "x\\ty"\n',
        "a: 1\n--- # second\nb: 2\n",
        "a: 1\n...\n",
        "a: b: c\n",
        "- 1\n- 2\n",
        "a:\n\tb: 1\n",
        "a:\u3000x\n",
        "",
        "# nothing\n",
    ],
)
def test_anything_else_is_left_to_libyaml(text: str) -> None:
    assert plainly(text) is None
