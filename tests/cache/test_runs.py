"""A second run says what the first said, whatever became of the cache in between."""

import os
import resource
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from targetlint.cache.key import digest
from targetlint.reports import FORMATS

_TEXTS = [name for name in FORMATS if name not in ("xlsx", "sqlite")]


def _rows(base: Path) -> int:
    with sqlite3.connect(base) as opened:
        (count,) = opened.execute("SELECT count(*) FROM results").fetchone()
    opened.close()
    return int(count)


def _forge(base: Path, old: str, new: str) -> None:
    """Change what is kept, checksum and all, so that it shows whether it was read."""
    opened = sqlite3.connect(base)
    for number, key, content in opened.execute("SELECT number, key, content FROM results"):
        changed = content[8:].replace(old.encode(), new.encode())
        kept = digest(key, changed)[:8] + changed
        opened.execute("UPDATE results SET content = ? WHERE number = ?", (kept, number))
    opened.commit()
    opened.close()


@pytest.mark.parametrize("name", _TEXTS)
@pytest.mark.parametrize("more", [[], ["--outcomes", "all", "--lang", "zh"]])
def test_every_format_is_the_same_again(
    run: Any, home: dict[str, str], forms: list[str], base: Path, name: str, more: list[str]
) -> None:
    without = run("--no-cache", "-f", name, *more, *forms, **home)
    assert not base.exists()

    first = run("-f", name, *more, *forms, **home)
    second = run("-f", name, *more, *forms, **home)

    assert first == second == without
    assert _rows(base) == 8


def test_what_is_kept_is_what_is_told(
    check: Any, home: dict[str, str], forms: list[str], base: Path
) -> None:
    check(*forms, **home)
    _forge(base, "支撑作用明显", "从缓存读出")

    assert "从缓存读出" in check(*forms, **home).out
    assert "从缓存读出" not in check("--no-cache", *forms, **home).out


_CHANGES: dict[str, tuple[list[str], dict[str, str]]] = {
    "another language": (["--lang", "zh"], {}),
    "fewer rules": (["--ignore", "TL202"], {}),
    "a profile": (["--profile", "submitter"], {}),
    "a layout": (["--template", "sh-2020"], {}),
    "what fails": (["--fail-on", "never"], {}),
    "a parameter": ([], {".targetlint.yaml": "rules: {TL202: {severity: error}}\n"}),
    "a word": ([], {".targetlint.yaml": "rules: {TL202: {message: {en: changed}}}\n"}),
    "a hidden severity": ([], {".targetlint.yaml": "hide: {info: [TL]}\n"}),
    "a waiver": (
        ["--waivers", "w.yaml"],
        {"w.yaml": "waivers: [{rule: TL202, path: 'pile/*', who: a, why: b}]\n"},
    ),
    "a rule of one's own": (
        ["--rule-files", "r.yaml"],
        {
            "r.yaml": "id: OURS001\nname: ours\nsummary: {zh: 我, en: ours}\nseverity: error\n"
            "check: matches-where\nsubject: indicator\nwhere: {name: {contains: 清淤}}\n"
            "message: {zh: 我, en: ours}\n"
        },
    ),
    "the content": ([], {"pile/form-3.yaml": "indicators: []\nyear: 2027\n"}),
}


@pytest.mark.parametrize("what", _CHANGES)
def test_whatever_matters_changes_the_result(
    run: Any, write: Any, home: dict[str, str], forms: list[str], tmp_path: Path, what: str
) -> None:
    arguments, files = _CHANGES[what]
    (tmp_path / "pile/broken.yaml").unlink()
    before = run("-f", "full", *forms, **home)
    for name, text in files.items():
        write(name, text)

    after = run("-f", "full", *arguments, *forms, **home)

    assert after == run("--no-cache", "-f", "full", *arguments, *forms, **home)
    assert after != before


def test_the_text_of_a_waiver_file_matters(
    check: Any, write: Any, home: dict[str, str], forms: list[str]
) -> None:
    waiver = "waivers: [{rule: TL202, path: 'pile/*', who: a, why: WHY, until: 2099-01-01}]\n"
    for why in ("first", "second"):
        write("w.yaml", waiver.replace("WHY", why))
        done = check("--waivers", "w.yaml", *forms, **home)
        told = [f["suppressed"]["reason"] for f in done.report["findings"] if f["suppressed"]]
        assert set(told) == {why}


def test_the_day_matters_where_a_waiver_runs_out(
    check: Any, write: Any, home: dict[str, str], forms: list[str]
) -> None:
    write("w.yaml", "waivers: [{rule: TL202, path: 'pile/*', who: a, why: b, until: 2026-12-01}]\n")
    valid = check("--waivers", "w.yaml", *forms, **home, SOURCE_DATE_EPOCH="1795392000")
    over = check("--waivers", "w.yaml", *forms, **home, SOURCE_DATE_EPOCH="1798000000")

    assert "TL202" not in valid.rules
    assert "TL202" in over.rules


def test_a_waiver_that_met_nothing_is_told_again(
    check: Any, write: Any, home: dict[str, str], forms: list[str]
) -> None:
    write(
        "w.yaml",
        "waivers: [{rule: TL999, path: 'pile/*', who: a, why: b}]\n".replace("TL999", "TL104"),
    )

    first = check("--waivers", "w.yaml", *forms, **home)
    second = check("--waivers", "w.yaml", *forms, **home)

    assert first == second
    assert "TL104" in second.err


