"""What sentences tell one after the other, "First, …", "Second, …", or "(i) …", "(ii) …"; pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from assistant.question import COUNTS, count_of
from corpus.documents import BlockKind
from corpus.numerals import ORDINALS, roman
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.documents import Block, Document

_TURN = re.compile(
    rf"(?:(?P<word>{'|'.join(ORDINALS)})(?:ly)?|(?P<last>finally|lastly|last)),? (?:and )?(?=\w)",
    re.IGNORECASE,
)
_MARK = re.compile(r"\((?P<roman>[ivx]{1,4})\) (?=\w)")
# "It pursues four aims.", and what follows tells them.
_ANNOUNCES = re.compile(
    rf"\b(?P<count>{'|'.join(COUNTS)}) (?:[a-z-]+ ){{0,2}}[a-z]+s\b(?: [a-z]+){{0,3}}[.:]?$",
    re.IGNORECASE,
)
_SEMICOLON = re.compile(r"; (?:and |or )?")
_BLOCKS = 8  # paragraphs over which the turns go
_FEWEST = 2
_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)

Place = tuple[int, int]


def in_turn(document: Document, block: Block) -> tuple[Place, list[Place]] | None:
    """Find what a paragraph begins to tell in turn, which the paragraphs below may go on with.

    Args:
        document: that holds it.
        block: the paragraph.

    Returns:
        The place of the sentence that leads in to it, or where there is none an empty one, and
        those of the items, without what numbers them; None for none.
    """
    return _marked(document, block) or _by_words(document, block) or _by_semicolons(document, block)


def _by_words(document: Document, block: Block) -> tuple[Place, list[Place]] | None:
    items: list[Place] = []
    lead = before = (block.start, block.start)
    for start, end in _sentences(document, block):
        turn = _TURN.match(document.text, start, end)
        if turn is None and not items and start >= block.end:
            return None
        if turn and turn["word"] and turn["word"].lower() == ORDINALS[len(items)]:
            lead = lead if items else before
            items.append((turn.end(), end))
        elif turn and turn["last"] and len(items) >= _FEWEST:
            items.append((turn.end(), end))
            break
        elif turn and turn["word"]:
            break
        if len(items) == len(ORDINALS):
            break
        before = (start, end)
    return (lead, items) if len(items) >= _FEWEST else None


def _sentences(document: Document, block: Block) -> Iterator[Place]:
    at = bisect_left(document.blocks, block.start, key=lambda other: other.start)
    section = document.section_at(block.start)
    for other in document.blocks[at : at + _BLOCKS]:
        if other.kind not in _PROSE or document.section_at(other.start) != section:
            return
        yield from sentence_spans(document.text, other.start, other.end)


def _by_semicolons(document: Document, block: Block) -> tuple[Place, list[Place]] | None:
    """Find the sentence that semicolons part into as many things as the one before announces."""
    text = document.text
    for lead, place in pairwise(sentence_spans(text, block.start, block.end)):
        told = _ANNOUNCES.search(text, *lead)
        cuts = [match.span() for match in _SEMICOLON.finditer(text, *place)] if told else []
        if told and len(cuts) + 1 == count_of(told["count"]):
            starts, ends = [place[0], *(end for _, end in cuts)], [*(a for a, _ in cuts), place[1]]
            return lead, list(zip(starts, ends, strict=True))
    return None


def _marked(document: Document, block: Block) -> tuple[Place, list[Place]] | None:
    """Find what small Roman numbers in brackets set apart in one paragraph."""
    marks = list(_MARK.finditer(document.text, block.start, block.end))
    if len(marks) < _FEWEST or [roman(m["roman"]) for m in marks] != [*range(1, len(marks) + 1)]:
        return None
    lead = _last_before(document, block, marks[0].start())
    ends = [*(mark.start() for mark in marks[1:]), block.end]
    places = zip(marks, ends, strict=True)
    return lead, [_one_sentence(document, mark.end(), end) for mark, end in places]


def _last_before(document: Document, block: Block, at: int) -> Place:
    spans: Sequence[Place] = sentence_spans(document.text, block.start, at)
    return spans[-1] if spans else (at, at)


def _one_sentence(document: Document, start: int, end: int) -> Place:
    """Give the first sentence of an item, without the mark that sets it apart from the next."""
    first = sentence_spans(document.text, start, end)
    end = first[0][1] if first else end
    text = re.sub(r"[;,.\s]*(?:\b(?:and|or))?[\s;,.]*\Z", "", document.text[start:end])
    return start, start + len(text)
