"""Make forms for the benchmark: the same seed gives the same forms, and no two of them are alike.

    python benchmarks/make_forms.py 1000 FOLDER [--seed 1] [--rows 12] [--faulty 0.3]

A form has its own office, project, year, numbers, sentences and targets. A share of them carries
one or two of the faults that reviewers meet most. Nothing of targetlint is used here.
"""

import argparse
import random
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_PER_FOLDER = 1000
_MONTHS = range(3, 12)
_ROWS = 12
# What a row says instead of a figure, in a faulty form.
_VAGUE = ("明显提升", "效果显著", "较好", "进一步加强", "有效保障", "达到预期", "持续改善", "无")
# How a figure is written, and how often so.
_AT_LEAST = {"≥{}{}": 60, "不少于{}{}": 10, "{}{}以上": 10, "{}{}": 12, "={}{}": 8}
_AT_MOST = {"≤{}{}": 70, "不超过{}{}": 30}

Row = tuple[str, str, str, str]


class Made(NamedTuple):
    """What one form is about: subject, the words of its sentences, its budget and its rows."""

    subject: Any
    slots: dict[str, Any]
    budget: dict[str, int]
    table: list[Row]


@cache
def _subjects() -> dict[str, Any]:
    text = (Path(__file__).parent / "subjects.yaml").read_text(encoding="utf-8")
    words: dict[str, Any] = yaml.safe_load(text)
    return words


def forms(count: int, *, seed: int = 1, rows: int = _ROWS, faulty: float = 0.3) -> Iterator[str]:
    """Make forms, each as the text of a YAML file."""
    for number in range(count):
        chance = random.Random(f"{seed}-{number}")
        yield _form(chance, number, rows, faulty=chance.random() < faulty)


def write(
    folder: Path, count: int, *, seed: int = 1, rows: int = _ROWS, faulty: float = 0.3
) -> int:
    """Write forms into a folder, a thousand to a subfolder, and give their size in bytes."""
    size = 0
    for number, text in enumerate(forms(count, seed=seed, rows=rows, faulty=faulty)):
        path = folder / f"{number // _PER_FOLDER:03d}" / f"form-{number:06d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        path.write_bytes(data)
        size += len(data)
    return size


def with_long_target(length: int, *, seed: int = 1) -> str:
    """Make one form with a target of so many characters."""
    chance = random.Random(f"long-{seed}")
    words = _subjects()
    subject = words["subjects"][chance.choice(sorted(words["subjects"]))]
    pieces: list[str] = []
    while sum(map(len, pieces)) < length:
        name, unit, low, high = chance.choice(subject["quantity"] + subject["quality"])
        street = chance.choice(words["streets"]) + chance.choice(words["streets_end"])
        pieces.append(f"{street}{name}不少于{chance.randint(low, high)}{unit}，")
    text = _form(chance, 0, _ROWS, faulty=False)
    before, mark, after = text.partition("    target: ")
    _, _, rest = after.partition("\n")
    return f'{before}{mark}"{"".join(pieces)[:length]}"\n{rest}'


def _form(chance: random.Random, number: int, rows: int, *, faulty: bool) -> str:
    words = _subjects()
    subject = words["subjects"][chance.choice(sorted(words["subjects"]))]
    place = chance.choice(words["places"])
    year = chance.randint(2019, 2026)
    total = chance.randint(12, 4800) * 1000 + number % 1000
    slots = {
        "office": place + subject["office"],
        "place": place,
        "short": place[:1],
        "project": chance.choice(subject["projects"]),
        "thing": subject["thing"],
        "year": year,
        "before": year - 1,
        "money": f"{total / 10000:g}",
    }
    table = _rows(chance, subject, words, year, rows)
    budget = {"total": total, "current_year": total, "previous_year": int(total * 0.95)}
    if faulty:
        _spoil(chance, table, budget)
    return "".join(_written(chance, Made(subject, slots, budget, table)))


