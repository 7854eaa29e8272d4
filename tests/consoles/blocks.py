"""What the pages show of the command: ``console`` blocks, each a command and what it prints."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.zh-CN.md", "CONTRIBUTING.md", "docs/**/*.md")
_BLOCK = re.compile(
    r"^```console\n\$ (?P<command>[^\n]*)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL
)


class Block(NamedTuple):
    """A command of a page with what the page says it prints."""

    page: Path
    line: int
    command: str
    output: str

    @property
    def name(self) -> str:
        """Say where it stands."""
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def pages() -> list[Path]:
    """Give the pages that may hold such blocks."""
    return sorted({path for pattern in PAGES for path in ROOT.glob(pattern)})


def blocks() -> Iterator[Block]:
    """Find every block."""
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for match in _BLOCK.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield Block(page, line, match["command"], match["output"])


def printed(command: str) -> str:
    """Run a command of a page at the top of the checkout, and give what it prints."""
    words = shlex.split(command, comments=True)
    if words[0] != "targetlint":
        raise ValueError(f"pages show targetlint only, not {words[0]}")
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "SYSTEMROOT") if key in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=ROOT,
        env={**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout + done.stderr


def refresh() -> list[str]:
    """Write into the pages what the commands print now; give the places that changed."""
    changed = [block for block in blocks() if printed(block.command) != block.output]
    for block in changed:
        text = block.page.read_text(encoding="utf-8")
        head = f"```console\n$ {block.command}\n"
        new = text.replace(head + block.output, head + printed(block.command))
        block.page.write_text(new, encoding="utf-8")
    return [block.name for block in changed]
