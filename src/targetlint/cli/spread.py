"""Where the files of a run are checked, and what of them is known from an earlier run."""

import os
from collections.abc import Callable, Generator, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from targetlint import resources
from targetlint.cli.faults import UsageError
from targetlint.cli.progress import Progress
from targetlint.cli.setup import Setup
from targetlint.cli.stop import Stop
from targetlint.cli.streams import complain
from targetlint.desk import Desk
from targetlint.executors import Answer, Backend, Batch, Job, Parcel, Plan, spread
from targetlint.executors.here import Here, Thrifty, processors
from targetlint.findings import FileReport, Totals, Unreadable, tally
from targetlint.located import Fault
from targetlint.packing import Order, Packer, contents, key_of, sent
from targetlint.phrases import say
from targetlint.reports.output import Outputs
from targetlint.session import STDIN, Request, collect_seldom
from targetlint.whereabouts import here, today

_ANY = "auto"


class Work(NamedTuple):
    """A run: its files with the numbers of their desks, how they are checked, and its limits."""

    files: list[tuple[str, bool]]
    numbers: list[int]
    order: Order
    packer: Packer
    limits: Mapping[str, int]
    lang: str


def told(
    setup: Setup,
    request: Request,
    asked: Mapping[str, Any],
    outputs: Outputs,
    progress: Progress,
) -> tuple[Totals, bool, bool]:
    """Check every file of a run and tell every report.

    Gives the sums, whether a file failed by its own measure, and whether the run was broken
    off: what was done until then is told all the same.
    """
    totals, failed, interrupted = Totals(), False, False
    checking = parcels(setup, request, asked, outputs)
    with Stop() as stop:
        try:
            for parcel in checking:
                with stop.shielded():
                    totals.count(parcel.tally)
                    failed = parcel.failed or failed
                    setup.note(parcel.report)
                    outputs.put(parcel.told, parcel.tally)
                    progress.step()
        except KeyboardInterrupt:
            checking.close()
            interrupted = True
    return totals, failed, interrupted


def parcels(
    setup: Setup, request: Request, asked: Mapping[str, Any], outputs: Outputs
) -> Generator[Parcel, None, None]:
    """Check every file of a run, in order, wherever that is fastest or was asked for."""
    limits: Mapping[str, int] = resources.load("rules/limits.yaml")["runs"]
    desks, numbers = desks_of(setup, request)
    watches = setup.project is not None and setup.project.watches
    keyless = (b"",) * len(desks)
    order = Order(request, desks, tuple(outputs.made), keyless, watches, here())
    work = Work(setup.files, numbers, order, Packer(order, outputs.tell), limits, setup.lang)
    if asked["no_cache"] or len(setup.files) < limits["cache_from"]:
        yield from _checked(work, asked, None)
    else:
        yield from _with_cache(work, asked)


def desks_of(setup: Setup, request: Request) -> tuple[tuple[Desk, ...], list[int]]:
    """Give the desks of a run, and for each file the number of its desk."""
    places: dict[int, int] = {}
    desks: list[Desk] = []
    numbers = []
    for path, _ in setup.files:
        desk = setup.desk(request.stdin_name if path == STDIN else path)
        if id(desk) not in places:
            places[id(desk)] = len(desks)
            desks.append(desk)
        numbers.append(places[id(desk)])
    return tuple(desks), numbers


def _with_cache(work: Work, asked: Mapping[str, Any]) -> Generator[Parcel, None, None]:
    """Check what is not known from an earlier run; without luck with the cache, everything."""
    from targetlint.cache import key  # noqa: PLC0415 - a single form has no use for it
    from targetlint.cache.store import Store  # noqa: PLC0415 - as above

    order = work.order
    plain = [
        (name, run._replace(date=""), options._replace(path=None, room=None))
        for name, run, options in order.makings
    ]
    run = key.digest(key.tool(), key.named([order.request, plain, order.whole, order.folder]))
    keys = []
    for desk in order.desks:
        try:
            keys.append(key.digest(run, key.desk(desk, today())))
        except key.NotPlainError:
            keys.append(b"")
    if not any(keys):
        yield from _checked(work, asked, None)
        return
    order = order._replace(keys=tuple(keys))
    with Store(key.digest(*keys), work.limits["cache_size"]) as store:
        work = work._replace(order=order, packer=Packer(order, work.packer.tell))
        yield from _checked(work, asked, store)


def _checked(work: Work, asked: Mapping[str, Any], store: Any) -> Generator[Parcel, None, None]:
    """Check files on the backend that suits, with what a store knows."""
    collect_seldom()
    backend, workers, size = _backend(work, asked, store)
    travels = asked["cluster"] is not None
    supply = _batches(work, size, store if store is not None and not store.empty else None, travels)
    yield from spread(backend, supply, _plan(work, workers), _keeper(store))


