"""XML reports: valid against their schemas, and what was found comes back from a parser."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import xmlschema

from targetlint.findings import FileReport, Report
from targetlint.reports import render

One = Callable[..., Report]
SCHEMAS = Path(__file__).parent / "schemas"


def xml(name: str, report: Report) -> ET.Element:
    text = render(name, report)
    xmlschema.XMLSchema(str(SCHEMAS / f"{name}.xsd")).validate(text.partition("\n")[2])
    return ET.fromstring(text.encode())  # noqa: S314 - our own text


def test_checkstyle_gives_back_path_and_message(
    path: str, message: str, zh: Report, one: One
) -> None:
    report = one(zh, path=path, message=message)
    report.files[0].path = path

    (file,) = xml("checkstyle", report)
    assert file.get("name") == path
    assert file[0].get("message") == message
    assert (file[0].get("line"), file[0].get("column")) == ("8", "19")


def test_checkstyle_drops_what_xml_cannot_hold(zh: Report, one: One) -> None:
    (file,) = xml("checkstyle", one(zh, message="a\x00\x1b\ufffe\ud800b\x85\u2028"))

    assert file[0].get("message") == "ab\x85\u2028"


def test_junit_gives_back_path_and_message(path: str, message: str, zh: Report, one: One) -> None:
    report = one(zh, path=path, message=message)
    report.files[0].path = path

    (suite,) = xml("junit", report)
    case = suite[0]
    assert (suite.get("file"), case.get("file"), case.get("line")) == (path, path, "8")
    assert case[0].get("message") == message
    assert message in (case[0].text or "")


def test_junit_counts_what_it_lists(report: Report) -> None:
    root = xml("junit", report)

    for suite in root:
        kinds = [child.tag for case in suite for child in case]
        assert int(suite.get("tests", "")) == len(suite)
        assert int(suite.get("failures", "")) == kinds.count("failure")
        assert int(suite.get("errors", "")) == kinds.count("error")
        assert int(suite.get("skipped", "")) == kinds.count("skipped")


def test_junit_shows_a_pass_for_a_clean_form(clean: Report) -> None:
    (suite,) = xml("junit", clean)

    assert [len(case) for case in suite] == [0]


def test_junit_shows_which_rules_were_met_and_which_not_looked_at(zh: Report) -> None:
    suite = xml("junit", zh)[0]
    cases = {case.get("name", "").partition(" ")[0]: [c.tag for c in case] for case in suite}

    assert cases["TL605"] == []
    assert cases["TL507"] == ["skipped"]


def test_a_rule_whose_findings_are_all_set_aside_is_skipped(zh: Report) -> None:
    waived = zh.files[0].findings[-1]
    (suite,) = xml("junit", Report([FileReport("a.yaml", [waived])], zh.run))

    assert suite.get("failures") == "0"
    assert suite[0][0].tag == "skipped"
    assert "上年已说明" in suite[0][0].get("message", "")


def test_xunit_names_the_place_in_words_that_strict_schemas_know(
    path: str, message: str, zh: Report, one: One
) -> None:
    report = one(zh, path=path, message=message)
    report.files[0].path = path

    (suite,) = xml("xunit", report)
    case = suite[0]
    assert set(case.attrib) == {"name", "classname", "time"}
    assert (case.get("classname") or "").startswith(path)
    assert (case[0].text or "").startswith(f"{path}:8:19: ")
    assert message in (case[0].text or "")


def test_xunit_lists_the_cases_of_junit(report: Report) -> None:
    def cases(name: str) -> list[tuple[str | None, list[str]]]:
        found = (case for suite in xml(name, report) for case in suite)
        return [(case.get("name"), [child.tag for child in case]) for case in found]

    assert cases("xunit") == cases("junit")
