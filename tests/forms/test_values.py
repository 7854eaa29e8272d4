"""Sums of money, dates and numbers are read as people write them, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from targetlint.forms.values import date, is_number, money, money_unit, not_given


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("500000", "500000", ""),
        ("500,000", "500000", ""),
        ("12，345，678.5 元", "12345678.5", "元"),
        ("500000.00", "500000.00", ""),
        ("500000元", "500000", "元"),
        ("50万元", "50", "万元"),
        ("50 万", "50", "万"),
        ("50万元整", "50", "万元"),
        ("50（万元）", "50", "万元"),
        ("５００", "500", ""),
        ("¥50万", "50", "万"),
        ("人民币 50 万元", "50", "万元"),
        ("-5", "-5", ""),
    ],
)
def test_reads_a_sum_and_its_unit(text: str, number: str, unit: str) -> None:
    assert money(text) == (Decimal(number), unit)


@pytest.mark.parametrize(
    "text", ["", "—", "五十万", "50人", "约50万元", "1,23,4", "50万元/年", "a5"]
)
def test_what_is_no_sum_in_figures_is_not_guessed_at(text: str) -> None:
    assert money(text) == (None, "")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-01-01", "2020-01-01", "2020-01-01"),
        ("2020/1/1", "2020-01-01", "2020-01-01"),
        ("2020.1", "2020-01-01", "2020-01-31"),
        ("2020年1月1日", "2020-01-01", "2020-01-01"),
        ("２０２０年 １ 月", "2020-01-01", "2020-01-31"),
        ("2023.07", "2023-07-01", "2023-07-31"),
        ("2024年12月底", "2024-12-31", "2024-12-31"),
        ("2020年2月中旬", "2020-02-20", "2020-02-20"),
        ("2020年底", "2020-12-31", "2020-12-31"),
        ("2020年", "2020-01-01", "2020-12-31"),
        ("20200229", "2020-02-29", "2020-02-29"),
        ("202002", "2020-02-01", "2020-02-29"),
        ("2020-01-01 00:00:00", "2020-01-01", "2020-01-01"),
        ("2020年12月31日前", "2020-12-31", "2020-12-31"),
    ],
)
def test_reads_a_date_and_what_a_month_or_year_stands_for(text: str, first: str, last: str) -> None:
    assert (date(text), date(text, end=True)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "12月", "2020-02-30", "2020年13月", "20-1-1", "长期", "2020年1月至12月", "0000-01-01"],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [("10", True), ("10分", True), ("12.5%", True), ("十", False), ("10个", False), ("", False)],
)
def test_a_number_may_have_points_or_percent_behind_it(text: str, expected: bool) -> None:
    assert is_number(text) is expected


def test_a_dash_or_nothing_says_nothing() -> None:
    assert [text for text in ("", " ", "—", "无", "0", "待定") if not_given(text)] == [
        "",
        " ",
        "—",
        "无",
        "待定",
    ]


@settings(deadline=None)
@given(st.text(alphabet="0123456789年月日-/.底 前万元,，()¥a", max_size=16))
def test_any_text_is_read_or_not(text: str) -> None:
    number, unit = money(text)
    assert number is not None or unit == ""
    for end in (False, True):
        read = date(text, end=end)
        assert read is None or len(read) == 10


@pytest.mark.parametrize(
    ("text", "factor"),
    [("万元", 10000), ("单位：万元", 10000), ("人民币（万元）", 10000), ("元", 1), ("美元", None)],
)
def test_a_unit_of_money_is_known_however_it_is_introduced(text: str, factor: int | None) -> None:
    assert money_unit(text) == factor
