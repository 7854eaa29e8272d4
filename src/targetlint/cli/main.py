"""The command: verbs, and ``check`` where no verb is named."""

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click

from targetlint.phrases import say
from targetlint.version import VERSION

# Each verb is one module, imported only when it is called.
VERBS: dict[str, str] = {
    "baseline": "targetlint.cli.baseline:baseline",
    "check": "targetlint.cli.check:check",
    "compare": "targetlint.cli.compare:compare",
    "completion": "targetlint.cli.completion:completion",
    "config": "targetlint.cli.config:config",
    "convert": "targetlint.cli.convert:convert",
    "explain": "targetlint.cli.explain:explain",
    "init": "targetlint.cli.init:init",
    "lsp": "targetlint.cli.lsp:lsp",
    "review": "targetlint.cli.review:review",
    "rules": "targetlint.cli.rules:rules",
    "schema": "targetlint.cli.schema:schema",
    "stats": "targetlint.cli.stats:stats",
    "target": "targetlint.cli.target:target",
    "test": "targetlint.cli.test:test",
}

_FAULT = 2


class Verbs(click.Group):
    """A group whose default verb is ``check``: ``targetlint form.yaml`` checks a form."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        """Name the verbs."""
        return sorted(VERBS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002 - click asks so
        cmd_name: str,
    ) -> click.Command | None:
        """Import a verb."""
        where = VERBS.get(cmd_name)
        if where is None:
            return None
        module, _, name = where.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """Complete verbs, and what ``check`` takes, since it needs no name."""
        from click.shell_completion import CompletionItem  # noqa: PLC0415 - a shell asks rarely

        found = super().shell_complete(ctx, incomplete)
        if incomplete.startswith("-"):
            checking = self.get_command(ctx, "check")
            if checking is not None:
                context = click.Context(checking, info_name="check", parent=ctx)
                found += checking.shell_complete(context, incomplete)
        elif incomplete or not found:
            found.append(CompletionItem(incomplete, type="file"))
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put ``check`` before arguments that begin with no verb."""
        own = {"--help", "-h", "--version"}
        if args and args[0] not in VERBS and args[0] not in own:
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    invoke_without_command=True,
)
@click.version_option(VERSION, prog_name="targetlint", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Check performance-target forms (绩效目标表) as a reviewer would.

    targetlint PATH… checks forms; the verbs below do the rest.
    """
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code: 0 nothing, 1 findings, 2 a fault."""
    from targetlint.cli.streams import guarded  # noqa: PLC0415 - keeps this page short

    return guarded(lambda: _invoke(argv))


def _invoke(argv: Sequence[str] | None) -> int:
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        result: Any = cli.main(arguments, prog_name="targetlint", standalone_mode=False)
    except click.exceptions.Abort:
        click.echo(say("interrupted", _language(arguments)), err=True)
        return _FAULT
    except click.ClickException as error:
        error.show()
        return _FAULT
    except Exception as error:
        if not _told(error, arguments):
            raise
        return _FAULT
    return result if isinstance(result, int) else 0


def _told(error: Exception, arguments: list[str]) -> bool:
    """Say what is wrong with a file that a person wrote; nothing where it is another matter."""
    from targetlint.located import Fault  # noqa: PLC0415 - only for a fault

    if not isinstance(error, Fault):
        return False
    words = say(error.key, _language(arguments), **error.values)
    click.echo(f"targetlint: {error.where}: {words}", err=True)
    return True


def _language(arguments: list[str]) -> str:
    """Give the language in which to tell of a fault that comes before any verb knows its own."""
    from targetlint.cli.options import language  # noqa: PLC0415 - only for a fault

    asked = None
    for before, word in zip(["", *arguments], arguments, strict=False):
        if before == "--lang" or word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return language(asked if asked in ("zh", "en") else None)
