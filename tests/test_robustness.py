"""Whatever is put before the real command, it answers in time, in little memory, and never with a traceback."""

import io
import os
import random
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
FORM = ROOT / "examples" / "xining-2020.yaml"
ROW = '  - {level1: 产出目标, level2: 数量, level3: 接待团组数量, target: ">=60个"}\n'

# Runs the command after giving away what would make the test meaningless: more memory and time
# than a check may take, and the right to read what nobody may read. It stands between, because a
# process counts the memory of the one that started it as its own peak.
LAUNCH = """
import ctypes, os, resource, subprocess, sys
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
for right in (1, 2) if sys.platform == "linux" and os.getuid() == 0 else ():
    ctypes.CDLL(None).prctl(24, right, 0, 0, 0)
child = subprocess.Popen([sys.executable, "-m", "targetlint", *sys.argv[2:]])
_, status, usage = os.wait4(child.pid, 0)
with open(sys.argv[1], "w") as file:
    file.write(str(usage.ru_maxrss / 1000))
os._exit(os.waitstatus_to_exitcode(status) % 256)
"""
MOST_MEMORY = 300


class Answer(NamedTuple):
    """How the command ended, what it said on both outputs, and its memory at the peak in MB."""

    code: int
    out: str
    err: str
    peak: float

    @property
    def said(self) -> str:
        """Give both outputs."""
        return self.out + self.err


Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run the real command in a folder, in English unless told, within limits."""
    cache = tmp_path / ".cache"
    measured = tmp_path / ".peak"

    def call(*words: str | Path, given: bytes = b"", **settings: str) -> Answer:
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(tmp_path),
            "XDG_CACHE_HOME": str(cache),
            "TARGETLINT_LANG": "en",
            **settings,
        }
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            child = subprocess.Popen(
                [sys.executable, "-c", LAUNCH, str(measured), *map(str, words)],
                cwd=tmp_path,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=out,
                stderr=err,
            )
            assert child.stdin is not None
            child.stdin.write(given)
            child.stdin.close()
            code = child.wait(timeout=60)
            out.seek(0)
            err.seek(0)
            peak = float(measured.read_text())
            answer = Answer(code, out.read().decode(), err.read().decode(), peak)
        assert "Traceback" not in answer.said
        assert "TARGETLINT_DEBUG" not in answer.said
        assert answer.peak < MOST_MEMORY
        return answer

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write an input."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


Write = Callable[[str, str | bytes], Path]


def picture() -> bytes:
    """Draw a small black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        tail = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + tail

    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    lines = zlib.compress(bytes(25 * 8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def laughs() -> str:
    """Write a billion values in a few lines."""
    levels = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)]
    return "a0: &a0 [ha]\n" + "".join(levels) + "indicators: *a11\n"


