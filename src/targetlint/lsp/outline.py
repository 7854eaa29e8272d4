"""The indicator tree of a document: form, first level, second level, indicator."""

from collections.abc import Iterable

from lsprotocol.types import DocumentSymbol, Location, SymbolInformation, SymbolKind

from targetlint.forms.model import Form, Indicator
from targetlint.lsp.lines import Lines
from targetlint.lsp.views import View
from targetlint.phrases import say
from targetlint.source import Span


def outline(view: View) -> list[DocumentSymbol]:
    """Give the tree of every form."""
    tree = _Tree(view.lines, view.lang)
    return [tree.form(form) for form in view.forms]


def flat(view: View, uri: str) -> list[SymbolInformation]:
    """Give the same for an editor that knows no trees: each thing with what it is part of."""
    listed: list[SymbolInformation] = []

    def walk(symbols: Iterable[DocumentSymbol], owner: str | None) -> None:
        for symbol in symbols:
            where = Location(uri, symbol.range)
            listed.append(SymbolInformation(where, symbol.name, symbol.kind, container_name=owner))
            walk(symbol.children or (), symbol.name)

    walk(outline(view), None)
    return listed


class _Tree:
    """Makes the entries of a tree, each with its place."""

    def __init__(self, lines: Lines, lang: str) -> None:
        self.lines = lines
        self.lang = lang

    def form(self, form: Form) -> DocumentSymbol:
        name = form.project or form.text("title")
        name = name or say("lsp-unnamed-form", self.lang, n=form.number)
        made = self._entry(name, SymbolKind.Class, form.node.span, form.head)
        made.detail = form.template.id
        made.children = [
            self._level1(level1, rows) for level1, rows in _grouped(form.indicators, "level1")
        ]
        return made

    def _level1(self, name: str, rows: list[Indicator]) -> DocumentSymbol:
        made = self._level("level1", name, rows, SymbolKind.Namespace)
        children: list[DocumentSymbol] = []
        for level2, members in _grouped(rows, "level2"):
            indicators = [self._indicator(row) for row in members]
            if level2:
                inner = self._level("level2", level2, members, SymbolKind.Enum)
                inner.children = indicators
                children.append(inner)
            else:
                children += indicators
        made.children = children
        return made

    def _level(
        self, key: str, name: str, rows: list[Indicator], kind: SymbolKind
    ) -> DocumentSymbol:
        spans = [row.node.span for row in rows]
        whole = Span(min(span.start for span in spans), max(span.end for span in spans))
        return self._entry(name, kind, whole, rows[0].span(key))

    def _indicator(self, row: Indicator) -> DocumentSymbol:
        made = self._entry(row.name, SymbolKind.Field, row.node.span, row.span("level3"))
        made.detail = " ".join(row.target.split()) or None
        return made

    def _entry(self, name: str, kind: SymbolKind, whole: Span, chosen: Span) -> DocumentSymbol:
        """Make an entry; what it selects must lie inside of what it covers."""
        if not whole.start <= chosen.start <= chosen.end <= whole.end:
            chosen = Span(whole.start, whole.start)
        return DocumentSymbol(
            name=" ".join(name.split()) or say("lsp-unnamed", self.lang),
            kind=kind,
            range=self.lines.range(whole),
            selection_range=self.lines.range(chosen),
        )


def _grouped(rows: Iterable[Indicator], key: str) -> list[tuple[str, list[Indicator]]]:
    groups: dict[str, list[Indicator]] = {}
    for row in rows:
        groups.setdefault(row.text(key), []).append(row)
    return list(groups.items())
