"""Old Word and Excel files, converted by LibreOffice where it is installed.

The conversion runs in a folder and with a profile of its own, without macros and without a
network address to call, and is stopped when it takes too long.
"""

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from targetlint.readers import cues, docx, xlsx
from targetlint.readers.detect import sniff
from targetlint.readers.document import Document, ReadError

_NEWER = {"doc": "docx", "xls": "xlsx"}
_READERS = {"doc": docx.read, "xls": xlsx.read}
_PROGRAMS = ("soffice", "libreoffice")


def read(data: bytes, name: str) -> Document:
    """Read the forms in an old office file."""
    kind = sniff(data, name)
    if kind not in _NEWER:
        raise ReadError("document-encrypted" if _protected(data) else "document-unknown")
    values = {"kind": kind, "newer": _NEWER[kind], "name": name}
    program = next((found for known in _PROGRAMS if (found := shutil.which(known))), None)
    if program is None:
        raise ReadError("document-office", values)
    converted = _converted(program, data, kind)
    if not converted:
        raise ReadError("document-office-failed", values)
    return _READERS[kind](converted, name)


def _protected(data: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in data


def _converted(program: str, data: bytes, kind: str) -> bytes:
    """Give the file in its newer format, empty where that failed."""
    with tempfile.TemporaryDirectory(prefix="targetlint-") as folder:
        home = Path(folder)
        source = home / f"form.{kind}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(home / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", _NEWER[kind], "--outdir", str(home / "out"), str(source)),
        ]
        if not _run(command, home):
            return b""
        result = home / "out" / f"form.{_NEWER[kind]}"
        return result.read_bytes() if result.is_file() else b""


def _run(command: list[str], home: Path) -> bool:
    """Run the conversion and whatever it starts, no longer than allowed."""
    proxy = "http://127.0.0.1:9"  # nothing listens there: a linked picture is not fetched
    surroundings = os.environ | {
        "HOME": str(home),
        "http_proxy": proxy,
        "https_proxy": proxy,
        "SAL_USE_VCLPLUGIN": "svp",
    }
    process = subprocess.Popen(  # noqa: S603 - the program found on the path, no shell
        command,
        cwd=home,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait(cues.limit("office_seconds")) == 0
    except subprocess.TimeoutExpired:
        _stop(process)
        return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
