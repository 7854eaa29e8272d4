"""Forms for the portfolio: made ones, with copies planted among them."""

import random
import re
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from targetlint.resources import load
from targetlint.session import Request, Session
from targetlint.stats.facts import FormFacts
from targetlint.stats.portraits import facts

ROOT = Path(__file__).parents[2]
SETTINGS: dict[str, Any] = load("rules/stats.yaml")


def made(count: int, seed: int = 1) -> Iterator[str]:
    """Make distinct forms as the benchmark makes them."""
    spec = spec_from_file_location("make_forms", ROOT / "benchmarks" / "make_forms.py")
    assert spec
    assert spec.loader
    module: Any = module_from_spec(spec)
    spec.loader.exec_module(module)
    yield from module.forms(count, seed=seed)


def copied(text: str, chance: random.Random, share: float) -> str:
    """Copy a form to another office, with a share of its figures and sentences changed."""
    text = re.sub(r"(applicant|department): .*", r"\1: 乙县财政局", text)
    text = re.sub(r"[1-9](?=\d*[%个次人户件])", lambda old: _figure(old[0], chance, share), text)
    return re.sub(
        r"[^，。；：\"\n]{6,}(?=[，。；])", lambda old: _rewritten(old[0], chance, share), text
    )


def _figure(old: str, chance: random.Random, share: float) -> str:
    return str(chance.randint(1, 9)) if chance.random() < share else old


def _rewritten(old: str, chance: random.Random, share: float) -> str:
    if chance.random() >= share:
        return old
    return "".join(chr(chance.randint(0x4E00, 0x9000)) for _ in old)


def form_facts(text: str, path: str = "a.yaml") -> FormFacts:
    """Give what the portfolio knows of a form, without any rule."""
    session = Session((), Request("zh"))
    forms = session.forms(text.encode(), path)
    return facts(session.desk(path).judge(forms, path), forms, SETTINGS["budget"]).forms[0]
