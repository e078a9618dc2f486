"""Lines of a whole document to its blocks: the steps in order, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.clean import Line
from corpus.documents import BlockKind, RawBlock
from corpus.footnotes import part_notes
from corpus.notemarks import strip_marks
from corpus.outline import outline
from corpus.running import drop_running
from corpus.vocabulary import Vocabulary


def compose(lines: Sequence[Line], body_size: float = 0.0) -> list[RawBlock]:
    """Make blocks of a document's lines.

    Args:
        lines: the lines of all pages in reading order.
        body_size: font size of the prose in points; 0 where sizes are not known.

    Returns:
        The blocks in reading order: running heads gone, footnotes apart, words whole.
    """
    kept = drop_running(lines)
    words = Vocabulary(line.text for line in kept)
    blocks = outline(part_notes(kept, words, body_size), words, body_size)
    return _without_marks(blocks)


def _without_marks(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Take note numbers off the prose and the tables."""
    notes = [
        int(block.marker)
        for block in blocks
        if block.kind is BlockKind.FOOTNOTE and block.marker.isdigit()
    ]
    texts = [
        text
        for block in blocks
        if block.kind is not BlockKind.FOOTNOTE
        for text in (block.cells or (block.text,))
    ]
    stripped = iter(strip_marks(texts, notes))
    found: list[RawBlock] = []
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            found.append(block)
        elif block.cells:
            found.append(replace(block, cells=tuple(next(stripped) for _ in block.cells)))
        else:
            found.append(replace(block, text=next(stripped)))
    return found
