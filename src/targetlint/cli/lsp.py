"""``targetlint lsp``: the language server for editors."""

import os
import sys

import click

from targetlint.cli.options import lang_option
from targetlint.cli.surroundings import language
from targetlint.phrases import say
from targetlint.whereabouts import today


@click.command()
@click.option("--stdio", is_flag=True, help="Speak over standard input and output (always so).")
@click.option("--config", metavar="FILE", help="Settings from this file, not from those found.")
@click.option("--isolated", is_flag=True, help="No settings files at all.")
@click.option("--rule-url", default="", metavar="URL", help="Where rule pages are, up to the id.")
@lang_option
def lsp(*, stdio: bool, config: str | None, isolated: bool, rule_url: str, lang: str | None) -> int:
    """Serve editors: findings while typing, explanations, quick fixes, completion, outline."""
    del stdio  # editors pass it, and there is no other way
    try:
        from targetlint.lsp.server import make  # noqa: PLC0415 - pygls is an extra
        from targetlint.lsp.views import Asked  # noqa: PLC0415 - as above
        from targetlint.session import collect_seldom  # noqa: PLC0415 - as above
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in {"pygls", "lsprotocol"}:
            raise
        raise click.UsageError(say("lsp-missing", language(lang))) from None
    asked = Asked(lang or "", language(None), today, config, isolated=isolated, home=rule_url)
    server = make(asked)
    collect_seldom()  # a server runs for days
    # The server closes what it speaks through, and nothing else may write there.
    with os.fdopen(os.dup(0), "rb") as hearing, os.fdopen(os.dup(1), "wb") as speaking:
        sys.stdout = sys.stderr
        server.start_io(hearing, speaking)
    return 0 if server.asked_to_end else 1
