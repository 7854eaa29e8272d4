"""Inputs made by hand: what no random damage comes upon, each with the trap in its name.

``CRAFTED`` is the table: a file name, and what makes the file. Anything may come of such a file but a
fault of the tool, a wait without end, or silence.
"""

import codecs
import gzip
import zlib
from collections.abc import Callable

from fuzz.crafted_office import DOCX, XLSX, zipped
from fuzz.crafted_pdf import PDF
from fuzz.seeds import DOCUMENTS, FORM

_HEAD = b"year: 2026\nproject: {name: a}\nindicators:\n"
_ROW = "  - {level1: 产出指标, level2: 数量指标, level3: 培训人数, target: '≥20人'}\n".encode()
_MOST = "9" * 5000

HTML: dict[str, Callable[[], bytes]] = {
    "spans-of-a-thousand.html": lambda: b"<table>" + b"<tr><td rowspan=1000 colspan=1000>x</td></tr>" * 9,
    "spans-of-all-signs.html": "<table><tr><td rowspan=²>a<td colspan=-1>b<td rowspan=1e9>c<td colspan='٣'>d".encode,
    "long-spans.html": lambda: b"<table>" + b"<tr><td rowspan=1000>x" * 380,
    "tables-in-tables.html": lambda: b"<table><tr><td>" * 3000 + b"x",
    "deep.html": lambda: b"<div>" * 100_000 + "项目支出绩效目标表".encode(),
    "one-endless-tag.html": lambda: b"<table " + b"a=" * 500_000,
    "one-endless-comment.html": lambda: b"<table><!--" + b"-" * 500_000,
    "laughs.html": lambda: b'<!DOCTYPE html [<!ENTITY a "' + b"ha" * 999 + b'">]><table><tr><td>&a;&a;',
    "characters-of-all-numbers.html": lambda: b"<table><tr><td>&#0;&#55296;&#1114112;&#99999999999999999999;&#x1b;[2J",
    "in-an-encoding-nobody-knows.html": lambda: b'<meta charset="utf-99"><table><tr><td>\xff\xfe\xb5\xa5',
    "in-a-codec-that-is-none.html": lambda: b'<meta charset="rot13"><table><tr><td>\xff\xb5\xa5',
    "in-base64.html": lambda: b'<meta charset="base64"><table><tr><td>\xff\xb5\xa5',
    "in-idna.html": lambda: b'<meta charset="idna"><table><tr><td>\xff\xb5\xa5',
    "in-punycode.html": lambda: b'<meta charset="punycode"><table><tr><td>\xff\xb5\xa5',
    "in-unicode-escape.html": lambda: b'<meta charset="unicode_escape"><table><tr><td>\xff\\ud800\\x1b',
    "in-utf-7.html": lambda: b'<meta charset="utf-7"><table><tr><td>\xff+2AA-',
    "in-zlib.html": lambda: b'<meta charset="zlib"><table>\xff' + zlib.compress(b"a" * 10**7),
    "in-the-codec-of-windows.html": lambda: b'<meta charset="mbcs"><table><tr><td>\xff\xb5\xa5',
    "scripts.html": lambda: b"<table><tr><td><script>alert(1)</script><svg onload=alert(1)>x</td></tr></table>",
    "only-a-frame.html": lambda: b'<html><iframe src="file:///etc/passwd"></iframe></html>',
    "in-utf-16.html": lambda: (DOCUMENTS / "xining-2020.html").read_text("utf-8").encode("utf-16"),
    "cut-characters.html": lambda: (DOCUMENTS / "xining-2020.html").read_bytes().replace(b"\xe9", b""),
}  # fmt: skip


def _deep(opens: str, closes: str, many: int) -> Callable[[], bytes]:
    return lambda: _HEAD + f"  - {opens * many}a{closes * many}\n".encode()


