"""The JSON Schema of rule files, made from the checks, facts and operators that there are.

``rules/schemas/rule.schema.json`` is what comes out; a test sees to it that the file is up to
date. ``python -m targetlint.ruleschema`` writes it anew.
"""

import inspect
import json
from typing import Any

from targetlint.checks import CHECKS
from targetlint.checks.access import FORM_FACTS, INDICATOR_FACTS
from targetlint.checks.params import params_schema
from targetlint.checks.where import COMBINED, OPERATORS
from targetlint.forms.template import templates
from targetlint.resources import RULES

PATH = RULES / "schemas" / "rule.schema.json"
SEVERITIES = ["error", "warning", "info", "off"]

_TEXT = {"type": "string", "minLength": 1}
_FLAG = {"type": "boolean"}
_TEXTS = {"type": "array", "items": _TEXT}


def _words(about: str) -> dict[str, Any]:
    """Words in every language, or one text for all."""
    return {"description": about, "anyOf": [{"$ref": "#/$defs/words"}, _TEXT]}


def make() -> dict[str, Any]:
    """Give the schema."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A rule of targetlint",
        "type": "object",
        "properties": _properties(),
        "required": ["id", "name", "summary", "severity", "check", "message"],
        "additionalProperties": False,
        "allOf": [
            {
                "if": {"properties": {"check": {"const": name}}, "required": ["check"]},
                "then": {"properties": {"params": {"$ref": f"#/$defs/check-{name}"}}},
            }
            for name in sorted(CHECKS)
        ],
        "$defs": _definitions(),
    }


def _subjects() -> list[str]:
    found = [subject for check in CHECKS.values() for subject in check.subjects]
    return list(dict.fromkeys(found))


def _properties() -> dict[str, Any]:
    return {
        "id": {
            "description": "Letters and three figures; never used twice.",
            "type": "string", "pattern": "^[A-Z]{2,8}[0-9]{3}$", "examples": ["XX101"],
        },
        "name": {
            "description": "What the rule finds, in English words joined by hyphens.",
            "type": "string", "pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
            "examples": ["vague-target"],
        },
        "replaces": {"description": "The id of a rule that this one takes the place of.", **_TEXT},
        "mandatory": {
            "description": "Whether no settings, no waiver and no option can switch it off.",
            "type": "boolean",
        },
        "summary": _words("One line for lists."),
        "severity": {
            "description": "How grave it is; by layout or family of layouts, with a default.",
            "anyOf": [{"$ref": "#/$defs/severity"}, {"$ref": "#/$defs/severities"}],
        },
        "severity_if": {
            "description": "Another severity where a condition on the subject holds.",
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "where": {"$ref": "#/$defs/where"}, "severity": {"$ref": "#/$defs/severity"},
                },
                "required": ["where", "severity"], "additionalProperties": False,
            },
        },
        "aspect": {
            "description": "Under which heading of the review it counts.",
            "type": "string",
            "enum": ["completeness", "relevance", "appropriateness", "feasibility"],
        },
        "subject": {
            "description": "What is looked at, one by one.", "type": "string", "enum": _subjects(),
        },
        "group_by": {
            "description": "For the subject group: the fact or cell whose values make the groups.",
            "type": "string", "enum": [*sorted(INDICATOR_FACTS), "row.unit", "row.weight"],
        },
        "where": {"$ref": "#/$defs/where"},
        "templates": {"description": "Only these layouts or families.", **_TEXTS},
        "check": {
            "description": "How it is looked at.", "type": "string", "minLength": 1,
            "examples": sorted(CHECKS),
        },
        "params": {"description": "What the check needs to know.", "type": "object"},
        "also": {
            "description": "More checks; the first that finds something speaks.",
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "check": _TEXT, "params": {"type": "object"},
                    "where": {"$ref": "#/$defs/where"},
                },
                "required": ["check"], "additionalProperties": False,
            },
        },
        "yields_to": {"description": "Rules before which it falls silent on one row.", **_TEXTS},
        "max_reports": {
            "description": "The text report folds what is beyond, in one form.",
            "type": "integer", "minimum": 1,
        },
        "outcome": {
            "description": "review: a person has to judge.", "type": "string",
            "enum": ["fail", "review"],
        },
        "fix": {"type": "string", "enum": ["safe", "suggested", "advice"]},
        "message": _words("What is wrong, with {name}, {target} … filled in."),
        "advice": _words("What would be right."),
        "variants": {
            "description": "Other words, or another severity, for a case of the check.",
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "message": _words("What is wrong."), "advice": _words("What would be right."),
                    "severity": {"$ref": "#/$defs/severity"},
                    "outcome": {"type": "string", "enum": ["fail", "review"]},
                },
                "additionalProperties": False,
            },
        },
        "notes": {
            "description": "Words for the other side (related), the fix, and why it was silent.",
            "type": "object", "additionalProperties": _words("A note."),
        },
        "question": _words("What to ask where a person has to judge."),
        "what": _words("What is asked for, for the page of the rule."),
        "why": _words("Why it is asked for."),
        "source": {"description": "Ids of rules/sources, or a document by its name.", **_TEXTS},
        "tags": _TEXTS,
        "examples": {
            "description": "Forms or rows that the rule must find, and must not find.",
            "type": "object",
            "properties": {kind: {"$ref": "#/$defs/examples"} for kind in ("bad", "good")},
            "additionalProperties": False,
        },
    }  # fmt: skip


def _definitions() -> dict[str, Any]:
    layouts = templates().values()
    names = sorted({one.id for one in layouts} | {one.family for one in layouts})
    facts = {name: {"$ref": "#/$defs/test"} for name in sorted({*INDICATOR_FACTS, *FORM_FACTS})}
    combined = {
        name: {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/where"}}
        for name in COMBINED
    }
    return {
        "words": {
            "type": "object", "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
            "additionalProperties": False,
        },
        "severity": {"type": "string", "enum": SEVERITIES},
        "severities": {
            "type": "object",
            "properties": {name: {"$ref": "#/$defs/severity"} for name in ["default", *names]},
            "additionalProperties": {"$ref": "#/$defs/severity"},
        },
        "where": {
            "description": "Facts and what they must be; a name with a dot is a field or a cell.",
            "type": "object",
            "properties": {**facts, **combined},
            "additionalProperties": {"$ref": "#/$defs/test"},
        },
        "test": {"anyOf": [
            {"type": ["string", "number", "boolean", "null"]},
            {"type": "array"},
            {
                "type": "object",
                "properties": {name: {} for name in OPERATORS},
                "additionalProperties": {},
            },
        ]},
        "examples": {"type": "array", "items": {"type": "object"}},
        **{f"check-{name}": _of_check(name) for name in sorted(CHECKS)},
    }  # fmt: skip


def _of_check(name: str) -> dict[str, Any]:
    check = CHECKS[name]
    said = [inspect.getdoc(check.run) or "", inspect.getdoc(check.params) or ""]
    return {"description": "\n\n".join(said), **params_schema(check.params)}


def text() -> str:
    """Give the schema as the text of its file."""
    return json.dumps(make(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PATH.write_text(text(), encoding="utf-8")
