"""Baselines: what is known from before does not count; what is new does."""

import json
from pathlib import Path
from typing import Any

FILE = "targetlint-baseline.json"


def test_what_is_written_is_known_and_stays_in_the_report(
    run: Any, check: Any, write: Any, form: str
) -> None:
    write("forms/a.yaml", form)
    before = check("forms")
    assert before.code == 1

    assert run("baseline", "write", "forms").code == 0
    done = check("forms", "--baseline", FILE)

    assert done.code == 0
    assert done.rules == []
    assert {f["suppressed"]["by"] for f in done.report["findings"]} == {"baseline"}
    assert len(done.report["findings"]) == len(before.report["findings"])


def test_moved_rows_stay_known(run: Any, check: Any, write: Any, form: str) -> None:
    write("a.yaml", form)
    run("baseline", "write", "a.yaml")
    head, rows = form.split("indicators:\n")
    pieces = rows.split("  - ")[1:]
    write("a.yaml", f"# 说明\n\n{head}indicators:\n" + "".join("  - " + p for p in pieces[::-1]))

    assert check("a.yaml", "--baseline", FILE).rules == []


def test_one_fault_in_place_of_another_is_seen(run: Any, check: Any, write: Any, form: str) -> None:
    write("a.yaml", form)
    run("baseline", "write", "a.yaml")
    write("a.yaml", form.replace("支撑作用明显", "支撑作用显著"))

    assert check("a.yaml", "--baseline", FILE).rules == ["TL202"]


def test_an_entry_covers_one_finding_of_its_own_form(
    run: Any, check: Any, write: Any, form: str
) -> None:
    write("a.yaml", form)
    run("baseline", "write", ".")
    write("b.yaml", form)

    found = check(".", "--baseline", FILE).report["findings"]

    assert {f["path"] for f in found if f["suppressed"] is None} == {"./b.yaml"}


def test_a_form_under_a_new_name_is_known(
    run: Any, check: Any, write: Any, form: str, tmp_path: Path
) -> None:
    path = write("a.yaml", form)
    run("baseline", "write", ".")
    path.rename(tmp_path / "b.yaml")

    assert check(".", "--baseline", FILE).rules == []


def test_it_counts_from_its_own_folder(
    run: Any, check: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("x/a.yaml", form)
    write("x/.targetlint.yaml", "baseline: known/b.json\n")
    (tmp_path / "x" / "known").mkdir()

    assert run("baseline", "write", "x").code == 0
    assert json.loads((tmp_path / "x/known/b.json").read_text())["findings"].keys() == {"../a.yaml"}
    assert check("a.yaml", cwd=tmp_path / "x").rules == []


def test_one_line_a_finding_and_the_same_bytes_every_time(
    run: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("b.yaml", form)
    write("a.yaml", form)

    run("baseline", "write", "b.yaml", "a.yaml")
    first = (tmp_path / FILE).read_bytes()
    run("baseline", "write", "a.yaml", "b.yaml")

    assert (tmp_path / FILE).read_bytes() == first
    lines = first.decode().splitlines()
    assert sum('"rule": "TL202"' in line and "支撑作用明显" in line for line in lines) == 2


def test_check_tells_what_is_new_and_what_is_gone(
    run: Any, check: Any, write: Any, form: str
) -> None:
    write("a.yaml", form)
    known = len(check("a.yaml").report["findings"])
    run("baseline", "write", "a.yaml")
    assert run("baseline", "check", "a.yaml").code == 0
    write("a.yaml", form.replace("支撑作用明显", "支撑作用显著"))

    done = run("baseline", "check", "a.yaml")

    assert done.code == 1
    assert "new: a.yaml TL202 效益指标/社会效益指标/河道环境 支撑作用显著" in done.out
    assert "gone: a.yaml TL202 效益指标/社会效益指标/河道环境 支撑作用明显" in done.out
    assert f"{known} findings in the baseline, 1 new, 1 gone" in done.out


def test_prune_takes_out_what_is_gone_and_adds_nothing(
    run: Any, check: Any, write: Any, form: str
) -> None:
    write("a.yaml", form)
    write("b.yaml", form)
    known = len(check(".").report["findings"])
    run("baseline", "write", ".")
    write("a.yaml", form.replace("支撑作用明显", "支撑作用显著"))

    assert run("baseline", "prune", "a.yaml").code == 0

    assert check(".", "--baseline", FILE).rules == ["TL202"]
    assert (
        f"{known - 1} findings in the baseline, 1 new, 0 gone" in run("baseline", "check", ".").out
    )


def test_waived_findings_are_not_written(run: Any, check: Any, write: Any, form: str) -> None:
    waived = form.replace("作用明显", "作用明显  # targetlint: ignore[TL202] 已附标准")
    write("a.yaml", waived)
    run("baseline", "write", "a.yaml")
    write("a.yaml", form)

    assert check("a.yaml", "--baseline", FILE).rules == ["TL202"]


def test_what_cannot_be_read_is_not_written_over(
    run: Any, write: Any, form: str, tmp_path: Path
) -> None:
    write("a.yaml", form)
    run("baseline", "write", ".")
    before = (tmp_path / FILE).read_bytes()
    write("a.yaml", form.replace('">=3公里"', ">=3公里"))

    assert run("baseline", "write", ".").code == 2
    assert (tmp_path / FILE).read_bytes() == before


def test_a_broken_baseline_is_a_fault(run: Any, write: Any, form: str) -> None:
    write("a.yaml", form)
    for text in ("", "{", "[]", '{"version": 2}', '{"version": 1, "findings": {"a": [1]}}'):
        write(FILE, text)
        done = run("a.yaml", "--baseline", FILE)
        assert done.code == 2
        assert FILE in done.err
    assert run("a.yaml", "--baseline", "none.json").code == 2
