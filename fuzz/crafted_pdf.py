"""PDF files made by hand, each with the trap in its name."""

import zlib
from collections.abc import Callable


def _pdf(*objects: str, tail: str = "", xref: bool = True) -> Callable[[], bytes]:
    """Write a PDF of these objects, the first of them its catalogue."""

    def made() -> bytes:
        data, places = b"%PDF-1.7\n", []
        for number, content in enumerate(objects, 1):
            places.append(len(data))
            data += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
        table = "".join(f"{place:010} 00000 n \n" for place in places)
        start = len(data) if xref else 10**9
        size = len(objects) + 1
        end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n"
        end += f"<</Root 1 0 R/Size {size}{tail}>>\nstartxref\n{start}\n%%EOF\n"
        return data + end.encode()

    return made


def _stream(content: bytes, said: str = "") -> str:
    return f"<</Length {len(content)}{said}>>\nstream\n{content.decode('latin-1')}\nendstream"


_CATALOG, _PAGES = "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"
_FONT = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def _page(content: bytes, said: str = "", box: str = "0 0 600 800") -> Callable[[], bytes]:
    page = (
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
    )
    return _pdf(_CATALOG, _PAGES, page, _stream(content, said), _FONT)


_TEXT = b"BT /F 9 Tf 50 700 Td (form) Tj ET "
_LINES = b"".join(f"0 {n} m 600 {n} l S {n} 0 m {n} 800 l S ".encode() for n in range(600))

PDF: dict[str, Callable[[], bytes]] = {
    "pages-in-a-circle.pdf": _pdf(_CATALOG, "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
    "pages-in-two-circles.pdf": _pdf(
        _CATALOG, "<</Type/Pages/Kids[3 0 R]/Count 9>>", "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/Count 9>>"
    ),
    "millions-of-pages.pdf": _pdf(_CATALOG, "<</Type/Pages/Kids[]/Count 2147483647>>"),
    "less-than-no-pages.pdf": _pdf(_CATALOG, "<</Type/Pages/Kids[]/Count -1>>"),
    "pages-that-are-not-there.pdf": _pdf(_CATALOG, "<</Type/Pages/Kids[9 0 R 8 0 R]/Count 2>>"),
    "one-page-again-and-again.pdf": _pdf(
        _CATALOG, f"<</Type/Pages/Kids[{'3 0 R ' * 400}]/Count 400>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ),
    "no-cross-references.pdf": _pdf(_CATALOG, _PAGES, "<</Type/Page/Parent 2 0 R>>", xref=False),
    "cross-references-in-a-circle.pdf": _pdf(_CATALOG, _PAGES, tail="/Prev 9"),
    "encrypted-by-nobody.pdf": _pdf(
        _CATALOG, _PAGES, tail=f"/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/O<{'00' * 32}>/U<{'00' * 32}>/P -1>>"
    ),
    "a-page-without-size.pdf": _page(_TEXT, box="0 0 0 0"),
    "a-page-without-end.pdf": _page(_TEXT, box="-1e38 -1e38 1e38 1e38"),
    "a-page-of-no-numbers.pdf": _page(_TEXT, box="a b c d"),
    "text-far-away.pdf": _page(b"BT /F 9 Tf 1e30 1e30 Td (form) Tj ET " + _TEXT),
    "text-of-no-size.pdf": _page(b"BT /F 0 Tf 50 700 Td (form) Tj ET 0 0 0 0 0 0 cm " + _TEXT),
    "text-turned-by-all-angles.pdf": _page(
        b"".join(b"BT /F 9 Tf .7 .%d -.%d .7 %d 400 Tm (form a b c) Tj ET " % (n, n, n) for n in range(99))
    ),
    "lines-everywhere.pdf": _page(_TEXT + _LINES),
    "lines-to-nowhere.pdf": _page(_TEXT + b"0 0 m 1e38 0 l S 0 1e38 m 0 -1e38 l S 9e99 9e99 m 9e99 0 l S " * 40),
    "a-stream-that-unpacks-to-much.pdf": _page(
        zlib.compress(_TEXT + b" " * 60_000_000, 9), "/Filter/FlateDecode"
    ),
    "letters-without-end.pdf": _page(b"BT /F 9 Tf 50 700 Td (" + b"a" * 900_000 + b") Tj ET"),
    "a-stream-packed-forty-times.pdf": _page(_TEXT, "/Filter[" + "/FlateDecode" * 40 + "]"),
    "a-stream-of-unknown-length.pdf": _page(_TEXT, "/Length 99999999"),
    "arrays-in-arrays.pdf": _pdf(_CATALOG, _PAGES, "[" * 5000 + "]" * 5000),
    "a-form-that-draws-itself.pdf": _pdf(
        _CATALOG, _PAGES,
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>/Font<</F 6 0 R>>>>>>",
        _stream(_TEXT + b"/X Do"),
        _stream(b"/X Do /X Do " + _TEXT, "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"),
        _FONT,
    ),
    "scripts-and-launches.pdf": _pdf(
        "<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/AA<</O<</S/Launch/F(calc)>>>>>>",
        _PAGES, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
    ),
    "only-the-first-line.pdf": lambda: b"%PDF-1.4\n",
    "a-mark-far-inside.pdf": lambda: b"\x00" * 900 + b"%PDF-1.4\n1 0 obj",
}  # fmt: skip
