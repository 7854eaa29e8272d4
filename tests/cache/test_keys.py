"""No two things that matter share a name."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetlint.cache.key import NotPlainError, digest, named, tool

_PLAIN: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.just(1.0),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner) | st.frozensets(st.text()),
    max_leaves=12,
)


@given(st.lists(st.binary()), st.lists(st.binary()))
def test_parts_do_not_run_into_each_other(one: list[bytes], other: list[bytes]) -> None:
    assert (digest(*one) == digest(*other)) is (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([b"ab", b"c"], [b"a", b"bc"]),
        ([b""], []),
        ([b"", b"a"], [b"a", b""]),
    ],
)
def test_where_a_part_ends_matters(one: list[bytes], other: list[bytes]) -> None:
    assert digest(*one) != digest(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([["a"], "b"], [["a", "b"]]),
        ([[], "a"], [["a"]]),
        ({"a": {"b": 1}}, {"a": {}, "b": 1}),
        ({"a": None}, {"a": ""}),
        ("1", 1),
        (1, True),
        (1, 1.0),
        (b"a", "a"),
        ([], {}),
        ([], frozenset()),
        (["text", "a"], "a"),
        ("\ud800", "?"),
    ],
)
def test_shapes_and_kinds_matter(one: Any, other: Any) -> None:
    assert named(one) != named(other)


@given(_PLAIN, _PLAIN)
def test_only_what_is_alike_has_one_name(one: Any, other: Any) -> None:
    assert (named(one) == named(other)) is (_typed(one) == _typed(other))


def _typed(value: Any) -> Any:
    """Show a value with the kind of everything in it, mappings and sets in order."""
    if isinstance(value, list):
        return ["list", *map(_typed, value)]
    if isinstance(value, dict):
        return ["mapping", *((key, _typed(value[key])) for key in sorted(value))]
    if isinstance(value, frozenset):
        return ["set", *sorted(value)]
    return [type(value).__name__, value]


def test_what_is_no_data_has_no_name() -> None:
    with pytest.raises(NotPlainError):
        named([1, {"a": object()}])


def test_every_process_gives_the_same_name() -> None:
    code = "from targetlint.cache.key import tool, named; print((tool() + named({'a': frozenset('xyz')})).hex())"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout.strip()
        for seed in ("1", "2")
    }

    assert told == {(tool() + named({"a": frozenset("xyz")})).hex()}