def test_foreign_checks_are_not_kept(
    check: Any, write: Any, home: dict[str, str], forms: list[str], base: Path
) -> None:
    write(
        "r.yaml",
        "id: OURS001\nname: ours\nsummary: 我\nseverity: error\ncheck: ours\nmessage: 我\n",
    )
    write(
        "own.py",
        "from targetlint.checks.check import Check, Hit, Nothing\n"
        "def ours(form, params, _): return [Hit(form.head, {})]\n"
        "CHECKS = {'ours': Check(('form',), Nothing, ours)}\n",
    )

    done = check("--rule-files", "r.yaml", "--checks", "own.py", *forms, **home)

    assert "OURS001" in done.rules
    assert not base.exists()


def test_standard_input_is_not_kept(
    check: Any, home: dict[str, str], forms: list[str], form: str, base: Path
) -> None:
    check("-", *forms, stdin=form.encode(), **home)

    assert _rows(base) == 8


def test_nobody_else_can_read_or_write_it(
    check: Any, home: dict[str, str], forms: list[str], base: Path
) -> None:
    check(*forms, **home)

    assert stat.S_IMODE(base.stat().st_mode) == 0o600
    assert stat.S_IMODE(base.parent.stat().st_mode) == 0o700


def test_what_others_can_write_is_not_believed(
    check: Any, home: dict[str, str], forms: list[str], base: Path
) -> None:
    check(*forms, **home)
    _forge(base, "支撑作用明显", "从缓存读出")
    base.parent.chmod(0o777)

    assert "从缓存读出" not in check(*forms, **home).out


def _garbage(base: Path) -> None:
    base.write_bytes(b"no database at all" * 1000)


def _cut(base: Path) -> None:
    base.write_bytes(base.read_bytes()[: base.stat().st_size // 2])


def _scratched(base: Path) -> None:
    data = bytearray(base.read_bytes())
    for at in range(4096, len(data), 97):
        data[at] ^= 0x55
    base.write_bytes(data)


def _other(base: Path) -> None:
    base.unlink()
    opened = sqlite3.connect(base)
    opened.execute("CREATE TABLE results (mine TEXT)")
    opened.commit()
    opened.close()


def _entries(base: Path) -> None:
    opened = sqlite3.connect(base)
    opened.execute("UPDATE results SET content = substr(content, 1, length(content) - 3)")
    opened.commit()
    opened.close()


def _link(base: Path) -> None:
    base.rename(base.with_name("elsewhere"))
    base.symlink_to("elsewhere")


def _folder(base: Path) -> None:
    base.unlink()
    base.mkdir()


def _words(base: Path) -> None:
    """Damage the words that the database would use to tell of its damage."""
    base.write_bytes(base.read_bytes().replace(b"CREATE TABLE", b"CREATE \xf4\xa9BLE"))


@pytest.mark.parametrize(
    "harm", [_words, _garbage, _cut, _scratched, _other, _entries, _link, _folder]
)
def test_a_damaged_cache_does_no_harm(
    check: Any, home: dict[str, str], forms: list[str], base: Path, harm: Any
) -> None:
    before = check(*forms, **home)
    harm(base)

    assert check(*forms, **home) == before
    assert check(*forms, **home) == before


def test_a_damaged_cache_is_made_anew(
    check: Any, home: dict[str, str], forms: list[str], base: Path
) -> None:
    check(*forms, **home)
    _garbage(base)
    check(*forms, **home)
    check(*forms, **home)

    assert _rows(base) == 8


def test_a_home_that_cannot_be_written_does_no_harm(check: Any, forms: list[str]) -> None:
    done = check(*forms, XDG_CACHE_HOME="/dev/null/nowhere")

    assert done == check("--no-cache", *forms)


def test_a_full_disk_does_no_harm(
    home: dict[str, str], check: Any, forms: list[str], tmp_path: Path, form: str, write: Any
) -> None:
    for number in range(300):
        write(f"pile/more-{number:03}.yaml", form.replace(">=3公里", f">={number}公里"))
    expected = check("--no-cache", *forms, **home)

    def nearly_full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = subprocess.run(
        [sys.executable, "-m", "targetlint", "-f", "json", "--lang", "en", "-j", "1", *forms],
        cwd=tmp_path,
        env={**os.environ, **home, "SOURCE_DATE_EPOCH": "1795392000"},
        preexec_fn=nearly_full,
        capture_output=True,
        check=False,
    )

    assert done.stderr.decode() == expected.err
    assert done.stdout.decode() == expected.out
    assert check(*forms, **home) == expected


def test_two_runs_at_once(
    home: dict[str, str], check: Any, forms: list[str], tmp_path: Path, form: str, write: Any
) -> None:
    for number in range(100):
        write(f"pile/more-{number:03}.yaml", form.replace(">=3公里", f">={number}公里"))
    expected = check("--no-cache", *forms, **home)
    command = [sys.executable, "-m", "targetlint", "-f", "json", "--lang", "en", "-j", "1", *forms]
    environment = {**os.environ, **home, "SOURCE_DATE_EPOCH": "1795392000"}

    for _ in range(2):
        children = [
            subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE)
            for _ in range(3)
        ]
        told = [child.communicate()[0].decode() for child in children]
        assert told == [expected.out] * 3


def test_clean_and_info(run: Any, home: dict[str, str], forms: list[str], base: Path) -> None:
    run(*forms, **home)

    told = run("cache", "info", **home)
    assert told.out.splitlines()[0] == str(base)
    assert told.out.splitlines()[1].startswith("results of 8 files, ")
    assert run("cache", "clean", **home).code == 0
    assert not base.exists()
    assert "results of 0 files, 0.0 MB" in run("cache", "info", **home).out