DEEP = 10_000
REFUSED: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "the file is empty"),
    "blank": (" \n\n# nothing here yet\n", "no performance-target form"),
    "random": (random.Random(1).randbytes(100_000), "cannot be read"),  # noqa: S311 - the same each time
    "picture": (picture(), "picture"),
    "laughs": (laughs(), "aliases"),
    "lists-in-lists": (f"indicators: {'[' * DEEP}{']' * DEEP}\n", "nested more than"),
    "maps-in-maps": (f"indicators: {'{a: ' * DEEP}1{'}' * DEEP}\n", "nested more than"),
    "dashes": (f"indicators:\n{'- ' * DEEP}a\n", "nested more than"),
    "steps": ("".join(f"{' ' * n}a:\n" for n in range(DEEP // 4)), "nested more than"),
    "never-closed": ("indicators: " + "[" * DEEP, "nested more than"),
    "other-yaml": ("on: push\njobs: {build: {steps: []}}\n", "no performance-target form"),
    "crowd": ("year: 2020\nindicators:\n" + ROW * 10_001, "more than the limit of 10000"),
    "prose": ("关于印发管理办法的通知，请遵照执行。\n", "no performance-target form"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_input_that_is_no_form_is_refused_with_the_reason(
    name: str, run: Run, write: Write
) -> None:
    content, reason = REFUSED[name]
    write("form.yaml", content)

    answer = run("form.yaml")

    assert answer.code == 2
    assert reason in answer.out
    assert "form.yaml" in answer.out


# One form more than a file may hold: in each format the same few lines, again and again.
MANY = 2_001
PILES: dict[str, str] = {
    "pile.yaml": "- {project: {name: 培训经费}, budget: {total: 5万元}}\n" * MANY,
    "names.yaml": "".join(
        f"项目{number}: {{项目名称: 培训经费, 年度总体目标: 培训}}\n" for number in range(MANY)
    ),
    "pile.html": "<h2>项目支出绩效目标表</h2><p>项目名称：培训经费</p><p>预算单位：某局</p>\n"
    * MANY,
    "pile.txt": "项目支出绩效目标表\n项目名称：培训经费\n预算单位：某局\n" * MANY,
    "pile.csv": "项目支出绩效目标表,,,\n项目名称,培训经费,预算单位,某局\n" * MANY,
}


@pytest.mark.parametrize("name", PILES)
def test_more_forms_than_a_file_may_hold_are_refused_at_the_first_too_many(
    name: str, run: Run, write: Write
) -> None:
    write(name, PILES[name])
    share = len(PILES[name].splitlines()) // MANY
    write(f"less-{name}", "".join(PILES[name].splitlines(keepends=True)[share:]))

    answer = run(name, f"less-{name}", "-f", "concise")

    assert answer.code == 2
    (told,) = [line for line in answer.out.splitlines() if "unreadable" in line]
    assert told.startswith(f"{name}:")
    assert "the file holds more than 2000 forms" in told


def test_fifty_megabytes_are_not_read(run: Run, write: Write) -> None:
    write("form.yaml", "year: 2020\nindicators:\n" + ROW * (50_000_000 // len(ROW.encode())))

    answer = run("form.yaml")

    assert answer.code == 2
    assert "larger than the limit" in answer.out


def test_form_with_every_key_misspelt_is_answered(run: Run, write: Write) -> None:
    text = FORM.read_text(encoding="utf-8")
    keys = {line.split(":")[0].strip(" -") for line in text.splitlines() if ":" in line}
    for key in sorted(keys, key=len, reverse=True):
        text = text.replace(f"{key}:", f"{key[1:]}{key[0]}:")
    write("form.yaml", text)

    answer = run("form.yaml")

    assert answer.code in {1, 2}
    assert "form.yaml:" in answer.out


def test_one_line_of_millions_of_characters_is_checked(run: Run, write: Write) -> None:
    write("form.yaml", f'narrative: {{overview: "{"字" * 2_000_000}"}}\nindicators:\n{ROW}')

    answer = run("form.yaml", "-f", "concise")

    assert answer.code == 1
    assert len(answer.out) < 10_000


def test_missing_path_is_named(run: Run) -> None:
    answer = run("not/here.yaml")

    assert answer.code == 2
    assert "not/here.yaml was not found" in answer.out


def test_folder_without_forms_is_nothing_to_check(run: Run, write: Write) -> None:
    write("folder/notes.txt", "no form\n")

    answer = run("folder")

    assert answer.code == 2
    assert "nothing to check" in answer.err


def test_file_that_may_not_be_read_is_named(run: Run, write: Write) -> None:
    write("secret.yaml", FORM.read_bytes()).chmod(0)

    answer = run("secret.yaml")

    assert answer.code == 2
    assert "no permission to read secret.yaml" in answer.out


def test_what_cannot_be_read_does_not_stop_the_others(run: Run, write: Write) -> None:
    write("a.yaml", picture())
    write("b.yaml", FORM.read_bytes())
    write("c.yaml", "")

    answer = run("a.yaml", "b.yaml", "c.yaml", "-f", "concise")

    assert answer.code == 2
    assert "b.yaml:38:13: error:" in answer.out
    assert answer.out.count("unreadable:") == 2


def test_pipe_in_a_folder_does_not_hold_the_run(run: Run, write: Write) -> None:
    write("folder/b.yaml", FORM.read_bytes())
    os.mkfifo(write("folder/a.yaml", "").with_name("pipe.yaml"))

    answer = run("folder", "-f", "concise")

    assert "folder/b.yaml:38:13: error:" in answer.out


def test_links_in_a_circle_are_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "one.yaml").symlink_to("other.yaml")
    (tmp_path / "other.yaml").symlink_to("one.yaml")

    answer = run("one.yaml")

    assert answer.code == 2
    assert "one.yaml cannot be read" in answer.out


def test_link_that_leads_out_of_the_folder_is_not_followed(run: Run, write: Write) -> None:
    secret = write("outside/secret.yaml", FORM.read_bytes())
    inside = write("folder/good.yaml", "")
    inside.unlink()
    inside.symlink_to(secret)

    answer = run("folder")

    assert answer.code == 2
    assert "nothing to check" in answer.err


def test_settings_of_git_in_a_tree_start_no_program(write: Write, tmp_path: Path) -> None:
    write("tree/form.yaml", FORM.read_bytes())
    script = 'git -C tree init -q && git -C tree config core.fsmonitor "touch $PWD/ran; false"'

    code, err = shell(f"{script} && $LINT -f concise tree > out.txt", tmp_path)

    assert (code, err) == (1, "")
    assert "tree/form.yaml:38:13: error:" in (tmp_path / "out.txt").read_text("utf-8")
    assert not (tmp_path / "ran").exists()


def test_file_name_that_is_no_text_is_shown_escaped(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"b\xff\n\x1b[31m.yaml")
    (tmp_path / name).write_bytes(FORM.read_bytes())

    answer = run(name, "-f", "concise")

    assert answer.code == 1
    assert "\x1b" not in answer.out
    assert all(line.startswith("b") for line in answer.out.splitlines())


ESCAPES = "\x1b[2J\x1b]0;x\x07\u202e"
# Calls with what quotes a file that another person wrote, and that file.
QUOTING: dict[str, tuple[str, str]] = {
    "form.yaml --config other": ("other", f'select: ["{ESCAPES}"]\n'),
    "config form.yaml --config other": ("other", f'exclude: ["{ESCAPES}"]\n'),
    "form.yaml --waivers other": ("other", f"waivers: [{{rule: {ESCAPES!a}, why: a}}]\n"),
    "form.yaml --baseline other": ("other", f'{{"version": "{ESCAPES}"}}'),
    f"form.yaml --select {ESCAPES}": ("other", ""),
    f"no{ESCAPES}.yaml": ("other", ""),
    f"convert no{ESCAPES}.docx": ("other", ""),
    f"review no{ESCAPES}.docx": ("other", ""),
    f"stats no{ESCAPES}": ("other", ""),
    f"compare no{ESCAPES} form.yaml": ("other", ""),
    f"{ESCAPES} --no-such-option": ("other", ""),
    f"target >=9{ESCAPES}": ("other", ""),
    "target -": ("other", ""),
}


@pytest.mark.parametrize("call", QUOTING)
def test_no_verb_lets_a_terminal_obey_what_it_quotes(call: str, run: Run, write: Write) -> None:
    write("form.yaml", FORM.read_bytes())
    write(*QUOTING[call])

    answer = run(*call.split(" "), given=ESCAPES.encode())

    assert answer.said
    assert not set(answer.said) & {"\x1b", "\x07", "\u202e"}


DEEP_SETTINGS = {
    "targetlint.yaml": f"select: {'[' * 100_000}",
    ".targetlint.yaml": f"select: {'{a: ' * 100_000}",
    "pyproject.toml": f"[tool.targetlint]\nselect = {'[' * 100_000}",
}


@pytest.mark.parametrize("name", DEEP_SETTINGS)
def test_settings_nested_without_end_are_refused(name: str, run: Run, write: Write) -> None:
    write("form.yaml", FORM.read_bytes())
    write(name, DEEP_SETTINGS[name])

    answer = run("form.yaml")

    assert answer.code == 2
    assert "nested too deeply" in answer.err


@pytest.mark.parametrize("place", ["[%s]\n", "%s = 1\n", "a = {%s = 1}\n", "[x]\n%s = 1\n"])
def test_settings_with_endless_names_are_refused(place: str, run: Run, write: Write) -> None:
    write("form.yaml", FORM.read_bytes())
    name = ".".join(["a"] * 50_000)
    write("pyproject.toml", f"[tool.targetlint]\n# {'. ' * 60}{'.' * 60}\n{place % name}")

    answer = run("form.yaml")

    assert answer.code == 2
    assert ": the content is nested too deeply" in answer.err.replace(":4:", ":3:")


@pytest.mark.parametrize("call", ["--waivers deep.yaml", "--rule-files deep.yaml"])
def test_files_of_an_office_nested_without_end_are_refused(
    call: str, run: Run, write: Write
) -> None:
    write("form.yaml", FORM.read_bytes())
    write("deep.yaml", "[" * 100_000)

    assert "nested too deeply" in run("form.yaml", *call.split()).err


BROKEN_REPORTS = {
    "no-name": b'{"version": 1, "forms": [], "unreadable": [], "findings": '
    b'[{"path": "a", "form": 1, "rule": "TL202", "outcome": "fail"}]}',
    "no-mapping": b'{"version": 1, "forms": [[]], "unreadable": [], "findings": []}',
    "no-number": b'{"version": 1, "forms": [{"path": "a", "form": 1e999}], "unreadable": [], '
    b'"findings": []}',
    "no-text": b'{"type": "tool"}\n{"type": "form", "path": "\xff", "form": 1}\n',
    "too-deep": b'{"version": 1, "forms": ' + b"[" * 100_000,
}


@pytest.mark.parametrize("name", BROKEN_REPORTS)
def test_report_that_is_broken_is_not_added_up(name: str, run: Run, write: Write) -> None:
    write("report.json", BROKEN_REPORTS[name])

    answer = run("stats", "report.json")

    assert answer.code == 2
    assert "report.json" in answer.err


def test_category_of_another_version_counts_among_the_others(run: Run, write: Write) -> None:
    form = '{"path": "a", "form": 1, "indicators": [{"category": "new"}]}'
    write("report.json", f'{{"version": 1, "findings": [], "unreadable": [], "forms": [{form}]}}')

    answer = run("stats", "report.json")

    assert (answer.code, answer.err) == (0, "")
    assert "other" in answer.out


@pytest.mark.parametrize("at", [1, 3, 6, 9])
def test_database_that_is_damaged_is_not_added_up(at: int, run: Run, write: Write) -> None:
    write("form.yaml", FORM.read_bytes())
    run("form.yaml", "-f", "sqlite=found.db")
    place = write("x", "").with_name("found.db")
    data = bytearray(place.read_bytes())
    data[at * 4096 : at * 4096 + 400] = bytes(400)
    place.write_bytes(data)

    assert run("stats", "found.db").code in {0, 2}


def test_document_without_styles_gets_no_notes_and_is_named(run: Run, write: Write) -> None:
    stream = io.BytesIO()
    sample = ROOT / "tests/readers/samples/xining-2020.docx"
    with zipfile.ZipFile(sample) as source, zipfile.ZipFile(stream, "w") as target:
        for info in source.infolist():
            if info.filename != "word/styles.xml":
                target.writestr(info, source.read(info))
    write("form.docx", stream.getvalue())

    answer = run("form.docx", "-f", "concise", "--annotate", "copy.docx")

    assert answer.code == 2
    assert "targetlint: the document is damaged" in answer.err


@pytest.mark.parametrize("at", [16, 44, 56, 100])
def test_database_with_a_damaged_head_is_not_written_to(at: int, run: Run, write: Write) -> None:
    write("form.yaml", FORM.read_bytes())
    run("form.yaml", "-f", "sqlite=found.db")
    place = write("x", "").with_name("found.db")
    data = bytearray(place.read_bytes())
    data[at : at + 4] = b"\xa9\xff\xfe\x80"
    place.write_bytes(data)

    assert run("form.yaml", "-f", "sqlite=found.db").code in {1, 2}
    assert run("stats", "found.db").code in {0, 2}


def test_converted_form_can_be_read_whatever_its_labels_hold(run: Run, write: Write) -> None:
    page = (ROOT / "tests/readers/samples/xining-2020.html").read_text("utf-8")
    write("a\nb\x1b.html", page.replace("项目类别", "别的\x05\x1b\x85类别"))

    converted = run("convert", "a\nb\x1b.html", "-o", "out.yaml")
    answer = run("out.yaml", "-f", "concise")

    assert converted.code == 0
    assert "unreadable" not in answer.out


@pytest.mark.parametrize("content", ["name: no form\n", "a,b\n1,2\n", "<p>hello</p>"])
def test_what_holds_no_form_is_not_converted(content: str, run: Run, write: Write) -> None:
    write("other.csv", content)

    answer = run("convert", "other.csv")

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("other.csv: ")


def test_standard_input_is_checked(run: Run) -> None:
    answer = run("-", "-f", "concise", "--stdin-filename", "forms/a.yaml", given=FORM.read_bytes())

    assert answer.code == 1
    assert "forms/a.yaml:38:13: error:" in answer.out


def test_empty_standard_input_is_refused(run: Run) -> None:
    answer = run("-")

    assert answer.code == 2
    assert "the file is empty" in answer.out


@pytest.mark.parametrize("settings", [{}, {"LC_ALL": "C"}, {"LC_ALL": "xx_YY.UTF-8"}])
def test_without_a_locale_chinese_is_written_as_utf_8(settings: dict[str, str], run: Run) -> None:
    answer = run(FORM, "-f", "concise", TARGETLINT_LANG="", PYTHONCOERCECLOCALE="0", **settings)

    assert answer.code == 1
    assert "产出没有真正的数量指标" in answer.out


def test_output_that_cannot_show_chinese_gets_escapes(run: Run) -> None:
    answer = run(FORM, "-f", "concise", "--lang", "zh", PYTHONIOENCODING="ascii")

    assert answer.code == 1
    assert "\\u4ea7\\u51fa" in answer.out


def shell(script: str, folder: Path) -> tuple[int, str]:
    """Run a script of a shell that knows the command as $LINT; give its code and error text."""
    lint = f"{sys.executable} -m targetlint"
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "HOME": str(folder),
            "LINT": lint,
            "FORM": str(FORM),
            "TARGETLINT_LANG": "en",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr


# A form inside the page that draws itself twice: twice as much with every step.
SELF_DRAWN = (
    b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
    b"/Resources<</XObject<</X 5 0 R>>>>>>endobj\n"
    b"4 0 obj<</Length 5>>stream\n/X Do\nendstream endobj\n"
    b"5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    b"/Length 11>>stream\n/X Do /X Do\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
)


def test_pdf_that_asks_for_endless_memory_is_refused_and_the_run_goes_on(
    write: Write, tmp_path: Path
) -> None:
    write("self.pdf", SELF_DRAWN)
    write("form.yaml", FORM.read_bytes())

    script = "ulimit -v 2000000; $LINT -f concise self.pdf form.yaml > out.txt"
    code, err = shell(script, tmp_path)

    out = (tmp_path / "out.txt").read_text("utf-8")
    assert (code, err) == (2, "")
    assert "self.pdf: unreadable: the document is damaged" in out
    assert "form.yaml:38:13: error:" in out


@pytest.mark.parametrize("call", ["-f concise pipe.yaml", "convert pipe.yaml"])
def test_pipe_that_nobody_writes_to_is_not_waited_for(call: str, run: Run, write: Write) -> None:
    os.mkfifo(write("folder", "").with_name("pipe.yaml"))

    answer = run(*call.split())

    assert answer.code == 2
    assert "pipe.yaml cannot be read" in answer.said


def test_output_of_another_program_is_checked(tmp_path: Path) -> None:
    code, err = shell("$LINT -f concise <(cat $FORM) > out.txt", tmp_path)

    assert (code, err) == (1, "")
    assert ":38:13: error:" in (tmp_path / "out.txt").read_text("utf-8")


@pytest.mark.parametrize("call", ["-f concise -", "-f concise /dev/zero", "convert -"])
def test_endless_input_is_refused(call: str, tmp_path: Path) -> None:
    script = f"ulimit -v 600000; $LINT {call} < /dev/zero > out.txt 2>&1"

    assert shell(script, tmp_path)[0] == 2
    assert "Error" not in (tmp_path / "out.txt").read_text("utf-8")


def test_document_with_large_pictures_is_read(run: Run, write: Write) -> None:
    sample = write("form.docx", (ROOT / "tests/readers/samples/xining-2020.docx").read_bytes())
    with zipfile.ZipFile(sample, "a", zipfile.ZIP_STORED) as package:
        package.writestr("word/media/image1.jpeg", bytes(range(256)) * 45_000)

    answer = run("form.docx", "-f", "concise")

    assert answer.code == 1
    assert "unreadable" not in answer.out


def test_page_that_is_too_large_is_not_read_in_part(run: Run, write: Write) -> None:
    page = (ROOT / "tests/readers/samples/xining-2020.html").read_bytes()
    write("form.html", page + b" " * 11_000_000)

    answer = run("form.html")

    assert answer.code == 2
    assert "larger than the limit" in answer.out


def test_output_in_gbk_is_right(tmp_path: Path) -> None:
    code, err = shell("PYTHONIOENCODING=gbk $LINT --lang zh $FORM > out.txt", tmp_path)

    assert (code, err) == (1, "")
    assert "产出没有真正的数量指标" in (tmp_path / "out.txt").read_bytes().decode("gbk")


def test_reader_that_goes_away_ends_the_run_in_silence(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number}.yaml").write_bytes(FORM.read_bytes())

    _, err = shell("$LINT -f full . | head -n 1 >/dev/null", tmp_path)

    assert err == ""


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_closed_streams_do_not_change_the_exit_code(closed: str, tmp_path: Path) -> None:
    assert shell(f"$LINT $FORM {closed}", tmp_path) == (1, "")


def test_closed_standard_input_is_empty_input(tmp_path: Path) -> None:
    assert shell("$LINT - <&-", tmp_path)[0] == 2


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no disk that is full")
@pytest.mark.parametrize("where", ["> /dev/full", "-f json=/dev/full"])
def test_full_disk_is_a_fault_and_said_in_one_line(where: str, tmp_path: Path) -> None:
    code, err = shell(f"$LINT $FORM {where}", tmp_path)

    assert code == 2
    assert "No space left" in err
    assert err.count("\n") == 1


def test_home_that_cannot_be_written_is_no_fault(run: Run) -> None:
    answer = run(FORM, "-f", "concise", HOME="/dev/null/home", XDG_CACHE_HOME="/dev/null/cache")

    assert (answer.code, answer.err) == (1, "")


def test_home_without_a_name_is_no_fault(tmp_path: Path) -> None:
    assert shell("unset HOME; $LINT $FORM", tmp_path) == (1, "")
