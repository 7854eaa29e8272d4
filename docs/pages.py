"""The pages of the site that are made from the data: rules, checks, facts, settings.

A hook of mkdocs; ``mkdocs build`` needs nothing else.
"""

import inspect
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from tests.evaluation.figures import evaluate, rows_of  # noqa: E402 - the checkout's own

from targetlint import explain, resources  # noqa: E402
from targetlint.checks import CHECKS, access  # noqa: E402
from targetlint.checks.params import schema, shapes  # noqa: E402
from targetlint.checks.where import COMBINED, OPERATORS  # noqa: E402
from targetlint.rulebook import Rule, shipped  # noqa: E402

LANGUAGES = ("zh", "en")
# The figures of the evaluation that a page shows, with their names.
_FIGURES = {
    "measurable": ("能否核对判断一致", "measurable or not, as labelled"),
    "no-precision": ("“不可核对”查准率", "“not measurable”, precision"),
    "no-recall": ("“不可核对”查全率", "“not measurable”, recall"),
    "comparator": ("比较符号", "comparator"),
    "value": ("数值", "value"),
    "unit": ("单位", "unit"),
    "kind": ("目标类别", "kind of target"),
    "category": ("指标维度", "category"),
    "misfiled-found": ("放错位置，查出", "in the wrong section, found"),
    "misfiled-false": ("放错位置，误报", "in the wrong section, wrongly said"),
}
_SHAPES = {"string": "text", "boolean": "true or false"}
_HEADS = {
    "zh": ("规则目录", "| 编号 | 名称 | 级别 | 要求 |"),
    "en": ("The rules", "| id | name | severity | requirement |"),
}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    for path, text in made():
        files.append(File.generated(config, path, content=text))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Put the figures of the evaluation where a page asks for them."""
    for lang in LANGUAGES:
        mark = f"<!-- figures {lang} -->"
        if mark in markdown:
            markdown = markdown.replace(mark, "\n".join(_figures(lang)))
    return markdown


def _figures(lang: str) -> Iterator[str]:
    tables = sorted((ROOT / "tests" / "evaluation").glob("rows-*.tsv"))
    outcomes = [evaluate(rows_of(path)) for path in tables]
    heads = (f"{path.stem} ({found.rows})" for path, found in zip(tables, outcomes, strict=True))
    yield f"| | {' | '.join(heads)} |"
    yield "| --- |" + " ---: |" * len(tables)
    for key, names in _FIGURES.items():
        cells = " | ".join(f"{found.figures[key]:.1%}" for found in outcomes)
        yield f"| {names[LANGUAGES.index(lang)]} | {cells} |"


def made() -> Iterator[tuple[str, str]]:
    """Give every page that is made, by its path in the site."""
    rules = shipped()
    for lang in LANGUAGES:
        yield f"rules/{lang}/index.md", _index(rules, lang)
        for rule in rules:
            yield f"rules/{lang}/{rule.id}.md", explain.page(rule, lang)
    yield "reference/checks.md", "\n".join(_checks())
    yield "reference/facts.md", "\n".join(_facts())
    yield "reference/settings.md", "\n".join(_settings())


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _index(rules: Iterable[Rule], lang: str) -> str:
    title, head = _HEADS[lang]
    lines = [f"# {title}", "", head, "| --- | --- | --- | --- |"]
    for rule in rules:
        levels = ", ".join(dict.fromkeys(rule.severity.values()))
        summary = _cell(rule.data["summary"][lang])
        lines.append(f"| [{rule.id}]({rule.id}.md) | `{rule.name}` | {levels} | {summary} |")
    return "\n".join(lines) + "\n"


def _checks() -> Iterator[str]:
    yield "# Checks\n"
    yield "What `check:` of a rule file may name, the subjects it takes, and its `params:`.\n"
    for name, check in CHECKS.items():
        yield f"## {name}\n"
        subjects = ", ".join(f"`{subject}`" for subject in check.subjects)
        yield f"{inspect.getdoc(check.run)} Subject: {subjects}.\n"
        parameters = shapes(check.params)
        if not parameters:
            yield "No parameters.\n"
            continue
        yield f"{inspect.getdoc(check.params)}\n"
        yield "| parameter | is | without it |"
        yield "| --- | --- | --- |"
        defaults: dict[str, Any] = check.params._field_defaults  # type: ignore[attr-defined]
        for key, shape in parameters.items():
            absent = f"`{json.dumps(defaults[key])}`" if key in defaults else "required"
            yield f"| `{key}` | {_cell(_described(schema(shape)))} | {absent} |"
        yield ""


def _described(made: dict[str, Any]) -> str:
    """Say the schema of a parameter in a few words."""
    if "anyOf" in made:
        return " or ".join(dict.fromkeys(_described(choice) for choice in made["anyOf"]))
    if "enum" in made:
        return "one of " + " ".join(map(str, made["enum"]))
    kind = made.get("format") or made.get("type") or "conditions, as in where"
    if kind == "array":
        return f"list of {_described(made['items'])}"
    if kind == "object":
        return f"mapping to {_described(made.get('additionalProperties') or {})}"
    return _SHAPES.get(kind, str(kind))


def _facts() -> Iterator[str]:
    yield "# Facts and conditions\n"
    yield "What `where:` of a rule file may ask. A name with a dot is a field of the form"
    yield "(`project.category`), `row.` before a name a cell of the row (`row.unit`).\n"
    for title, facts in (
        ("indicator", access.INDICATOR_FACTS),
        ("form (under every subject)", access.FORM_FACTS),
        ("field", access.FIELD_FACTS),
        ("group", access.GROUP_FACTS),
    ):
        yield f"* **{title}**: {', '.join(f'`{name}`' for name in facts)}"
    yield f"\nOperators: {', '.join(f'`{name}`' for name in OPERATORS)};"
    yield f"combinations: {', '.join(f'`{name}`' for name in COMBINED)}.\n"


def _settings() -> Iterator[str]:
    schema = json.loads((resources.RULES / "schemas" / "config.schema.json").read_text("utf-8"))
    yield "# Settings\n"
    yield f"{schema['description']}\n"
    yield "| key | sets |"
    yield "| --- | --- |"
    for key, about in schema["properties"].items():
        yield f"| `{key}` | {_cell(about.get('description', ''))} |"
