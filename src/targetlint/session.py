"""One run over many inputs: find the files, read them, lint them, one report each.

``Session.check`` is the one door for the command, the editor, the library and the tests.
"""

import os
import stat
from collections.abc import Callable, Generator, Iterable, Sequence
from typing import BinaryIO, NamedTuple

from targetlint.bounds import bounds
from targetlint.desk import Desk, plain
from targetlint.findings import FileReport, Fix, RuleInfo, RunInfo, Severity, Unreadable
from targetlint.fingerprints import digest
from targetlint.forms.build import build_all
from targetlint.forms.model import Form
from targetlint.forms.roots import forms_in
from targetlint.hits import fix_of, place_of, shortened
from targetlint.overtime import OvertimeError, Watch
from targetlint.phrases import say
from targetlint.readers import read, refuse_piles
from targetlint.readers.document import Document, ReadError
from targetlint.rulebook import OFF, Rule

STDIN = "-"
# How reports of our own may begin.
_OWN_HEADS = frozenset((b"P", b"{", b"<", b"\xef", b"\xe2"))
_TOO_SLOW = "file-too-slow"


class Request(NamedTuple):
    """What a run was asked for, beside its rules.

    ``stdin_name`` is the name of standard input; ``outcomes`` is whether requirements that are
    met or do not apply are noted one by one, and not only counted.
    """

    lang: str
    template: str = ""
    stdin_name: str = "<stdin>"
    outcomes: bool = True


class NotAFormError(Exception):
    """The input can be read, and nothing in it is a form."""


class Session:
    """Rules and settings made ready for many inputs."""

    def __init__(
        self,
        rules: Iterable[Rule],
        request: Request,
        desks: Callable[[str], Desk] | None = None,
    ) -> None:
        """Take the rules of the run; ``desks`` gives each file the desk of its settings."""
        self.request = request
        self.rules = tuple(rules)
        self._desk = plain(self.rules, request.lang)
        self._desks = desks

    def desk(self, name: str) -> Desk:
        """Give the desk at which a file is judged."""
        return self._desks(name) if self._desks is not None else self._desk

    def check_file(self, path: str, *, explicit: bool = True) -> FileReport | None:
        """Check one file; None where it is no form and nobody named it."""
        name = self.request.stdin_name if path == STDIN else path
        return self._told(
            name, lambda shown: self.look(self._bytes(path, name), shown, explicit=explicit)
        )

    def check(
        self, data: bytes, name: str, *, explicit: bool = True, whole: bool = False
    ) -> FileReport | None:
        """Check one input; None where it is no form and nobody named it.

        ``whole`` gives what settings count and do not list, too.
        """
        return self._told(
            name, lambda shown: self.look(data, shown, explicit=explicit, whole=whole)
        )

    def _bytes(self, path: str, name: str) -> bytes:
        """Read a file up to the size that its settings allow."""
        self.desk(name).take_limits()
        try:
            return read_bytes(path)
        except OSError as error:
            raise ReadError(os_key(error), {"path": name}) from None

    def _told(
        self, name: str, look: Callable[[str], tuple[list[Form], FileReport]]
    ) -> FileReport | None:
        """Look at one input, and tell in its report what kept anybody from looking."""
        shown = name.replace(os.sep, "/")
        try:
            return look(shown)[1]
        except NotAFormError:
            return None
        except ReadError as error:
            return self.unreadable(shown, error)
        except Exception as error:
            # A fault of the tool over one file is told as such; the other files are checked.
            if os.environ.get("TARGETLINT_DEBUG"):
                raise
            from targetlint.mishap import told  # noqa: PLC0415 - only then

            return self.unreadable(shown, ReadError("tool-fault", told(error)))

    def look(
        self, data: bytes, name: str, *, explicit: bool = True, whole: bool = False
    ) -> tuple[list[Form], FileReport]:
        """Read and check the forms of one input in the time allowed; give both, or raise."""
        desk = self.desk(name)
        try:
            with Watch(desk.take_limits()) as watch:
                forms = self.forms(data, name, explicit=explicit)
                report = desk.judge(forms, name, whole=whole, outcomes=self.request.outcomes)
                report.overtime = bool(watch.given_up)
                return forms, report
        except OvertimeError as error:
            raise ReadError(_TOO_SLOW, {"limit": f"{error.allowed:g}"}) from None

    def forms(self, data: bytes, name: str, *, explicit: bool = True) -> list[Form]:
        """Read the forms of one input; ReadError, or NotAFormError where nobody named it."""
        if data[:1] in _OWN_HEADS or name.endswith(".csv"):
            self._refuse_own(data, name, explicit=explicit)
        document = read(data, name)
        nodes, strays = forms_in(document.nodes)
        if not nodes:
            if not explicit:
                raise NotAFormError
            raise _no_form(document)
        refuse_piles(nodes, document.source)
        template = self.desk(name).choice.template or self.request.template
        forms = build_all(nodes, document.source, [*document.remarks, *strays], template)
        _refuse_crowds(forms)
        return forms

    @staticmethod
    def _refuse_own(data: bytes, name: str, *, explicit: bool) -> None:
        """Take a report of our own for no form."""
        from targetlint.own import is_report  # noqa: PLC0415 - few files begin like one

        if is_report(data, name):
            if explicit:
                raise ReadError("own-report", {"name": name})
            raise NotAFormError

    def unreadable(self, path: str, error: ReadError) -> FileReport:
        """Word what could not be read, with its place and its mends."""
        lang = self.request.lang
        values = {key: shortened(value, 200) for key, value in error.values.items()}
        message = say(error.key, lang, **values)
        where = None
        fixes: tuple[Fix, ...] = ()
        if error.source is not None and error.span is not None:
            where = place_of(error.source, error.span)
            if error.edits:
                fixes = (fix_of(error.source, "safe", say("fix-input", lang), error.edits),)
        entry = Unreadable(
            path,
            message,
            where.line if where else None,
            where.column if where else None,
            fixes,
            where.lines if where else (),
        )
        report = FileReport(path, unreadable=[entry])
        report.overtime = error.key == _TOO_SLOW
        return report


