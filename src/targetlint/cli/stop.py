"""Ctrl-C, and the wish of a system that a run end: between two files, never within a report."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any, Self

_SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class Stop:
    """Turns signals into ``KeyboardInterrupt``, put off while a report is written."""

    def __init__(self) -> None:
        """Begin unasked."""
        self._asked = self._shielded = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        """Listen; only the main thread can."""
        try:
            for number in _SIGNALS:
                if signal.getsignal(number) is not signal.SIG_IGN:
                    self._before[number] = signal.signal(number, self._hear)
        except ValueError:  # not in the main thread
            return self
        return self

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self._asked:  # the run is ending already, cleanly
            return
        self._asked = True
        if not self._shielded:
            raise KeyboardInterrupt

    @contextmanager
    def shielded(self) -> Iterator[None]:
        """Put an interruption off until the end of a step."""
        self._shielded = True
        try:
            yield
        finally:
            self._shielded = False
        if self._asked:
            raise KeyboardInterrupt

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Listen no more."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
