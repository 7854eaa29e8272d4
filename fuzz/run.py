"""A run of the fuzzers: inputs made and judged one after the other, and what broke, kept."""

import hashlib
import json
import re
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from random import Random

from fuzz.damage import damaged
from fuzz.oracle import judged
from fuzz.seeds import KINDS, kept, seeds

FOUND = Path(__file__).parent / "found"
# CPU seconds after which an input counts as one that hangs the tool.
PATIENCE = 8.0
# Bytes that may cost a second more.
SPEED = 150_000
_NUMBERS = re.compile(r"\d+")


def say(text: str) -> None:
    """Tell whoever watches."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def signature(error: BaseException) -> str:
    """Tell one way of breaking from another: by the kind of error and the lines of the tool."""
    steps = traceback.extract_tb(error.__traceback__)
    own = [
        f"{Path(step.filename).name}:{step.name}" for step in steps if "targetlint" in step.filename
    ]
    text = _NUMBERS.sub("N", str(error))[:80] if isinstance(error, AssertionError) else ""
    return " ".join([type(error).__name__, text, *own[-2:]])


def keep(kind: str, data: bytes, told: str) -> Path:
    """Keep an input that broke something."""
    name = f"{kind}-{hashlib.sha256(told.encode()).hexdigest()[:10]}.{KINDS[kind].ending}"
    FOUND.mkdir(exist_ok=True)
    path = FOUND / name
    if not path.exists() or path.stat().st_size > len(data):
        path.write_bytes(data)
        path.with_name(name + ".txt").write_text(told + "\n", "utf-8")
    return path


class Run:
    """A run in figures: how inputs were taken, by kind, and in which ways the tool broke."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.taken: Counter[str] = Counter()
        self.broken: Counter[str] = Counter()

    def one(self, kind: str, data: bytes) -> None:
        """Judge one input."""
        begun = time.process_time()
        try:
            self.taken[f"{kind} {judged(kind, data)}"] += 1
        except Exception as error:  # noqa: BLE001 - any escape is what is looked for
            self.taken[f"{kind} broke"] += 1
            told = signature(error)
            if not self.broken[told]:
                path = keep(kind, data, f"{told}\n{''.join(traceback.format_exception(error))}")
                say(f"{path}: {told}: {str(error)[:200]}")
            self.broken[told] += 1
        spent = time.process_time() - begun
        if spent > PATIENCE + len(data) / SPEED:
            told = f"slow {kind}"
            self.broken[told] += 1
            say(f"{keep(kind, data, told)}: {spent:.1f} s for {len(data)} bytes")

    def figures(self) -> str:
        """Give the figures as JSON."""
        figures = {"executions": self.taken.total(), "taken": dict(sorted(self.taken.items()))}
        return json.dumps({**figures, "broken": dict(self.broken)}, ensure_ascii=False, indent=1)


def next_input(kind: str, random: Random) -> bytes:
    """Damage one of the seeds of a kind, or of the inputs kept."""
    old = kept(kind)
    if old and random.random() < 0.1:
        data = random.choice(old).read_bytes()
    else:
        data = random.choice(seeds(kind))
    return damaged(data, random)
