"""``targetlint test``: a reviewer's own rules, tried on their examples."""

from typing import Any

RULE = """\
id: XX101
name: evidence-missing
summary: 满意度要有佐证
severity: warning
subject: indicator
where: {category: satisfaction}
check: present
params: {keys: [row.evidence]}
message: “{name}”没有佐证资料
examples:
  bad:
    - {level1: 满意度指标, level3: 学员满意度, target: "≥90%", at: /indicators/0/evidence}
  good:
    - {level1: 满意度指标, level3: 学员满意度, target: "≥90%", evidence: 问卷}
"""


def test_examples_that_hold_give_code_0(run: Any, write: Any) -> None:
    write("own.yaml", RULE)

    done = run("test", "own.yaml")

    assert (done.code, done.out) == (0, "2 examples of 1 rules: 0 failed\n")


def test_an_example_that_fails_is_told_with_its_line_as_want_and_got(run: Any, write: Any) -> None:
    write("own.yaml", RULE.replace("at: /indicators/0/evidence", "at: /indicators/0/target"))

    done = run("test", "own.yaml")

    assert done.code == 1
    assert done.out.splitlines() == [
        "own.yaml:12:7: XX101 bad 1",
        "  want: XX101 at /indicators/0/target",
        "  got: XX101 /indicators/0/evidence “学员满意度”没有佐证资料",
        "2 examples of 1 rules: 1 failed",
    ]


def test_a_good_example_that_is_found_fails(run: Any, write: Any) -> None:
    write("own.yaml", RULE.replace(", evidence: 问卷", ""))

    done = run("test", "own.yaml")

    assert done.code == 1
    assert "own.yaml:14:7: XX101 good 1\n  want: no finding\n  got: XX101" in done.out


def test_a_broken_rule_file_gives_code_2_and_the_others_are_still_tested(
    run: Any, write: Any
) -> None:
    write("rules/a.yaml", RULE.replace("keys:", "kyes:"))
    write("rules/b.yaml", RULE)

    done = run("test", "rules")

    assert done.code == 2
    assert "rules/a.yaml:8:10: “kyes” is no parameter of present; did you mean “keys”?" in done.err
    assert "2 examples of 1 rules: 0 failed" in done.out


def test_an_example_that_cannot_be_read_gives_code_2(run: Any, write: Any) -> None:
    write("own.yaml", RULE.partition("  bad:")[0] + '  bad:\n    - {text: "a: [b"}\n')

    done = run("test", "own.yaml")

    assert done.code == 2
    assert "own.yaml:12:7: the example cannot be read" in done.err


def test_rules_without_examples_are_named(run: Any, write: Any) -> None:
    write("own.yaml", RULE.partition("examples:")[0])

    done = run("test", "own.yaml")

    assert done.code == 0
    assert "rules without examples: XX101" in done.out


def test_a_path_without_rule_files_is_a_fault(run: Any, tmp_path: Any) -> None:
    (tmp_path / "empty").mkdir()

    assert run("test", "empty").code == 2
    assert run("test", "missing.yaml").code == 2


def test_the_shipped_rules_hold(run: Any) -> None:
    done = run("test")

    assert done.code == 0
    assert done.out.endswith(" 0 failed\n")
