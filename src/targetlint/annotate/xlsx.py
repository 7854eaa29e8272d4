"""Comments in a workbook, written into the package beside what is there.

Only the parts that carry comments are added or extended; every other part stays byte for byte,
so that pictures, macros and styles survive.
"""

import io
import posixpath
import re
import zipfile
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from targetlint.annotate import AUTHOR, Note
from targetlint.readers.packages import Package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CELL = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# What may follow <legacyDrawing> in a sheet, so that it is put before it.
_AFTER = ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
          "tableParts", "extLst")  # fmt: skip


class _Links(NamedTuple):
    """The relations of a part: the file that holds them and what it says."""

    path: str
    xml: str

    def target(self, kind: str, part: str) -> str:
        """Give the part that a relation of a kind leads to, or nothing."""
        for link in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", self.xml):
            if f'/{kind}"' in link and (found := re.search(r'Target="([^"]*)"', link)):
                where = found[1]
                base = posixpath.dirname(part)
                return where[1:] if where[0] == "/" else posixpath.normpath(f"{base}/{where}")
        return ""

    def with_link(self, identity: str, kind: str, target: str) -> "_Links":
        """Add a relation."""
        link = f'<Relationship Id="{identity}" Type="{_LINKS}/{kind}" Target="/{target}"/>'
        return self._replace(xml=re.sub(r"</((?:\w+:)?Relationships)>", rf"{link}</\1>", self.xml))


def annotate(data: bytes, notes: list[Note]) -> bytes:
    """Give the workbook with the notes as comments."""
    package = Package(data, "")
    changed: dict[str, bytes] = {}
    by_sheet: dict[str, list[tuple[str, str]]] = {}
    for note in notes:
        sheet, _, cell = note.place.rpartition("!")
        by_sheet.setdefault(sheet, []).append((cell, note.text))
    parts = _sheets(package)
    for number, (sheet, cells) in enumerate(by_sheet.items(), 1):
        if sheet in parts:
            _comment(package, parts[sheet], cells, changed, number)
    if changed:
        changed["[Content_Types].xml"] = _types(package, changed)
    return _rewritten(data, changed)


def _sheets(package: Package) -> dict[str, str]:
    """Give the part of each sheet by its title."""
    links = _links(package, "xl/workbook.xml")
    where: dict[str, str] = {}
    for link in re.findall(r"<(?:\w+:)?Relationship\s[^>]*>", links.xml):
        identity = re.search(r'\bId="([^"]*)"', link)
        leads = re.search(r'Target="([^"]*)"', link)
        if identity and leads:
            where[identity[1]] = leads[1]
    book = package.tree(package.part("xl/workbook.xml"))
    parts: dict[str, str] = {}
    for sheet in book.iter(f"{{{_MAIN}}}sheet"):
        target = where.get(sheet.get(f"{{{_LINKS}}}id", ""), "")
        parts[sheet.get("name", "")] = (
            target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        )
    return parts


def _links(package: Package, part: str) -> _Links:
    folder, file = posixpath.split(part)
    path = f"{folder}/_rels/{file}.rels"
    return _Links(
        path, package.part(path).decode() or f'<Relationships xmlns="{_PACKAGE}"></Relationships>'
    )


def _comment(
    package: Package,
    part: str,
    cells: list[tuple[str, str]],
    changed: dict[str, bytes],
    number: int,
) -> None:
    """Add the comments of one sheet, to those it has or as its first."""
    links = _links(package, part)
    comments = links.target("comments", part)
    drawing = links.target("vmlDrawing", part)
    sheet = package.part(part).decode()
    if not comments:
        comments = _free(package, f"xl/targetlint-comments{number}.xml")
        links = links.with_link("targetlintComments", "comments", comments)
    if not drawing:
        drawing = _free(package, f"xl/drawings/targetlint{number}.vml")
        links = links.with_link("targetlintDrawing", "vmlDrawing", drawing)
        sheet = _with_drawing(sheet)
        changed[part] = sheet.encode()
    changed[links.path] = _explicit(links.xml).encode()
    changed[comments] = _with_comments(package.part(comments).decode(), cells).encode()
    changed[drawing] = _with_shapes(package.part(drawing).decode(), cells, number).encode()


