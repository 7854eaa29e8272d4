"""A findings database that grows run by run, with views ready to query.

A run is one transaction: it is in the database whole or not at all. The tables stand in
``findings.sql`` beside this module.
"""

import os
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from targetlint.findings import FileReport, Finding, FormSummary, RunInfo, Severity, Totals
from targetlint.reports.errors import ReportError
from targetlint.reports.json import encode
from targetlint.reports.writer import Options, Writer

_APPLICATION = 0x746C696E
_VERSION = 1
_WAIT = 60.0


class Sqlite(Writer):
    """``--format sqlite=FILE``."""

    keeps_file = True
    wants_outcomes = True

    def __init__(self, run: RunInfo, options: Options) -> None:
        """Open nothing yet."""
        super().__init__(run, options)
        self.totals = Totals()
        self.path = options.path or ""
        self.made = False
        self.base: sqlite3.Connection | None = None
        self.number: int | None = None

    def begin(self) -> Iterable[str]:
        """Open the database and a new run in it."""
        self.made = not os.path.exists(self.path)  # noqa: PTH110
        try:
            self.base = _open(self.path)
        except _BROKEN as error:
            raise ReportError("report-no-database", path=self.path, error=str(error)) from error
        self.number = self._insert(
            "runs",
            date=self.run.date,
            version=self.run.version,
            rules_hash=self.run.rules_hash,
            lang=self.run.lang,
        )
        for rule in self.run.rules.values():
            self._insert(
                "rules",
                run=self.number,
                rule=rule.id,
                name=rule.name,
                severity=rule.severity.value,
                family=rule.group,
                summary=rule.summary,
            )
        return ()

    def file(self, file: FileReport) -> Iterable[str]:
        """Add a file with its forms, rows, findings and outcomes."""
        self.totals.add(file)
        number = self._insert("files", run=self.number, path=file.path, passed=file.passed)
        forms = {form.form: self._form(form, number) for form in file.forms}
        for finding in file.findings:
            self._finding(finding, number, forms.get(finding.form))
        for note in file.outcomes:
            self._insert(
                "outcomes",
                file=number,
                form=forms.get(note.form),
                rule=note.rule,
                outcome=note.outcome.value,
                reason=note.reason,
            )
        for entry in file.unreadable:
            self._insert(
                "unreadable",
                file=number,
                path=entry.path,
                message=entry.message,
                line=entry.line,
                column=entry.column,
            )
        return ()

    def _form(self, form: FormSummary, file: int) -> int:
        number = self._insert(
            "forms",
            file=file,
            form=form.form,
            project=form.project,
            department=form.department,
            applicant=form.applicant,
            year=form.year,
            template=form.template,
            detected_by=form.detected_by,
        )
        for indicator in form.indicators:
            self._insert(
                "indicators",
                form=number,
                **indicator._asdict(),
                data=encode(indicator._asdict()),
            )
        return number

    def _finding(self, finding: Finding, file: int, form: int | None) -> None:
        where, waived = finding.where, finding.suppressed
        self._insert(
            "findings",
            file=file,
            form=form,
            rule=finding.rule,
            name=finding.name,
            severity=finding.severity.value,
            outcome=finding.outcome.value,
            pointer=finding.pointer,
            level1=finding.row.level1 if finding.row else None,
            level2=finding.row.level2 if finding.row else None,
            level3=finding.row.level3 if finding.row else None,
            line=where.line,
            column=where.column,
            end_line=where.end_line,
            end_column=where.end_column,
            place=where.place,
            message=finding.message,
            advice=finding.advice,
            found=finding.found,
            expected=finding.expected,
            source=finding.source,
            waived_by=waived.by if waived else None,
            waived_reason=waived.reason if waived else None,
            waived_who=waived.who if waived else None,
            waived_until=waived.until if waived else None,
            fingerprint=finding.fingerprint,
        )

    def _insert(self, table: str, **values: str | int | None) -> int:
        """Add a row; the names of table and columns are our own, never a form's."""
        columns = ", ".join(f'"{name}"' for name in values)
        places = ", ".join("?" * len(values))
        cursor = self._do(
            f'INSERT INTO "{table}" ({columns}) VALUES ({places})',  # noqa: S608
            [_plain(value) for value in values.values()],
        )
        return cursor.lastrowid or 0

    def _do(self, statement: str, values: Sequence[str | int | None] = ()) -> sqlite3.Cursor:
        """Change the database; it may have no room for that."""
        if self.base is None:
            raise RuntimeError(self.path)
        try:
            return self.base.execute(statement, values)
        except _BROKEN as error:
            raise ReportError("report-no-database", path=self.path, error=str(error)) from error

    def end(self) -> Iterable[str]:
        """Write down the sums of the run and make it last."""
        self._do(
            "UPDATE runs SET files=?, forms=?, errors=?, warnings=?, infos=?, passed=?,"
            " unreadable=? WHERE id=?",
            (
                self.totals.files,
                self.totals.forms,
                *(self.totals.severities[severity] for severity in Severity),
                self.totals.passed,
                self.totals.unreadable,
                self.number,
            ),
        )
        self._do("COMMIT")
        self._close()
        return ()

    def abandon(self) -> None:
        """Leave the database as it was before the run."""
        if self.base is None:
            return
        try:
            if self.base.in_transaction:
                self.base.execute("ROLLBACK")
        except sqlite3.Error:  # whoever opens it next undoes what was not made to last
            pass
        self._close()
        if self.made:
            Path(self.path).unlink(missing_ok=True)

    def _close(self) -> None:
        base, self.base = self.base, None
        if base is not None:
            base.close()


# What a damaged database raises: its own words about the damage may be no text.
_BROKEN = (sqlite3.Error, UnicodeDecodeError)


def _open(path: str) -> sqlite3.Connection:
    """Open a database of ours, or make one; leave a transaction begun."""
    base = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        base.execute("BEGIN IMMEDIATE")
        if _is_new(base, path):
            _lay_out(base)
    except BaseException:
        base.close()
        raise
    return base


def _is_new(base: sqlite3.Connection, path: str) -> bool:
    """Tell whether a database is empty; refuse one that is not ours."""
    (application,) = base.execute("PRAGMA application_id").fetchone()
    (version,) = base.execute("PRAGMA user_version").fetchone()
    (tables,) = base.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and (application, version) != (_APPLICATION, _VERSION):
        raise ReportError("report-other-database", path=path)
    return not tables


def _lay_out(base: sqlite3.Connection) -> None:
    """Make tables and views within the transaction that is open."""
    statements = Path(__file__).with_name("findings.sql").read_text(encoding="utf-8")
    for statement in statements.split(";\n"):
        if statement.strip():
            base.execute(statement)
    base.execute(f"PRAGMA application_id = {_APPLICATION}")
    base.execute(f"PRAGMA user_version = {_VERSION}")


def _plain(value: str | int | None) -> str | int | None:
    """Give a value that SQLite can hold: a lone surrogate goes as an escape."""
    if isinstance(value, str) and not value.isprintable():
        return value.encode("utf-8", "backslashreplace").decode()
    return value
