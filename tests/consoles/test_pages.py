"""What the pages say about the command is what the command does."""

import re
from pathlib import Path

import pytest
from tests.consoles.blocks import ROOT, Block, blocks, pages, printed

LINK = re.compile(r"\]\((?!https?:|#|mailto:)(?P<target>[^)#\s]+)")


@pytest.mark.parametrize("block", list(blocks()), ids=lambda block: block.name)
def test_page_shows_what_the_command_prints(block: Block) -> None:
    # `python -m tests.consoles` brings the pages up to date
    assert printed(block.command) == block.output


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for match in LINK.finditer(page.read_text(encoding="utf-8")):
        assert (page.parent / match["target"]).exists(), match["target"]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_both_readmes_give_the_same_commands(name: str) -> None:
    first, second = re.findall(
        r"^```sh\n(.*?)^```$", (ROOT / name).read_text("utf-8"), re.MULTILINE | re.DOTALL
    )[:2]

    assert first == (
        "python3 -m venv .venv && . .venv/bin/activate && pip install -q . && targetlint examples/\n"
    )
    assert second == (
        'python3 -m venv .venv && . .venv/bin/activate && pip install -q -e ".[dev]" && pytest\n'
    )
