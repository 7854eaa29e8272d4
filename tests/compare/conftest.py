"""Two years of forms, and the real command to compare them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

LAST = """\
template: central-2015
year: 2025
applicant: 某市教育局
project:
  name: 2025年教师培训项目
budget: {total: 500000, current_year: 50万元}
indicators:
  - {level1: 产出指标, level2: 数量指标, level3: 培训班次, target: "≥12期"}
  - {level1: 产出指标, level2: 数量指标, level3: 培训教师人数, target: "≥600人"}
  - {level1: 产出指标, level2: 质量指标, level3: 培训合格率, target: "≥95%"}
  - {level1: 产出指标, level2: 时效指标, level3: 培训完成时间, target: "2025年10月底前"}
  - {level1: 产出指标, level2: 成本指标, level3: 人均培训成本, target: "≤800元"}
  - {level1: 效益指标, level2: 社会效益指标, level3: 课堂教学质量提升率, target: "≥10%"}
  - {level1: 满意度指标, level2: 服务对象满意度指标, level3: 参训教师满意度, target: "≥90%"}
"""
THIS = LAST.replace("2025", "2026")


class Done(NamedTuple):
    """What the command said."""

    code: int
    out: str
    err: str


class Desk:
    """A folder with forms in it, and the command."""

    def __init__(self, folder: Path) -> None:
        """Take the folder."""
        self.folder = folder

    def put(self, name: str, text: str) -> str:
        """Write a file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return name

    def run(self, *arguments: str) -> Done:
        """Run the command in the folder."""
        done = subprocess.run(
            [sys.executable, "-m", "targetlint", *arguments],
            cwd=self.folder, capture_output=True, check=False, timeout=120,
            env={**os.environ, "TARGETLINT_LANG": "", "LC_ALL": "zh_CN.UTF-8", "NO_COLOR": "1"},
        )  # fmt: skip
        return Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    def compare(self, last: str, this: str, *more: str) -> Any:
        """Compare two forms given as text, and give the JSON report."""
        import json  # noqa: PLC0415 - only here

        self.put("last.yaml", last)
        self.put("this.yaml", this)
        done = self.run("compare", "last.yaml", "this.yaml", "-f", "json", *more)
        assert done.code in (0, 1), done.err
        report = json.loads(done.out)
        assert report["summary"]["fell"] == bool(done.code)
        return report


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A folder of its own."""
    return Desk(tmp_path)


Became = Callable[[str, str, str], dict[str, Any]]


@pytest.fixture
def became(desk: Desk) -> Became:
    """Compare one indicator: its name, last year's target, this year's."""

    def compare(name: str, last: str, this: str) -> dict[str, Any]:
        row = "  - {{level1: 产出指标, level2: 数量指标, level3: {}, target: '{}'}}\n"
        head = "year: {}\nproject: {{name: 项目}}\nindicators:\n"
        report = desk.compare(
            head.format(2025) + row.format(name, last), head.format(2026) + row.format(name, this)
        )
        (change,) = report["forms"][0]["indicators"]
        found: dict[str, Any] = change
        return found

    return compare
