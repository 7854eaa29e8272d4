"""The benchmark: targetlint as installed, beside two peers, on forms made for it.

    python benchmarks/run.py [--quick] [--output docs/benchmarks.md]

Builds the wheel, installs it with its bytecode compiled into an environment of its own beside
yamllint and check-jsonschema, makes the forms, measures, prints the tables and writes them.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import venv
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from statistics import median

from grid import grid
from make_forms import with_long_target
from measure import Cost, cost, interleaved, middle

ROOT = Path(__file__).parents[1]
PEERS = ("yamllint", "check-jsonschema")
_KEPT = 10_000  # as many forms as the cache holds with ease
_FLOOR = """
import sys, time, yaml
begun = time.perf_counter()
for path in open(sys.argv[1], encoding="utf-8").read().splitlines():
    with open(path, "rb") as file:
        yaml.compose(file.read(), Loader=yaml.CSafeLoader)
print(time.perf_counter() - begun)
"""


class Bench:
    """The environment with everything installed, the forms, and the commands."""

    def __init__(self, home: Path) -> None:
        """Take a folder to work in."""
        self.home = home
        self.scripts = home / "env" / "bin"
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
        self.env = {**kept, "XDG_CACHE_HOME": str(home / "cache"), "LC_ALL": "C.UTF-8"}

    def install(self) -> None:
        """Build the wheel and install it and the peers, with compiled bytecode."""
        venv.EnvBuilder(with_pip=True).create(self.home / "env")
        python = str(self.scripts / "python")
        dist = self.home / "dist"
        self._do(python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(dist), str(ROOT))
        wheels = [str(path) for path in dist.glob("*.whl")]
        self._do(python, "-m", "pip", "install", "-q", *wheels, *PEERS, "distributed")
        self._do(python, "-m", "compileall", "-q", str(self.home / "env" / "lib"))
        schema = self.home / "form.schema.json"
        schema.write_text(self.said("targetlint", "schema"), encoding="utf-8")

    def _do(self, *command: str) -> None:
        subprocess.run(command, check=True, env=self.env, stderr=subprocess.DEVNULL)

    def said(self, name: str, *words: str) -> str:
        """Give what a command of the environment prints."""
        command = (str(self.scripts / name), *words)
        return subprocess.run(
            command, check=True, env=self.env, capture_output=True, encoding="utf-8"
        ).stdout

    def forms(self, count: int, *, rows: int = 12) -> Path:
        """Give a folder with so many forms; made by another process, to keep this one small."""
        folder = self.home / f"forms-{count}-{rows}"
        if not folder.exists():
            maker = str(Path(__file__).with_name("make_forms.py"))
            python = sys.executable
            self._do(python, maker, str(count), str(folder), "--rows", str(rows), "--seed", "7")
        return folder

    @cached_property
    def targetlint(self) -> tuple[str, ...]:
        """The command as it is measured: every rule, nothing remembered from an earlier run."""
        return (str(self.scripts / "targetlint"), "check", "--no-cache", "-f", "json")

    def commands(self, *paths: str) -> dict[str, tuple[str, ...]]:
        """Give the commands to compare, on the same files."""
        schema = str(self.home / "form.schema.json")
        return {
            "targetlint": (*self.targetlint, "-j", "1", *paths),
            "yamllint": (str(self.scripts / "yamllint"), *paths),
            "check-jsonschema": (
                str(self.scripts / "check-jsonschema"), "--schemafile", schema, *paths,
            ),
        }  # fmt: skip

    def floor(self, files: Sequence[Path]) -> float:
        """Give the seconds that libyaml's compose alone takes for the same bytes."""
        listed = self.home / "files.txt"
        listed.write_text("\n".join(map(str, files)), encoding="utf-8")
        return float(self.said("python", "-c", _FLOOR, str(listed)))


def files(folder: Path) -> list[Path]:
    """Give the forms of a folder, in order."""
    return sorted(folder.rglob("*.yaml"))


def cold(bench: Bench, rounds: int) -> Iterator[str]:
    """One form, another one each time: the wait of somebody who has just saved a file."""
    made = [str(path) for path in files(bench.forms(1000))]

    def command(name: str, form: str) -> tuple[str, ...]:
        ours = (str(bench.scripts / "targetlint"), form)
        return ours if name == "targetlint" else bench.commands(form)[name]

    taken = interleaved(
        {name: (lambda at, name=name: command(name, made[at])) for name in bench.commands("")},
        rounds,
        bench.env,
    )
    yield "\n## One form, cold\n"
    yield "`targetlint form.yaml` as a person types it; one form alone is never cached."
    yield f"Medians of {rounds} interleaved rounds, a new form each.\n"
    yield from _beside(taken, "ms", 1e3)


