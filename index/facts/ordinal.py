"""Lists told in turn: "We draw two lessons. First, yards pay. Second, ferries lose."; pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.numerals import ORDINALS
from index.facts.fact import Fact
from index.facts.listing import item_fact
from index.facts.reading import Reading, Sentence
from index.facts.recorded import Policy, policy_at
from index.quantities import SPELLED

_ORDINAL = "|".join(ORDINALS)
# "First, …", "There is, first, money", "The second is trade", "The third concerns the deposit".
_OPENS = re.compile(
    rf"(?:(?P<one>{_ORDINAL})(?:ly)?, "
    rf"|There (?:is|are), (?P<two>{_ORDINAL})(?:ly)?, "
    rf"|The (?P<three>{_ORDINAL})(?: (?:one|of these|[a-z]+))? (?:is|are|concerns?) )",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.;:]$|[;:]\s|, (?=which\b|in which\b|where\b)| \(")
_COUNTED = re.compile(rf"\b(?:{'|'.join(word for word in SPELLED if len(word) > 2)})\b", re.I)
_PLACED = re.compile(r"(?:in|at|on|from|to|under|near)\b")  # "The first yard is in Alba"
_LEAST = 2


def ordinal_facts(reading: Reading, policies: tuple[Policy, ...]) -> Iterator[Fact]:
    """Give the items that sentences of a section tell as the first, the second and so on."""
    run: list[tuple[Sentence, re.Match[str]]] = []
    lead = ""
    before: Sentence | None = None
    for sentence in reading.sentences:
        opened = _OPENS.match(sentence.text)
        opened = None if opened and _PLACED.match(sentence.text, opened.end()) else opened
        number = _number(opened) if opened else None
        if opened and number == 0:
            yield from _items(reading, lead, run, policies)
            run = [(sentence, opened)]
            lead = before.text if before and _beside(reading, before, sentence) else ""
        elif opened and run and number == len(run) and _beside(reading, run[-1][0], sentence):
            run.append((sentence, opened))
        before = sentence
    yield from _items(reading, lead, run, policies)


def _number(opened: re.Match[str]) -> int:
    return ORDINALS.index((opened["one"] or opened["two"] or opened["three"]).lower())


def _beside(reading: Reading, one: Sentence, other: Sentence) -> bool:
    """Whether two sentences stand in one section."""
    return reading.section_at(one.span.start) == reading.section_at(other.span.start)


def _items(
    reading: Reading,
    lead: str,
    run: Sequence[tuple[Sentence, re.Match[str]]],
    policies: tuple[Policy, ...],
) -> Iterator[Fact]:
    if len(run) < _LEAST:
        return
    section = reading.section_at(run[0][0].span.start)
    name = lead.rstrip(" .:") if _COUNTED.search(lead) else section.path[-1] if section else None
    for position, (sentence, opened) in enumerate(run, 1):
        ends = _ENDS.search(sentence.text, opened.end())
        stop = ends.start() if ends else len(sentence.text)
        first = sentence.span.start
        words = (first + opened.end(), first + stop)
        if words[0] >= words[1]:
            continue
        span = reading.span(first, first + stop)
        policy = policy_at(policies, first)
        yield item_fact(reading, name, words, span, (position, None), None, policy)
