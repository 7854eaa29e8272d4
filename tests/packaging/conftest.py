"""A copy of the tree, the packages built from it, and a place where the wheel is installed."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_BUILT_FROM = (
    "src",
    "rules",
    "grammar",
    "pyproject.toml",
    "hatch_build.py",
    "README.md",
    "LICENSE",
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Run a command away from the checkout, with no setting of the outer world but the named."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    cache = tmp_path_factory.mktemp("cache")

    def call(*words: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
        kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT") if key in os.environ}
        environment = {**kept, "HOME": str(elsewhere), "XDG_CACHE_HOME": str(cache), **settings}
        return subprocess.run(
            [str(word) for word in words],
            cwd=elsewhere,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            timeout=300,
            check=False,
        )

    return call


@pytest.fixture(scope="session")
def copy_tree() -> Callable[[Path], Path]:
    """Copy what packages are built from."""

    def copy(to: Path) -> Path:
        to.mkdir()
        for name in _BUILT_FROM:
            if (ROOT / name).is_dir():
                shutil.copytree(
                    ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                shutil.copy(ROOT / name, to / name)
        return to

    return copy


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory, copy_tree: Callable[[Path], Path]) -> Path:
    """Give the tree that the packages below are built from."""
    return copy_tree(tmp_path_factory.mktemp("build") / "tree")


@pytest.fixture(scope="session")
def dist(tree: Path, run: Run) -> Path:
    """Build the sdist, and the wheel by way of it."""
    done = run(sys.executable, "-m", "build", "--no-isolation", "-o", tree.parent / "dist", tree)
    assert done.returncode == 0, done.stdout + done.stderr
    return tree.parent / "dist"


@pytest.fixture(scope="session")
def new_venv(run: Run) -> Callable[[Path, tuple[str | Path, ...]], Path]:
    """Make an environment with one install in it, and give its scripts.

    What the package needs is lent by the environment of the tests, so that no package index
    is asked; the package itself is not, since an editable install is a ``.pth`` file there.
    """

    def make(home: Path, what: tuple[str | Path, ...]) -> Path:
        venv.EnvBuilder(symlinks=os.name != "nt").create(home)
        at = {"base": str(home), "platbase": str(home)}
        scheme = "nt" if os.name == "nt" else "posix_prefix"
        site = Path(sysconfig.get_path("purelib", scheme, at))
        (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
        scripts = Path(sysconfig.get_path("scripts", scheme, at))
        options = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
        done = run(
            sys.executable, "-m", "pip", "--python", scripts / "python", "install", *options, *what
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return scripts

    return make


@pytest.fixture(scope="session")
def scripts(
    dist: Path,
    tmp_path_factory: pytest.TempPathFactory,
    new_venv: Callable[[Path, tuple[str | Path, ...]], Path],
) -> Path:
    """Give the scripts of an environment into which the wheel was installed."""
    (wheel,) = dist.glob("*.whl")
    return new_venv(tmp_path_factory.mktemp("venv") / "wheel", (wheel,))