def _explicit(xml: str) -> str:
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return xml if xml.startswith("<?xml") else f"{head}\n{xml}"


def _free(package: Package, path: str) -> str:
    while path in package.sizes:
        path = path.replace("targetlint", "targetlint-", 1)
    return path


def _with_drawing(sheet: str) -> str:
    mark = f'<legacyDrawing xmlns:r="{_LINKS}" r:id="targetlintDrawing"/>'
    for name in _AFTER:
        if (found := re.search(rf"<{name}[\s>/]", sheet)) is not None:
            return sheet[: found.start()] + mark + sheet[found.start() :]
    return re.sub(r"</((?:\w+:)?worksheet)>\s*$", rf"{mark}</\1>", sheet)


def _with_comments(xml: str, cells: list[tuple[str, str]]) -> str:
    if not xml:
        xml = _explicit(
            f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
        )
    author = len(re.findall(r"<(?:\w+:)?author[\s>/]", xml))
    taken = set(re.findall(r'<(?:\w+:)?comment\s[^>]*ref="([A-Z]+\d+)"', xml))
    added = "".join(
        f'<comment ref="{cell}" authorId="{author}"><text><t xml:space="preserve">'
        f"{escape(text)}</t></text></comment>"
        for cell, text in cells
        if cell not in taken
    )
    for cell, text in cells:
        if cell in taken:
            xml = _continued(xml, cell, text)
    signed = f"<author>{AUTHOR}</author></authors>"
    xml = re.sub(r"</authors>", lambda _: signed, xml, count=1)
    return re.sub(r"</commentList>", lambda _: f"{added}</commentList>", xml, count=1)


def _continued(xml: str, cell: str, text: str) -> str:
    """Add to the comment that a cell has already."""
    more = f'<r><t xml:space="preserve">\n\n{escape(text)}</t></r>'
    pattern = rf'(<comment\s[^>]*ref="{cell}".*?)</text>'
    return re.sub(pattern, lambda found: f"{found[1]}{more}</text>", xml, count=1, flags=re.DOTALL)


_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


def _with_shapes(xml: str, cells: list[tuple[str, str]], number: int) -> str:
    shapes = "".join(
        _shape(cell, count + 20_000 + 1_000 * number) for count, (cell, _) in enumerate(cells)
    )
    return re.sub(r"</xml>\s*$", lambda _: f"{shapes}</xml>", xml or _VML, count=1)


def _shape(cell: str, identity: int) -> str:
    found = _CELL.fullmatch(cell)
    column, row = (_column(found[1]), int(found[2]) - 1) if found else (0, 0)
    anchor = f"{column + 1},15,{max(row - 1, 0)},2,{column + 5},15,{row + 6},4"
    return (
        f'<v:shape id={quoteattr(f"_x0000_s{identity}")} type="#_x0000_t202" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
        f'<v:path o:connecttype="none"/><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
        f"<x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
    )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _types(package: Package, changed: dict[str, bytes]) -> bytes:
    """Name the kinds of the new parts."""
    xml = package.part("[Content_Types].xml").decode()
    added = (
        "" if 'Extension="vml"' in xml else f'<Default Extension="vml" ContentType="{_VML_TYPE}"/>'
    )
    for part in changed:
        if "targetlint" in part and part.endswith(".xml") and f'"/{part}"' not in xml:
            added += f'<Override PartName="/{part}" ContentType="{_COMMENTS_TYPE}"/>'
    return re.sub(r"</((?:\w+:)?Types)>", lambda found: f"{added}</{found[1]}>", xml).encode()


def _rewritten(data: bytes, changed: dict[str, bytes]) -> bytes:
    """Give the package with some parts changed or added, the others as they are."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for info in source.infolist():
            target.writestr(info, changed.pop(info.filename, b"") or source.read(info))
        for name, content in changed.items():
            target.writestr(name, content)
    return stream.getvalue()
