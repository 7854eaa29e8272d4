"""A rule of an installed pack that never ends does not take the editor's server with it."""

import os
from pathlib import Path
from typing import Any

import pytest
from tests.lsp.conftest import Start

CODE = """\
from targetlint.checks.check import Check, Nothing

def never_done(row, params, form):
    while "DOOM" in form.project:
        pass

CHECKS = {"never-done": Check(("indicator",), Nothing, never_done)}
"""
RULE = """\
id: OURS001
name: never-done
summary: never done
severity: warning
check: never-done
message: found
"""


@pytest.fixture
def pack(write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Install a pack whose rule never ends, as its files lie once pip has put them there."""
    write("installed/mud/__init__.py", CODE)
    write("installed/mud/rule.yaml", RULE)
    write("installed/mud-1.dist-info/METADATA", "Metadata-Version: 2.1\nName: mud\nVersion: 1\n")
    write("installed/mud-1.dist-info/entry_points.txt", "[targetlint.packs]\nmud = mud\n")
    paths = [str(tmp_path / "installed"), os.environ.get("PYTHONPATH", "")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(filter(None, paths)))


@pytest.mark.usefixtures("pack")
def test_an_endless_rule_is_underlined_and_the_server_goes_on(
    start: Start, write: Any, form: str
) -> None:
    write(".targetlint.yaml", "packs: [mud]\nlimits: {rule-seconds: 0.2}\n")
    editor = start("--lang", "en")

    found = editor.open("form.yaml", form.replace("河道清淤项目", "DOOM"))
    after = editor.type("form.yaml", form)

    (told,) = [one for one in found if one.code == "TL099"]
    assert told.message.startswith("rule OURS001 took more than 0.2 seconds")
    assert told.range.start.line == 4
    assert {"TL501", "TL202"} <= {one.code for one in found}
    assert "TL099" not in {one.code for one in after}
    assert {"TL501", "TL202"} <= {one.code for one in after}


def test_a_text_that_takes_too_long_is_underlined(start: Start, write: Any, form: str) -> None:
    write(".targetlint.yaml", "limits: {file-seconds: 0.01}\n")
    head, row = form.split("indicators:\n")
    editor = start("--lang", "en")

    found = editor.open("form.yaml", f"{head}indicators:\n{row * 1_000}")

    (told,) = found
    assert told.message.startswith("checking this file took more than 0.01 seconds")
    assert told.range.start.line == 0
