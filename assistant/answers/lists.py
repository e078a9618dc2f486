"""The items of a list or table, or of one sentence; pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.answers.told import Quoted, Told
from assistant.candidates import bare
from assistant.question import declared_count
from corpus.documents import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.answers.told import Documents
    from assistant.question import Query
    from assistant.select import Scored

MOST_ITEMS = 40  # of a list; a longer one is a table to look up, not an answer
_BEST_PLACES = 2  # of the ranking; a sentence further down seldom is in the list asked for
_LISTS_TRIED = 12  # sentences, where the question says how long the list is


def enumerate_items(query: Query, ranked: Sequence[Scored], document: Documents) -> Told | None:
    """Give the items of the list or table that a good sentence is in or announces.

    A list as long as the question says ("the seven areas") goes before a better placed one.
    """
    count = declared_count(query.standalone)
    lists = [
        found
        for place, scored in enumerate(ranked[:_LISTS_TRIED])
        if (found := _listed(document(scored.candidate.span.doc_id), scored.candidate.block))
        and 1 < len(found) <= MOST_ITEMS
        and (place < _BEST_PLACES or len(found) == count)
    ]
    items = max(lists, key=lambda found: len(found) == count, default=())
    return Told("; ".join(item.text for item in items), tuple(ranked[:1]), items) if items else None


def _listed(document: Document, block: Block) -> tuple[Quoted, ...]:
    at = document.blocks.index(block)
    group = block.group
    if group is None:
        following = next((b for b in document.blocks[at + 1 : at + 3] if b.group is not None), None)
        announces = document.text[block.start : block.end].endswith((":", "："))
        if following is None or not (announces or block.kind is BlockKind.CAPTION):
            return ()
        group = following.group
    return tuple(
        Quoted(bare(document.text[start:end]), (Span(document.id, start, end),))
        for item in document.blocks
        if item.group == group and item.kind in (BlockKind.ITEM, BlockKind.ROW)
        for start, end in [_said(item)]
    )


def _said(item: Block) -> tuple[int, int]:
    """Give the place of what names an item: all of it, or a table row's first cell with words."""
    cells = [cell for cell in item.cells if cell[1] - cell[0] > len("12. ")]
    return cells[0] if cells else (item.start, item.end)
