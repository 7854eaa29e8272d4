"""Formats are told by content; a missing library is named with the command that installs it."""

import sys

import pytest
from tests.readers.documents.filed import FORMATS
from tests.readers.documents.layouts import LAYOUTS
from tests.readers.documents.same import SAMPLES

from targetlint.phrases import say
from targetlint.readers import read
from targetlint.readers.detect import sniff
from targetlint.readers.document import ReadError


@pytest.mark.parametrize(
    ("kind", "format_"),
    [
        ("yaml", "yaml"),
        ("txt", "text"),
        ("html", "html"),
        ("pdf", "pdf"),
        ("docx", "docx"),
        ("xlsx", "xlsx"),
    ],
)
@pytest.mark.parametrize("name", ["form", "form.bin"])
def test_the_fixtures_are_told_apart_without_their_names(
    kind: str, format_: str, name: str
) -> None:
    assert sniff((SAMPLES / f"xining-2020.{kind}").read_bytes(), name) == format_


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_text_layer_of_a_form_is_no_yaml(layout: str) -> None:
    assert sniff(FORMATS["txt"](LAYOUTS[layout][0]), "form") == "text"


@pytest.mark.parametrize(
    ("text", "format_"),
    [
        ("项目名称: 甲\n立项依据: 乙\n", "yaml"),
        ("# 说明\n\nproject:\n  name: 甲\n", "yaml"),
        ("---\ntitle: 甲\n", "yaml"),
        ("- 一\n- 二\n", "yaml"),
        ('{"project": {}}', "yaml"),
        ("", "yaml"),
        ("没有冒号的一句话", "yaml"),
        ("项目名称：甲\n项目类别：乙\n", "text"),
        ("- 3 -\n项目支出绩效目标表\n项目名称 甲\n", "text"),
        ("一级指标,二级指标,三级指标,指标值\n", "csv"),
        ("一级指标\t二级指标\t三级指标\t指标值\n", "csv"),
        ("\ufeff<!DOCTYPE html><html>", "html"),
        ("<table><tr><td>项目名称</td></tr></table>", "html"),
    ],
)
def test_plain_text_is_told_by_what_it_says(text: str, format_: str) -> None:
    assert sniff(text.encode(), "form") == format_


@pytest.mark.parametrize("name", ["form.yaml", "form.yml", "form.json"])
def test_a_yaml_name_leaves_plain_text_to_the_yaml_reader(name: str) -> None:
    assert sniff("项目名称：甲\n项目类别：乙\n".encode(), name) == "yaml"


@pytest.mark.parametrize(
    ("kind", "package"),
    [("xlsx", "openpyxl"), ("docx", "lxml"), ("pdf", "pypdfium2"), ("html", "lxml")],
)
def test_a_missing_library_is_one_line_that_says_what_to_install(
    kind: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(ReadError) as caught:
        read((SAMPLES / f"xining-2020.{kind}").read_bytes(), f"form.{kind}")

    message = say(caught.value.key, "en", **caught.value.values)
    assert message == (
        f'reading such documents needs {package}: pip install "targetlint[documents]"'
    )