def bulk(bench: Bench, rounds: int) -> Iterator[str]:
    """A thousand forms in one process."""
    made = files(bench.forms(1000))
    size = sum(path.stat().st_size for path in made)
    commands = bench.commands(*map(str, made))
    fixed = {name: (lambda _, command=command: command) for name, command in commands.items()}
    turns = [(interleaved(fixed, 1, bench.env), bench.floor(made)) for _ in range(rounds)]
    taken = {name: middle([turn[name] for turn, _ in turns]) for name in commands}
    floor = median(seconds for _, seconds in turns)
    ours = taken["targetlint"].seconds
    peer = min(taken[name].seconds for name in PEERS)
    yield f"\n## A thousand forms\n\n{size / 1e6:.1f} MB, 12 rows a form, one process, json.\n"
    yield from _beside(taken, "s", 1)
    yield f"\nlibyaml's compose of the same bytes alone: {floor:.2f} s. targetlint takes"
    yield f"**{ours / floor:.1f} ×** that; it is **{peer / ours:.1f} ×** as fast as either peer."


def _beside(taken: dict[str, Cost], unit: str, factor: float) -> Iterator[str]:
    """Write costs as a table, each beside targetlint's."""
    ours = taken["targetlint"]
    yield f"| tool | time ({unit}) | targetlint takes | processor ({unit}) | peak memory (MB) |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, one in taken.items():
        ratio = "" if one is ours else f"{ours.seconds / one.seconds:.2f} ×"
        spent = f"{one.seconds * factor:.3g} | {ratio} | {one.cpu * factor:.3g}"
        yield f"| {name} | {spent} | {one.peak:.0f} |"


def growth(bench: Bench, largest: int) -> Iterator[str]:
    """How cost grows with forms, rows of a form and the length of a target."""
    yield "\n## Growth with the number of forms\n"
    yield "| forms | `-j 1` (s) | per form (ms) | peak (MB) | `-j 2` (s) | two processes gain |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: |"
    count = 100
    while count <= largest:
        folder = str(bench.forms(count))
        one = cost((*bench.targetlint, "-j", "1", folder), env=bench.env)
        two = cost((*bench.targetlint, "-j", "2", folder), env=bench.env)
        yield (
            f"| {count:,} | {one.seconds:.2f} | {one.seconds / count * 1e3:.2f} | {one.peak:.0f} "
            f"| {two.seconds:.2f} | {one.seconds / two.seconds:.2f} × |"
        )
        count *= 10
    yield "\n## Growth with the rows of a form\n"
    yield from _curve(
        "rows", [(n, files(bench.forms(1, rows=n))[0]) for n in (12, 100, 1000, 5000)], bench
    )
    yield "\n## Growth with the length of a target\n"
    lengths = []
    for length in (10, 100, 1000, 10000):
        path = bench.home / f"target-{length}.yaml"
        path.write_text(with_long_target(length), encoding="utf-8")
        lengths.append((length, path))
    yield from _curve("characters", lengths, bench)


def _curve(what: str, points: list[tuple[int, Path]], bench: Bench) -> Iterator[str]:
    yield f"| {what} | time (ms) | peak (MB) |"
    yield "| ---: | ---: | ---: |"
    for number, path in points:
        one = interleaved({"": lambda _, path=path: (*bench.targetlint, str(path))}, 3, bench.env)[
            ""
        ]
        yield f"| {number:,} | {one.seconds * 1e3:.0f} | {one.peak:.0f} |"


def rules(bench: Bench) -> Iterator[str]:
    """How cost grows with the number of rules."""
    ids = [entry["id"] for entry in json.loads(bench.said("targetlint", "rules", "-f", "json"))]
    folder = str(bench.forms(1000))
    yield "\n## Growth with the number of rules\n\nA thousand forms, one process.\n"
    yield "| rules | time (s) |"
    yield "| ---: | ---: |"
    for share in (0, 0.25, 0.5, 1):
        chosen = ids[: max(1, int(len(ids) * share))]
        command = (*bench.targetlint, "-j", "1", "--select", ",".join(chosen), folder)
        yield f"| {len(chosen)} | {cost(command, env=bench.env).seconds:.2f} |"


