"""Settings that cannot be right: each is told with its place before any form is read."""

from typing import Any

import pytest

FAULTS = [
    ("selct: [TL2]\n", "1:1", "did you mean “select”?"),
    ("lang: zh\nextend_select: [TL2]\n", "2:1", "did you mean “extend-select”?"),
    ("profile: reviwer\n", "1:10", "did you mean “reviewer”?"),
    ("severity:\n  TL202: eror\n", "2:10", "did you mean “error”?"),
    ("severity:\n  TL2O2: error\n", "2:3", "there is no rule TL2O2; did you mean TL202?"),
    ("ignore: [TL202, vage-target]\n", "1:17", "did you mean vague-target?"),
    ("select: TL999\n", "1:9", "there is no rule TL999"),
    ("mandatory: [TL2, XX]\n", "1:18", "there is no rule XX"),
    ("hide: {info: [TL98]}\n", "1:15", "there is no rule TL98"),
    ("severity: {TL202: {sh-2002: error}}\n", "1:20", "there is no template sh-2002"),
    ("template: sh2020\n", "1:11", "did you mean sh-2020?"),
    ("rules: {TL503: {params: {max_chang: 1}}}\n", "1:26", "did you mean “max_change”?"),
    ("rules: {TL503: {params: {max_change: much}}}\n", "1:38", "wanted: number"),
    ("rules: {TL503: {max: 1}}\n", "1:17", "unknown key “max”"),
    ("rules: {TL5: {severity: error}}\n", "1:9", "there is no rule TL5"),
    ("exclude: {a: b}\n", "1:10", "list ([a, b]) or text"),
    ("fail-on: [error]\n", "1:10", "wanted: text"),
    ("overrides:\n  - ignore: [TL202]\n", "2:5", "“files” is missing"),
    ("overrides:\n  - files: other.yaml\n    ignore: [TL9999]\n", "3:14", "there is no rule TL9999"),
    ("overrides:\n  - files: []\n", "2:12", "“overrides.0.files” is empty"),
    ("lang: zh\nlang: en\n", "2:1", "stands twice, the first time in line 1"),
    ("extends: nothing.yaml\n", "1:10", "not there: nothing.yaml"),
    ("extends: [reviever]\n", "1:11", "did you mean reviewer?"),
    ("lang: [zh\n", "2:1", "syntax"),
    ("- a\n", "1:1", "wanted: mapping"),
    ("rule-files: [none.yaml]\n", "1:14", "there is no rule file"),
    ("packs: [none]\n", "1:9", "the rule pack none is not installed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "words"), FAULTS)
def test_a_fault_names_line_column_and_what_would_be_right(
    run: Any, write: Any, form: str, text: str, place: str, words: str
) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", text)

    done = run("form.yaml")

    assert done.code == 2
    assert done.out == ""
    assert f"targetlint: .targetlint.yaml:{place}: " in done.err
    assert words in done.err


def test_a_fault_in_pyproject_names_its_line(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(
        "pyproject.toml",
        '[project]\nname = "x"\n\n[tool.targetlint]\nlang = "zh"\n\n[tool.targetlint.severity]\nTL2O2 = "error"\n',
    )

    done = run("form.yaml")

    assert done.code == 2
    assert "pyproject.toml:8:1: there is no rule TL2O2; did you mean TL202?" in done.err


def test_what_extends_itself_is_a_fault(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "extends: a/one.yaml\n")
    write("a/one.yaml", "extends: ../two.yaml\n")
    write("two.yaml", "lang: zh\nextends:\n  - a/one.yaml\n")

    done = run("form.yaml")

    assert done.code == 2
    assert "two.yaml:3:5: extends goes in a circle" in done.err


def test_a_fault_in_an_extended_file_names_that_file(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", "extends: office.yaml\n")
    write("office.yaml", "severity: {TL202: eror}\n")

    assert "office.yaml:1:19: " in run("form.yaml").err


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
def test_an_unknown_rule_on_the_command_line(run: Any, write: Any, form: str, option: str) -> None:
    write("form.yaml", form)

    done = run("form.yaml", option, "TL501,vage-target")

    assert done.code == 2
    assert f"targetlint: {option}: there is no rule vage-target; did you mean vague-target?" in (
        done.err
    )


def test_a_config_that_is_not_there(run: Any, write: Any, form: str) -> None:
    write("form.yaml", form)

    done = run("form.yaml", "--config", "none.yaml")

    assert done.code == 2
    assert "none.yaml: cannot be read" in done.err


def test_aliases_that_explode_are_refused_at_once(run: Any, write: Any, form: str) -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    write("form.yaml", form)
    write(".targetlint.yaml", bomb)

    done = run("form.yaml")

    assert done.code == 2
    assert "nested too deeply" in done.err


def test_settings_cannot_run_code(run: Any, write: Any, form: str, tmp_path: Any) -> None:
    write("form.yaml", form)
    write("evil.py", f"open({str(tmp_path / 'ran')!r}, 'w').close()\nCHECKS = {{}}\n")
    for text in (
        "packs: [evil]\n",
        "rule-files: [evil.py]\n",
        "checks: evil.py\n",
        "lang: !!python/object/apply:os.system ['touch ran']\n",
    ):
        write(".targetlint.yaml", text)

        assert run("form.yaml").code == 2
        assert not (tmp_path / "ran").exists()