def _no_form(document: Document) -> ReadError:
    """Say that nothing in an input is a form, at its beginning."""
    first = document.nodes[0].span if document.nodes else None
    key = "not-a-form" if document.source.text.strip() else "empty-input"
    return ReadError(key, {}, source=document.source, span=first)


def _refuse_crowds(forms: list[Form]) -> None:
    """Refuse a form with more indicators than anybody checks."""
    limit: int = bounds("input")["indicators"]
    for form in forms:
        count = len(form.indicators)
        if count > limit:
            values = {"count": str(count), "limit": str(limit)}
            raise ReadError("too-many-indicators", values, source=form.source, span=form.node.span)


def read_bytes(path: str) -> bytes:
    """Give the bytes of a file, or of standard input; of a file too large, enough to tell."""
    most: int = bounds("input")["file_size"] + 1
    if path == STDIN:
        import sys  # noqa: PLC0415 - standard input is the rare case

        data = sys.stdin.buffer.read(most)
        return data if len(data) < most else _rest(sys.stdin.buffer, data, most)
    with open(path, "rb", opener=_without_waiting) as file:
        known = os.fstat(file.fileno())
        if not stat.S_ISREG(known.st_mode):
            from targetlint.intake import streamed  # noqa: PLC0415 - few inputs are pipes

            return streamed(file.fileno(), most)
        # room for the largest file that may be costs more than reading a form
        data = file.read(min(known.st_size + 1, most))
        if len(data) > known.st_size:
            data += file.read(most - len(data))
        return data if len(data) < most else _rest(file, data, most)


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; of a pipe do not wait for somebody to write to it."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _rest(file: BinaryIO, data: bytes, most: int) -> bytes:
    from targetlint.intake import rest  # noqa: PLC0415 - few inputs are so large

    return rest(file, data, most)


def os_key(error: OSError) -> str:
    """Name the wording for a file that cannot be read."""
    kinds: dict[type[OSError], str] = {
        FileNotFoundError: "not-found",
        PermissionError: "not-allowed",
        IsADirectoryError: "is-a-folder",
    }
    return kinds.get(type(error), "not-readable")


def run_info(rules: Sequence[Rule], lang: str, severities: dict[str, str] | None = None) -> RunInfo:
    """Give what holds for a whole run, in the language of the run."""
    from targetlint.version import VERSION  # noqa: PLC0415 - only reports need it

    chosen = severities or {}
    infos = {rule.id: rule_info(rule, lang, chosen.get(rule.id)) for rule in rules}
    return RunInfo(infos, rules_hash(rules, infos), lang, VERSION)


def rules_hash(rules: Sequence[Rule], infos: dict[str, RuleInfo]) -> str:
    """Give a short hash of what the rules of a run ask for, and how much it weighs."""
    return digest(
        "".join(
            f"{rule.id} {infos[rule.id].severity} {rule.data.get('where')!r} {rule.params!r}\n"
            for rule in rules
        )
    )


def rule_info(rule: Rule, lang: str, severity: str | None = None) -> RuleInfo:
    """Give what reports say about a rule."""
    data = rule.data
    chosen = severity or rule.severity["default"]
    if chosen == OFF:
        chosen = next((s for s in rule.severity.values() if s != OFF), Severity.INFO.value)
    summary = data["summary"][lang]
    return RuleInfo(
        id=rule.id,
        name=rule.name,
        severity=Severity(chosen),
        group=rule.group,
        summary=summary,
        description=data.get("why", {}).get(lang, summary),
        advice=rule.advice.get(lang, ""),
        source=rule.source.get(lang, ""),
        fixable=rule.fix is not None,
        tags=tuple(data.get("tags") or ()),
        fold=data.get("max_reports"),
        aspect=data.get("aspect", ""),
        question=data.get("question", {}).get(lang, ""),
    )


_COLLECT_AFTER = 64


def run(session: Session, paths: Iterable[tuple[str, bool]]) -> Generator[FileReport, None, None]:
    """Check files in the order given; each path says whether somebody named it."""
    for number, (path, explicit) in enumerate(paths):
        if number == _COLLECT_AFTER:
            collect_seldom()
        report = session.check_file(path, explicit=explicit)
        if report is not None:
            yield report


def collect_seldom() -> None:
    """Collect garbage in a long run, but leave alone what stays and look rarely."""
    import gc  # noqa: PLC0415 - only for long runs

    if gc.get_freeze_count():
        return  # done before: what has become garbage since must not stay for good
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()
