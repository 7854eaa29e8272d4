"""``python -m targetlint`` and the command ``targetlint``."""

import gc
from typing import NoReturn


def run() -> NoReturn:
    """Run the command.

    Nothing is collected while one form is checked: what is made until then stays anyway, and
    looking through it again and again costs a tenth of the run. Long runs turn it on again.
    """
    gc.disable()
    from targetlint.cli.leaving import leave  # noqa: PLC0415 - nothing is imported before
    from targetlint.cli.start import main  # noqa: PLC0415 - it is needed

    leave(main())


if __name__ == "__main__":
    run()
