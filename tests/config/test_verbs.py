"""The verbs around settings: config, init, completion."""

import json
from pathlib import Path
from typing import Any

import pytest

from targetlint.config.found import NAMES
from targetlint.forms.template import templates
from targetlint.located import read_yaml
from targetlint.shapes import hold


def settled(done: Any) -> dict[str, tuple[Any, str]]:
    """Settings as ``config -f json`` tells them: value and origin."""
    return {entry["setting"]: (entry["value"], entry["origin"]) for entry in json.loads(done.out)}


def test_every_setting_with_its_origin(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write("office.yaml", "lang: en\nseverity:\n  TL202: info\n  TL501: info\n")
    write(
        ".targetlint.yaml",
        "extends: office.yaml\nprofile: ci\nseverity:\n  TL202: error\n"
        "overrides:\n  - files: form.yaml\n    fail-on: info\n",
    )

    told = settled(run("config", "form.yaml", "-f", "json", "--template", "sh-2020"))

    assert told["lang"] == ("en", "office.yaml:1")
    assert told["severity.TL501"] == ("info", "office.yaml:4")
    assert told["severity.TL202"] == ("error", ".targetlint.yaml:4")
    assert told["profile"] == ("ci", ".targetlint.yaml:2")
    assert told["hide.info"] == (["ALL"], "rules/profiles/ci.yaml:4")
    assert told["fail-on"] == ("info", ".targetlint.yaml:7")
    assert told["template"] == ("sh-2020", "--template")
    assert told["author-waivers"] == ("honour", "default")


def test_it_says_so_where_there_is_nothing(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)

    assert "# there is no settings file; everything is as shipped" in run("config", "form.yaml").out


def test_why_tells_every_step(run: Any, write: Any, form: str) -> None:
    write(".targetlint.yaml", "mandatory: TL202\n")
    write("sub/office.yaml", "severity: {vague-target: error}\n")
    write("sub/.targetlint.yaml", "extends: office.yaml\nignore:\n  - TL2\n")
    write("sub/form.yaml", form)

    done = run("config", "--why", "vague-target", "sub/form.yaml", "--ignore", "TL202")

    assert done.out.splitlines() == [
        "TL202 vague-target",
        "  the rule itself → warning",
        "  mandatory: true  (.targetlint.yaml:1) → warning",
        "  severity: error  (sub/office.yaml:1) → error",
        "  ignore: TL2  (sub/.targetlint.yaml:2) → no effect: the rule is mandatory",
        "  ignore: TL202  (command line --ignore) → no effect: the rule is mandatory",
        "in the end: error",
    ]


def test_why_of_a_rule_that_is_off(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "severity: {TL202: off}\n")

    assert run("config", "--why", "TL202", "form.yaml").out.endswith("in the end: off\n")
    assert run("config", "--why", "TL2O2", "form.yaml").code == 2


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_init_writes_settings_that_are_right_line_by_line(
    run: Any, write: Any, form: str, tmp_path: Path, lang: str
) -> None:
    assert run("init", "--lang", lang).code == 0
    text = (tmp_path / NAMES[0]).read_text(encoding="utf-8")
    write("form.yaml", form)
    assert run("form.yaml").code == 1

    bare = "\n".join(
        line if line.startswith("##") else line.removeprefix("# ") for line in text.splitlines()
    )
    everything = read_yaml(bare.encode(), "config")
    hold(everything, "config")
    assert len(everything.data) >= 15


def test_init_writes_over_nothing(run: Any, write: Any, tmp_path: Path) -> None:
    write(NAMES[0], "lang: zh\n")

    done = run("init")

    assert done.code == 2
    assert "is there already" in done.err
    assert (tmp_path / NAMES[0]).read_text() == "lang: zh\n"


@pytest.mark.parametrize("template", sorted(templates()))
def test_a_blank_form_is_read_by_its_layout(
    run: Any, check: Any, tmp_path: Path, template: str
) -> None:
    assert run("init", "--form", template, "-o", "f.yaml").code == 0

    text = (tmp_path / "f.yaml").read_text(encoding="utf-8")
    done = check("f.yaml")

    assert text.startswith("# yaml-language-server: $schema=https://")
    assert done.report["unreadable"] == []
    assert done.report["forms"][0]["template"] == template
    assert not {"TL005", "TL008", "TL010", "TL090", "TL106"} & set(done.rules)


def test_a_blank_form_of_no_layout(run: Any) -> None:
    done = run("init", "--form", "sh2020")

    assert done.code == 2
    assert "did you mean sh-2020?" in done.err


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(run: Any, shell: str) -> None:
    done = run("completion", shell)

    assert done.code == 0
    assert f"_TARGETLINT_COMPLETE={shell}_complete" in done.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("targetlint compl", "completion"),
        ("targetlint check --select TL20", "TL202"),
        ("targetlint a.yaml --ignore TL501,vague-t", "TL501,vague-target"),
        ("targetlint -f sar", "sarif"),
        ("targetlint --template sh-202", "sh-2020"),
        ("targetlint a.yaml --exten", "--extend-select"),
        ("targetlint --exten", "--extend-select"),
        ("targetlint init --form yt", "yth"),
    ],
)
def test_a_shell_completes(run_apart: Any, words: str, expected: str) -> None:
    done = run_apart(
        COMP_WORDS=words,
        COMP_CWORD=str(len(words.split()) - 1),
        _TARGETLINT_COMPLETE="bash_complete",
    )

    assert f"plain,{expected}" in done.out.split("\n")
