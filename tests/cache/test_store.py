"""The store by itself: what goes in comes out, and it does not grow for ever."""

import sqlite3
from pathlib import Path

import pytest

from targetlint.cache.store import Store, info

_RUN, _OTHER = b"r" * 20, b"o" * 20


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_gives_what_was_kept() -> None:
    with Store(_RUN, 10**9) as store:
        assert store.empty
        store.keep(b"a", b"one")
        store.keep(b"b", b"two")
    with Store(_RUN, 10**9) as store:
        assert not store.empty
        assert store.find([b"a", b"b", b"c"]) == {b"a": b"one", b"b": b"two"}


def test_a_later_result_takes_the_place_of_an_earlier() -> None:
    for content in (b"one", b"two"):
        with Store(_RUN, 10**9) as store:
            store.keep(b"a", content)

    with Store(_RUN, 10**9) as store:
        assert store.find([b"a"]) == {b"a": b"two"}


def test_another_kind_of_run_finds_nothing_of_its_own() -> None:
    with Store(_RUN, 10**9) as store:
        store.keep(b"a", b"one")

    with Store(_OTHER, 10**9) as store:
        assert store.empty


def test_stays_within_its_bounds_and_keeps_the_newest() -> None:
    limit = 400_000
    with Store(_RUN, limit) as store:
        for number in range(5000):
            store.keep(f"{number}".encode(), b"x" * 200)

    with Store(_RUN, limit) as store:
        assert store.find([b"4999"])
        assert not store.find([b"0"])
    assert info().size < 1.5 * limit


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    for run in (_RUN, _OTHER):
        with Store(run, 10**9) as store:
            for number in range(1000):
                store.keep(run + f"{number}".encode(), b"x" * 200)
    with sqlite3.connect(tmp_path / "targetlint/results/results-1.db") as base:
        base.execute("UPDATE runs SET used = used - 1000 WHERE run = ?", (_OTHER,))

    with Store(_RUN, info().size - 1) as store:
        store.keep(b"one more", b"x")
    with Store(_RUN, 10**9) as store:
        assert store.find([_RUN + b"0"])
        assert not store.find([_OTHER + b"0"])
