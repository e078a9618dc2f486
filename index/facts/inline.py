"""Lists within a sentence that says how many there are: "three forms: plans, money and rules"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from index.facts.fact import Fact
from index.facts.listing import item_fact
from index.facts.reading import Reading
from index.facts.recorded import Policy, policy_at
from index.quantities import quantities
from index.verbs import acts_first

_AFTER_COLON = re.compile(r": (?P<items>[^:]+?)[.;]?$")
_NAMELY = re.compile(r",? (?:namely|to wit|viz\.),? (?P<items>[^:;]+?)(?:[.;]|$)")
_WERE = re.compile(
    r"^(?:The|These|All) (?!two\b)\w+(?: \w+)? (?:are|were) (?P<items>[^:;]+?)(?:[.;]|$)"
)
_OUTSIDE = r"(?![^()]*\))"  # no bracket closes behind it
_SEMICOLON = re.compile(rf";{_OUTSIDE} (?:and |or )?")
_COMMA = re.compile(rf",{_OUTSIDE} (?:and |or )?")
_LAST = re.compile(rf",{_OUTSIDE} (?:and|or) ")
_TAIL = re.compile(rf",{_OUTSIDE}(?= )")
_AND = re.compile(rf",?{_OUTSIDE} (?:and|or) ")
_BRACKET = re.compile(r"\([^()]*\)")
_SHORT = 3  # words of an item that any "and" sets apart
_MOST = 12  # items
_TAILS = 3  # commas behind its last "and" at which a list may end
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
    """Find the items of a list where as many are announced before it; else nothing.

    They follow a colon or "namely", or make up a sentence: "The seven were Alba, Belm and …".
    """
    for form in (_AFTER_COLON, _NAMELY, _WERE):
        for found in form.finditer(text):
            start, last = found.span("items")
            before = quantities(text[:start])
            declared = {one.value for one in before if one.unit is None and not one.operator}
            ends = _ends(text, start, last) if declared else ()
            for parted in chain.from_iterable(_ways(text, start, end) for end in ends):
                if len(parted) in declared and _are_items(text, parted):
                    return parted
    return ()


def _ends(text: str, start: int, end: int) -> Sequence[int]:
    """Give where a list may end: with its sentence, or at a comma behind its last "and"."""
    ands = [mark.end() for mark in _AND.finditer(text, start, end)]
    after_comma = [mark.end() for mark in _LAST.finditer(text, start, end)]
    last = (after_comma or ands or [end])[-1]
    tails = islice(_TAIL.finditer(text, last, end), _TAILS)
    ends = (end, *(mark.start() for mark in tails))
    return ends if text[start - 2] == ":" else (*ends[1:], end)


def _are_items(text: str, parted: Places) -> bool:
    acts = [acts_first(text[start:end]) for start, end in parted]
    return 1 < len(parted) <= _MOST and all(_is_item(text, parted)) and len({*acts}) == 1


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
