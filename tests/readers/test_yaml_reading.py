"""The YAML reader keeps every scalar as written and knows where it stands."""

import pytest

from targetlint.nodes import Mapping, Node, Scalar, Sequence
from targetlint.readers.document import Document, ReadError
from targetlint.readers.yaml import read
from targetlint.readers.yaml_comments import comments
from targetlint.readers.yaml_surprise import becomes
from targetlint.source import SourceText


def document(text: str) -> Document:
    return read(text.encode(), "form.yaml")


def value(text: str, *keys: str) -> Scalar:
    """Give the scalar under some keys of the first form."""
    node: Node | None = document(text).nodes[0]
    for key in keys:
        assert isinstance(node, Mapping)
        node = node.get(key)
    assert isinstance(node, Scalar)
    return node


def word(text: str, found: Scalar, piece: str) -> str:
    """Give what stands in the source where a scalar says that a piece of it stands."""
    at = found.text.index(piece)
    span = found.part(at, at + len(piece))
    return text[span.start : span.end]


@pytest.mark.parametrize(
    ("text", "said", "written"),
    [
        ("target: 支撑作用明显\n", "支撑作用明显", "支撑作用明显"),
        ("target: '支撑作用明显'\n", "支撑作用明显", "'支撑作用明显'"),
        ('target: "支撑作用明显"  # 注\n', "支撑作用明显", '"支撑作用明显"'),
        ("target: |\n  支撑作用明显\n", "支撑作用明显\n", "|\n  支撑作用明显"),
        ("target: >-\n  支撑作用明显\n\n# 注\n", "支撑作用明显", ">-\n  支撑作用明显"),
        ("target: &a 支撑作用明显\n", "支撑作用明显", "支撑作用明显"),
        ("target: !!str '支撑作用明显'\n", "支撑作用明显", "'支撑作用明显'"),
        ("target: |\r\n  支撑作用明显\r\n", "支撑作用明显\n", "|\r\n  支撑作用明显"),
    ],
)
def test_points_at_a_word_inside_a_value(text: str, said: str, written: str) -> None:
    found = value(text, "target")

    assert found.text == said
    assert text[found.span.start : found.span.end] == written
    assert word(text, found, "明显") == "明显"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('target: "支撑\\u4f5c用"\n', "支撑作用"),
        ("target: '支撑''作用'\n", "支撑'作用"),
        ("target: 支撑\n  作用\n", "支撑 作用"),
        ('target: "支撑\n  作用"\n', "支撑 作用"),
        ("target: >\n  支撑\n  作用\n", "支撑 作用\n"),
        ("target: |\n  支撑\n  作用\n", "支撑\n作用\n"),
    ],
)
def test_gives_the_whole_value_where_its_text_does_not_stand_letter_by_letter(
    text: str, said: str
) -> None:
    found = value(text, "target")

    assert (found.text, found.inner) == (said, -1)
    assert found.part(0, 1) == found.span


def test_counts_code_points_after_astral_characters_and_any_line_break() -> None:
    text = "a: 𠀀𠀁\r\nb: 一\rc: 二\nd: 三\n"
    source = document(text).source

    found = [value(text, key) for key in "abcd"]

    assert [source.slice(one.span) for one in found] == ["𠀀𠀁", "一", "二", "三"]
    assert [tuple(source.position(one.span.start)) for one in found] == [
        (1, 4),
        (2, 4),
        (3, 4),
        (4, 4),
    ]


def test_tells_where_lists_and_groups_begin_and_end() -> None:
    text = "a:\n  - b: 1\n    c: 2\n\n# 注\nd: [x, y]\ne: {}\n"
    source, (root,), _ = document(text)
    assert isinstance(root, Mapping)
    rows, items = root.get("a"), root.get("d")
    assert isinstance(rows, Sequence)
    assert isinstance(items, Sequence)

    assert source.slice(rows.span) == "- b: 1\n    c: 2"
    assert source.slice(rows.items[0].span) == "b: 1\n    c: 2"
    assert source.slice(items.span) == "[x, y]"
    assert source.slice(root.span) == text.rstrip("\n")


def test_an_empty_value_stands_behind_its_colon() -> None:
    text = "project:\n  name:\n  code: 1\n"

    found = value(text, "project", "name")

    assert (found.text, tuple(found.span)) == ("", (text.index("name:") + 5,) * 2)


def test_reads_each_document_as_a_form_and_skips_empty_ones() -> None:
    text = "---\n---\ntitle: 一\n---\n# 没有内容\n---\ntitle: 二\n...\n"

    assert [value.text for _, value in _titles(text)] == ["一", "二"]


def _titles(text: str) -> list[tuple[Scalar, Scalar]]:
    firsts = [node.entries[0] for node in document(text).nodes if isinstance(node, Mapping)]
    return [(key, value) for key, value in firsts if isinstance(value, Scalar)]


@pytest.mark.parametrize(
    ("encoding", "kept", "told"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8-sig", "utf-8-sig", None),
        ("gb18030", "gb18030", "GB18030"),
        ("gbk", "gb18030", "GB18030"),
        ("utf-16", "utf-16", "UTF-16"),
        ("utf-16-le", "utf-16-le", "UTF-16-LE"),
        ("utf-32", "utf-32", "UTF-32"),
    ],
)
def test_reads_what_office_programs_write(encoding: str, kept: str, told: str | None) -> None:
    text = "项目名称: 合作交流工作业务费\n指标目标值: “≥９０％”\n"

    source, (root,), remarks = read(text.encode(encoding), "form.yaml")

    assert source.text == text
    assert source.encoding == kept
    assert source.text.encode(kept).decode(kept) == text
    assert isinstance(root, Mapping)
    assert tuple(source.position(root.entries[1][1].span.start)) == (2, 8)
    assert [(r.code, r.values["encoding"]) for r in remarks] == (
        [("encoding", told)] if told else []
    )


