"""``targetlint completion``: the script by which a shell completes the command."""

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")
_NAME = "targetlint"


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> int:
    """Print the script that makes SHELL complete verbs, options, rules, formats and layouts.

    For example: eval "$(targetlint completion bash)"
    """
    from targetlint.cli.main import cli  # noqa: PLC0415 - the group imports this verb

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(shell)
    script = kind(cli, {}, _NAME, f"_{_NAME.upper()}_COMPLETE")
    # click asks the shell for its version in ``source``; the script itself needs no shell.
    click.echo(script.source_template % script.source_vars())
    return 0
