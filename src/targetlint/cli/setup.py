"""What holds for a run: the settings of its files, and what the command line says over them."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from targetlint.cli.streams import complain
from targetlint.cli.surroundings import language
from targetlint.desk import Choice, Desk
from targetlint.findings import FileReport
from targetlint.rulebook import Rule, shipped
from targetlint.whereabouts import today

_LISTS = ("select", "extend-select", "ignore")
_PATHS = ("rule-files", "packs", "exclude")
_WORDS = ("profile", "template", "fail-on", "waivers", "baseline")


class Setup(NamedTuple):
    """What a run goes by. ``desks`` is None where nobody has set anything."""

    lang: str
    files: list[tuple[str, bool]]
    rules: tuple[Rule, ...]
    desks: Callable[[str], Desk] | None
    plain: Desk | None
    notes: tuple[str, ...] = ()
    project: Any = None

    def desk(self, path: str) -> Desk:
        """Give the desk at which a file is judged."""
        if self.desks is not None:
            return self.desks(path)
        return self.plain or Desk(Choice(self.rules), self.lang)

    def note(self, report: FileReport | None) -> None:
        """Take the report of one more file, to know which waivers met something."""
        if report is not None and self.project is not None:
            self.project.note(report)

    def idle(self) -> tuple[str, ...]:
        """Tell of waivers in files that met nothing, once all files are judged."""
        return tuple(self.project.idle()) if self.project is not None else ()


def said(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the command line says, by the names of settings."""
    given: dict[str, Any] = {}
    for name in _LISTS:
        given[name] = selectors(asked.get(name.replace("-", "_")) or ())
    for name in _PATHS:
        given[name] = list(asked.get(name.replace("-", "_")) or ())
    for name in _WORDS:
        given[name] = asked.get(name.replace("-", "_"))
    return {name: value for name, value in given.items() if value}


def set_up(asked: Mapping[str, Any], found: list[tuple[str, bool]], stdin_name: str) -> Setup:
    """Find what holds for each file of a run; a fault in any setting shows here."""
    from targetlint.config.found import anywhere  # noqa: PLC0415 - a moment after the paths

    options = said(asked)
    names = [stdin_name if path == "-" else path for path, _ in found]
    alone = asked.get("isolated") or not (asked.get("config") or anywhere(names))
    if alone and not options and not asked.get("checks"):
        lang = language(asked["lang"])
        chosen = tuple(rule for rule in shipped() if rule.speaks)
        return Setup(lang, found, chosen, None, Desk(Choice(chosen), lang))
    return _configured(asked, found, stdin_name)


def _configured(asked: Mapping[str, Any], found: list[tuple[str, bool]], stdin_name: str) -> Setup:
    from targetlint.project import Project  # noqa: PLC0415

    resolver = resolver_for(asked)
    first = stdin_name if not found or found[0][0] == "-" else found[0][0]
    lang = language(asked["lang"], resolver.settings(first).text("lang") or None)
    with_baseline = bool(asked.get("with_baseline", True))
    project = Project(resolver, lang, today(), with_baseline=with_baseline)
    kept = [
        (path, named)
        for path, named in found
        if path == "-"
        or (named and not asked.get("force_exclude"))
        or not resolver.settings(path).excludes(path)
    ]
    names = [stdin_name if path == "-" else path for path, _ in kept]
    chosen = project.prepare(names)
    notes = tuple(project.refusals())
    return Setup(lang, kept, chosen, project.desk, None, notes, project)


def resolver_for(asked: Mapping[str, Any]) -> Any:
    """Give what finds the settings of each file, with what the command line says over them."""
    from targetlint.config.resolver import Resolver  # noqa: PLC0415 - only where there are settings

    if asked.get("checks"):
        from targetlint.packs import checks_from  # noqa: PLC0415

        checks_from(asked["checks"])
    return Resolver(said(asked), config=asked.get("config"), isolated=bool(asked.get("isolated")))


def tell(notes: tuple[str, ...]) -> None:
    """Say what settings asked for in vain."""
    for note in notes:
        complain(note)


def selectors(texts: Iterable[str]) -> list[str]:
    """Split comma-separated selectors."""
    return [piece.strip() for text in texts for piece in text.split(",") if piece.strip()]
