"""Rules from elsewhere: rule files, folders of them, and packs installed with pip.

A pack is a Python package that has an entry point in the group ``targetlint.packs``. Its value
is a module: the YAML files in the module's folder (or in its sub-folder ``rules``) are rules, and a
mapping ``CHECKS`` in it adds checks that those rules may name. Code comes from installed
packages alone, or from a file that the command line names; never from the files being checked.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from targetlint.checks import CHECKS
from targetlint.located import Fault, Located, read_yaml, shown
from targetlint.rulebook import Rule, RuleError, make_rule
from targetlint.rulefile import look_over

GROUP = "targetlint.packs"


class Source(NamedTuple):
    """Rules that came together, each with the file that it was read from."""

    name: str
    rules: tuple[tuple[Rule, Located], ...]


def in_path(path: str) -> Source:
    """Read a rule file, or every rule file in a folder and below it."""
    place = Path(path)
    if place.is_dir():
        files = sorted(file for file in place.rglob("*.yaml") if file.is_file())
        if not files:
            raise Fault("pack-empty-folder", {"path": path}, "")
        return Source(path, tuple(_read(file) for file in files))
    if not place.is_file():
        raise Fault("pack-no-file", {"path": path}, "")
    return Source(path, (_read(place),))


def _read(file: Path) -> tuple[Rule, Located]:
    try:
        data = file.read_bytes()
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Fault("config-not-readable", {"problem": problem}, shown(str(file))) from None
    located = read_yaml(data, shown(str(file)))
    return _rule(located), located


def _rule(located: Located) -> Rule:
    look_over(located)
    try:
        return make_rule({**located.data, "file": located.path}, located.path)
    except RuleError as error:
        raise located.fault(error.key, error.at, error.values) from None


def joined(own: Sequence[Rule], sources: Sequence[Source]) -> tuple[Rule, ...]:
    """Put rules together; an id or a name that is taken is a fault unless it is replaced."""
    rules = {rule.id: rule for rule in own}
    names = {rule.name: rule.id for rule in own}
    places: dict[str, str] = {}
    for source in sources:
        for rule, located in source.rules:
            if places.get(rule.id) == located.path:
                continue
            replaced = rule.data.get("replaces")
            if replaced:
                gone = rules.pop(replaced, None)
                if gone is None:
                    raise located.fault(
                        "pack-replaces-nothing", ("replaces",), {"rule": str(replaced)}
                    )
                names.pop(gone.name, None)
            if rule.id in rules:
                where = places.get(rule.id, rule.id)
                values = {"rule": rule.id, "other": where}
                raise located.fault("pack-duplicate-id", ("id",), values)
            if rule.name in names:
                values = {"name": rule.name, "other": names[rule.name]}
                raise located.fault("pack-duplicate-name", ("name",), values)
            rules[rule.id] = rule
            names[rule.name] = rule.id
            places[rule.id] = located.path
    return tuple(sorted(rules.values(), key=lambda rule: rule.id))


def installed(name: str) -> Source:
    """Read an installed pack, its checks first."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - only where a pack is named

    found = entry_points(group=GROUP)
    point = next((one for one in found if one.name == name), None)
    if point is None:
        from targetlint.shapes import near  # noqa: PLC0415

        names = sorted(one.name for one in found)
        close = near(name, names)
        key = "pack-not-installed-near" if close else "pack-not-installed"
        raise Fault(key, {"name": name, "near": close, "known": ", ".join(names) or "-"}, "")
    try:
        module = point.load()
    except Exception as error:  # noqa: BLE001 - whatever a foreign module raises at import
        problem = f"{type(error).__name__}: {error}"
        raise Fault("pack-broken", {"name": name, "problem": problem}, "") from None
    _add_checks(getattr(module, "CHECKS", {}), name)
    folder = Path(module.__file__).parent
    rules = folder / "rules"
    files = sorted((rules if rules.is_dir() else folder).rglob("*.yaml"))
    return Source(name, tuple(_read(file) for file in files))


def checks_from(path: str) -> None:
    """Take the checks of a Python file that the command line names."""
    try:
        run_checks(Path(path).read_bytes(), path)
    except OSError as error:
        problem = error.strerror or type(error).__name__
        raise Fault("config-not-readable", {"problem": problem}, path) from None


def run_checks(source: bytes, path: str) -> None:
    """Take the checks of Python text from a file that the command line names."""
    found: dict[str, Any] = {"__name__": "targetlint_checks", "__file__": path}
    try:
        exec(compile(source, path, "exec"), found)  # noqa: S102 - what --checks is for
    except Exception as error:  # noqa: BLE001 - whatever foreign code raises
        problem = f"{type(error).__name__}: {error}"
        raise Fault("pack-broken", {"name": path, "problem": problem}, path) from None
    _add_checks(found.get("CHECKS", {}), path)
    _texts[path] = source


def taken() -> tuple[tuple[str, bytes | None], ...]:
    """Name the packs and files that checks were taken from, files with their text."""
    return tuple((name, _texts.get(name)) for name in dict.fromkeys(_from_packs.values()))


def take(name: str, source: bytes | None) -> None:
    """Take the checks of a pack or a file again, in another process."""
    if source is None:
        installed(name)
    else:
        run_checks(source, name)


_texts: dict[str, bytes] = {}
_from_packs: dict[str, str] = {}


def _add_checks(checks: Mapping[str, Any], pack: str) -> None:
    for name, check in checks.items():
        if name in CHECKS and _from_packs.get(name) != pack:
            raise Fault("pack-duplicate-check", {"name": pack, "check": name}, "")
        _from_packs[name] = pack
        CHECKS[name] = check
