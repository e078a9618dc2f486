"""A question to the passages that are read for it: clause by clause, and around the best."""

from __future__ import annotations

from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from assistant.neighbours import neighbours
from assistant.parts import ALL
from assistant.retrieve import POOL, Hit, retrieve

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from assistant.parts import Parts
    from assistant.retrieve import Sought
    from index.library import Library

_FIRST = 2  # places of the whole question before those of its clauses
_OF_A_CLAUSE = 2  # places of each clause
_NEIGHBOUR = 4  # places before what belongs to the best passage


def search(
    library: Library,
    sought: Sequence[Sought],
    k: int,
    keep: Callable[[str], bool] = lambda _: True,
    prefer: Collection[str] = (),
    parts: Parts = ALL,
) -> list[Hit]:
    """Find the ``k`` passages to be read for a question, best first.

    Args:
        library: the opened index.
        sought: the whole question, then the clauses that are searched for by themselves.
        k: how many at most.
        keep: tells whether a document's passages may be found, by its id.
        prefer: ids of the documents that the question asks for.
        parts: what is searched by.
    """
    depth = max(POOL, k)
    rankings = [retrieve(library, each, depth, keep, prefer, parts) for each in sought]
    hits = interleave(rankings)
    if parts.neighbours and hits:
        hits = _with_neighbour(library, sought[0], hits)
    return hits[:k]


def interleave(rankings: Sequence[Sequence[Hit]]) -> list[Hit]:
    """Join the ranking of a whole question and those of its clauses to one, each passage once.

    The best of the whole question come first, then the best of each clause in turn.
    """
    whole, *rest = rankings
    of_clauses = zip_longest(*(ranking[:_OF_A_CLAUSE] for ranking in rest))
    in_turn = [hit for hits in of_clauses for hit in hits if hit is not None]
    found: dict[str, Hit] = {}
    for hit in chain(whole[:_FIRST], in_turn, whole[_FIRST:]):
        found.setdefault(hit.passage.id, hit)
    return list(found.values())


def _with_neighbour(library: Library, whole: Sought, hits: list[Hit]) -> list[Hit]:
    """Put the first of what belongs to the best passage at its place, if it stands no higher."""
    best = hits[0].passage
    document = library.document(best.span.doc_id)
    near = neighbours(document, best, library.passages_of(document.id))
    if not near or near[0].id in [hit.passage.id for hit in hits[:_NEIGHBOUR]]:
        return hits
    cosine = library.cosines(whole.vector, [near[0].id])[0]
    own = next((hit for hit in hits if hit.passage == near[0]), Hit(near[0], cosine / 2, cosine))
    rest = [hit for hit in hits if hit.passage != near[0]]
    return [*rest[:_NEIGHBOUR], own, *rest[_NEIGHBOUR:]]
