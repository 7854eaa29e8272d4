"""Under review, settings that came with the forms do not say what is looked at."""

from typing import Any

import pytest

OFFICE = "profile: reviewer\nseverity: {TL202: error}\n"
WEAK = {
    "switched off": "ignore: [ALL]\n",
    "one rule only": "select: [TL605]\n",
    "severity": "severity: {TL: info}\n",
    "counted, not listed": "hide: {error: [ALL], warning: [ALL], info: [ALL]}\n",
    "never fails": "fail-on: never\n",
    "left out of the search": "exclude: ['**']\n",
    "another layout": "template: self-eval-2020\n",
    "words that tell nothing": "words: {nothing: [支撑作用明显, 明显]}\n",
    "no time": "limits: {file-seconds: 0.01, rule-seconds: 0.01, indicators: 1}\n",
    "waivers": "waivers: waivers.yaml\n",
    "trusting": "profile: submitter\nauthor-waivers: honour\n",
    "the same profile": "profile: reviewer\nignore: [ALL]\n",
    "a rule that does not exist": "ignore: [TL999]\n",
    "a setting that does not exist": "ignroe: [TL202]\n",
    "no YAML": "ignore: [\n",
}
WAIVERS = """\
waivers:
  - {rule: TL202, path: form.yaml, who: 某市水务局, why: 已说明, until: 2099-12-31}
"""


@pytest.fixture
def handed_in(write: Any, form: str) -> Any:
    """Write a folder that somebody handed in, with settings of its own in it."""

    def put(settings: str) -> None:
        write("in/.targetlint.yaml", settings)
        write("in/waivers.yaml", WAIVERS)
        write("in/form.yaml", form)

    return put


@pytest.mark.parametrize("weak", WEAK)
def test_below_settings_for_reviewers_none_are_heeded(
    check: Any, write: Any, handed_in: Any, weak: str
) -> None:
    write(".targetlint.yaml", OFFICE)
    handed_in("profile: reviewer\n")
    strict = check("in", "--no-cache")
    handed_in(WEAK[weak])

    done = check("in", "--no-cache")

    assert strict.code == done.code == 1
    assert done.finding("TL202")["severity"] == "error"
    assert done.out == strict.out
    assert done.err == (
        "targetlint: the forms are under review (.targetlint.yaml), "
        "so the settings that came with them, in/.targetlint.yaml, are not heeded\n"
    )


@pytest.mark.parametrize("weak", WEAK)
def test_neither_are_those_below_the_working_folder_of_who_says_so(
    check: Any, handed_in: Any, weak: str
) -> None:
    handed_in("lang: en\n")
    strict = check("in", "--no-cache", "--profile", "reviewer")
    handed_in(WEAK[weak])

    done = check("in", "--no-cache", "--profile", "reviewer")

    assert strict.code == done.code == 1
    assert {"TL202", "TL501"} <= set(done.rules)
    assert done.out == strict.out
    assert "under review (--profile reviewer)" in done.err


def test_the_opinion_heeds_them_no_more(run: Any, handed_in: Any) -> None:
    handed_in("lang: en\n")
    strict = run("review", "in")
    handed_in(WEAK["switched off"])

    assert run("review", "in").out == strict.out
    assert "“明显” has no threshold" in strict.out


def test_the_settings_of_the_working_folder_are_the_reviewers_own(
    check: Any, write: Any, form: str
) -> None:
    write(".targetlint.yaml", "ignore: [TL202]\n")
    write("in/form.yaml", form)

    done = check("in", "--profile", "reviewer")

    assert "TL202" not in done.rules
    assert "TL501" in done.rules
    assert done.err == ""


def test_without_review_the_nearest_settings_hold(check: Any, write: Any, handed_in: Any) -> None:
    write(".targetlint.yaml", "severity: {TL202: error}\n")
    handed_in("fail-on: never\nignore: [TL202]\n")

    done = check("in")

    assert (done.code, done.err) == (0, "")
    assert "TL202" not in done.rules
    assert "TL501" in done.rules


def test_the_origin_of_settings_says_so(run: Any, write: Any, handed_in: Any) -> None:
    write(".targetlint.yaml", OFFICE)
    handed_in(WEAK["never fails"])

    done = run("config", "in/form.yaml")

    assert "the settings that came with them, in/.targetlint.yaml, are not heeded" in done.out
    assert "fail-on: error  # default" in done.out
