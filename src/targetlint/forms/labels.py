"""Which printed label means which field: the table of ``rules/labels.yaml`` at work."""

from functools import cache, lru_cache
from typing import Any, NamedTuple

from targetlint import resources

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_CLOSING = {")": "(", "]": "["}
_DROPPED = str.maketrans("", "", " \t\r\n:*\xa0")


@lru_cache(maxsize=4096)
def plain_label(text: str) -> tuple[str, str]:
    """Split a label as printed into its bare form and what stands in brackets at its end.

    Full-width forms, blanks and colons do not count: ``项目总预算（元）：`` gives
    ``("项目总预算", "元")``.
    """
    bare = text.translate(_WIDTH).translate(_DROPPED)
    opening = _CLOSING.get(bare[-1:])
    if opening and (at := bare.rfind(opening)) > 0:
        return bare[:at], bare[at + 1 : -1]
    return bare, ""


class Labels(NamedTuple):
    """Bare printed labels and normalised keys, each with the normalised key it means."""

    fields: dict[str, str]
    groups: dict[str, str]
    columns: dict[str, str]
    horizons: dict[str, str]
    money_units: dict[str, int]
    beside: dict[str, str]

    def field(self, label: str, group: str = "") -> str | None:
        """Give the normalised key (``project.name``) of a label within a group, if any."""
        if group and (found := self.fields.get(f"{group}.{label}")) is not None:
            return found
        return _meant(self.fields, label)

    def group(self, label: str) -> str | None:
        """Give the group (``budget``, ``indicators`` …) that a key or heading opens, if any."""
        return self.groups.get(label) or self.groups.get(plain_label(label)[0])

    def names_indicators(self, label: str) -> bool:
        """Whether a heading nobody listed names the indicators all the same: 2020年绩效目标."""
        bare = plain_label(label)[0]
        names = (name for name, group in self.groups.items() if group == "indicators")
        return any(name in bare for name in names)

    def column(self, label: str) -> str | None:
        """Give the normalised column (``level3``, ``target`` …) of a heading, if any."""
        return _meant(self.columns, label)

    def horizon(self, label: str) -> str | None:
        """Give ``overall`` or ``annual`` where a heading or a cell names one."""
        return self.horizons.get(plain_label(label)[0])


def _meant(table: dict[str, str], label: str) -> str | None:
    """Look a label up as written, then with what stands in brackets at its end, then bare."""
    found = table.get(label)
    if found is not None:
        return found
    bare, bracket = plain_label(label)
    if not bracket:
        return table.get(bare)
    # 全年预算数（A）（万元） has two of them
    return table.get(f"{bare}({bracket})") or table.get(bare) or _meant(table, bare)


def _inverted(table: dict[str, list[str]], *, keys_too: bool) -> dict[str, str]:
    inverted = {key: key for key in table} if keys_too else {}
    for key, labels in table.items():
        for label in labels:
            bare, bracket = plain_label(label)
            inverted.setdefault(f"{bare}({bracket})" if bracket else bare, key)
    return inverted


@cache
def labels() -> Labels:
    """Give the label table that all forms share."""
    data = resources.load("rules/labels.yaml")
    columns = _inverted(data["columns"], keys_too=True)
    columns = {plain_label(name)[0]: "target" for name in data["columns"]["target"]} | columns
    fields = _inverted(data["fields"], keys_too=True)
    return Labels(
        fields=fields | _of_whole_period(fields, data["whole_period"]) | _of_phases(data),
        groups=_inverted(data["groups"], keys_too=True),
        columns=columns,
        horizons=_inverted(data["horizons"], keys_too=True),
        money_units=dict(data["money_units"]),
        beside=dict(data["columns_beside"]),
    )


def _of_whole_period(fields: dict[str, str], said: dict[str, Any]) -> dict[str, str]:
    """Give the labels of the parts of the whole sum: 实施期财政拨款 is ``budget.total_fiscal``."""
    parts = {f"budget.{part}": f"budget.total_{part}" for part in said["parts"]}
    whole = {key: key for key in parts.values()}
    return whole | {
        f"{said['before']}{label}": parts[key]
        for label, key in fields.items()
        if key in parts and not label.isascii()
    }


def _of_phases(data: dict[str, Any]) -> dict[str, str]:
    """Give the labels of a part in a phase, as of ``budget.executed_fiscal``."""
    keys = {
        f"budget.{phase}_{part}": (f"budget.{part}", f"budget.{phase}")
        for phase in data["phases"]
        for part in data["whole_period"]["parts"]
    }
    named = {plain_label(in_phase(*pair))[0]: key for key, pair in keys.items()}
    return named | {key: key for key in keys}


def in_phase(part: str, phase: str) -> str:
    """Give the label of a part (``budget.fiscal``) in a phase of the year (``budget.executed``)."""
    return f"{printed(part)} {printed(phase)}"


def printed(key: str) -> str:
    """Give the usual printed label of a normalised key; the key where it has none."""
    known: list[str] = resources.load("rules/labels.yaml")["fields"].get(key) or [key]
    return known[0]
