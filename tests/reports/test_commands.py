"""Commands to build servers, read back as the servers read them."""

import re
from collections.abc import Callable

from targetlint.findings import FileReport, Report
from targetlint.reports import render

One = Callable[..., Report]


def runner(line: str) -> tuple[str, dict[str, str], str]:
    """Read a workflow command the way GitHub's runner does: unescape ``%25`` last."""
    matched = re.fullmatch(r"::(\w+)(?: (.*?))?::(.*)", line)
    assert matched
    name, told, message = matched.groups()
    properties = {}
    for pair in filter(None, (told or "").split(",")):
        key, _, value = pair.partition("=")
        for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(code, char)
        properties[key] = value
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        message = message.replace(code, char)
    return name, properties, message


def test_github_gives_back_path_and_message(path: str, message: str, zh: Report, one: One) -> None:
    (line,) = render("github", one(zh, path=path, message=message, advice="")).splitlines()

    name, properties, told = runner(line)
    assert (name, told) == ("warning", message)
    assert properties == {
        "file": path, "line": "8", "col": "19", "endLine": "8", "endColumn": "21",
        "title": "TL202 vague-target",
    }  # fmt: skip


def test_github_leaves_columns_out_where_a_place_spans_lines(zh: Report) -> None:
    lines = [runner(line) for line in render("github", zh).splitlines()]
    told = next(properties for _, properties, _ in lines if properties.get("endLine") == "6")

    assert told.keys() == {"file", "line", "endLine", "title"}


def test_github_gets_the_gravest_first_and_hears_how_many_it_hides(report: Report) -> None:
    error, warning, *_ = report.files[0].findings
    findings = [warning] * 12 + [error] * 11
    info = next(finding for finding in report.files[0].findings if finding.rule == "TL206")
    lines = render(
        "github", Report([FileReport("a.yaml", [*findings, info])], report.run)
    ).splitlines()

    names = [runner(line)[0] for line in lines]
    assert names == ["error"] * 11 + ["warning"] * 12 + ["notice"] * 2
    assert "3" in runner(lines[23])[2]


def test_no_message_starts_a_command_of_its_own(zh: Report, one: One) -> None:
    for line in render("github", one(zh, message="x\n::error::y\r\n::add-mask::z")).splitlines():
        assert runner(line)[0] == "warning"


def test_github_is_told_no_file_for_standard_input(zh: Report, one: One) -> None:
    (line,) = render("github", one(zh, path="-")).splitlines()

    assert "file" not in runner(line)[1]


def agent(line: str) -> tuple[dict[str, str], str]:
    """Read a logging command the way the Azure agent does."""
    matched = re.fullmatch(r"##vso\[task\.logissue ([^\]]*)\](.*)", line)
    assert matched
    told, message = matched.groups()
    properties = {}
    for pair in filter(None, told.split(";")):
        key, _, value = pair.partition("=")
        for code, char in (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]")):
            value = value.replace(code, char)
        properties[key] = value.replace("%AZP25", "%")
    for code, char in (("%0D", "\r"), ("%0A", "\n"), ("%AZP25", "%")):
        message = message.replace(code, char)
    return properties, message


def test_azure_gives_back_path_and_message(path: str, message: str, zh: Report, one: One) -> None:
    report = one(zh, path=path, message=message)
    report.files[0].path = path

    (line,) = render("azure", report).splitlines()
    properties, told = agent(line)
    assert properties == {
        "type": "warning", "sourcepath": path, "linenumber": "8", "columnnumber": "19",
        "code": "TL202",
    }  # fmt: skip
    assert told == message


def server(line: str) -> tuple[str, dict[str, str]]:
    """Read a service message the way TeamCity does, in UTF-16 units."""
    matched = re.fullmatch(r"##teamcity\[(\w+) (.*)\]", line)
    assert matched
    values = re.findall(r"(\w+)='((?:[^'|]|\|.)*)'", matched[2])
    plain = {"n": "\n", "r": "\r"}

    def unit(found: re.Match[str]) -> str:
        return chr(int(found[1], 16)) if found[1] else plain.get(found[2], found[2])

    def read(text: str) -> str:
        units = re.sub(r"\|(?:0x([0-9a-f]{4})|(.))", unit, text)
        return units.encode("utf-16-be", "surrogatepass").decode("utf-16-be")

    return matched[1], {key: read(value) for key, value in values}


def test_teamcity_gives_back_path_and_message(
    path: str, message: str, zh: Report, one: One
) -> None:
    report = one(zh, path=path, message=message)
    report.files[0].path = path

    kind, inspection = render("teamcity", report).splitlines()
    assert server(kind)[0] == "inspectionType"
    assert server(inspection) == (
        "inspection",
        {"typeId": "TL202", "message": message, "file": path, "line": "8", "SEVERITY": "WARNING"},
    )


def test_teamcity_hears_of_a_rule_once(zh: Report) -> None:
    kinds = [server(line) for line in render("teamcity", zh).splitlines()]
    told = [values["id"] for name, values in kinds if name == "inspectionType"]

    assert sorted(told) == ["TL202", "TL206", "TL501", "unreadable"]
