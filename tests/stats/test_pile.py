"""Copies in a pile of forms, told with their places."""

import random
from collections.abc import Iterable

from tests.stats.piles import SETTINGS, copied, form_facts, made

from targetlint.stats.facts import FormFacts, Row
from targetlint.stats.pile import Copies, Pile


def form(
    path: str,
    text: str = "",
    rows: Iterable[Row] = (),
    department: str = "甲局",
    year: str = "2026",
) -> FormFacts:
    return FormFacts(
        path, 1, "道路维修", department, year, "central-2021", (), text=text, rows=tuple(rows)
    )


def other_text(number: int) -> str:
    chance = random.Random(number)  # noqa: S311 - the same text every time
    return "".join(chr(chance.randint(0x4E00, 0x9000)) for _ in range(300))


LONG = other_text(0) + "，城区道路大中修，"


def copies(*forms: FormFacts) -> Copies:
    pile = Pile(SETTINGS)
    for each in forms:
        pile.add(each)
    return pile.copies()


def table(count: int, first: int = 0) -> list[Row]:
    return [
        Row("数量指标", f"第{n}项任务完成数", f"≥{n + 3}处") for n in range(first, first + count)
    ]


def test_a_copy_is_told_with_the_form_that_it_is_like() -> None:
    told = copies(
        form("a.yaml", LONG),
        form("b.yaml", other_text(1)),
        form("c.yaml", LONG.replace("城区", "镇区"), department="乙局", year="2025"),
    )

    (cluster,) = told.clusters
    first, second = cluster.members
    assert (cluster.kind, cluster.departments) == ("text", 2)
    assert (first.path, first.like) == ("a.yaml", None)
    assert (second.path, second.like) == ("c.yaml", ("a.yaml", 1))
    assert 0.7 <= second.similarity < 1


def test_width_and_white_space_do_not_make_a_text_another_one() -> None:
    (cluster,) = copies(
        form("a.yaml", LONG + "ABC123"),
        form("b.yaml", LONG.replace("，", "， \n") + "ＡＢＣ１２３"),
    ).clusters

    assert cluster.least == 1.0


def test_a_table_that_was_copied_under_another_text_is_told_as_such() -> None:
    told = copies(
        form("a.yaml", other_text(1), table(8)),
        form("b.yaml", other_text(2), [*table(6), *table(2, 20)]),
        form("c.yaml", other_text(3), table(8, 40)),
    )

    (cluster,) = told.clusters
    assert cluster.kind == "rows"
    assert [member.path for member in cluster.members] == ["a.yaml", "b.yaml"]
    assert cluster.least == 6 / 10


def test_a_table_is_not_told_again_where_the_text_is_copied_too() -> None:
    told = copies(form("a.yaml", LONG, table(8)), form("b.yaml", LONG, table(8)))

    assert [cluster.kind for cluster in told.clusters] == ["text"]


def test_short_forms_are_not_copies_of_each_other() -> None:
    told = copies(form("a.yaml", "道路维修", table(2)), form("b.yaml", "道路维修", table(2)))

    assert told.clusters == ()


def test_a_row_recurs_where_name_and_target_are_the_same_in_three_forms() -> None:
    row = Row("社会效益指标", "居民出行条件改善情况", "明显改善")
    told = copies(
        form("a.yaml", other_text(1), [Row("社会效益", "居民出行条件改善情况", "有所改善")]),
        form("b.yaml", other_text(2), [row, row]),
        form(
            "c.yaml", other_text(3), [row._replace(name="居民 出行条件改善情况")], department="乙局"
        ),
        form("d.yaml", other_text(4), [row._replace(target="明显改善 ")], department="乙局"),
    )

    (recurring,) = told.recurring
    assert (recurring.name, recurring.target) == ("居民出行条件改善情况", "明显改善")
    assert (recurring.forms, recurring.departments) == (3, 2)
    assert recurring.first == ("b.yaml", 1)


def test_rows_with_short_words_or_without_a_target_are_not_counted() -> None:
    rows = [Row("", "满意度", "高"), Row("", "居民出行条件改善情况", "")]

    assert copies(*(form(f"{n}.yaml", other_text(n), rows) for n in range(4))).recurring == ()


def test_forms_without_their_text_are_not_compared() -> None:
    bare = form("a.yaml")._replace(text=None, rows=None)

    assert copies(bare, bare, bare) == Copies(0, (), ())


def test_a_text_with_characters_that_no_database_holds_is_compared_as_well() -> None:
    (cluster,) = copies(form("a\ud800.yaml", LONG + "\ud800"), form("b.yaml", LONG)).clusters

    assert cluster.members[0].path == "a\\ud800.yaml"


def test_planted_copies_among_made_forms_are_found_with_their_offices() -> None:
    chance = random.Random(3)  # noqa: S311 - the same pile every time
    texts = list(made(80, seed=5))
    planted = [copied(text, chance, 0.02) for text in texts[:10]]
    forms = [form_facts(text, f"{n:03d}.yaml") for n, text in enumerate((*texts, *planted))]

    told = copies(*forms)

    pairs = {tuple(member.path for member in cluster.members) for cluster in told.clusters}
    assert pairs == {(f"{n:03d}.yaml", f"{80 + n:03d}.yaml") for n in range(10)}
    assert {cluster.members[1].department for cluster in told.clusters} == {"乙县财政局"}
