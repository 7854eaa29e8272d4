"""``--annotate OUT``: the reviewer's own documents back, with the findings as comments."""

import os

from targetlint.annotate import annotate
from targetlint.cli.setup import Setup
from targetlint.cli.streams import complain
from targetlint.phrases import say
from targetlint.readers.document import ReadError
from targetlint.reports.output import write_atomically
from targetlint.session import STDIN, Session

_SEPARATORS = tuple(filter(None, ("/", os.sep, os.altsep)))


def write_copies(session: Session, setup: Setup, out: str) -> bool:
    """Write an annotated copy of every document of a run; say whether all went well.

    ``out`` is the file to write for one document, and a folder for several; a folder as well
    where it is one, or ends like one.
    """
    paths = [path for path, _ in setup.files if path != STDIN]
    # os.path as in the rest of the run
    several = len(paths) > 1 or out.endswith(_SEPARATORS) or os.path.isdir(out)  # noqa: PTH112
    fine = True
    for path, copy in zip(paths, _targets(paths, out) if several else [out], strict=False):
        try:
            _write_copy(session, path, copy, setup.lang)
        except ReadError as error:
            values = {"name": path} | error.values
            complain(say(error.key, setup.lang, **values))
            fine = False
        except OSError as error:
            complain(f"{copy}: {error.strerror or error}")
            fine = False
    return fine


def _targets(paths: list[str], folder: str) -> list[str]:
    """Name the copies in a folder; documents of the same name keep their folders apart."""
    names = [os.path.basename(path) for path in paths]  # noqa: PTH119
    if len(set(names)) == len(names):
        return [os.path.join(folder, name) for name in names]  # noqa: PTH118
    shared = os.path.commonpath([os.path.abspath(path) for path in paths])  # noqa: PTH100
    return [os.path.join(folder, os.path.relpath(path, shared)) for path in paths]  # noqa: PTH118


def _write_copy(session: Session, path: str, copy: str, lang: str) -> None:
    with open(path, "rb") as file:  # noqa: PTH123
        data = file.read()
    report = session.check(data, path, explicit=False)
    if report is None or report.unreadable:
        return
    marked = annotate(data, path, report.findings, lang)
    os.makedirs(os.path.dirname(os.path.abspath(copy)), exist_ok=True)  # noqa: PTH100, PTH103, PTH120
    write_atomically(copy, [marked])
