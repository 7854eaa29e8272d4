"""``targetlint test``: the examples in rule files, run."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from targetlint import resources
from targetlint.cli.options import lang_option
from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language
from targetlint.located import Fault, Located, read_yaml
from targetlint.phrases import say
from targetlint.readers.document import ReadError
from targetlint.reports.visible import visible
from targetlint.rulebook import Rule, make_rule, shipped
from targetlint.rulefile import look_over
from targetlint.ruletest import GOOD, Case, Verdict, cases, run

_FINE, _FAILED, _BROKEN = 0, 1, 2


class Tested(NamedTuple):
    """A rule with the file that it was read from."""

    rule: Rule
    located: Located


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--checks", metavar="FILE.py", help="Run the checks of this Python file.")
@click.option("--packs", multiple=True, metavar="NAME", help="Test an installed rule pack.")
@lang_option
def test(paths: tuple[str, ...], packs: tuple[str, ...], **asked: str | None) -> int:
    """Run the examples in rule files: the shipped ones, or files and folders of your own.

    Exit code 0 where every example holds, 1 where one does not, 2 where a file is broken.
    """
    lang = language(asked["lang"])
    if asked["checks"]:
        from targetlint.packs import checks_from  # noqa: PLC0415 - only on request

        checks_from(asked["checks"])
    tested, broken = _rules(paths, packs, lang)
    if not tested and not broken:
        raise click.UsageError(say("test-nothing", lang))
    failed = count = 0
    for one in tested:
        for case in cases(one.rule, _examples(one.located)):
            count += 1
            try:
                verdict = run(case, lang)
            except ReadError as error:
                broken += 1
                problem = say(error.key, lang, **error.values)
                told = say("test-broken-example", lang, problem=problem)
                complain(f"{_where(case, one.located)}: {told}", name="")
                continue
            if not verdict.ok:
                failed += 1
                click.echo("\n".join(_difference(verdict, one.located, lang)))
    for line in _coverage(tested, lang):
        click.echo(line)
    click.echo(say("test-sum", lang, rules=len(tested), cases=count, failed=failed))
    return _BROKEN if broken else (_FAILED if failed else _FINE)


def _rules(paths: tuple[str, ...], packs: tuple[str, ...], lang: str) -> tuple[list[Tested], int]:
    """Read the rules to test; say of each broken file what is wrong, and count them."""
    broken = 0
    tested: list[Tested] = []
    for path in _files(paths) if paths or not packs else ():
        try:
            tested.append(_read(path))
        except Fault as fault:
            broken += 1
            complain(f"{fault.where}: {say(fault.key, lang, **fault.values)}", name="")
    tested += [Tested(rule, located) for name in packs for rule, located in _pack(name)]
    return tested, broken


def _files(paths: Iterable[str]) -> Iterator[Path]:
    """Go through rule files: those named, those in named folders, or the shipped ones."""
    named = [Path(path) for path in paths]
    for path in named:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*.yaml") if file.is_file())
        else:
            yield path
    if not named:
        for rule in shipped():
            yield Path(str(resources.RULES / f"{rule.id}-{rule.name}.yaml"))


def _read(path: Path) -> Tested:
    shown = path.as_posix()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Fault("config-not-readable", {"problem": str(error.strerror)}, shown) from None
    located = read_yaml(data, shown)
    look_over(located)
    rule = make_rule({**located.data, "file": shown}, shown)
    return Tested(rule, located)


def _pack(name: str) -> Iterable[tuple[Rule, Located]]:
    from targetlint.packs import installed  # noqa: PLC0415 - only where a pack is named

    return installed(name).rules


def _examples(located: Located) -> dict[str, Any]:
    found: dict[str, Any] = located.data.get("examples") or {}
    return found


def _where(case: Case, located: Located) -> str:
    spot = located.key_spot(("examples", case.kind, case.number - 1))
    return ":".join([located.path, *map(str, spot or ())])


def _difference(verdict: Verdict, located: Located, lang: str) -> Iterator[str]:
    """Say what an example should have given, and what it gave."""
    case, rule = verdict.case, verdict.case.rule.id
    if case.kind == GOOD:
        want = say("test-none-wanted", lang)
    elif verdict.wanted_at:
        want = say("test-at", lang, rule=rule, at=visible(verdict.wanted_at))
    else:
        want = say("test-some-wanted", lang, rule=rule)
    yield f"{_where(case, located)}: {case.label}"
    yield f"  {say('test-want', lang)}: {want}"
    got = [f"{one.rule} {one.pointer or '/'} {visible(one.message)}" for one in verdict.found]
    if not got:
        silent = say("test-silent", lang)
        got = [say("test-unknown", lang, reason=verdict.unknown) if verdict.unknown else silent]
    for line in got:
        yield f"  {say('test-got', lang)}: {line}"


def _coverage(tested: Iterable[Tested], lang: str) -> Iterator[str]:
    """Name the rules that lack examples."""
    lacking: dict[str, list[str]] = {"without": [], "no-bad": [], "no-good": []}
    for one in tested:
        examples = _examples(one.located)
        if not examples.get("bad") and not examples.get("good"):
            lacking["without"].append(one.rule.id)
        elif not examples.get("bad"):
            lacking["no-bad"].append(one.rule.id)
        elif not examples.get("good"):
            lacking["no-good"].append(one.rule.id)
    for key, ids in lacking.items():
        if ids:
            yield say(f"test-{key}", lang, rules=", ".join(ids))
