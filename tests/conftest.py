"""The command as people run it, for tests of what it promises."""

import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from targetlint.checks import CHECKS
from targetlint.cli.start import main

FORM = """\
template: central-2015
year: 2027
applicant: 某市水务局
project:
  name: 河道清淤项目
  category: 新增项目
  start_date: 2027-01-01
  end_date: 2027-12-31
narrative:
  goals: 清淤河道3公里，于2027年10月底前完成
budget:
  current_year: 600000
  total: 500000
indicators:
  - level1: 产出指标
    level2: 数量指标
    level3: 清淤河道长度
    target: ">=3公里"
  - level1: 产出指标
    level2: 质量指标
    level3: 工程验收合格率
    target: "＞＝９５％"
  - level1: 产出指标
    level2: 时效指标
    level3: 完成时间
    target: 2027年10月底前
  - level1: 效益指标
    level2: 社会效益指标
    level3: 河道环境
    target: 支撑作用明显
  - level1: 满意度指标
    level2: 服务对象满意度指标
    level3: 沿河居民满意度
    target: ">=90%"
"""


class Done(NamedTuple):
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def report(self) -> dict[str, Any]:
        """The JSON report on standard output."""
        report: dict[str, Any] = json.loads(self.out)
        return report

    @property
    def rules(self) -> list[str]:
        """The rules of the findings that are not set aside, in order."""
        return [f["rule"] for f in self.report["findings"] if f["suppressed"] is None]

    def finding(self, rule: str) -> dict[str, Any]:
        """The first finding of a rule."""
        found: dict[str, Any] = next(f for f in self.report["findings"] if f["rule"] == rule)
        return found


Run = Callable[..., Done]


@pytest.fixture
def form() -> str:
    """A form with an error (TL501), a warning (TL202) and a hint that can be mended (TL215)."""
    return FORM


def _environment(extra: dict[str, str]) -> dict[str, str]:
    """Messages in English, and a day that does not move."""
    fixed = {"TARGETLINT_LANG": "en", "SOURCE_DATE_EPOCH": "1795392000", **extra}
    return {**{k: v for k, v in os.environ.items() if not k.startswith("GITHUB_")}, **fixed}


@pytest.fixture(scope="session", autouse=True)
def _hear_ctrl_c() -> None:
    """Hear Ctrl-C, which a shell keeps from what it starts in the background."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _no_checks_left_behind() -> Iterator[None]:
    """Let the checks of a pack end with the test that took them."""
    shipped = set(CHECKS)
    yield
    for name in CHECKS.keys() - shipped:
        del CHECKS[name]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``targetlint`` in the folder of the test, in this process, since that is quick."""

    def command(*arguments: str, stdin: bytes = b"", cwd: Path = tmp_path, **extra: str) -> Done:
        streams = [io.TextIOWrapper(io.BytesIO(part), "utf-8") for part in (stdin, b"", b"")]
        with monkeypatch.context() as patch:
            patch.chdir(cwd)
            for name, stream in zip(("stdin", "stdout", "stderr"), streams, strict=True):
                patch.setattr(sys, name, stream)
            for name in set(os.environ) - set(_environment(extra)):
                patch.delenv(name)
            for name, value in _environment(extra).items():
                patch.setenv(name, value)
            code = main(arguments)
        for stream in streams[1:]:
            stream.flush()
        out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])
        return Done(code, out, err)

    return command


@pytest.fixture
def run_apart(tmp_path: Path) -> Run:
    """Run ``targetlint`` as a command of its own."""

    def command(*arguments: str, stdin: bytes = b"", cwd: Path = tmp_path, **extra: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "targetlint", *arguments],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env=_environment(extra),
            check=False,
        )
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    return command


@pytest.fixture
def check(run: Run) -> Run:
    """Run ``targetlint`` for a JSON report."""

    def command(*arguments: str, **extra: Any) -> Done:
        return run(*arguments, "-f", "json", **extra)

    return command


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file below the folder of the test."""

    def put(name: str, content: str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
        return path

    return put
