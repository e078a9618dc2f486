"""What belongs to a passage and stands in another: the rest of a list or table, a note; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.documents import Block, Document, Span
    from index.passages import Passage

_WIDEST = 3  # passages of a list or table; a longer one is looked up row by row
_REFERENCE = re.compile(r"https?://|\bwww\.|\bpp?\. ?\d|\bibid\b|^\W*\d*\W*(?:see|source)\b", re.I)
_FEWEST_WORDS = 6  # of a note that says something


def neighbours(
    document: Document, passage: Passage, passages: Sequence[Passage]
) -> tuple[Passage, ...]:
    """Find the passages that a passage is to be read with, the nearest in kind first.

    They hold the rest of the list or table that it begins, goes on with or announces, and the
    notes of its sentences, but for those that only name a source.

    Args:
        document: what holds it.
        passage: one that was found.
        passages: all of the document's, in order.
    """
    listed = _holding(_of_lists(document, passage.span), passage, passages)
    noted = _holding(_notes(document, passage.span), passage, passages)
    if len(listed) >= _WIDEST:
        listed = []
    return tuple(dict.fromkeys([*listed, *noted]))


def _of_lists(document: Document, span: Span) -> list[Block]:
    """List the items and rows of the lists and tables that reach into a span or follow it."""
    inside = [
        block for block in document.blocks if block.start < span.end and block.end > span.start
    ]
    groups = {block.group for block in inside if block.group is not None}
    if inside and document.text[inside[-1].start : inside[-1].end].endswith((":", "：")):
        after = next((block for block in document.blocks if block.start >= span.end), None)
        groups |= {after.group} if after and after.group is not None else set()
    return [block for block in document.blocks if block.group in groups]


def _notes(document: Document, span: Span) -> list[Block]:
    notes = [
        document.blocks[mark.note]
        for mark in document.marks
        if mark.note is not None and span.start <= mark.at <= span.end
    ]
    return [note for note in notes if _says_something(document.text[note.start : note.end])]


def _says_something(note: str) -> bool:
    return len(note.split()) >= _FEWEST_WORDS and not _REFERENCE.search(note)


def _holding(
    blocks: Sequence[Block], passage: Passage, passages: Sequence[Passage]
) -> list[Passage]:
    """List the other passages that hold some of the blocks, in the order of the blocks."""
    found = [
        other
        for block in blocks
        for other in passages
        if other.span.start < block.end and other.span.end > block.start and other != passage
    ]
    return list(dict.fromkeys(found))
