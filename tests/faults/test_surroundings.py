"""Odd clocks, no locale, files as Windows writes them, links in circles, outputs that close."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.faults.conftest import environment

posix = pytest.mark.skipif(os.name != "posix", reason="a fault of POSIX systems")


def test_where_names_cannot_be_told_as_text_findings_stay_the_same(
    lint: Any, write: Any, form: str
) -> None:
    write("表.yaml", form)
    against_it = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    odd = json.loads(lint(".", "-f", "json", "--lang", "zh", **against_it).out)

    told = json.loads(lint(".", "-f", "json", "--lang", "zh").out)
    assert [(f["line"], f["message"], f["fingerprint"]) for f in odd["findings"]] == [
        (f["line"], f["message"], f["fingerprint"]) for f in told["findings"]
    ]


@pytest.mark.parametrize(
    "moment", ["0", "1", "4102444800", "253402300800", "9" * 30, "-1", "", "noon", "１２３", "1e9"]
)
def test_no_clock_is_too_odd(moment: str, lint: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(
        "waivers.yaml",
        'waivers: [{rule: TL501, path: "**", why: 已核实, who: 甲, until: "2026-12-31"}]\n',
    )

    said = lint("form.yaml", "-f", "json", "--waivers", "waivers.yaml", SOURCE_DATE_EPOCH=moment)

    assert said.code in {0, 1}
    assert json.loads(said.out)["summary"]["forms"] == 1
    assert said.err == ""


def test_without_a_locale_names_and_words_are_as_with_one(lint: Any, write: Any, form: str) -> None:
    write("表/绩效 目标.yaml", form)

    with_one = lint("表", "-f", "json", "--lang", "zh", LC_ALL="C.UTF-8")

    assert with_one.code == 1
    assert lint("表", "-f", "json", "--lang", "zh", LC_ALL="C") == with_one
    assert lint("表", "-f", "json", "--lang", "zh", LANG="") == with_one
    assert json.loads(with_one.out)["forms"][0]["path"] == "表/绩效 目标.yaml"


def test_the_home_of_nobody_is_no_fault(write: Any, form: str, tmp_path: Path) -> None:
    write("form.yaml", form)
    bare = environment(tmp_path, {})
    del bare["HOME"]

    done = subprocess.run(
        [sys.executable, "-m", "targetlint", "form.yaml", "form.yaml", "-f", "concise"],
        cwd=tmp_path, env=bare, capture_output=True, check=False,
    )  # fmt: skip

    assert (done.returncode, done.stderr) == (1, b"")


def test_line_ends_of_windows_move_nothing(lint: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    plain = json.loads(lint("form.yaml", "-f", "json").out)
    write("form.yaml", "\ufeff" + form.replace("\n", "\r\n"))

    windows = json.loads(lint("form.yaml", "-f", "json").out)

    places = [(f["rule"], f["line"], f["column"], f["end_line"], f["end_column"], f["fingerprint"])
              for f in plain["findings"]]  # fmt: skip
    assert [
        (f["rule"], f["line"], f["column"], f["end_line"], f["end_column"], f["fingerprint"])
        for f in windows["findings"]
    ] == places


def test_settings_and_waivers_with_line_ends_of_windows_are_read(
    lint: Any, write: Any, form: str
) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "ignore: [TL202]\r\nwaivers: waivers.yaml\r\n")
    write(
        "waivers.yaml", "waivers:\r\n  - {rule: TL501, path: form.yaml, why: 已核实, who: 甲}\r\n"
    )

    report = json.loads(lint("form.yaml", "-f", "json").out)

    assert "TL202" not in {f["rule"] for f in report["findings"]}
    assert [f["suppressed"]["by"] for f in report["findings"] if f["rule"] == "TL501"] == [
        "waiver-file"
    ]


@posix
def test_a_name_with_a_backslash_is_a_name(lint: Any, write: Any, form: str) -> None:
    write("forms\\form.yaml", form)

    said = lint("forms\\form.yaml", "-f", "concise")

    assert said.code == 1
    assert said.out.startswith("forms\\form.yaml:")


@posix
def test_folders_that_link_in_a_circle_are_searched_once(
    lint: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("forms/a/form.yaml", form)
    (tmp_path / "forms" / "a" / "up").symlink_to("..", target_is_directory=True)
    (tmp_path / "forms" / "b").symlink_to("b", target_is_directory=True)
    (tmp_path / "forms" / "out").symlink_to("/", target_is_directory=True)

    assert lint("forms", "--show-files").out == "forms/a/form.yaml\n"


@posix
@pytest.mark.parametrize(
    "name", ["full", "json", "jsonl", "sarif", "csv", "html", "junit", "github"]
)
def test_a_reader_that_goes_away_hears_nothing_more(
    name: str, write: Any, form: str, tmp_path: Path
) -> None:
    for number in range(40):
        write(f"forms/{number}.yaml", form)

    done = subprocess.run(
        ["bash", "-c", f'"$0" -m targetlint forms -f {name} | head -c 10 >/dev/null', sys.executable],
        cwd=tmp_path, env=environment(tmp_path, {}), capture_output=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.stderr == b""
