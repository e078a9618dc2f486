"""Where a text names a thing that a question names: in its words, its people or its initials."""

from __future__ import annotations

import re

from index.aliases import abbreviates
from index.keywords import stem, stems

_MOST = 0.6  # of a thing's words, more of which name it
_LEAST_SHARED = 4  # letters that a land and its people share: "China", "Chinese"
_PEOPLE = re.compile(r"(?:ese|ians?|eans?|ans?|ish|ch|s)$")
# Lands whose people, or whose initials, are spelled otherwise.
_SAME = (
    ("us", "usa", "u.s.", "united states", "american", "americans", "america"),
    ("eu", "eu27", "european union", "european", "europeans", "europe"),
    ("uk", "u.k.", "united kingdom", "british", "britain"),
)
_NAMES = (
    re.compile(r"\b[A-Z]{2,8}\b|[A-Z]\w+(?: (?:of |and )?[A-Z]\w+)+"),
    re.compile(r"[A-Z]\w+(?: [A-Z]\w+)+"),  # "Artificial Intelligence and Robotics" are two
)


def mentions(thing: str, text: str) -> list[tuple[int, int]]:
    """Find where a text names a thing, as offsets in order.

    Args:
        thing: "the Port Fund", "China", "MIIT".
        text: may have most of its words close by, its acronym or full form, or its people.
    """
    wanted = stems(thing)
    words = [(*w.span(), stem(w.group().lower())) for w in re.finditer(r"[^\W_]+", text)]
    held = {key for *_, key in words} & wanted
    if wanted and len(held) / len(wanted) > _MOST:
        return [(a, b) for a, b, key in words if key in wanted]
    found = [
        m.span()
        for pattern in _NAMES
        for m in pattern.finditer(text)
        if abbreviates(m.group(), thing) or abbreviates(thing, m.group())
    ]
    return sorted({*found, *_of_land(thing, text)})


def _of_land(thing: str, text: str) -> list[tuple[int, int]]:
    """Find a land by its people, and the reverse; "US" is no "us"."""
    key = thing.lower()
    others = [name for names in _SAME if key in names for name in names]
    if others:
        forms = {form for name in others for form in (name.upper(), name.title())}
        whole = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
        return [m.span() for m in re.finditer(rf"(?<!\w)(?:{whole})(?!\w)", text)]
    if " " in thing or not thing[:1].isupper():
        return []
    return [m.span() for m in re.finditer(r"\b[A-Z]\w+", text) if _same_land(thing, m.group())]


def _same_land(one: str, other: str) -> bool:
    """Tell whether two words are a land and its people, by how they begin and end."""
    if one == other:
        return True
    shared = 0
    while shared < min(len(one), len(other)) and one[shared] == other[shared]:
        shared += 1
    ends = one[shared:], other[shared:]
    people = any(_PEOPLE.search(word) for word in (one, other))
    return shared >= _LEAST_SHARED and people and all(len(end) <= 4 for end in ends)
