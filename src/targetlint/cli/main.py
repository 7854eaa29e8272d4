"""The long way into the command: verbs and options, understood by click."""

from importlib import import_module
from io import StringIO
from typing import Any

import click

from targetlint.cli.streams import complain
from targetlint.cli.verbs import VERBS
from targetlint.version import VERSION

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


def long_way(arguments: list[str]) -> int:
    """Run a verb with its options; give its exit code."""
    try:
        result: Any = cli.main(arguments, prog_name="targetlint", standalone_mode=False)
    except click.exceptions.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        said = StringIO()
        error.show(said)
        complain(said.getvalue().rstrip("\n"), name="")
        return _FAULT
    return result if isinstance(result, int) else 0
