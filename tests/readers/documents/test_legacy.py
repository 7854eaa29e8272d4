"""Old Word and Excel files are read as their newer form is, where LibreOffice is installed."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from tests.readers.documents.filed import FORMATS
from tests.readers.documents.layouts import ANHUI, CENTRAL_2015, HUNAN
from tests.readers.documents.same import forms, plain

from targetlint.readers import read
from targetlint.readers.document import Document

OFFICE = shutil.which("soffice") or shutil.which("libreoffice") or ""
LAYOUTS = {"hunan": HUNAN, "anhui": ANHUI, "central-2015": CENTRAL_2015}

pytestmark = pytest.mark.skipif(not OFFICE, reason="LibreOffice is not installed")


def saved_as(kind: str, data: bytes, newer: str, folder: Path) -> bytes:
    """Save a document in the older format, as its owner would."""
    (folder / f"form.{newer}").write_bytes(data)
    profile = (folder / "profile").as_uri()
    command = [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    subprocess.run(
        [*command, "--outdir", str(folder), str(folder / f"form.{newer}")],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / f"form.{kind}").read_bytes()


def word(data: bytes) -> bytes:
    """Give a Word file the paragraph that Word itself puts behind a last table."""
    document = docx.Document(io.BytesIO(data))
    document.add_paragraph("")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def places(document: Document) -> list[str | None]:
    return [
        document.source.place(row.span().start)
        for form in forms(document)
        for row in form.indicators
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(("kind", "newer"), [("doc", "docx"), ("xls", "xlsx")])
def test_an_old_file_says_what_the_new_one_says_at_the_same_places(
    layout: str, kind: str, newer: str, tmp_path: Path
) -> None:
    data = FORMATS[newer](LAYOUTS[layout])
    old = saved_as(kind, word(data) if newer == "docx" else data, newer, tmp_path)
    assert old.startswith(b"\xd0\xcf\x11\xe0")

    before, after = read(data, f"form.{newer}"), read(old, f"form.{kind}")

    assert [plain(form) for form in forms(after)] == [plain(form) for form in forms(before)]
    assert places(after) == places(before)


def test_an_old_file_is_known_by_its_content(tmp_path: Path) -> None:
    old = saved_as("xls", FORMATS["xlsx"](HUNAN), "xlsx", tmp_path)

    (form,) = forms(read(old, "绩效目标表.docx"))

    assert form.project == "雾炮车降尘服务"
