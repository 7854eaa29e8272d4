"""What the pages say about the command is what the command does."""

import re
from pathlib import Path

import pytest
from tests.consoles.blocks import ROOT, Block, blocks, pages, printed

import targetlint
from targetlint import Severity, packs, ruletest

FORM = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NAMED = re.compile(r"`((?:[\w.<>*-]+/)*[\w.<>*-]+(?:/|\.(?:py|ya?ml|toml|tsv|md|lark)))`")
LINK = re.compile(r"\]\((?!https?:|#|mailto:)(?P<target>[^)#\s]+)")


@pytest.mark.parametrize("block", list(blocks()), ids=lambda block: block.name)
def test_page_shows_what_the_command_prints(block: Block) -> None:
    # `python -m tests.consoles` brings the pages up to date
    assert printed(block.command) == block.output


# The links of the site, to pages that are made as well, are looked at when it is built.
@pytest.mark.parametrize(
    "page", [one for one in pages() if one.parent == ROOT], ids=lambda page: page.name
)
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    for match in LINK.finditer(page.read_text(encoding="utf-8")):
        assert (page.parent / match["target"]).exists(), match["target"]


def test_contributing_names_what_there_is() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")

    named = {name for name in NAMED.findall(text) if "<" not in name and "*" not in name}

    assert len(named) > 30
    homes = (ROOT, ROOT / "src" / "targetlint")
    assert [name for name in named if not any((home / name).exists() for home in homes)] == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_form_of_the_guide_is_in_good_order(lang: str) -> None:
    guide = (ROOT / "docs" / lang / "authors.md").read_text(encoding="utf-8")
    (form,) = (text for text in FORM.findall(guide) if "template:" in text)

    report = targetlint.check(text=form)

    assert not report.files[0].unreadable
    graver = [one for one in report.findings if one.severity != Severity.INFO]
    assert [one.rule for one in graver if one.rule not in {"TL101", "TL305"}] == []


def test_rules_of_the_guide_keep_their_examples() -> None:
    rules = [rule for rule, _ in packs.in_path(str(ROOT / "examples" / "rules")).rules]

    cases = [case for rule in rules for case in ruletest.cases(rule, rule.data["examples"])]

    assert len(rules) == 3
    assert [case.label for case in cases if not ruletest.run(case).ok] == []


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
