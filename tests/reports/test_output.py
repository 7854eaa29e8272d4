"""Reports in their places: whole or not at all, and no place spoiled by another."""

import os
import stat
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from targetlint.findings import Report
from targetlint.phrases import LANGUAGES, say
from targetlint.reports import FORMATS, render
from targetlint.reports.errors import ReportError
from targetlint.reports.output import Outputs, write_atomically
from targetlint.reports.writer import Options, Spool


def broken() -> Iterator[str]:
    yield "half"
    raise ConnectionError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", "utf-8")

    write_atomically(str(target), ["new ", "𠮷", b"!"])

    assert target.read_text("utf-8") == "new 𠮷!"
    assert list(tmp_path.iterdir()) == [target]


def test_a_report_broken_off_leaves_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old", "utf-8")

    with pytest.raises(ConnectionError):
        write_atomically(str(target), broken())

    assert target.read_text("utf-8") == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_file_keeps_its_rights(tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.touch()
    target.chmod(0o640)

    write_atomically(str(target), ["x"])

    assert stat.S_IMODE(target.stat().st_mode) == 0o640


def test_a_new_file_gets_the_rights_of_any_new_file(tmp_path: Path) -> None:
    usual = tmp_path / "usual"
    usual.touch()

    write_atomically(str(tmp_path / "report.txt"), ["x"])

    assert (tmp_path / "report.txt").stat().st_mode == usual.stat().st_mode


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    link = tmp_path / "link.txt"
    link.symlink_to(tmp_path / "there" / "report.txt")

    write_atomically(str(link), ["x"])

    assert link.is_symlink()
    assert (tmp_path / "there" / "report.txt").read_text("utf-8") == "x"


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write_atomically(str(pipe), ["through"])
        told, _ = reader.communicate(timeout=30)

    assert told == b"through"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("to_file", [True, False])
def test_the_standard_output_is_written_to_by_its_name(tmp_path: Path, *, to_file: bool) -> None:
    code = (
        "from targetlint.reports.output import write_atomically as w; import sys;"
        "print('first', flush=True); w('/dev/stdout', ['second\\n']); print('third')"
    )
    if to_file:
        with (tmp_path / "out").open("wb") as out:
            subprocess.run([sys.executable, "-c", code], stdout=out, check=True)
        told = (tmp_path / "out").read_bytes()
    else:
        told = subprocess.run(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, check=True
        ).stdout

    assert told.split() == [b"first", b"second", b"third"]


def break_off(report: Report, requests: list[tuple[str, str | None]]) -> None:
    with Outputs(requests, report.run, Options()) as outputs:
        outputs.add(report.files[0])
        raise KeyboardInterrupt


def write(
    report: Report, requests: list[tuple[str, str | None]], summary: str | None = None
) -> None:
    with Outputs(requests, report.run, Options(), step_summary=summary) as outputs:
        for file in report.files:
            outputs.add(file)


def test_every_format_at_once_is_what_each_is_alone(zh: Report, tmp_path: Path) -> None:
    names = sorted(FORMATS.keys() - {"sqlite", "xlsx"})

    write(zh, [(name, str(tmp_path / name)) for name in [*names, "sqlite", "xlsx"]])

    for name in names:
        data = render(name, zh).encode("utf-8", "backslashreplace")
        assert (tmp_path / name).read_bytes() == data
    assert (tmp_path / "xlsx").read_bytes()[:2] == b"PK"
    assert (tmp_path / "sqlite").read_bytes()[:6] == b"SQLite"


def test_a_run_broken_off_leaves_no_report(zh: Report, tmp_path: Path) -> None:
    requests: list[tuple[str, str | None]] = [(name, str(tmp_path / name)) for name in FORMATS]
    with pytest.raises(KeyboardInterrupt):
        break_off(zh, requests)

    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_ends_the_run_before_it_begins(
    zh: Report, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        Outputs([("json", str(tmp_path / "a")), ("sarif", "/nowhere/b")], zh.run, Options())

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("requests", "key"),
    [
        ([("jsn", None)], "report-unknown-format"),
        ([("xlsx", None)], "report-needs-file"),
        ([("sqlite", "-")], "report-needs-file"),
        ([("json", None), ("sarif", "-")], "report-same-place"),
        ([("json", "a"), ("sarif", "./a")], "report-same-place"),
    ],
)
def test_what_cannot_be_asked_is_said(
    requests: list[tuple[str, str | None]], key: str, zh: Report
) -> None:
    with pytest.raises(ReportError) as caught:
        Outputs(requests, zh.run, Options())

    assert caught.value.key == key
    for lang in LANGUAGES:
        assert "{" not in say(key, lang, **caught.value.values)


def test_the_step_summary_goes_with_the_annotations(zh: Report, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")

    write(zh, [("github", str(tmp_path / "log"))], str(summary))

    told = summary.read_text("utf-8")
    assert told.startswith("before\n## targetlint")
    assert "TL501" in told


def test_the_step_summary_stays_below_what_github_takes(zh: Report, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("x" * 500_000, "utf-8")
    zh.files = zh.files * 2000

    write(zh, [("github", str(tmp_path / "log"))], str(summary))

    told = summary.read_text("utf-8")
    assert 900_000 < len(told.encode()) < 1024 * 1024
    assert told.endswith("未列出：步骤摘要的长度有上限\n")
    assert all(line.count(" | ") >= 4 for line in told.splitlines() if line.startswith("| "))


def test_memory_does_not_grow_with_the_run(
    zh: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("targetlint.reports.writer._IN_MEMORY", 20_000)
    monkeypatch.setattr("targetlint.reports.output._room", lambda _: 50_000)
    file = zh.files[0]

    def peak(files: int) -> int:
        requests = [(name, str(tmp_path / f"{name}-{files}")) for name in FORMATS]
        tracemalloc.start()
        with Outputs(requests, zh.run, Options(room=50_000)) as outputs:
            for _ in range(files):
                outputs.add(file)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(1)
    assert peak(160) < 1.3 * peak(40)


def test_a_spool_gives_back_what_it_was_given_however_long() -> None:
    spool = Spool()
    pieces = [f"{number} 𠮷\ud800\r\n" * 5000 for number in range(60)]
    for piece in pieces:
        spool.add(piece)

    assert "".join(spool.drain()) == "".join(pieces)
    assert not spool


@pytest.mark.parametrize(
    ("encoding", "told"), [("gbk", "检查了".encode("gbk")), ("ascii", b"\\u68c0")]
)
def test_a_report_for_people_follows_the_encoding_that_is_asked_for(
    encoding: str, told: bytes
) -> None:
    code = (
        "from targetlint.findings import RunInfo; from targetlint.reports.output import Outputs;"
        "from targetlint.reports.writer import Options\n"
        "with Outputs([('full', None)], RunInfo({}, '', 'zh', ''), Options()): pass"
    )
    env = os.environ | {"PYTHONIOENCODING": encoding}
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)

    assert told in made.stdout


def test_a_report_for_machines_is_utf_8_in_any_locale() -> None:
    code = (
        "from targetlint.findings import *; from targetlint.reports.output import Outputs;"
        "from targetlint.reports.writer import Options\n"
        "with Outputs([('json', None)], RunInfo({}, '', 'zh', '表'), Options()): pass"
    )
    env = os.environ | {"PYTHONIOENCODING": "gbk"}
    made = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)

    assert "表".encode() in made.stdout
