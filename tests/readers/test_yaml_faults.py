"""What is no YAML is refused at the right place, with a mend that mends."""

import pytest

from targetlint.phrases import say
from targetlint.readers.document import ReadError
from targetlint.readers.yaml import read
from targetlint.source import Span


def fault(data: str | bytes) -> ReadError:
    with pytest.raises(ReadError) as caught:
        read(data.encode() if isinstance(data, str) else data, "form.yaml")
    return caught.value


def place(error: ReadError) -> tuple[int, int]:
    assert error.source is not None
    assert error.span is not None
    position = error.source.position(error.span.start)
    return position.line, position.column


def mended(error: ReadError) -> str:
    assert error.source is not None
    text = error.source.text
    for span, replacement in sorted(error.edits, reverse=True):
        text = text[: span.start] + replacement + text[span.end :]
    return text


def words(error: ReadError) -> str:
    """Say it in both languages; nothing may be left to fill in."""
    said = [say(error.key, lang, **error.values) for lang in ("zh", "en")]
    assert not any(
        "{" + name + "}" in text for text in said for name in ("text", "char", "right", "label")
    )
    return " ".join(said)


ROW = "indicators:\n  - level3: 满意度\n    target: {}\n    weight: 10\n"


@pytest.mark.parametrize(
    ("written", "key", "quoted"),
    [
        (">=90%", "unquoted-value", '">=90%"'),
        (">90", "unquoted-value", '">90"'),
        ("> 90%", "unquoted-value", '"> 90%"'),
        (">=90%  # 注", "unquoted-value", '">=90%"  # 注'),
        ("|完成|", "unquoted-value", '"|完成|"'),
        ("%90", "special-character", '"%90"'),
        ("*待定", "special-character", '"*待定"'),
        ("*todo", "special-character", '"*todo"'),
        ("&待定", "special-character", '"&待定"'),
        ("@张三", "special-character", '"@张三"'),
        ("`x`", "special-character", '"`x`"'),
        ("!重要", "special-character", '"!重要"'),
        ("- 90%", "special-character", '"- 90%"'),
        ("-", "special-character", '"-"'),
        ("? 90%", "special-character", '"? 90%"'),
        ("]待定", "special-character", '"]待定"'),
        ("第一: 完成; 第二: 验收", "colon-in-value", '"第一: 完成; 第二: 验收"'),
        ("[待定", "open-bracket", '"[待定"'),
        ("{待填", "open-bracket", '"{待填"'),
        ("[一] 二", "open-bracket", '"[一] 二"'),
        ('"优秀"以上', "text-behind-quote", "'\"优秀\"以上'"),
        ('"优秀', "open-quote", '"优秀"'),
        ('"优秀”', "open-quote", '"优秀"'),
        ("'优秀", "open-quote", "'优秀'"),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_a_value_that_needs_quotes(written: str, key: str, quoted: str, line_break: str) -> None:
    error = fault(ROW.format(written).replace("\n", line_break))

    assert (error.key, place(error)) == (key, (3, 13))
    assert mended(error) == ROW.format(quoted).replace("\n", line_break)
    assert read(mended(error).encode(), "form.yaml").remarks == []
    assert words(error)


def test_one_mend_quotes_every_such_value_in_the_file() -> None:
    text = (
        (ROW.format(">=90%") + "  - level3: 时效\n    target: >5天\n") + "---\n" + ROW.format("|x")
    )

    error = fault(text)

    assert (error.key, place(error)) == ("unquoted-value-several", (3, 13))
    assert error.values["lines"] == "3, 6, 10"
    assert read(mended(error).encode(), "form.yaml").remarks == []
    assert "3, 6, 10" in words(error)


def test_leaves_text_alone_that_only_looks_like_a_mistake() -> None:
    text = "plan: |\n  目标: >=90%\n  说明：如下\ntarget: >=90%\n"

    error = fault(text)

    assert mended(error) == text.replace("target: >=90%", 'target: ">=90%"')


@pytest.mark.parametrize(
    ("text", "key", "where", "right"),
    [
        ("项目名称：一\n年度: 2020\n", "wide-colon", (1, 5), "项目名称: 一\n年度: 2020\n"),
        ("年度: 2020\n项目名称：一\n", "wide-colon", (2, 5), "年度: 2020\n项目名称: 一\n"),
        ("a:\n  项目：一\n  年度: 1\n", "wide-colon", (2, 5), "a:\n  项目: 一\n  年度: 1\n"),
        ("a: 1\n目标值：>=9\nb: 2\n", "wide-colon", (2, 4), 'a: 1\n目标值: ">=9"\nb: 2\n'),
        ("项目：一\n年度：二\n", "wide-colon-several", (1, 3), "项目: 一\n年度: 二\n"),
        (
            "a:\n  项目：一\n  年度：二\n",
            "wide-colon-several",
            (2, 5),
            "a:\n  项目: 一\n  年度: 二\n",
        ),
        ("name:一\nyear: 1\n", "tight-colon", (1, 5), "name: 一\nyear: 1\n"),
        ("year: 1\nname:一\n", "tight-colon", (2, 5), "year: 1\nname: 一\n"),
        ("a:\n\tb: 1\n\tc: 2\n", "tab-indent-several", (2, 1), "a:\n  b: 1\n  c: 2\n"),
        ("a:\n  b: 1\n\tc: 2\n", "tab-indent", (3, 1), "a:\n  b: 1\n  c: 2\n"),
        ("a: 1\n\tb: 2\n", "tab-indent", (2, 1), "a: 1\nb: 2\n"),
        ("a:\n　　b: 1\n", "wide-indent", (2, 1), "a:\n    b: 1\n"),
        ("a:\n\xa0\xa0b: 1\n  c: 2\n", "wide-indent", (2, 1), "a:\n    b: 1\n    c: 2\n"),
        ("a: 1\n  b: 2\n", "indentation", (2, 1), "a: 1\nb: 2\n"),
        ("- a: 1\n   b: 2\n", "indentation", (2, 1), "- a: 1\n  b: 2\n"),
        ("- a: 1\n  b: 2\n - c: 1\n", "indentation", (3, 1), "- a: 1\n  b: 2\n- c: 1\n"),
        ("*备注: 1\nb: 1\n", "special-character", (1, 1), '"*备注": 1\nb: 1\n'),
        ("{{项目}}: 1\n", "key-not-text", (1, 1), '"{{项目}}": 1\n'),
        ('a: "C:\\公式"\n', "backslash", (1, 7), 'a: "C:\\\\公式"\n'),
        ('a: "一\nb: "二"\nc: 三\n', "open-quote", (1, 4), 'a: "一"\nb: "二"\nc: 三\n'),
        ("a: 1\x01\nb: 2\n", "control-character", (1, 5), "a: 1\nb: 2\n"),
        ("a: 1\nb: \x00\n", "control-character", (2, 4), "a: 1\nb: \n"),
    ],
)
def test_a_mistake_and_its_mend(text: str, key: str, where: tuple[int, int], right: str) -> None:
    error = fault(text)

    assert (error.key, place(error)) == (key, where)
    if "\xa0" not in text:
        assert mended(error) == right
    assert read(mended(error).encode(), "form.yaml").nodes
    assert words(error)


@pytest.mark.parametrize(
    ("text", "key", "where"),
    [
        ("a:\n  b: 1\n c: 2\n", "indentation", (3, 1)),
        ("a: 1\n这是一行\nb: 2\n", "no-colon", (2, 1)),
        ("a: 1\n- b\n", "misplaced-line", (2, 1)),
        ("a: &x 1\nb: &x 2\n", "repeated-anchor", (2, 4)),
        ("%YAML 3.0\n---\na: 1\n", "yaml-version", (1, 1)),
        ("a: &a [*a]\n", "alias-cycle", (1, 4)),
    ],
)
def test_a_mistake_that_only_its_author_can_mend(
    text: str, key: str, where: tuple[int, int]
) -> None:
    error = fault(text)

    assert (error.key, place(error), error.edits) == (key, where, ())
    assert words(error)


def test_text_in_steps_is_no_list_of_keys() -> None:
    text = "plan:\n  第一阶段：调研\n  第二阶段：实施\nbasis:\n  http://a.cn\n  http://b.cn\n"

    (root,) = read(text.encode(), "form.yaml").nodes

    assert [node.text for _, node in getattr(root, "entries", [])] == [
        "第一阶段：调研 第二阶段：实施",
        "http://a.cn http://b.cn",
    ]


def test_names_the_columns_a_line_could_stand_at() -> None:
    error = fault("a:\n  b: 1\n c: 2\n")

    assert (error.values["indent"], error.values["expected"]) == ("1", "0 / 2")


def test_says_what_the_parser_says_where_nothing_better_is_known() -> None:
    error = fault("%TAG !a! b\n%TAG !a! b\n---\na: 1\n")

    assert (error.key, place(error)) == ("yaml-syntax", (2, 1))
    assert "duplicate %TAG directive" in words(error)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("- " * 10_000 + "x", "too-deep"),
        ("[" * 10_000 + "]" * 10_000, "too-deep"),
        ("[" * 1_000_000, "too-deep"),
        ("- " * 1_000_000, "too-deep"),
        ("{a: " * 100_000, "too-deep"),
        ("? " * 100_000, "too-deep"),
        ("? - " * 100_000, "too-deep"),
        ("".join("  " * depth + "a:\n" for depth in range(500)), "too-deep"),
        ("- a\n" * 300_000, "too-many-values"),
        ("--- a\n" * 3_000, "too-many-forms"),
        (
            "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 20)),
            "alias-expansion",
        ),
        (
            "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 999)),
            "too-deep",
        ),
    ],
)
def test_what_has_no_end_is_refused_at_a_place(text: str, key: str) -> None:
    error = fault(text)

    assert error.key == key
    assert error.source is not None
    assert error.span is not None
    assert 0 <= error.span.start <= len(error.source.text)
    assert error.values["limit"] in words(error)


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    error = fault(b"\xff" * 10_485_761)

    assert (error.key, error.values, error.source) == ("too-large", {"limit": "10"}, None)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG"),
        (b"PK\x03\x04\x14\x00\xff", "ZIP/DOCX/XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "DOC/XLS"),
    ],
)
def test_a_file_that_is_no_text_is_named(data: bytes, kind: str) -> None:
    error = fault(data)

    assert (error.key, error.values) == ("not-text", {"kind": kind})


