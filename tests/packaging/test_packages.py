"""What is built, installed and run far from the checkout does what the checkout does."""

import json
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]
NewVenv = Callable[[Path, tuple[str | Path, ...]], Path]

ROOT = Path(__file__).parents[2]
FORM = ROOT / "examples" / "xining-2020.yaml"
# No user can make a folder below a file, not even root.
NOWHERE = os.devnull + "/home"


def rows(text: str) -> list[tuple[str, int, int]]:
    """Give rule, line and column of each finding in a JSON report."""
    return [(one["rule"], one["line"], one["column"]) for one in json.loads(text)["findings"]]


def listing(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


def installed(scripts: Path) -> Path:
    """Give the folder of the package in an environment."""
    (package,) = scripts.parent.rglob("site-packages/targetlint")
    return package


def test_wheel_carries_both_folders_and_what_is_prepared_from_them(dist: Path) -> None:
    (wheel,) = dist.glob("*.whl")

    names = set(zipfile.ZipFile(wheel).namelist())

    for folder in ("rules", "grammar"):
        files = {f"targetlint/{folder}/{name}" for name in listing(ROOT / folder) if "." in name}
        assert files <= names
        assert f"targetlint/{folder}/prepared.json" in names
    assert "targetlint/py.typed" in names
    assert not [name for name in names if not name.startswith("targetlint")]


def test_sdist_carries_what_a_wheel_is_built_from(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")

    with tarfile.open(sdist) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    assert {"hatch_build.py", "pyproject.toml", "LICENSE", "grammar/target.lark"} <= names
    assert not [name for name in names if name.endswith("prepared.json")]


def test_build_leaves_the_tree_as_it_was(
    dist: Path, tree: Path, tmp_path: Path, copy_tree: Callable[[Path], Path]
) -> None:
    assert list(dist.iterdir())
    assert listing(tree) == listing(copy_tree(tmp_path / "untouched"))


def test_same_tree_gives_the_same_wheel(tree: Path, run: Run, tmp_path: Path) -> None:
    bytes_of = []
    for seed in ("1", "2"):
        out = tmp_path / seed
        build = (sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", out, tree)
        assert run(*build, PYTHONHASHSEED=seed).returncode == 0
        bytes_of.append(next(out.glob("*.whl")).read_bytes())

    assert bytes_of[0] == bytes_of[1]


def test_installed_wheel_lints_a_form(scripts: Path, run: Run) -> None:
    done = run(scripts / "targetlint", FORM, "-f", "json")

    assert done.returncode == 1, done.stderr
    assert ("TL202", 125, 22) in rows(done.stdout)


def test_installed_wheel_needs_no_cache(scripts: Path, run: Run, tmp_path: Path) -> None:
    run(scripts / "targetlint", FORM, "--no-cache", XDG_CACHE_HOME=str(tmp_path))

    assert not list(tmp_path.iterdir())


def test_installed_wheel_needs_no_home(scripts: Path, run: Run) -> None:
    done = run(scripts / "targetlint", FORM, "-f", "json", HOME=NOWHERE, XDG_CACHE_HOME=NOWHERE)

    assert (done.returncode, done.stderr) == (1, "")
    assert ("TL202", 125, 22) in rows(done.stdout)


def test_wheel_without_prepared_data_prepares_its_own(
    dist: Path, new_venv: NewVenv, run: Run, tmp_path: Path
) -> None:
    scripts = new_venv(tmp_path / "venv", tuple(dist.glob("*.whl")))
    whole = run(scripts / "targetlint", FORM, "-f", "json")
    for path in installed(scripts).glob("*/prepared.json"):
        path.unlink()

    first = run(scripts / "targetlint", FORM, "-f", "json", XDG_CACHE_HOME=str(tmp_path / "own"))
    again = run(scripts / "targetlint", FORM, "-f", "json", XDG_CACHE_HOME=str(tmp_path / "own"))
    never = run(scripts / "targetlint", FORM, "-f", "json", XDG_CACHE_HOME=NOWHERE)

    assert whole.returncode == 1, whole.stderr
    assert first.stdout == again.stdout == never.stdout == whole.stdout
    kept = [path for path in (tmp_path / "own").rglob("*.json") if path.is_file()]
    assert {path.name.partition("-")[0] for path in kept} >= {"rules", "targets"}


def test_rule_changed_in_an_installed_package_counts(
    dist: Path, new_venv: NewVenv, run: Run, tmp_path: Path
) -> None:
    scripts = new_venv(tmp_path / "venv", tuple(dist.glob("*.whl")))
    rule = installed(scripts) / "rules" / "TL202-vague-target.yaml"
    text = rule.read_text(encoding="utf-8")
    rule.write_text(text.replace("name: vague-target", "name: weird-target"), encoding="utf-8")
    assert rule.stat().st_size == len(text.encode())
    later = rule.stat().st_mtime + 3600
    os.utime(rule, (later, later))

    done = run(scripts / "targetlint", "rules", "-f", "json")

    assert "weird-target" in {entry["name"] for entry in json.loads(done.stdout)}


def test_runs_from_the_source_tree(run: Run) -> None:
    done = run(sys.executable, "-m", "targetlint", FORM, "-f", "json", PYTHONPATH=str(ROOT / "src"))

    assert done.returncode == 1, done.stderr
    assert ("TL202", 125, 22) in rows(done.stdout)


def test_rule_added_to_an_editable_checkout_is_seen(
    new_venv: NewVenv, run: Run, tmp_path: Path, copy_tree: Callable[[Path], Path]
) -> None:
    checkout = copy_tree(tmp_path / "checkout")
    scripts = new_venv(tmp_path / "venv", ("-e", checkout))
    before = run(scripts / "targetlint", "rules")
    rule = (checkout / "rules" / "TL202-vague-target.yaml").read_text(encoding="utf-8")
    rule = rule.replace("id: TL202", "id: TL299").replace("name: vague-target", "name: quite-new")
    (checkout / "rules" / "TL299-quite-new.yaml").write_text(rule, encoding="utf-8")

    after = run(scripts / "targetlint", "rules")

    assert before.returncode == after.returncode == 0, before.stderr + after.stderr
    assert "quite-new" not in before.stdout
    assert "quite-new" in after.stdout
    shutil.rmtree(checkout)
