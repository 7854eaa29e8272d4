"""The language server, spoken to as an editor speaks to it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from tests.lsp.conftest import Editor, Start, applied

from targetlint.api import check

FORM = """\
template: sh-2020
project:
  name: 合作交流工作业务费
  category: 经常性专项业务费
indicators:
  - level1: 产出目标
    level2: 数量
    level3: 接待团组数量
    target: ">=60个"
  - level1: 效果目标
    level2: 社会效益
    level3: 合作交流工作支撑作用
    target: "支撑作用明显"
  - level1: 效果目标
    level2: 满意度
    level3: 服务对象满意度
    target: "＞＝９０％"
"""
VAGUE_LINE = 12
ODD_LINE = 16


def of_rule(found: list[lsp.Diagnostic], rule: str) -> lsp.Diagnostic:
    (one,) = [diagnostic for diagnostic in found if diagnostic.code == rule]
    return one


def labels(items: list[lsp.CompletionItem]) -> list[str]:
    return [item.label for item in items]


def spot(line: int, start: int, end: int) -> lsp.Range:
    return lsp.Range(lsp.Position(line, start), lsp.Position(line, end))


def edits_of(action: lsp.CodeAction, uri: str) -> list[Any]:
    assert action.edit is not None
    assert action.edit.changes is not None
    return list(action.edit.changes[uri])


# ---------------------------------------------------------------- diagnostics


def test_underlines_the_vague_word_with_rule_severity_and_advice(editor: Editor) -> None:
    found = of_rule(editor.open("a.yaml", FORM), "TL202")

    assert found.range == spot(VAGUE_LINE, 17, 19)
    assert found.severity is lsp.DiagnosticSeverity.Warning
    assert found.source == "targetlint"
    assert found.message.splitlines()[0] == "“明显”没有衡量标准，无法核对"
    assert "≥3个" in found.message


def test_says_what_the_command_says(editor: Editor) -> None:
    found = editor.open("a.yaml", FORM)

    report = check(text=FORM, name="a.yaml", lang="zh")
    assert sorted(str(one.code) for one in found) == sorted(
        finding.rule for file in report.files for finding in file.findings
    )


def test_follows_what_is_typed(editor: Editor) -> None:
    editor.open("a.yaml", FORM)

    found = editor.type("a.yaml", FORM.replace("支撑作用明显", "促成合作项目≥3个"))

    assert "TL202" not in [one.code for one in found]


def test_errors_warnings_and_hints_have_their_own_severities(editor: Editor) -> None:
    found = editor.open("a.yaml", FORM + "budget: {total: 500000, current_year: 600000}\n")

    assert of_rule(found, "TL501").severity is lsp.DiagnosticSeverity.Error
    assert lsp.DiagnosticSeverity.Information in {one.severity for one in found}


def test_points_to_the_other_side_of_a_disagreement(editor: Editor) -> None:
    text = FORM + "budget:\n  total: 500000\n  current_year: 600000\n"

    found = of_rule(editor.open("a.yaml", text), "TL501")

    assert found.related_information is not None
    other = found.related_information[0]
    assert other.location.uri == editor.uri("a.yaml")
    assert {found.range.start.line, other.location.range.start.line} == {18, 19}


def test_fades_a_waiver_that_nothing_needs(editor: Editor) -> None:
    text = FORM.replace('>=60个"', '>=60个"  # targetlint: ignore[TL202] 上年已说明')

    found = of_rule(editor.open("a.yaml", text), "TL093")

    assert found.tags is not None
    assert list(found.tags) == [lsp.DiagnosticTag.Unnecessary]


def test_links_to_the_page_of_a_rule_where_pages_are_published(start: Start) -> None:
    editor = start("--rule-url", "https://rules.example/")

    found = of_rule(editor.open("a.yaml", FORM), "TL202")

    assert found.code_description == lsp.CodeDescription("https://rules.example/TL202")


def test_has_no_link_where_nothing_is_published(editor: Editor) -> None:
    assert of_rule(editor.open("a.yaml", FORM), "TL202").code_description is None


def test_closing_a_text_takes_back_what_was_said_of_it(editor: Editor) -> None:
    assert editor.open("a.yaml", FORM)

    assert editor.close_text("a.yaml") == []


# ---------------------------------------------------------------- positions


@pytest.mark.parametrize(
    ("encoding", "start_at", "end_at"), [("utf-16", 16, 18), ("utf-8", 20, 26), ("utf-32", 15, 17)]
)
def test_counts_columns_in_the_unit_agreed_on(
    start: Start, encoding: str, start_at: int, end_at: int
) -> None:
    editor = start(encodings=[encoding])

    found = of_rule(editor.open("a.yaml", FORM.replace("支撑作用明显", "𠮷祥明显")), "TL202")

    assert editor.server.capabilities.position_encoding == encoding
    assert found.range == spot(VAGUE_LINE, start_at, end_at)


def test_counts_utf_16_where_the_editor_says_nothing(start: Start) -> None:
    found = of_rule(start().open("a.yaml", FORM.replace("支撑作用明显", "𠮷祥明显")), "TL202")

    assert found.range == spot(VAGUE_LINE, 16, 18)


def test_a_byte_order_mark_shifts_nothing_but_its_own_line(editor: Editor) -> None:
    assert of_rule(editor.open("a.yaml", "\ufeff" + FORM), "TL202").range == spot(
        VAGUE_LINE, 17, 19
    )


# ---------------------------------------------------------------- texts that are hard


def test_says_where_a_text_cannot_be_read_and_mends_it(editor: Editor) -> None:
    text = FORM.replace('">=60个"', ">=60个")

    (found,) = editor.open("a.yaml", text)

    assert found.range.start == lsp.Position(8, 12)
    assert found.severity is lsp.DiagnosticSeverity.Error
    (action,) = [
        one
        for one in editor.actions("a.yaml", found.range)
        if one.kind == lsp.CodeActionKind.QuickFix
    ]
    assert action.is_preferred
    assert applied(text, edits_of(action, editor.uri("a.yaml"))) == FORM


def test_leaves_other_yaml_files_alone_even_broken_ones(editor: Editor) -> None:
    assert editor.open("compose.yaml", "services:\n  web: {image: nginx}\n") == []
    assert editor.open("chart.yaml", "metadata:\n  name: {{ .Values.name }}\n\tx: 1\n") == []


STRANGE = [
    "",
    "\n",
    "\x00",
    "{",
    "[" * 3000,
    "- " * 3000,
    "indicators:\n- - - x: [",
    "indicators: &a [*a]\nproject: {name: x}\n",
    "template: sh-2020\nindicators: 3\n",
    "template: [sh-2020]\nproject: []\nindicators: {a: {b: {c: {d: {e: 1}}}}}\n",
    "project: {name: \ud83d}\nindicators: []\n",
    "project:\n  name: a\u2028b\x85c\n\rindicators:\r\n  - {level3: x, target: '\U0001f600'}\r",
    "%PDF-1.4\nproject:\n",
    "PK\x03\x04\nproject: {name: x}\n",
    "<html><table><tr><td>项目名称</td></tr></table>",
    "project:\n  name: x\nindicators:\n  - target: >\n      " + "≥90%，" * 500,
    FORM * 3,
]


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_no_text_brings_it_down(editor: Editor, text: str) -> None:
    found = editor.open("a.yaml", text)

    assert not [one for one in found if "工具本身出错" in one.message]
    last = text.count("\n")
    for line in range(min(last + 2, 12)):
        for character in (0, 4, 1000):
            editor.hover("a.yaml", line, character)
            editor.complete("a.yaml", line, character)
    editor.actions("a.yaml", lsp.Range(lsp.Position(0, 0), lsp.Position(last, 9)))
    editor.symbols("a.yaml")
    assert of_rule(editor.type("a.yaml", FORM), "TL202").range == spot(VAGUE_LINE, 17, 19)


def test_every_beginning_of_a_form_can_be_typed(editor: Editor) -> None:
    editor.open("a.yaml", "")

    for version, end in enumerate(range(0, len(FORM), 3), start=2):
        found = editor.type("a.yaml", FORM[:end], version)
        assert not [one for one in found if "工具本身出错" in one.message]
        lines = FORM[:end].split("\n")
        editor.complete("a.yaml", len(lines) - 1, len(lines[-1]))


# ---------------------------------------------------------------- hover


def test_explains_the_rule_under_the_pointer(editor: Editor) -> None:
    editor.open("a.yaml", FORM)

    told = editor.hover("a.yaml", VAGUE_LINE, 18)

    assert told.startswith("**TL202 vague-target** · warning")
    assert "没有门槛" in told
    assert "`# targetlint: ignore[TL202] 理由`" in told


def test_tells_how_a_target_is_read(editor: Editor) -> None:
    editor.open("a.yaml", FORM)

    told = editor.hover("a.yaml", 8, 15)

    assert "- 类型: 门槛值" in told
    assert "- 可衡量: 是" in told
    assert "- 读作: \\>= 60 个" in told


def test_tells_what_a_field_is(editor: Editor) -> None:
    editor.open("a.yaml", FORM)

    assert "**项目类别**" in editor.hover("a.yaml", 3, 4)
    assert "**指标值（指标目标值）** · 键名 `target`" in editor.hover("a.yaml", 8, 5)


def test_text_of_a_form_shows_as_it_is(editor: Editor) -> None:
    editor.open("a.yaml", FORM.replace("支撑作用明显", "[明显](http://x) <b>"))

    told = editor.hover("a.yaml", VAGUE_LINE, 14)

    assert "\\[明显\\](http://x) \\<b\\>" in told
    assert "[明显]" not in told


# ---------------------------------------------------------------- quick fixes


def test_a_safe_mend_is_the_preferred_one(editor: Editor) -> None:
    found = of_rule(editor.open("a.yaml", FORM), "TL215")

    (action,) = [one for one in editor.actions("a.yaml", found.range) if one.is_preferred]

    assert action.kind == lsp.CodeActionKind.QuickFix
    assert action.diagnostics is not None
    assert [one.code for one in action.diagnostics] == ["TL215"]
    mended = applied(FORM, edits_of(action, editor.uri("a.yaml")))
    assert 'target: ">=90%"' in mended


def test_a_suggested_mend_is_offered_and_not_preferred(editor: Editor) -> None:
    text = FORM.replace('">=60个"', '"约60个"')
    found = of_rule(editor.open("a.yaml", text), "TL210")

    fixes = [
        one
        for one in editor.actions("a.yaml", found.range)
        if one.edit and "ignore" not in str(one.edit) and one.kind == lsp.CodeActionKind.QuickFix
    ]

    assert fixes
    assert not any(one.is_preferred for one in fixes)


def test_everything_safe_is_mended_at_once(editor: Editor) -> None:
    text = FORM.replace('">=60个"', '"＞＝６０个"')
    editor.open("a.yaml", text)

    (action,) = editor.actions("a.yaml", spot(0, 0, 0), only=[lsp.CodeActionKind.SourceFixAll])

    assert action.kind == "source.fixAll.targetlint"
    mended = applied(text, edits_of(action, editor.uri("a.yaml")))
    assert 'target: ">=60个"' in mended
    assert 'target: ">=90%"' in mended


def test_nothing_is_offered_at_once_where_nothing_is_safe(editor: Editor) -> None:
    editor.open("a.yaml", FORM.replace("＞＝９０％", ">=90%"))

    assert not editor.actions("a.yaml", spot(0, 0, 0), only=[lsp.CodeActionKind.SourceFixAll])


def test_a_waiver_stands_above_the_value_and_asks_for_its_reason(editor: Editor) -> None:
    found = of_rule(editor.open("a.yaml", FORM), "TL202")
    (action,) = [
        one for one in editor.actions("a.yaml", found.range) if one.title.startswith("豁免 TL202")
    ]

    waived = applied(FORM, edits_of(action, editor.uri("a.yaml")))
    found_then = editor.type("a.yaml", waived)

    line = waived.split("\n")[VAGUE_LINE]
    assert line == "    # targetlint: ignore[TL202] "
    assert {"TL092", "TL202"} <= {one.code for one in found_then}
    reasoned = waived.replace(line, line + "上年已说明")
    assert not {"TL092", "TL202"} & {one.code for one in editor.type("a.yaml", reasoned, 3)}


def test_a_second_waiver_joins_the_first(editor: Editor) -> None:
    text = FORM.replace(
        '    target: "支撑作用明显"',
        '    # targetlint: ignore[TL406] 上年已说明\n    target: "支撑作用明显"',
    )
    found = of_rule(editor.open("a.yaml", text), "TL202")
    (action,) = [
        one for one in editor.actions("a.yaml", found.range) if one.title.startswith("豁免 TL202")
    ]

    waived = applied(text, edits_of(action, editor.uri("a.yaml")))

    assert "    # targetlint: ignore[TL406, TL202] 上年已说明\n" in waived
    assert "TL202" not in [one.code for one in editor.type("a.yaml", waived)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_mends_fit_behind_characters_outside_the_bmp(start: Start, encoding: str) -> None:
    editor = start(encodings=[encoding])
    text = FORM.replace('level3: 服务对象满意度\n    target: "＞＝９０％"', "level3: x")
    text += '  - {level3: "𠮷𠮷满意度", target: "＞＝９０％"}\n'
    found = of_rule(editor.open("a.yaml", text), "TL215")

    (action,) = [one for one in editor.actions("a.yaml", found.range) if one.is_preferred]

    mended = applied(text, edits_of(action, editor.uri("a.yaml")), encoding)
    assert mended.endswith('  - {level3: "𠮷𠮷满意度", target: ">=90%"}\n')


# ---------------------------------------------------------------- completion


def test_position_far_behind_the_end_is_answered_at_once(editor: Editor) -> None:
    editor.open("a.yaml", FORM)

    assert editor.complete("a.yaml", 2**31 - 1, 2**31 - 1)


def offered(editor: Editor, text: str) -> tuple[list[str], Callable[[str], str]]:
    """Complete at the ``‸`` of a text; give what is offered and how each would be written."""
    before, _, after = text.partition("‸")
    line, character = before.count("\n"), len(before.rpartition("\n")[2])
    editor.open("a.yaml", before + after)
    items = editor.complete("a.yaml", line, character)

    def chosen(label: str) -> str:
        (item,) = [one for one in items if one.label == label]
        return applied(before + after, [item.text_edit])

    return labels(items), chosen


def test_offers_the_second_levels_of_the_first_level_beside(editor: Editor) -> None:
    names, chosen = offered(editor, FORM.replace("level2: 社会效益", "level2: ‸"))

    assert names == ["经济效益", "社会效益", "环境效益", "生态效益", "满意度"]
    assert chosen("社会效益") == FORM


def test_offers_the_first_levels_of_the_layout(editor: Editor) -> None:
    names, _ = offered(editor, FORM.replace("level1: 产出目标", "level1: ‸"))

    assert names == ["投入与管理", "产出目标", "效果目标", "影响力目标"]


def test_offers_levels_to_indicators_nested_by_level(editor: Editor) -> None:
    text = "template: sh-2020\nproject: {name: x}\n绩效目标:\n  产出目标:\n    ‸\n"

    names, _ = offered(editor, text)

    assert names == ["数量", "质量", "时效", "成本"]


def test_offers_signs_in_quotes_where_a_target_begins(editor: Editor) -> None:
    names, chosen = offered(editor, FORM.replace('">=60个"', "‸"))

    assert names[:3] == [">=", "<=", "="]
    assert 'target: ">=$0"\n' in chosen(">=")


def test_offers_signs_without_placeholders_to_a_plain_editor(start: Start) -> None:
    _, chosen = offered(start(modern=False), FORM.replace('">=60个"', "‸"))

    assert 'target: ">="\n' in chosen(">=")


def test_offers_the_units_that_fit_behind_a_figure(editor: Editor) -> None:
    names, chosen = offered(editor, FORM.replace('">=60个"', '">=60‸"'))

    assert names[0] == ">=60个"
    assert chosen(">=60个") == FORM


def test_offers_per_cent_first_for_satisfaction(editor: Editor) -> None:
    names, _ = offered(editor, FORM.replace('"＞＝９０％"', '">=90‸"'))

    assert names[0] == ">=90%"


def test_offers_the_columns_that_a_row_lacks(editor: Editor) -> None:
    names, chosen = offered(editor, FORM.replace('    target: ">=60个"', "    ‸"))

    assert "    target: \n" in chosen("target")
    assert {"target", "weight", "unit"} <= set(names)
    assert not {"level1", "level2", "level3"} & set(names)


def test_offers_labels_as_printed_to_a_form_that_uses_them(editor: Editor) -> None:
    text = "表式: sh-2020\n项目名称: x\n绩效指标:\n  - 一级目标: 产出目标\n    ‸\n"

    names, _ = offered(editor, text)

    assert {"二级目标", "三级目标", "指标目标值"} <= set(names)


def test_offers_the_fields_of_a_group(editor: Editor) -> None:
    names, _ = offered(editor, FORM.replace("  category: 经常性专项业务费", "  ‸"))

    assert {"category", "start_date", "end_date"} <= set(names)
    assert not {"name", "indicators", "total"} & set(names)


def test_offers_the_layouts(editor: Editor) -> None:
    names, chosen = offered(editor, FORM.replace("template: sh-2020", "template: ‸"))

    assert {"sh-2020", "central-2015", "central-2021"} <= set(names)
    assert chosen("sh-2020") == FORM


def test_offers_rules_to_a_waiver_those_found_below_first(editor: Editor) -> None:
    text = FORM.replace(
        '    target: "支撑作用明显"', '    # targetlint: ignore[‸\n    target: "支撑作用明显"'
    )

    names, chosen = offered(editor, text)

    assert any(name.endswith("[TL202") for name in names[:8])
    assert "    # targetlint: ignore[TL202\n" in chosen("# targetlint: ignore[TL202")


# ---------------------------------------------------------------- outline


def test_gives_the_indicator_tree(editor: Editor) -> None:
    editor.open("a.yaml", FORM)

    (form,) = editor.symbols("a.yaml")

    def shape(symbol: lsp.DocumentSymbol) -> Any:
        return {symbol.name: [shape(child) for child in symbol.children or ()]}

    assert shape(form) == {
        "合作交流工作业务费": [
            {"产出目标": [{"数量": [{"接待团组数量": []}]}]},
            {
                "效果目标": [
                    {"社会效益": [{"合作交流工作支撑作用": []}]},
                    {"满意度": [{"服务对象满意度": []}]},
                ]
            },
        ]
    }
    leaf = form.children[0].children[0].children[0]
    assert leaf.detail == ">=60个"
    assert leaf.selection_range == spot(7, 12, 18)


def test_what_an_entry_selects_lies_inside_of_it(editor: Editor) -> None:
    nested = "project: {name: x}\n绩效目标:\n  产出目标:\n    数量:\n      接待: '>=6个'\n"
    editor.open("a.yaml", FORM + "---\n" + nested)

    def check_(symbol: lsp.DocumentSymbol) -> None:
        outer, inner = symbol.range, symbol.selection_range
        for early, late in ((outer.start, inner.start), (inner.end, outer.end)):
            assert (early.line, early.character) <= (late.line, late.character)
        for child in symbol.children or ():
            check_(child)

    trees = editor.symbols("a.yaml")
    assert len(trees) == 2
    for tree in trees:
        check_(tree)


def test_gives_a_plain_list_to_an_editor_without_trees(start: Start) -> None:
    editor = start(modern=False)
    editor.open("a.yaml", FORM)

    found = editor.symbols("a.yaml")

    assert ("接待团组数量", "数量") in [(one.name, one.container_name) for one in found]


# ---------------------------------------------------------------- settings


def test_goes_by_the_settings_of_the_folder_and_sees_them_change(
    start: Start, tmp_path: Path
) -> None:
    editor = start()
    settings = tmp_path / ".targetlint.yaml"
    settings.write_text("ignore: [TL202]\n", encoding="utf-8")
    assert "TL202" not in [one.code for one in editor.open("a.yaml", FORM)]

    settings.write_text("select: [TL202]\n", encoding="utf-8")

    assert [one.code for one in editor.save("a.yaml")] == ["TL202"]


def test_leaves_out_what_the_settings_leave_out(start: Start, tmp_path: Path) -> None:
    editor = start()
    (tmp_path / ".targetlint.yaml").write_text("exclude: ['old/**']\n", encoding="utf-8")
    (tmp_path / "old").mkdir()

    assert editor.open("old/a.yaml", FORM) == []
    assert editor.open("a.yaml", FORM)


def test_tells_of_settings_that_are_at_fault_and_goes_on(start: Start, tmp_path: Path) -> None:
    editor = start()
    (tmp_path / ".targetlint.yaml").write_text("selct: [TL202]\n", encoding="utf-8")

    found = editor.open("a.yaml", FORM)

    assert found[0].range.start == lsp.Position(0, 0)
    assert "selct" in found[0].message
    assert "TL202" in [one.code for one in found]


def test_does_not_show_what_is_waived(editor: Editor) -> None:
    text = FORM.replace('支撑作用明显"', '支撑作用明显"  # targetlint: ignore[TL202] 上年已说明')

    assert "TL202" not in [one.code for one in editor.open("a.yaml", text)]


def test_speaks_the_language_that_the_editor_asks_for(start: Start) -> None:
    found = of_rule(start(options={"lang": "en"}).open("a.yaml", FORM), "TL202")

    assert found.message.splitlines()[0] == "“明显” has no threshold and cannot be checked"


# ---------------------------------------------------------------- the process


def test_a_stream_that_ends_without_goodbye_ends_the_server() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "targetlint", "lsp"],
        input=b"", capture_output=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.returncode == 1
    assert done.stdout == b""


def test_nothing_but_the_protocol_is_on_standard_output(tmp_path: Path) -> None:
    body = json.dumps(
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}
    ).encode()
    done = subprocess.run(
        [sys.executable, "-m", "targetlint", "lsp"],
        input=b"Content-Length: %d\r\n\r\n%s" % (len(body), body),
        capture_output=True, check=False, timeout=60, cwd=tmp_path,
    )  # fmt: skip

    head, _, rest = done.stdout.partition(b"\r\n\r\n")
    assert head.startswith(b"Content-Length: ")
    assert json.loads(rest)["result"]["serverInfo"]["name"] == "targetlint"
