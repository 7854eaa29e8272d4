"""``python -m targetlint`` and the command ``targetlint``."""

import gc
import sys


def run() -> None:
    """Run the command.

    Nothing is collected while one form is checked: what is made until then stays anyway, and
    looking through it again and again costs a tenth of the run. Long runs turn it on again.
    """
    gc.disable()
    from targetlint.cli.start import main  # noqa: PLC0415 - nothing is imported before it is needed

    sys.exit(main())


if __name__ == "__main__":
    run()