def _backend(work: Work, asked: Mapping[str, Any], store: Any) -> tuple[Backend, int, int]:
    """Choose a backend; gives it with its number of workers and the files of a batch."""
    limits = work.limits
    here = Here(work.packer.answer)
    if asked["cluster"] is not None:
        cluster = _cluster(asked["cluster"], work)
        return cluster, cluster.workers, _share(work, cluster.workers, "cluster_batch")
    count = jobs_for(asked["jobs"], len(work.files), limits["parallel_from"], work.lang)
    if count == 1:
        return here, 1, limits["batch"]

    def start() -> Backend:
        from targetlint.executors.processes import Processes  # noqa: PLC0415 - for long runs
        from targetlint.packing import receive  # noqa: PLC0415 - as above

        return Processes(receive, sent(work.order), count)

    warm = store is not None and not store.empty
    first = limits["parallel_from"] if warm and asked["jobs"] == _ANY else 0
    return Thrifty(here, start, first), count, _share(work, count, "batch")


def _share(work: Work, workers: int, most: str) -> int:
    """Give the files of a batch: so many that each worker gets several batches."""
    several: int = len(work.files) // (workers * work.limits["ahead"])
    return max(min(work.limits[most], several), 1)


def _cluster(address: str, work: Work) -> Any:
    """Give a cluster, on which every worker has the same tool as this process."""
    try:
        from targetlint.executors.cluster import Cluster  # noqa: PLC0415 - only on request
    except ModuleNotFoundError as error:
        raise Fault("cluster-extra", {"name": error.name or ""}, address) from None
    from targetlint.cache.key import tool  # noqa: PLC0415 - only on request
    from targetlint.packing import receive  # noqa: PLC0415 - as above

    cluster = Cluster(address, work.limits["cluster_patience"], tool)
    cluster.set_to(receive, sent(work.order, tool()))
    return cluster


def jobs_for(asked: str, files: int, worth_it: int, lang: str) -> int:
    """Give the number of processes: as asked, or what the machine has where the run is long."""
    if asked != _ANY:
        if not (asked.isdecimal() and int(asked)):
            raise UsageError(say("jobs-no-number", lang, jobs=asked))
        return min(int(asked), files)
    return processors() if files >= worth_it else 1


def _batches(work: Work, size: int, store: Any, travels: bool) -> Iterator[Batch]:  # noqa: FBT001 - private
    """Divide the files of a run, with what is known of them; contents are read where needed."""
    reading = store is not None or travels
    jobs: list[Job] = []
    weight = 0
    for (path, named), desk in zip(work.files, work.numbers, strict=True):
        data = contents(path, work.order.desks[desk]) if reading and path != STDIN else None
        jobs.append(Job(path, named, desk, data))
        weight += len(data or b"")
        if len(jobs) >= size or weight >= work.limits["batch_bytes"]:
            yield _known(work, jobs, store, travels)
            jobs, weight = [], 0
    if jobs:
        yield _known(work, jobs, store, travels)


def _known(work: Work, jobs: list[Job], store: Any, travels: bool) -> Batch:  # noqa: FBT001 - private
    """Look up what is known of some files; what only this process can read it checks itself."""
    known: dict[int, Parcel | None] = {}
    if store is not None:
        known = _remembered(work, jobs, store)
    for place, job in enumerate(jobs):
        if place not in known and (job.path == STDIN or (travels and job.data is None)):
            known[place] = work.packer.answer(job).parcel
    left = tuple(job for place, job in enumerate(jobs) if place not in known)
    return Batch(len(jobs), known, left)


def _remembered(work: Work, jobs: list[Job], store: Any) -> dict[int, Parcel | None]:
    from targetlint.cache.parcels import unpacked  # noqa: PLC0415 - only where there is a cache

    keys: dict[bytes, int] = {}
    for place, job in enumerate(jobs):
        desk_key = work.order.keys[job.desk]
        if desk_key and job.data is not None:
            keys[key_of(desk_key, job, job.data)] = place
    known: dict[int, Parcel | None] = {}
    for name, content in store.find(keys).items():
        try:
            known[keys[name]] = unpacked(content)
        except ValueError:
            continue
    return known


def _keeper(store: Any) -> Callable[[Answer], None]:
    """Give what is done with an answer that may be kept."""
    if store is None:
        return _forget
    from targetlint.cache.parcels import packed  # noqa: PLC0415 - only where there is a cache

    return lambda answer: store.keep(answer.key, packed(answer.parcel))


def _forget(_answer: Answer) -> None:
    """Keep nothing."""


def _plan(work: Work, workers: int) -> Plan:
    def lost(job: Job) -> Answer:
        path = job.path.replace(os.sep, "/")
        report = FileReport(path, unreadable=[Unreadable(path, say("worker-died", work.lang))])
        whole = report if work.order.whole else None
        return Answer(b"", Parcel(path, False, tally(report), work.packer.tell(report), whole))  # noqa: FBT003 - a field

    return Plan(workers, work.limits["ahead"], lost, partial(tell_again, lang=work.lang))


def tell_again(files: int, *, lang: str) -> None:
    """Say that a worker died, and that its files are checked again."""
    complain(say("worker-again", lang, n=files))
