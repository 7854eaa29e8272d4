"""Where the files of a run are checked: here, or in several processes."""

from collections.abc import Generator, Mapping
from functools import partial
from typing import Any

from targetlint import resources
from targetlint.cli.faults import UsageError
from targetlint.cli.setup import Setup, resolver_for, today
from targetlint.findings import FileReport
from targetlint.phrases import say
from targetlint.session import Request, Session, run

_STDIN = "-"
# What of the command line a worker needs to make the same session.
_KEPT = (
    "lang", "config", "isolated", "profile", "select", "extend_select", "ignore", "template",
    "rule_files", "packs", "checks", "waivers", "baseline", "exclude",
)  # fmt: skip


def reports(
    session: Session, setup: Setup, asked: Mapping[str, Any]
) -> Generator[FileReport, None, None]:
    """Check every file of a run, in order, wherever that is fastest or was asked for."""
    limits = resources.load("rules/limits.yaml")["runs"]
    jobs = _jobs(asked["jobs"], len(setup.files), limits["parallel_from"], setup.lang)
    if jobs == 1 or any(path == _STDIN for path, _ in setup.files):
        return run(session, setup.files)
    from targetlint import executors  # noqa: PLC0415 - only for several processes

    kept = {name: asked[name] for name in _KEPT}
    kept |= {"lang": setup.lang, "noted": session.request.outcomes}
    recipe = executors.Recipe(make_session, (kept, setup.desks is not None, today()))
    plan = executors.Plan(jobs, limits["batch"], limits["ahead"])
    backend = executors.Processes(recipe, jobs)
    return executors.spread(backend, setup.files, plan, partial(_lost, lang=setup.lang))


def _jobs(asked: str, files: int, worth_it: int, lang: str) -> int:
    from targetlint.executors import jobs_for  # noqa: PLC0415 - small, and only for many files

    if asked != "auto" and not (asked.isdecimal() and int(asked)):
        raise UsageError(say("jobs-no-number", lang, jobs=asked))
    return min(jobs_for(asked, files, worth_it), max(files, 1))


def _lost(path: str, *, lang: str) -> FileReport:
    from targetlint.executors import died  # noqa: PLC0415 - only when a worker died

    return died(path, say("worker-died", lang))


def make_session(asked: dict[str, Any], configured: bool, day: str) -> Session:  # noqa: FBT001 - sent to workers by position
    """Make the session of a run in another process."""
    from targetlint.cli.setup import set_up  # noqa: PLC0415 - only in workers
    from targetlint.project import Project  # noqa: PLC0415 - as above
    from targetlint.session import collect_seldom  # noqa: PLC0415 - as above

    collect_seldom()
    lang = asked["lang"]
    request = Request(lang, outcomes=asked["noted"])
    if not configured:
        setup = set_up(asked | {"isolated": True}, [], "")
        return Session(setup.rules, request)
    project = Project(resolver_for(asked), lang, day)
    return Session((), request, project.desk)
