"""A printed form: how it is recognised, its labels, its levels, what it requires."""

from typing import NamedTuple


class Template(NamedTuple):
    """One printed layout, read from ``rules/templates/``.

    ``signs`` are labels, headings and level names that tell it from others, with a weight
    each. ``levels`` maps a level-1 name to its printed level-2 names. ``labels`` maps printed
    labels to normalised keys, on top of those all forms share. ``required`` are the keys that
    must be filled. ``family`` groups layouts with the same levels (``shanghai``,
    ``central``).
    """

    id: str
    family: str
    title: dict[str, str]
    signs: dict[str, float]
    levels: dict[str, tuple[str, ...]]
    labels: dict[str, str]
    required: tuple[str, ...]
    optional_for_new: tuple[str, ...] = ()
    options: dict[str, object] = {}
