"""What takes too long is broken off and says so, and the run goes on; the loops really are endless."""

import json
import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from targetlint.cache.store import info
from targetlint.checks import CHECKS
from targetlint.checks.check import Check, Nothing
from targetlint.desk import Choice, Desk
from targetlint.findings import FileReport
from targetlint.rulebook import make_rule
from targetlint.session import Request, Session

RULE = """\
id: OURS001
name: never-done
summary: {zh: 没完没了, en: never done}
severity: warning
subject: indicator
check: never-done
message: {zh: 有, en: found}
"""
# Writes down each time that it is begun.
CODE = """\
import re, time
from itertools import count
from pathlib import Path
from targetlint.checks.check import Check, Nothing

def never_done(row, params, form):
    if "DOOM" not in form.project:
        return None
    with Path("begun").open("a") as file:
        file.write(form.project + "\\n")
@ACT@

CHECKS = {"never-done": Check(("indicator",), Nothing, never_done)}
"""
LOOP = "while True: pass"
ENDLESS = {
    "a loop": LOOP,
    "a loop that passes over its faults": (
        "for number in count():\n    try: int('x' * number)\n    except Exception: continue"
    ),
    "a regular expression": 'return re.match("(a|a)+$", "a" * 60 + "b")',
    "a generator": "return (number for number in count() if number < 0)",
    "waiting": "while True: time.sleep(60)",
}
TOLD = (
    "rule OURS001 took more than 0.2 seconds and was broken off, "
    "this form was not wholly checked by it"
)
TOO_SLOW = (
    "checking this file took more than {} seconds and was broken off without a conclusion; "
    "file-seconds under limits in the settings allows more"
)
CROWD = "year: 2027\nindicators:\n" + "".join(
    f'  - {{level1: 产出, level2: 数量, level3: 培训第{number}期人数, target: ">={number}人"}}\n'
    for number in range(5_000)
)

Put = Callable[[str], list[str]]


@pytest.fixture
def endless(write: Any) -> Put:
    """Write a rule whose check does something without end on a form that is doomed."""

    def put(act: str) -> list[str]:
        lines = "\n".join(f"    {line}" for line in act.split("\n"))
        write("rule.yaml", RULE)
        write("own.py", CODE.replace("@ACT@", lines))
        write(".targetlint.yaml", "limits: {rule-seconds: 0.2}\n")
        return ["--rule-files", "rule.yaml", "--checks", "own.py"]

    return put


def doomed(form: str, number: int = 0) -> str:
    """Give a form on which the rule never ends."""
    return form.replace("河道清淤项目", f"河道清淤项目DOOM{number}")


@pytest.mark.parametrize("act", ENDLESS)
def test_an_endless_rule_is_broken_off_and_the_others_go_on(
    run_apart: Any, write: Any, endless: Put, form: str, act: str
) -> None:
    rules = endless(ENDLESS[act])
    write("form.yaml", doomed(form))

    done = run_apart("form.yaml", "-f", "json", *rules)
    without = run_apart("form.yaml", "-f", "json")

    assert (done.code, done.err) == (1, "")
    told = done.finding("TL099")
    assert (told["message"], told["severity"]) == (TOLD, "error")
    assert (told["line"], told["column"]) == (5, 9)
    others = [one for one in done.report["findings"] if one["rule"] != "TL099"]
    assert others == without.report["findings"]
    assert {"rule": "OURS001", "path": "form.yaml", "form": 1, "reason": "rule-too-slow"} in (
        done.report["not_evaluated"]
    )


def test_it_is_not_begun_again_in_that_file(
    run_apart: Any, write: Any, endless: Put, form: str, tmp_path: Path
) -> None:
    rules = endless(LOOP)
    write("one.yaml", "---\n".join(doomed(form, number) for number in range(3)))
    write("two.yaml", doomed(form, 7))

    done = run_apart("one.yaml", "two.yaml", "-f", "json", *rules)

    begun = (tmp_path / "begun").read_text(encoding="utf-8").split()
    assert begun == ["河道清淤项目DOOM0", "河道清淤项目DOOM7"]
    told = [one for one in done.report["findings"] if one["rule"] == "TL099"]
    assert [(one["path"], one["line"]) for one in told] == [
        ("one.yaml", 5), ("one.yaml", 40), ("one.yaml", 75), ("two.yaml", 5),
    ]  # fmt: skip


def test_two_processes_say_what_one_says(
    run_apart: Any, write: Any, endless: Put, form: str
) -> None:
    rules = endless(LOOP)
    for number in range(40):
        write(f"pile/form-{number:02}.yaml", doomed(form) if number in {3, 30} else form)

    one = run_apart("pile", "-f", "json", "-j", "1", *rules)
    two = run_apart("pile", "-f", "json", "-j", "2", *rules)

    assert (one.code, one.err) == (two.code, two.err) == (1, "")
    assert one.out == two.out
    told = [found["path"] for found in one.report["findings"] if found["rule"] == "TL099"]
    assert told == ["pile/form-03.yaml", "pile/form-30.yaml"]


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_file_that_takes_too_long_is_named_and_the_others_go_on(
    run_apart: Any, write: Any, endless: Put, form: str, jobs: str
) -> None:
    rules = endless(LOOP)
    write(".targetlint.yaml", "limits: {file-seconds: 0.3, rule-seconds: 500}\n")
    write("a.yaml", form)
    write("b.yaml", doomed(form))
    write("c.yaml", form)

    done = run_apart("a.yaml", "b.yaml", "c.yaml", "-f", "json", "-j", jobs, *rules)

    assert (done.code, done.err) == (2, "")
    assert [one["path"] for one in done.report["forms"]] == ["a.yaml", "c.yaml"]
    (told,) = done.report["unreadable"]
    assert (told["path"], told["message"]) == ("b.yaml", TOO_SLOW.format("0.3"))


