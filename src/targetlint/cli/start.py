"""The command from its arguments to its exit code."""

import sys
from collections.abc import Sequence

from targetlint.cli.faults import UsageError
from targetlint.cli.streams import complain, guarded
from targetlint.cli.verbs import VERBS

_FAULT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and give its exit code: 0 nothing, 1 findings, 2 a fault."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    return guarded(lambda: _run(arguments))


def _run(arguments: list[str]) -> int:
    try:
        return _by_the_shortest_way(arguments)
    except UsageError as error:
        complain(str(error))
    except Exception as error:
        words = _told(error, arguments)
        if not words:
            raise
        complain(words)
    return _FAULT


def _by_the_shortest_way(arguments: list[str]) -> int:
    named = arguments[:1] == ["check"]
    if named or not arguments or arguments[0] not in VERBS:
        from targetlint.cli.quick import understood  # noqa: PLC0415 - not for other verbs

        plain = understood(arguments[1:] if named else arguments)
        if plain is not None:
            from targetlint.cli.checking import run_check  # noqa: PLC0415 - as above

            return run_check(*plain)
    from targetlint.cli.main import long_way  # noqa: PLC0415 - click costs 20 ms

    return long_way(arguments)


def _told(error: Exception, arguments: list[str]) -> str:
    """Say what is wrong with a file that a person wrote; nothing where it is another matter."""
    from targetlint.located import Fault  # noqa: PLC0415 - only for a fault
    from targetlint.phrases import say  # noqa: PLC0415 - as above

    if not isinstance(error, Fault):
        return ""
    return f"{error.where}: {say(error.key, _language(arguments), **error.values)}"


def _language(arguments: list[str]) -> str:
    """Give the language in which to tell of a fault that comes before any verb knows its own."""
    from targetlint.cli.surroundings import language  # noqa: PLC0415 - only for a fault

    asked = None
    for before, word in zip(["", *arguments], arguments, strict=False):
        if before == "--lang" or word.startswith("--lang="):
            asked = word.removeprefix("--lang=")
    return language(asked if asked in ("zh", "en") else None)
