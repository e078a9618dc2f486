"""Lists within a sentence that says how many there are: "three forms: plans, money and rules"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from index.facts.fact import Fact
from index.facts.listing import item_fact
from index.facts.reading import Reading
from index.facts.recorded import Policy, policy_at
from index.quantities import quantities

_AFTER_COLON = re.compile(r": (?P<items>[^:]+?)[.;]?$")
_OUTSIDE = r"(?![^()]*\))"  # no bracket closes behind it
_SEMICOLON = re.compile(rf";{_OUTSIDE} (?:and |or )?")
_COMMA = re.compile(rf",{_OUTSIDE} (?:and |or )?")
_AND = re.compile(rf",?{_OUTSIDE} (?:and|or) ")
_BRACKET = re.compile(r"\([^()]*\)")
_SHORT = 3  # words of an item that any "and" sets apart
_MOST = 12  # items
_LONGEST = 30  # words of an item

Places = Sequence[tuple[int, int]]


def inline_facts(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    """Give the items of each list that a sentence announces by their number."""
    for sentence in reading.sentences:
        items = enumerated(sentence.text)
        if not items:
            continue
        offset = sentence.span.start
        policy = policy_at(policies, offset)
        name = sentence.text[: items[0][0]].rstrip(" :")
        told = next((when for when, *_ in reading.times(name, offset)), None)
        for position, (start, end) in enumerate(items, 1):
            span = reading.span(offset + start, offset + end)
            words = (offset + start, offset + end)
            place = (position, len(items))
            yield item_fact(reading, name, words, span, place, told, policy)


def enumerated(text: str) -> Places:
    """Find the items that follow a colon where as many are announced before it; else nothing."""
    found = _AFTER_COLON.search(text)
    if found is None:
        return ()
    declared = {
        q.value for q in quantities(text[: found.start()]) if q.unit is None and not q.operator
    }
    start, end = found.span("items")
    for parted in _ways(text, start, end):
        if len(parted) in declared and 1 < len(parted) <= _MOST and all(_is_item(text, parted)):
            return parted
    return ()


def _ways(text: str, start: int, end: int) -> Iterator[Places]:
    """Give the ways to part a stretch: at semicolons; at commas, and at the last or each "and"."""
    if apart := list(_SEMICOLON.finditer(text, start, end)):
        yield _between(start, end, apart)
        return
    commas, ands = (list(form.finditer(text, start, end)) for form in (_COMMA, _AND))
    if commas and commas[-1][0] != ", ":  # ", and": what "and" joins within an item is one
        yield _between(start, end, commas)
        return
    yield _between(start, end, commas)
    if len(ands) == 1 and (not commas or ands[0].start() >= commas[-1].end()):
        yield _between(start, end, [*commas, *ands])
    every = _between(start, end, sorted((*commas, *ands), key=re.Match.start))
    if all(len(_BRACKET.sub("", text[a:b]).split()) <= _SHORT for a, b in every):
        yield every


def _between(start: int, end: int, marks: Sequence[re.Match[str]]) -> Places:
    begins = [start, *(mark.end() for mark in marks)]
    return list(zip(begins, [*(mark.start() for mark in marks), end], strict=True))


def _is_item(text: str, parted: Places) -> Iterator[bool]:
    return (0 < len(text[start:end].split()) <= _LONGEST for start, end in parted)