YAML: dict[str, Callable[[], bytes]] = {
    "lists-in-lists.yaml": _deep("[", "]", 50_000),
    "maps-in-maps.yaml": _deep("{a: ", "}", 50_000),
    "keys-in-keys.yaml": _deep("? ", "", 50_000),
    "keys-in-braces.yaml": _deep("{? ", "}", 20_000),
    "tags-on-tags.yaml": _deep("!a ", "", 20_000),
    "anchors-on-anchors.yaml": lambda: _HEAD + b"".join(b"  - &a%d {a: *a%d}\n" % (n, n - 1) for n in range(1, 3000)),
    "laughs.yaml": lambda: b"a0: &a0 [x]\n" + b"".join(
        b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12)
    ) + b"indicators: *a11\n",
    "itself.yaml": lambda: b"indicators: &a\n  - *a\n  - level3: *a\n",
    "itself-merged.yaml": lambda: _HEAD + b"  - &a {<<: *a, level3: x}\n",
    "merged-with-anything.yaml": lambda: _HEAD + b"  - {<<: 1}\n  - {<<: [1, {a: 2}, [3]]}\n  - {<<: {<<: {<<: x}}}\n  - {<<: }\n",
    "merged-key-twice.yaml": lambda: b"a: &a {level3: x}\n" + _HEAD + b"  - {<<: *a, <<: *a, target: '1'}\n",
    "objects.yaml": lambda: _HEAD + b"  - !!python/object/apply:os.system ['touch /tmp/x']\n  - !!binary 'aGk='\n  - !<tag:x> a\n",
    "tags-that-lie.yaml": lambda: _HEAD + b"  - {level3: !!int abc, target: !!float x, weight: !!timestamp q, score: !!set {a}, actual: !!omap [a]}\n",
    "odd-keys.yaml": lambda: _HEAD + b"  - {1: a, null: b, [x]: c, {y: z}: d, ~: e, true: f, 2020-01-01: g, 1.5: h, .nan: i}\n",
    "keys-of-lists.yaml": lambda: b"? [indicators]\n: - a\n? {a: b}\n: c\nindicators:\n- [a, b]\n- null\n- 5\n",
    "numbers-of-all-kinds.yaml": lambda: _HEAD + b"  - {weight: 0o17, score: 0b11, actual: 1:30:00, level3: 1_000, target: 0x_F}\n  - {weight: .inf, score: -.INF, actual: .NaN}\n",
    "numbers-of-many-digits.yaml": lambda: _HEAD + f"  - {{weight: {_MOST}, score: -{_MOST}.{_MOST}, actual: 1e{_MOST}, target: ≥{_MOST}%}}\n".encode(),
    "years-of-many-digits.yaml": lambda: _HEAD.replace(b"2026", _MOST.encode()) + _ROW,
    "dates-beyond-calendars.yaml": lambda: b"project: {start_date: 9999-99-99, end_date: 0000-00-00}\n" + _HEAD + _ROW,
    "documents.yaml": lambda: b"---\n".join([FORM] * 30),
    "documents-of-nothing.yaml": lambda: b"---\n...\n" * 1500 + FORM,
    "too-many-documents.yaml": lambda: b"--- {indicators: [{level3: a}]}\n" * 3000,
    "directives.yaml": lambda: b"%YAML 9.9\n%TAG ! tag:x,2000:\n%FOO bar\n---\n" + FORM,
    "broken-directives.yaml": lambda: b"%YAML\n%TAG\n%\n" + FORM,
    "control-characters.yaml": lambda: FORM.replace("：".encode(), b"\x1b[2J\x07\x08"),
    "nuls.yaml": lambda: FORM.replace(b": ", b": \x00"),
    "mostly-nuls.yaml": lambda: FORM.replace(b"\n", b"\x00\n"),
    "surrogates.yaml": lambda: FORM.replace(b": ", b": \xed\xa0\x80", 3),
    "surrogates-escaped.yaml": lambda: _HEAD + b'  - {level3: "\\ud83d\\ude00", target: "\\uD800", level2: "\\U0010FFFF\\0\\e\\x7f"}\n',
    "characters-that-are-none.yaml": lambda: FORM.replace(b": ", ": \ufffe\uffff\U000fffff".encode(), 3),
    "no-blank-after-colons.yaml": lambda: FORM.replace(b": ", b":"),
    "wide-colons.yaml": lambda: FORM.replace(b": ", "：".encode()),
    "tabs.yaml": lambda: FORM.replace(b"  ", b"\t"),
    "odd-line-ends.yaml": lambda: FORM.replace(b"\n", "\u2028".encode(), 9).replace(b"\n", b"\x85", 9).replace(b"\n", b"\r", 9),
    "only-carriage-returns.yaml": lambda: FORM.replace(b"\n", b"\r"),
    "one-line.yaml": lambda: FORM.replace(b"\n", b""),
    "endless-line.yaml": lambda: _HEAD + b"  - {level3: " + "字".encode() * 900_000,
    "endless-quote.yaml": lambda: _HEAD + b'  - "' + b"a\\" * 400_000,
    "endless-key.yaml": lambda: b"k" * 900_000 + b": 1\n" + _HEAD + _ROW,
    "endless-anchor.yaml": lambda: _HEAD + b"  - &" + b"a" * 500_000 + b" x\n",
    "endless-comment.yaml": lambda: b"#" * 900_000 + b"\n" + FORM,
    "endless-block.yaml": lambda: _HEAD + b"  - level3: |\n" + b"      x\n" * 90_000,
    "block-of-odd-shape.yaml": lambda: _HEAD + b"  - level3: |99\n      x\n  - level3: >-+\n   y\n",
    "in-utf-16.yaml": lambda: FORM.decode().encode("utf-16"),
    "in-utf-16-without-mark.yaml": lambda: FORM.decode().encode("utf-16-be"),
    "in-utf-16-cut.yaml": lambda: FORM.decode().encode("utf-16")[:-1],
    "in-utf-32.yaml": lambda: FORM.decode().encode("utf-32"),
    "in-gbk.yaml": lambda: FORM.decode().encode("gb18030"),
    "in-big5.yaml": lambda: FORM.decode().encode("big5", "replace"),
    "in-utf-7.yaml": lambda: FORM.decode().encode("utf-7"),
    "in-two-encodings.yaml": lambda: FORM[:900] + FORM[900:].decode("utf-8", "ignore").encode("gb18030"),
    "two-marks.yaml": lambda: codecs.BOM_UTF8 * 2 + FORM,
    "a-mark-alone.yaml": lambda: codecs.BOM_UTF8,
    "a-wide-mark-alone.yaml": lambda: codecs.BOM_UTF16_LE,
    "waivers-of-all-kinds.yaml": lambda: _HEAD + _ROW.rstrip() + b" # targetlint: ignore[TL202,,TL9999,] " + b"x" * 9999 + b"\n# targetlint: ignore-file\n# targetlint:ignore[\n# targetlint: ignore-file[*] \xff\n",
    "schema-upside-down.yaml": lambda: b"year: [1]\nproject: 3\nbudget: [[]]\nnarrative: {goals: {a: [b]}}\nindicators: {a: b}\ntemplate: {x: 1}\nevaluation: 7\nforms: no\n",
    "indicators-of-anything.yaml": lambda: b"indicators: [1, a, null, [b], {}, {level3: {a: b}}, {target: [1, [2]]}, 2020-01-01, true]\n",
    "deep-groups.yaml": lambda: b"indicators:\n" + b"".join(b"  " * n + b"- name: a\n" + b"  " * n + b"  children:\n" for n in range(1, 50)),
    "truth-everywhere.yaml": lambda: _HEAD + b"  - {level1: yes, level2: no, level3: on, target: off, weight: true, score: ~}\n",
    "json.json": lambda: b'{"year": 2026, "indicators": [{"level3": "\\u0000\\ud800", "target": 1e999, "weight": NaN}]}',
    "json-cut.json": lambda: b'{"indicators": [{"level3": "a"',
    "json-with-comments.json": lambda: b'{"indicators": [/* x */ {"level3": "a",},],}',
}  # fmt: skip

