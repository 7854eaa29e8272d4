"""The library: one call, the same engine and the same settings as the command."""

import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from targetlint.desk import Desk
from targetlint.findings import FileReport, Report
from targetlint.located import Fault
from targetlint.phrases import say
from targetlint.rulebook import Rule, shipped
from targetlint.session import Request, Session, run_info

_LANG = "zh"


class SettingsError(ValueError):
    """Settings, or a file that they name, cannot be used as written; says where and why."""


class _Run(NamedTuple):
    """What one call goes by."""

    session: Session
    rules: tuple[Rule, ...]


def check(  # noqa: PLR0913 - everything by name
    path: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    form: Mapping[str, Any] | None = None,
    name: str = "<form>",
    lang: str | None = None,
    template: str = "",
    rules: Iterable[Rule] | None = None,
    config: str | os.PathLike[str] | None = None,
    settings: Mapping[str, Any] | None = None,
    isolated: bool = False,
) -> Report:
    """Check one input: a file by its path, a YAML text, or a form as a mapping.

    Exactly one of ``path``, ``text`` and ``form`` is given. What cannot be read stands in the
    report's ``unreadable``; nothing is raised for it.

    As with the command the settings file nearest to ``path`` holds (for a text or a mapping the
    one nearest to ``name``, which need not exist), or the file ``config``, or none at all with
    ``isolated``. ``settings`` go before those of files, under the names that a settings file has:
    ``{"profile": "ci", "severity": {"TL202": "error"}}``. ``rules`` take the place of all of it.
    SettingsError where settings cannot be used.
    """
    if sum(given is not None for given in (path, text, form)) != 1:
        raise TypeError("check() takes exactly one of path, text and form")
    shown = os.fspath(path) if path is not None else name
    said = {**(settings or {}), **({"template": template} if template else {})}
    if rules is not None:
        if config is not None or settings is not None:
            raise TypeError("check() takes rules, or config and settings")
        run = _plain(tuple(rules), lang or _LANG, template)
    else:
        try:
            run = _configured(shown, lang, said, None if isolated else config, isolated=isolated)
        except Fault as fault:
            words = say(fault.key, lang or _LANG, **fault.values)
            raise SettingsError(f"{fault.where}: {words}") from None
    report: FileReport | None
    if path is not None:
        report = run.session.check_file(shown)
    elif text is not None:
        report = run.session.check(text.encode("utf-8", "surrogatepass"), name)
    else:
        report = run.session.check(_as_yaml(form or {}).encode(), name)
    files = [] if report is None else [report]
    return Report(files, run_info(run.rules, run.session.request.lang))


def _plain(rules: tuple[Rule, ...], lang: str, template: str = "") -> _Run:
    return _Run(Session(rules, Request(lang, template)), rules)


def _configured(
    shown: str,
    lang: str | None,
    said: dict[str, Any],
    config: str | os.PathLike[str] | None,
    *,
    isolated: bool,
) -> _Run:
    """Find what holds for one input, as the command does."""
    from targetlint.config.found import anywhere  # noqa: PLC0415 - rules given need no settings

    if not said and config is None and (isolated or not anywhere([shown])):
        return _plain(tuple(rule for rule in shipped() if rule.speaks), lang or _LANG)
    from targetlint.config.resolver import Resolver  # noqa: PLC0415 - only where something is set
    from targetlint.project import Project  # noqa: PLC0415 - as above
    from targetlint.whereabouts import today  # noqa: PLC0415 - as above

    _hold(said)
    file = os.fspath(config) if config is not None else None
    resolver = Resolver(said, config=file, isolated=isolated)
    spoken = lang or resolver.settings(shown).text("lang") or _LANG
    project = Project(resolver, spoken, today())
    rules = project.prepare([shown])

    def desk(path: str) -> Desk:
        return project.desk(path)

    return _Run(Session(rules, Request(spoken), desk), rules)


def _hold(said: Mapping[str, Any]) -> None:
    """Refuse settings that no settings file may hold."""
    from targetlint import shapes  # noqa: PLC0415 - only where something is set
    from targetlint.located import Located  # noqa: PLC0415 - as above

    shapes.hold(Located(dict(said), {}, {}, "settings"), "config")


def _as_yaml(form: Mapping[str, Any]) -> str:
    """Write a mapping down, so that it is read, placed and judged like any other form."""
    import yaml  # noqa: PLC0415 - only for forms given as mappings

    return yaml.safe_dump(dict(form), allow_unicode=True, sort_keys=False, width=10_000)
