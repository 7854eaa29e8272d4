"""The extension for Visual Studio Code, as far as it can be checked without one."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from targetlint.config.found import NAMES

FOLDER = Path(__file__).parents[2] / "editors" / "vscode"


def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / "package.json").read_text("utf-8"))
    return loaded


def test_the_manifest_has_what_an_editor_needs_of_it() -> None:
    said = manifest()

    assert {"name", "version", "publisher", "engines", "main"} <= said.keys()
    assert said["engines"]["vscode"].startswith("^1.")
    assert (FOLDER / said["main"]).is_file()


def test_every_setting_that_is_read_is_declared_and_the_other_way_round() -> None:
    code = (FOLDER / "extension.js").read_text("utf-8")
    declared = manifest()["contributes"]["configuration"]["properties"]

    for name in declared:
        assert f'settings.get("{name.removeprefix("targetlint.")}")' in code
    assert code.count("settings.get(") == len(declared)


def test_every_command_is_there() -> None:
    code = (FOLDER / "extension.js").read_text("utf-8")

    for command in manifest()["contributes"]["commands"]:
        assert f'"{command["command"]}"' in code


def test_watches_every_file_that_holds_settings() -> None:
    code = (FOLDER / "extension.js").read_text("utf-8")

    assert f"const SETTINGS = {json.dumps(list(NAMES))};" in code


def test_starts_the_server_with_words_that_it_knows() -> None:
    assert 'args: ["lsp", "--stdio"]' in (FOLDER / "extension.js").read_text("utf-8")


@pytest.mark.skipif(shutil.which("node") is None, reason="node is not installed")
def test_the_code_parses() -> None:
    done = subprocess.run(
        ["node", "--check", str(FOLDER / "extension.js")], check=False, capture_output=True
    )

    assert done.returncode == 0, done.stderr
