"""Whatever stands in a file that people write, the command answers and does not fall over."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from targetlint import baseline, packs, waiver_files
from targetlint.config.decisions import decide
from targetlint.config.resolver import Resolver
from targetlint.config.ruleset import choose
from targetlint.located import Fault
from targetlint.phrases import say
from targetlint.rulebook import shipped
from targetlint.shapes import schema

KEYS = [*schema("config")["properties"], "files", "params", "selct", "TL202", "rule", "who", "why"]
WORDS = st.sampled_from(
    [
        *KEYS,
        "TL2",
        "ALL",
        "error",
        "off",
        "reviewer",
        "**",
        "[a",
        "x.yaml",
        "",
        "0",
        "-1",
        "2026-13-01",
    ]
)
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers(-2, 9) | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
HYPOTHESIS = settings(
    deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def outcome(path: Path) -> str:
    """What settings come to: a fault in words, or rules."""
    try:
        found = Resolver({}, config=str(path)).settings("form.yaml")
        rules = choose(found)
        for rule in shipped()[:5]:
            decide(rule, found)
        found.excludes("a/b.yaml")
        return f"{len(rules.rules)} rules"
    except Fault as fault:
        return say(fault.key, "en", **fault.values) if fault.where else ""


@HYPOTHESIS
@given(data=st.dictionaries(WORDS, VALUES, max_size=5))
def test_any_settings(data: dict[str, object], tmp_path: Path) -> None:
    path = tmp_path / "any.yaml"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    assert outcome(path)


@HYPOTHESIS
@given(raw=st.binary(max_size=60) | st.text("ab:-[]{}&*!|>'\"# \n\t", max_size=60).map(str.encode))
def test_any_bytes(raw: bytes, tmp_path: Path) -> None:
    for name in ("any.yaml", "pyproject.toml"):
        path = tmp_path / name
        path.write_bytes(raw)
        assert outcome(path)
        for read in (baseline.read, packs.in_path, lambda text: waiver_files.read(text, {})):
            with pytest.raises(Fault):
                read(str(path))
