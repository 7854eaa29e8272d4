"""The examples in rule files, run as tests.

A bad example must give its rule at the place that it names, a good one must not give it at all.
An example is a row (``{level1, level2, level3, target, …}``), a ``form``, several ``forms`` or a
raw ``text``; ``at`` is a text that the finding points at, or a JSON Pointer. ``template``,
``year`` and the like beside a row belong to the form around it. ``waivers`` are those of an office,
as in a waiver file.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from targetlint import waiver_files
from targetlint.desk import Choice, Desk, Step, names_of
from targetlint.findings import Finding
from targetlint.forms.model import Form
from targetlint.located import read_yaml
from targetlint.project import Office, office
from targetlint.rulebook import Rule, shipped
from targetlint.session import Request, Session
from targetlint.whereabouts import today

BAD, GOOD = "bad", "good"
_AROUND = ("template", "year", "title")
_NAME = "example.yaml"
_WAIVER = "waiver"
_WAIVERS = "waivers"
_OWN = ("at", "encoding", "file", _WAIVERS)


class Case(NamedTuple):
    """One example of a rule: ``kind`` bad or good, its number from 1, and its content."""

    rule: Rule
    kind: str
    number: int
    example: Mapping[str, Any]

    @property
    def label(self) -> str:
        """How the example is called in a list: ``TL202 bad 1``."""
        return f"{self.rule.id} {self.kind} {self.number}"


class Verdict(NamedTuple):
    """What became of an example: whether it held, what was found, and why nothing was, if known."""

    case: Case
    ok: bool
    found: tuple[Finding, ...] = ()
    unknown: str = ""

    @property
    def wanted_at(self) -> str:
        """The place that the example names; empty where it names none."""
        return str(self.case.example.get("at", ""))


def cases(rule: Rule, examples: Mapping[str, Any]) -> Iterator[Case]:
    """Go through the examples of a rule file."""
    for kind in (BAD, GOOD):
        for number, example in enumerate(examples.get(kind) or (), start=1):
            yield Case(rule, kind, number, example)


def source_of(example: Mapping[str, Any]) -> str:
    """Give an example as the text of a file."""
    if "text" in example:
        return str(example["text"])
    if "forms" in example:
        return "\n---\n".join(_dump(form) for form in example["forms"])
    if "form" in example:
        return _dump(example["form"])
    around = {key: example[key] for key in _AROUND if key in example}
    row = {key: value for key, value in example.items() if key not in (*_AROUND, *_OWN)}
    return _dump({**around, "project": {"name": "-"}, "indicators": [row]})


def _dump(data: Any) -> str:
    import yaml  # noqa: PLC0415 - only tests of rules write YAML

    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)
    return text


def run(case: Case, lang: str = "zh") -> Verdict:
    """Run one example."""
    example = case.example
    rule = case.rule
    # A waiver speaks of other rules, so those have to be there.
    known = (*shipped(), rule) if rule.subject == _WAIVER else (rule,)
    desk = Desk(Choice(known), lang, _waived(example, known, lang))
    session = Session(known, Request(lang), lambda _: desk)
    data = source_of(example).encode(example.get("encoding", "utf-8"))
    name = example.get("file", _NAME)
    forms, judged = session.look(data, name)
    findings = tuple(one for one in judged.findings if one.rule == rule.id)
    if case.kind == GOOD:
        return Verdict(case, not findings, findings)
    wanted = str(example.get("at", ""))
    if any(_is_at(finding, wanted, forms) for finding in findings):
        return Verdict(case, ok=True, found=findings)
    reasons = [note.reason for note in judged.not_evaluated if note.rule == rule.id]
    return Verdict(case, ok=False, found=findings, unknown="; ".join(reasons))


def _waived(example: Mapping[str, Any], rules: tuple[Rule, ...], lang: str) -> Iterator[Step]:
    """Give the step that the waivers of an office stand for, where an example lists some."""
    if _WAIVERS not in example:
        return
    located = read_yaml(_dump({_WAIVERS: example[_WAIVERS]}).encode(), _WAIVERS)
    file = waiver_files.listed(located, "", names_of(rules))
    yield office(Office(file, frozenset(), rules, lang, today()))


def _is_at(finding: Finding, wanted: str, forms: list[Form]) -> bool:
    if not wanted or finding.pointer == wanted:
        return True
    return not wanted.startswith("/") and pointed_at(finding, forms) == wanted


def pointed_at(finding: Finding, forms: list[Form]) -> str:
    """Give the text that a finding points at, quotes left out."""
    where, source = finding.where, forms[0].source
    line = source.line(where.line)
    last = where.end_column - 1 if where.end_line == where.line else len(line)
    return line[where.column - 1 : last].strip("\"'")
