"""The report at a terminal: marks that line up, lines that fit, text that does nothing."""

import re
import unicodedata

import pytest

from targetlint.findings import FileReport, Finding, Place, Report, Severity
from targetlint.reports import FORMATS, render
from targetlint.reports.writer import Options

Lines = list[str]


def width(text: str, double: str = "WF") -> int:
    """Count terminal cells the slow way."""
    return sum(
        0
        if unicodedata.combining(char)
        else 2
        if unicodedata.east_asian_width(char) in double
        else 1
        for char in text
    )


def place(line: str, marked: str, *, number: int = 7) -> Place:
    start = line.index(marked) + 1
    return Place(number, start, number, start + len(marked), None, (line,))


def frame_of(report: Report, where: Place, options: Options | None = None) -> tuple[str, str]:
    """Give the source line and the line of marks below it, without the gutter."""
    finding = report.files[0].findings[1]._replace(where=where)
    report.files = [FileReport("a.yaml", [finding])]
    lines = render("full", report, options).splitlines()
    at = next(
        index for index, line in enumerate(lines) if re.match(r" *\^", line.partition("| ")[2])
    )
    return lines[at - 1].partition("| ")[2], lines[at].partition("| ")[2]


@pytest.mark.parametrize(
    ("line", "marked"),
    [
        ("    target: 支撑作用明显", "明显"),
        ("    target: 𠮷祥𠮷祥明显", "明显"),
        ("    ｔａｒｇｅｔ：　明显", "明显"),
        ("- {level3: plain, target: good}", "good"),
        ("    target: é e\u0301 明显 😀 显著", "显著"),
        ("\t\ttarget: 明显", "明显"),
    ],
)
def test_marks_stand_below_the_words(zh: Report, line: str, marked: str) -> None:
    shown, marks = frame_of(zh, place(line, marked))

    before, found, _ = shown.partition(marked)
    assert found
    assert marks.index("^") == width(before)
    assert marks.count("^") == width(marked)


def test_marks_follow_a_terminal_that_draws_ambiguous_characters_wide(zh: Report) -> None:
    line = "    target: “支撑”×明显"

    _, marks = frame_of(zh, place(line, "明显"), Options(wide=True))

    assert marks.index("^") == width("    target: “支撑”×", "WFA")


def test_marks_follow_what_is_shown_where_a_control_character_was(zh: Report) -> None:
    shown, marks = frame_of(zh, place("    target: \x1b[31m明显", "明显"))

    assert shown == "    target: \\x1b[31m明显"
    assert marks.index("^") == width("    target: \\x1b[31m")


@pytest.mark.parametrize("before", [0, 30, 500, 200_000])
@pytest.mark.parametrize("after", [0, 30, 500, 200_000])
def test_a_long_line_is_cut_around_the_place(zh: Report, before: int, after: int) -> None:
    line = "甲" * before + "明显" + "乙" * after

    shown, marks = frame_of(zh, place(line, "明显"), Options(width=80))

    assert width(shown) <= 80 - 4
    assert "明显" in shown
    assert marks.index("^") == width(shown.partition("明显")[0])
    assert shown.startswith("…") == ("甲" * before not in shown)
    assert shown.endswith("…") == ("乙" * after not in shown)


def test_a_place_that_is_longer_than_the_room_is_marked_to_the_edge(zh: Report) -> None:
    line = "    goals: " + "长" * 300

    shown, marks = frame_of(zh, place(line, "长" * 300), Options(width=60))

    assert width(shown) <= 60
    assert width(marks) <= width(shown)


def test_a_place_without_length_gets_one_mark(zh: Report) -> None:
    shown, marks = frame_of(zh, Place(7, 9, 7, 9, None, ("target: ",)))

    assert shown == "target: "
    assert marks == " " * 8 + "^"


def test_a_place_over_lines_is_marked_on_each(zh: Report) -> None:
    lines = ("basis: |", "  依据甲", "  依据乙")
    finding = zh.files[0].findings[0]._replace(where=Place(3, 8, 5, 4, None, lines))

    text = render("full", Report([FileReport("a.yaml", [finding])], zh.run))

    assert "3 | basis: |\n  |        ^\n" in text
    assert "4 |   依据甲\n  |   ^^^^^^\n" in text
    assert "5 |   依据乙\n  |   ^^\n" in text


def test_a_rule_that_repeats_is_folded_with_its_places(zh: Report) -> None:
    text = render("full", zh)

    assert text.count("warning: “明显”没有衡量标准 [TL202]") == 2
    assert "另有 2 处同类问题 [TL202]：12:19、14:19" in text


def test_folding_counts_each_form_for_itself(zh: Report) -> None:
    first = zh.files[0].findings[1]
    findings = [first._replace(form=form) for form in (1, 1, 2, 2)]

    text = render("full", Report([FileReport("a.yaml", findings)], zh.run))

    assert "同类问题" not in text


def test_what_is_set_aside_is_counted_and_not_shown(zh: Report) -> None:
    text = render("full", zh)

    assert ":22:19" not in text
    assert "1 处已豁免" in text


def test_the_gravest_rule_is_offered_for_explanation(report: Report) -> None:
    assert "targetlint explain TL501" in render("full", report)


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_colour_is_all_that_a_coloured_report_adds(name: str, zh: Report) -> None:
    coloured = render(name, zh, Options(color=True))

    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render(name, zh)


OBEYED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
HOSTILE = "\x1b]0;title\x07\x9b31m\u202e\u2066\u200f\x00\x7f"


def hostile(finding: Finding) -> Finding:
    return finding._replace(
        message=finding.message + HOSTILE,
        advice=HOSTILE,
        found=HOSTILE,
        expected=HOSTILE,
        where=finding.where._replace(lines=(HOSTILE + "x" * 30,)),
    )


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - {"xlsx", "sqlite"}))
def test_no_report_gives_a_terminal_anything_to_obey(name: str, zh: Report) -> None:
    for file in zh.files:
        file.path = file.path + HOSTILE
        file.findings = [
            hostile(finding)._replace(path=finding.path + HOSTILE) for finding in file.findings
        ]
        file.unreadable = [
            entry._replace(message=HOSTILE, path=HOSTILE, lines=(HOSTILE,))
            for entry in file.unreadable
        ]

    assert OBEYED.findall(render(name, zh).removeprefix("\ufeff")) == []


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
@pytest.mark.parametrize("command", ["##[add-mask]", "##vso[task.complete]", "##teamcity[x]"])
def test_no_build_server_finds_a_command_in_a_report_for_people(
    name: str, command: str, zh: Report
) -> None:
    findings = [f._replace(message=command) for f in zh.files[0].findings]

    assert command not in render(name, Report([FileReport("a.yaml", findings)], zh.run))


def test_severities_are_ranked_for_the_hint_not_the_count(zh: Report) -> None:
    assert zh.worst() is Severity.ERROR
    assert zh.count(Severity.WARNING) == 5
