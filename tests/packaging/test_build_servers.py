"""The scripts of the GitHub action and the GitLab template, run as their servers run them."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FORM = ROOT / "examples" / "xining-2020.yaml"
Shell = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def shell(tmp_path: Path, scripts: Path) -> Shell:
    """Run a script with bash in a folder with one form, the installed command at hand."""
    folder = tmp_path / "work"
    (folder / "forms").mkdir(parents=True)
    shutil.copy(FORM, folder / "forms" / "a form.yaml")
    shutil.copy(FORM, folder / "forms" / "b.yaml")
    (tmp_path / "targetlint").symlink_to(scripts.parent)

    def run(script: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=folder,
            env={"PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}", **settings},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    return run


@pytest.fixture
def action(tmp_path: Path, shell: Shell) -> Callable[..., tuple[int, str, str]]:
    """Run the checking step of the action with some inputs; give code, text and outputs."""
    described: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    step = next(one for one in described["runs"]["steps"] if one.get("id") == "check")
    given = {name: str(one["default"]) for name, one in described["inputs"].items()}

    def run(**inputs: str) -> tuple[int, str, str]:
        chosen = given | {name.replace("_", "-"): value for name, value in inputs.items()}
        settings = {
            key: chosen[value.removeprefix("${{ inputs.").removesuffix(" }}")]
            for key, value in step["env"].items()
        }
        outputs = tmp_path / "outputs"
        done = shell(step["run"], RUNNER_TEMP=str(tmp_path), GITHUB_OUTPUT=str(outputs), **settings)
        return done.returncode, done.stdout + done.stderr, outputs.read_text(encoding="utf-8")

    return run


def test_action_annotates_and_fails(action: Callable[..., tuple[int, str, str]]) -> None:
    code, said, outputs = action(paths="forms", lang="en")

    assert code == 1, said
    assert "::error file=forms/b.yaml,line=38,col=13" in said
    assert outputs == "exit-code=1\n"


def test_action_writes_sarif_and_lets_pass_what_it_is_told_to(
    action: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    code, said, outputs = action(paths="forms/*.yaml", sarif="out.sarif", fail_on="never")

    assert (code, outputs) == (0, "exit-code=0\n"), said
    report = json.loads((tmp_path / "work" / "out.sarif").read_text(encoding="utf-8"))
    assert report["runs"][0]["results"]


def test_nothing_in_the_inputs_of_the_action_is_executed(
    action: Callable[..., tuple[int, str, str]], tmp_path: Path
) -> None:
    code, said, _ = action(paths="forms; touch$IFS'x' $(touch y) `touch z` && touch w")

    assert code == 2, said
    assert sorted(path.name for path in (tmp_path / "work").iterdir()) == ["forms"]


def test_gitlab_template_leaves_both_reports(shell: Shell, tmp_path: Path) -> None:
    template = yaml.safe_load((ROOT / "ci-templates" / "gitlab.yml").read_text(encoding="utf-8"))
    job = template["targetlint"]
    script = "\n".join(line for line in job["script"] if not line.startswith("pip "))

    done = shell(script, **template["variables"])

    assert done.returncode == 1, done.stderr
    quality = tmp_path / "work" / job["artifacts"]["reports"]["codequality"]
    entries = json.loads(quality.read_text(encoding="utf-8"))
    assert {entry["location"]["path"] for entry in entries} == {"forms/a form.yaml", "forms/b.yaml"}
    suites = ET.parse(tmp_path / "work" / job["artifacts"]["reports"]["junit"])  # noqa: S314 - our own report
    assert suites.getroot().tag == "testsuites"
