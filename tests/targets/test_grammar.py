"""The tables read every wording to its end, and as Lark itself would."""

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lark import Lark, Token, Tree

from targetlint.resources import GRAMMAR, parse_yaml
from targetlint.targets import driver, grammar
from targetlint.targets.language import language

_PIECES = [
    *"≥≤><=~-/()（）、，；。每人年月日前内底约余至万一三十百%0159.元次个*Xx ",
    "不低于", "不超过", "控制在", "以上", "以内", "左右", "2020年", "12月", "31日", "年底",
    "第四季度", "2023.07", "2021-06-30", "较上年", "预算", "同比", "增长", "每月", "每生", "百分之",
    "三分之二", "九成", "半数", "由", "且", "持平", "工作日", "万元", "平方米", "at least", "between",
    " and ", " to ", "June", "per year", "健全", "三重一大", "《", "》", "\n", "含",
]  # fmt: skip
wordings = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join) | st.text(max_size=20)


@pytest.fixture(scope="module")
def lark() -> Lark:
    def load(name: str) -> Any:
        return parse_yaml((GRAMMAR / name).read_bytes())

    built: Lark = grammar.build_lark(load("units.yaml"), [load(n) for n in grammar.LANGUAGES])
    return built


def _shape(node: Any, text: str) -> Any:
    """Write a tree of either kind alike, with texts that stand side by side put together."""
    if isinstance(node, Token):
        return str(node.type), str(node)
    if isinstance(node, Tree):
        return str(node.data), _joined([_shape(child, text) for child in node.children])
    if len(node) == 3:
        return node[0], text[node[1] : node[2]]
    return node[0], _joined([_shape(child, text) for child in node[3]])


def _joined(shapes: list[Any]) -> list[Any]:
    joined: list[Any] = []
    for shape in shapes:
        if shape[0] == "text" and shape[1][0][0] == "TEXT":
            content = shape[1][0][1]
            if joined and joined[-1][0] == "text" and joined[-1][1][0][0] == "TEXT":
                joined[-1] = ("text", [("TEXT", joined[-1][1][0][1] + content)])
                continue
        joined.append(shape)
    return joined


@given(wordings)
@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_driver_makes_the_same_derivation_as_lark(lark: Lark, text: str) -> None:
    ours = ("start", driver.read(language().machine, text))
    mine = _joined([_shape(item, text) for item in ours[1]])
    assert mine == _shape(lark.parse(text), text)[1]


def test_no_token_can_ever_be_out_of_place() -> None:
    """Whatever a state takes, every state it can fall back to takes as well; and all take text.

    With this, and with the scanner of a state only looking for what the state takes, reading
    cannot fail on any text.
    """
    tables = grammar.prepare()
    rows, goals = driver.Rows(tables["actions"]), driver.Rows(tables["gotos"])
    actions = [rows[state] for state in range(len(tables["actions"]))]
    gotos = [goals[state] for state in range(len(tables["gotos"]))]
    end = len(tables["terminals"])
    before: dict[int, set[int]] = {}
    for state, (acts, goes) in enumerate(zip(actions, gotos, strict=True)):
        for goal in [*(act for act in acts.values() if act >= 0), *goes.values()]:
            before.setdefault(goal, set()).add(state)
    for state, acts in enumerate(actions):
        if state != tables["end"]:
            assert {tables["text"], end} <= set(acts)
        for terminal, act in acts.items():
            if act >= 0:
                continue
            symbol, length, _label = tables["rules"][-1 - act]
            back = {state}
            for _ in range(length):
                back = {each for one in back for each in before.get(one, ())}
            for goal in {gotos[each][symbol] for each in back if symbol in gotos[each]}:
                assert terminal in actions[goal] or (goal, terminal) == (tables["end"], end)


def test_expressions_built_from_stored_code_match_like_those_compiled_anew() -> None:
    tables = grammar.prepare()
    stored = driver.Machine(tables, same_interpreter=True)
    anew = driver.Machine(tables, same_interpreter=False)
    for text in ("不低于９０％".translate(language().characters), "三个以上", "每生每年3,000.50元"):
        assert driver.read(stored, text) == driver.read(anew, text)


@settings(max_examples=300, deadline=None)
@given(
    figure=st.from_regex(r"[0-9]{1,8}", fullmatch=True),
    rest=st.text(
        alphabet="年月日号.-/:：,，至到上下半季度前底%％万亿千百个人次*＊xOIl第〔〕() 0129",
        max_size=8,
    ),
)
def test_what_is_not_tried_on_a_figure_would_not_have_matched(figure: str, rest: str) -> None:
    rest = rest.lstrip("0123456789")
    text = figure + rest
    for name, pattern, first, after in _terminals():
        if text[0] in first and re.compile(pattern).match(text):
            assert after is None or (rest and rest[0] in after), name


@cache
def _terminals() -> list[tuple[str, str, str, str | None]]:
    tables = grammar.prepare()
    parts = (tables[name] for name in ("terminals", "patterns", "first", "after_figure"))
    return [entry for entry in zip(*parts, strict=True) if entry[0] != "TEXT"]
