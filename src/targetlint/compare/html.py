"""The comparison as a page: one file, offline, without any script.

Text from a form is text: it is escaped, and a policy in the page forbids everything but its own
style.
"""

from base64 import b64encode
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from targetlint.compare import tables, words
from targetlint.compare.model import Comparison, FormChange
from targetlint.compare.tables import Line
from targetlint.own import GENERATOR
from targetlint.phrases import say
from targetlint.reports.visible import visible_lines
from targetlint.reports.writer import Options
from targetlint.reports.xml import escape, legal

_MARKED = 1


def shown(text: str) -> str:
    """Give text as content of the page."""
    return escape(legal(visible_lines(text))).replace("&#10;", "<br>")


def render(found: Comparison, _options: Options) -> Iterator[str]:
    """Give the page."""
    lang = found.lang
    style = Path(__file__).with_name("page.css").read_text("utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    title = shown(say("compare-title", lang))
    yield (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n'
        '<meta charset="utf-8">\n'
        f"{GENERATOR}\n"
        '<meta http-equiv="Content-Security-Policy" '
        f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    for line in words.sums(found):
        yield f'<p class="sums">{shown(line)}</p>\n'
    for form in found.forms:
        yield from _form(form, lang)
    if found.opinions is not None:
        yield f"<section><h2>{shown(say('compare-opinions-title', lang))}</h2>\n"
        yield from _table(tables.OPINIONS, tables.opinion_lines(found), 0, lang)
        yield "</section>\n"
    for entry in found.unreadable:
        text = say("compare-unreadable", lang, text=entry.message)
        yield f'<p class="error">{shown(entry.path)}: {shown(text)}</p>\n'
    note = f"{say('compare-html-note', lang)} targetlint {found.version}"
    yield f"<footer><p>{shown(note)}</p></footer>\n</body>\n</html>\n"


def _form(form: FormChange, lang: str) -> Iterator[str]:
    name = form.project or say("compare-nameless", lang)
    yield f"<section><h2>{shown(name)}</h2>\n"
    sides = [f"{side.path} #{side.form}" for side in (form.last, form.this) if side is not None]
    yield f'<p class="faint">{shown(" → ".join(sides))}</p>\n'
    for text in (words.form_confidence(form.match, lang), words.budget(form, lang)):
        if text:
            yield f"<p>{shown(text)}</p>\n"
    for told in form.remarks:
        mark = words.severity_of("remarks", told.key)
        yield f'<p class="remark {mark}">{shown(words.remark(told, lang))}</p>\n'
    if form.rows:
        lines = [Line(line.mark, line.cells[1:]) for line in tables.changes(form, lang)]
        yield from _table(tables.CHANGES[1:], lines, 0, lang)
    yield "</section>\n"


def _table(
    columns: tuple[tuple[str, int], ...], lines: Iterable[Line], marked: int, lang: str
) -> Iterator[str]:
    heads = "".join(
        f'<th scope="col">{shown(text)}</th>' for text in tables.headings(columns, lang)
    )
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>\n"
    for mark, cells in lines:
        made = [
            f'<td class="badge {mark}">{shown(_text(cell))}</td>'
            if number == marked
            else f"<td>{shown(_text(cell))}</td>"
            for number, cell in enumerate(cells)
        ]
        yield f"<tr>{''.join(made)}</tr>\n"
    yield "</tbody></table>\n"


def _text(cell: str | float | None) -> str:
    return "" if cell is None else str(cell)
