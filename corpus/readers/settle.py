"""What is known of a block of a markup format only beside the others; pure."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.documents import RawBlock
from corpus.readers.bold import placed
from corpus.readers.numbered import with_levels
from corpus.readers.plainnotes import with_notes
from corpus.readers.typed import with_items


def settled(blocks: Sequence[RawBlock]) -> list[RawBlock]:
    """Settle which blocks are notes, typed list items and headings, and of what level.

    Args:
        blocks: all blocks of a document, as their markup tells them.
    """
    listed = list(with_items(with_notes(blocks)))
    return with_levels(placed(listed))
