"""Lines of a whole document to its blocks: the steps in order, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.announced import with_contents, with_lone_heads
from corpus.clean import Line
from corpus.documents import RawBlock, Removal, Rule
from corpus.footnotes import Chunk, part_notes
from corpus.marks import lift
from corpus.notemarks import replace_marks
from corpus.outline import outline
from corpus.running import drop_running
from corpus.sitelines import drop_site_lines
from corpus.vocabulary import DOUBLED, Vocabulary

_CELL_BREAK = "\v"  # stands for the newline between the lines of a cell


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
    own, away = drop_site_lines(lines)
    kept, running = drop_running(with_lone_heads(own))
    kept = with_contents(kept)
    words = Vocabulary(line.text for line in kept)
    chunks = _mark_notes(part_notes(kept, words, body_size))
    blocks, dropped = outline(chunks, words, body_size)
    doubled: list[Removal] = []
    if words.doubles_bold:
        blocks = [_undoubled(block, doubled) for block in blocks]
    removed = sorted(
        (*away, *running, *dropped, *doubled), key=lambda part: (part.page or 0, part.lines)
    )
    return Composed(tuple(blocks), tuple(removed))


def _undoubled(block: RawBlock, removed: list[Removal]) -> RawBlock:
    """Keep one of two equal runs of Chinese characters, and note the other as removed."""
    for text in (block.text, *block.cells):
        removed += (
            Removal(Rule.DOUBLED, match[1], block.page, block.lines)
            for match in DOUBLED.finditer(text)
        )
    cells = tuple(DOUBLED.sub(r"\1", cell) for cell in block.cells)
    return replace(block, text=DOUBLED.sub(r"\1", block.text), cells=cells)


def _mark_notes(items: Sequence[Chunk | RawBlock]) -> list[Chunk | RawBlock]:
    """Take the numbers of notes off the lines, in the file's order, and mark where they stood."""
    notes = [
        int(item.marker) for item in items if isinstance(item, RawBlock) and item.marker.isdigit()
    ]
    texts = [
        "\n".join(line.marked.replace("\n", _CELL_BREAK) for line in item)
        for item in items
        if not isinstance(item, RawBlock)
    ]
    signs = {item.marker for item in items if isinstance(item, RawBlock)}
    marked = iter(replace_marks(texts, notes, signs))
    printed = iter(texts)
    found: list[Chunk | RawBlock] = []
    for item in items:
        if not isinstance(item, RawBlock) and (text := next(marked)) != next(printed):
            item = _relined(item, text)
        found += [item] if item else []
    return found


def _relined(chunk: Chunk, text: str) -> Chunk:
    """Give the lines of a chunk their new texts; what a line began with goes to the one above."""
    lines: list[Line] = []
    pending: Line | None = None  # a line that was a note's number and no more
    for line, own in zip(chunk, text.split("\n"), strict=True):
        bare, marks = lift(own.replace(_CELL_BREAK, "\n"))
        start = len(bare) - len(bare.lstrip())
        first = [label for at, label in marks if at <= start]
        if lines and first:
            above = lines[-1]
            ends = tuple((len(above.text), label) for label in first)
            lines[-1] = replace(above, marks=above.marks + ends)
            marks = tuple((at, label) for at, label in marks if at > start)
        if not bare.strip():
            pending = pending or line
            continue
        gap, page = (pending or line).gap, (pending or line).first
        inner = tuple((max(0, at - start), label) for at, label in marks)
        kept = replace(line, text=bare.strip(), marks=inner, first=line.first or page)
        lines.append(replace(kept, gap=max(line.gap, gap)))
        pending = None
    return tuple(lines)
