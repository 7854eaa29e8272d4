"""The short way into a run understands what the long way does."""

import click
import pytest

from targetlint.cli.check import check
from targetlint.cli.quick import DEFAULTS, understood


@pytest.mark.parametrize(
    "arguments",
    [
        ["form.yaml"],
        ["a.yaml", "b.yaml", "-"],
        ["form.yaml", "-f", "json"],
        ["--format", "json=out.json", "forms", "-f", "full"],
        ["--lang", "en", "a.yaml", "--no-cache"],
        ["-j", "1", "a.yaml", "--jobs", "many"],
        ["--no-cache", "-f", "json", "a.yaml", "--lang", "zh", "--lang", "en"],
    ],
)
def test_both_ways_give_the_same_options(arguments: list[str]) -> None:
    context = check.make_context("check", list(arguments))
    expected = dict(context.params)
    paths = expected.pop("paths")

    assert understood(arguments) == (paths, expected)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--lang", "fr", "a.yaml"],
        ["a.yaml", "--lang"],
        ["--no-caches", "a.yaml"],
        ["a.yaml", "-f"],
        ["-f", "--lang", "a.yaml"],
        ["-fjson", "a"],
        ["a", "-j"],
        ["-j2", "a"],
    ],
)
def test_everything_else_takes_the_long_way(arguments: list[str]) -> None:
    assert understood(arguments) is None


def test_the_defaults_name_every_option_of_the_command() -> None:
    options = {p.name for p in check.params if isinstance(p, click.Option)}

    assert set(DEFAULTS) == options
