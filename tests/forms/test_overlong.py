"""A target far too long is read in its first part, and where that ends is said."""

from typing import Any

import pytest

FORM = """\
project: {name: 培训经费}
indicators:
  - level1: 产出指标
    level2: 数量指标
    level3: 培训人数
    target: "@"
"""
HEAD = "≥200人，"


def _told(check: Any, write: Any, target: str, *words: str) -> list[dict[str, Any]]:
    write("form.yaml", FORM.replace("@", target))
    report = check("form.yaml", *words).report
    return [finding for finding in report["findings"] if finding["rule"] == "TL010"]


def test_what_stands_behind_two_thousand_characters_is_named(check: Any, write: Any) -> None:
    target = f"{HEAD}{'其中线上培训占一半，' * 400}"

    (told,) = _told(check, write, target)

    assert told["message"] == (
        "the target of “培训人数” has more than 2000 characters and was not checked from here on"
    )
    assert told["severity"] == "warning"
    assert told["pointer"] == "/indicators/0/target"
    assert (told["line"], told["column"]) == (6, 14 + 2000)
    assert (told["end_line"], told["end_column"]) == (6, 14 + len(target))


def test_in_chinese_too(check: Any, write: Any) -> None:
    (told,) = _told(check, write, f"{HEAD}{'人' * 2000}", "--lang", "zh")

    assert told["message"] == "“培训人数”的目标值超过 2000 字，从这里起没有检查"


@pytest.mark.parametrize("more", [0, 1])
def test_two_thousand_characters_are_read_to_the_last(check: Any, write: Any, more: int) -> None:
    target = HEAD + "人" * (2000 - len(HEAD) + more)

    assert len(_told(check, write, target)) == more
