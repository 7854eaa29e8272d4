"""What of a checked file travels between processes and is kept for the next run.

A ``Parcel`` is all that a run needs to know about a file: what it adds to the sums, whether it
fails, and the words of each report about it. An ``Order`` says how parcels are made, and can be
sent to another process or machine; a ``Packer`` makes them.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from targetlint.desk import Desk
from targetlint.executors import Answer, Job, Parcel
from targetlint.findings import FileReport, tally
from targetlint.reports import writer_for
from targetlint.reports.output import Making
from targetlint.session import Request, Session, collect_seldom, read_bytes
from targetlint.version import VERSION
from targetlint.whereabouts import work_for

Tell = Callable[[FileReport], tuple[Any, ...]]


class Order(NamedTuple):
    """How files are checked in a run: the desks, by number, and what is told of each file.

    ``keys`` holds for each desk what names its results in the cache, empty where they are not
    kept; ``whole`` asks for the report itself beside its words; ``folder`` is where paths count
    from.
    """

    request: Request
    desks: tuple[Desk, ...]
    makings: tuple[Making, ...]
    keys: tuple[bytes, ...]
    whole: bool = False
    folder: str = ""


class Sent(NamedTuple):
    """An order on its way: the tool that it is from, where its checks come from, and itself."""

    tool: bytes
    code: tuple[tuple[str, bytes | None], ...]
    order: bytes


class OtherToolError(Exception):
    """An order came from another version of the tool than is here."""


def sent(order: Order, tool: bytes = b"") -> Sent:
    """Make an order ready to be sent; with ``tool`` only the very same tool will take it."""
    import pickle  # noqa: PLC0415 - only for other processes

    from targetlint import packs  # noqa: PLC0415 - as above

    return Sent(tool, packs.taken(), pickle.dumps(order, pickle.HIGHEST_PROTOCOL))


def receive(sent: Sent) -> Callable[[Job], Answer]:
    """Make a worker ready: give what does the jobs of an order."""
    order = opened(sent)
    answer = Packer(order).answer

    def answer_there(job: Job) -> Answer:
        work_for(order.folder)
        return answer(job)

    return answer_there


def opened(sent: Sent) -> Order:
    """Take an order that was sent, with all that it needs, for a long run."""
    import pickle  # noqa: PLC0415 - only in workers

    from targetlint import packs  # noqa: PLC0415 - as above

    if sent.tool:
        from targetlint.cache.key import tool  # noqa: PLC0415 - only in workers

        if tool() != sent.tool:
            raise OtherToolError(VERSION)
    for name, source in sent.code:
        packs.take(name, source)
    order: Order = pickle.loads(sent.order)  # noqa: S301 - from the main process of the run
    collect_seldom()
    return order


class Packer:
    """Checks files and packs what was found."""

    def __init__(self, order: Order, tell: Tell | None = None) -> None:
        """Make ready; ``tell`` words a report where the writers are at hand already."""
        self._order = order
        self._sessions = [_session(desk, order.request) for desk in order.desks]
        self.tell = tell or _teller(order.makings)

    def answer(self, job: Job) -> Answer:
        """Check one file; no parcel where it is no form and nobody named it."""
        session = self._sessions[job.desk]
        desk_key = self._order.keys[job.desk]
        data = job.data
        if data is None and desk_key:
            data = contents(job.path, self._order.desks[job.desk])
        if data is None:
            return Answer(b"", self._parcel(session.check_file(job.path, explicit=job.named), job))
        report = session.check(data, job.path, explicit=job.named)
        kept = desk_key and not (report is not None and report.overtime)
        key = key_of(desk_key, job, data) if kept else b""
        return Answer(key, self._parcel(report, job))

    def _parcel(self, report: FileReport | None, job: Job) -> Parcel | None:
        if report is None:
            return None
        failed = self._order.desks[job.desk].fails(report)
        whole = report if self._order.whole else None
        return Parcel(report.path, failed, tally(report), self.tell(report), whole)


def _session(desk: Desk, request: Request) -> Session:
    return Session(desk.choice.rules, request, lambda _name: desk)


def _teller(makings: tuple[Making, ...]) -> Tell:
    writers = [writer_for(*making) for making in makings]
    return lambda report: tuple(writer.tell(report) for writer in writers)


def contents(path: str, desk: Desk) -> bytes | None:
    """Give the bytes of a file; None where it cannot be read, which checking it will tell."""
    desk.take_limits()
    try:
        return read_bytes(path)
    except OSError:
        return None


def key_of(desk_key: bytes, job: Job, data: bytes) -> bytes:
    """Name the result of a file: by what holds for it, its name, and its content."""
    from targetlint.cache.key import digest  # noqa: PLC0415 - only where there is a cache

    named = b"1" if job.named else b"0"
    return digest(desk_key, job.path.encode("utf-8", "surrogateescape"), named, data)