def test_a_repeated_key_is_kept_and_remarked_on_at_its_second_place() -> None:
    source, (root,), (remark,) = document("project:\n  name: 一\n  code: 1\n  name: 二\n")

    assert (remark.code, remark.values) == ("duplicate-key", {"key": "name", "first": "2"})
    assert tuple(source.position(remark.span.start)) == (4, 3)
    assert isinstance(root, Mapping)
    assert isinstance(project := root.get("project"), Mapping)
    assert [key.text for key, _ in project.entries] == ["name", "code", "name"]


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("no", "false"),
        ("On", "true"),
        ("12:30", "750"),
        ("1:30:00", "5400"),
        ("1_000", "1000"),
        ("010", "8"),
        ("0o17", "15"),
        ("0089", "89"),
        ("0x1F", "31"),
        ("1e3", "1000"),
        (".inf", "inf"),
    ],
)
def test_remarks_on_what_other_loaders_make_of_a_plain_value(written: str, other: str) -> None:
    text = f"project:\n  code: {written}\n"
    source, _, (remark,) = document(text)

    assert (remark.code, remark.values) == ("yaml-surprise", {"text": written, "becomes": other})
    assert tuple(source.position(remark.span.start)) == (2, 9)
    assert remark.edits == ((remark.span, f'"{written}"'),)
    assert value(text, "project", "code").text == written
    assert document(f'project:\n  code: "{written}"\n').remarks == []


@pytest.mark.parametrize("written", ["0b_", "0x_", "+0x", "2024-01-01", "-5", "0"])
def test_what_only_looks_like_another_number_is_no_surprise(written: str) -> None:
    document = read(f"target: {written}\n".encode(), "form.yaml")
    assert not document.remarks


@pytest.mark.parametrize(
    "written",
    ["2020-01-01", "500000", "0", "-5", "99.50", "2020.1", "1.", "否", "是", "", "true", "a"],
)
def test_has_nothing_to_say_about_a_value_that_means_the_same_everywhere(written: str) -> None:
    assert becomes(written) is None


@pytest.mark.parametrize("written", [">5", "|2", "&待_abc"[0] + "abc", "!abc"])
def test_gives_back_a_value_that_yaml_would_drop_in_silence(written: str) -> None:
    text = f"a:\n  target: {written}\n  weight: 10\n"
    source, _, (remark,) = document(text)

    assert value(text, "a", "target").text == written
    assert (remark.code, remark.edits) == ("unquoted-value", ((remark.span, f'"{written}"'),))
    assert source.slice(remark.span) == written


@pytest.mark.parametrize("written", ["~", "null", "Null", "NULL"])
def test_the_words_of_yaml_for_nothing_leave_a_cell_blank(written: str) -> None:
    text = f"a:\n  target: {written}\n  weight: 10\n"
    source, _, remarks = document(text)

    cell = value(text, "a", "target")
    assert (cell.text, remarks) == ("", [])
    assert source.slice(cell.span) == written


def test_a_quoted_word_for_nothing_is_a_text() -> None:
    assert value('a:\n  target: "null"\n', "a", "target").text == "null"


def test_remarks_on_text_that_yaml_takes_for_a_comment() -> None:
    source, _, (remark,) = document("level3: 项目 #1 完工率\ntarget: 90  # 注\n")

    assert (remark.code, remark.values) == ("cut-off", {"text": "#1 完工率"})
    assert tuple(source.position(remark.span.start)) == (1, 12)


def test_writes_out_anchors_and_merge_keys() -> None:
    text = "base: &base\n  level1: 产出\n  level2: 数量\nrow:\n  <<: *base\n  level2: 质量\n"

    assert value(text, "row", "level1").text == "产出"
    assert value(text, "row", "level2").text == "质量"


def test_finds_comments_but_no_hash_within_text() -> None:
    text = (
        "# targetlint: ignore[TL202] 理由\n"
        'a: "x # y"\n'
        "b: x#y\n"
        "c: 1  # targetlint: ignore\n"
        "d: |\n  # 正文\n  正文\n"
        "  \n"
        "e: '#'  # 注\r\n"
        "f: [1, # 一\n  2]\n"
    )

    found = comments(SourceText("form.yaml", text))

    assert [(one.line, one.text, one.standalone) for one in found] == [
        (1, "# targetlint: ignore[TL202] 理由", True),
        (4, "# targetlint: ignore", False),
        (9, "# 注", False),
        (10, "# 一", False),
    ]
    assert all(text.startswith(one.text, one.offset) for one in found)


def test_looks_for_no_comments_where_none_speaks_to_the_tool() -> None:
    assert comments(SourceText("form.yaml", "# 注\na: 1\n")) == []


def test_reads_the_same_without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    from targetlint.readers import yaml_parser  # noqa: PLC0415 - the classes are made at import

    text = 'project:\n  name: "一"\n  plan: |\n    二\n    三\nrows:\n- [a, b]\n- &x c\n- *x\n'
    expected = document(text)
    plain, counting = yaml_parser.parser_class(pure=True)
    monkeypatch.setattr(yaml_parser, "_plain", plain)
    monkeypatch.setattr(yaml_parser, "_counting", counting)

    found = document(text)

    assert found.nodes == expected.nodes
    with pytest.raises(ReadError) as caught:
        document("[" * 5000)
    assert caught.value.key == "too-deep"
