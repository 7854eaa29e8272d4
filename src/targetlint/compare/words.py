"""What every format of a comparison says, and the verdict of it all."""

from collections import Counter
from collections.abc import Iterator

from targetlint.compare.model import Cell, Comparison, Flag, FormChange, Match, Opinion, RowChange
from targetlint.compare.promises import table
from targetlint.phrases import say
from targetlint.reports.words import field_name

MARKS = ("error", "warning", "info", "none")
# What is worded otherwise where less is better.
_TWO_WAYS = ("lowered", "raised")


def severity_of(group: str, key: str) -> str:
    """Give how a kind, a flag or a remark is marked."""
    severity: str = table()[group][key]["severity"]
    return severity


def worst_of(row: RowChange) -> str:
    """Give the gravest mark of a pair of rows."""
    marks = [severity_of("changes", row.kind)]
    marks += [severity_of("flags", flag.key) for flag in row.flags]
    return min(marks, key=MARKS.index)


def kind(row: RowChange, lang: str) -> str:
    """Name what became of an indicator; where less is better, it is relaxed or tightened."""
    return _kind(row.kind, row.better, lang)


def _kind(key: str, better: str | None, lang: str) -> str:
    other = better == "lower" and key in _TWO_WAYS
    return say(f"compare-kind-{key}-ceiling" if other else f"compare-kind-{key}", lang)


def state(opinion: Opinion, lang: str) -> str:
    """Name what became of an earlier finding."""
    return say(f"compare-opinion-{opinion.state}", lang)


def flag(told: Flag, lang: str) -> str:
    """Word a flag."""
    return say(f"compare-flag-{told.key}", lang, **told.values)


def remark(told: Flag, lang: str) -> str:
    """Word a remark."""
    return say(f"compare-remark-{told.key}", lang, **told.values)


def amount(row: RowChange, lang: str) -> str:
    """Say by how much a figure changed."""
    if row.change is None:
        return ""
    if row.unit != "share":
        return say(f"compare-{row.unit}", lang, n=f"{row.change:+.6g}")
    return f"{row.change:+.1%}"


def confidence(match: Match | None, lang: str) -> str:
    """Say how sure a pair of rows is, where it is not certain."""
    if match is None or match.by not in {"likeness", "map"}:
        return ""
    if match.by == "map":
        return say("compare-matched-map", lang)
    return say("compare-matched", lang, confidence=f"{match.confidence:.0%}")


def form_confidence(match: Match | None, lang: str) -> str:
    """Say how sure a pair of forms is, where it is not certain."""
    if match is None:
        return ""
    if match.by == "only":
        return say("compare-form-only", lang)
    if match.by == "likeness":
        return say("compare-form-matched", lang, confidence=f"{match.confidence:.0%}")
    return confidence(match, lang)


def notes(row: RowChange, lang: str) -> list[str]:
    """Give everything said of a pair beside its kind."""
    said = [flag(one, lang) for one in row.flags]
    sure = confidence(row.match, lang)
    return [*said, sure] if sure else said


def place(path: str, cell: Cell | None) -> str:
    """Give where an indicator stands."""
    if cell is None:
        return ""
    return f"{path}:{cell.place or f'{cell.line}:{cell.column}'}"


def levels(cell: Cell) -> str:
    """Give an indicator by its levels."""
    return " / ".join(filter(None, (cell.level1, cell.level2, cell.level3)))


def budget(form: FormChange, lang: str) -> str:
    """Say how the budget changed; empty where it is not known on both sides."""
    if form.last is None or form.this is None:
        return ""
    last, this = form.last.budget, form.this.budget
    if last is None or this is None:
        return ""
    growth = form.growth
    change = f"{growth:+.1%}" if growth is not None else "-"
    return say("compare-budget", lang, last=f"{last:,.15g}", this=f"{this:,.15g}", change=change)


def about(opinion: Opinion, lang: str) -> str:
    """Give what an opinion is about: the row, else the field by its printed label."""
    told = opinion.earlier or opinion.now
    if told is None:
        return ""
    if told.row is not None:
        return " / ".join(filter(None, told.row))
    return field_name(told.pointer, lang)


def now_told(opinion: Opinion) -> str:
    """Give what is said now, with its place."""
    if opinion.now is None:
        return ""
    where = opinion.now.where
    at = where.place or f"{where.line}:{where.column}"
    said = opinion.reason or opinion.now.message
    return f"{opinion.now.path}:{at}: {said}"


def counts(found: Comparison) -> tuple[Counter[str], Counter[str]]:
    """Count kinds and flags, and what became of opinions."""
    rows: Counter[str] = Counter()
    for form in found.forms:
        for row in form.rows:
            rows[row.kind] += 1
            rows.update(one.key for one in row.flags)
        rows.update(one.key for one in form.remarks)
    return rows, Counter(one.state for one in found.opinions or ())


def sums(found: Comparison) -> list[str]:
    """Give the closing lines."""
    lang, (_, opinions) = found.lang, counts(found)
    comma = say("compare-comma", lang)
    lines = []
    if found.forms:
        labels = Counter(kind(row, lang) for form in found.forms for row in form.rows)
        ways = [(key, better) for key in table()["changes"] for better in (None, "lower")]
        told = [
            say("compare-sum", lang, label=label, n=labels[label])
            for label in dict.fromkeys(_kind(*way, lang) for way in ways)
            if labels[label]
        ]
        number = sum(len(form.rows) for form in found.forms)
        text = comma.join(told) or say("compare-none", lang)
        lines.append(say("compare-sums", lang, forms=len(found.forms), rows=number, counts=text))
    if found.opinions is not None:
        told = [
            say("compare-sum", lang, label=say(f"compare-opinion-{key}", lang), n=opinions[key])
            for key in table()["opinions"]
            if opinions[key]
        ]
        head = say("compare-opinions-title", lang) + say("compare-colon", lang)
        lines.append(head + (comma.join(told) or say("compare-none", lang)))
    return lines


def fell(found: Comparison) -> bool:
    """Whether something fell behind: what the data calls a failure."""
    return any(_failures(found))


def _failures(found: Comparison) -> Iterator[bool]:
    data = table()
    for form in found.forms:
        yield from (data["remarks"][one.key]["fails"] for one in form.remarks)
        for row in form.rows:
            yield data["changes"][row.kind]["fails"]
            yield from (data["flags"][one.key]["fails"] for one in row.flags)
    for opinion in found.opinions or ():
        yield opinion.severity in data["opinions"][opinion.state]["fails"]
