"""A pile of damaged files of all kinds, put before the real command: ``python -m fuzz.pile --files 2000``.

Every file is checked by itself, each in a process of its own with a bound on memory and time, and then
all of them together in one run, by one process and by two. Each that is named must be spoken of.
"""

import argparse
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from fuzz.crafted import CRAFTED
from fuzz.damage import damaged
from fuzz.looks import LOOKS, hold, quiet
from fuzz.run import next_input, say
from fuzz.seeds import FORM, KINDS, ROOT
from targetlint.reports import FORMATS

MEMORY, SECONDS = 1_500_000_000, 30
_FORMS = [kind for kind in KINDS if KINDS[kind].form]
# Formats that go to the standard output, and those that are written to a file.
_FILED = [name for name in FORMATS if name != "full"]


def _fifo(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = os.open(path.parent, os.O_RDONLY)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(
            f"/proc/self/fd/{here}/{path.name}"
        )  # the whole path may be too long for a socket
    os.close(here)


def _form(path: Path) -> None:
    path.write_bytes(FORM)


def _link(to: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(to)


def _locked(path: Path) -> None:
    path.write_bytes(FORM)
    path.chmod(0)


# What is no plain file, and names that upset: the name as bytes, and what makes the entry.
ENTRIES: dict[bytes, Callable[[Path], None]] = {
    b"pipe.yaml": _fifo,
    b"pipe.docx": _fifo,
    b"socket.yaml": _socket,
    b"folder.yaml": Path.mkdir,
    b"folder.pdf": Path.mkdir,
    b"link-to-nothing.yaml": _link("nowhere.yaml"),
    b"link-to-itself.yaml": _link("link-to-itself.yaml"),
    b"link-to-its-folder.yaml": _link("."),
    b"link-to-zeros.yaml": _link("/dev/zero"),
    b"link-to-nothing-ever.yaml": _link("/dev/null"),
    b"link-to-a-full-disk.yaml": _link("/dev/full"),
    b"link-to-memory.yaml": _link("/proc/self/mem"),
    b"locked.yaml": _locked,
    b"no-text-\xff\xfe.yaml": _form,
    b"gbk-\xbc\xa8\xd0\xa7.yaml": _form,
    b"escape-\x1b[2J\x1b]0;x\x07.yaml": _form,
    b"line\nbreak\r.yaml": _form,
    "direction-\u202egpj.yaml".encode(): _form,
    b"::error file=a::b.yaml": _form,
    b"##vso[task.x]y.yaml": _form,
    b"=cmd calc.yaml": _form,
    b"<script>alert(1)<.yaml": _form,
    b"a&b\"c'd.yaml": _form,
    b"-f.yaml": _form,
    b"--help": _form,
    b"a*b?[c].yaml": _form,
    b"percent%0A%s{0}.yaml": _form,
    b" .yaml": _form,
    b"n" * 250 + b".yaml": _form,
    ("表" * 83 + ".yaml").encode(): _form,
}  # fmt: skip


def make(folder: Path, files: int, seed: int) -> list[str]:
    """Make the pile; gives the names, which are paths inside the folder."""
    random = Random(seed)
    for raw, entry in ENTRIES.items():
        entry(folder / os.fsdecode(raw))
    for name, made in CRAFTED.items():
        (folder / name).write_bytes(made())
    for number in range(max(0, files - len(ENTRIES) - len(CRAFTED))):
        kind = _FORMS[number % len(_FORMS)]
        data = next_input(kind, random)
        if random.random() < 0.15:  # what arrives is often damaged twice
            data = damaged(data, random, most=2)
        ending = KINDS[random.choice(_FORMS) if random.random() < 0.05 else kind].ending
        (folder / f"{number:04}-{kind}.{ending}").write_bytes(data)
    return sorted(os.listdir(folder))  # noqa: PTH208 - names


class Answer(NamedTuple):
    """How the command ended, what it said, and what it took."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    megabytes: float


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS * 20, SECONDS * 20))


def run(folder: Path, words: Sequence[str], patience: float = SECONDS) -> Answer:
    """Run the real command in a folder."""
    begun = time.monotonic()
    environment = {
        **os.environ, "TARGETLINT_LANG": "en", "PYTHONPATH": str(ROOT / "src"),
        "XDG_CACHE_HOME": str(folder.parent / "cache"),
    }  # fmt: skip
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = subprocess.Popen(  # noqa: S603 - the command itself
            [sys.executable, "-m", "targetlint", *words],
            cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=out, stderr=err,
            preexec_fn=_bounded,  # noqa: PLW1509 - no threads here
        )  # fmt: skip
        while (ended := os.wait4(child.pid, os.WNOHANG))[0] == 0:
            if time.monotonic() - begun > patience:
                child.kill()
            time.sleep(0.005)
        child.returncode = os.waitstatus_to_exitcode(ended[1])
        out.seek(0)
        err.seek(0)
        spent = time.monotonic() - begun
        return Answer(child.returncode, out.read(), err.read(), spent, ended[2].ru_maxrss / 1000)


def looked_over(answer: Answer) -> None:
    """Hold what must hold for any answer."""
    hold(answer.code in {0, 1, 2}, "ended with", answer.code)
    said = (answer.out + answer.err).decode()
    hold("Traceback" not in said, "a traceback")
    hold("TARGETLINT_DEBUG" not in said, "a fault of the tool:", answer.err[-300:].decode())
    quiet("terminal", said)


def one(folder: Path, name: str, number: int) -> Answer:
    """Check one file of the pile by itself."""
    kind = _FILED[number % len(_FILED)]
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "report")
        words = ["-f", "full", "-f", f"{kind}={path}", "-j", str(number % 2 + 1), "--", name]
        answer = run(folder, words, SECONDS * 20 if (folder / name).is_dir() else SECONDS)
        looked_over(answer)
        hold(len(answer.err.splitlines()) <= 1, "more than a line of complaint", answer.err)
        hold(answer.out or answer.err, "silence")
        hold(path.exists() or answer.code == 2, "no report")
        if path.exists():
            look = LOOKS.get(kind, _anything)
            look(path.read_bytes())
    return answer


def _anything(_whole: bytes) -> None:
    """Take any report that has no form of its own."""


def together(folder: Path, names: list[str], jobs: int) -> Answer:
    """Check the whole pile in one run, in every format; each file must be spoken of."""
    with tempfile.TemporaryDirectory() as place:
        files = {name: Path(place, name) for name in _FILED}
        told = [word for name, path in files.items() for word in ("-f", f"{name}={path}")]
        answer = run(folder, [*told, "-f", "full", "-j", str(jobs), "--", *names], 20 * SECONDS)
        looked_over(answer)
        for name, path in files.items():
            LOOKS.get(name, _anything)(path.read_bytes())
        report = json.loads(files["json"].read_bytes())
    spoken = {one["path"] for one in (*report["forms"], *report["unreadable"])}
    for name in names:
        shown = os.fsencode(name).decode("utf-8", "backslashreplace")
        known = any(path in (name, shown) or path.startswith(name + "/") for path in spoken)
        hold(known or (folder / name).is_dir(), "not spoken of:", ascii(name))
    return answer


def faults(folder: Path, names: list[str]) -> Iterator[str]:
    """Put the pile before the command in every way; say what went wrong."""
    begun, most = time.monotonic(), ("", Answer(0, b"", b"", 0.0, 0.0))
    for number, name in enumerate(names):
        try:
            answer = one(folder, name, number)
        except Exception as error:  # noqa: BLE001 - any fault is what is looked for
            yield f"{name!a}: {type(error).__name__}: {str(error)[:300]}"
        else:
            most = max(most, (name, answer), key=lambda pair: pair[1].seconds)
            if answer.seconds > SECONDS / 2 or answer.megabytes > 700:
                yield f"{name!a}: {answer.seconds:.1f} s, {answer.megabytes:.0f} MB"
    say(f"one by one {time.monotonic() - begun:.0f} s; longest {most[0]}: {most[1].seconds:.1f} s")
    for jobs in (1, 2):
        try:
            answer = together(folder, names, jobs)
            say(f"together, {jobs} processes: {answer.seconds:.0f} s, {answer.megabytes:.0f} MB")
        except Exception as error:  # noqa: BLE001 - as above
            yield f"together with -j {jobs}: {type(error).__name__}: {str(error)[:900]}"


def main() -> int:
    """Make a pile and say what went wrong; 1 where anything did."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.pile", description=__doc__)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "pile")
        folder.mkdir()
        names = make(folder, asked.files, asked.seed)
        found = 0
        for fault in faults(folder, names):
            found += 1
            say(fault)
        say(f"{len(names)} files, seed {asked.seed}: {found} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
