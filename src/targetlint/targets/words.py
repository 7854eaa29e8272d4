"""The telling words inside a target: degree, state, vague time, reference …"""

from targetlint.targets.language import Entry, Language
from targetlint.targets.model import Word

_SEPARATORS = frozenset(",，、;；。:：!！?？\n\r()（）")


def find(language: Language, text: str) -> list[Word]:
    """Find the telling words, the longest at each place; what a trap covers tells nothing."""
    found: list[Word] = []
    written = text
    text = written.lower()
    if len(text) != len(written):  # a few letters of other scripts grow
        text = written
    first_words = language.first_words
    position, length = 0, len(text)
    while position < length:
        # two characters choose the words that can begin here
        for entry in first_words[text[position : position + 2]]:
            if text.startswith(entry[0], position):
                position = _take(found, written, text, position, entry)
                break
        else:
            if text[position] == "《":  # what a title says, the target does not say
                position = max(position, text.find("》", position))
            position += 1
    return found


def _take(found: list[Word], written: str, text: str, start: int, entry: Entry) -> int:
    """Note a word in each of its classes; a word out of place is passed over."""
    word, anywhere, opening, ending = entry
    end = start + len(word)
    if word[0].isascii() and not _stands_alone(text, start, end):
        return start + 1
    kinds = anywhere
    if opening and (start == 0 or text[start - 1] in _SEPARATORS):
        kinds = opening + anywhere
    elif ending and (end == len(text) or text[end] in _SEPARATORS):
        kinds = ending + anywhere
    elif not anywhere:
        return start + 1
    found += [Word(kind, written[start:end], start, end) for kind in kinds if kind != "-"]
    return end


def _stands_alone(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
