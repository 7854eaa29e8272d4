"""A progress bar on standard error, for runs of more than a second on a terminal."""

import sys
import time
from types import TracebackType
from typing import Any, Self

_PATIENCE = 1.0


class Progress:
    """Shows how far a run is, once it has lasted a second; nothing off a terminal."""

    def __init__(self, length: int) -> None:
        """Take the number of files."""
        self._length = length
        self._done = 0
        self._begun = time.monotonic()
        self._bar: Any = None
        self._wanted = sys.stderr.isatty() and length > 1

    def __enter__(self) -> Self:
        """Begin to count."""
        return self

    def step(self) -> None:
        """Count one more file."""
        self._done += 1
        if not self._wanted:
            return
        if self._bar is None:
            if time.monotonic() - self._begun < _PATIENCE:
                return
            import click  # noqa: PLC0415 - only a long run on a terminal

            self._bar = click.progressbar(length=self._length, file=sys.stderr)
            self._bar.__enter__()
            self._bar.update(self._done)
        else:
            self._bar.update(1)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.__exit__(kind, error, trace)
