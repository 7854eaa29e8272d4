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
    "check": "targetlint.cli.check:check",
    "explain": "targetlint.cli.explain:explain",
    "rules": "targetlint.cli.rules:rules",
    "schema": "targetlint.cli.schema:schema",
    "target": "targetlint.cli.target:target",
}

_FAULT = 2


class Verbs(click.Group):
    """A group whose default verb is ``check``: ``targetlint form.yaml`` checks a form."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the verbs."""
        return sorted(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a verb."""
        where = VERBS.get(cmd_name)
        if where is None:
            return None
        module, _, name = where.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

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
        click.echo(say("interrupted", "en"), err=True)
        return 130
    except click.ClickException as error:
        error.show()
        return _FAULT
    return result if isinstance(result, int) else 0
