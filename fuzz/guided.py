"""Fuzzing that follows coverage: what reaches new lines of the tool is damaged further."""

import os
import tempfile
import time
from pathlib import Path
from random import Random
from typing import NoReturn

import atheris

_LONGEST = 150_000


def guided(kind: str, minutes: float, seed: int) -> NoReturn:
    """Fuzz one kind of input until the time is over; the process ends here."""
    with atheris.instrument_imports(include=["targetlint"]):
        from fuzz.run import Run, say  # noqa: PLC0415 - what is imported here is instrumented
    from fuzz.damage import damaged  # noqa: PLC0415 - after the instruments
    from fuzz.seeds import kept, seeds  # noqa: PLC0415 - as above

    run, end = Run(), time.monotonic() + minutes * 60

    def one(data: bytes) -> None:
        run.one(kind, data)
        if time.monotonic() > end:
            say(f"guided {kind}, seed {seed}\n{run.figures()}")
            os._exit(1 if run.broken else 0)

    def mutate(data: bytes, longest: int, chosen: int) -> bytes:
        random = Random(chosen)
        if random.random() < 0.3 and not data.startswith(b"PK"):
            return bytes(atheris.Mutate(data, longest))
        return damaged(data, random)[:longest]

    with tempfile.TemporaryDirectory() as folder:
        for number, content in enumerate(
            [*seeds(kind), *(path.read_bytes() for path in kept(kind))]
        ):
            Path(folder, str(number)).write_bytes(content[:_LONGEST])
        options = [
            f"-seed={seed}",
            f"-max_len={_LONGEST}",
            "-timeout=60",
            "-rss_limit_mb=4000",
            "-verbosity=0",
        ]
        atheris.Setup(["fuzz", *options, folder], one, custom_mutator=mutate)
        atheris.Fuzz()
    raise SystemExit(1)
