"""The page of a rule, in Markdown: made from its file, for the terminal and the site alike."""

import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from targetlint import resources
from targetlint.checks import CHECKS
from targetlint.forms.template import templates
from targetlint.phrases import say
from targetlint.rulebook import OFF, Rule, sources
from targetlint.rulebook import words as in_languages

_LONGEST = 12


def page(rule: Rule, lang: str) -> str:
    """Give the page of a rule: what, why, source, severity, examples, parameters, mends."""
    data = whole(rule)
    lines = [f"# {rule.id} {rule.name}", "", in_languages(data["summary"])[lang], ""]
    for section in (_reasons, _sources, _severity, _examples, _parameters, _mends, _waiver):
        lines += section(rule, data, lang)
    return "\n".join(lines).rstrip() + "\n"


def whole(rule: Rule) -> Mapping[str, Any]:
    """Give the whole content of a rule's file; a run keeps only what it needs of a shipped one."""
    if "file" in rule.data:
        return rule.data
    content: Mapping[str, Any] = resources.load_page(f"rules/{rule.id}-{rule.name}.yaml")
    return content


def _head(key: str, lang: str) -> str:
    return f"## {say(f'explain-{key}', lang)}"


def _worded(data: Mapping[str, Any], key: str, lang: str) -> str:
    return in_languages(data[key])[lang].strip() if key in data else ""


def _reasons(_rule: Rule, data: Mapping[str, Any], lang: str) -> Iterator[str]:
    for key in ("what", "why", "question"):
        text = _worded(data, key, lang)
        if text:
            yield from (_head(key, lang), "", text, "")


def _sources(_rule: Rule, data: Mapping[str, Any], lang: str) -> Iterator[str]:
    if not data.get("source"):
        return
    known = sources()
    yield from (_head("source", lang), "")
    for name in data["source"]:
        if name not in known:
            yield f"- {name}"
            continue
        standing = say(f"explain-{known[name]['standing']}", lang)
        yield f"- {known[name][lang]}{standing}"
    yield ""


def _severity(rule: Rule, data: Mapping[str, Any], lang: str) -> Iterator[str]:
    yield from (_head("severity", lang), "")
    if "aspect" in data:
        aspect = say(f"aspect-{data['aspect']}", lang)
        yield f"{aspect} · {_group(rule, lang)}"
        yield ""
    if len(rule.severity) == 1:
        yield f"**{_level(rule.severity['default'], lang)}**"
    else:
        yield f"| {say('explain-layout', lang)} | {say('explain-level', lang)} |"
        yield "| --- | --- |"
        for name, severity in rule.severity.items():
            if name != "default":
                yield f"| {layout(name, lang)} | {_level(severity, lang)} |"
        others = say("explain-others", lang)
        yield f"| {others} | {_level(rule.severity['default'], lang)} |"
    yield ""
    for entry in data.get("severity_if") or ():
        said = {"where": conditions(entry["where"]), "severity": _level(entry["severity"], lang)}
        yield f"- {say('explain-level-if', lang, **said)}"
    for name, variant in rule.variants.items():
        level = f" ({_level(variant.severity, lang)})" if variant.severity else ""
        message = variant.message.get(lang) or rule.message[lang]
        yield f"- `{name}`{level}: {message}"
    if rule.templates:
        named = ", ".join(layout(name, lang) for name in sorted(rule.templates))
        yield f"- {say('explain-templates', lang, templates=named)}"
    if data.get("where"):
        yield f"- {say('explain-where', lang, where=conditions(data['where']))}"
    if rule.yields_to:
        yield f"- {say('explain-yields', lang, rules=', '.join(sorted(rule.yields_to)))}"
    yield ""


def _group(rule: Rule, lang: str) -> str:
    try:
        return say(f"group-{rule.group}", lang)
    except KeyError:
        return rule.group


def _level(severity: str, lang: str) -> str:
    return severity if severity == OFF else say(f"report-severity-{severity}", lang)


def layout(name: str, lang: str) -> str:
    """Name a layout by its id and title; a family by its id alone."""
    known = templates().get(name)
    return f"{name} {known.title[lang]}" if known is not None else name


def conditions(where: Any) -> str:
    """Write a condition on one line, much as the rule file has it."""
    if isinstance(where, Mapping):
        return ", ".join(f"{key}: {_nested(value)}" for key, value in where.items())
    return _nested(where)


def _nested(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + conditions(value) + "}"
    if isinstance(value, list):
        shown = [_nested(item) for item in value[:_LONGEST]]
        return "[" + ", ".join(shown) + (", …]" if len(value) > _LONGEST else "]")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def _examples(_rule: Rule, data: Mapping[str, Any], lang: str) -> Iterator[str]:
    for kind in ("bad", "good"):
        examples = (data.get("examples") or {}).get(kind) or ()
        if not examples:
            continue
        yield from (_head(kind, lang), "")
        for example in examples:
            yield from ("```yaml", *_example(example), "```")
            if "waivers" in example:  # as they stand in a waiver file
                yield from ("", "```yaml", *_example({"waivers": example["waivers"]}), "```")
            if example.get("at"):
                yield from ("", say("explain-at", lang, at=f"`{example['at']}`"))
            yield ""


def _example(example: Mapping[str, Any]) -> list[str]:
    """Write an example as its author would."""
    import yaml  # noqa: PLC0415 - only pages write YAML

    shown: Any = {key: value for key, value in example.items() if key not in ("at", "encoding")}
    if "text" in shown:
        return str(shown["text"]).rstrip("\n").split("\n")
    if "forms" in shown:
        shown = shown["forms"]
    elif "form" in shown:
        shown = shown["form"]
    text: str = yaml.safe_dump(
        shown, allow_unicode=True, sort_keys=False, width=88, default_flow_style=None
    )
    return text.rstrip("\n").split("\n")


def _parameters(_rule: Rule, data: Mapping[str, Any], lang: str) -> Iterator[str]:
    yield from (_head("params", lang), "")
    # What a check says of itself is written for authors of rules, in English.
    own = CHECKS[data["check"]].run
    doc = (inspect.getdoc(own) or "").partition("\n")[0] if lang == "en" else ""
    yield say("explain-check", lang, check=f"`{data['check']}`", what=doc).rstrip()
    yield ""
    entries = [data, *(data.get("also") or ())]
    written = [pair for entry in entries for pair in (entry.get("params") or {}).items()]
    if not written:
        return
    yield f"| {say('explain-param', lang)} | {say('explain-value', lang)} |"
    yield "| --- | --- |"
    for key, value in written:
        shown = _nested(value).replace("|", "\\|").replace("\n", "\\n")
        yield f"| `{key}` | {shown} |"
    yield ""


def _mends(rule: Rule, _data: Mapping[str, Any], lang: str) -> Iterator[str]:
    advice = rule.advice.get(lang, "")
    if not advice and not rule.fix:
        return
    yield from (_head("fix", lang), "")
    if advice:
        yield from (advice, "")
    if rule.fix in ("safe", "suggested"):
        yield from (say(f"explain-fix-{rule.fix}", lang), "")


def _waiver(rule: Rule, _data: Mapping[str, Any], lang: str) -> Iterator[str]:
    reason = say("explain-waive-reason", lang)
    yield from (_head("waive", lang), "", say("explain-waive-how", lang), "")
    yield from ("```yaml", f"# targetlint: ignore[{rule.id}] {reason}", "```", "")
    yield from (say("explain-config", lang), "")
    yield from ("```yaml", "severity:", f"  {rule.id}: info", "```", "")
