"""What the portfolio takes from each file: checked here, or in several processes."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from targetlint import executors
from targetlint.cli.spread import make_session
from targetlint.findings import FileReport
from targetlint.forms.model import Form
from targetlint.phrases import say
from targetlint.resources import load
from targetlint.session import Session
from targetlint.stats.facts import FileFacts
from targetlint.stats.portraits import facts

_STDIN = "-"
# What of the command line is about the portfolio and not about the rules.
_OWN = ("formats", "by", "top", "jobs", "no_respect_gitignore")


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

    def __init__(self, session: Session, budget: tuple[str, ...]) -> None:
        """Take the rules and settings of a session; ``budget`` are the fields of the sum."""
        self._session = _Reading(session.rules, session.request, session.desk)
        self._budget = budget

    def check_file(self, path: str, *, explicit: bool = True) -> Sampled | None:
        """Check one file; None where it is no form and nobody named it."""
        report = self._session.check_file(path, explicit=explicit)
        if report is None:
            return None
        forms = self._session.last if report.forms else ()
        return Sampled(report, facts(report, forms, self._budget))


def make_sampler(
    asked: dict[str, Any],
    configured: bool,  # noqa: FBT001 - sent to workers by position
    day: str,
    budget: tuple[str, ...],
) -> Sampler:
    """Make the sampler of a run in another process."""
    return Sampler(make_session(asked, configured, day), budget)


class Work(NamedTuple):
    """The files of a run, and how they are judged."""

    session: Session
    files: list[tuple[str, bool]]
    configured: bool
    day: str
    budget: tuple[str, ...]


def sample(work: Work, asked: Mapping[str, Any]) -> Iterator[FileReport]:
    """Give what is known of every file, in order, wherever that is fastest or was asked for."""
    limits = load("rules/limits.yaml")["runs"]
    jobs = executors.jobs_for(asked["jobs"], len(work.files), limits["parallel_from"])
    if jobs == 1 or len(work.files) == 1 or any(path == _STDIN for path, _ in work.files):
        sampler = Sampler(work.session, work.budget)
        for path, explicit in work.files:
            report = sampler.check_file(path, explicit=explicit)
            if report is not None:
                yield report
        return
    lang, noted = work.session.request.lang, work.session.request.outcomes
    kept = {name: value for name, value in asked.items() if name not in _OWN}
    kept |= {"lang": lang, "noted": noted}
    recipe = executors.Recipe(make_sampler, (kept, work.configured, work.day, work.budget))
    plan = executors.Plan(min(jobs, len(work.files)), limits["batch"], limits["ahead"])

    def lost(path: str) -> FileReport:
        return executors.died(path, say("worker-died", lang))

    backend = executors.Processes(recipe, plan.jobs)
    yield from executors.spread(backend, work.files, plan, lost)


def counted(report: FileReport) -> FileFacts:
    """Give what is known of a file; of one that a worker died with, that it was not read."""
    if isinstance(report, Sampled):
        return report.facts
    return FileFacts((), (), len(report.unreadable))