def test_a_form_with_thousands_of_rows_has_its_time_too(run_apart: Any, write: Any) -> None:
    write("crowd.yaml", CROWD)

    within = run_apart("crowd.yaml", "-f", "concise")
    write(".targetlint.yaml", "overrides: [{files: crowd.yaml, limits: {file-seconds: 0.05}}]\n")
    beyond = run_apart("crowd.yaml", "-f", "concise")

    assert within.code == 1
    assert beyond.code == 2
    assert beyond.out == f"crowd.yaml: unreadable: {TOO_SLOW.format('0.05')}\n"


def test_what_took_too_long_is_not_kept(
    run_apart: Any, write: Any, form: str, tmp_path: Path, monkeypatch: Any
) -> None:
    home = str(tmp_path / "home")
    write("crowd.yaml", CROWD)
    write("form.yaml", form)
    write(".targetlint.yaml", "overrides: [{files: crowd.yaml, limits: {file-seconds: 0.05}}]\n")

    for _ in range(2):
        done = run_apart("crowd.yaml", "form.yaml", "-f", "json", XDG_CACHE_HOME=home)
        assert [one["path"] for one in done.report["unreadable"]] == ["crowd.yaml"]

    monkeypatch.setenv("XDG_CACHE_HOME", home)
    assert info().results == 1


def test_settings_say_how_long_and_from_where(run: Any, write: Any) -> None:
    write(".targetlint.yaml", "limits:\n  rule-seconds: 5\n  file-seconds: 20\n")

    rows = json.loads(run("config", "-f", "json", "form.yaml").out)

    assert {"setting": "limits.rule-seconds", "value": 5, "origin": ".targetlint.yaml:2"} in rows
    assert {"setting": "limits.file-seconds", "value": 20, "origin": ".targetlint.yaml:3"} in rows


@pytest.mark.parametrize(
    "wrong", ["{rule-seconds: 0}", "{rule-seconds: soon}", "{page: 3}", "{pages: 2.5}", "5"]
)
def test_settings_that_say_no_time_are_refused(run: Any, write: Any, form: str, wrong: str) -> None:
    write("form.yaml", form)
    write(".targetlint.yaml", f"limits: {wrong}\n")

    done = run("form.yaml")

    assert done.code == 2
    assert done.err.startswith("targetlint: .targetlint.yaml:1:")


# ---------------------------------------------------- where the timer is not to be had


def _long(_row: Any, _params: Any, _form: Any) -> None:
    """Do something that takes a while and ends."""
    sum(number * number for number in range(600_000))


def _session(seconds: dict[str, float]) -> Session:
    """Give a session with a single rule, which takes a while for each row."""
    data = {
        "id": "OURS002", "name": "long", "check": "long", "severity": "error",
        "summary": "long", "message": "long",
    }  # fmt: skip
    CHECKS["long"] = Check(("indicator",), Nothing, _long)
    try:
        rule = make_rule(data, "rule.yaml")
    finally:
        del CHECKS["long"]
    desk = Desk(Choice((rule,), limits=tuple(seconds.items())), "en")
    return Session((rule,), Request("en"), lambda _name: desk)


def _in_a_thread(session: Session, text: str) -> FileReport:
    found: list[FileReport | None] = []
    thread = threading.Thread(target=lambda: found.append(session.check(text.encode(), "a.yaml")))
    thread.start()
    thread.join()
    (report,) = found
    assert report is not None
    return report


def test_in_a_thread_a_rule_is_charged_when_it_ends(form: str) -> None:
    report = _in_a_thread(_session({"rule-seconds": 0.01}), form)

    assert [note.reason for note in report.not_evaluated] == ["rule-too-slow"]
    assert report.overtime


def test_in_a_thread_a_file_is_charged_between_rules(form: str) -> None:
    report = _in_a_thread(_session({"file-seconds": 0.01}), form)

    assert [entry.message for entry in report.unreadable] == [TOO_SLOW.format("0.01")]


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="the system has no such timer")
def test_a_program_that_uses_the_timer_itself_keeps_it(form: str) -> None:
    heard: list[int] = []
    before = signal.signal(signal.SIGALRM, lambda number, _frame: heard.append(number))
    try:
        report = _session({"rule-seconds": 0.01}).check(form.encode(), "a.yaml")
        os.kill(os.getpid(), signal.SIGALRM)
    finally:
        signal.signal(signal.SIGALRM, before)

    assert report is not None
    assert [note.reason for note in report.not_evaluated] == ["rule-too-slow"]
    assert heard == [signal.SIGALRM]
