"""The verbs of the command, whole, in this process: what each is given is damaged, what it says is judged.

``VERBS`` is the table: for each kind of input, what is done with a file of it. Each gives how the input
was taken, and raises where something does not hold.
"""

import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from fuzz.looks import LOOKS, hold, quiet, xml
from fuzz.seeds import FORM
from targetlint.cache.parcels import packed, unpacked
from targetlint.cli.start import main


class Said(NamedTuple):
    """How a call of the command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def taken(self) -> str:
        """How the input was taken."""
        return "refused" if self.code == 2 else "read"


class _Pipe(io.TextIOWrapper):
    """A stream in memory that can be looked at after it was closed."""

    def __init__(self, content: bytes = b"") -> None:
        self.bytes = io.BytesIO(content)
        super().__init__(self.bytes, "utf-8", write_through=True)


def command(*words: str | Path, given: bytes = b"", visible: bool = True) -> Said:
    """Call the command; its streams are right, and a terminal obeys nothing in them."""
    told, complained, heard = _Pipe(), _Pipe(), _Pipe(given)
    before = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = heard, told, complained
    try:
        code = main([str(word) for word in words])
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    said = Said(code, told.bytes.getvalue().decode(), complained.bytes.getvalue().decode())
    hold(code in {0, 1, 2}, "ended with", code)
    hold(code != 2 or said.out or said.err, "failed in silence")
    hold("TARGETLINT_DEBUG" not in said.out + said.err, said.out[-300:], said.err[-300:])
    if visible:
        quiet("standard output", said.out)
    quiet("standard error", said.err)
    return said


@contextlib.contextmanager
def _at_work(folder: Path) -> Iterator[None]:
    """Work in a folder, with a cache and settings of its own, and hear of faults of the tool."""
    own = {
        "TARGETLINT_DEBUG": "1",
        "TARGETLINT_LANG": "en",
        "XDG_CACHE_HOME": str(folder / "cache"),
    }
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        with contextlib.chdir(folder):
            yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _convert(path: Path) -> str:
    """What is written out can be read again, by the same tool and as YAML and JSON."""
    said = command("convert", path)
    if said.code:
        return said.taken
    Path("out.yaml").write_text(said.out, "utf-8")
    again = command("-f", "json", "out.yaml")
    hold(
        not json.loads(again.out)["unreadable"],
        "what was converted cannot be read:",
        again.out[:300],
    )
    hold(command("convert", "-f", "json", "-o", "out.json", path).code == 0, "no JSON")
    json.loads(Path("out.json").read_bytes())
    return said.taken


def _compare(path: Path) -> str:
    Path("form.yaml").write_bytes(FORM)
    for last, this in (("form.yaml", path), (path, "form.yaml")):
        said = command(
            "compare", last, this, "-f", "text", "-f", "json=c.json", "-f", "html=c.html", "-f", "xlsx=c.xlsx"
        )  # fmt: skip
        if said.code != 2:
            json.loads(Path("c.json").read_bytes())
            LOOKS["html"](Path("c.html").read_bytes())
            LOOKS["xlsx"](Path("c.xlsx").read_bytes())
    return said.taken


def _opinions(path: Path) -> str:
    Path("form.yaml").write_bytes(FORM)
    return command("compare", "--opinions", path, "form.yaml").taken


def _map(path: Path) -> str:
    Path("form.yaml").write_bytes(FORM)
    return command("compare", "--map", path, "form.yaml", "form.yaml").taken


def _review(path: Path) -> str:
    said = command("review", path)
    for name in ("o.docx", "o.xlsx"):
        if command("review", path, "-o", name).code == 0:
            with zipfile.ZipFile(name) as package:
                for part in package.namelist():
                    if part.endswith((".xml", ".rels")):
                        xml(package.read(part))
    return said.taken


def _stats(path: Path) -> str:
    said = command(
        "stats", path, "-f", "text", "-f", "json=s.json", "-f", "html=s.html", "-f", "xlsx=s.xlsx"
    )
    if said.code == 0:
        json.loads(Path("s.json").read_bytes())
        LOOKS["html"](Path("s.html").read_bytes())
        LOOKS["xlsx"](Path("s.xlsx").read_bytes())
    return said.taken


def _fix(path: Path) -> str:
    """Mends are made at once: a second time there is nothing to do, and nothing is lost."""
    readable = not _unreadable(path)
    command("--diff", path, visible=False)
    first = command("--fix", path)
    mended = path.read_bytes()
    hold(not readable or not _unreadable(path), "mended, and not to be read any more")
    command("--fix", path)
    hold("in one go" in first.err or path.read_bytes() == mended, "mended twice")
    said = command("--fix", "--suggested", path)
    hold(not readable or not _unreadable(path), "mended as suggested, and not to be read any more")
    return said.taken


def _unreadable(path: Path) -> list[Any]:
    found: list[Any] = json.loads(command("-f", "json", path).out)["unreadable"]
    return found


def _annotate(path: Path) -> str:
    """A copy with notes is made whole or not at all."""
    said = command(path, "-f", "concise", "--annotate", "copies")
    for copy in Path("copies").glob("*"):
        hold(copy.stat().st_size, "an empty copy")
        if copy.suffix in {".docx", ".xlsx"}:
            with zipfile.ZipFile(copy) as package:
                hold(package.testzip() is None, "a broken copy")
    return said.taken


def _baseline(path: Path) -> str:
    """A baseline that was just written knows everything."""
    written = command("baseline", "write", path, "-o", "known.json")
    if written.code == 0:
        hold(command("baseline", "check", path, "-o", "known.json").code == 0, "news at once")
        hold(command(path, "--baseline", "known.json").code == 0, "findings that are known")
        command("baseline", "prune", path, "-o", "known.json")
    return written.taken


def _known(path: Path) -> str:
    Path("form.yaml").write_bytes(FORM)
    command("baseline", "prune", "form.yaml", "-o", path)
    return command("form.yaml", "--baseline", path).taken


def _waivers(path: Path) -> str:
    Path("form.yaml").write_bytes(FORM)
    return command("form.yaml", "--waivers", path).taken


def _settings(path: Path) -> str:
    Path("form.yaml").write_bytes(FORM)
    command("config", "form.yaml", "--config", path)
    return command("form.yaml", "--config", path).taken


def _found(path: Path) -> str:
    """Settings that lie in the tree, under the name that they have there."""
    Path("form.yaml").write_bytes(FORM)
    shutil.copy(path, "pyproject.toml")
    return command("form.yaml", "--show-files").taken


def _target(path: Path) -> str:
    given = path.read_bytes()
    command("target", "-", given=given)
    said = command("target", "-f", "jsonl", "-", given=given, visible=False)
    for line in said.out.split("\n"):
        if line:
            json.loads(line)
    return said.taken


def _stored(path: Path) -> str:
    """What stood in the cache is a parcel, or it is not used."""
    try:
        found = unpacked(path.read_bytes())
    except ValueError:
        return "refused"
    if found is not None:
        packed(found)
    return "read"


def _cache(path: Path) -> str:
    """With a damaged cache the answer is the same as without one."""
    for name in ("a.yaml", "b.yaml"):
        Path(name).write_bytes(FORM)
    place = Path("cache", "targetlint", "results")
    command("a.yaml", "b.yaml")
    (store,) = place.glob("results-*.db")
    shutil.copy(path, store)
    said = command("-f", "concise", "a.yaml", "b.yaml")
    hold(
        said == command("-f", "concise", "--no-cache", "a.yaml", "b.yaml"), "another answer:", said
    )
    command("cache", "info")
    return said.taken


def _database(path: Path) -> str:
    """Findings are added to a database, or it is refused; either way it can be added up."""
    Path("form.yaml").write_bytes(FORM)
    command("form.yaml", "-f", f"sqlite={path}")
    return command("stats", path).taken


def _editor(path: Path) -> str:
    """The server answers everything that it is asked, whatever the text is."""
    from fuzz.editor import spoken  # noqa: PLC0415 - pygls is an extra

    return spoken(path.read_bytes())


VERBS: dict[str, Callable[[Path], str]] = {
    "convert": _convert,
    "compare": _compare,
    "opinions": _opinions,
    "map": _map,
    "review": _review,
    "stats": _stats,
    "report": _stats,
    "fix": _fix,
    "annotate": _annotate,
    "baselining": _baseline,
    "known": _known,
    "waiving": _waivers,
    "settings": _settings,
    "toml": _settings,
    "pyproject": _found,
    "target": _target,
    "stored": _stored,
    "cache": _cache,
    "database": _database,
    "lsp": _editor,
}


def done(kind: str, data: bytes, ending: str) -> str:
    """Put an input before the verb of its kind, in a folder of its own."""
    with tempfile.TemporaryDirectory() as place, _at_work(Path(place)):
        path = Path(f"fuzz.{ending}")
        path.write_bytes(data)
        return VERBS[kind](path)


@cache
def made(*words: str) -> bytes:
    """Give what the command makes of the sample form, as a seed: the last word is the file."""
    with tempfile.TemporaryDirectory() as place, _at_work(Path(place)):
        Path("a.yaml").write_bytes(FORM)
        Path("b.yaml").write_bytes(FORM)
        command(*words[:-1])
        (path,) = Path().glob(words[-1])
        return path.read_bytes()
