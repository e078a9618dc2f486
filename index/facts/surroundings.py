"""What stands around and over a place of a document: its sentence, those before it, headings."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.documents import Block, BlockKind, Document, Span
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

_TABLE = (BlockKind.ROW, BlockKind.HEADER)
_BEFORE = 30  # sentences before one that are looked at


@dataclass(frozen=True, slots=True)
class Place:
    """A clause where it stands.

    Attributes:
        block: that holds it.
        clause: its words.
        sentence: those of the sentence that holds it.
        whole: the place of that sentence.
        before: what leads in to its list, and the last sentences before it in its block.
        titles: of the document and of the sections that hold it, outermost first.
        caption: of its table, else the innermost title.
    """

    block: Block
    clause: str
    sentence: str
    whole: Span
    before: tuple[str, ...]
    titles: tuple[str, ...]
    caption: str


def place(document: Document, span: Span) -> Place:
    """Find what stands around the characters of ``span`` in their document."""
    text, blocks = document.text, document.blocks
    at = max(0, bisect_right(blocks, span.start, key=lambda block: block.start) - 1)
    block = blocks[at]
    sentences = _sentences(text, block.start, block.end)
    here = bisect_right(sentences, span.start, key=lambda sentence: sentence[1])
    before = [text[a:b] for a, b in sentences[max(0, here - _BEFORE) : here]]
    starts = here < len(sentences) and sentences[here][0] <= span.start
    own = sentences[here] if starts else (span.start, span.end)
    section = document.section_at(span.start)
    titles = (document.meta.title, *(section.path if section else ()))
    lead = _over(blocks, at, (BlockKind.ITEM,)) if block.kind is BlockKind.ITEM else None
    head = _over(blocks, at, _TABLE) if block.kind in _TABLE else None
    captioned = head is not None and head.kind is BlockKind.CAPTION
    if lead is not None and lead.kind is BlockKind.PARAGRAPH:
        before.insert(0, text[lead.start : lead.end])
    return Place(
        block=block,
        clause=text[span.start : span.end],
        sentence=text[slice(*own)],
        whole=Span(span.doc_id, *own),
        before=tuple(before),
        titles=titles,
        caption=text[head.start : head.end] if head and captioned else titles[-1],
    )


@lru_cache(maxsize=1)
def _sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Split a block once for all the places in it."""
    return tuple(sentence_spans(text, start, end))


def _over(blocks: Sequence[Block], at: int, kinds: Sequence[BlockKind]) -> Block | None:
    """Find the last block before one that is none of its ``kinds``."""
    while at and blocks[at].kind in kinds:
        at -= 1
    return blocks[at] if blocks[at].kind not in kinds else None