def again(bench: Bench, largest: int) -> Iterator[str]:
    """What the cache spares; with the processor time, which a busy machine disturbs less."""
    yield "\n## A second run over an unchanged folder\n"
    yield "| forms | first (s) | second (s) | | processor, first (s) | second (s) | |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    count = 100
    while count <= largest:
        folder = str(bench.forms(count))
        command = (str(bench.scripts / "targetlint"), "-f", "json", "-j", "1", folder)
        first = cost(command, env=bench.env)
        second = middle([cost(command, env=bench.env) for _ in range(3)])
        yield (
            f"| {count:,} | {first.seconds:.2f} | {second.seconds:.2f} "
            f"| {second.seconds / first.seconds:.2f} × "
            f"| {first.cpu:.2f} | {second.cpu:.2f} | {second.cpu / first.cpu:.2f} × |"
        )
        count *= 10


def spread(bench: Bench, count: int, rounds: int) -> Iterator[str]:
    """Two processes and a cluster of two workers, beside what two cores could give at best.

    The best is two separate runs at once, each over half of the pile: a busy machine, or cores
    that share a unit, slow those down as well.
    """
    pile = bench.forms(count)
    folder, parts = str(pile), sorted(str(path) for path in pile.iterdir())
    words = " ".join((*bench.targetlint, "-j", "1"))
    halves = (" ".join(parts[: len(parts) // 2]), " ".join(parts[len(parts) // 2 :]))
    best = f"{words} {halves[0]} & {words} {halves[1]} & wait"
    with grid(bench.scripts / "python", bench.home, 2, bench.env) as address:
        commands: dict[str, tuple[str, ...]] = {
            "`-j 1`": (*bench.targetlint, "-j", "1", folder),
            "two runs at once, half each": ("sh", "-c", best),
            "`-j 2`": (*bench.targetlint, "-j", "2", folder),
            "a cluster of two workers": (*bench.targetlint, "--cluster", address, folder),
        }
        taken = interleaved(
            {name: (lambda _, command=command: command) for name, command in commands.items()},
            rounds,
            bench.env,
        )
    one, two = taken["`-j 1`"].seconds, taken["`-j 2`"].seconds
    yield "\n## Several processes, and a cluster\n"
    yield f"{count:,} forms, {rounds} interleaved rounds.\n"
    yield "| | time (s) | speed, `-j 1` = 1 | speed, `-j 2` = 1 | peak of a process (MB) |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for name, each in taken.items():
        yield (
            f"| {name} | {each.seconds:.1f} | {one / each.seconds:.2f} "
            f"| {two / each.seconds:.2f} | {each.peak:.0f} |"
        )


def machine(bench: Bench) -> Iterator[str]:
    """Say what was measured, with what, on what."""
    listed = bench.said("python", "-m", "pip", "list", "--format=freeze").split()
    wanted = ("targetlint", "PyYAML", "jsonschema", *PEERS)
    versions = ", ".join(
        line.replace("==", " ") for line in listed if line.partition("==")[0] in wanted
    )
    yield "# Benchmarks\n"
    yield "Written by `python benchmarks/run.py`; the forms by `benchmarks/make_forms.py`.\n"
    system = f"{platform.system()} {platform.machine()}"
    yield f"* {datetime.now(UTC):%Y-%m-%d}, a virtual machine with {os.cpu_count()} cores, {system}"
    yield f"* Python {platform.python_version()}; {versions}"
    yield "* the wheel, installed, bytecode compiled; `--no-cache`, all rules"
    yield f"* load of the machine before the first measurement: {os.getloadavg()[0]:.1f}"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller piles")
    parser.add_argument("--largest", type=int, default=10_000, help="the largest pile of forms")
    parser.add_argument("--output", type=Path, default=ROOT / "docs" / "benchmarks.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="targetlint-bench-") as home:
        bench = Bench(Path(home))
        bench.install()
        lines = []
        for part in (
            machine(bench),
            cold(bench, 5 if asked.quick else 20),
            bulk(bench, 1 if asked.quick else 3),
            again(bench, 1000 if asked.quick else min(asked.largest, _KEPT)),
            spread(bench, 2000 if asked.quick else 10_000, 1 if asked.quick else 3),
            growth(bench, 1000 if asked.quick else asked.largest),
            rules(bench),
        ):
            for line in part:
                print(line, flush=True)
                lines.append(line)
    asked.output.parent.mkdir(exist_ok=True)
    asked.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
