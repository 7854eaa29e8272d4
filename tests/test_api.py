"""The library judges as the command does, with the same settings."""

import json
from pathlib import Path

import pytest

from targetlint import SettingsError, check
from targetlint.cli.start import main
from targetlint.findings import Report

FORM = """\
project: {name: 培训经费}
indicators:
  - {level1: 效益指标, level2: 社会效益指标, level3: 就业能力, target: 明显提升}
"""


@pytest.fixture
def form(tmp_path: Path) -> Path:
    """Give a form in a folder with settings of its own."""
    (tmp_path / "office").mkdir()
    (tmp_path / "targetlint.yaml").write_text("severity: {TL202: error}\nlang: en\n", "utf-8")
    path = tmp_path / "office" / "form.yaml"
    path.write_text(FORM, "utf-8")
    return path


def severity(report: Report, rule: str = "TL202") -> list[str]:
    (file,) = report.files
    return [finding.severity.value for finding in file.findings if finding.rule == rule]


def test_the_nearest_settings_hold_as_for_the_command(
    form: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main([str(form), "--format", "json", "--no-cache"])
    told = json.loads(capsys.readouterr().out)["findings"]

    (file,) = check(form).files

    assert [(f.rule, f.severity.value, f.message) for f in file.findings] == [
        (one["rule"], one["severity"], one["message"]) for one in told
    ]
    assert severity(check(form)) == ["error"]


def test_a_text_has_the_settings_of_the_name_it_goes_by(form: Path) -> None:
    assert severity(check(text=FORM, name=str(form))) == ["error"]
    assert severity(check(text=FORM, name=str(form), isolated=True)) == ["warning"]


def test_a_settings_file_can_be_named(form: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text("severity: {TL202: info}\n", "utf-8")

    assert severity(check(form, config=other)) == ["info"]
    assert severity(check(form={"project": {"name": "-"}}, config=other)) == []


def test_settings_given_go_before_those_of_files(form: Path) -> None:
    assert severity(check(form, settings={"severity": {"TL202": "info"}})) == ["info"]
    assert severity(check(form, settings={"ignore": ["TL202"]})) == []
    assert severity(check(form, settings={"select": ["TL202"]}, isolated=True)) == ["warning"]


def test_faulty_settings_say_what_would_be_right(form: Path) -> None:
    with pytest.raises(SettingsError, match=r"settings: .*“selct”.*“select”"):
        check(form, settings={"selct": ["TL2"]}, lang="en")
    with pytest.raises(SettingsError, match=r"settings: .*“ignore”"):
        check(form, settings={"ignore": 5}, lang="en")

    (form.parent / "targetlint.yaml").write_text("severity:\n  TL999: error\n", "utf-8")
    with pytest.raises(SettingsError, match=r"targetlint\.yaml:2:3: .*TL999"):
        check(form)


def test_a_layout_given_goes_before_the_one_that_is_recognised() -> None:
    (file,) = check(text=FORM, template="sh-2020").files

    assert (file.forms[0].template, file.forms[0].detected_by) == ("sh-2020", "option")
