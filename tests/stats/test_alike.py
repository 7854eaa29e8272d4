"""Alike sets among many: all of them, only them, and not by comparing each with each."""

import random
import sqlite3
from collections.abc import Sequence
from itertools import combinations

import pytest
from tests.stats.piles import copied, form_facts, made

from targetlint.stats.alike import Elements, Finder, Likeness, similarity
from targetlint.stats.pile import plain, runs

HOW = Likeness(0.7, 3, 26, 5, 0.2, 0.97, 40, 100)


class Kept(list[Elements]):
    """Sets, and how many of them were asked for to compare them."""

    asked = 0

    def of(self, number: int) -> Elements:
        """Give a set, and count that it was asked for."""
        self.asked += 1
        return self[number]


def found(sets: Sequence[Elements], how: Likeness = HOW) -> tuple[Finder, Kept]:
    kept = Kept()
    finder = Finder(how, kept.of, sqlite3.connect(""))
    for number, elements in enumerate(sets):
        kept.append(elements)
        finder.add(number, elements)
    return finder, kept


def groups(finder: Finder) -> set[frozenset[int]]:
    return {
        frozenset(number for link in links for number in (link.later, link.earlier))
        for links in finder.clusters()
    }


def groups_by_comparing_all(sets: Sequence[Elements], least: float) -> set[frozenset[int]]:
    owner = list(range(len(sets)))
    for one, two in combinations(range(len(sets)), 2):
        if similarity(sets[one], sets[two]) >= least:
            old, new = owner[two], owner[one]
            owner = [new if group == old else group for group in owner]
    made_of = {group: frozenset(n for n, o in enumerate(owner) if o == group) for group in owner}
    return {members for members in made_of.values() if len(members) > 1}


@pytest.fixture(scope="module")
def planted() -> list[Elements]:
    """300 distinct forms, and 60 copies: verbatim, and with more and less of them changed."""
    chance = random.Random(7)  # noqa: S311 - the same pile every time
    texts = list(made(300))
    for source in chance.sample(texts, 20):
        texts.append(source.replace("applicant: ", "applicant: 乙"))
        texts.append(copied(source, chance, 0.03))
        texts.append(copied(source, chance, chance.choice((0.02, 0.05, 0.1, 0.2))))
    chance.shuffle(texts)
    return [runs(plain(form_facts(text).text or ""), 4) for text in texts]


def test_similarity_is_the_share_of_all_elements_that_both_have() -> None:
    assert similarity(frozenset("abcd"), frozenset("bcde")) == 3 / 5
    assert similarity(frozenset("ab"), frozenset("cd")) == 0
    assert similarity(frozenset(), frozenset()) == 0


def test_every_planted_copy_is_found_and_nothing_else(planted: list[Elements]) -> None:
    finder, _ = found(planted)

    expected = groups_by_comparing_all(planted, HOW.similarity)
    assert len(expected) >= 20
    assert sum(map(len, expected)) >= 60
    assert groups(finder) == expected


def test_a_similarity_that_is_told_is_exact(planted: list[Elements]) -> None:
    finder, _ = found(planted)

    assert finder.links
    for link in finder.links:
        assert link.similarity == similarity(planted[link.later], planted[link.earlier])
        assert link.similarity >= HOW.similarity


def test_few_of_all_pairs_are_compared(planted: list[Elements]) -> None:
    _, kept = found(planted)

    pairs = len(planted) * (len(planted) - 1) // 2
    assert kept.asked < pairs / 20


def test_a_thousand_equal_sets_are_compared_once_each() -> None:
    finder, kept = found([frozenset("abcdefgh")] * 1000)

    assert groups(finder) == {frozenset(range(1000))}
    assert kept.asked <= 1000


def test_a_thousand_nearly_equal_sets_are_compared_a_few_times_each() -> None:
    common = [f"w{n}" for n in range(200)]
    finder, kept = found([frozenset([*common, f"own{n}"]) for n in range(1000)])

    assert groups(finder) == {frozenset(range(1000))}
    assert kept.asked <= 2000


def test_of_a_crowd_of_alike_sets_the_first_stay_candidates() -> None:
    common = [f"w{n}" for n in range(100)]
    sets = [frozenset([*common, *(f"own{n}-{k}" for k in range(10))]) for n in range(600)]
    base = sqlite3.connect("")
    finder = Finder(HOW, sets.__getitem__, base)

    for number, elements in enumerate(sets):
        finder.add(number, elements)

    (crowd,) = base.execute(
        "SELECT max(members) FROM (SELECT count(*) AS members FROM bands GROUP BY band)"
    ).fetchone()
    base.close()
    assert crowd == HOW.crowd
    assert groups(finder) == {frozenset(range(600))}


def test_a_small_set_is_not_compared() -> None:
    finder, _ = found([frozenset("ab")] * 3)

    assert finder.clusters() == []


def test_groups_that_a_later_set_joins_become_one() -> None:
    one = frozenset(range(100))
    two = frozenset(range(60, 160))
    between = frozenset(range(20, 140))
    sets = [frozenset(map(str, each)) for each in (one, two, between)]
    how = HOW._replace(similarity=0.5)

    finder, _ = found(sets, how)

    assert similarity(sets[0], sets[1]) < how.similarity
    assert groups(finder) == {frozenset({0, 1, 2})}
