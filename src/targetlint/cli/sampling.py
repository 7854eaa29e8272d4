"""What the portfolio takes from each file: checked here, or in several processes."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from targetlint.cli.setup import Setup
from targetlint.cli.spread import desks_of, jobs_for, tell_again
from targetlint.executors import Answer, Backend, Batch, Job, Plan, spread
from targetlint.executors.here import Here
from targetlint.findings import FileReport, Unreadable
from targetlint.forms.model import Form
from targetlint.packing import Order, Sent, opened, sent
from targetlint.phrases import say
from targetlint.resources import load
from targetlint.session import Request, Session
from targetlint.stats.facts import FileFacts
from targetlint.stats.portraits import facts


class Sampled(FileReport):
    """A report of which only what the portfolio counts is kept, with what else it wants."""

    __slots__ = ("facts",)

    def __init__(self, report: FileReport, counted: FileFacts) -> None:
        """Leave the findings behind: they are counted already."""
        super().__init__(report.path, unreadable=report.unreadable)
        self.facts = counted


class _Reading(Session):
    """A session that keeps the forms of the file it checked last."""

    last: tuple[Form, ...] = ()

    def forms(self, data: bytes, name: str, *, explicit: bool = True) -> list[Form]:
        """Read the forms of one input and keep them."""
        self.last = ()
        forms = super().forms(data, name, explicit=explicit)
        self.last = tuple(forms)
        return forms


class Sampler:
    """Checks files as a session does, and gives what is known of their forms."""

    def __init__(self, order: Order, budget: tuple[str, ...]) -> None:
        """Take the desks of a run; ``budget`` are the fields of the sum."""
        self._sessions = [_at(desk.choice.rules, desk, order.request) for desk in order.desks]
        self._budget = budget

    def answer(self, job: Job) -> Answer:
        """Check one file; nothing where it is no form and nobody named it."""
        session = self._sessions[job.desk]
        report = session.check_file(job.path, explicit=job.named)
        if report is None:
            return Answer(b"", None)
        forms = session.last if report.forms else ()
        return Answer(b"", Sampled(report, facts(report, forms, self._budget)))


def _at(rules: Any, desk: Any, request: Request) -> _Reading:
    return _Reading(rules, request, lambda _name: desk)


class SamplesSent(NamedTuple):
    """What makes a sampler in another process."""

    order: Sent
    budget: tuple[str, ...]


def receive(given: SamplesSent) -> Any:
    """Make a worker ready: give what samples files."""
    return Sampler(opened(given.order), given.budget).answer


def sample(setup: Setup, asked: Mapping[str, Any], budget: tuple[str, ...]) -> Iterator[FileReport]:
    """Give what is known of every file, in order, wherever that is fastest or was asked for."""
    limits = load("rules/limits.yaml")["runs"]
    request = Request(setup.lang)
    desks, numbers = desks_of(setup, request)
    order = Order(request, desks, (), (b"",) * len(desks))
    count = jobs_for(asked["jobs"], len(setup.files), limits["parallel_from"], setup.lang)

    def lost(job: Job) -> Answer:
        entry = Unreadable(job.path, say("worker-died", setup.lang))
        return Answer(b"", FileReport(job.path, unreadable=[entry]))

    plan = Plan(count, limits["ahead"], lost, partial(tell_again, lang=setup.lang))
    backend: Backend = Here(Sampler(order, budget).answer)
    if count > 1:
        from targetlint.executors.processes import Processes  # noqa: PLC0415 - for long runs

        backend = Processes(receive, SamplesSent(sent(order), budget), count)
    yield from spread(backend, _batches(setup, numbers, limits["batch"]), plan, lambda _: None)


def _batches(setup: Setup, numbers: list[int], size: int) -> Iterator[Batch]:
    jobs = [
        Job(path, named, desk) for (path, named), desk in zip(setup.files, numbers, strict=True)
    ]
    for start in range(0, len(jobs), size):
        some = tuple(jobs[start : start + size])
        yield Batch(len(some), {}, some)


def counted(report: FileReport) -> FileFacts:
    """Give what is known of a file; of one that a worker died with, that it was not read."""
    if isinstance(report, Sampled):
        return report.facts
    return FileFacts((), (), len(report.unreadable))
