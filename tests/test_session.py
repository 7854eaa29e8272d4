"""A run over many inputs goes on, whatever happens over one of them."""

import gc
from pathlib import Path

import pytest

from targetlint.desk import Desk, plain
from targetlint.rulebook import shipped
from targetlint.session import Request, Session, collect_seldom, run

FORM = Path(__file__).parents[1] / "examples" / "xining-2020.yaml"


def _broken_for(name: str) -> Session:
    """Give a session with a fault in its own parts, which shows over one file."""

    def desk(path: str) -> Desk:
        if path.endswith(name):
            # in a library of an environment that stands in a checkout called after the tool
            elsewhere = "/srv/targetlint/.venv/lib/library.py"
            code = compile('raise ZeroDivisionError("nothing to divide by")', elsewhere, "exec")
            exec(code)  # noqa: S102 - the line above
        return plain(shipped(), "en")

    return Session(shipped(), Request("en"), desk)


def test_fault_of_the_tool_over_one_file_is_told_and_the_run_goes_on(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes(FORM.read_bytes())

    one, other = run(
        _broken_for("a.yaml"), [(str(tmp_path / name), True) for name in ("a.yaml", "b.yaml")]
    )

    (entry,) = one.unreadable
    assert entry.message.startswith(
        "a fault of the tool itself, the check is not complete: "
        "ZeroDivisionError: nothing to divide by (session.py:"
    )
    assert not other.unreadable
    assert other.findings


def test_fault_of_the_tool_is_raised_to_who_looks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TARGETLINT_DEBUG", "1")

    with pytest.raises(ZeroDivisionError):
        _broken_for("a.yaml").check(FORM.read_bytes(), "a.yaml")


def test_second_long_run_in_a_process_keeps_no_garbage_for_good() -> None:
    thresholds = gc.get_threshold()
    try:
        collect_seldom()
        kept = gc.get_freeze_count()
        made: list[object] = []
        made.append(made)
        collect_seldom()

        assert 0 < gc.get_freeze_count() <= kept
    finally:
        gc.unfreeze()
        gc.set_threshold(*thresholds)
