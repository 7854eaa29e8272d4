"""JSON reports of every kind: valid against their schemas, and what was found comes back."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft202012Validator, FormatChecker

from targetlint.findings import FileReport, Finding, Fix, Place, Report, tally
from targetlint.reports import render
from targetlint.reports.sarif import RESULTS, RUNS, Sarif
from targetlint.reports.writer import Options
from targetlint.resources import RULES

One = Callable[..., Report]
SCHEMAS = Path(__file__).parent / "schemas"


def fault_free(name: str, instance: Any) -> None:
    folder = RULES / "schemas" if name == "report" else SCHEMAS
    schema = json.loads((folder / f"{name}.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    assert [
        f"{error.json_path}: {error.message}" for error in validator.iter_errors(instance)
    ] == []


def with_outcomes(report: Report) -> Report:
    report.run = report.run._replace(outcomes=True, home="https://rules.example/")
    return report


def live(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.suppressed is None]


def test_the_json_report_is_valid_and_complete(report: Report) -> None:
    told = json.loads(render("json", report))

    fault_free("report", told)
    assert [entry["fingerprint"] for entry in told["findings"]] == [
        finding.fingerprint for finding in report.findings
    ]
    assert told["summary"] == {
        "files": 4, "forms": 2, "error": 1, "warning": 5, "info": 1, "passed": 84
    }  # fmt: skip


def test_every_outcome_is_listed_where_it_is_asked_for(report: Report) -> None:
    told = json.loads(render("json", with_outcomes(report)))

    fault_free("report", told)
    notes = [entry for entry in told["findings"] if entry["rule"] in {"TL605", "TL507"}]
    assert [(entry["rule"], entry["outcome"]) for entry in notes] == [
        ("TL605", "pass"),
        ("TL507", "not-evaluated"),
    ]
    assert told["summary"]["outcomes"]["pass"] == 84


def test_a_lone_surrogate_comes_back_from_json(zh: Report, one: One) -> None:
    told = json.loads(render("json", one(zh, message="\ud800x", found="\udfff")))

    assert told["findings"][0]["message"] == "\ud800x"
    assert told["findings"][0]["found"] == "\udfff"


def test_an_empty_run_is_a_valid_json_report(zh: Report) -> None:
    fault_free("report", json.loads(render("json", Report([], zh.run))))


def test_json_lines_hold_what_the_json_report_holds(report: Report) -> None:
    whole = json.loads(render("json", report))
    lines = [json.loads(line) for line in render("jsonl", report).split("\n") if line]
    by_type: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        by_type.setdefault(line.pop("type"), []).append(line)

    assert by_type["finding"] == whole["findings"]
    assert by_type["form"] == whole["forms"]
    assert by_type["unreadable"] == whole["unreadable"]
    assert by_type["not_evaluated"] == whole["not_evaluated"]
    assert by_type["summary"] == [whole["summary"]]


def sarif(report: Report, options: Options | None = None) -> dict[str, Any]:
    log = json.loads(render("sarif", report, options))
    fault_free("sarif", log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_is_valid_with_and_without_every_outcome(report: Report) -> None:
    sarif(report)
    sarif(with_outcomes(report))


def test_sarif_points_results_to_their_rules(report: Report) -> None:
    run = sarif(report)

    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_tells_faults_from_what_a_person_must_judge(report: Report) -> None:
    by_level = {(result["kind"], result["level"]) for result in sarif(report)["results"]}

    assert by_level == {
        ("fail", "error"),
        ("fail", "warning"),
        ("fail", "note"),
        ("review", "none"),
    }


def test_sarif_lists_what_is_set_aside_with_its_reason(zh: Report) -> None:
    waived = [result for result in sarif(zh)["results"] if "suppressions" in result]

    assert [result["suppressions"][0]["justification"] for result in waived] == [
        "上年已说明\x1b[31m"
    ]
    assert waived[0]["suppressions"][0]["kind"] == "inSource"


def test_sarif_says_which_inputs_could_not_be_read(zh: Report) -> None:
    (invocation,) = sarif(zh)["invocations"]

    assert invocation["executionSuccessful"] is False
    told = invocation["toolExecutionNotifications"]
    assert [notice["message"]["text"] for notice in told] == ["此处以 > 开头的值未加引号", "？"]


def test_sarif_puts_what_github_would_refuse_into_further_runs(zh: Report, one: One) -> None:
    (finding,) = one(zh).files[0].findings
    zh.files[0].findings = [finding] * (RESULTS + 3)
    del zh.files[1:]

    first, second = json.loads(render("sarif", zh))["runs"]

    assert (len(first["results"]), len(second["results"])) == (RESULTS, 3)
    assert [run["automationDetails"]["id"] for run in (first, second)] == [
        "targetlint/",
        "targetlint/2/",
    ]
    assert second["tool"] == first["tool"]
    assert second["results"][0] == first["results"][0]
    fault_free("sarif", {**json.loads(render("sarif", one(zh))), "runs": [second]})


def test_sarif_says_where_there_are_more_runs_than_github_takes(zh: Report) -> None:
    writer = Sarif(zh.run, Options())
    full: list[list[str]] = [["{}"] * RESULTS, []]
    counted = tally(zh.files[0])
    parts = [*writer.begin()]
    for _ in range(RUNS + 1):
        parts += writer.put(full, counted)
    *before, last = json.loads("".join([*parts, *writer.end()]))["runs"]

    assert len(before) == RUNS
    assert all("toolExecutionNotifications" not in run["invocations"][0] for run in before)
    (invocation,) = last["invocations"]
    (notice,) = invocation["toolExecutionNotifications"]
    assert notice["message"]["text"] == "本文件有 21 组结果，GitHub 只接受 20 组；请分批检查"
    assert invocation["executionSuccessful"] is True


def test_sarif_gives_back_the_path_from_a_relative_uri(path: str, zh: Report, one: One) -> None:
    report = one(zh, path=path)
    report.files[0].path = path

    (result,) = sarif(report)["results"]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert unquote(artifact["uri"]) == path
    assert artifact["uriBaseId"] == "%SRCROOT%"


def test_sarif_gives_a_path_from_the_root_of_the_repository(
    zh: Report, tmp_path: Path, one: One
) -> None:
    report = one(zh)
    report.files[0].path = str(tmp_path / "sub" / "表.yaml")

    (result,) = sarif(report, Options(root=str(tmp_path)))["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == "sub/表.yaml"


def test_sarif_marks_a_document_place_beside_the_first_line(zh: Report) -> None:
    (result,) = [r for r in sarif(zh)["results"] if r["kind"] == "review"]

    assert result["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "绩效目标表1!D25"}]
    assert result["message"]["text"].startswith("绩效目标表1!D25: ")


def test_gitlab_is_valid_and_tells_equal_findings_apart(report: Report) -> None:
    twin = report.files[0].findings[1]._replace(path="other.yaml")
    report.files.append(FileReport("other.yaml", [twin, twin._replace(form=2)]))
    told = json.loads(render("gitlab", report))

    fault_free("gitlab", told)
    prints = [entry["fingerprint"] for entry in told]
    assert len(set(prints)) == len(prints) == len(live(report)) + len(report.unreadable)


def test_gitlab_of_a_clean_run_is_an_empty_list(clean: Report) -> None:
    assert json.loads(render("gitlab", clean)) == []


def test_reviewdog_lines_are_valid(report: Report) -> None:
    for line in render("rdjsonl", with_outcomes(report)).splitlines():
        fault_free("rdjson", json.loads(line))


def test_reviewdog_columns_cut_the_right_bytes(zh: Report, one: One) -> None:
    line = "    target: 𠮷祥支撑作用明显  # é"
    start = line.index("明显") + 1
    finding = one(zh, where=Place(8, start, 8, start + 2, None, (line,)))

    told = json.loads(render("rdjsonl", finding))
    span = told["location"]["range"]
    cut = line.encode()[span["start"]["column"] - 1 : span["end"]["column"] - 1]
    assert cut.decode() == "明显"


def test_reviewdog_names_whole_lines_where_bytes_cannot_be_counted(zh: Report, one: One) -> None:
    told = json.loads(render("rdjsonl", one(zh, where=Place(8, 3, 90, 5, None, ("  依据",)))))

    assert told["location"]["range"] == {"start": {"line": 8}, "end": {"line": 90}}


def test_reviewdog_suggestions_replace_the_right_bytes(zh: Report) -> None:
    line = '    target: "９０％"'
    bare = next(finding for finding in zh.files[0].findings if finding.rule == "TL206")
    report = Report([FileReport("a.yaml", [bare])], zh.run)

    first, second = json.loads(render("rdjsonl", report))["suggestions"]
    data = line.encode()
    span = first["range"]
    changed = (
        data[: span["start"]["column"] - 1]
        + first["text"].encode()
        + data[span["end"]["column"] - 1 :]
    )
    assert changed.decode() == '    target: "≥90%"'
    assert second["range"]["start"] == second["range"]["end"]


def test_reviewdog_offers_no_edit_in_several_pieces(zh: Report) -> None:
    bare = next(finding for finding in zh.files[0].findings if finding.fixes)
    edits = bare.fixes[0].edits * 2
    report = Report(
        [FileReport("a.yaml", [bare._replace(fixes=(Fix("safe", "", edits),))])], zh.run
    )

    assert "suggestions" not in json.loads(render("rdjsonl", report))
