"""The figures that an evaluation must reach, kept in a data file."""

from collections.abc import Mapping
from pathlib import Path

import yaml


def read_thresholds(path: Path) -> dict[str, dict[str, dict[str, float]]]:
    """Read the thresholds of each table: ``at_least`` and ``at_most``, by the figure's name."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        table: {bound: dict(bounds.get(bound) or {}) for bound in ("at_least", "at_most")}
        for table, bounds in data.items()
    }


def shortfalls(
    figures: Mapping[str, float], thresholds: Mapping[str, Mapping[str, float]]
) -> list[str]:
    """Say of each figure that misses its threshold by how much."""
    low = [
        f"{name}: {figures[name]:.4f}, at least {bound} is asked"
        for name, bound in thresholds["at_least"].items()
        if figures[name] < bound
    ]
    high = [
        f"{name}: {figures[name]:.4f}, at most {bound} is allowed"
        for name, bound in thresholds["at_most"].items()
        if figures[name] > bound
    ]
    return low + high
