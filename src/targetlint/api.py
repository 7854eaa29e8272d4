"""The library: one call, the same engine as the command."""

import os
from collections.abc import Iterable, Mapping
from typing import Any

from targetlint.findings import FileReport, Report
from targetlint.rulebook import Rule, shipped
from targetlint.session import Request, Session, run_info


def check(  # noqa: PLR0913 - everything by name
    path: str | os.PathLike[str] | None = None,
    *,
    text: str | None = None,
    form: Mapping[str, Any] | None = None,
    name: str = "<form>",
    lang: str = "zh",
    template: str = "",
    rules: Iterable[Rule] | None = None,
) -> Report:
    """Check one input: a file by its path, a YAML text, or a form as a mapping.

    Exactly one of ``path``, ``text`` and ``form`` is given. What cannot be read stands in the
    report's ``unreadable``; nothing is raised for it.
    """
    if sum(given is not None for given in (path, text, form)) != 1:
        raise TypeError("check() takes exactly one of path, text and form")
    chosen = tuple(shipped() if rules is None else rules)
    session = Session(chosen, Request(lang, template))
    report: FileReport | None
    if path is not None:
        report = session.check_file(os.fspath(path))
    elif text is not None:
        report = session.check(text.encode("utf-8", "surrogatepass"), name)
    else:
        report = session.check(_as_yaml(form or {}).encode(), name)
    files = [] if report is None else [report]
    return Report(files, run_info(chosen, lang))


def _as_yaml(form: Mapping[str, Any]) -> str:
    """Write a mapping down, so that it is read, placed and judged like any other form."""
    import yaml  # noqa: PLC0415 - only for forms given as mappings

    return yaml.safe_dump(dict(form), allow_unicode=True, sort_keys=False, width=10_000)
