"""A text as the engine sees it, by the settings of the folder that its file stands in."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from targetlint.config.found import NAMES
from targetlint.config.resolver import Resolver, Settings
from targetlint.desk import Desk, plain
from targetlint.findings import FileReport
from targetlint.forms.labels import labels
from targetlint.forms.model import Form
from targetlint.located import Fault
from targetlint.lsp.lines import Lines
from targetlint.phrases import say
from targetlint.project import Project
from targetlint.readers.document import ReadError
from targetlint.rulebook import shipped
from targetlint.session import NotAFormError, Request, Session
from targetlint.whereabouts import absolute

_ENOUGH = 2


class Asked(NamedTuple):
    """What the server was started with.

    ``lang`` is the language asked for, empty where settings and editor decide; ``otherwise``
    the one that is left then. ``home`` is the address under which rule pages are published,
    up to the id of the rule.
    """

    lang: str
    otherwise: str
    today: Callable[[], str]
    config: str | None = None
    isolated: bool = False
    home: str = ""


class View(NamedTuple):
    """What was seen in a version of a text.

    ``report`` is None where the text is no form, ``forms`` are those that could be read;
    ``trouble`` is what kept the settings from holding.
    """

    path: str
    lines: Lines
    lang: str
    desk: Desk
    forms: list[Form]
    report: FileReport | None
    trouble: str = ""


Stamp = tuple[tuple[str, int, int], ...]


class Watch:
    """Looks at texts; settings are read anew when one of their files has changed."""

    def __init__(self, asked: Asked) -> None:
        """Start knowing nothing of any folder."""
        self.asked = asked
        self.locale = ""
        self._projects: dict[tuple[str, str], tuple[Stamp, Resolver, Project]] = {}
        self._plain: dict[str, Desk] = {}

    def forget(self) -> None:
        """Read every setting anew at the next look."""
        self._projects.clear()

    def look(self, text: str, path: str, encoding: str) -> View:
        """Look at a text."""
        lines = Lines(text, encoding)
        lang, desk, trouble, excluded = self._found(path)
        blank = View(path, lines, lang, desk, [], None, trouble)
        if excluded:
            return blank
        session = Session(desk.choice.rules, Request(lang), lambda _: desk)
        data = text.encode("utf-8", "replace")
        try:
            forms, report = session.look(data, path, explicit=False)
        except NotAFormError:
            return blank
        except ReadError as error:
            if not _could_be_a_form(lines):
                return blank
            return blank._replace(report=session.unreadable(path, error))
        return blank._replace(forms=forms, report=report)

    def recheck(self, view: View) -> Callable[[bytes], FileReport | None]:
        """Give what checks another text as this one was checked."""
        session = Session(view.desk.choice.rules, Request(view.lang), lambda _: view.desk)
        return lambda data: session.check(data, view.path)

    def _found(self, path: str) -> tuple[str, Desk, str, bool]:
        """Give language, desk, trouble with the settings, and whether the file is left out."""
        try:
            project, settings = self._project(path)
            return project.lang, project.desk(path), "", settings.excludes(path)
        except Fault as fault:
            lang = self.asked.lang or self.locale or self.asked.otherwise
            words = say(fault.key, lang, **fault.values)
            trouble = say("lsp-settings", lang, where=fault.where, text=words)
            return lang, self._without_settings(lang), trouble, False

    def _without_settings(self, lang: str) -> Desk:
        if lang not in self._plain:
            self._plain[lang] = plain(shipped(), lang)
        return self._plain[lang]

    def _project(self, path: str) -> tuple[Project, Settings]:
        folder = os.path.dirname(absolute(path))  # noqa: PTH120 - a path is text here
        for lang in ("zh", "en"):
            known = self._projects.get((folder, lang))
            if known is not None:
                stamp, resolver, project = known
                settings = resolver.settings(path)
                if stamp == _stamp(folder, settings) and lang == self._lang(settings):
                    return project, settings
                del self._projects[folder, lang]
        resolver = Resolver(config=self.asked.config, isolated=self.asked.isolated)
        settings = resolver.settings(path)
        lang = self._lang(settings)
        project = Project(resolver, lang, self.asked.today())
        project.desk(path)
        self._projects[folder, lang] = (_stamp(folder, settings), resolver, project)
        return project, settings

    def _lang(self, settings: Settings) -> str:
        said = self.asked.lang or settings.text("lang")
        return said or self.locale or self.asked.otherwise


def _stamp(folder: str, settings: Settings) -> Stamp:
    """Tell one state of all files of settings from another, by time and size."""
    named = [settings.path("waivers"), settings.path("baseline")]
    named += [str(layer.path(entry)) for entry, layer, _ in settings.gathered("rule-files")]
    named += [layer.located.path for layer in settings.layers]
    here = Path(folder)
    for one in (here, *here.parents):
        named += [str(one / name) for name in NAMES]
    return tuple(found for name in dict.fromkeys(named) if name and (found := _state(name)))


def _state(path: str) -> tuple[str, int, int] | None:
    try:
        state = os.stat(path)  # noqa: PTH116 - asked of every folder on the way up
    except OSError:
        return None
    return path, state.st_mtime_ns, state.st_size


def _could_be_a_form(lines: Lines) -> bool:
    """Whether a text that cannot be read was meant for a form: it has labels that forms have."""
    table = labels()
    seen = set()
    for number in range(lines.count):
        key, colon, _ = lines.line(number).strip().lstrip("- ").partition(":")
        key = key.strip().strip("\"'")
        if colon and (table.field(key) or table.group(key) or table.column(key)):
            seen.add(key)
            if len(seen) >= _ENOUGH:
                return True
    return False
