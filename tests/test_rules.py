"""The shipped rules: their examples hold, and they say all that a rule has to say."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from targetlint import resources
from targetlint.checks import CHECKS
from targetlint.checks.guard import guard
from targetlint.checks.params import specials
from targetlint.checks.patterns import limits, pattern
from targetlint.located import read_yaml
from targetlint.phrases import LANGUAGES
from targetlint.rulebook import Rule, shipped, sources
from targetlint.rulefile import look_over
from targetlint.ruleschema import PATH, make, text
from targetlint.ruletest import Case, cases, run

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "rules").glob("TL*.yaml"))
# Nothing that a form in a text could hold brings these about: documents, dates, broken checks.
WITHOUT_BAD = {"TL093", "TL094", "TL099"}


def pages() -> dict[str, dict[str, Any]]:
    return {path.stem: resources.load_page(f"rules/{path.name}") for path in FILES}


def every_case() -> list[Case]:
    return [
        case
        for rule in shipped()
        for case in cases(rule, pages()[f"{rule.id}-{rule.name}"].get("examples") or {})
    ]


@pytest.mark.parametrize("case", every_case(), ids=lambda case: case.label.replace(" ", "-"))
def test_each_example_of_a_rule_holds(case: Case) -> None:
    verdict = run(case)

    assert verdict.ok, [finding.message for finding in verdict.found] or verdict.unknown


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_rule_file_passes_the_look_that_is_taken_at_rules_from_outside(path: Path) -> None:
    look_over(read_yaml(path.read_bytes(), path.name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_rule_file_fits_the_schema_that_editors_are_given(path: Path) -> None:
    validator = jsonschema.Draft202012Validator(make())
    data = read_yaml(path.read_bytes(), path.name).data

    assert [error.message for error in validator.iter_errors(data)] == []


def test_the_schema_of_rule_files_is_up_to_date() -> None:
    assert PATH.read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_rule_has_its_words_in_every_language(name: str) -> None:
    page = pages()[name]
    said = [page[key] for key in ("summary", "message", "advice", "what", "why")]
    said += [page["question"]] if "question" in page else []
    for variant in (page.get("variants") or {}).values():
        said += [variant[key] for key in ("message", "advice") if key in variant]
    said += list((page.get("notes") or {}).values())

    assert all(words.get(lang, "").strip() for words in said for lang in LANGUAGES)


@pytest.mark.parametrize("name", sorted(pages()))
def test_both_languages_of_a_message_fill_in_the_same_values(name: str) -> None:
    page = pages()[name]
    told = [
        page["message"],
        *(v["message"] for v in (page.get("variants") or {}).values() if "message" in v),
    ]

    for words in told:
        zh, en = (set(re.findall(r"\{(\w+)\}", words[lang])) for lang in ("zh", "en"))
        # A field's name stands in the language of the message; a wanted shape, too.
        assert {key.removesuffix("_zh") for key in zh} - {"zh", "label", "field"} == {
            key.removesuffix("_en") for key in en
        } - {"zh", "en", "label", "field"}


def test_no_message_leaves_a_place_unfilled() -> None:
    for case in every_case():
        for finding in run(case).found:
            assert not re.search(r"\{\w+\}", finding.message + finding.advice), case.label


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.id)
def test_a_rule_has_a_bad_and_a_good_example(rule: Rule) -> None:
    examples = pages()[f"{rule.id}-{rule.name}"].get("examples") or {}

    assert examples.get("bad") or rule.id in WITHOUT_BAD
    assert examples.get("good") or rule.id in WITHOUT_BAD


@pytest.mark.parametrize("rule", shipped(), ids=lambda rule: rule.id)
def test_a_rule_names_sources_that_there_are_with_their_standing(rule: Rule) -> None:
    named = rule.data["source"]

    assert named
    assert all(sources()[name]["standing"] in ("read", "memory", "practice") for name in named)


def test_nothing_known_from_memory_is_quoted_by_article() -> None:
    for path in FILES:
        assert not re.search(r"第[一二三四五六七八九十\d]+条", path.read_text("utf-8")), path.name


def test_file_names_carry_id_and_name() -> None:
    assert [path.stem for path in FILES] == [f"{rule.id}-{rule.name}" for rule in shipped()]


def test_the_catalogue_is_whole() -> None:
    ids = {rule.id for rule in shipped()}
    groups = {"TL1": 8, "TL2": 21, "TL3": 9, "TL4": 6, "TL5": 7, "TL6": 9, "TL7": 5}
    wanted = {
        f"{group}{number:02}" for group, count in groups.items() for number in range(1, count + 1)
    }

    assert wanted <= ids


def test_rules_yield_only_to_rules_that_there_are() -> None:
    ids = {rule.id for rule in shipped()}

    assert {other for rule in shipped() for other in rule.yields_to} <= ids


def test_no_two_rules_yield_to_each_other() -> None:
    yields = {rule.id: rule.yields_to for rule in shipped()}

    assert [(a, b) for a in yields for b in yields[a] if a in yields.get(b, ())] == []


def test_each_reason_why_a_target_cannot_be_verified_belongs_to_one_rule() -> None:
    reasons = set(resources.load("rules/reasons.yaml"))
    claimed: Counter[str] = Counter()
    for rule in shipped():
        entries = [rule.data, *(rule.data.get("also") or ())]
        found = {
            reason
            for entry in entries
            if entry["check"] == "verdict"
            for reason in (entry.get("params") or {})["reasons"]
        }
        # A timeliness row without a date is one thing, however its words are read.
        if rule.id != "TL212" or "vague-time" in found:
            claimed.update(found if rule.id != "TL212" else {"vague-time"})

    assert reasons - set(claimed) == set()
    assert [reason for reason, count in claimed.items() if count > 1] == []


def remarks_in_the_source() -> set[str]:
    """Give every code of a remark that a reader or the builder makes."""
    found: set[str] = set()
    for path in (ROOT / "src" / "targetlint").rglob("*.py"):
        found |= set(re.findall(r"Remark\(\s*\"([a-z0-9-]+)\"", path.read_text("utf-8")))
    return found


def test_each_remark_about_the_input_is_claimed_by_one_rule() -> None:
    claims = Counter(
        code
        for rule in shipped()
        if rule.data["check"] == "remark"
        for code in rule.data["params"]["codes"]
    )
    waived = {
        code
        for rule in shipped()
        if rule.data["check"] == "waiver"
        for code in rule.data["params"]["codes"]
    }

    assert remarks_in_the_source() - waived - set(claims) == set()
    assert [code for code, count in claims.items() if count > 1] == []


def test_shipped_expressions_pass_the_guard_and_see_a_whole_cell() -> None:
    shortest = limits()["regex_window"]
    for page in pages().values():
        for entry in [page, *(page.get("also") or ())]:
            for special in specials(CHECKS[entry["check"]].params, entry.get("params") or {}):
                if special.kind == "regex":
                    guard(special.value)
                    assert pattern(special.value).window > shortest


@pytest.mark.parametrize("name", sorted(CHECKS))
def test_each_check_says_what_it_requires_and_what_its_parameters_are(name: str) -> None:
    check = CHECKS[name]

    assert (check.run.__doc__ or "").strip().endswith(".")
    fields = check.params._fields  # type: ignore[attr-defined] # a NamedTuple class
    doc = check.params.__doc__ or ""
    assert doc.strip()
    assert [field for field in fields if f"``{field}``" not in doc] == []


@pytest.mark.parametrize("name", sorted(pages()))
def test_what_a_person_has_to_judge_comes_with_a_question(name: str) -> None:
    page = pages()[name]
    outcomes = [page, *(page.get("variants") or {}).values()]

    if any(entry.get("outcome") == "review" for entry in outcomes):
        assert page["question"]


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_rule_that_mends_says_what_its_mend_does(name: str) -> None:
    page = pages()[name]

    assert "fix" not in page or page["notes"]["fix"]
