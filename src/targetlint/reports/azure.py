"""Issues of an Azure pipeline, as its logging commands. Hints stay plain lines of the log."""

from collections.abc import Iterator

from targetlint.findings import FileReport, Finding, Severity
from targetlint.reports.concise import headline
from targetlint.reports.paint import Paint
from targetlint.reports.paths import from_root
from targetlint.reports.visible import visible_lines
from targetlint.reports.words import placed_message
from targetlint.reports.writer import Lines


class Azure(Lines):
    """``--format azure``."""

    def lines(self, file: FileReport) -> Iterator[str]:
        """Give an issue for each finding that is not set aside."""
        path = from_root(file.path, self.options.root)
        for entry in file.unreadable:
            where = {"sourcepath": from_root(entry.path, self.options.root)}
            if entry.line is not None:
                where |= {"linenumber": str(entry.line), "columnnumber": str(entry.column or 1)}
            yield _issue("error", {**where, "code": "unreadable"}, entry.message)
        for finding in file.findings:
            if finding.suppressed is None:
                yield self._finding(finding, path)

    def _finding(self, finding: Finding, path: str) -> str:
        if finding.severity is Severity.INFO:
            return headline(finding, Paint(on=False)) + "\n"
        where = {"sourcepath": path}
        if finding.where.place is None:
            where["linenumber"] = str(finding.where.line)
            where["columnnumber"] = str(finding.where.column)
        where["code"] = finding.rule
        return _issue(finding.severity.value, where, placed_message(finding))


def _issue(kind: str, properties: dict[str, str], message: str) -> str:
    told = "".join(f"{key}={_property(value)};" for key, value in properties.items())
    return f"##vso[task.logissue type={kind};{told}]{_data(message)}\n"


def _data(text: str) -> str:
    return visible_lines(text).replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace("]", "%5D").replace(";", "%3B")
