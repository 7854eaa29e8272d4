"""Fuzz for as long as you like: ``python -m fuzz --minutes 10``.

Damaged seeds of every kind go through the oracle; with ``--guided`` coverage chooses what to go on with
(atheris, the extra ``fuzz``). What breaks the tool is kept in ``fuzz/found``, one input for each way of
breaking; once that is mended, it belongs into ``fuzz/corpus/KIND``.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random


def main() -> int:
    """Run; 1 where something broke."""
    asked = _asked()
    if asked.guided:
        from fuzz.guided import guided  # noqa: PLC0415 - needs atheris

        guided((asked.kind or ["yaml"])[0], asked.minutes, asked.seed or int(time.time()))
    from fuzz.run import Run, next_input, say  # noqa: PLC0415 - imports the tool
    from fuzz.seeds import KINDS  # noqa: PLC0415 - as above

    run, kinds = Run(), asked.kind or list(KINDS)
    for name in asked.inputs:
        run.one(Path(name).name.partition("-")[0], Path(name).read_bytes())
    seed = int(time.time()) if asked.seed is None else asked.seed
    random, end, number = Random(seed), time.monotonic() + asked.minutes * 60, 0
    while not asked.inputs and time.monotonic() < end and number != (asked.executions or -1):
        kind = kinds[number % len(kinds)]
        run.one(kind, next_input(kind, random))
        number += 1
    say(f"seed {seed}\n{run.figures()}")
    return 1 if run.broken else 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m fuzz", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--executions", type=int, default=0, help="stop after so many")
    parser.add_argument("--seed", type=int, default=None, help="the same damage each time")
    parser.add_argument(
        "--kind", action="append", help="yaml, docx, rule, config, ...; all in turn without it"
    )
    parser.add_argument("--guided", action="store_true", help="let coverage choose, for one kind")
    parser.add_argument("inputs", nargs="*", help="files to judge instead, named KIND-....ending")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
