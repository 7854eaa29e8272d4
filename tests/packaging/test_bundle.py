"""The bundle for desks without a network, made for real and installed without an index."""

import hashlib
import json
import os
import subprocess
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORM = ROOT / "examples" / "xining-2020.yaml"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a bundle for this machine, and unpack it."""
    out = tmp_path_factory.mktemp("bundle")
    command = [sys.executable, str(ROOT / "tools" / "bundle.py"), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (archive,) = out.glob("*.zip")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(out)
    return out / archive.stem


def test_checksums_hold_for_every_file(unpacked: Path) -> None:
    lines = (unpacked / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    sums = {name: total for total, name in (line.split("  ") for line in lines)}

    files = {path for path in unpacked.rglob("*") if path.is_file() and path.name != "SHA256SUMS"}

    assert {path.relative_to(unpacked).as_posix() for path in files} == set(sums)
    for path in files:
        name = path.relative_to(unpacked).as_posix()
        assert hashlib.sha256(path.read_bytes()).hexdigest() == sums[name], name


def test_inventory_names_every_wheel(unpacked: Path) -> None:
    inventory = json.loads((unpacked / "sbom.json").read_text(encoding="utf-8"))

    listed = {f"{one['name'].lower()}-{one['version']}" for one in inventory["components"]}
    wheels = {
        "-".join(path.name.replace("_", "-", path.name.split("-")[0].count("_")).split("-")[:-3])
        for path in (unpacked / "wheels").iterdir()
    }

    assert {name.lower() for name in wheels} == listed


def test_installs_without_an_index_and_lints_a_form_and_a_document(
    unpacked: Path, tmp_path: Path, run: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    venv.EnvBuilder(with_pip=True, symlinks=os.name != "nt").create(tmp_path / "env")
    bin_ = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    wheels = str(unpacked / "wheels")
    pip = (bin_ / "python", "-m", "pip", "install", "-q", "--no-index", "--find-links", wheels)

    installed = run(*pip, "targetlint[documents]", PIP_CONFIG_FILE=os.devnull)
    linted = run(bin_ / "targetlint", FORM, "-f", "concise", "--lang", "zh")

    assert installed.returncode == 0, installed.stderr
    assert linted.returncode == 1, linted.stderr
    assert "xining-2020.yaml:125:22: warning:" in linted.stdout


def test_instructions_are_chinese_and_name_the_extras(unpacked: Path) -> None:
    text = (unpacked / "安装说明.txt").read_bytes().decode("utf-8-sig")

    assert "离线安装说明" in text
    assert '--no-index --find-links wheels "targetlint[documents]"' in text
    assert text.count("\n") == text.count("\r\n")


def test_without_the_tool_for_the_inventory_the_bundle_says_so_and_is_made(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    code = "import runpy, sys, pathlib; made = runpy.run_path(sys.argv[1])['_inventory']"
    code += "; here = pathlib.Path(sys.argv[2]); print(made(here, here / 'wheels'))"
    tool = str(ROOT / "tools" / "bundle.py")
    command = [sys.executable, "-I", "-S", "-c", code, tool, str(tmp_path)]  # -S: nothing installed

    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)

    assert (done.returncode, done.stdout) == (0, "[]\n")
    assert "pip install cyclonedx-bom" in done.stderr
