"""Checks on names and on texts as a whole: shape of a name, tasks, copies between forms."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import add

from targetlint import standing
from targetlint.checks.access import bare, texts
from targetlint.checks.check import NO_SUBJECT, Hit, Key, Other, Params, Regex, Result, remembered
from targetlint.checks.patterns import pattern
from targetlint.checks.rows import table_head
from targetlint.forms.labels import printed
from targetlint.forms.model import Form, Indicator
from targetlint.resources import compiled

_A_PAIR = 2


class NameShape(Params):
    """What a name may not be: a bare figure, a sentence, a task, a copied value, a long text.

    A name has ``max_len`` characters at most. ``verbs`` open a task, ``endings`` close an
    indicator's name; ``adverbs`` open a task whatever its end. ``value`` matches a figure,
    ``sentence`` what only a sentence has.
    """

    max_len: int
    verbs: tuple[str, ...]
    adverbs: tuple[str, ...]
    endings: tuple[str, ...]
    value: Regex
    sentence: Regex


class Tasks(Params):
    """``lists`` matches a list of tasks in ``fields`` (its first group), ``splits`` divide it.

    ``items`` matches a numbered task. Less than ``min_tasks`` tasks, or a task of less than
    ``min_len`` characters, is not looked at.

    ``strip`` are taken from the ends of a task, ``stop`` are tasks that say nothing. A task is
    covered when ``min_share`` of its pairs of characters occur in the table, one at least.
    ``acts`` matches a task that opens a clause, for texts that announce no list.
    """

    fields: tuple[Key, ...]
    lists: tuple[Regex, ...]
    splits: str
    strip: tuple[str, ...]
    stop: tuple[str, ...]
    min_tasks: int
    min_len: int = 2
    items: Regex = ""
    acts: Regex = ""
    min_share: float = 0.2


class Topic(Params):
    """``fields`` say what the project is about; ``stop`` are pieces of names that do not count.

    Pieces of less than ``min_len`` characters do not count either.

    A name is on topic when ``min_share`` of the character pairs of one of its pieces occur there.
    """

    fields: tuple[Key, ...]
    stop: tuple[str, ...]
    min_len: int = 2
    min_share: float = 0.4


class Echo(Params):
    """A target that holds the whole name and at most ``rest`` characters beside it.

    Names of less than ``min_len`` characters are not looked at.
    """

    min_len: int = 4
    rest: int = 4


class Similar(Params):
    """No two texts ``of`` these keys are alike to more than ``most``, nor is one held in another.

    Within one form every text is compared with every other, between the forms of a file each
    with its like. Texts of less than ``min_chars`` are not looked at.
    """

    of: tuple[Key, ...]
    most: float = 0.9
    min_chars: int = 30


class Copies(Params):
    """Forms are copies by ``row_share`` of their rows, or by a text alike to ``text_similarity``.

    Less than ``min_rows`` equal rows, and texts of less than ``min_chars``, do not count.

    Similarity is the share of common pairs of neighbouring characters (Dice). Only the first
    ``max_forms`` forms of a file are compared with each other.
    """

    row_share: float
    text_similarity: float
    min_chars: int
    min_rows: int = 4
    max_forms: int = 60


def name_is_indicator(row: Indicator, params: NameShape, _form: Form) -> Result:
    """A name says what is measured: short, no task, no sentence, no value."""
    name = row.name
    if not name:
        return None
    values = {"name": name, "length": str(len(name)), "max": str(params.max_len)}
    variant = ""
    if name.isdecimal():
        variant = "number"
    elif pattern(params.sentence).search(name) is not None:
        variant = "sentence"
    elif (match := pattern(params.value).search(name)) is not None:
        variant, values["value"] = "value", match.group()
    elif name.startswith(params.adverbs) or (
        name.startswith(params.verbs) and not name.endswith(params.endings)
    ):
        variant = "task"
        openings = (*params.adverbs, *params.verbs)
        values["verb"] = next(word for word in openings if name.startswith(word))
    elif len(name) > params.max_len and not name.endswith(params.endings):
        variant = "long"
    if not variant:
        return None
    return (Hit(row.span("level3"), values, row.pointer_to("level3"), name, variant=variant),)


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """Give the pairs of neighbouring characters of a text, blanks and signs left out."""
    letters = _letters(text)
    return frozenset(map(add, letters, letters[1:]))


def _letters(text: str) -> str:
    """Give a text without blanks and signs."""
    return text if text.isalnum() else compiled(standing.SIGNS).sub("", text)


def similarity(first: str, second: str) -> float:
    """Give the share of common character pairs of two texts, 0 to 1 (Dice)."""
    if first == second:
        return 1.0
    one, two = pairs(first), pairs(second)
    if not one or not two:
        return 0.0
    return 2 * len(one & two) / (len(one) + len(two))


def _stripped(task: str, ends: tuple[str, ...]) -> str:
    changed = True
    while changed and (task.endswith(ends) or task.startswith(ends)):
        changed = False
        for end in ends:
            if task.endswith(end) and len(task) > len(end):
                task, changed = task[: -len(end)], True
            if task.startswith(end) and len(task) > len(end):
                task, changed = task[len(end) :], True
    return task


def _tasks(form: Form, params: Tasks) -> Iterator[tuple[str, str, int]]:
    """Go through the tasks that the texts list: bare task, its field, where it stands."""
    for key in params.fields:
        text = form.fields[key].text if form.text(key) else ""
        if not text:
            continue
        for piece, at in _pieces(text, params):
            task = _stripped(piece.strip(), params.strip)
            if len(task) >= params.min_len and task not in params.stop:
                yield task, key, at + piece.find(task)


def _pieces(text: str, params: Tasks) -> Iterator[tuple[str, int]]:
    """Go through the pieces of the lists in a text, with their offsets."""
    if params.items:
        numbered = [
            (match.group(1), match.start(1)) for match in pattern(params.items).matches(text)
        ]
        if numbered:
            yield from numbered
            return
    found = [match for one in params.lists if (match := pattern(one).search(text)) is not None]
    if not found and params.acts:
        acts = pattern(params.acts).matches(text)
        yield from ((match.group(1), match.start(1)) for match in acts)
    for match in found:
        listed, at = match.group(1), match.start(1)
        for char in params.splits[1:]:
            listed = listed.replace(char, params.splits[0])
        for piece in listed.split(params.splits[0]):
            yield piece, at
            at += len(piece) + 1


def _said_of(mine: frozenset[str], said: str, share: float) -> bool:
    """Whether enough of the character pairs of something, one at least, occur in a text."""
    wanted = max(share * len(mine), 1)
    for pair in mine:
        if pair in said:
            wanted -= 1
            if wanted <= 0:
                return True
    return False


def _unsaid(tasks: Iterable[str], said: str, params: Tasks) -> list[str]:
    """Give the tasks of which too little occurs in a text."""
    return [task for task in tasks if not _said_of(pairs(task), said, params.min_share)]


def tasks_covered(form: Form, params: Tasks, _form: Form) -> Result:
    """Each task that the project lists shows in some indicator."""
    tasks = {task: (key, at) for task, key, at in _tasks(form, params)}
    if len(tasks) < params.min_tasks:
        return NO_SUBJECT
    said = "".join([row.name + row.target for row in form.indicators])
    missing = _unsaid(tasks, said, params)
    if missing:  # signs in between hide what is said
        missing = _unsaid(missing, _letters(said), params)
    if not missing:
        return None
    key, at = tasks[missing[0]]
    found = form.fields[key]
    span = found.value.part(at, at + len(missing[0]))
    values = {"tasks": "、".join(missing), "count": str(len(missing)), "all": str(len(tasks))}
    other = Other(table_head(form), "/indicators")
    return (Hit(span, values, found.pointer, "、".join(missing), others=(other,)),)


def _content(name: str, params: Topic) -> dict[str, frozenset[str]]:
    """Give the pieces of a name that are left when words of every name are taken out.

    Each comes with the pairs of its characters.
    """
    for word in params.stop:
        if word in name:
            name = name.replace(word, " ")
    return {piece: pairs(piece) for piece in name.split() if len(piece) >= params.min_len}


def _joined(form: Form, keys: tuple[str, ...]) -> str:
    """Give several fields of a form as one text without blanks, made once a form."""
    kept: str | None = form.memo.get(keys)
    if kept is None:
        kept = form.memo[keys] = bare("\n".join(form.text(key) for key in keys))
    return kept


def on_topic(row: Indicator, params: Topic, form: Form) -> Result:
    """Some content word of an indicator occurs in what the project says of itself."""
    pieces = remembered(params, row.name, _content)
    if not pieces:
        return None
    about = _joined(form, params.fields)
    if not about:
        return None
    for mine in pieces.values():
        if _said_of(mine, about, params.min_share):
            return None
    values = {"name": row.name, "words": "、".join(pieces)}
    return (Hit(row.span("level3"), values, row.pointer_to("level3"), row.name),)


def says_more(row: Indicator, params: Echo, _form: Form) -> Result:
    """A target that is put into words says more than its name again."""
    name, target = bare(row.name), bare(row.target)
    if len(name) < params.min_len or name not in target:
        return None
    if len(target) - len(name) > params.rest or any(char.isdigit() for char in target):
        return None
    values = {"word": row.target.strip(), "name": row.name, "target": row.target.strip()}
    return (Hit(row.span(), values | {"level2": row.level2}, row.pointer_to("target")),)


def similar(subject: Form | list[Form], params: Similar, form: Form) -> Result:
    """The texts are not all but the same."""
    if isinstance(subject, Form):
        found = [
            text for text in texts(form, params.of, form) if len(text.text) >= params.min_chars
        ]
        couples = [(one, two, form) for at, two in enumerate(found) for one in found[:at]]
    else:
        couples = []
        for at, later in enumerate(subject):
            for earlier in subject[:at]:
                mine = {text.pointer: text for text in texts(later, params.of, later)}
                theirs = texts(earlier, params.of, earlier)
                couples += [
                    (text, mine[text.pointer], later) for text in theirs if text.pointer in mine
                ]
    if not couples:
        return NO_SUBJECT
    hits = []
    for one, two, owner in couples:
        if min(len(one.text), len(two.text)) < params.min_chars:
            continue
        alike = similarity(one.text, two.text)
        if alike > params.most:
            values = {"similarity": f"{alike:.0%}", "other": one.pointer}
            other = Other(one.span, one.pointer)
            hits.append(Hit(two.span, values, two.pointer, others=(other,), row_form=owner))
    return hits or None


def _row_keys(form: Form) -> dict[tuple[str, str], Indicator]:
    return {
        ("".join(row.name.split()), "".join(row.target.split())): row
        for row in form.indicators
        if row.name
    }


def not_copied(forms: list[Form], params: Copies, _form: Form) -> Result:
    """The forms of a file are not copies of each other."""
    compared = forms[: params.max_forms]
    if len(compared) < _A_PAIR:
        return NO_SUBJECT
    hits = []
    for number, form in enumerate(compared):
        for earlier in compared[:number]:
            hit = _copy(form, earlier, params)
            if hit is not None:
                hits.append(hit)
                break
    return hits or None


def _copy(form: Form, earlier: Form, params: Copies) -> Hit | None:
    mine, theirs = _row_keys(form), _row_keys(earlier)
    same = [row for key, row in mine.items() if key in theirs]
    rows_alike = len(same) >= max(params.row_share * len(mine), params.min_rows)
    texts = list(_alike_texts(form, earlier, params))
    if not rows_alike and not texts:
        return None
    values = {
        "form": str(earlier.number),
        "project": earlier.project,
        "rows": str(len(same)),
        "all": str(len(mine)),
        "fields": "、".join(printed(key) for key, _ in texts),
        "similarity": f"{texts[0][1]:.0%}" if texts else "",
    }
    if texts:
        key = texts[0][0]
        span, pointer = form.span(key), form.fields[key].pointer
        other = Other(earlier.span(key), earlier.fields[key].pointer, of=earlier)
        variant = "both" if rows_alike else "text"
    else:
        span, pointer = same[0].span("level3"), "/indicators"
        other = Other(table_head(earlier), "/indicators", of=earlier)
        variant = "rows"
    return Hit(span, values, pointer, variant=variant, others=(other,), row_form=form)


def _alike_texts(form: Form, earlier: Form, params: Copies) -> Iterator[tuple[str, float]]:
    for found in form.narrative():
        other = earlier.fields.get(found.key)
        if other is None or min(len(found.text), len(other.text)) < params.min_chars:
            continue
        alike = similarity(found.text, other.text)
        if alike >= params.text_similarity:
            yield found.key, alike
