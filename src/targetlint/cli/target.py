"""``targetlint target``: how target values are read."""

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import click

from targetlint import resources
from targetlint.cli.options import lang_option
from targetlint.cli.surroundings import language
from targetlint.phrases import say
from targetlint.reports.visible import visible
from targetlint.targets.model import Part, Reading
from targetlint.targets.reading import read

_FIELDS = 4


@click.command()
@click.argument("texts", nargs=-1, metavar="[TEXT...]")
@click.option("--format", "-f", "form", type=click.Choice(["table", "jsonl"]), default="table")
@lang_option
def target(texts: tuple[str, ...], form: str, lang: str | None) -> int:
    """Show how target values are read.

    Each TEXT, or each line of standard input for -, holds up to four fields divided by tabs:
    target, indicator name, second-level name, first-level name.
    """
    chosen = language(lang)
    if not texts:
        raise click.UsageError(say("no-targets", chosen))
    for line in _lines(texts):
        fields = [*line.split("\t"), "", "", ""][:_FIELDS]
        reading = read(fields[0], fields[1].strip(), fields[2].strip(), fields[3].strip())
        if form == "jsonl":
            click.echo(json.dumps(as_json(fields, reading), ensure_ascii=False))
        else:
            lines = map(visible, as_table(fields, reading, chosen))
            click.echo("\n".join(lines) + "\n")
    return 0


def _lines(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        if text != "-":
            yield text
            continue
        read_in = sys.stdin.buffer.read().decode("utf-8-sig", "replace")
        for line in read_in.removesuffix("\n").split("\n") if read_in else ():
            yield line.rstrip("\r")


def as_json(fields: list[str], reading: Reading) -> dict[str, Any]:
    """Give a reading as the interface has it."""
    read_as = reading.target
    return {
        "target": fields[0],
        "kind": reading.kind.value,
        "measurable": reading.measurable.value,
        "comparator": reading.comparator,
        "value": read_as.value,
        "lower": read_as.lower,
        "upper": read_as.upper,
        "unit": reading.unit,
        "normalised": read_as.normalised,
        "category": reading.category,
        "misfiled": reading.misfiled,
        "reason": reading.reason,
        "parts": [_part(part, fields[0]) for part in read_as.parts],
        "problems": [fault.kind for fault in reading.problems],
    }


def _part(part: Part, text: str) -> dict[str, Any]:
    return {
        "text": text[part.start : part.end],
        "kind": part.kind.value,
        "comparator": part.comparator,
        "value": part.value,
        "lower": part.lower,
        "upper": part.upper,
        "unit": part.unit,
        "dimension": part.dimension,
        "base": part.base,
    }


def as_table(fields: list[str], reading: Reading, lang: str) -> list[str]:
    """Give a reading as lines for a person: how it was understood, and what is missing."""
    read_as = reading.target
    shown = " / ".join(field for field in (fields[3], fields[2], fields[1]) if field.strip())
    lines = [(f"{shown}: " if shown else "") + (fields[0] or say("target-empty", lang))]
    rows: list[tuple[str, str]] = [("kind", say(f"kind-{reading.kind.value}", lang))]
    verdict = say(f"measurable-{reading.measurable.value}", lang)
    if reading.reason:
        verdict += f" ({resources.load('rules/reasons.yaml')[reading.reason][lang]})"
    rows.append(("measurable", verdict))
    if reading.comparator and read_as.value is not None:
        unit = reading.unit or ""
        rows.append(("reads", f"{reading.comparator} {read_as.value} {unit}".rstrip()))
    if read_as.normalised and read_as.normalised != fields[0].strip():
        rows.append(("normalised", read_as.normalised))
    if reading.category:
        rows.append(("category", say(f"category-{reading.category}", lang)))
    if reading.misfiled == "yes":
        rows.append(("misfiled", say("misfiled-yes", lang, section=fields[2])))
    if len(read_as.parts) > 1:
        pieces = " | ".join(fields[0][part.start : part.end] for part in read_as.parts)
        rows.append(("parts", pieces))
    return lines + [f"  {say(f'target-{key}', lang)}: {value}" for key, value in rows]
