"""``targetlint explain``: the page of a rule."""

from typing import Any

import pytest

from targetlint.explain import page
from targetlint.phrases import LANGUAGES
from targetlint.rulebook import Rule, shipped


def test_a_page_has_everything_an_author_asks(run: Any) -> None:
    done = run("explain", "TL202", "--lang", "en")

    assert done.code == 0
    heads = ("What it asks", "Why", "Source", "Severity", "Bad", "Good", "Parameters", "How to fix")
    places = [done.out.index(f"\n{head}\n") for head in heads]
    assert places == sorted(places)
    assert "# targetlint: ignore[TL202]" in done.out


def test_a_rule_is_found_by_its_name(run: Any) -> None:
    assert run("explain", "vague-target").out == run("explain", "tl202").out


def test_a_misspelt_rule_is_answered_with_the_nearest(run: Any) -> None:
    done = run("explain", "vague-targte", "--lang", "en")

    assert done.code == 2
    assert "did you mean vague-target?" in done.err


def test_severities_are_told_by_layout(run: Any) -> None:
    out = run("explain", "TL303", "--lang", "en").out

    assert "shanghai " in out
    assert "other layouts" in out


def test_a_source_known_from_memory_says_so(run: Any) -> None:
    out = run("explain", "TL202", "--lang", "en").out

    assert "nothing is quoted" in out


def test_a_rule_of_ones_own_is_explained(run: Any, write: Any) -> None:
    write(
        "own.yaml",
        "id: XX101\nname: own-rule\nsummary: 要有编码\nseverity: info\ncheck: present\n"
        "params: {keys: [project.code]}\nmessage: 没有编码\nsource: [本局手册]\n",
    )

    done = run("explain", "XX101", "--rule-files", "own.yaml")

    assert done.code == 0
    assert "- 本局手册" in done.out
    assert "[project.code]" in done.out


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.id)
def test_every_rule_has_a_page_in_every_language(rule: Rule, lang: str) -> None:
    text = page(rule, lang)

    assert text.startswith(f"# {rule.id} {rule.name}\n")
    assert text.count("```") % 2 == 0
