"""What must hold for any input, sound or not.

``judged`` runs an input through reader, schema, grammar, rules and every report, in this process, and
raises whatever is wrong; what it gives back is how the input was taken.
"""

import os
import tempfile
import zlib
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from fuzz.looks import LOOKS, hold, quiet
from fuzz.seeds import KINDS, ROOT
from fuzz.verbs import VERBS, done
from targetlint import baseline, packs, waiver_files
from targetlint.config.decisions import decide
from targetlint.config.resolver import Resolver
from targetlint.config.ruleset import choose
from targetlint.findings import FileReport, Fix, Place, Report
from targetlint.located import Fault
from targetlint.phrases import say
from targetlint.readers.document import ReadError
from targetlint.reports import FORMATS, pieces
from targetlint.reports.writer import Options
from targetlint.rulebook import shipped
from targetlint.session import NotAFormError, Request, Session, run_info
from targetlint.source import SourceText

_TERMINAL = frozenset({"full", "concise", "grouped", "github", "azure", "teamcity"})
# Formats whose schemas take long to hold against.
_COSTLY = frozenset({"json", "sarif", "gitlab", "rdjsonl"})
# The rule that tells of a rule that failed.
_FAILED = "TL099"


def judged(kind: str, data: bytes, *, thorough: bool | None = None) -> str:
    """Put an input through everything that its kind goes through; say how it was taken.

    To hold reports against their schemas takes longer than all else, and is done for one input in eight
    where nobody says otherwise; so are all outcomes listed.
    """
    if thorough is None:
        thorough = zlib.crc32(data) % 8 == 0
    if KINDS[kind].form:
        return _form(kind, data, thorough=thorough)
    if kind in VERBS:
        return done(kind, data, KINDS[kind].ending)
    return _setting(kind, data)


@cache
def _session(lang: str) -> Session:
    return Session(shipped(), Request(lang))


def _form(kind: str, data: bytes, *, thorough: bool) -> str:
    session = _session("en" if len(data) % 2 else "zh")
    name = f"fuzz.{KINDS[kind].ending}"
    try:
        forms = session.forms(data, name)
    except (ReadError, NotAFormError) as error:
        report = session.check(data, name)
        hold(report is not None and report.unreadable, "refused without a word")
        if isinstance(error, ReadError) and error.source is not None:
            _within(error, error.source)
            for entry in report.unreadable if report else ():
                _fixes(entry.fixes, error.source)
    else:
        report = session.desk(name).judge(forms, name)
        _places(report, forms[0].source)
    if report is None:
        return "no form"
    _reports(report, session, thorough=thorough)
    return "unreadable" if report.unreadable else "read"


def _within(error: ReadError, source: SourceText) -> None:
    spans = [error.span, *(span for span, _ in error.edits)]
    for span in spans:
        hold(
            span is None or 0 <= span.start <= span.end <= len(source.text),
            error.key, "points outside of the file", span,
        )  # fmt: skip


def _places(report: FileReport, source: SourceText) -> None:
    """Every position lies in the file, and no shipped rule failed."""
    for finding in report.findings:
        hold(finding.rule != _FAILED, finding.message)
        _place(finding.where, source, finding.rule)
        for other in finding.related:
            _place(other.where, source, finding.rule)
        _fixes(finding.fixes, source)


def _place(where: Place, source: SourceText, rule: str) -> None:
    end = source.position(len(source.text))
    begun, ended = (where.line, where.column), (where.end_line, where.end_column)
    hold((1, 1) <= begun <= ended, rule, "ends before it begins", where)
    hold(ended <= tuple(end), rule, "stands behind the end of the file", where)
    hold(where.column <= len(source.line(where.line)) + 2, rule, "stands behind its line", where)


def _fixes(fixes: tuple[Fix, ...], source: SourceText) -> None:
    for fix in fixes:
        stretches = sorted((edit.start, edit.end) for edit in fix.edits)
        hold(all(0 <= a <= b <= len(source.text) for a, b in stretches), "a mend outside", fix)
        hold(all(a[1] <= b[0] for a, b in pairwise(stretches)), "mends overlap", fix)


def _reports(file: FileReport, session: Session, *, thorough: bool) -> None:
    """Write every report, and look each over."""
    report = Report([file], _info(session)._replace(outcomes=thorough))
    for name in FORMATS:
        with tempfile.TemporaryDirectory() if name == "sqlite" else _no_folder() as folder:
            path = os.path.join(folder, "out.sqlite") if folder else None  # noqa: PTH118 - text
            told = pieces(name, report, Options(path=path))
        whole = b"".join(
            piece if isinstance(piece, bytes) else piece.encode("utf-8", "backslashreplace")
            for piece in told
        )
        if name in _TERMINAL:
            quiet(name, whole.decode())
        look = LOOKS.get(name)
        if look is not None and (thorough or name not in _COSTLY):
            look(whole)


class _no_folder:  # noqa: N801 - stands in for a folder
    def __enter__(self) -> str:
        return ""

    def __exit__(self, *_: object) -> None:
        return None


@cache
def _info(session: Session) -> Any:
    return run_info(session.rules, session.request.lang)


def _rule(path: str) -> str:
    source = packs.in_path(path)
    session = Session([rule for rule, _ in source.rules], Request("zh"))
    for form in _two_forms():
        session.check(form, "form.yaml")
    return "read"


@cache
def _two_forms() -> tuple[bytes, bytes]:
    good = ROOT / "tests" / "samples" / "good"
    one, other = "central-2021-water-works.yaml", "sh-2020-it-operation.yaml"
    return (good / one).read_bytes(), (good / other).read_bytes()


def _config(path: str) -> str:
    found = Resolver({}, config=path).settings("form.yaml")
    choose(found)
    for rule in shipped()[:5]:
        decide(rule, found)
    found.excludes("a/b.yaml")
    return "read"


def _waivers(path: str) -> str:
    known = {name: rule.id for rule in shipped() for name in (rule.id.upper(), rule.name)}
    waiver_files.read(path, known).for_path(os.path.abspath("forms/a.yaml"))  # noqa: PTH100 - text
    return "read"


def _baseline(path: str) -> str:
    found = baseline.read(path)
    baseline.text(found.known)
    return "read"


SETTINGS: dict[str, Callable[[str], str]] = {
    "rule": _rule,
    "config": _config,
    "waivers": _waivers,
    "baseline": _baseline,
}


def _setting(kind: str, data: bytes) -> str:
    """Read what people write beside forms: it is taken, or there is a fault with its place."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"fuzz.{KINDS[kind].ending}")
        path.write_bytes(data)
        try:
            return SETTINGS[kind](str(path))
        except Fault as fault:
            told = say(fault.key, "en", **fault.values)
            hold(told and fault.where, "a fault without words or place")
            return "refused"