@pytest.mark.parametrize("data", [b"\x00" * 1000, bytes(range(256)) * 4])
def test_a_file_of_unknown_bytes_is_refused_without_a_guess(data: bytes) -> None:
    error = fault(data)

    assert (error.key, error.values) == ("binary", {})


@pytest.mark.parametrize(
    ("data", "where", "byte"),
    [
        ("项目名称: 一\n年度: ".encode() + b"\xff" + "二\n".encode(), (2, 5), "0xFF"),
        (b"name: caf\xe9\n", (1, 10), "0xE9"),
        ("项目名称: 研究\n".encode() + b"\xed\xa0\x80\n", (2, 1), "0xED"),
        ("a: 一\n".encode("utf-16")[:-1], (1, 5), "0x0A"),
    ],
)
def test_points_at_the_byte_that_is_not_in_the_encoding(
    data: bytes, where: tuple[int, int], byte: str
) -> None:
    error = fault(data)

    assert (error.key, place(error), error.values["byte"]) == ("bad-encoding", where, byte)


@pytest.mark.parametrize(
    "text",
    [
        "a: >x\n",
        "a: %x\n",
        "a: b: c\n",
        "a: [b\n",
        'a: "b" c\n',
        'a: "b\n',
        'a: "\\q"\n',
        "项目：一\n年度：二\n",
        "name:b\nyear:1\n",
        "x:\n\ta: b\n",
        "x:\n　a: b\n",
        "x: 1\n  a: b\n",
        "a: \x01\n",
    ],
)
def test_a_mistake_made_twice_has_words_for_it(text: str) -> None:
    single, twice = fault(text), fault(text + "---\nfirst: 1\n---\n" + text)

    assert twice.key.removesuffix("-several") == single.key.removesuffix("-several")
    assert words(single)
    assert words(twice)
    assert read(mended(single).encode(), "form.yaml").nodes


def test_every_edit_of_a_mend_stands_within_the_text() -> None:
    error = fault(ROW.format(">=90%"))

    assert error.edits == ((Span(40, 45), '">=90%"'),)
