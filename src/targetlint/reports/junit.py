"""The report as test results: a suite for each form, a case for each rule.

A rule that was met is a case that passed, so that a clean form is seen to have been looked at.

``junit`` names file and line of each case, from which GitLab makes a link. The schema that Jenkins'
xUnit plugin holds results against knows no such attributes: ``xunit`` leaves them to the text.
"""

from collections.abc import Iterator

from targetlint.findings import FileReport, Finding, Outcome, OutcomeNote, Unreadable
from targetlint.reports.words import placed_message, short_place
from targetlint.reports.writer import Lines
from targetlint.reports.xml import HEAD, attributes, escape


class JUnit(Lines):
    """``--format junit``."""

    wants_outcomes = True
    places = True

    def begin(self) -> Iterator[str]:
        """Open the document."""
        yield f"{HEAD}<testsuites{attributes(name='targetlint')}>\n"

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give a suite for each form of a file, and one for what could not be read."""
        numbers = {form.form: form.project for form in file.forms}
        for finding in file.findings:
            numbers.setdefault(finding.form, "")
        if not numbers and not file.unreadable:
            numbers[0] = ""
        for number, project in sorted(numbers.items()):
            yield from _form(file, number, project, places=self.places)
        if file.unreadable:
            cases = [_broken(entry, file.path, places=self.places) for entry in file.unreadable]
            yield from _suite(file.path, file.path, cases, failures=0, skipped=0)

    def end(self) -> Iterator[str]:
        """Close the document."""
        yield "</testsuites>\n"


class XUnit(JUnit):
    """``--format xunit``."""

    places = False


def _form(file: FileReport, number: int, project: str, *, places: bool) -> Iterator[str]:
    name = f"{file.path}#{number} {project}".rstrip() if number else file.path
    by_rule: dict[str, list[Finding]] = {}
    for finding in file.findings:
        if finding.form == number:
            by_rule.setdefault(finding.rule, []).append(finding)
    notes = [note for note in file.outcomes if note.form == number and note.rule not in by_rule]
    path = file.path if places else None
    cases = [_case(rule, found, name, places=places) for rule, found in sorted(by_rule.items())]
    cases += [_note(note, name, path) for note in notes]
    live = [rule for rule, found in by_rule.items() if any(f.suppressed is None for f in found)]
    if not cases:
        cases = [_opening("targetlint", name, path) + "/>\n"]
    passes = {Outcome.PASS, Outcome.FAIL, Outcome.REVIEW}
    skipped = len(by_rule) - len(live) + sum(note.outcome not in passes for note in notes)
    yield from _suite(name, file.path, cases, failures=len(live), skipped=skipped)


def _suite(name: str, path: str, cases: list[str], *, failures: int, skipped: int) -> Iterator[str]:
    broken = sum("<error " in case for case in cases)
    told = attributes(
        name=name,
        file=path,
        tests=len(cases),
        failures=failures,
        errors=broken,
        skipped=skipped,
        time="0",
    )
    yield f"  <testsuite{told}>\n"
    yield from cases
    yield "  </testsuite>\n"


def _opening(rule: str, form: str, path: str | None, line: int | None = None) -> str:
    return f"    <testcase{attributes(name=rule, classname=form, file=path, line=line, time='0')}"


def _case(rule: str, found: list[Finding], form: str, *, places: bool) -> str:
    """Give a rule that was broken; it is skipped where all its findings are set aside."""
    first = next((finding for finding in found if finding.suppressed is None), found[0])
    line = first.where.line if places and first.where.place is None else None
    head = _opening(f"{rule} {first.name}", form, first.path if places else None, line)
    if first.suppressed is not None:
        why = attributes(message=f"{first.suppressed.by}: {first.suppressed.reason}")
        return f"{head}>\n      <skipped{why}/>\n    </testcase>\n"
    live = [finding for finding in found if finding.suppressed is None]
    told = attributes(message=placed_message(first), type=first.severity.value)
    lines = (f"{f.path}:{short_place(f.where)}: {f.message}" for f in live)
    text = escape("\n".join(lines)).replace("&#10;", "\n")
    return f"{head}>\n      <failure{told}>{text}</failure>\n    </testcase>\n"


def _note(note: OutcomeNote, form: str, path: str | None) -> str:
    head = _opening(note.rule, form, path)
    if note.outcome is Outcome.PASS:
        return f"{head}/>\n"
    why = attributes(message=f"{note.outcome.value}: {note.reason}".rstrip(": "))
    return f"{head}>\n      <skipped{why}/>\n    </testcase>\n"


def _broken(entry: Unreadable, form: str, *, places: bool) -> str:
    told = attributes(message=entry.message, type="unreadable")
    if places:
        head = _opening("unreadable", form, entry.path, entry.line)
        return f"{head}>\n      <error {told.lstrip()}/>\n    </testcase>\n"
    head = _opening("unreadable", form, None)
    place = ":".join(str(part) for part in (entry.path, entry.line, entry.column) if part)
    text = escape(f"{place}: {entry.message}").replace("&#10;", "\n")
    return f"{head}>\n      <error{told}>{text}</error>\n    </testcase>\n"
