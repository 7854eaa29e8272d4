"""The language server on the wire: each request finds the view of its text and answers from it.

Texts are sent whole on every change: forms are small, and editors and libraries do not agree
on which characters end a line, so that changes sent in pieces would go astray.
"""

import asyncio
import time
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from targetlint.forms.model import Form
from targetlint.lsp.actions import ALL, actions
from targetlint.lsp.completion import completion
from targetlint.lsp.diagnostics import SOURCE, diagnostics, fault, table
from targetlint.lsp.hover import hover
from targetlint.lsp.lines import Lines
from targetlint.lsp.outline import flat, outline
from targetlint.lsp.views import Asked, View, Watch
from targetlint.phrases import LANGUAGES
from targetlint.version import VERSION

_TRIGGERS = [":", " ", '"', "'", "[", ",", "-", "#", ">", "<", "=", "≥", "≤"]
_TRIGGERS += list("0123456789")


class Server(LanguageServer):
    """The server with what it last saw of each open text."""

    def __init__(self, asked: Asked) -> None:
        """Start with no text."""
        super().__init__(SOURCE, VERSION, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.watch = Watch(asked)
        self.home = asked.home
        self.views: dict[str, View] = {}
        self.forms: dict[str, list[Form]] = {}
        self.costs: dict[str, float] = {}
        self.waiting: dict[str, asyncio.TimerHandle] = {}
        self.warm = self.asked_to_end = False

    @property
    def encoding(self) -> str:
        """The unit in which columns are counted, as agreed with the editor."""
        return str(self.workspace.position_encoding or lsp.PositionEncodingKind.Utf16.value)

    def set_up(self, params: lsp.InitializeParams) -> None:
        """Take what the editor says of itself and of its user."""
        options = params.initialization_options
        said: dict[str, Any] = options if isinstance(options, dict) else {}
        lang, home, config = (said.get(name) for name in ("lang", "ruleUrl", "config"))
        asked = self.watch.asked
        if lang in LANGUAGES and not asked.lang:
            asked = asked._replace(lang=str(lang))
        if isinstance(config, str) and config and not asked.config:
            asked = asked._replace(config=config)
        if isinstance(home, str) and home and not self.home:
            self.home = home
        self.watch = Watch(asked)
        locale = (params.locale or "")[:2].lower()
        self.watch.locale = locale if locale in LANGUAGES else ""

    def view(self, uri: str) -> View:
        """Give what was seen in the present text, looking now where nothing has yet been."""
        if uri in self.waiting:
            self.check(uri)
        known = self.views.get(uri)
        return known if known is not None else self._look(uri)

    def changed(self, uri: str) -> None:
        """Check a text: at once, or when typing pauses where that takes long."""
        self._stop_waiting(uri)
        cost = self.costs.get(uri, 0.0)
        if cost <= table()["at_once"]:
            self.check(uri)
            return
        pause = min(cost, table()["longest"])
        self.waiting[uri] = asyncio.get_running_loop().call_later(pause, self.check, uri)

    def check(self, uri: str) -> None:
        """Look at a text and tell what was found."""
        self._stop_waiting(uri)
        document = self.workspace.text_documents.get(uri)
        if document is None:
            return
        started = time.perf_counter()
        try:
            found = diagnostics(self._look(uri), uri, self.home)
        except Exception as error:  # noqa: BLE001 - an editor must not lose its server to one text
            words = " ".join(f"{type(error).__name__}: {error}".split())[:300]
            lang = self.watch.asked.lang or self.watch.locale or self.watch.asked.otherwise
            found = [fault(Lines(document.source, self.encoding), words, lang)]
        if self.warm:  # the first check of all also loads rules and grammar
            self.costs[uri] = time.perf_counter() - started
        self.warm = True
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri, found, document.version)
        )

    def check_all(self) -> None:
        """Check every open text again, with settings read anew."""
        self.watch.forget()
        for uri in list(self.workspace.text_documents):
            self.check(uri)

    def closed(self, uri: str) -> None:
        """Forget a text, and take back what was said of it."""
        self._stop_waiting(uri)
        for kept in (self.views, self.forms, self.costs):
            kept.pop(uri, None)
        self.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri, []))

    def _look(self, uri: str) -> View:
        document = self.workspace.get_text_document(uri)
        self.views.pop(uri, None)
        path = to_fs_path(uri) if uri.startswith("file:") else None
        view = self.watch.look(document.source, path or document.path or uri, self.encoding)
        self.views[uri] = view
        if view.forms:
            self.forms[uri] = view.forms
        return view

    def _stop_waiting(self, uri: str) -> None:
        timer = self.waiting.pop(uri, None)
        if timer is not None:
            timer.cancel()


def make(asked: Asked) -> Server:
    """Make a server that answers everything that it can."""
    server = Server(asked)
    _hear_texts(server)
    _answer(server)
    return server


def _hear_texts(server: Server) -> None:
    @server.feature(lsp.INITIALIZE)
    def initialize(params: lsp.InitializeParams) -> None:
        server.set_up(params)

    @server.feature(lsp.SHUTDOWN)
    def ending(_params: None) -> None:
        server.asked_to_end = True

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        server.check(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        server.changed(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)
    def saved(_params: lsp.DidSaveTextDocumentParams) -> None:
        server.check_all()

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        server.closed(params.text_document.uri)

    @server.feature(lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def watched(_params: lsp.DidChangeWatchedFilesParams) -> None:
        server.check_all()

    @server.feature(lsp.WORKSPACE_DID_CHANGE_CONFIGURATION)
    def configured(_params: lsp.DidChangeConfigurationParams) -> None:
        server.check_all()


def _answer(server: Server) -> None:
    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hovered(params: lsp.HoverParams) -> lsp.Hover | None:
        return hover(server.view(params.text_document.uri), params.position, server.home)

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, ALL]),
    )
    def acted(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        view = server.view(uri)
        return actions(view, server.watch, uri, params.range, params.context)

    @server.feature(
        lsp.TEXT_DOCUMENT_COMPLETION, lsp.CompletionOptions(trigger_characters=_TRIGGERS)
    )
    def completed(params: lsp.CompletionParams) -> lsp.CompletionList:
        uri = params.text_document.uri
        view = server.view(uri)
        forms = view.forms or server.forms.get(uri, [])
        return completion(view, forms, params.position, snippets=_knows_snippets(server))

    @server.feature(lsp.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outlined(
        params: lsp.DocumentSymbolParams,
    ) -> list[lsp.DocumentSymbol] | list[lsp.SymbolInformation]:
        uri = params.text_document.uri
        view = server.view(uri)
        return outline(view) if _knows_trees(server) else flat(view, uri)


def _knows_snippets(server: Server) -> bool:
    text = server.client_capabilities.text_document
    item = text.completion.completion_item if text and text.completion else None
    return bool(item and item.snippet_support)


def _knows_trees(server: Server) -> bool:
    text = server.client_capabilities.text_document
    symbols = text.document_symbol if text else None
    return bool(symbols and symbols.hierarchical_document_symbol_support)
