"""An editor that speaks to the language server over its protocol, in this process."""

import io
import json
from typing import Any

from fuzz.looks import hold
from targetlint.lsp.server import make
from targetlint.lsp.views import Asked
from targetlint.phrases import say

_URI = "file:///forms/a.yaml"
_BOUNDS = (0, 1, 3, 7, 20, 10**9)
_FAULT = say("lsp-fault", "en", text="")[:20]


def _call(method: str, number: int | None = None, **params: Any) -> dict[str, Any]:
    asked = {} if number is None else {"id": number}
    return {"jsonrpc": "2.0", **asked, "method": method, "params": params}


def session(text: str) -> list[dict[str, Any]]:
    """Give what an editor says that opens a text, asks everything everywhere and types."""
    document = {"uri": _URI}
    said = [
        _call("initialize", 0, processId=None, rootUri=None, capabilities={}),
        _call("initialized"),
        _call(
            "textDocument/didOpen",
            textDocument={**document, "languageId": "yaml", "version": 1, "text": text},
        ),
    ]
    number = 0
    for line in _BOUNDS:
        for character in (0, 5, 10**9):
            place = {"line": line, "character": character}
            stretch = {"start": place, "end": {"line": line + 2, "character": 0}}
            for method, more in (
                ("hover", {"position": place}),
                ("completion", {"position": place}),
                ("codeAction", {"range": stretch, "context": {"diagnostics": []}}),
            ):
                number += 1
                said.append(_call(f"textDocument/{method}", number, textDocument=document, **more))
    said += [
        _call("textDocument/documentSymbol", number + 1, textDocument=document),
        _call(
            "textDocument/didChange",
            textDocument={**document, "version": 2},
            contentChanges=[{"text": text[: len(text) // 2]}],
        ),
        _call("textDocument/documentSymbol", number + 2, textDocument=document),
        _call("textDocument/didSave", textDocument=document),
        _call("textDocument/didClose", textDocument=document),
        _call("shutdown", number + 3),
    ]
    return said


def spoken(data: bytes) -> str:
    """Open a damaged text; every question is answered, and none with a fault of the server."""
    said = session(data.decode("utf-8", "replace"))
    answers = talk([json.dumps(one).encode() for one in said])
    heard = {answer.get("id"): answer for answer in answers}
    for one in said:
        answer = heard.get(one.get("id"))
        if "id" in one:
            hold(answer is not None, one["method"], "is not answered")
            hold("error" not in (answer or {}), one["method"], answer)
    for answer in answers:
        for found in answer.get("params", {}).get("diagnostics", ()):
            start, end = found["range"]["start"], found["range"]["end"]
            hold(not found["message"].startswith(_FAULT), found["message"])
            hold((start["line"], start["character"]) <= (end["line"], end["character"]), found)
    return "read"


def talk(messages: list[bytes]) -> list[dict[str, Any]]:
    """Send messages to a new server; give what it says."""
    server = make(Asked("en", "en", lambda: "2026-11-23", None, isolated=True))
    framed = b"".join(b"Content-Length: %d\r\n\r\n%b" % (len(one), one) for one in messages)
    speaking = _Kept()
    server.start_io(io.BytesIO(framed), speaking)
    answers, rest = [], bytes(speaking.all)
    while rest:
        head, _, rest = rest.partition(b"\r\n\r\n")
        size = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
        answers.append(json.loads(rest[:size]))
        rest = rest[size:]
    return answers


class _Kept(io.BytesIO):
    """A stream that keeps what was written, closed or not."""

    def __init__(self) -> None:
        super().__init__()
        self.all = bytearray()

    def write(self, content: Any) -> int:
        self.all += content
        return len(content)
