"""The hooks as a repository of forms would use them: a real repository, a real pre-commit."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"
GOOD = SAMPLES / "good" / "sh-2020-waste-sorting.yaml"
OTHER_GOOD = SAMPLES / "good" / "sh-2020-it-operation.yaml"
BAD = ROOT / "examples" / "xining-2020.yaml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
_AUTHOR = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.hooksPath=/dev/null")


def git(folder: Path, *words: str) -> str:
    command = ("git", "-C", str(folder), *_AUTHOR, *words)
    return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def committed(folder: Path) -> str:
    """Make a repository of a folder, and give its first commit."""
    git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "All of it")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture(scope="module")
def pre_commit(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., tuple[int, str]]:
    """Run pre-commit in a repository; what it installs is kept for the tests of this file."""
    home = str(tmp_path_factory.mktemp("pre-commit"))
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}

    def run(folder: Path, *words: str) -> tuple[int, str]:
        git(folder, "add", "-A")
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", *words],
            cwd=folder,
            env={**kept, "PRE_COMMIT_HOME": home, "TARGETLINT_LANG": "en", "LC_ALL": "C.UTF-8"},
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    return run


@pytest.fixture(scope="module")
def hook_repository(
    tmp_path_factory: pytest.TempPathFactory, copy_tree: Callable[[Path], Path]
) -> tuple[Path, str]:
    """Give a repository that offers this checkout's hooks, and the commit to use."""
    folder = copy_tree(tmp_path_factory.mktemp("hooks") / "targetlint")
    shutil.copy(HOOKS, folder)
    return folder, committed(folder)


@pytest.fixture
def forms(tmp_path: Path, hook_repository: tuple[Path, str]) -> Callable[..., Path]:
    """Make a repository of forms with one of the hooks."""

    def make(hook: str) -> Path:
        folder = tmp_path / "forms"
        folder.mkdir()
        source, commit = hook_repository
        config = {"repos": [{"repo": str(source), "rev": commit, "hooks": [{"id": hook}]}]}
        (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
        (folder / "workflow.yml").write_text("on: push\njobs: {}\n", encoding="utf-8")
        committed(folder)
        return folder

    return make


def test_manifest_is_valid() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)], check=False
    )

    assert done.returncode == 0


def test_hook_blocks_a_bad_form_and_lets_a_good_one_pass(
    forms: Callable[..., Path], pre_commit: Callable[..., tuple[int, str]]
) -> None:
    folder = forms("targetlint")
    shutil.copy(GOOD, folder / "good.yaml")
    passed = pre_commit(folder, "run")
    shutil.copy(BAD, folder / "bad.yaml")

    blocked = pre_commit(folder, "run")

    assert passed[0] == 0, passed[1]
    assert blocked[0] == 1, blocked[1]
    assert "bad.yaml:38:13: error:" in blocked[1]
    assert not [line for line in blocked[1].splitlines() if "good.yaml" in line and "error" in line]


def test_hook_passes_over_what_is_no_form(
    forms: Callable[..., Path], pre_commit: Callable[..., tuple[int, str]]
) -> None:
    folder = forms("targetlint")

    code, said = pre_commit(folder, "run", "--all-files")

    assert code == 0, said


def test_hook_that_mends_stops_the_commit_once(
    forms: Callable[..., Path], pre_commit: Callable[..., tuple[int, str]]
) -> None:
    folder = forms("targetlint-fix")
    written = OTHER_GOOD.read_text(encoding="utf-8")
    form = folder / "form.yaml"
    form.write_text(written.replace('预算执行率: ">=96%"', "预算执行率: >=96%"), encoding="utf-8")

    first = pre_commit(folder, "run")
    again = pre_commit(folder, "run")

    assert first[0] == 1, first[1]
    assert "files were modified by this hook" in first[1]
    assert form.read_text(encoding="utf-8") == written
    assert again[0] == 0, again[1]


def test_hook_for_everything_checks_forms_that_no_commit_changes(
    forms: Callable[..., Path], pre_commit: Callable[..., tuple[int, str]]
) -> None:
    folder = forms("targetlint-all")
    shutil.copy(BAD, folder / "bad.yaml")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "A bad form from before the hook")
    (folder / "notes.txt").write_text("no form\n", encoding="utf-8")

    code, said = pre_commit(folder, "run")

    assert code == 1, said
    assert "bad.yaml:38:13: error:" in said
