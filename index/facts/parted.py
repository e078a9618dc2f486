"""How a stretch of a sentence parts into the items of a list, and how many are announced; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from index.quantities import quantities
from index.verbs import acts_first

_OUTSIDE = r"(?![^()]{0,300}\))"  # no bracket closes behind it
_RELATIVE = r" (?:(?:of|in|to|for|with|by) )?(?:which|whose|who|whom)\b"  # tells of an item
_SEMICOLON = re.compile(rf";{_OUTSIDE} (?:and |or )?")
_COMMA = re.compile(rf",{_OUTSIDE}(?!{_RELATIVE}) (?:and |or )?")
_ASIDE = re.compile(rf",{_OUTSIDE}{_RELATIVE}")
_LAST = re.compile(rf",{_OUTSIDE} (?:and|or) ")
_TAIL = re.compile(rf",{_OUTSIDE}(?= )")
_AND = re.compile(rf",? (?:and|or) {_OUTSIDE}")
_BRACKET = re.compile(r"\([^()]*\)")
_PLACED = re.compile(r"\b(?:and|or) [^,;]{0,60}?\b(?:in|at|on|from|near|under) ")
_STRETCH = re.compile(r"\s(?:decades?|centur(?:y|ies)|quarters?|times|generations?)\b")
_PLACE_ALONE = re.compile(r"[Tt]he (?:first|second|third|latter|former)(?: \([^()]*\))?")
# What goes on about the items, or about something else, is none of them.
_NO_ITEM = re.compile(
    r"(?:including|namely|while|whereas|although|[Tt]he (?:latter|former)(?! \())\b", re.IGNORECASE
)
_SHORT = 3  # words of an item that any "and" sets apart
_MOST = 12  # items
_TAILS = 3  # commas behind its last "and" at which a list may end
_LONGEST = 30  # words of an item

Places = Sequence[tuple[int, int]]


def announced(text: str) -> list[int | float]:
    """Give how many things a text says that there are: numbers without a unit, in order."""
    return [
        one.value
        for one in quantities(text)
        if one.unit is None
        and (not one.operator or (one.operator == "under" and one.spelled))
        and not _STRETCH.match(text, one.last)
    ]


def are_items(text: str, parted: Places) -> bool:
    """Whether stretches may be the items of one list: some, none long, alike in their verbs."""
    acts = [acts_first(text[start:end]) for start, end in parted]
    own = any(not _PLACE_ALONE.fullmatch(text, start, end) for start, end in parted)
    return 1 < len(parted) <= _MOST and own and all(_is_item(text, parted)) and len({*acts}) == 1


def ways(text: str, start: int, end: int) -> Iterator[Places]:
    """Give the ways to part a stretch: at semicolons; at commas, and at the last or each "and"."""
    if apart := list(_SEMICOLON.finditer(text, start, end)):
        yield _between(start, end, apart)
        return
    commas, ands = (list(form.finditer(text, start, end)) for form in (_COMMA, _AND))
    if commas and commas[-1][0] != ", ":  # ", and": what "and" joins within an item is one
        yield _between(start, end, commas)
        return
    if _ASIDE.search(text, start, end):
        return  # what an aside joins is no item: "a group, which plans, draws and builds"
    yield _between(start, end, commas)
    last = bool(ands) and (not commas or ands[-1].start() >= commas[-1].end())
    if last and (len(ands) == 1 or (commas and not _placed(text, start, commas))):
        yield _between(start, end, [*commas, ands[-1]])
    every = _between(start, end, sorted((*commas, *ands), key=re.Match.start))
    if all(len(_BRACKET.sub("", text[a:b]).split()) <= _SHORT for a, b in every):
        yield every


def ends(text: str, start: int, end: int) -> Sequence[int]:
    """Give where a list may end: at a comma behind its last "and", or with its sentence."""
    ands = [mark.end() for mark in _AND.finditer(text, start, end)]
    after_comma = [mark.end() for mark in _LAST.finditer(text, start, end)]
    last = (after_comma or ands or [end])[-1]
    tails = islice(_TAIL.finditer(text, last, end), _TAILS)
    return (*(mark.start() for mark in tails), end)


def whole(text: str, start: int, end: int) -> Places:
    """Part a series at its commas and its last "and"; none where "and" does not end it."""
    commas = list(_COMMA.finditer(text, start, end))
    if commas and commas[-1][0] != ", ":
        return _between(start, end, commas)
    ands = list(_AND.finditer(text, commas[-1].end() if commas else start, end))
    return _between(start, end, [*commas, ands[-1]]) if ands else ()


def _placed(text: str, start: int, commas: Sequence[re.Match[str]]) -> bool:
    """Whether what "and" joins within a part shares a place: "A and B in Alba, C in Belm"."""
    parts = _between(start, commas[-1].end(), commas)
    return any(_PLACED.search(text, a, b) for a, b in parts)


def _between(start: int, end: int, marks: Sequence[re.Match[str]]) -> Places:
    begins = [start, *(mark.end() for mark in marks)]
    return list(zip(begins, [*(mark.start() for mark in marks), end], strict=True))


def _is_item(text: str, parted: Places) -> Iterator[bool]:
    for start, end in parted:
        short = 0 < len(text[start:end].split()) <= _LONGEST
        yield short and not _NO_ITEM.match(text, start, end)