PLAIN: dict[str, Callable[[], bytes]] = {
    "empty.yaml": lambda: b"", "empty.docx": lambda: b"", "empty.xlsx": lambda: b"", "empty.pdf": lambda: b"",
    "empty.html": lambda: b"", "empty.csv": lambda: b"", "empty.txt": lambda: b"", "one-byte.txt": lambda: b"\xff",
    "line-ends-alone.txt": lambda: b"\n" * 200_000,
    "blanks-alone.txt": lambda: "\u3000".encode() * 200_000,
    "endless-line.txt": lambda: "项目支出绩效目标表 一级指标 ".encode() * 40_000,
    "many-columns.txt": lambda: "一级指标  二级指标  三级指标  指标值\n".encode() + (b"a  " * 3000 + b"\n") * 20,
    "drawn-tables.txt": lambda: "┌─┬─┐\n│一级指标│指标值│\n├─┼─┤\n".encode() * 900,
    "headings-alone.txt": lambda: "一级指标 二级指标 三级指标 指标值\n".encode() * 3000,
    "upside-down.txt": lambda: b"\n".join((DOCUMENTS / "xining-2020.txt").read_bytes().split(b"\n")[::-1]),
    "colons.txt": lambda: "项目名称：".encode() * 20_000,
    "in-gbk.txt": lambda: (DOCUMENTS / "xining-2020.txt").read_text("utf-8").encode("gb18030"),
    "in-utf-16.txt": lambda: (DOCUMENTS / "xining-2020.txt").read_text("utf-8").encode("utf-16"),
    "quotes-never-closed.csv": lambda: '一级指标,二级指标,三级指标,指标值\n"产出,"数量""人,"x\n'.encode() + b'"' * 5001,
    "a-field-without-end.csv": lambda: '一级指标,指标值\n"'.encode() + b"a" * 200_000,
    "a-field-larger-than-fields-are.csv": lambda: "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,".encode() + b"a" * 140_000 + b",1\n",
    "nuls.csv": "一级指标,指标值\n产出\x00,1\x00\n".encode,
    "thousands-of-columns.csv": lambda: "一级指标,三级指标,指标值,".encode() + b"x," * 9000 + b"\n" + b"," * 9000,
    "lines-of-all-widths.csv": lambda: "一级指标,二级指标,三级指标,指标值\n".encode() + b"\n".join(b"," * n for n in range(300)),
    "mixed-separators.csv": "一级指标\t二级指标;三级指标,指标值\n产出|数量,x;y\tz\n".encode,
    "carriage-returns.csv": '一级指标,二级指标,三级指标,指标值\r产出指标,数量指标,"a\rb",1\r'.encode,
    "formulas.csv": "一级指标,二级指标,三级指标,指标值\n产出指标,数量指标,=cmd|' /C calc'!A0,@SUM(1)\n".encode,
    "yaml.docx": lambda: FORM, "yaml.pdf": lambda: FORM, "yaml.xlsx": lambda: FORM, "yaml.html": lambda: FORM, "yaml.csv": lambda: FORM,
    "docx.yaml": (DOCUMENTS / "xining-2020.docx").read_bytes,
    "xlsx.docx": (DOCUMENTS / "xining-2020.xlsx").read_bytes,
    "pdf.html": (DOCUMENTS / "xining-2020.pdf").read_bytes,
    "html.pdf": (DOCUMENTS / "xining-2020.html").read_bytes,
    "zip.yaml": zipped("a.txt", b"a"), "zip-of-nothing.docx": lambda: b"PK\x05\x06" + b"\0" * 18,
    "gzip.yaml": lambda: gzip.compress(FORM, mtime=0), "elf.yaml": lambda: b"\x7fELF\x02\x01\x01" + b"\0" * 99,
    "sqlite.yaml": lambda: b"SQLite format 3\0" + b"\0" * 84, "ole.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504,
    "word.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 999,
    "rich.rtf": lambda: b"{\\rtf1 " + b"{" * 9999, "all-bytes.txt": lambda: bytes(range(256)) * 40,
}  # fmt: skip

CRAFTED = {**YAML, **PLAIN, **HTML, **DOCX, **XLSX, **PDF}
