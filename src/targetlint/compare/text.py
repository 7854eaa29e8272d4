"""The comparison for a person at a terminal: what got worse first, what stayed is counted."""

from collections.abc import Iterator

from targetlint.compare import words
from targetlint.compare.model import Comparison, FormChange, Opinion, RowChange
from targetlint.findings import Severity
from targetlint.phrases import say
from targetlint.reports.paint import Paint
from targetlint.reports.visible import visible
from targetlint.reports.writer import Options

_FOLDED = "unchanged"


def render(found: Comparison, options: Options) -> Iterator[str]:
    """Give the comparison as text."""
    page = _Page(found, Paint(on=options.color))
    for form in found.forms:
        yield from page.form(form)
    if found.opinions is not None:
        yield from page.opinions(found.opinions)
    for entry in found.unreadable:
        at = f":{entry.line}:{entry.column}" if entry.line else ""
        yield f"{visible(entry.path)}{at}: {page.say('unreadable', text=visible(entry.message))}\n"
    for line in words.sums(found):
        yield f"{line}\n"


class _Page:
    def __init__(self, found: Comparison, paint: Paint) -> None:
        self.found = found
        self.lang = found.lang
        self.paint = paint

    def say(self, key: str, **values: object) -> str:
        return say(f"compare-{key}", self.lang, **values)

    def form(self, form: FormChange) -> Iterator[str]:
        name = form.project or self.say("nameless")
        yield self.paint.strong(f"── {visible(name)} ──") + "\n"
        sides = [
            f"{side.path} #{side.form}" + (f" ({side.year})" if side.year else "")
            for side in (form.last, form.this)
            if side is not None
        ]
        yield f"   {self.paint.faint(visible(' → '.join(sides)))}\n"
        for text in (words.form_confidence(form.match, self.lang), words.budget(form, self.lang)):
            if text:
                yield f"   {text}\n"
        for told in form.remarks:
            mark = self._marked(words.severity_of("remarks", told.key), "!")
            yield f" {mark} {visible(words.remark(told, self.lang))}\n"
        silent = 0
        for row in form.rows:
            if row.kind == _FOLDED and not row.flags:
                silent += 1
            else:
                yield from self._row(row, form)
        if silent:
            yield f"   {self.paint.faint(self.say('unchanged-count', n=silent))}\n"
        yield "\n"

    def _row(self, row: RowChange, form: FormChange) -> Iterator[str]:
        cell = row.this or row.last
        if cell is None:
            return
        mark = self._marked(words.worst_of(row), words.kind(row, self.lang))
        pair = [visible(one.target) or "-" for one in (row.last, row.this) if one is not None]
        targets = pair[0] if len(set(pair)) == 1 else " → ".join(pair)
        change = words.amount(row, self.lang)
        change = f" ({change})" if change else ""
        yield f" {mark}  {visible(words.levels(cell))}: {targets}{change}\n"
        side = form.this if row.this is not None else form.last
        where = words.place(side.path if side is not None else "", cell)
        yield f"     {self.paint.faint(visible(where))}\n"
        for note in words.notes(row, self.lang):
            yield f"     {self.paint.faint('=')} {visible(note)}\n"

    def _marked(self, severity: str, text: str) -> str:
        if severity == "none":
            return self.paint.good(text)
        return self.paint.mark(Severity(severity), text)

    def opinions(self, opinions: tuple[Opinion, ...]) -> Iterator[str]:
        yield self.paint.strong(f"── {self.say('opinions-title')} ──") + "\n"
        for one in opinions:
            if one.state == "answered":
                mark = self.paint.good(words.state(one, self.lang))
            else:
                mark = self.paint.mark(Severity(one.severity), words.state(one, self.lang))
            rule = one.earlier.rule if one.earlier is not None else one.now.rule if one.now else ""
            about = " · ".join(filter(None, (one.project, words.about(one, self.lang))))
            yield f" {mark}  {rule} ({one.severity})  {visible(about)}\n"
            if one.earlier is not None and one.earlier.message:
                yield f"     {visible(one.earlier.message)}\n"
            if one.now is not None:
                yield f"     {self.paint.faint(visible(words.now_told(one)))}\n"
        yield "\n"
