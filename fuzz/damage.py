"""Ways to damage an input, as transport, editors, converters and ill will do.

Every choice comes from the generator that is handed in: the same seed damages the same way.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from fuzz.structure import MARKUP, OBJECTS

# What has upset readers of text, terminals, browsers and spreadsheets.
HOSTILE = (
    "\x00", "\x1b[2J\x1b]0;x\x07", "\u202e", "\u2066", "\ud800", "\udfff", "\ufeff", "\ufffe", "\u2028", "\x85", "\x0b",
    "\u3000", "\xa0", "\u200b", "\u0301" * 40, "𠮷😀", "<script>alert(1)</script>", "]]>", "<!--", "&lt;&#0;&x;",
    "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "::error file=a::b", "##vso[task.x]", "%0A%0D", "\r", "\r\n\r\n", "${7*7}",
    "{rule}", "{0}", "%s%n", "'; DROP TABLE x;--", "../../etc/passwd", "C:\\a\\b", "# targetlint: ignore[TL202] x",
    "# targetlint: ignore-file[]", "&a [*a]", "*a", "<<: *a", "!!python/object:os.system", "? ", "- - - ", "|2-\n",
    ">=90%", "≥９０％", "９" * 30, "9" * 400, "1e999", "-0", "0x1F", ".inf", ".nan", "１/0", "5‰", "90%90%", "2020-02-30",
    "9999年99月99日", "0000-00-00", "≥≤", "（" * 50, "二〇二〇年", "亿万千百十" * 9, "~" * 30, "、" * 60, "----\n---\n",
    "null", "''", '"', "'", "{", "[", "}", "]", ":", ",", "\t", "\\", "|" * 40, "┌─┬─┐", "<table><tr><td rowspan=9999>",
    "<td colspan=-1>", "合计", "是", "无", "/", "满意度", "年度绩效目标", "一级指标",
)  # fmt: skip
_PARTS_MOST = 20_000_000
# The parts of documents that matter most.
_TELLING = ("word/document.xml", "sheet1.xml", "sharedStrings.xml", "xl/styles.xml", "workbook.xml")


def damaged(data: bytes, random: Random, most: int = 5) -> bytes:
    """Damage an input in one to ``most`` ways, such as suit what it is: zip files inside.

    Mostly in one way alone: what is damaged much is refused early and tries little.
    """
    for _ in range(min(most, 1 + int(random.expovariate(1.2)))):
        ways = _ways(data) if random.random() < 0.8 else BYTES
        data = random.choice(ways)(data, random)
    return data


def _ways(data: bytes) -> tuple[Callable[[bytes, Random], bytes], ...]:
    if data.startswith(b"PK"):
        return (_inside,)
    if data.startswith(b"%PDF"):
        return OBJECTS
    if data.startswith(b"SQLite"):
        return BYTES
    return (*TEXT, *MARKUP * 4) if data.lstrip()[:1] == b"<" else TEXT


def _at(data: bytes, random: Random) -> tuple[int, int]:
    """Choose a stretch, mostly a short one."""
    start = random.randint(0, len(data))
    return start, min(len(data), start + int(random.expovariate(1 / 12)))


def _flip(data: bytes, random: Random) -> bytes:
    made = bytearray(data)
    for _ in range(random.randint(1, 6) if made else 0):
        made[random.randrange(len(made))] ^= 1 << random.randrange(8)
    return bytes(made)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _take_out(data: bytes, random: Random) -> bytes:
    start, end = _at(data, random)
    return data[:start] + data[end:]


def _put_in(data: bytes, random: Random) -> bytes:
    start, end = _at(data, random)
    return data[:start] + random.randbytes(random.randint(1, 12)) + data[end:]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = _at(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 50)) + data[end:]


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _encoded(text: str) -> bytes:
    """Write text as bytes; lone surrogates that stood for bytes are those bytes again."""
    return b"".join(_byte(char) for char in text) if _lone(text) else text.encode()


def _lone(text: str) -> bool:
    return any("\ud800" <= char <= "\udfff" for char in text)


def _byte(char: str) -> bytes:
    if "\udc80" <= char <= "\udcff":
        return bytes([ord(char) - 0xDC00])
    return char.encode("utf-8", "surrogatepass")


def _hostile(data: bytes, random: Random) -> bytes:
    text = _decoded(data)
    at = random.randint(0, len(text))
    return _encoded(text[:at] + random.choice(HOSTILE) + text[at:])


def _value(data: bytes, random: Random) -> bytes:
    """Put something hostile in place of what stands behind a colon."""
    lines = _decoded(data).split("\n")
    at = random.randrange(len(lines))
    head, colon, _ = lines[at].partition(": ")
    lines[at] = head + (colon or ": ") + random.choice(HOSTILE)
    return _encoded("\n".join(lines))


def _lines(data: bytes, random: Random) -> bytes:
    """Swap, double, drop or move lines."""
    lines = _decoded(data).split("\n")
    one, other = random.randrange(len(lines)), random.randrange(len(lines))
    way = random.randrange(4)
    if way == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif way == 1:
        lines[one:one] = lines[other : other + random.randint(1, 8)]
    elif way == 2:
        del lines[one : one + random.randint(1, 8)]
    else:
        random.shuffle(lines)
    return _encoded("\n".join(lines))


def _indent(data: bytes, random: Random) -> bytes:
    lines = _decoded(data).split("\n")
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(lines))
        blanks = random.choice(("", " ", "  ", "    ", "\t", "\u3000", "- ", "- - "))
        lines[at] = blanks + (lines[at].lstrip() if random.random() < 0.5 else lines[at])
    return _encoded("\n".join(lines))


def _deepen(data: bytes, random: Random) -> bytes:
    text = _decoded(data)
    at, many = random.randint(0, len(text)), random.choice((3, 70, 700))
    opens, closes = random.choice(
        (("[", "]"), ("{a: ", "}"), ("- ", ""), ("<div>", "</div>"), ("(", ")"))
    )
    return _encoded(text[:at] + opens * many + closes * random.choice((0, many)) + text[at:])


def _blow_up(data: bytes, random: Random) -> bytes:
    """Repeat one line until the file is large."""
    lines = _decoded(data).split("\n")
    at = random.randrange(len(lines))
    return _encoded(
        "\n".join(lines[:at] + lines[at : at + 1] * random.choice((30, 400)) + lines[at:])
    )


def _recode(data: bytes, random: Random) -> bytes:
    text = _decoded(data)
    name = random.choice(("gb18030", "utf-16", "utf-8-sig", "utf-16-be", "latin-1", "big5"))
    return text.encode(name, "replace")


def _line_ends(data: bytes, random: Random) -> bytes:
    return data.replace(b"\n", random.choice((b"\r\n", b"\r", b"\n\r", b"\x0b")))


def _inside(data: bytes, random: Random) -> bytes:
    """Damage a member of a zip file, its name, or drop it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            members = [(info.filename, source.read(info)) for info in source.infolist()]
    except (zipfile.BadZipFile, zlib.error, OSError, RuntimeError, NotImplementedError, ValueError):
        return random.choice(BYTES)(data, random)
    if not members or sum(len(content) for _, content in members) > _PARTS_MOST:
        return random.choice(BYTES)(data, random)
    told = [n for n, (name, _) in enumerate(members) if name.endswith(_TELLING)]
    at = random.choice(told if told and random.random() < 0.8 else range(len(members)))
    name, content = members[at]
    way = random.random()
    if way < 0.05:
        del members[at]
    elif way < 0.1:
        members[at] = (random.choice(("../x.xml", "x" * 300, members[0][0])), content)
    else:
        ways = MARKUP if content[:1] == b"<" and random.random() < 0.75 else (*TEXT, *BYTES)
        members[at] = (name, random.choice(ways)(content, random))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for one, part in dict(members).items():
            target.writestr(zipfile.ZipInfo(one or "x"), part, zipfile.ZIP_DEFLATED, 1)
    return stream.getvalue()


BYTES = (_flip, _flip, _cut, _take_out, _put_in, _repeat)
TEXT = (
    _hostile, _hostile, _hostile, _value, _value, _value, _lines, _lines, _indent, _deepen, _blow_up, _recode, _line_ends,
    _take_out,
)  # fmt: skip
