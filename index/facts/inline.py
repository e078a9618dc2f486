"""Lists within a sentence that says how many there are: "three forms: plans, money and rules"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from index.facts.fact import Fact
from index.facts.listing import item_fact
from index.facts.parted import Places, announced, are_items, ends, ways
from index.facts.reading import Reading, Sentence
from index.facts.recorded import Policy, policy_at
from index.facts.series import Series, marked, series

_AFTER_COLON = re.compile(r": (?P<items>[^:]+?)[.;]?$")
_NAMELY = re.compile(r",? (?:namely|to wit|viz\.),? (?P<items>[^:;]+?)(?:[.;]|$)")
_WERE = re.compile(
    r"^(?:The|These|All) (?!two\b)\w+(?: \w+)? (?:are|were) (?P<items>[^:;]+?)(?:[.;]|$)"
)


def inline_facts(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    """Give the items of each list that a sentence tells."""
    for sentence in reading.sentences:
        found = _series(reading, sentence)
        if found is None:
            continue
        offset = sentence.span.start
        policy = policy_at(policies, offset)
        told = next((when for when, *_ in reading.times(found.name, offset)), None)
        for position, (start, end) in enumerate(found.items, 1):
            span = reading.span(offset + start, offset + end)
            words = (offset + start, offset + end)
            place = (position, found.declared)
            yield item_fact(reading, found.name, words, span, place, told, policy)


def _series(reading: Reading, sentence: Sentence) -> Series | None:
    if numbered := marked(sentence.text):
        return numbered
    if items := enumerated(sentence.text):
        return Series(items, sentence.text[: items[0][0]].rstrip(" :"), len(items))
    begins = reading.document.blocks[sentence.block].start
    headline = reading.text(begins, sentence.span.start) if sentence.entry else ""
    return series(sentence.text, sentence.before, "" if sentence.before else headline)


def enumerated(text: str) -> Places:
    """Find the items of a list where as many are announced before it; else nothing.

    They follow a colon or "namely", or make up a sentence: "The seven were Alba, Belm and …".
    """
    for form in (_AFTER_COLON, _NAMELY, _WERE):
        for found in form.finditer(text):
            start, last = found.span("items")
            declared = {*announced(text[:start])}
            stops = ends(text, start, last) if declared else ()
            if form is _AFTER_COLON:
                stops = (*stops[-1:], *stops[:-1])
            for parted in chain.from_iterable(ways(text, start, stop) for stop in stops):
                if len(parted) in declared and are_items(text, parted):
                    return parted
    return ()
