"""How fast target values are read: a cold process, 100,000 distinct ones, and long texts.

    python benchmarks/targets_bench.py [--count 100000]

The targets are put together from wordings of every kind with figures of their own, so that no
two are alike and remembering helps nothing. Each measurement is a process of its own; the
language of targets is prepared beforehand, as in an installed wheel.
"""

import argparse
import random
import subprocess
import sys
import time

WORDINGS = (
    "≥{n}%",
    "{n}%以上",
    "不低于{n}%",
    "={n}%",
    "{n}%",
    "≤{n}万元",
    "{n}个",
    "{n}人次",
    "{n}平方米",
    "控制在{n}万元以内",
    "不超过{n}元/人",
    "每人每月{n}元",
    "{n}-{m}个",
    "≥{n}个且≤{m}个",
    "{n}天内",
    "{n}个工作日内",
    "≥{n}年",
    "20{d}年{o}月{p}日前",
    "20{d}年{o}月底前",
    "较上年增长{n}%",
    "同比下降{n}个百分点",
    "约{n}人",
    "{n}余万元",
    "完成{n}部宣传片，{m}套方案",
    "全年培训不少于{n}次，每次不少于{m}人",
    "支撑作用明显{n}",
    "申报流程完整、过程材料完整齐全（{n}）",
    "按照课题研究、服务保障工作年度总体要求和计划安排，完成第{n}项任务达到总体目标要求",
    "是否符合国家财经法规和财务管理制度以及第{n}条有关专项资金管理办法的规定",
    "at least {n}%",
    "within {n} working days",
)
LENGTHS = (10, 100, 1_000, 10_000, 100_000, 1_000_000)
LONGEST_ALONE = 100_000
LONG = "培训不少于3次、≥90%一不（"


def targets(count: int) -> list[str]:
    """Make so many distinct targets."""
    chance = random.Random(2026)
    made: dict[str, None] = {}
    while len(made) < count:
        wording = chance.choice(WORDINGS)
        made[
            wording.format(
                n=chance.randint(1, 99_999),
                m=chance.randint(1, 99_999),
                d=chance.randint(10, 40),
                o=chance.randint(1, 12),
                p=chance.randint(1, 28),
            )
        ] = None
    return list(made)


def read_all(count: int) -> None:
    """Read that many distinct targets in this process, which has read nothing before."""
    made = targets(count)
    begun = time.perf_counter()
    from targetlint.targets.parser import parse  # noqa: PLC0415 - a cold start is measured

    for wording in made:
        parse(wording)
    spent = time.perf_counter() - begun
    print(f"{count:>9,} distinct targets, cold: {spent:6.2f} s  {spent / count * 1e6:5.1f} µs each")
    begun = time.perf_counter()
    last = made[-1]
    for _ in range(count):
        parse(last)
    spent = time.perf_counter() - begun
    print(f"{count:>9,} times the same:        {spent:6.2f} s  {spent / count * 1e6:5.2f} µs each")


def read_long() -> None:
    """Read ever longer texts: in one go, and beyond the limit in the first part only."""
    from targetlint.targets import driver  # noqa: PLC0415 - as above
    from targetlint.targets.language import language  # noqa: PLC0415 - as above
    from targetlint.targets.parser import parse  # noqa: PLC0415 - as above

    parse(LONG)
    print("\n characters   parse, ms   tables alone without a limit, ms")
    for length in LENGTHS:
        text = (f"{length}、" + LONG * (length // len(LONG) + 1))[:length]
        begun = time.perf_counter()
        parse(text)
        middle = time.perf_counter()
        alone = ""
        if length <= LONGEST_ALONE:
            driver.read(language().machine, text)
            alone = f"{(time.perf_counter() - middle) * 1e3:10.2f}"
        print(f"{length:>11,}  {(middle - begun) * 1e3:10.2f}  {alone}")


def main() -> None:
    """Run each measurement in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--inside", choices=("all", "long", "nothing"))
    chosen = parser.parse_args()
    if chosen.inside == "all":
        read_all(chosen.count)
    elif chosen.inside == "long":
        read_long()
    elif chosen.inside == "nothing":
        from targetlint.targets.language import language  # noqa: PLC0415 - prepares it

        language()
    else:
        for what in ("nothing", "all", "long"):
            command = [sys.executable, __file__, "--inside", what, "--count", str(chosen.count)]
            subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
