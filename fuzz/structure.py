"""Damage by structure: elements of XML and web pages, objects and streams of PDF.

What is made is mostly well-formed, so that it gets past the parser and reaches what reads meaning.
"""

import re
import zlib
from collections.abc import Callable
from random import Random

# What numbers, places and choices in attributes are not expected to be.
ODD = (
    "0", "-1", "1", "2", "7", "255", "1000", "65536", "2147483648", "-2147483649", "9" * 400, "9" * 5000, "1e999", "-1e300",
    "nan", "inf", "1.5", "0x10", "1_0", "²", "①", "٣", "", " ", "x", "true", "A1", "A1:B9", "A1:XFD1048576", "B9:A1", "$A$1",
    "A:A", "restart", "continue", "../../x", "http://x/", "s", "str", "inlineStr", "d", "e", "b", "rId1", "\x00", "\x1b[2J",
)  # fmt: skip
_NUMBERS = (
    "0", "-1", "1", "3", "65536", "2147483647", "-2147483648", "4294967296", "9" * 40, "1e38", "-1e38", "0.00001", "-.5", "99999",
)  # fmt: skip
_TAG = re.compile(rb"<([A-Za-z][\w:.-]*)((?:\s[^<>]*?)?)(/?)>")
_ATTRIBUTE = re.compile(rb"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_OBJECT = re.compile(rb"(\d+)\s+\d+\s+obj\b(.*?)endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w/#.-])[-+]?\d*\.?\d+(?![\w.])")
_REFERENCE = re.compile(rb"(\d+) 0 R\b")
_OPERATOR = re.compile(rb"(?<=\s)[A-Za-z]{1,2}\*?(?=\s)")
_UNPACKED = 5_000_000

Way = Callable[[bytes, Random], bytes]


def _one(pattern: re.Pattern[bytes], data: bytes, random: Random) -> re.Match[bytes] | None:
    """Choose one of the places where a pattern is found."""
    found = list(pattern.finditer(data))
    return random.choice(found) if found else None


def _put(data: bytes, found: re.Match[bytes], new: bytes, group: int = 0) -> bytes:
    return data[: found.start(group)] + new + data[found.end(group) :]


def _end(data: bytes, tag: re.Match[bytes]) -> int:
    """Find where the element that a tag begins ends."""
    if tag[3]:
        return tag.end()
    depth, same = 1, re.compile(rb"<(/?)" + re.escape(tag[1]) + rb"(?:\s[^<>]*?)?(/?)>")
    for found in same.finditer(data, tag.end()):
        depth += -1 if found[1] else not found[2]
        if not depth:
            return found.end()
    return tag.end()


def attribute(data: bytes, random: Random) -> bytes:
    """Change, drop or add an attribute."""
    tags = [tag for tag in _TAG.finditer(data) if tag[2].strip()]
    if not tags:
        return data
    tag = random.choice(tags)
    found = random.choice(list(_ATTRIBUTE.finditer(data, tag.start(2), tag.end(2))) or [None])
    if found is None:
        return data
    if random.random() < 0.1:
        return _put(data, found, b"")
    odd = random.choice(ODD)
    new = f'"{odd}"'.encode() if random.random() < 0.9 else f"'{odd}'".encode()
    if random.random() < 0.1:  # where it was not
        other = random.choice(tags)
        return data[: other.end(1)] + b" " + found[1] + b"=" + new + data[other.end(1) :]
    return _put(data, found, new, 2)


def element(data: bytes, random: Random) -> bytes:
    """Drop, repeat, wrap, move, empty or rename an element."""
    tag, other = _one(_TAG, data, random), _one(_TAG, data, random)
    if tag is None or other is None:
        return data
    start, end, name = tag.start(), _end(data, tag), tag[1]
    whole = data[start:end]
    deep, many = random.choice((1, 3, 70, 300)), random.choice((2, 3, 40))
    opened = b"<" + name + b">"
    made = random.choice((
        b"",
        whole * many,
        opened * deep + whole + opened.replace(b"<", b"</") * deep,
        data[tag.start() : tag.end()] + random.choice(ODD).encode() + data[tag.end() : end],
        whole.replace(name, other[1]),
        None,
    ))  # fmt: skip
    if made is not None:
        return data[:start] + made + data[end:]
    return data[: other.start()] + whole + data[other.start() :]


def number_in_pdf(data: bytes, random: Random) -> bytes:
    """Put an odd number in place of one in an object."""
    return _in_object(data, random, _NUMBER, lambda _: random.choice(_NUMBERS).encode())


def reference_in_pdf(data: bytes, random: Random) -> bytes:
    """Let a reference lead elsewhere, perhaps in a circle."""
    numbers = [found[1] for found in _OBJECT.finditer(data)] or [b"1"]
    return _in_object(data, random, _REFERENCE, lambda _: random.choice(numbers) + b" 0 R")


def object_in_pdf(data: bytes, random: Random) -> bytes:
    """Drop an object, or put another one in its place."""
    one, other = _one(_OBJECT, data, random), _one(_OBJECT, data, random)
    if one is None or other is None:
        return data
    return _put(data, one, other[2] if random.random() < 0.7 else b" null ", 2)


def stream_in_pdf(data: bytes, random: Random) -> bytes:
    """Damage what draws a page: its numbers, its operators, its strings."""
    found = _one(_OBJECT, data, random)
    stream = _STREAM.search(found[2]) if found else None
    if found is None or stream is None:
        return data
    try:
        unpacker = zlib.decompressobj()
        content, packed = unpacker.decompress(stream[1], _UNPACKED), True
    except zlib.error:
        content, packed = stream[1], False
    for _ in range(random.choice((1, 1, 5))):
        way = random.random()
        if way < 0.5 and (one := _one(_NUMBER, content, random)):
            content = _put(content, one, random.choice(_NUMBERS).encode())
        elif way < 0.7 and (one := _one(_OPERATOR, content, random)):
            content = _put(
                content,
                one,
                random.choice(
                    (
                        b"q",
                        b"Q",
                        b"cm",
                        b"re",
                        b"f",
                        b"S",
                        b"Tf",
                        b"Td",
                        b"BT",
                        b"ET",
                        b"Do",
                        b"l",
                        b"c",
                    )
                ),
            )
        else:
            start = random.randint(0, len(content))
            end = start + random.randint(1, 200)
            content = (
                content[:start] + content[start:end] * random.choice((0, 2, 60)) + content[end:]
            )
    made = zlib.compress(content, 1) if packed else content
    head = re.sub(rb"/Length \d+(?: 0 R)?", b"/Length %d" % len(made), found[2][: stream.start(1)])
    return _put(data, found, head + made + b"\nendstream\n", 2)


def _in_object(
    data: bytes, random: Random, pattern: re.Pattern[bytes], new: Callable[[bytes], bytes]
) -> bytes:
    found = _one(_OBJECT, data, random)
    if found is None:
        return data
    content = found[2].partition(b"stream")[0]
    one = _one(pattern, content, random)
    return (
        data
        if one is None
        else _put(data, found, _put(content, one, new(one[0])) + found[2][len(content) :], 2)
    )


def _indexed(way: Way) -> Way:
    """Give the way with the table of cross references made anew, mostly."""

    def done(data: bytes, random: Random) -> bytes:
        made = way(data, random)
        at = made.rfind(b"xref", 0, max(made.rfind(b"startxref"), 0))
        if at < 0 or random.random() < 0.2:
            return made
        places = {
            int(found[1]): found.start() for found in _OBJECT.finditer(made) if len(found[1]) < 6
        }
        size = max(places, default=0) + 1
        table = "".join(
            f"{places.get(n, 0):010} 00000 {'n' if n in places else 'f'} \n"
            for n in range(1, min(size, 5000))
        )
        trailer = made[made.find(b"trailer", at) : made.rfind(b"startxref")]
        return (
            made[:at]
            + f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
            + trailer
            + b"startxref\n%d\n%%%%EOF\n" % at
        )

    return done


MARKUP: tuple[Way, ...] = (attribute, attribute, element)
OBJECTS: tuple[Way, ...] = tuple(
    map(_indexed, (number_in_pdf, reference_in_pdf, object_in_pdf, stream_in_pdf, stream_in_pdf))
)
