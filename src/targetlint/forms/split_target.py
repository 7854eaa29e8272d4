"""Targets that newer systems split over comparator, value and unit, put together again."""

from functools import cache

from targetlint import resources
from targetlint.forms.values import not_given
from targetlint.nodes import Scalar


@cache
def _signs() -> frozenset[str]:
    return frozenset(resources.load("rules/labels.yaml")["comparator_signs"])


def join_split_target(cells: dict[str, Scalar]) -> None:
    """Give a row that has a value but no target its target: ``≥``, ``60``, ``个`` → ``≥60个``.

    A comparator in words (定性) is no part of it; a unit is, unless it stands in the value or
    is none (``/``, ``无``).
    """
    value = cells.get("value")
    if "target" in cells:
        if value is not None or not _bare_beside_a_sign(cells):
            return
        value = cells["value"] = cells.pop("target")
    if value is None:
        return
    comparator, unit = _text(cells.get("comparator")), _text(cells.get("unit"))
    unit = "" if not_given(unit) else unit
    if not comparator and not unit:
        cells["target"] = cells.pop("value")
        return
    sign = comparator if _signs() & set(comparator) else ""
    amount = value.text.strip()
    if not amount:  # a sign and a unit alone are no target
        cells["target"] = Scalar("", value.span)
        return
    if amount.endswith(unit) or not any(char.isdigit() for char in amount):
        unit = ""
    joined = f"{sign}{amount}{unit}"
    as_written = joined == amount and value.inner >= 0
    inner = value.inner + value.text.find(amount) if as_written else -1
    cells["target"] = Scalar(joined, value.span, inner)


def _bare_beside_a_sign(cells: dict[str, Scalar]) -> bool:
    """Whether a row has a sign of its own for a target that has none (计算符号, 年度指标值)."""
    return bool(_text(cells.get("comparator"))) and not _signs() & set(cells["target"].text)


def _text(cell: Scalar | None) -> str:
    return cell.text.strip() if cell is not None else ""
