"""Documents in memory, for tests of what reads them: no files, no index."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.retrieve import Hit
from corpus.assemble import assemble
from corpus.documents import BlockKind, Document, Metadata, RawBlock, Span
from index.passages import Passage


def heading(text: str, level: int = 1) -> RawBlock:
    return RawBlock(BlockKind.HEADING, text, level=level)


def paragraph(text: str) -> RawBlock:
    return RawBlock(BlockKind.PARAGRAPH, text)


def item(text: str, marker: str = "-") -> RawBlock:
    return RawBlock(BlockKind.ITEM, text, marker=marker)


def row(*cells: str, kind: BlockKind = BlockKind.ROW) -> RawBlock:
    return RawBlock(kind, "", cells=cells)


def document(*blocks: RawBlock, name: str = "d") -> Document:
    """Assemble a document of the given blocks."""
    whole = assemble(blocks)
    meta = Metadata("A title")
    parts = (whole.text, whole.blocks, whole.sections, whole.pages, whole.marks)
    return Document(name, meta, name, "", *parts)


def hit(made: Document, begins: str = "", ends: str = "", cosine: float = 0.5) -> Hit:
    """Give the passage from the words ``begins`` to the words ``ends``; all without them."""
    start = made.text.index(begins)
    end = made.text.index(ends, start) + len(ends) if ends else len(made.text)
    section = made.section_at(start)
    path: Sequence[str] = section.path if section else ()
    passage = Passage(f"{made.id}@{start}", Span(made.id, start, end), tuple(path), None)
    return Hit(passage, 0.5, cosine)
