"""The layout of a form is recognised by what it shows."""

import pytest

from targetlint.forms.build import build
from targetlint.forms.template import templates
from targetlint.readers.yaml import read
from targetlint.resources import RULES


def detected(text: str, template: str = "") -> tuple[str, str]:
    document = read(text.encode(), "form.yaml")
    form = build(document.nodes[0], document.source, template_id=template)
    return form.template.id, form.detected_by


def rows(*levels: tuple[str, str]) -> str:
    lines = [
        f"  - {{level1: {one}, level2: {two}, level3: 甲, target: 5个}}" for one, two in levels
    ]
    return "indicators:\n" + "\n".join(lines) + "\n"


SHANGHAI = (("投入与管理", "投入管理"), ("产出目标", "数量"), ("效果目标", "满意度"))
CENTRAL = (("产出指标", "数量指标"), ("效益指标", "社会效益指标"), ("满意度指标", "满意度指标"))
CORE = (("成本指标", "经济成本指标"), *CENTRAL)


@pytest.mark.parametrize(
    ("levels", "expected"),
    [(SHANGHAI, "sh-2020"), (CENTRAL, "central-2015"), (CORE, "central-2021")],
)
def test_level_names_tell_the_layout(levels: tuple[tuple[str, str], ...], expected: str) -> None:
    assert detected(rows(*levels)) == (expected, "levels")


def test_printed_labels_tell_a_closer_layout_of_the_family() -> None:
    text = "项目责任人: 某人\n项目来源: 本级申报项目\n项目期: 3年\n" + rows(*CENTRAL)

    assert detected(text) == ("anhui", "labels")


def test_a_level_that_only_one_layout_of_the_family_has_tells_it() -> None:
    text = "实施期资金总额: 300万元\n年度资金总额: 100万元\n主管部门及代码: 某局\n"

    assert detected(text + rows(*CORE))[0] == "central-2021"
    assert detected(text + rows(*CENTRAL))[0] == "central-2015"


def test_what_the_form_says_comes_before_what_it_shows() -> None:
    assert detected("template: tianjin\n" + rows(*SHANGHAI)) == ("tianjin", "template")


def test_an_option_comes_before_what_the_form_says() -> None:
    assert detected("template: tianjin\n" + rows(*SHANGHAI), "sh-2020") == ("sh-2020", "option")


def test_unknown_levels_leave_the_general_rules() -> None:
    assert detected(rows(("甲类", "乙类"))) == ("general", "none")


def test_every_template_file_is_complete_and_named_after_its_id() -> None:
    for path in (RULES / "templates").glob("*.yaml"):
        template = templates()[path.stem]
        assert set(template.title) == {"zh", "en"}
        assert template.required
