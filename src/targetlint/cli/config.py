"""``targetlint config``: what holds for a file, and where each setting comes from."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from targetlint.cli.options import lang_option
from targetlint.cli.settings import settings_options
from targetlint.cli.setup import said
from targetlint.cli.surroundings import language
from targetlint.config.decisions import Step, decide
from targetlint.config.files import in_folder
from targetlint.config.found import NAMES
from targetlint.config.layers import COMMAND, OVERRIDE, PROFILE, Layer, Origin, paths, texts
from targetlint.config.resolver import Resolver, Setting, Settings
from targetlint.config.ruleset import all_rules, choose
from targetlint.config.selectors import closeness, nearest_name
from targetlint.located import shown
from targetlint.phrases import say
from targetlint.reports.visible import visible
from targetlint.rulebook import OFF, Rule

_PATHS = ("extends", "exclude", "rule-files", "packs")
_LISTS = (*_PATHS, "mandatory", "select", "extend-select", "ignore")
_TABLES = ("severity", "rules", "hide", "words", "limits")
_ALWAYS = {"fail-on": "error", "author-waivers": "honour"}


@click.command()
@click.argument("file", default=".")
@click.option("--why", metavar="RULE", help="Tell every step that led to the severity of a rule.")
@click.option("--format", "-f", "form", type=click.Choice(["text", "json"]), default="text")
@lang_option
@settings_options
def config(file: str, why: str | None, form: str, **asked: Any) -> int:
    """Show the settings that hold for FILE, each with the place it comes from."""
    resolver = Resolver(said(asked), config=asked["config"], isolated=asked["isolated"])
    settings = resolver.settings(str(Path(file, "form.yaml")) if Path(file).is_dir() else file)
    lang = language(asked["lang"], settings.text("lang") or None)
    choose(settings)
    if why is not None:
        return _why(why, settings, lang, form)
    entries = list(_entries(settings))
    if form == "json":
        rows = [{"setting": key, "value": value, "origin": str(at)} for key, value, at in entries]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return 0
    for line in _files(settings, lang):
        click.echo(visible(f"# {line}"))
    for path, by in resolver.unheeded.items():
        click.echo(visible(f"# {say('config-unheeded', lang, file=path, by=by)}"))
    for key, value, origin in entries:
        click.echo(visible(f"{key}: {_written(value)}  # {_origin(origin, lang)}"))
    return 0


def _files(settings: Settings, lang: str) -> Iterator[str]:
    if not settings.files:
        yield say("config-none", lang)
        return
    nearest, *above = settings.files
    used = [layer.located.path for layer in settings.layers if layer.located.path]
    yield say("config-files", lang, files=", ".join(dict.fromkeys([*used, nearest])))
    folder = Path(nearest).resolve().parent
    for name in NAMES:
        other = shown(str(folder / name))
        if other not in used and (folder / name).is_file() and _holds_settings(folder, name):
            yield say("config-unread", lang, file=other)
    if above:
        yield say("config-above", lang, files=", ".join(above))


def _holds_settings(folder: Path, name: str) -> bool:
    found = in_folder(str(folder))
    content = (folder / name).read_bytes()
    return found is not None and (name != "pyproject.toml" or b"[tool.targetlint" in content)


def _entries(settings: Settings) -> Iterator[tuple[str, Any, Origin]]:
    """Go through what holds, setting by setting, with the layer that has the say."""
    keys = dict.fromkeys(key for layer in settings.layers for key in layer.data)
    for key in (*keys, *(name for name in _ALWAYS if name not in keys)):
        if key in _LISTS:
            yield from _said(settings.layers, key)
        elif key in _TABLES:
            yield from _table(settings, key)
        elif key not in ("overrides", "files"):
            found = settings.get(key) or Setting(_ALWAYS[key], Origin("default", "default"))
            yield key, found.value, found.origin
    for layers in settings.above:
        yield from _said(layers, "mandatory")


def _said(layers: Iterable[Layer], key: str) -> Iterator[tuple[str, Any, Origin]]:
    """Give a list that every layer can add to, layer by layer."""
    for layer in layers:
        if key in layer.data:
            words = paths if key in _PATHS else texts
            yield key, words(layer.data[key]), layer.origin(key)


def _table(settings: Settings, key: str) -> Iterator[tuple[str, Any, Origin]]:
    """Give each entry of a table as the strongest layer has it."""
    found: dict[str, tuple[Any, Layer]] = {}
    for layer in settings.layers:
        for name, value in (layer.data.get(key) or {}).items():
            found[name] = (value, layer)
    for name, (value, layer) in found.items():
        yield f"{key}.{name}", value, layer.origin(key, name)


def _written(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)


def _origin(origin: Origin, lang: str) -> str:
    if origin.kind == COMMAND:
        return f"{say('config-command-line', lang)} {origin.path}"
    if origin.kind == PROFILE:
        name = Path(origin.path).stem
        return f"{say('config-profile', lang, name=name)} ({origin})"
    return f"{origin} (overrides)" if origin.kind == OVERRIDE else str(origin)


def _why(selector: str, settings: Settings, lang: str, form: str) -> int:
    rules = all_rules(settings)
    rule = next((rule for rule in rules if _named(rule, selector)), None)
    if rule is None:
        near = nearest_name(rules, selector)
        key = "unknown-rule-near" if near else "unknown-rule"
        raise click.UsageError(say(key, lang, rule=selector, near=near))
    decision = decide(rule, settings)
    final = str(decision.levels) if decision.on else OFF
    if form == "json":
        steps = [{**step._asdict(), "origin": str(step.origin)} for step in decision.steps]
        told = {"rule": rule.id, "name": rule.name, "severity": final, "steps": steps}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    click.echo(f"{rule.id} {rule.name}")
    for step in decision.steps:
        click.echo(visible(f"  {_step(step, lang)}"))
    key = "config-rule-on" if decision.on else "config-rule-off"
    click.echo(say(key, lang, severity=final))
    return 0


def _named(rule: Rule, selector: str) -> bool:
    close = closeness(rule, selector)
    return close is not None and close >= len(rule.id)


def _step(step: Step, lang: str) -> str:
    what = say("config-step-rule", lang) if step.what == "rule" else f"{step.what}: {step.value}"
    end = say("config-step-refused", lang) if step.refused else step.effect
    where = "" if step.what == "rule" else f"  ({_origin(step.origin, lang)})"
    return f"{what}{where} → {end}"
