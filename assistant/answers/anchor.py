"""The sentence that names what an answer's sentence goes on to tell of; pure.

"Costs have gone up to 2 billion", where the paragraph's first sentence names the pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.another.name import is_told, names_in
from corpus.documents import BlockKind
from index.regions import LANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.question import Query
    from assistant.select import Scored

_PROSE = (BlockKind.PARAGRAPH, BlockKind.ITEM)


def anchor(query: Query, answers: Scored, ranked: Sequence[Scored]) -> Scored | None:
    """Find the nearest sentence before one, in its paragraph, with a name of the question.

    Args:
        query: the question.
        answers: the sentence that answers.
        ranked: all sentences that were read.

    Returns:
        None where the sentence or its headings have all names, or none before it has one of them.
    """
    own = answers.candidate
    if own.block.kind not in _PROSE:
        return None
    asked = query.standalone
    names = [asked[start:end] for start, end in names_in(asked)]
    told = f"{own.context}. {own.text}"
    missing = [n for n in names if n not in LANDS and not is_told(n, told)]
    before = [
        one
        for one in ranked
        if one.candidate.block.start == own.block.start
        and one.candidate.span.doc_id == own.span.doc_id
        and one.candidate.span.end <= own.span.start
    ]
    before.sort(key=lambda one: one.candidate.span.end, reverse=True)
    named = (o for o in before if any(is_told(name, o.candidate.text) for name in missing))
    return next(named, None)
