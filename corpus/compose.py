"""Lines of a whole document to its blocks: the steps in order, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.clean import Line
from corpus.documents import BlockKind, RawBlock, Removal, Rule
from corpus.footnotes import part_notes
from corpus.notemarks import replace_marks
from corpus.outline import outline
from corpus.running import drop_running
from corpus.vocabulary import DOUBLED, Vocabulary


@dataclass(frozen=True, slots=True)
class Composed:
    """What the lines of a document make: its blocks in reading order, and what is in none."""

    blocks: tuple[RawBlock, ...]
    removed: tuple[Removal, ...]


def compose(lines: Sequence[Line], body_size: float = 0.0) -> Composed:
    """Make blocks of a document's lines.

    Args:
        lines: the lines of all pages in reading order.
        body_size: font size of the prose in points; 0 where sizes are not known.

    Returns:
        The blocks: running heads gone, footnotes apart, words whole, a private character where
        the number of a note stood (see ``corpus.marks``); and what was taken out.
    """
    kept, running = drop_running(lines)
    words = Vocabulary(line.text for line in kept)
    blocks, dropped = outline(part_notes(kept, words, body_size), words, body_size)
    doubled: list[Removal] = []
    if words.doubles_bold:
        blocks = [_undoubled(block, doubled) for block in blocks]
    removed = sorted((*running, *dropped, *doubled), key=lambda part: (part.page or 0, part.lines))
    return Composed(tuple(_with_marks(blocks)), tuple(removed))


def _undoubled(block: RawBlock, removed: list[Removal]) -> RawBlock:
    """Keep one of two equal runs of Chinese characters, and note the other as removed."""
    for text in (block.text, *block.cells):
        removed += (
            Removal(Rule.DOUBLED, match[1], block.page, block.lines)
            for match in DOUBLED.finditer(text)
        )
    cells = tuple(DOUBLED.sub(r"\1", cell) for cell in block.cells)
    return replace(block, text=DOUBLED.sub(r"\1", block.text), cells=cells)


def _with_marks(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Put a mark where the number of a note stands in the prose and the tables."""
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
    marked = iter(replace_marks(texts, notes))
    found: list[RawBlock] = []
    for block in blocks:
        if block.kind is BlockKind.FOOTNOTE:
            found.append(block)
        elif block.cells:
            found.append(replace(block, cells=tuple(next(marked) for _ in block.cells)))
        else:
            found.append(replace(block, text=next(marked)))
    return found