def _rows(chance: random.Random, subject: Any, words: Any, year: int, rows: int) -> list[Row]:
    """Make the rows of a table; a longer table has more outputs, by street."""
    done = f"{year}年{chance.choice(_MONTHS)}月底前"
    output, benefit = "产出指标", "效益指标"
    table: list[Row] = [
        *((output, "数量指标", row[0], _target(chance, row)) for row in subject["quantity"]),
        *((output, "质量指标", row[0], _target(chance, row)) for row in subject["quality"]),
        (output, "时效指标", f"{subject['thing']}完成时间", done),
        *(
            ("成本指标", "经济成本指标", row[0], _target(chance, row, _AT_MOST))
            for row in subject["cost"]
        ),
        *((benefit, "社会效益指标", row[0], _target(chance, row)) for row in subject["social"]),
        *((benefit, "可持续影响指标", row[0], _target(chance, row)) for row in subject["lasting"]),
        (
            "满意度指标",
            "服务对象满意度指标",
            f"{subject['audience']}满意度",
            f"≥{chance.randint(85, 97)}%",
        ),
    ]
    more: list[Row] = []
    while len(table) + len(more) < rows:
        row = chance.choice(subject["quantity"])
        at = len(more)
        street = words["streets"][at % len(words["streets"])] + chance.choice(words["streets_end"])
        more.append((output, "数量指标", f"{street}第{at + 1}片区{row[0]}", _target(chance, row)))
    return table[:3] + more + table[3:]


def _target(chance: random.Random, row: Any, styles: dict[str, int] = _AT_LEAST) -> str:
    _, unit, low, high = row
    (style,) = chance.choices(list(styles), list(styles.values()))
    return style.format(chance.randint(low, high), unit)


def _spoil(chance: random.Random, table: list[Row], budget: dict[str, int]) -> None:
    """Put one or two of the faults that reviewers meet most into a form."""
    for fault in chance.sample(("vague", "vague", "budget", "swing", "missing", "twice"), 2):
        at = chance.randrange(len(table))
        level1, level2, name, target = table[at]
        if fault == "vague":
            table[at] = (level1, level2, name, chance.choice(_VAGUE))
        elif fault == "budget":
            budget["current_year"] = budget["total"] + chance.randint(1, 90) * 1000
        elif fault == "swing":
            budget["previous_year"] = budget["total"] // chance.randint(2, 5)
        elif fault == "missing":
            table[-1] = ("效益指标", "社会效益指标", f"{name}提升情况", target)
        else:
            table.insert(at, table[at])


def _written(chance: random.Random, made: Made) -> Iterator[str]:
    words = _subjects()
    subject, slots, budget, table = made
    year = slots["year"]

    def say(sentence: str) -> str:
        return sentence.format(
            **slots,
            n=chance.randint(120, 9800),
            m=chance.randint(30, 900),
            k=chance.randint(6, 95),
            day=chance.randint(3, 28),
            month=chance.choice(_MONTHS),
            count=chance.randint(8, 60),
        )

    about = chance.sample(subject["sentences"], 2)
    overview = say(chance.choice(words["opening"])) + "".join(map(say, about))
    need = "".join(say(sentence) for sentence in reversed(subject["sentences"]))
    goals = "，".join(f"{name}{target}" for _, _, name, target in table[:4])
    month = chance.choice(_MONTHS)
    yield "template: central-2021\ntitle: 项目支出绩效目标申报表\n"
    yield f"year: {year}\napplicant: {slots['office']}\ndepartment: {slots['office']}\nproject:\n"
    yield f"  name: {slots['project']}\n  nature: 延续项目\n  period: 1年\n"
    yield f"  start_date: {year}-01-01\n  end_date: {year}-12-31\nnarrative:\n"
    yield f'  overview: "{overview}"\n'
    yield f'  basis: "{say(chance.choice(words["basis"]))}"\n'
    yield f'  necessity: "{need}"\n'
    yield f'  safeguards: "{say(chance.choice(words["safeguards"]))}"\n'
    yield f'  plan: "{year}年1月至{month}月，完成方案、采购和第一批{slots["thing"]}；'
    yield f'{month + 1}月至12月，完成其余任务并验收。{say(chance.choice(words["closing"]))}"\n'
    yield f'  goals: "{year}年完成以下任务：{goals}。"\n'
    yield f"budget:\n  total: {budget['total']}\n  current_year: {budget['current_year']}\n"
    yield f"  previous_year: {budget['previous_year']}\n  fiscal: {budget['current_year']}\n"
    yield f"  previous_year_executed: {int(budget['previous_year'] * 0.97)}\nindicators:\n"
    for level1, level2, name, target in table:
        yield f"  - level1: {level1}\n    level2: {level2}\n    level3: {name}\n"
        yield f'    target: "{target}"\n'


def _main() -> None:
    parser = argparse.ArgumentParser(description="Make forms for the benchmark.")
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rows", type=int, default=_ROWS)
    parser.add_argument("--faulty", type=float, default=0.3)
    asked = parser.parse_args()
    size = write(asked.folder, asked.count, seed=asked.seed, rows=asked.rows, faulty=asked.faulty)
    print(f"{asked.count} forms, {size / 1e6:.1f} MB, in {asked.folder}")


if __name__ == "__main__":
    _main()
