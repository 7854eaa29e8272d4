"""``python -m targetlint`` and the command ``targetlint``."""

import sys


def run() -> None:
    """Run the command."""
    from targetlint.cli.main import main  # noqa: PLC0415 - nothing is imported before it is needed

    sys.exit(main())


if __name__ == "__main__":
    run()
