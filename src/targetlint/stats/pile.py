"""Copies in a pile of forms: forms that are alike, tables that are alike, rows that recur.

What forms say waits in a temporary database on disk, so that the memory of a run does not grow
with the length of what was written.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple
from unicodedata import normalize

from targetlint.stats.alike import Elements, Finder, Likeness, Link
from targetlint.stats.facts import FormFacts, Row

_TABLES = """
CREATE TABLE forms (id INTEGER PRIMARY KEY, path TEXT, form INTEGER, project TEXT,
  department TEXT, year TEXT, text TEXT, rows TEXT);
CREATE TABLE wordings (id INTEGER PRIMARY KEY, key TEXT UNIQUE, level2 TEXT, name TEXT,
  target TEXT);
CREATE TABLE uses (wording INTEGER, form INTEGER, PRIMARY KEY (wording, form)) WITHOUT ROWID;
"""
_RECURRING = """
SELECT level2, name, target, count(*) AS forms, count(DISTINCT department) AS departments,
  min(uses.form) AS first
FROM uses JOIN wordings ON wordings.id = wording JOIN forms ON forms.id = uses.form
GROUP BY wording HAVING count(*) >= ? ORDER BY forms DESC, departments DESC, first, wording
"""
_BETWEEN = "\n"


class Member(NamedTuple):
    """A form of a group; ``like`` is the one it was compared with, None for the first."""

    path: str
    form: int
    project: str
    department: str
    year: str
    like: tuple[str, int] | None
    similarity: float


class Cluster(NamedTuple):
    """Forms that are alike, each with one that came before it; ``kind`` is text or rows."""

    kind: str
    members: tuple[Member, ...]

    @property
    def departments(self) -> int:
        """How many offices are among them."""
        return len({member.department for member in self.members})

    @property
    def least(self) -> float:
        """The lowest similarity of two that were compared."""
        return min(member.similarity for member in self.members)


class Recurring(NamedTuple):
    """A row that stands in many forms; ``first`` is the form where it came first."""

    level2: str
    name: str
    target: str
    forms: int
    departments: int
    first: tuple[str, int]


class Copies(NamedTuple):
    """What repeats itself among ``compared`` forms."""

    compared: int
    clusters: tuple[Cluster, ...]
    recurring: tuple[Recurring, ...]


def plain(text: str) -> str:
    """Give a text as it is compared: width of characters and white space do not count."""
    return "".join(normalize("NFKC", text).casefold().split())


def runs(text: str, length: int) -> Elements:
    """Give every run of so many characters in a text."""
    return frozenset(text[at : at + length] for at in range(len(text) - length + 1))


class Pile:
    """The forms of a run, kept on disk and compared as they come."""

    def __init__(self, settings: dict[str, Any], *, search: bool = True) -> None:
        """Begin with nothing; without ``search`` only rows that recur are counted."""
        self._copied: dict[str, int] = settings["copied_row"]
        self._run: int = settings["alike"]["text"]["run"]
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript("PRAGMA journal_mode=OFF; BEGIN;" + _TABLES)
        self._count = 0
        self._finders = {
            kind: Finder(_likeness(settings, kind), getattr(self, f"_{kind}_of"), self._base, space)
            for space, kind in enumerate(settings["alike"])
            if search
        }

    def add(self, form: FormFacts) -> None:
        """Keep a form and compare it with those before it."""
        if form.text is None or form.rows is None:
            return
        self._count += 1
        number, text = self._count, plain(form.text)
        rows = {key: row for row in form.rows if (key := _key(row))}
        self._base.execute(
            "INSERT INTO forms VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, *map(_storable, (form.path, form.form, form.project, form.department,
             form.year, text, _BETWEEN.join(rows)))),
        )  # fmt: skip
        self._count_rows(number, rows)
        if self._finders:
            self._finders["text"].add(number, runs(_storable(text), self._run))
            self._finders["rows"].add(number, frozenset(map(_storable, rows)))

    def _count_rows(self, number: int, rows: dict[str, Row]) -> None:
        for key, row in rows.items():
            if len(key) < self._copied["min_chars"]:
                continue
            self._base.execute(
                "INSERT OR IGNORE INTO wordings (key, level2, name, target) VALUES (?, ?, ?, ?)",
                tuple(map(_storable, (key, *row))),
            )
            self._base.execute(
                "INSERT INTO uses SELECT id, ? FROM wordings WHERE key = ?",
                (number, _storable(key)),
            )

    def _text_of(self, number: int) -> Elements:
        (text,) = self._base.execute("SELECT text FROM forms WHERE id = ?", (number,)).fetchone()
        return runs(text, self._run)

    def _rows_of(self, number: int) -> Elements:
        (rows,) = self._base.execute("SELECT rows FROM forms WHERE id = ?", (number,)).fetchone()
        return frozenset(rows.split(_BETWEEN))

    def copies(self) -> Copies:
        """Give what repeats itself, and let go of everything."""
        texts = [self._cluster("text", links) for links in self._links("text")]
        told = [{(member.path, member.form) for member in cluster.members} for cluster in texts]
        tables = [
            cluster
            for cluster in (self._cluster("rows", links) for links in self._links("rows"))
            if not _within(cluster, told)
        ]
        ranked = sorted((*texts, *tables), key=lambda cluster: -len(cluster.members))
        recurring = tuple(
            Recurring(level2, name, target, forms, departments, self._place(first))
            for level2, name, target, forms, departments, first in self._base.execute(
                _RECURRING, (self._copied["min_forms"],)
            ).fetchall()
        )
        self._base.close()
        return Copies(self._count, tuple(ranked), recurring)

    def _links(self, kind: str) -> Iterable[list[Link]]:
        finder = self._finders.get(kind)
        return finder.clusters() if finder is not None else ()

    def _cluster(self, kind: str, links: list[Link]) -> Cluster:
        """Give the members of a group in the order in which they came."""
        best: dict[int, Link] = {}
        for link in links:
            known = best.get(link.later)
            if known is None or link.similarity > known.similarity:
                best[link.later] = link
        numbers = sorted({number for link in links for number in (link.later, link.earlier)})
        return Cluster(kind, tuple(self._member(number, best.get(number)) for number in numbers))

    def _member(self, number: int, link: Link | None) -> Member:
        path, form, project, department, year = self._base.execute(
            "SELECT path, form, project, department, year FROM forms WHERE id = ?", (number,)
        ).fetchone()
        like = self._place(link.earlier) if link is not None else None
        alike = link.similarity if link is not None else 1.0
        return Member(path, form, project, department, year, like, alike)

    def _place(self, number: int) -> tuple[str, int]:
        path, form = self._base.execute(
            "SELECT path, form FROM forms WHERE id = ?", (number,)
        ).fetchone()
        return path, form


def _likeness(settings: dict[str, Any], kind: str) -> Likeness:
    said = {key: value for key, value in settings["alike"][kind].items() if key != "run"}
    shared = {key: settings[key] for key in ("margin", "stands_for", "patience", "crowd")}
    return Likeness(**said, **shared)


def _key(row: Row) -> str:
    """Give what makes two rows equal: name and target as they are compared."""
    name, target = plain(row.name), plain(row.target)
    return f"{name}\t{target}" if name and target else ""


def _within(cluster: Cluster, told: list[set[tuple[str, int]]]) -> bool:
    members = {(member.path, member.form) for member in cluster.members}
    return any(members <= known for known in told)


def _storable(value: Any) -> Any:
    """Give a value that the database can hold: a lone surrogate goes as an escape."""
    if isinstance(value, str) and not value.isprintable():
        return value.encode("utf-8", "backslashreplace").decode()
    return value
