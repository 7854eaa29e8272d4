"""What takes too long is broken off: a rule, or a file as a whole.

While a file is checked, a timer of the process rings now and then. Whatever is found at work then
is charged with the processor time since the last ring, and broken off when it has used up what it
may. An ordinary form is done long before the first ring; no clock is asked for each rule. Time
counts as the processor counts it, so that a busy machine finds what an idle one finds; of mere
waiting a tenth counts, so that it has an end, too.

Where the timer is not to be had (Windows, any thread but the main one, a program that uses it
itself), time is taken around each rule: what ends is charged all the same, what never ends is not
broken off.
"""

from _thread import get_ident
from collections.abc import Callable
from time import thread_time
from types import CodeType, FrameType
from typing import Any, NoReturn

# A part of signal.py that every start has already; the whole costs a third of a millisecond.
try:
    from _signal import (  # type: ignore[import-not-found] # the types of the library leave it out
        ITIMER_REAL,
        SIG_DFL,
        SIGALRM,
        getitimer,
        getsignal,
        setitimer,
        siginterrupt,
        signal,
    )
except ImportError:  # Windows
    SIGALRM = None

# Rings until the time of a rule is up, so that it is kept to within an eighth.
_RINGS = 8
_LONGEST = 1.0
_WAITING = 0.1

# The watches that the engine has to ask about every rule, by thread: nearly always none.
asked: dict[int, "Watch"] = {}

_running: "Watch | None" = None
_owner = 0
_engine: set[CodeType] = set()


class Allowed:
    """The seconds that a file, and a single rule in a file, may take."""

    __slots__ = ("file", "rule")

    def __init__(self, file: float, rule: float) -> None:
        """Take both."""
        self.file = file
        self.rule = rule


class OvertimeError(BaseException):
    """Time is up, so many seconds, for a rule by its id or, without one, for the file.

    No ``Exception``, so that a check that passes over its own faults does not pass over this.
    """

    def __init__(self, allowed: float, rule: str = "") -> None:
        """Take the seconds that were allowed, and the rule or nothing."""
        super().__init__(allowed, rule)
        self.allowed = allowed
        self.rule = rule


class Watch:
    """The time that one file takes, from ``with`` to its end; within another watch it rests."""

    __slots__ = ("_allowed", "_every", "_since", "_spent", "given_up")

    def __init__(self, allowed: Allowed) -> None:
        """Take the seconds allowed."""
        self._allowed = allowed
        self._spent: dict[str, float] = {}
        self._every = 0.0
        self.given_up: set[str] = set()

    def __enter__(self) -> "Watch":  # noqa: PYI034 - the outer one, where there is one
        """Start the timer, or else have the engine ask; give the watch that counts."""
        global _running  # noqa: PLW0603 - a process has one such timer
        thread = get_ident()
        outer = asked.get(thread) or (_running if thread == _owner else None)
        if outer is not None:
            return outer
        self._since = thread_time()
        if _timer_is_free(thread):
            self._every = min(_LONGEST, self._allowed.rule / _RINGS, self._allowed.file / _RINGS)
            _running = self
            setitimer(ITIMER_REAL, self._every, self._every)
        else:
            asked[thread] = self
        return self

    def __exit__(self, *_: object) -> None:
        """Stop the timer."""
        global _running  # noqa: PLW0603 - as above
        if _running is self:
            _running = None
            setitimer(ITIMER_REAL, 0)
        if asked and asked.get(get_ident()) is self:
            del asked[get_ident()]

    def timed(self, rule: str, run: Callable[..., Any], *arguments: Any) -> Any:
        """Run a rule, unless it was given up; charge it with the time where no timer does."""
        if rule in self.given_up:
            raise OvertimeError(self._allowed.rule, rule)
        if self._every:
            return run(*arguments)
        started = thread_time()
        result = run(*arguments)
        if self._over(rule, thread_time() - started, self._allowed.rule):
            self._give_up(rule)
        if thread_time() - self._since > self._allowed.file:
            raise OvertimeError(self._allowed.file)
        return result

    def ring(self, rule: str) -> None:
        """Charge what is at work with the time since the last ring; break it off if that is due."""
        now = thread_time()
        spent = max(now - self._since, self._every * _WAITING)
        self._since = now
        if self._over("", spent, self._allowed.file):
            raise OvertimeError(self._allowed.file)
        if rule and self._over(rule, spent, self._allowed.rule):
            self._give_up(rule)

    def _over(self, name: str, spent: float, allowed: float) -> bool:
        total = self._spent[name] = self._spent.get(name, 0.0) + spent
        return total > allowed

    def _give_up(self, rule: str) -> NoReturn:
        """Break a rule off, and have the engine ask from now on, so that it is not begun again."""
        self.given_up.add(rule)
        asked[get_ident()] = self
        raise OvertimeError(self._allowed.rule, rule)


# A ring that comes while the timer is started or stopped is not heard.
_starting_and_stopping = (Watch.__enter__.__code__, Watch.__exit__.__code__)


def engine(code: CodeType) -> None:
    """Name the function that runs a rule: it has the rule as its variable ``rule``."""
    _engine.add(code)


def _timer_is_free(thread: int) -> bool:
    """Whether the timer of the process is there for this thread, and take it if nobody has."""
    global _owner  # noqa: PLW0603 - as above
    if SIGALRM is None:
        return False
    hears = getsignal(SIGALRM)
    if hears is _ring:
        return thread == _owner
    if hears != SIG_DFL or getitimer(ITIMER_REAL)[0]:
        return False
    try:
        signal(SIGALRM, _ring)
    except ValueError:  # not the main thread
        return False
    siginterrupt(SIGALRM, False)  # noqa: FBT003 - taken by position alone
    _owner = thread
    return True


def _ring(_number: int, frame: FrameType | None) -> None:
    """Tell the watch that is running which rule is at work, if any."""
    if _running is None or frame is None or frame.f_code in _starting_and_stopping:
        return
    while frame is not None and frame.f_code not in _engine:
        frame = frame.f_back
    _running.ring(frame.f_locals["rule"].id if frame is not None else "")
