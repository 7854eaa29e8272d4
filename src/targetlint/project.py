"""What the settings of a project make ready for its files, each set of settings once."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple

from targetlint import baseline, waiver_files
from targetlint.config.resolver import Resolver, Settings
from targetlint.config.ruleset import RuleSet, choose
from targetlint.desk import Choice, Desk, Step, names_of
from targetlint.findings import FileReport, Finding, Related, Severity
from targetlint.phrases import fill, say
from targetlint.rulebook import Rule
from targetlint.whereabouts import absolute

EXPIRED = "waiver-expired"


class Office(NamedTuple):
    """A file of waivers and what it cannot waive, for the rules of a run and a day."""

    file: waiver_files.WaiverFile
    locked: frozenset[str]
    rules: tuple[Rule, ...]
    lang: str
    today: str


def office(waived: Office) -> Step:
    """Give the step that sets aside what an office waived, and tells what has run out."""
    return partial(_hear, waived=waived)


def _hear(report: FileReport, *, waived: Office) -> None:
    file, locked, rules, lang, today = waived
    matched = waiver_files.apply(report, file, absolute(report.path), today, locked)
    report.findings = matched.findings
    teller = next((rule for rule in rules if EXPIRED in getattr(rule.params, "codes", ())), None)
    if teller is None or not matched.expired:
        return
    report.findings += [_expired(one, entry, file, teller, lang) for one, entry in matched.expired]
    report.findings.sort(key=lambda finding: finding.sort_key)


class Project:
    """The desks of a run. Files to which the same settings apply share one."""

    def __init__(
        self, resolver: Resolver, lang: str, today: str, *, with_baseline: bool = True
    ) -> None:
        """Take what finds the settings, and the day on which waivers are judged."""
        self.with_baseline = with_baseline
        self.resolver = resolver
        self.lang = lang
        self.today = today
        self._desks: dict[int, tuple[Settings, Desk]] = {}
        self._refused: dict[str, None] = {}
        self._watches: dict[int, waiver_files.Watch] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """Send what the steps of its desks need, which is not what finds settings."""
        return Project, (Resolver(isolated=True), self.lang, self.today)

    @property
    def watches(self) -> bool:
        """Whether reports are to be noted, to know which waivers met something."""
        return bool(self._watches)

    def desk(self, path: str) -> Desk:
        """Give the desk at which a file is judged."""
        settings = self.resolver.settings(path)
        made = self._desks.get(id(settings))
        if made is None:
            made = self._desks[id(settings)] = (settings, self._desk(settings))
        return made[1]

    def _desk(self, settings: Settings) -> Desk:
        rules = choose(settings)
        self._refused |= dict.fromkeys(rules.refused)
        choice = Choice(
            rules.rules,
            rules.known,
            frozenset(rules.locks),
            rules.hidden,
            settings.honours_authors,
            settings.text("template"),
            settings.text("fail-on") or "error",
            settings.words(),
            settings.limits(),
        )
        return Desk(choice, self.lang, self._steps(settings, rules))

    def _steps(self, settings: Settings, rules: RuleSet) -> Iterator[Step]:
        """Read what sets findings aside: a file of waivers, then what is known from before."""
        waived = settings.path("waivers")
        if waived:
            file = waiver_files.read(waived, names_of(rules.known))
            locked = _locked(settings, rules, "waivers")
            running = frozenset(rule.id for rule in rules.rules)
            self._watches[id(settings)] = waiver_files.Watch(file, running)
            yield office(Office(file, locked, rules.rules, self.lang, self.today))
        before = settings.path("baseline") if self.with_baseline else ""
        if before:
            known_findings = baseline.read(before)
            locked = _locked(settings, rules, "baseline")
            yield partial(self._know, before=known_findings, locked=locked)

    def _know(
        self, report: FileReport, *, before: baseline.Baseline, locked: frozenset[str]
    ) -> None:
        reason = say("baseline-reason", self.lang)
        report.findings = baseline.apply(report, before, reason, locked)

    def prepare(self, paths: Iterable[str]) -> tuple[Rule, ...]:
        """Make the desks of all files ready, so that a fault in any setting shows at once.

        Gives the rules of the run.
        """
        for path in paths:
            self.desk(path)
        rules: dict[str, Rule] = {}
        for _, desk in self._desks.values():
            for rule in desk.choice.rules:
                rules.setdefault(rule.id, rule)
        return tuple(rules[rule] for rule in sorted(rules))

    def note(self, report: FileReport) -> None:
        """Take the report of one more file, to know which waivers met something."""
        watch = self._watches.get(id(self.resolver.settings(report.path)))
        if watch is not None:
            watch.note(report, absolute(report.path))

    def idle(self) -> list[str]:
        """Tell of the waivers in files that met nothing in this run, in words."""
        return [
            say(
                "waiver-idle",
                self.lang,
                at=f"{watch.file.path}:{entry.line}",
                rule=", ".join(entry.rules),
            )
            for watch in self._watches.values()
            for entry in watch.idle()
        ]

    def refusals(self) -> list[str]:
        """Give what settings asked in vain, under review or of mandatory rules, in words."""
        told = [
            say("config-unheeded", self.lang, file=file, by=by)
            for file, by in self.resolver.unheeded.items()
        ]
        for line in self._refused:
            at, rule, by = line.split("\x1f")
            told.append(say("config-mandatory-kept", self.lang, at=at, rule=rule, by=by))
        return told


def _locked(settings: Settings, rules: RuleSet, key: str) -> frozenset[str]:
    """Give the rules that a file cannot set aside: those made mandatory above the one naming it."""
    folder = settings.folder(key)
    if folder is None:
        return frozenset()
    inside = folder.rstrip(os.sep) + os.sep
    return frozenset(
        rule
        for rule, lock in rules.locks.items()
        if not lock.folder or (lock.folder != folder and inside.startswith(lock.folder + os.sep))
    )


def _expired(
    finding: Finding,
    entry: waiver_files.Entry,
    file: waiver_files.WaiverFile,
    rule: Rule,
    lang: str,
) -> Finding:
    """Make the finding that a waiver has run out, at the place that it was for."""
    values = {
        "rule": finding.rule,
        "until": entry.until,
        "who": str(entry.said["who"]),
        "reason": str(entry.said["why"]),
        "at": f"{file.path}:{entry.line}",
    }
    where = finding.where._replace(lines=())
    return finding._replace(
        rule=rule.id,
        name=rule.name,
        severity=Severity(rule.severity["default"]),
        message=fill(rule.message[lang], values),
        advice=fill(rule.advice.get(lang, ""), values),
        expected=None,
        source=rule.source.get(lang, ""),
        related=(Related(where, finding.pointer, finding.message, finding.form),),
        fixes=(),
        fingerprint=_other(finding.fingerprint, rule.id),
    )


def _other(fingerprint: str, rule: str) -> str:
    from hashlib import blake2b  # noqa: PLC0415 - only for waivers that have run out

    return blake2b(f"{fingerprint} {rule}".encode(), digest_size=8).hexdigest()
