"""A short run of the fuzzers, the same every time, and everything that they once found.

The long runs are started by hand: ``python -m fuzz --minutes 10``.
"""

import os
import subprocess
import sys
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # the fuzzers stand beside the package, not in it

from fuzz.crafted import CRAFTED  # noqa: E402
from fuzz.damage import HOSTILE, damaged  # noqa: E402
from fuzz.growth import GROWTHS, calls, check  # noqa: E402
from fuzz.oracle import judged  # noqa: E402
from fuzz.run import next_input  # noqa: E402
from fuzz.seeds import KINDS, kept, seeds  # noqa: E402
from fuzz.verbs import VERBS  # noqa: E402

TAKEN = {"read", "unreadable", "refused", "no form"}
OFTEN = {
    **dict.fromkeys(VERBS, 3),
    **dict.fromkeys(("target", "pyproject", "map", "stored", "waiving"), 20),
    **dict.fromkeys(("rule", "config", "waivers"), 60),
    "yaml": 90,
    **dict.fromkeys(("html", "txt", "csv"), 12),
    "docx": 12,
    "xlsx": 8,
    "pdf": 8,
}


@pytest.mark.parametrize(
    "path", [path for kind in KINDS for path in kept(kind)], ids=lambda p: p.name
)
def test_what_once_broke_something_breaks_nothing(path: Path) -> None:
    assert judged(path.parent.name, path.read_bytes(), thorough=True) in TAKEN


@pytest.mark.parametrize("kind", KINDS)
def test_sound_input_of_every_kind_is_read(kind: str) -> None:
    taken = {judged(kind, data, thorough=True) for data in seeds(kind)[:3]}

    assert taken == ({"read", "refused"} if kind == "annotate" else {"read"})


# The kinds under which files are judged whose endings are no kinds.
KIND_OF = {"json": "yaml", "doc": "docx", "rtf": "txt"}
# What takes long, being as large as may be; the pile has it: python -m fuzz.pile.
LARGE = {
    "documents.yaml",
    "anchors-on-anchors.yaml",
    "a-form-that-draws-itself.pdf",
    "letters-without-end.pdf",
    "word.doc",
}


@pytest.mark.parametrize("ending", sorted({name.rpartition(".")[2] for name in CRAFTED}))
def test_input_made_to_upset_breaks_nothing(ending: str) -> None:
    names = [name for name in CRAFTED if name.endswith(f".{ending}") and name not in LARGE]

    taken = {judged(KIND_OF.get(ending, ending), CRAFTED[name](), thorough=False) for name in names}

    assert taken <= TAKEN


@pytest.mark.parametrize("kind", KINDS)
def test_damaged_input_breaks_nothing(kind: str) -> None:
    random = Random(f"{kind} 1")  # noqa: S311 - the same each time
    taken = {judged(kind, next_input(kind, random)) for _ in range(OFTEN.get(kind, 20))}

    assert taken <= TAKEN


VALUES = st.sampled_from(HOSTILE) | st.text(max_size=12) | st.integers() | st.floats() | st.none()
ROWS = st.dictionaries(
    st.sampled_from(
        ["level1", "level2", "level3", "target", "weight", "score", "actual", "三级指标", "x"]
    ),
    VALUES | st.lists(VALUES, max_size=2),
    max_size=5,
)
FORMS = st.fixed_dictionaries(
    {"indicators": st.lists(ROWS, max_size=6)},
    optional={
        "year": VALUES,
        "template": VALUES,
        "project": st.dictionaries(st.sampled_from(["name", "category", "start_date"]), VALUES),
        "budget": st.dictionaries(st.sampled_from(["current_year", "total", "last_year"]), VALUES),
        "narrative": st.dictionaries(
            st.sampled_from(["goals", "overview", "basis", "plan"]), VALUES
        ),
    },
)


@given(form=FORMS)
@settings(max_examples=80, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_forms_of_any_content_break_nothing(form: dict[str, Any]) -> None:
    assert judged("yaml", written(form)) in TAKEN


def written(value: Any) -> bytes:
    """Write data as YAML in one line, every text in quotes."""
    if isinstance(value, dict):
        return b"{" + b", ".join(written(k) + b": " + written(v) for k, v in value.items()) + b"}"
    if isinstance(value, list):
        return b"[" + b", ".join(map(written, value)) + b"]"
    if isinstance(value, str):
        return b"'" + value.replace("'", "''").encode("utf-8", "surrogatepass") + b"'"
    return b"~" if value is None else str(value).encode()


def test_a_pile_of_damaged_files_is_answered_by_the_command(tmp_path: Path) -> None:
    random = Random(7)  # noqa: S311 - the same each time
    names = []
    for number, kind in enumerate([kind for kind in KINDS if KINDS[kind].form] * 5):
        names.append(f"{number}.{KINDS[kind].ending}")
        data = damaged(random.choice(seeds(kind)), random)
        (tmp_path / names[-1]).write_bytes(data)

    done = subprocess.run(
        [sys.executable, "-m", "targetlint", *names, "-f", "json=report.json", "-f", "full"],
        cwd=tmp_path,
        env={**os.environ, "TARGETLINT_LANG": "en", "XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode in {0, 1, 2}
    assert done.stderr == ""
    assert "Traceback" not in done.stdout
    assert all(
        name in done.stdout or name.encode() in (tmp_path / "report.json").read_bytes()
        for name in names
    )


# What may be given up early, by a bound of its own.
BOUNDED = {"unquoted values", "aliases"}


@pytest.mark.parametrize("name", [name for name in GROWTHS if name not in BOUNDED])
def test_twice_the_input_is_about_twice_the_work(name: str) -> None:
    _, _, size = GROWTHS[name]
    check(name, size // 2)()
    once = calls(name, size)  # first: what it reads is known when twice as much is read

    assert calls(name, size * 2) < 2.7 * once
