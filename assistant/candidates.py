"""Passages to the sentences that may answer, each with its place and its score; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.documents import Block, BlockKind, Document, Span
from corpus.sentences import sentence_spans
from index.keywords import stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assistant.retrieve import Hit

_PROSE = (BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.CAPTION)
_FEWEST_LETTERS = 12  # of a sentence; less is a stray number or a table's dash


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, list item or table row of a passage that was found.

    Attributes:
        span: its characters.
        text: the same, white space collapsed.
        context: what it is to be read with: its headings, and the line or table header above it.
        block: the block that holds it.
        hit: the passage that holds it.
    """

    span: Span
    text: str
    context: str
    block: Block
    hit: Hit


def candidates(document: Document, hit: Hit) -> Iterator[Candidate]:
    """List the sentences of a passage in order."""
    span = hit.passage.span
    headings = " – ".join(hit.passage.section[-2:])
    lead = ""
    for block in document.blocks:
        if block.end <= span.start:
            lead = _lead(document, block, lead)
            continue
        if block.start >= span.end:
            break
        context = f"{headings}. {lead}" if _hangs(block) and lead else headings
        for start, end in _pieces(document.text, block):
            text = " ".join(document.text[start:end].split())
            if start < span.end and end > span.start and _says_something(text):
                yield Candidate(Span(document.id, start, end), text, context, block, hit)
        lead = _lead(document, block, lead)


def _hangs(block: Block) -> bool:
    return block.kind in (BlockKind.ITEM, BlockKind.ROW)


def _lead(document: Document, block: Block, before: str) -> str:
    """Give what list items or table rows after ``block`` are to be read with."""
    if _hangs(block):
        return before
    text = document.text[block.start : block.end]
    last = sentence_spans(text)[-1:] or [(0, 0)]
    return " ".join(text[slice(*last[0])].split())


def _pieces(text: str, block: Block) -> Sequence[tuple[int, int]]:
    if block.kind in (BlockKind.HEADING, BlockKind.HEADER):
        return []
    if block.kind in _PROSE:
        return sentence_spans(text, block.start, block.end)
    return [(block.start, block.end)]


def _says_something(text: str) -> bool:
    return sum(character.isalnum() for character in text) >= _FEWEST_LETTERS


def coverage(wanted: Mapping[str, float], text: str) -> float:
    """Compute which share of the wanted stems' weight a text holds, 0 to 1."""
    total = sum(wanted.values())
    if total <= 0:
        return 0.0
    return sum(wanted[stem] for stem in stems(text) & wanted.keys()) / total
