"""Comments in a Word document, hung on the cell or paragraph they speak of."""

import io
from typing import Any

from targetlint.annotate import AUTHOR, Note
from targetlint.readers.document import ReadError
from targetlint.readers.docx import Walk
from targetlint.readers.packages import Package, missing

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def annotate(data: bytes, notes: list[Note]) -> bytes:
    """Give the document with the notes as comments."""
    Package(data, "")  # the limits are looked at before a library opens it
    try:
        import docx  # noqa: PLC0415 - only for Word documents
        from docx.text.paragraph import Paragraph  # noqa: PLC0415 - as above
        from docx.text.run import Run  # noqa: PLC0415 - as above
    except ImportError as fault:
        raise missing("python-docx") from fault
    try:
        return _annotated(docx.Document(io.BytesIO(data)), notes, Paragraph, Run)
    except Exception as fault:  # python-docx fails on damage in every way there is
        raise ReadError("document-damaged") from fault


def _annotated(document: Any, notes: list[Note], paragraph_of: Any, run_of: Any) -> bytes:
    walk = Walk()
    walk.blocks(document.element.body)
    for note in notes:
        found = _element(walk, note)
        if found is None:
            continue
        paragraph = paragraph_of(found, document._body)  # noqa: SLF001 - its part is what counts
        runs = [run_of(run, paragraph) for run in found.iter(f"{_W}r")]
        document.add_comment(runs or paragraph.add_run(), note.text, AUTHOR, initials="TL")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _element(walk: Walk, note: Note) -> Any:
    """Find the paragraph at a place: in the cell that says what the finding's line says."""
    here = [(text, element) for place, text, element in walk.marks if place == note.place]
    if not here:
        return None
    line = note.line.strip().rstrip("…")
    best = next((element for text, element in here if line and _says(text, line)), here[0][1])
    if best.tag == f"{_W}p":
        return best
    paragraphs = list(best.iter(f"{_W}p"))
    fitting = (p for p in paragraphs if line and line in "".join(p.itertext()))
    return next(fitting, paragraphs[0] if paragraphs else None)


# A line that is this long may have been shortened for the report.
_LONG = 20


def _says(text: str, line: str) -> bool:
    return any(
        part == line or (len(line) > _LONG and part.startswith(line)) for part in text.split("\n")
    )
