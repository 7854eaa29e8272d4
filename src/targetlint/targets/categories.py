"""Where an indicator is filed, and where it belongs by its nature."""

from typing import NamedTuple

from targetlint.targets.lexicon import Data, Features, Table

ANY = "any"
KEPT = 2_000  # level names remembered; a run sees a few dozen
_BRACKETS = {"(": ")", "（": "）"}


class Sections:
    """The printed names of the level columns, and the section each stands for."""

    def __init__(self, data: Data) -> None:
        """Take the names of the levels."""
        self._drop: tuple[str, ...] = tuple(data["drop"])
        self._numbering: str = data["numbering"]
        self._known: dict[str, str] = {
            name: code for code, names in data["sections"].items() for name in names
        }
        self._by_length = sorted(self._known, key=len, reverse=True)
        self._families = frozenset(data["families"])
        self._alone, self._joins = frozenset(data["alone"]), str(data["joins"])
        self._plain: dict[str, str] = {}
        self.groups: dict[str, tuple[str, ...]] = {}
        for group, codes in data["groups"].items():
            for code in codes:
                self.groups[code] = (*self.groups.get(code, ()), group)
        self.codes = tuple(data["sections"])
        self.group_names = tuple(data["groups"])
        self._first: dict[str, str] = {
            name: group for group, names in data["first"].items() for name in names
        }

    def find(self, level2: str, level1: str = "") -> str | None:
        """Give the code of a section, by the second level or else by the first."""
        for level in (level2, level1):
            name = self.plain(level)
            code = self._known.get(name)
            if code:
                return code
            if name and name not in self._families and (code := self._within(name)):
                return code
        return None

    def named(self, name: str) -> str | None:
        """Give the section that an indicator is named after; forms without levels print such."""
        return self._known.get(self._stripped(name))

    def _within(self, name: str) -> str | None:
        """Give the section that a longer name names; several of them are none (社会、经济效益)."""
        found: str | None = None
        for known in self._by_length:
            if len(known) > 1 and known in name and not self._goes_on(name, known):
                if found is None:
                    found = self._known[known]
                    name = name.replace(known, "")
                elif self._known[known] != found:
                    return None
        return found

    def _goes_on(self, name: str, known: str) -> bool:
        """Tell whether a word is the beginning of another thing: 社会保障 is no 社会效益."""
        after = name[name.rindex(known) + len(known) :]
        return known in self._alone and after[:1].isalpha() and after[0] not in self._joins

    def group(self, level1: str) -> str | None:
        """Give the group of sections that a first level stands for."""
        name = self.plain(level1)
        return next((group for first, group in self._first.items() if first in name), None)

    def plain(self, level: str) -> str:
        """Give a level name without blanks, numbering, brackets and 指标."""
        found = self._plain.get(level)
        if found is None:
            found = self._stripped(level)
            if len(self._plain) < KEPT:
                self._plain[level] = found
        return found

    def _stripped(self, level: str) -> str:
        name = level.strip().lower() if level.isascii() else "".join(level.split())
        for opening, closing in _BRACKETS.items():
            if opening in name and name.endswith(closing):
                name = name[: name.index(opening)] or name
        name = name.lstrip(self._numbering) or name
        for word in self._drop:
            name = name.removesuffix(word).rstrip() or name
        return name

    def copied(self, name: str, *levels: str) -> bool:
        """Tell whether a name is only the name of a level again."""
        if any(name == self.plain(level) for level in levels):
            return True
        if not name.endswith(self._drop):
            return False
        plain = self._stripped(name)
        return plain in self._known or plain in self._families


class Belonging(NamedTuple):
    """Where an indicator belongs; ``misfiled`` is yes, no or None where nothing tells."""

    category: str | None
    certain: bool
    misfiled: str | None


class Categories:
    """The decision, as the data has it."""

    def __init__(self, data: Data, features: Features) -> None:
        """Take the cases and what each section tolerates."""
        self._table = Table.from_data(data["cases"], features)
        self._owned: Data = data["owned"]
        self._tolerated = {
            section: frozenset(found) for section, found in data["tolerated"].items()
        }

    def decide(self, bits: int, section: str | None) -> Belonging:
        """Say where an indicator with these features belongs, filed under this section."""
        case = self._table.find(bits)
        if case is None:
            return Belonging(section, certain=False, misfiled="no" if section else None)
        category: str = case["is"]
        certain: bool = case.get("sure", True)
        if section is None:
            return Belonging(category, certain, None)
        if category == section:
            return Belonging(category, certain, "no")
        if section in case.get("against", ()):
            return Belonging(category, certain=True, misfiled="yes")
        if not case.get("foreign") and self._keeps(section, category, certain=certain):
            return Belonging(section, certain=False, misfiled="no")
        accepted = category in self._tolerated.get(section, ()) or section in case.get("spare", ())
        return Belonging(category, certain, "no" if accepted else "yes")

    def _keeps(self, section: str, category: str, *, certain: bool) -> bool:
        """Tell whether a section takes an indicator for its own in spite of its nature."""
        if category in self._owned.get(section, ()):
            return True
        tolerated = self._tolerated.get(section, frozenset())
        return not certain or (ANY in tolerated and category not in tolerated)
