"""A real editor for the tests: an LSP client that drives the real command over stdio."""

import asyncio
import sys
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

TIMEOUT = 60


class Editor:
    """An editor with one window: it opens texts, types, and waits for what it is told."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        encodings: list[lsp.PositionEncodingKind | str] | None = None,
        options: dict[str, str] | None = None,
        modern: bool = True,
    ) -> None:
        """Start the command and shake hands."""
        self.folder = folder
        self.runner = asyncio.Runner()
        self.client = LanguageClient("editor", "1")
        self.told: dict[str, lsp.PublishDiagnosticsParams] = {}
        self.news = asyncio.Event()
        self.texts: set[str] = set()

        async def hear(params: lsp.PublishDiagnosticsParams) -> None:
            self.told[params.uri] = params
            self.news.set()

        self.client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(hear)
        command = [sys.executable, "-m", "targetlint", "lsp", "--stdio", *arguments]
        self._do(self.client.start_io(command[0], *command[1:], cwd=str(folder)))
        self.server = self._do(
            self.client.initialize_async(
                lsp.InitializeParams(
                    capabilities=_capabilities(encodings, modern=modern),
                    root_uri=folder.as_uri(),
                    initialization_options=options,
                )
            )
        )
        self.client.initialized(lsp.InitializedParams())

    def _do(self, action: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(asyncio.wait_for(action, TIMEOUT))

    def uri(self, name: str) -> str:
        """Give the address of a text."""
        return (self.folder / name).as_uri()

    def open(self, name: str, text: str) -> list[lsp.Diagnostic]:
        """Open a text and give what is underlined in it."""
        self.texts.add(name)
        self.told.pop(self.uri(name), None)
        item = lsp.TextDocumentItem(self.uri(name), "yaml", 1, text)
        return self._after(
            name, 1, lambda: self.client.text_document_did_open(lsp.DidOpenTextDocumentParams(item))
        )

    def type(self, name: str, text: str, version: int = 2) -> list[lsp.Diagnostic]:
        """Replace a text, as typing does, and give what is underlined then."""
        document = lsp.VersionedTextDocumentIdentifier(version, self.uri(name))
        change = lsp.TextDocumentContentChangeWholeDocument(text)
        params = lsp.DidChangeTextDocumentParams(document, [change])
        return self._after(name, version, lambda: self.client.text_document_did_change(params))

    def save(self, name: str) -> list[lsp.Diagnostic]:
        """Tell that something was saved, and give what is underlined in a text then."""
        self.told.pop(self.uri(name), None)
        document = lsp.TextDocumentIdentifier(self.uri(name))
        params = lsp.DidSaveTextDocumentParams(document)
        return self._after(name, None, lambda: self.client.text_document_did_save(params))

    def close_text(self, name: str) -> list[lsp.Diagnostic]:
        """Close a text, and give what is underlined in it then: nothing."""
        document = lsp.TextDocumentIdentifier(self.uri(name))
        params = lsp.DidCloseTextDocumentParams(document)
        self.texts.discard(name)
        self.told.pop(self.uri(name), None)
        return self._after(name, None, lambda: self.client.text_document_did_close(params))

    def _after(
        self, name: str, version: int | None, action: Callable[[], None]
    ) -> list[lsp.Diagnostic]:
        async def wait() -> list[lsp.Diagnostic]:
            action()
            while True:
                found = self.told.get(self.uri(name))
                if found is not None and (version is None or found.version == version):
                    return list(found.diagnostics)
                self.news.clear()
                await self.news.wait()

        told: list[lsp.Diagnostic] = self._do(wait())
        return told

    def hover(self, name: str, line: int, character: int) -> str:
        """Give what is told at a position; empty where nothing is."""
        at = lsp.HoverParams(self._document(name), lsp.Position(line, character))
        found = self._do(self.client.text_document_hover_async(at))
        return "" if found is None else str(found.contents.value)

    def complete(self, name: str, line: int, character: int) -> list[lsp.CompletionItem]:
        """Give what is offered at a position."""
        at = lsp.CompletionParams(self._document(name), lsp.Position(line, character))
        found = self._do(self.client.text_document_completion_async(at))
        items: list[lsp.CompletionItem] = found.items
        return items

    def actions(
        self, name: str, where: lsp.Range, only: list[lsp.CodeActionKind | str] | None = None
    ) -> list[lsp.CodeAction]:
        """Give what can be done about a range."""
        told = self.told[self.uri(name)].diagnostics
        params = lsp.CodeActionParams(
            self._document(name), where, lsp.CodeActionContext(diagnostics=told, only=only)
        )
        found: list[lsp.CodeAction] = self._do(self.client.text_document_code_action_async(params))
        return found

    def symbols(self, name: str) -> Any:
        """Give the outline."""
        params = lsp.DocumentSymbolParams(self._document(name))
        return self._do(self.client.text_document_document_symbol_async(params))

    def _document(self, name: str) -> lsp.TextDocumentIdentifier:
        return lsp.TextDocumentIdentifier(self.uri(name))

    def quit(self) -> int | None:
        """End the server as editors do, and give its exit code."""

        async def leave() -> int | None:
            await self.client.shutdown_async(None)
            self.client.exit(None)
            process = self.client._server  # noqa: SLF001 - the client has no other way to it
            code = await process.wait() if process is not None else None
            stop: Callable[[], Coroutine[Any, Any, None]] = self.client.stop
            await stop()
            return code

        code: int | None = self._do(leave())
        self.runner.close()
        return code


def _capabilities(
    encodings: list[lsp.PositionEncodingKind | str] | None, *, modern: bool
) -> lsp.ClientCapabilities:
    symbols = lsp.DocumentSymbolClientCapabilities(hierarchical_document_symbol_support=modern)
    item = lsp.ClientCompletionItemOptions(snippet_support=modern)
    completion = lsp.CompletionClientCapabilities(completion_item=item)
    return lsp.ClientCapabilities(
        general=lsp.GeneralClientCapabilities(position_encodings=encodings),
        text_document=lsp.TextDocumentClientCapabilities(
            document_symbol=symbols, completion=completion
        ),
    )


Start = Callable[..., Editor]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start editors in a folder of their own; each must leave the server in good health."""
    started: list[Editor] = []

    def begin(*arguments: str, **said: Any) -> Editor:
        started.append(Editor(tmp_path, *arguments, **said))
        return started[-1]

    yield begin
    assert [editor.quit() for editor in started] == [0] * len(started)


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    editor = Editor(tmp_path_factory.mktemp("editor"), "--lang", "zh")
    yield editor
    assert editor.quit() == 0


@pytest.fixture
def editor(_shared: Editor) -> Iterator[Editor]:
    """An editor that speaks Chinese; its server serves every test, its texts only one."""
    yield _shared
    for name in list(_shared.texts):
        _shared.close_text(name)


def applied(text: str, edits: list[Any], encoding: str = "utf-16") -> str:
    """Apply edits as an editor does: columns in the unit agreed on."""
    lines = text.split("\n")

    def offset(at: lsp.Position) -> int:
        line = lines[at.line]
        wide = {"utf-16": "utf-16-le", "utf-8": "utf-8", "utf-32": "utf-32-le"}[encoding]
        size = {"utf-16": 2, "utf-8": 1, "utf-32": 4}[encoding]
        column = len(line.encode(wide)[: at.character * size].decode(wide))
        return sum(len(one) + 1 for one in lines[: at.line]) + column

    placed = sorted((offset(e.range.start), offset(e.range.end), e.new_text) for e in edits)
    for begin, end, new in reversed(placed):
        text = text[:begin] + new + text[end:]
    return text
