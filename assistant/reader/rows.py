"""Rows of tables, read once more with each cell behind the head of its column."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from assistant.answers.proposals import TRIED
from assistant.answers.tables import flat, heads_of
from assistant.reader.sight import Sight

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.candidates import Candidate
    from assistant.reader.reader import Reader
    from assistant.select import Scored
    from corpus.documents import Document
    from index.passages import Passage


def look_at_rows(
    reader: Reader,
    question: str,
    ranked: Sequence[Scored],
    shown: Callable[[Passage], tuple[str, str]],
    document: Callable[[str], Document],
) -> list[Scored]:
    """Read the rows among the best sentences again, so that a cell is known by its head.

    Args:
        reader: reads them.
        question: standing alone.
        ranked: sentences, best first.
        shown: gives what stands over a passage, and its text.
        document: gives a document by its id.
    """
    rows = [
        (at, *told)
        for at, scored in enumerate(ranked[:TRIED])
        if (told := with_heads(scored.candidate, document(scored.candidate.span.doc_id)))
    ]
    texts = [(shown(ranked[at].candidate.hit.passage)[0], text) for at, text, _ in rows]
    seen = list(ranked)
    for (at, text, own), read in zip(rows, reader.read(question, texts), strict=True):
        row = Sight(read, ranked[at].candidate.text, text, 0, own)
        seen[at] = replace(ranked[at], row=row)
    return seen


def with_heads(row: Candidate, document: Document) -> tuple[str, tuple[int, ...]] | None:
    """Tell a row as "Seat: Hefei; Deals: 38", and where each character of its text stands there.

    Args:
        row: of a table.
        document: that it is of.

    Returns:
        None for what is no row, or where its table has no heads.
    """
    heads = heads_of(document, row.block) if len(row.block.cells) > 1 else ()
    if not heads:
        return None
    cells = [flat(document.text[start:end]) for start, end in row.block.cells]
    told, own, at = "", list[int](), 0
    for head, cell in zip_longest(heads, cells, fillvalue=""):
        at = row.text.find(cell, at) if cell else -1
        if at < 0:
            at = len(own)
            continue
        own += [len(told) - 1] * (at - len(own))  # what parts two cells is the blank between them
        told += f"{head}: " if head else ""
        own += range(len(told), len(told) + len(cell))
        told, at = f"{told}{cell}; ", at + len(cell)
    if not own:
        return None
    return told.removesuffix("; "), (*own, *[own[-1]] * (len(row.text) - len(own)))
